"""A dossier as readers saw it at a moment, put together so that its page computes with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from claims.models import Claim, Counterclaim, Incident
from claims.reads.claims import pairs_with_claims, with_names
from claims.reads.incidents import DossierSheet, pairs_of_dossier, parties_behind
from claims.reads.journal.as_it_stood import is_still_here, of_no_database
from claims.reads.journal.moments import ClaimThen, read_then, said_then
from claims.reads.journal.rows_then import (
    citations_then,
    claims_as_they_stood,
    incidents_as_recorded,
)
from claims.reads.later import withdrawn_of
from claims.reads.verdicts import verdicts_of_figures
from claims.reads.visible import both_public, claims_shown
from tracker.base.retraction import standing_at


@dataclass(frozen=True, slots=True)
class DossierThen:
    """A dossier as readers saw it at a moment.

    Args:
        at: the moment.
        sheet: what stood in it; none of its rows is one of today.
        unknown: the claims of which it is not known any more what they said.
    """

    at: datetime
    sheet: DossierSheet
    unknown: list[ClaimThen]


def dossier_then(incident: Incident, at: datetime) -> DossierThen | None:
    """Read a dossier, which is public today, as it stood; in a fixed number of queries.

    Args:
        incident: what it is about, with its place.
        at: the moment.

    Returns:
        The dossier; None where readers could not see it then.
    """
    pairs = _pairs(incident, at)
    paired = {key for pair in pairs for key in (pair.claim_id, pair.answers_id)}
    asked = claims_shown().filter(Q(incident=incident) | Q(pk__in=paired))
    rows = list(read_then(_with_verdicts(asked), at))
    if not any(row.incident_id == incident.pk for row in rows):
        return None
    said = {key: one for key, one in said_then(rows, at).items() if is_still_here(one)}
    of_today = [ClaimThen(row, at, None, None) for row in rows if row.pk not in said]
    claims = claims_as_they_stood([row for row in rows if row.pk in said], said, at)
    own = [claim for claim in claims if claim.incident_id == incident.pk]
    sheet = DossierSheet(
        incident=own[0].incident if own else incidents_as_recorded([incident], at)[incident.pk],
        claims=own,
        pairs=pairs_with_claims(pairs, claims),
        citations=citations_then([said[claim.pk] for claim in own], at),
        withdrawn=[each for each in withdrawn_of(incident) if each.at <= at],
        affiliated=parties_behind(own),
    )
    unknown = [each for each in of_today if each.claim.incident_id == incident.pk]
    return DossierThen(at, sheet, unknown)


def _pairs(incident: Incident, at: datetime) -> list[Counterclaim]:
    """The pairs that had been recorded and not been taken back; of what is public today."""
    stood = Counterclaim.everything.filter(standing_at(at), added_at__lte=at)
    return [
        of_no_database(pair) for pair in stood.filter(both_public(), pairs_of_dossier(incident))
    ]


def _with_verdicts(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Fetch what is told of claims beside what they said."""
    return with_names(claims).prefetch_related(Prefetch("verdicts", verdicts_of_figures()))
