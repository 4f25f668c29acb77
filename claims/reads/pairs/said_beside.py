"""What claimants said besides what is shown of them."""

from __future__ import annotations

from collections.abc import Collection
from functools import reduce
from operator import or_

from django.db.models import Q

from claims.models import Claim, Counterclaim
from claims.reads.claims import for_cards, voice_of
from claims.reads.visible import claims_shown, pairs_public

ClaimsPaired = tuple[Collection[Claim], Collection[Counterclaim]]
"""Claims, and the pairs of two of them."""


def said_beside(claims: Collection[Claim]) -> ClaimsPaired:
    """Everything that those who make some claims said of the same incidents, in few queries.

    Whoever is not named is left out: two sources without a name may be two people.

    Args:
        claims: with their claimants' kinds.

    Returns:
        All of their claims, and the pairs of two of these.
    """
    own = {
        (claim.incident_id, claim.claimant_id, claim.outlet_id)
        for claim in claims
        if voice_of(claim) is not None
    }
    if not own:
        return (), ()
    asked = [
        Q(incident=incident, claimant=claimant, outlet=outlet)
        for incident, claimant, outlet in sorted(own, key=str)
    ]
    found = list(for_cards(claims_shown().filter(reduce(or_, asked))))
    keys = [claim.pk for claim in found]
    return found, list(pairs_public().filter(claim__in=keys, answers__in=keys))
