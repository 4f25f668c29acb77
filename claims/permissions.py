"""Who may do what: one table, read by the buttons and by the guards alike.

A right is granted to roles, some of them under a condition on the thing it is about. Whoever
wants to know asks `refuse`, which gives the reason why not, or None. There is one more question,
who may *see* a review, which `claims.rules.visibility` answers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext, gettext_noop

from claims.models import Assignment, Claim
from claims.rules.states import Actor, AssignmentStatus, ClaimStatus, refuse_move
from tracker.base.acts.refusal import Refusal
from tracker.base.people.models import Role, User
from tracker.base.values.sentence import Sentence

Person = User | AnonymousUser


class Right(StrEnum):
    """Everything that somebody may be allowed to do."""

    READ_PUBLIC = "read_public"
    USE_DESK = "use_desk"
    SEE_DRAFT = "see_draft"
    RECORD = "record"
    REVISE = "revise"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    RESTORE = "restore"
    TRANSLATE = "translate"
    CONTEST = "contest"
    RETRACT = "retract"
    CITE = "cite"
    UNCITE = "uncite"
    REGISTER_SOURCE = "register_source"
    REQUEST_CAPTURE = "request_capture"
    DEPOSIT = "deposit"
    GRADE_PUBLISHER = "grade_publisher"
    ASSIGN = "assign"
    DECLINE = "decline"
    CANCEL_ROUND = "cancel_round"
    REVIEW = "review"
    SETTLE = "settle"
    PUBLISH = "publish"
    CORRECT = "correct"
    REOPEN = "reopen"
    SEE_OVERDUE = "see_overdue"
    SEE_JOURNAL = "see_journal"
    MANAGE_PEOPLE = "manage_people"


Condition = Callable[[User, Any], Sentence | None]


@dataclass(frozen=True, slots=True)
class Grant:
    """A right is given to these roles, if the condition has nothing against it."""

    roles: frozenset[Role]
    condition: Condition | None = None


# --- conditions: each says what is against it, in a sentence, or nothing


def _to(target: ClaimStatus, *, only_from: ClaimStatus | None = None) -> Condition:
    """The claim can be moved to this status by this person.

    `only_from` is for a status that several moves lead to: a draft is submitted, a withdrawn
    claim is restored, and a round is cancelled, and all end as "recorded".
    """

    def condition(user: User, claim: Claim) -> Sentence | None:
        source = ClaimStatus(claim.status)
        if only_from is not None and source is not only_from:
            return _NOT_FROM_HERE
        return refuse_move(source, target, actors=actors(user, claim), reason="given later")

    return condition


def _own(user: User, thing: Any) -> Sentence | None:
    """They wrote it themselves."""
    owner = thing.created_by_id if isinstance(thing, Claim) else thing.added_by_id
    return None if owner == user.pk else _NOT_YOUR_OWN


def _unreviewed(user: User, claim: Claim) -> Sentence | None:  # noqa: ARG001
    """The claim is as it was before any round of reviews."""
    if ClaimStatus(claim.status) in {ClaimStatus.DRAFT, ClaimStatus.RECORDED}:
        return None
    return _UNDER_REVIEW


def _own_unreviewed(user: User, claim: Claim) -> Sentence | None:
    return _own(user, claim) or _unreviewed(user, claim)


def _standing(user: User, claim: Claim) -> Sentence | None:  # noqa: ARG001
    """The claim has not been withdrawn."""
    return _WITHDRAWN if claim.status == ClaimStatus.WITHDRAWN else None


def _own_assignment(user: User, assignment: Assignment) -> Sentence | None:
    """The assignment is theirs and still open."""
    if assignment.reviewer_id != user.pk:
        return _NOT_YOUR_ASSIGNMENT
    if assignment.status != AssignmentStatus.OPEN:
        return _ASSIGNMENT_CLOSED
    return None


def _review(user: User, assignment: Assignment) -> Sentence | None:
    """The author of a claim does not review it."""
    refused = _own_assignment(user, assignment)
    if refused is None and assignment.claim.created_by_id == user.pk:
        return _AUTHOR_REVIEWS
    return refused


def _open_for_review(user: User, claim: Claim) -> Sentence | None:  # noqa: ARG001
    if ClaimStatus(claim.status) in {ClaimStatus.RECORDED, ClaimStatus.IN_REVIEW}:
        return None
    return _NOT_OPEN_FOR_REVIEW


def _settle(user: User, claim: Claim) -> Sentence | None:
    """Nobody decides alone: who reviewed in a round, or wrote the claim, does not settle it."""
    refused = _to(ClaimStatus.SETTLED)(user, claim)
    if refused is not None:
        return refused
    if claim.created_by_id == user.pk:
        return _AUTHOR_SETTLES
    reviewed = Assignment.objects.filter(
        round=claim.rounds.first(), reviewer=user, status=AssignmentStatus.SEALED
    )
    return _SETTLES_OWN if reviewed.exists() else None


def _publish(user: User, claim: Claim) -> Sentence | None:
    """A first verdict on what a round came to; a published one is corrected or reopened."""
    if claim.status == ClaimStatus.PUBLISHED:
        return _ALREADY_PUBLISHED
    return _to(ClaimStatus.PUBLISHED)(user, claim) or _round_is_over(claim)


def _round_is_over(claim: Claim) -> Sentence | None:
    return _ROUND_OPEN if claim.status == ClaimStatus.IN_REVIEW else None


def _reopen(user: User, claim: Claim) -> Sentence | None:
    """A round has ended, with or without a verdict; a first one is opened by assigning."""
    if claim.status == ClaimStatus.RECORDED:
        return _NO_ROUND_YET
    return _to(ClaimStatus.IN_REVIEW)(user, claim)


def _correct(user: User, claim: Claim) -> Sentence | None:
    if claim.status != ClaimStatus.PUBLISHED:
        return _NOT_PUBLISHED
    return _to(ClaimStatus.PUBLISHED)(user, claim)


# --- the table

_EVERYBODY = frozenset(Role)
_STAFF = frozenset({Role.FACT_CHECKER, Role.EDITOR, Role.ADMINISTRATOR})
_DESK = frozenset({Role.FACT_CHECKER, Role.EDITOR})
_CHECKER = frozenset({Role.FACT_CHECKER})
_EDITOR = frozenset({Role.EDITOR})
_ADMIN = frozenset({Role.ADMINISTRATOR})
_S = ClaimStatus

TABLE: dict[Right, tuple[Grant, ...]] = {
    Right.READ_PUBLIC: (Grant(_EVERYBODY),),
    Right.USE_DESK: (Grant(_STAFF),),
    Right.SEE_DRAFT: (Grant(_EDITOR), Grant(_CHECKER, _own)),
    Right.RECORD: (Grant(_DESK),),
    Right.REVISE: (Grant(_EDITOR, _unreviewed), Grant(_CHECKER, _own_unreviewed)),
    Right.SUBMIT: (Grant(_DESK, _to(_S.RECORDED, only_from=_S.DRAFT)),),
    Right.WITHDRAW: (Grant(_DESK, _to(_S.WITHDRAWN)),),
    Right.RESTORE: (Grant(_EDITOR, _to(_S.RECORDED, only_from=_S.WITHDRAWN)),),
    Right.TRANSLATE: (Grant(_DESK, _standing),),
    Right.CONTEST: (Grant(_DESK, _standing),),
    Right.RETRACT: (Grant(_EDITOR), Grant(_CHECKER, _own)),
    Right.CITE: (Grant(_DESK, _standing),),
    Right.UNCITE: (Grant(_EDITOR), Grant(_CHECKER, _own)),
    Right.REGISTER_SOURCE: (Grant(_DESK),),
    Right.REQUEST_CAPTURE: (Grant(_STAFF),),
    Right.DEPOSIT: (Grant(_STAFF),),
    Right.GRADE_PUBLISHER: (Grant(_EDITOR | _ADMIN),),
    Right.ASSIGN: (Grant(_EDITOR, _open_for_review),),
    Right.DECLINE: (Grant(_DESK, _own_assignment),),
    Right.CANCEL_ROUND: (Grant(_EDITOR, _to(_S.RECORDED, only_from=_S.IN_REVIEW)),),
    Right.REVIEW: (Grant(_DESK, _review),),
    Right.SETTLE: (Grant(_EDITOR, _settle),),
    Right.PUBLISH: (Grant(_EDITOR, _publish),),
    Right.CORRECT: (Grant(_EDITOR, _correct),),
    Right.REOPEN: (Grant(_EDITOR, _reopen),),
    Right.SEE_OVERDUE: (Grant(_EDITOR | _ADMIN),),
    Right.SEE_JOURNAL: (Grant(_STAFF),),
    Right.MANAGE_PEOPLE: (Grant(_ADMIN),),
}
"""Right, roles, condition. Several grants of one right: any of them is enough.

