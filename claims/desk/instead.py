"""Who could do instead what somebody may not, in a sentence beside the button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from claims.involvement import Involvement
from claims.reads.people import Colleagues
from claims.rules.acts import ASSIGN, REOPEN, SETTLE
from tracker.base.acts.law import refuse
from tracker.base.writing.lists import comma_list

if TYPE_CHECKING:
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
