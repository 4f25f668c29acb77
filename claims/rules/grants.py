"""Who may do what to a claim, and what is against it: the conditions of the table of acts."""

from __future__ import annotations

from typing import Protocol

from claims.rules.states import DECIDED, HELD, ClaimStatus
from tracker.base.acts.table import Grant
from tracker.base.people.role import ADMINISTRATORS, CHECKERS, DESK, EDITORS, STAFF
from tracker.base.values.sentence import Sentence
from tracker.base.values.sentence import gettext_noop as _


class ClaimFacts(Protocol):
    """What a person is to a thing: a claim, a citation, a pair, an assignment."""

    @property
    def status(self) -> ClaimStatus:
        """The status of the claim it is about."""

    @property
    def own(self) -> bool:
        """Whether the thing is theirs: they wrote it, added it, or were asked for the review."""

    @property
    def author(self) -> bool:
        """Whether they wrote the claim it is about."""

    @property
    def waiting(self) -> bool:
        """Whether the assignment waits for its review, the proposed correction for its answer."""

    @property
    def reviewed(self) -> bool:
        """Whether they sealed a review in the round that is, or was, to be decided on."""

    @property
    def settled(self) -> bool:
        """Whether they settled the split of the claim's present round."""

    @property
    def repeats(self) -> bool:
        """Whether another round would be theirs again: they had a part in the last one."""

    @property
    def knows_earlier(self) -> bool:
        """Whether they reviewed an earlier round of the claim or read what others found there."""

    @property
    def barred(self) -> bool:
        """Whether they declared an interest that keeps them from reviewing the claim."""

    @property
    def asked(self) -> bool:
        """Whether they were asked in the present round and have not given it back."""

    @property
    def any_sealed(self) -> bool:
        """Whether anybody has sealed a review in the open round."""

    @property
    def reviews_its_pair(self) -> bool:
        """Whether they review, in an open round, a claim that this one is paired with."""


# --- what is against it


def _not_theirs(facts: ClaimFacts) -> Sentence | None:
    return None if facts.own else _NOT_THEIRS


def _not_the_author(facts: ClaimFacts) -> Sentence | None:
    return None if facts.author else _NOT_THE_AUTHOR


def _nothing_to_answer(facts: ClaimFacts) -> Sentence | None:
    if not facts.own:
        return _ANOTHERS_ASSIGNMENT
    return None if facts.waiting else _ASSIGNMENT_CLOSED


def _nothing_to_review(facts: ClaimFacts) -> Sentence | None:
    if against := _nothing_to_answer(facts):
        return against
    if facts.author:
        return _AUTHOR_REVIEWS
    return _OWN_INTEREST if facts.barred else None


def _nothing_to_move(facts: ClaimFacts) -> Sentence | None:
    return None if facts.waiting else _ASSIGNMENT_CLOSED


def _took_part(facts: ClaimFacts) -> Sentence | None:
    if facts.author:
        return _OWN_CLAIM
    return _OWN_REVIEW if facts.reviewed else None


def _decided_it(facts: ClaimFacts) -> Sentence | None:
    return _took_part(facts) or (_OWN_SETTLEMENT if facts.settled else None)


def _repeats(facts: ClaimFacts) -> Sentence | None:
    return _OWN_ROUND if facts.repeats else None


def _no_second_editor(facts: ClaimFacts) -> Sentence | None:
    return _nothing_to_decide(facts) or (_OWN_PROPOSAL if facts.own else _took_part(facts))


def _no_proposal_of_theirs(facts: ClaimFacts) -> Sentence | None:
    return _nothing_to_decide(facts) or (None if facts.own else _ANOTHERS_PROPOSAL)


def _nothing_to_decide(facts: ClaimFacts) -> Sentence | None:
    return None if facts.waiting else _PROPOSAL_CLOSED


def against_asking(facts: ClaimFacts) -> Sentence | None:
    """What is against asking somebody for a review, as a sentence about them; None if nothing is.

    Args:
        facts: what they are to the claim.
    """
    if facts.author:
        return _AUTHOR_ASKED
    if facts.knows_earlier:
        return _KNOWS_EARLIER
    return _INTERESTED if facts.barred else None


def _held(facts: ClaimFacts) -> Sentence | None:
    return _HOLDS_STILL if facts.status in HELD else _read_by_a_reviewer(facts)


def _held_or_not_theirs(facts: ClaimFacts) -> Sentence | None:
    return _held(facts) or _not_theirs(facts)


def _held_or_not_the_author(facts: ClaimFacts) -> Sentence | None:
    return (_HOLDS_STILL if facts.status in HELD else None) or _not_the_author(facts)


