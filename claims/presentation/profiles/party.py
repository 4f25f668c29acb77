"""What a party claimed, by dispute."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import ngettext

from claims.models import Claim, Incident, Party
from claims.reads.profiles.party_record import newest_of_each


@dataclass(frozen=True, slots=True)
class OwnDispute:
    """A dossier with the newest claims of one party in it.

    Args:
        incident: the dossier.
        claims: the newest ones.
        counted: how many there are.
        has_more: whether there are others.
    """

    incident: Incident
    claims: tuple[Claim, ...]
    counted: str
    has_more: bool


def disputes_with_claims(party: Party, disputes: Collection[Incident]) -> list[OwnDispute]:
    """Put the newest claims of a party to the dossiers of one page.

    Args:
        party: who makes them.
        disputes: as `claims.reads.profiles.party_record.disputes_of_party` fetches them.
    """
    newest = newest_of_each(party, disputes)
    return [_dispute(row, newest.get(row.pk, [])) for row in disputes]


def _dispute(incident: Incident, claims: list[Claim]) -> OwnDispute:
    count: int = incident.own_claims  # type: ignore[attr-defined]
    counted = ngettext("%(n)s claim", "%(n)s claims", count) % {"n": count}
    return OwnDispute(incident, tuple(claims), counted, has_more=count > len(claims))
