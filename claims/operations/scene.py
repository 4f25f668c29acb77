"""Record the parties, places and incidents that claims are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from claims.models import Incident, Party, PartyAlias, PartyKind, Place, PlacePrecision
from claims.models.matching.index import IndexedKind
from claims.operations.journal import journal
from claims.operations.matching.index import index_named
from claims.operations.matching.near import refuse_near
from claims.rules import acts
from tracker.base.acts.law import ensure
from tracker.base.acts.names import (
    RowKnown,
    insert_named,
    refuse_known,
    refuse_taken,
    refusing_taken,
)
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.terms import term
from tracker.base.values.language_tag import LanguageTag
from tracker.base.values.partial_date import UNKNOWN_DATE, PartialDate
from tracker.base.values.refusal import Refusal, within
from tracker.base.values.text import text, word


@dataclass(frozen=True, slots=True)
class NewParty:
    """A party that is recorded together with its first claim."""

    name: str
    kind: str
    another: bool = False


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A place that is recorded together with its first incident or claim."""

    name: str
    another: bool = False


@dataclass(frozen=True, slots=True)
class NewIncident:
    """An incident that is recorded together with its first claim."""

    title: str
    start: PartialDate = UNKNOWN_DATE
    end: PartialDate = UNKNOWN_DATE
    place: Place | NewPlace | None = None
    another: bool = False


def record_party(
    *,
    name: str,
    kind: PartyKind | str,
    by: User,
    at: datetime,
    slug: str = "",
    acronym: str = "",
    aliases: Iterable[tuple[str, str]] = (),
    internal_note: str = "",
    public_note: str = "",
    another: bool = False,
) -> Party:
    """Record somebody who makes or suffers.

    `slug` is its name in addresses, made from acronym or name where none is given; `aliases` are
    pairs of a language tag and a name. Without a `slug`, a party that goes by this name, or one
    much like it, is offered in its place, unless this is `another` one. Refuses with `required`,
    `too_long`, `unknown_value`, `language_tag`, `slug_taken`, `name_known` or `name_near`.
    """
    ensure(by, acts.RECORD_PARTY)
    party = Party(
        name=text(name, field="name", required=True, longest=200),
        acronym=text(acronym, field="acronym", longest=30),
        kind=term(kind, PartyKind, field="kind"),
        internal_note=text(internal_note, field="internal_note"),
        public_note=text(public_note, field="public_note"),
    )
    named = [
        (str(LanguageTag.parse(language, field="aliases")), text(alias, field="aliases"))
        for language, alias in aliases
    ]
    slug = text(slug, field="slug", longest=80)
    with act(acts.RECORD_PARTY, by=by):
        if not slug and not another:
            refuse_known(Party, party.name, field="name", also=goes_by(party.name))
            refuse_near(IndexedKind.PARTY, party.name, field="name")
        insert_named(party, slug=slug, name=party.acronym or party.name, otherwise="party")
        PartyAlias.objects.bulk_create(
            PartyAlias(party=party, language=language, name=alias)
            for language, alias in dict.fromkeys(named)
        )
        index_named(party)
        journal(verb="party_recorded", target=party, by=by, at=at)
    return party


def goes_by(name: str) -> Q:
    """Parties that have a name as an alias or an acronym."""
    return Q(aliases__name__iexact=name) | Q(acronym__iexact=name)


def record_place(
    *,
    name: str,
    by: User,
    at: datetime,
    slug: str = "",
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
    precision: str = PlacePrecision.UNKNOWN.value,
    internal_note: str = "",
    public_note: str = "",
    another: bool = False,
) -> Place:
    """Record a place, with coordinates in degrees (WGS 84) if they are known.

    Without a `slug`, a place of this name, or one much like it, is offered in its place, unless
    this is `another` one. Refuses with `required`, `too_long`, `unknown_value`, `slug_taken`,
    `name_known`, `name_near` or `not_on_earth` (both coordinates or none, within 90 and 180
    degrees).
    """
    ensure(by, acts.RECORD_PLACE)
    on_earth(latitude, longitude)
    place = Place(
        name=text(name, field="name", required=True, longest=200),
        latitude=latitude,
        longitude=longitude,
        precision=word(precision, PlacePrecision, field="precision"),
        internal_note=text(internal_note, field="internal_note"),
        public_note=text(public_note, field="public_note"),
    )
    slug = text(slug, field="slug", longest=80)
    with act(acts.RECORD_PLACE, by=by):
        if not slug and not another:
            refuse_known(Place, place.name, field="name")
            refuse_near(IndexedKind.PLACE, place.name, field="name")
        insert_named(place, slug=slug, name=place.name, otherwise="place")
        index_named(place)
        journal(verb="place_recorded", target=place, by=by, at=at)
    return place


