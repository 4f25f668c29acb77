"""Who could do instead what somebody may not, in a sentence beside the button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from claims.reads.people import Colleagues
from claims.rules.acts import ASSIGN, REOPEN

if TYPE_CHECKING:
    from claims.involvement import Thing
    from claims.rules.grants import ClaimFacts
    from tracker.base.acts.table import Act


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
    if not act.may or not colleagues.can_be_done(act, thing):
        return ""
    names = [person.get_full_name() for person in colleagues.who_may(act, thing)]
    if names:
        return _("Who can: %(names)s.") % {"names": ", ".join(names)}
    if act in {ASSIGN, REOPEN}:
        return _(
            "Nobody here can. An administrator can waive this rule in writing, which readers see, "
            "or make somebody else an editor."
        )
    return _("Nobody here can. An administrator can make somebody else an editor.")