A condition is only asked when there is a thing to ask it about: without one, `refuse` says
whether the person's role may ever do this.
"""


class Forbidden(Refusal):
    """Somebody may not do what they asked for."""


def actors(user: Person, claim: Claim) -> frozenset[Actor]:
    """Say what `user` is to `claim` when its status changes."""
    found: set[Actor] = set()
    role = role_of(user)
    if role in _DESK and claim.created_by_id == user.pk:
        found.add(Actor.AUTHOR)
    if role in _EDITOR:
        found.add(Actor.EDITOR)
    return frozenset(found)


def role_of(user: Person) -> Role:
    """The role of `user`; without an account, or with a closed one, a reader's."""
    if isinstance(user, AnonymousUser) or not user.is_active:
        return Role.READER
    return Role(user.role)


def refuse(user: Person, right: Right, thing: object | None = None) -> str | None:
    """Say, translated, why `user` may not do this (to `thing`); None if they may.

    Without a `thing` only the role is asked. Conditions on a claim look at its status as it was
    loaded; operations lock the row and ask again.
    """
    sentence = explain(user, right, thing)
    return None if sentence is None else say(sentence)


def explain(user: Person, right: Right, thing: object | None = None) -> Sentence | None:
    """Do what `refuse` does, and give the code with the sentence."""
    role = role_of(user)
    reason: Sentence | None = None
    for grant in TABLE[right]:
        if role not in grant.roles:
            continue
        if grant.condition is None or thing is None or isinstance(user, AnonymousUser):
            return None
        reason = grant.condition(user, thing)
        if reason is None:
            return None
    return reason or _WRONG_ROLE[frozenset().union(*(grant.roles for grant in TABLE[right]))]


