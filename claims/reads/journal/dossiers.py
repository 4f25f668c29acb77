"""A dossier as readers saw it at a moment, put together so that its page computes with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet

from claims.models import Citation, Claim, Counterclaim, Event, Incident, Place
from claims.reads.claims import pairs_with_claims, with_names
from claims.reads.evidence.citations import copies_shown
from claims.reads.incidents import DossierSheet, parties_behind
from claims.reads.journal.as_it_stood import (
    citations_as_they_stood,
    claim_as_it_stood,
    is_still_here,
    of_no_database,
)
from claims.reads.journal.editions import Stood
from claims.reads.journal.moments import ClaimThen, read_then, said_then
from claims.reads.later import withdrawn_of
from claims.reads.verdicts import verdicts_of_figures
from claims.reads.visible import both_public, claims_shown
from claims.rules.states import ClaimStatus
from tracker.base.retraction import standing_at
from tracker.base.values.partial_date import PartialDate


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
    rows = list(read_then(_with_verdicts(asked, at), at))
    if not any(row.incident_id == incident.pk for row in rows):
        return None
    said = {key: one for key, one in said_then(rows, at).items() if is_still_here(one)}
    of_today = [ClaimThen(row, at, None, None) for row in rows if row.pk not in said]
    claims = _claims([row for row in rows if row.pk in said], said, at)
    own = [claim for claim in claims if claim.incident_id == incident.pk]
    sheet = DossierSheet(
        incident=own[0].incident if own else _incidents([incident], at)[incident.pk],
        claims=own,
        pairs=pairs_with_claims(pairs, claims),
        citations=_citations([said[claim.pk] for claim in own], at),
        withdrawn=[each for each in withdrawn_of(incident) if each.at <= at],
        affiliated=parties_behind(own),
    )
    unknown = [each for each in of_today if each.claim.incident_id == incident.pk]
    return DossierThen(at, sheet, unknown)


def _pairs(incident: Incident, at: datetime) -> list[Counterclaim]:
    """The pairs that had been recorded and not been taken back; of what is public today."""
    either = Q(claim__incident=incident) | Q(answers__incident=incident)
    stood = Counterclaim.everything.filter(standing_at(at), added_at__lte=at)
    return [of_no_database(pair) for pair in stood.filter(both_public()).filter(either)]


def _with_verdicts(claims: QuerySet[Claim], at: datetime) -> QuerySet[Claim]:
    """Fetch what is told of claims beside what they said; of verdicts, those of then."""
    published = verdicts_of_figures().filter(published_at__lte=at)
    return with_names(claims).prefetch_related(Prefetch("verdicts", published))


def _claims(rows: Sequence[Claim], said: dict[int, Stood], at: datetime) -> list[Claim]:
    """Claims as they stood, in the order in which they were made as far as was known then."""
    incidents = _incidents([row.incident for row in rows], at)
    statuses = _statuses(rows, at)
    claims = [
        claim_as_it_stood(
            row,
            said[row.pk],
            incident=incidents[row.incident_id],
            status=statuses.get(row.pk, row.status),
        )
        for row in rows
    ]
    return sorted(claims, key=lambda one: (one.made_on is None, one.made_on or date.max, one.pk))


def _statuses(claims: Collection[Claim], at: datetime) -> dict[int, ClaimStatus]:
    """The status that claims had come to by a moment, by their keys."""
    keys = [claim.pk for claim in claims]
    moves = Event.objects.filter(claim_id__in=keys, at__lte=at).exclude(to_status="")
    last = moves.order_by("claim_id", "-at", "-pk").distinct("claim_id")
    found = last.values_list("claim_id", "to_status")
    return {key: ClaimStatus(status) for key, status in found if key is not None}


def _citations(stood: Sequence[Stood], at: datetime) -> list[Citation]:
    keys = [row["id"] for one in stood for row in one.content["citations"]]
    copies = copies_shown().filter(requested_at__lte=at)
    rows = Citation.everything.filter(pk__in=keys).select_related("page__publisher")
    return citations_as_they_stood(
        rows.prefetch_related(Prefetch("page__captures", copies)), stood, at
    )


def _incidents(rows: Iterable[Incident], at: datetime) -> dict[int, Incident]:
    """Incidents as they were recorded at a moment, by their keys.

    What was recorded otherwise stands in the journal, in words, with every change.
    """
    incidents = {row.pk: row for row in rows}
    lines = Event.objects.filter(
        verb="incident_changed", target_type="incident", claim_id=None, at__gt=at
    )
    lines = lines.filter(target_id__in=[str(key) for key in incidents]).order_by("at", "pk")
    before: dict[str, dict[str, str]] = defaultdict(dict)
    for key, data in lines.values_list("target_id", "data"):
        for name, was, _now in data["changes"]:
            before[key].setdefault(name, was)
    for row in incidents.values():
        _record_as_before(row, before[str(row.pk)])
        of_no_database(row)
    return incidents


def _record_as_before(incident: Incident, was: dict[str, str]) -> None:
    for name in ("title", "summary", "public_note"):
        setattr(incident, name, was.get(name, getattr(incident, name)))
    if "start" in was:
        start = PartialDate.parse(was["start"])
        incident.start, incident.start_precision = start.day, start.precision.value
    if "end" in was:
        end = PartialDate.parse(was["end"])
        incident.end, incident.end_precision = end.last, end.precision.value
    if "place" in was:
        incident.place = _place_named(was["place"])


def _place_named(name: str) -> Place | None:
    """The place that goes by a name; None where none does, or more than one."""
    found = Place.objects.filter(Q(name=name) | Q(aliases__name=name)).distinct()[:2]
    return found[0] if name and len(found) == 1 else None