def _read_by_a_reviewer(facts: ClaimFacts) -> Sentence | None:
    """A claim's pair stands on the form of who reviews the other one."""
    return _REVIEWS_ITS_PAIR if facts.reviews_its_pair else None


def _not_the_author_or_reads(facts: ClaimFacts) -> Sentence | None:
    return _not_the_author(facts) or _read_by_a_reviewer(facts)


def _takes_part(facts: ClaimFacts) -> Sentence | None:
    """Who wrote a claim or reviews it does not change what the other reviewers judge."""
    if facts.status not in DECIDED | {ClaimStatus.IN_REVIEW}:
        return _read_by_a_reviewer(facts)
    if facts.author:
        return _AUTHOR_CHANGES
    if not facts.asked:
        return _read_by_a_reviewer(facts)
    return _REVIEWER_CHANGES if facts.status is ClaimStatus.IN_REVIEW else _REVIEWED_IT


def _sealed_or_takes_part(facts: ClaimFacts) -> Sentence | None:
    if against := _takes_part(facts):
        return against
    open_ = facts.status is ClaimStatus.IN_REVIEW
    return _SEALED_ALREADY if open_ and facts.any_sealed else None


def _open_round_or_takes_part(facts: ClaimFacts) -> Sentence | None:
    if facts.status is ClaimStatus.IN_REVIEW:
        return _WAITS_FOR_THE_ROUND
    return _takes_part(facts)


def _not_their_draft(facts: ClaimFacts) -> Sentence | None:
    return None if facts.own else _NOT_THEIR_DRAFT


# --- who may

STAFF_MEMBER: Grant[ClaimFacts] = Grant("everybody at the desk", STAFF)
CHECKER_OR_EDITOR: Grant[ClaimFacts] = Grant("fact-checkers and editors", DESK)
EDITOR: Grant[ClaimFacts] = Grant("an editor", EDITORS)
EDITOR_OR_ADMINISTRATOR: Grant[ClaimFacts] = Grant(
    "an editor or an administrator", EDITORS | ADMINISTRATORS
)
ADMINISTRATOR: Grant[ClaimFacts] = Grant("an administrator", ADMINISTRATORS)
WHO_WAS_ASKED: Grant[ClaimFacts] = Grant("who was asked", DESK, _nothing_to_answer)
REVIEWER: Grant[ClaimFacts] = Grant("who was asked, unless the author", DESK, _nothing_to_review)
EDITOR_WHILE_ASKED: Grant[ClaimFacts] = Grant(
    "an editor, until the review is sealed or given back", EDITORS, _nothing_to_move
)
UNINVOLVED_EDITOR: Grant[ClaimFacts] = Grant(
    "an editor who neither wrote the claim nor reviewed in the round", EDITORS, _took_part
)
UNDECIDED_EDITOR: Grant[ClaimFacts] = Grant(
    "an editor who neither wrote the claim, nor reviewed in the round, nor settled it",
    EDITORS,
    _decided_it,
)
ANOTHER_EDITOR: Grant[ClaimFacts] = Grant(
    "an editor; for another round one who neither opened nor ended the last, nor reviewed in it",
    EDITORS,
    _repeats,
)
SECOND_EDITOR: Grant[ClaimFacts] = Grant(
    "an editor who neither proposed it, nor wrote the claim, nor reviewed in the round",
    EDITORS,
    _no_second_editor,
)
WHO_PROPOSED: Grant[ClaimFacts] = Grant("who proposed it", EDITORS, _no_proposal_of_theirs)

WHO_WROTE_IT: Grant[ClaimFacts] = Grant("who wrote it down", DESK, _not_their_draft)

CHECKER_BEFORE_REVIEW: Grant[ClaimFacts] = Grant(
    "fact-checkers, until reviewers have begun with a claim", CHECKERS, _held
)
WHO_ADDED_IT_BEFORE_REVIEW: Grant[ClaimFacts] = Grant(
    "who added it, until reviewers have begun with the claim", CHECKERS, _held_or_not_theirs
)
AUTHOR_BEFORE_REVIEW: Grant[ClaimFacts] = Grant(
    "the author of the claim, until reviewers have begun with it", CHECKERS, _held_or_not_the_author
)
AUTHOR_NOT_REVIEWING_ITS_PAIR: Grant[ClaimFacts] = Grant(
    "the author of the claim, unless they review one that it is paired with",
    CHECKERS,
    _not_the_author_or_reads,
)
EDITOR_BEFORE_SEAL: Grant[ClaimFacts] = Grant(
    "an editor, of a claim in review only before the first seal and neither author nor reviewer",
    EDITORS,
    _sealed_or_takes_part,
)
EDITOR_OUTSIDE_ROUND: Grant[ClaimFacts] = Grant(
    "an editor, of a claim in review neither author nor reviewer", EDITORS, _takes_part
)
EDITOR_AFTER_ROUND: Grant[ClaimFacts] = Grant(
    "an editor, once the round has closed", EDITORS, _open_round_or_takes_part
)
STAFF_BEFORE_REVIEW: Grant[ClaimFacts] = Grant(
    "fact-checkers and administrators, until reviewers have begun with a claim that cites it",
    CHECKERS | ADMINISTRATORS,
    _held,
)

