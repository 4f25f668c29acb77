"""Who may do what to a claim, and what is against it: the conditions of the table of acts."""

from __future__ import annotations

from typing import Protocol

from claims.rules.states import ClaimStatus
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
    return _nothing_to_answer(facts) or (_AUTHOR_REVIEWS if facts.author else None)


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
    return _KNOWS_EARLIER if facts.knows_earlier else None


# --- who may

STAFF_MEMBER: Grant[ClaimFacts] = Grant("everybody at the desk", STAFF)
CHECKER_OR_EDITOR: Grant[ClaimFacts] = Grant("fact-checkers and editors", DESK)
EDITOR: Grant[ClaimFacts] = Grant("an editor", EDITORS)
EDITOR_OR_ADMINISTRATOR: Grant[ClaimFacts] = Grant(
    "an editor or an administrator", EDITORS | ADMINISTRATORS
)
ADMINISTRATOR: Grant[ClaimFacts] = Grant("an administrator", ADMINISTRATORS)
AUTHOR: Grant[ClaimFacts] = Grant("the author of the claim", CHECKERS, _not_the_author)
WHO_ADDED_IT: Grant[ClaimFacts] = Grant("who added it", CHECKERS, _not_theirs)
WHO_WAS_ASKED: Grant[ClaimFacts] = Grant("who was asked", DESK, _nothing_to_answer)
REVIEWER: Grant[ClaimFacts] = Grant("who was asked, unless the author", DESK, _nothing_to_review)
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

# --- what is said

_NOT_THEIRS = Sentence("not_yours", _("Only who added it or an editor may do this."))
_NOT_THE_AUTHOR = Sentence("not_yours", _("Only the author of the claim or an editor may do this."))
_ANOTHERS_ASSIGNMENT = Sentence("not_yours", _("This assignment belongs to somebody else."))
_ASSIGNMENT_CLOSED = Sentence(
    "assignment_closed", _("This assignment is closed and cannot be changed any more.")
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
