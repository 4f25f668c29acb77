"""Recording incidents, parties and places."""

from decimal import Decimal

import pytest

from claims.models import Event
from claims.operations.record import affiliate, record_place
from tests.factories import AT, a_party, a_publisher, a_user, an_incident
from tracker.base.people.models import Role
from tracker.base.values.partial_date import PartialDate
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def refusal(make, **fields):
    with pytest.raises(Refusal) as refused:
        make(**fields)
    return refused.value.code, refused.value.field


def a_place(**fields):
    facts = {"slug": "ford", "name": "Ford", "by": a_user(), "at": AT}
    return record_place(**(facts | fields))


def test_an_incident_may_have_dates_that_are_known_to_the_month():
    incident = an_incident(start=PartialDate.parse("2026-01"))

    assert (incident.start_precision, incident.end_precision) == ("month", "unknown")
    assert Event.objects.get(verb="incident_recorded").target_id == str(incident.pk)


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"title": " "}, "required", "title"),
        (
            {"start": PartialDate.parse("2026-01-02"), "end": PartialDate.parse("2026-01-01")},
            "ends_before_start",
            "end",
        ),
    ],
)
def test_an_incident_that_is_wrong_is_refused_at_its_field(fields, code, field):
    assert refusal(an_incident, **fields) == (code, field)


@pytest.mark.parametrize("field", ["slug", "reference"])
def test_an_incidents_names_are_its_own(field):
    an_incident(**{field: "bridge"})

    assert refusal(an_incident, **{field: "bridge"}) == (f"{field}_taken", field)


def test_a_party_has_names_in_several_languages():
    party = a_party(aliases=[("fr", "Coalition du Nord"), ("ar", "تحالف الشمال")])

    assert [alias.language for alias in party.aliases.all()] == ["fr", "ar"]


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [({"kind": "tribe"}, "unknown_value", "kind"), ({"name": " "}, "required", "name")],
)
def test_a_party_that_is_wrong_is_refused_at_its_field(fields, code, field):
    assert refusal(a_party, **fields) == (code, field)


def test_an_end_known_to_the_month_is_not_before_a_day_of_it():
    incident = an_incident(start=PartialDate.parse("2026-02-10"), end=PartialDate.parse("2026-02"))

    assert (incident.end.isoformat(), incident.end_precision) == ("2026-02-28", "month")


def test_an_alias_is_in_a_language():
    assert refusal(a_party, aliases=[("French", "Coalition")]) == ("language_tag", "aliases")


def test_a_party_is_recorded_once():
    a_party(slug="coalition")

    assert refusal(a_party, slug="coalition") == ("slug_taken", "slug")


def test_a_publisher_of_a_party_is_said_once():
    party, publisher = a_party(), a_publisher()

    one = affiliate(party=party, publisher=publisher, by=a_user(), at=AT)
    again = affiliate(party=party, publisher=publisher, by=a_user(), at=AT)

    assert (one, Event.objects.filter(verb="affiliated").count()) == (again, 1)


def test_a_place_has_both_coordinates_or_none():
    assert a_place(latitude=Decimal("19.9"), longitude=Decimal("2.7")).pk
    assert refusal(a_place, latitude=Decimal(91), longitude=Decimal(2)) == (
        "not_on_earth",
        "latitude",
    )
    assert refusal(a_place, latitude=Decimal(19)) == ("not_on_earth", "longitude")


@pytest.mark.parametrize("make", [an_incident, a_party, a_place])
def test_readers_record_nothing(make):
    assert refusal(make, by=a_user(Role.READER)) == ("wrong_role", None)
