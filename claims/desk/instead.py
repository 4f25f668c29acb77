"""Who could do instead what somebody may not, in a sentence beside the button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from claims.involvement import Involvement
from claims.reads.assignments import reviewers_for, still_needed
from claims.reads.people import Colleagues
from claims.rules.acts import ASSIGN, PUBLISH, REOPEN, SETTLE
from claims.rules.states import ClaimStatus
from tracker.base.acts.law import refuse
from tracker.base.writing.lists import comma_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.involvement import Thing
    from claims.models import Claim
    from claims.rules.grants import ClaimFacts
    from tracker.base.acts.table import Act
    from tracker.base.people.models import User


def instead_words(
    act: Act[ClaimFacts],
    thing: Thing,
    colleagues: Colleagues,
) -> str:
    """Name those who may do an act, or say how somebody could; empty if it is no one's now.

    Args:
        act: what somebody may not do.
        thing: what they would do it to.
        colleagues: who works here, and who had which part in the claim.
    """
    names = [person.get_full_name() for person in colleagues.who_may(act, thing)]
    if names:
        return _("Who can: %(names)s.") % {"names": comma_list(names)}
    if not colleagues.can_be_done(act, thing):
        return ""
    if act in {ASSIGN, REOPEN}:
        return _(
            "Nobody here can. An administrator can waive this rule in writing, which readers see, "
            "or make somebody else an editor."
        )
    return _("Nobody here can. An administrator can make somebody else an editor.")


def why_not(act: Act[ClaimFacts], thing: Thing, person: User, colleagues: Colleagues) -> str:
    """Why somebody may not do an act, and who could; "" where they may.

    Args:
        act: the act.
        thing: what they would do it to.
        person: who would do it.
        colleagues: who works here, and who had which part in the claim.
    """
    refused = refuse(person, act, Involvement(person, thing, colleagues.history))
    if refused is None:
        return ""
    return f"{refused} {instead_words(act, thing, colleagues)}".strip()


def who_publishes(settler: User, claim: Claim, colleagues: Colleagues) -> str:
    """Say, before a split is settled, who could publish it then: whoever settles it may not.

    Args:
        settler: who is about to settle it.
        claim: the claim.
        colleagues: who works here, and who had which part in the claim.
    """
    # Those who could settle it as well are those who may publish what somebody else settled.
    others = [person for person in colleagues.who_may(SETTLE, claim) if person != settler]
    if others:
        names = comma_list(person.get_full_name() for person in others)
        return _("Another editor publishes what you settle. Who can: %(names)s.") % {"names": names}
    return _(
        "Another editor publishes what you settle, and nobody else here can. An administrator can "
        "make somebody else an editor, now or afterwards."
    )


@dataclass(frozen=True, slots=True)
class EditorsLeft:
    """Which editors could settle and publish a claim once it is reviewed, in a sentence.

    Args:
        said: who they are, and what to do where they are too few.
        suffices: whether they are enough also where the reviewers differ.
    """

    said: str
    suffices: bool


def editors_left(claim: Claim, colleagues: Colleagues) -> EditorsLeft:
    """Say, before people are asked to review a claim, who could decide on it afterwards.

    Args:
        claim: the claim.
        colleagues: who works here, and who had which part in the claim.
    """
    return editors_left_words(colleagues.editors_left(claim))


def editors_left_words(left: Sequence[User]) -> EditorsLeft:
    """Say which editors could decide on a claim afterwards, and what to do where they are too few.

    Args:
        left: those who neither wrote it nor review it.
    """
    names = comma_list(person.get_full_name() for person in left)
    if not left:
        return EditorsLeft(
            _(
                "Nobody is left who could publish this claim: every editor wrote it or reviews it. "
                "Before you ask reviewers, have an administrator make somebody else an editor."
            ),
            suffices=False,
        )
    if len(left) == 1:
        return EditorsLeft(
            _(
                "%(name)s is the only editor left who could publish this claim, unless you ask "
                "them to review it. If the reviewers differ, one editor settles and another one "
                "publishes: have an administrator make somebody else an editor."
            )
            % {"name": names},
            suffices=False,
        )
    return EditorsLeft(
        _(
            "Editors who can settle and publish it afterwards: %(names)s. Whoever of them reviews "
            "it can do neither."
        )
        % {"names": names},
        suffices=True,
    )


@dataclass(frozen=True, slots=True)
class ReviewersLeft:
    """Who could be asked to review a claim now, or in its next round, in a sentence.

    Args:
        said: who they are, and what to do where they are too few.
        anybody: whether there is somebody.
        suffices: whether they are enough for a round to come to a result.
    """

    said: str
    anybody: bool
    suffices: bool


def reviewers_left(claim: Claim) -> ReviewersLeft:
    """Say who could be asked to review a claim, before a round is begun and while it asks nobody.

    Args:
        claim: the claim.
    """
    left, needed = list(reviewers_for(claim)), still_needed(claim)
    names = comma_list(person.get_full_name() for person in left)
    if not left:
        return ReviewersLeft(nobody_left(), anybody=False, suffices=False)
    if len(left) < needed:
        said = _(
            "Too few are left to ask for reviews: %(needed)s are needed, and only these can be "
            "asked: %(names)s."
        ) % {"names": names, "needed": needed}
        return ReviewersLeft(f"{said} {_way_out()}", anybody=True, suffices=False)
    said = _("Who can be asked to review it: %(names)s.") % {"names": names}
    return ReviewersLeft(said, anybody=True, suffices=True)


def nobody_left() -> str:
    """Say that nobody can be asked to review a claim, and what can be done instead."""
    said = _(
        "Nobody is left to ask for a review: everybody here wrote the claim, takes part "
        "already, knows earlier reviews of it or has an interest in it."
    )
    return f"{said} {_way_out()}"


def _way_out() -> str:
    return _(
        "An administrator can make an account for somebody else, or waive in writing what keeps a "
        "person from it, which readers see."
    )


def who_decides(claim: Claim, colleagues: Colleagues) -> str:
    """Say who can settle or publish a reviewed claim now, or what to do where nobody can.

    Args:
        claim: one whose round is over, and on which nothing is published yet.
        colleagues: who works here, and who had which part in the claim.
    """
    is_split = claim.status == ClaimStatus.SPLIT
    able = colleagues.who_may(SETTLE if is_split else PUBLISH, claim)
    names = comma_list(person.get_full_name() for person in able)
    if not able and is_split:
        return _(
            "Nobody here can settle it: every editor wrote it or reviewed it. An administrator has "
            "to make somebody else an editor."
        )
    if not able:
        return _(
            "Nobody here can publish it: every editor wrote it, reviewed it or settled it. An "
            "administrator has to make somebody else an editor, who then publishes it."
        )
    if not is_split:
        return _("Who can publish it: %(names)s.") % {"names": names}
    if len(able) == 1:
        return _(
            "Only %(name)s can settle it, and nobody else is left to publish it then. An "
            "administrator can make somebody else an editor."
        ) % {"name": names}
    return _("Who can settle it, for another of them to publish: %(names)s.") % {"names": names}
