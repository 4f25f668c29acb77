"""Who relays a claim: the one publisher whose pages alone report what somebody else said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from claims.models import Citation, Claim
from claims.reads.evidence.origins import Trail
from claims.rules.grounds import REPORTING
from sources.models import Publisher

Relays = Mapping[int, str]
"""The names of those who relay claims, by the keys of the claims."""


def relays_of(claims: Iterable[Claim], citations: Iterable[Citation], trail: Trail) -> Relays:
    """Name whoever alone relays a claim.

    Who speaks in its own voice, or by a publisher of its own, is relayed by nobody. Where several
    publishers report a claim, it is not one's word that somebody said so.

    Args:
        claims: the claims.
        citations: what they rest on, with pages and publishers.
        trail: what those lead to.
    """
    reporting: dict[int, dict[int, Publisher]] = {}
    for citation in citations:
        if citation.stance in REPORTING:
            publisher = citation.page.publisher
            reporting.setdefault(citation.claim_id, {})[publisher.pk] = publisher
    relays = {}
    for claim in claims:
        publishers = list(reporting.get(claim.pk, {}).values())
        if len(publishers) == 1 and not _speaks_itself(claim, publishers[0], trail):
            relays[claim.pk] = publishers[0].name
    return relays


def relayed_by(name: str) -> str:
    """What stands beside words that somebody else relays."""
    return _("as relayed by %(who)s") % {"who": name}


def one_relay(relays: Relays, *claims: Claim) -> str:
    """Who alone relays all of these claims; "" where that is nobody."""
    names = {relays.get(claim.pk, "") for claim in claims}
    return names.pop() if len(names) == 1 else ""


def _speaks_itself(claim: Claim, publisher: Publisher, trail: Trail) -> bool:
    belongs_to = trail.affiliations.get(publisher.pk, [])
    return claim.outlet_id is not None or claim.claimant_id in belongs_to
