"""Record the parties, places and incidents that claims are about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from claims.models import Affiliation, Incident, Party, PartyAlias, PartyKind, Place, PlacePrecision
from claims.operations.fields import choice, day, free, text
from claims.operations.journal import journal
from claims.rules import acts
from sources.models import Publisher
from tracker.base.acts.law import ensure
from tracker.base.acts.refusal import Refusal
from tracker.base.acts.transaction import act
from tracker.base.people.models import User


def record_party(
    *,
    slug: str,
    name: str,
    kind: str,
    by: User,
    at: datetime,
    acronym: str = "",
    aliases: Iterable[tuple[str, str]] = (),
    note: str = "",
) -> Party:
    """Record somebody who makes or suffers.

    `aliases` are pairs of a language tag and a name. Refuses with `required`, `too_long`,
    `unknown_value` or `slug_taken`.
    """
    ensure(by, acts.RECORD_PARTY)
    party = Party(
        slug=text(slug, field="slug", required=True, longest=80),
        name=text(name, field="name", required=True, longest=200),
        acronym=text(acronym, field="acronym", longest=30),
        kind=choice(kind, PartyKind.values, field="kind"),
        note=text(note, field="note"),
    )
    with act(acts.RECORD_PARTY, by=by):
        free(Party, "slug", party.slug)
        party.save()
        PartyAlias.objects.bulk_create(
            PartyAlias(party=party, language=language, name=alias)
            for language, alias in dict.fromkeys(aliases)
        )
        journal(verb="party_recorded", target=party, by=by, at=at)
    return party


def affiliate(
    *, party: Party, publisher: Publisher, by: User, at: datetime, note: str = ""
) -> Affiliation:
    """Say that a publisher belongs to a party or speaks for it; saying it twice changes nothing."""
    with act(acts.AFFILIATE, by=by):
        row, created = Affiliation.objects.get_or_create(
            party=party, publisher=publisher, defaults={"note": text(note, field="note")}
        )
        if created:
            journal(
                verb="affiliated", target=party, by=by, at=at, data={"publisher": publisher.slug}
            )
    return row


def record_place(
    *,
    slug: str,
    name: str,
    by: User,
    at: datetime,
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
    precision: str = PlacePrecision.UNKNOWN.value,
    note: str = "",
) -> Place:
    """Record a place, with coordinates in degrees (WGS 84) if they are known.

    Refuses with `required`, `too_long`, `unknown_value`, `slug_taken` or `not_on_earth` (both
    coordinates or none, within 90 and 180 degrees).
    """
    ensure(by, acts.RECORD_PLACE)
    _on_earth(latitude, longitude)
    place = Place(
        slug=text(slug, field="slug", required=True, longest=80),
        name=text(name, field="name", required=True, longest=200),
        latitude=latitude,
        longitude=longitude,
        precision=choice(precision, PlacePrecision.values, field="precision"),
        note=text(note, field="note"),
    )
    with act(acts.RECORD_PLACE, by=by):
        free(Place, "slug", place.slug)
        place.save()
        journal(verb="place_recorded", target=place, by=by, at=at)
    return place


def _on_earth(latitude: Decimal | None, longitude: Decimal | None) -> None:
    if latitude is None and longitude is None:
        return
    for degrees, most, field in ((latitude, 90, "latitude"), (longitude, 180, "longitude")):
        if degrees is None or not abs(Decimal(degrees)) <= most:
            raise Refusal(
                _("Give both coordinates in degrees, or neither."),
                code="not_on_earth",
                field=field,
            )


def record_incident(
    *,
    slug: str,
    title: str,
    by: User,
    at: datetime,
    summary: str = "",
    start: date | None = None,
    start_precision: str = "",
    end: date | None = None,
    end_precision: str = "",
    place: Place | None = None,
    note: str = "",
    reference: str | None = None,
    is_exercise: bool = False,
) -> Incident:
    """Record something that happened, or is said to have.

    `is_exercise` marks an invented one; `reference` is its name in the files it was loaded from.
    Refuses with `required`, `too_long`, `slug_taken`, `reference_taken`, `ends_before_start` and
    what `claims.operations.fields.day` refuses.
    """
    ensure(by, acts.RECORD_INCIDENT)
    start, start_precision = day(start, start_precision, field="start")
    end, end_precision = day(end, end_precision, field="end")
    if start is not None and end is not None and end < start:
        raise Refusal(
            _("It ends before it begins. Check the two dates."),
            code="ends_before_start",
            field="end",
        )
    incident = Incident(
        slug=text(slug, field="slug", required=True, longest=100),
        reference=text(reference or "", field="reference", longest=150) or None,
        title=text(title, field="title", required=True, longest=300),
        summary=text(summary, field="summary"),
        start=start,
        start_precision=start_precision,
        end=end,
        end_precision=end_precision,
        place=place,
        note=text(note, field="note"),
        is_exercise=is_exercise,
        created_by=by,
        created_at=at,
    )
    with act(acts.RECORD_INCIDENT, by=by):
        free(Incident, "slug", incident.slug)
        if incident.reference:
            free(Incident, "reference", incident.reference)
        incident.save()
        journal(verb="incident_recorded", target=incident, by=by, at=at)
    return incident