def on_earth(latitude: Decimal | None, longitude: Decimal | None) -> None:
    """Refuse (`not_on_earth`) one coordinate without the other, and degrees that there are not."""
    if latitude is None and longitude is None:
        return
    for degrees, most, field in ((latitude, 90, "latitude"), (longitude, 180, "longitude")):
        if degrees is None or not abs(Decimal(degrees)) <= most:
            raise Refusal(
                _("Give both coordinates in degrees, or neither."),
                code="not_on_earth",
                field=field,
            )


def begins_first(start: PartialDate, end: PartialDate) -> None:
    """Refuse (`ends_before_start`) an end that lies before the beginning."""
    if end.is_before(start):
        raise Refusal(
            _("It ends before it begins. Check the two dates."),
            code="ends_before_start",
            field="end",
        )


def record_incident(
    *,
    title: str,
    by: User,
    at: datetime,
    slug: str = "",
    summary: str = "",
    start: PartialDate = UNKNOWN_DATE,
    end: PartialDate = UNKNOWN_DATE,
    place: Place | NewPlace | None = None,
    internal_note: str = "",
    public_note: str = "",
    reference: str | None = None,
    is_exercise: bool = False,
    another: bool = False,
) -> Incident:
    """Record something that happened, or is said to have.

    A new place is recorded with it. `is_exercise` marks an invented one; `reference` is its name
    in the files it was loaded from. The last day of an end known to the month is the last of the
    month. Without a `slug`, an incident of this title, or one much like it, is offered in its
    place, unless this is `another` one. Refuses with `required`, `too_long`, `slug_taken`,
    `reference_taken`, `name_known`, `name_near` and `ends_before_start`.
    """
    ensure(by, acts.RECORD_INCIDENT)
    begins_first(start, end)
    slug = text(slug, field="slug", longest=100)
    incident = Incident(
        reference=text(reference or "", field="reference", longest=150) or None,
        title=text(title, field="title", required=True, longest=300),
        summary=text(summary, field="summary"),
        start=start.day,
        start_precision=start.precision.value,
        end=end.last,
        end_precision=end.precision.value,
        internal_note=text(internal_note, field="internal_note"),
        public_note=text(public_note, field="public_note"),
        is_exercise=is_exercise,
        created_by=by,
        created_at=at,
    )
    with act(acts.RECORD_INCIDENT, by=by):
        if incident.reference:
            refuse_taken(Incident, "reference", incident.reference)
        if not slug and not another:
            refuse_known(Incident, incident.title, field="title")
            refuse_near(IndexedKind.INCIDENT, incident.title, field="title")
        incident.place = OnTheSpot(by=by, at=at).row(place, field="place")
        with refusing_taken(Incident, "reference", incident.reference):
            insert_named(incident, slug=slug, name=incident.title, otherwise="incident")
        index_named(incident)
        journal(verb="incident_recorded", target=incident, by=by, at=at)
    return incident


class OnTheSpot:
    """What is recorded together with a claim, in the act that names it; each once.

    Args:
        by: who names it.
        at: when.
    """

    def __init__(self, *, by: User, at: datetime) -> None:
        self.by, self.at = by, at
        self._made: dict[NewParty | NewPlace | NewIncident, Any] = {}

    def row(self, given: Any, *, field: str) -> Any:
        """The row that is given, or the one that is recorded now.

        Refuses, at ``<field>.name`` and the like, what recording it refuses, and `named_twice` of
        one that goes by much the same name as another that is recorded now.

        Args:
            given: a row, None, or what names a new one.
            field: where it was given.
        """
        if not isinstance(given, NewParty | NewPlace | NewIncident):
            return given
        if given not in self._made:
            with within(field), self._apart_from_others():
                self._made[given] = self._record(given)
        return self._made[given]

    @contextmanager
    def _apart_from_others(self) -> Iterator[None]:
        """Offer no row that was recorded just now: the refusal takes it back."""
        try:
            yield
        except RowKnown as refused:
            refused.known = [row for row in refused.known if row not in self._made.values()]
            if refused.known:
                raise
            raise Refusal(
                _("You add this twice under two spellings or kinds. Make them the same."),
                code="named_twice",
                field=refused.field,
            ) from refused

    def _record(self, new: NewParty | NewPlace | NewIncident) -> Any:
        by, at, another = self.by, self.at, new.another
        match new:
            case NewParty():
                return record_party(name=new.name, kind=new.kind, another=another, by=by, at=at)
            case NewPlace():
                return record_place(name=new.name, another=another, by=by, at=at)
            case NewIncident():
                return record_incident(
                    title=new.title,
                    start=new.start,
                    end=new.end,
                    place=self.row(new.place, field="place"),
                    another=another,
                    by=by,
                    at=at,
                )
