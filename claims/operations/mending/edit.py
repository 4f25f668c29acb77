"""Change what is recorded of parties, places, incidents and publishers; all of it is given."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from claims.matching.claims import names_of
from claims.models import Claim, Incident, Party, PartyKind, Place, PlacePrecision
from claims.models.matching.index import IndexedKind
from claims.operations.matching.index import index_claims_anew, index_named
from claims.operations.matching.near import refuse_near
from claims.operations.mending.names import call_otherwise, other_names, readdress
from claims.operations.mending.openly import mending
from claims.operations.scene import NewPlace, OnTheSpot, begins_first, goes_by, on_earth
from sources.models import Publisher, PublisherKind
from sources.operations.register.publishers import change_publisher
from tracker.base.acts.names import refuse_known
from tracker.base.people.models import User
from tracker.base.terms import term
from tracker.base.values.partial_date import PartialDate
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text, word

Aliases = Collection[tuple[str, str]]
"""Pairs of a language tag and a name: all that there are."""


def mend_party(
    *,
    party: Party,
    name: str,
    kind: PartyKind | str,
    reason: str,
    by: User,
    at: datetime,
    acronym: str = "",
    aliases: Aliases = (),
    internal_note: str = "",
    public_note: str = "",
    slug: str = "",
    another: bool = False,
) -> Party:
    """Change a party. A new `slug` leaves the old address leading to it.

    Refuses with what `record_party`, `readdress` and `mending` refuse.
    """
    named = other_names(aliases)
    with mending(party, verb="party_changed", reason=reason, by=by, at=at) as changing:
        row, called = changing.row, names_of(changing.row)
        name = text(name, field="name", required=True, longest=200)
        if name != row.name and not another:
            refuse_known(Party, name, field="name", also=goes_by(name), besides=row.pk)
            refuse_near(IndexedKind.PARTY, name, field="name", besides=row.pk)
        row.name = name
        row.acronym = text(acronym, field="acronym", longest=30)
        row.kind = term(kind, PartyKind, field="kind")
        _keep(row, internal_note=internal_note, public_note=public_note, slug=slug, by=by, at=at)
        call_otherwise(row, named)
        _index(row, called, Claim.objects.filter(claimant=row))
    party.refresh_from_db()
    return party


def mend_place(
    *,
    place: Place,
    name: str,
    reason: str,
    by: User,
    at: datetime,
    aliases: Aliases = (),
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
    precision: str = PlacePrecision.UNKNOWN.value,
    internal_note: str = "",
    public_note: str = "",
    slug: str = "",
    another: bool = False,
) -> Place:
    """Change a place. Refuses with what `record_place`, `readdress` and `mending` refuse."""
    on_earth(latitude, longitude)
    named = other_names(aliases)
    with mending(place, verb="place_changed", reason=reason, by=by, at=at) as changing:
        row, called = changing.row, names_of(changing.row)
        name = text(name, field="name", required=True, longest=200)
        if name != row.name and not another:
            refuse_known(
                Place, name, field="name", also=Q(aliases__name__iexact=name), besides=row.pk
            )
            refuse_near(IndexedKind.PLACE, name, field="name", besides=row.pk)
        row.name, row.latitude, row.longitude = name, latitude, longitude
        row.precision = word(precision, PlacePrecision, field="precision").value
        _keep(row, internal_note=internal_note, public_note=public_note, slug=slug, by=by, at=at)
        call_otherwise(row, named)
        claims = Claim.objects.filter(Q(place=row) | Q(incident__place=row))
        _index(row, called, claims, row.incidents.select_related("place"))
    place.refresh_from_db()
    return place


def why_it_stays_so(incident: Incident) -> str:
    """Why an incident stays an exercise, or stays none; "" while it can be changed."""
    if not incident.claims.exists():
        return ""
    return _("Claims are recorded in it, and they were recorded as what it is now.")


def mend_incident(
    *,
    incident: Incident,
    title: str,
    start: PartialDate,
    end: PartialDate,
    reason: str,
    by: User,
    at: datetime,
    summary: str = "",
    place: Place | NewPlace | None = None,
    internal_note: str = "",
    public_note: str = "",
    is_exercise: bool = False,
    slug: str = "",
    another: bool = False,
) -> Incident:
    """Change an incident; whether it is an exercise only while no claim is recorded in it.

    Refuses with what `record_incident`, `readdress` and `mending` refuse, and
    `exercise_has_claims`.
    """
    begins_first(start, end)
    with mending(incident, verb="incident_changed", reason=reason, by=by, at=at) as changing:
        row, called = changing.row, names_of(changing.row)
        title = text(title, field="title", required=True, longest=300)
        if title != row.title and not another:
            refuse_known(Incident, title, field="title", besides=row.pk)
            refuse_near(IndexedKind.INCIDENT, title, field="title", besides=row.pk)
        if is_exercise != row.is_exercise and (why := why_it_stays_so(row)):
            raise Refusal(why, code="exercise_has_claims", field="is_exercise")
        row.title, row.is_exercise = title, is_exercise
        row.summary = text(summary, field="summary")
        row.start, row.start_precision = start.day, start.precision.value
        row.end, row.end_precision = end.last, end.precision.value
        row.place = OnTheSpot(by=by, at=at).row(place, field="place")
        _keep(row, internal_note=internal_note, public_note=public_note, slug=slug, by=by, at=at)
        _index(row, called, row.claims.all())
    incident.refresh_from_db()
    return incident


def mend_publisher(
    *,
    publisher: Publisher,
    name: str,
    kind: PublisherKind | str,
    reason: str,
    by: User,
    at: datetime,
    country: str = "",
    homepage: str = "",
    aliases: Aliases = (),
    internal_note: str = "",
    public_note: str = "",
    slug: str = "",
    another: bool = False,
) -> Publisher:
    """Change a publisher. Refuses with what `change_publisher`, `readdress`, `mending` refuse."""
    named = other_names(aliases)
    with mending(publisher, verb="publisher_changed", reason=reason, by=by, at=at) as changing:
        row, called = changing.row, names_of(changing.row)
        if name != row.name and not another:
            refuse_near(IndexedKind.PUBLISHER, name, field="name", besides=row.pk)
        readdress(row, slug, by=by, at=at)
        row = change_publisher(
            publisher=row,
            name=name,
            kind=kind,
            country=country,
            homepage=homepage,
            internal_note=internal_note,
            public_note=public_note,
            another=another,
            reason=reason,
            by=by,
            at=at,
        )
        call_otherwise(row, named)
        _index(row, called, Claim.objects.none())
    publisher.refresh_from_db()
    return publisher


def _keep(
    row: Any, *, internal_note: str, public_note: str, slug: str, by: User, at: datetime
) -> None:
    """Save what all of them have, under the address that is wanted."""
    row.internal_note = text(internal_note, field="internal_note")
    row.public_note = text(public_note, field="public_note")
    readdress(row, slug, by=by, at=at)
    row.save()


def _index(
    row: Any, called: Sequence[str], claims: QuerySet[Claim], incidents: Iterable[Incident] = ()
) -> None:
    """Index a thing anew that goes by other names now, with what names it.

    Args:
        row: the thing.
        called: what it went by before.
        claims: those that are found by its names.
        incidents: likewise.
    """
    if names_of(row) == called:
        return
    for each in (row, *incidents):
        index_named(each)
    index_claims_anew(claims)
