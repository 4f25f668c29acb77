"""Claims, incidents and sources as they stood at a moment, for dossiers and pairs of then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db.models import Prefetch, Q

from claims.models import Citation, Claim, Event, Incident, Place
from claims.reads.evidence.citations import copies_shown
from claims.reads.journal.as_it_stood import (
    citations_as_they_stood,
    claim_as_it_stood,
    of_no_database,
)
from claims.reads.journal.editions import Stood
from claims.rules.states import ClaimStatus
from tracker.base.values.partial_date import PartialDate


def claims_as_they_stood(
    rows: Collection[Claim], said: Mapping[int, Stood], at: datetime
) -> list[Claim]:
    """Claims as they stood, in the order in which they were made as far as was known then.

    Args:
        rows: as they are now, with their verdicts, incidents and places.
        said: what each said.
        at: the moment.
    """
    incidents = incidents_as_recorded([row.incident for row in rows], at)
    statuses = _statuses(rows, at)
    claims = [
        claim_as_it_stood(
            row,
            said[row.pk],
            at,
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


def citations_then(
    stood: Sequence[Stood], at: datetime, *beside: str | Prefetch[str]
) -> list[Citation]:
    """What claims rested on, with the copies of its pages that had been asked for by then.

    Args:
        stood: what the claims said, as far as it may be shown.
        at: the moment.
        beside: what else is fetched with the rows.
    """
    keys = [row["id"] for one in stood for row in one.content["citations"]]
    rows = Citation.everything.filter(pk__in=keys).select_related("page__publisher")
    copies = Prefetch("page__captures", copies_shown().filter(requested_at__lte=at))
    return citations_as_they_stood(rows.prefetch_related(copies, *beside), stood, at)


def incidents_as_recorded(rows: Iterable[Incident], at: datetime) -> dict[int, Incident]:
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


def _record_as_before(incident: Incident, was: Mapping[str, str]) -> None:
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