# --- what is said

_HOLDS_STILL = Sentence(
    "holds_still",
    _(
        "Reviewers judge this claim as it stands, or have judged it. "
        "An editor can still change it, saying why; you can propose evidence to them."
    ),
)
_AUTHOR_CHANGES = Sentence(
    "author_changes",
    _(
        "You wrote this claim, and reviewers judge it as it stands. "
        "Another editor can change it, saying why."
    ),
)
_REVIEWER_CHANGES = Sentence(
    "reviewer_changes",
    _(
        "You review this claim in this round, and the other reviewers would read it. "
        "Propose it: another editor sees it once the round has closed."
    ),
)
_REVIEWED_IT = Sentence(
    "reviewer_changes",
    _(
        "You reviewed this claim, and its verdict is not published yet. "
        "Propose it: another editor decides."
    ),
)
_REVIEWS_ITS_PAIR = Sentence(
    "reviews_its_pair",
    _(
        "You review a claim that this one is paired with, and the other reviewers would read it. "
        "Wait until that round has closed, or ask another editor."
    ),
)
_SEALED_ALREADY = Sentence(
    "sealed_already",
    _(
        "A review of this round is sealed, and it judged what stands here now. "
        "Wait until the round has closed, or cancel it and begin another."
    ),
)
_WAITS_FOR_THE_ROUND = Sentence(
    "waits_for_the_round",
    _("The round is open. This waits until it has closed."),
)
_NOT_THEIRS = Sentence("not_yours", _("Only who added it or an editor may do this."))
_NOT_THEIR_DRAFT = Sentence(
    "not_yours", _("Only who wrote a draft down deletes it. It can be submitted and withdrawn.")
)
_NOT_THE_AUTHOR = Sentence("not_yours", _("Only the author of the claim or an editor may do this."))
_ANOTHERS_ASSIGNMENT = Sentence("not_yours", _("This assignment belongs to somebody else."))
_ASSIGNMENT_CLOSED = Sentence(
    "assignment_closed",
    _(
        "This assignment is over: its round has ended, or it was given back. "
        "Nothing can be written in it any more."
    ),
)
_AUTHOR_REVIEWS = Sentence("author_reviews", _("The author of a claim does not review it."))
_AUTHOR_ASKED = Sentence(
    "author_reviews",
    _("%(name)s wrote this claim or changed it, and the author of a claim does not review it."),
)
_KNOWS_EARLIER = Sentence(
    "knows_earlier",
    _(
        "%(name)s reviewed an earlier round of this claim or read its reviews, and so is not asked "
        "again. Where too few people are left, an administrator can waive this in writing."
    ),
)
_INTERESTED = Sentence(
    "interest_declared",
    _("%(name)s declared an interest that keeps them from reviewing this claim."),
)
_OWN_INTEREST = Sentence(
    "interest_declared",
    _(
        "You declared an interest that keeps you from reviewing this claim. "
        "Hand the assignment back, so that somebody else can be asked."
    ),
)
_OWN_CLAIM = Sentence(
    "own_claim", _("You wrote this claim or changed it; another editor has to decide here.")
)
_OWN_REVIEW = Sentence(
    "own_review", _("You reviewed this claim in this round; another editor has to decide here.")
)
_OWN_SETTLEMENT = Sentence(
    "own_settlement", _("You settled the split; another editor has to publish the verdict.")
)
_OWN_ROUND = Sentence(
    "own_round",
    _(
        "You opened or ended the last round, or reviewed in it; another editor has to begin the "
        "next one."
    ),
)
_OWN_PROPOSAL = Sentence(
    "own_proposal", _("You proposed this correction; a second editor has to agree to it.")
)
_ANOTHERS_PROPOSAL = Sentence("not_yours", _("Only who proposed a correction takes it back."))
_PROPOSAL_CLOSED = Sentence(
    "proposal_closed",
    _("This proposal is closed, or the claim is being reviewed again, so it cannot be answered."),
)
