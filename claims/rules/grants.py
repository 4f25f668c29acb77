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
        """Whether the assignment still waits for its review."""

    @property
    def reviewed(self) -> bool:
        """Whether they sealed a review of the claim in its present round."""


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
        return _AUTHOR_SETTLES
    return _SETTLES_OWN if facts.reviewed else None


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

# --- what is said

_NOT_THEIRS = Sentence("not_yours", _("Only who added it or an editor may do this."))
_NOT_THE_AUTHOR = Sentence("not_yours", _("Only the author of the claim or an editor may do this."))
_ANOTHERS_ASSIGNMENT = Sentence("not_yours", _("This assignment belongs to somebody else."))
_ASSIGNMENT_CLOSED = Sentence(
    "assignment_closed", _("This assignment is closed and cannot be changed any more.")
)
_AUTHOR_REVIEWS = Sentence("author_reviews", _("The author of a claim does not review it."))
_AUTHOR_SETTLES = Sentence(
    "settles_own_claim", _("You recorded this claim yourself; another editor has to settle it.")
)
_SETTLES_OWN = Sentence(
    "settles_own_review",
    _("You reviewed this claim in this round; another editor has to settle it."),
)