def ensure(user: Person, right: Right, thing: object | None = None) -> None:
    """Raise Forbidden, with the reason, unless `user` may do this."""
    sentence = explain(user, right, thing)
    if sentence is not None:
        raise Forbidden(say(sentence), code=sentence.code)


def say(sentence: Sentence) -> str:
    """Translate `sentence` with the words in it."""
    return gettext(sentence.text) % {
        name: gettext(value) if value else value for name, value in sentence.values.items()
    }


# --- what is said

_NOT_YOUR_OWN = Sentence("not_yours", gettext_noop("Only who added it or an editor may do this."))
_NOT_FROM_HERE = Sentence(
    "illegal_move", gettext_noop("This cannot be done to the claim as it stands now.")
)
_UNDER_REVIEW = Sentence(
    "already_reviewed",
    gettext_noop(
        "Reviewers have begun with this claim, so its words and figures stay as they are."
    ),
)
_WITHDRAWN = Sentence("withdrawn", gettext_noop("This claim has been withdrawn."))
_NOT_YOUR_ASSIGNMENT = Sentence(
    "not_yours", gettext_noop("This assignment belongs to somebody else.")
)
_ASSIGNMENT_CLOSED = Sentence(
    "assignment_closed", gettext_noop("This assignment is closed and cannot be changed any more.")
)
_AUTHOR_REVIEWS = Sentence(
    "author_reviews", gettext_noop("The author of a claim does not review it.")
)
_NOT_OPEN_FOR_REVIEW = Sentence(
    "not_open_for_review",
    gettext_noop("Only a recorded claim, or one in review, can be assigned. Reopen it first."),
)
_SETTLES_OWN = Sentence(
    "settles_own_review",
    gettext_noop("You reviewed this claim in this round; another editor has to settle it."),
)
_AUTHOR_SETTLES = Sentence(
    "settles_own_claim",
    gettext_noop("You recorded this claim yourself; another editor has to settle it."),
)
_NO_ROUND_YET = Sentence(
    "illegal_move", gettext_noop("No round has ended yet. Assign reviewers instead.")
)
_ALREADY_PUBLISHED = Sentence(
    "already_published",
    gettext_noop("A verdict has been published. Correct it, or reopen the claim."),
)
_ROUND_OPEN = Sentence(
    "round_open", gettext_noop("The round of reviews is still open, so there is no verdict yet.")
)
_NOT_PUBLISHED = Sentence(
    "not_published", gettext_noop("No verdict is published that could be corrected.")
)

_WRONG_ROLE: dict[frozenset[Role], Sentence] = {
    _STAFF: Sentence("wrong_role", gettext_noop("Only people who work at the desk may do this.")),
    _DESK: Sentence("wrong_role", gettext_noop("Only fact-checkers and editors may do this.")),
    _EDITOR: Sentence("wrong_role", gettext_noop("Only an editor may do this.")),
    _ADMIN: Sentence("wrong_role", gettext_noop("Only an administrator may do this.")),
    _EDITOR | _ADMIN: Sentence(
        "wrong_role", gettext_noop("Only an editor or an administrator may do this.")
    ),
}
