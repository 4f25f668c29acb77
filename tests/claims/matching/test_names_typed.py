"""A row is found by any of its names while one is typed, in any script and misspelt too."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.matching.names_typed import SHOWN, row_meant, rows_typed
from claims.models import Party
from claims.models.matching import SpeltName
from claims.models.matching.index import IndexedKind
from claims.operations.matching.index import index_everything, index_named
from claims.operations.scene import record_place
from claims.operations.shared_evidence import add_publisher
from tests.factories import AT, a_party, an_editor, an_incident
from tracker.base.language.retrieval.spellings import spelling_of
from tracker.base.values.partial_date import PartialDate

pytestmark = pytest.mark.django_db

PARTY = IndexedKind.PARTY


def names(text: str, kind: IndexedKind = PARTY) -> list[str]:
    return [str(one.row) for one in rows_typed(text, kind)]


@pytest.fixture
def wagner() -> Party:
    a_party("Malian Armed Forces", acronym="FAMa", aliases=[("fr", "Forces armées maliennes")])
    a_party("Border Guard")
    return a_party("Wagner Group", aliases=[("ru", "Группа «Вагнер»"), ("ar", "مجموعة فاغنر")])


@pytest.mark.parametrize(
    "typed",
    [
        "wag", "Wagner Group", "group wag", "GROUP", "вагн", "группа вагнер", "فاغنر",
        "wanger", "Vagner", "wagnr", "Wágner",
    ],
)  # fmt: skip
def test_it_is_found_by_any_name_in_any_script_and_misspelt(wagner: Party, typed: str) -> None:
    assert names(typed)[0] == wagner.name


@pytest.mark.parametrize("typed", ["fama", "forces arm", "armees mali", "Malian"])
def test_acronyms_and_aliases_are_names(wagner: Party, typed: str) -> None:
    assert names(typed)[0] == "Malian Armed Forces"


@pytest.mark.parametrize("typed", ["", "  ", "«»", "\0", "Zanzibar", "qqq"])
def test_nothing_is_found_where_nothing_is_called_so(wagner: Party, typed: str) -> None:
    assert names(typed) == []


@pytest.mark.parametrize("typed", ["Tinzaouat", "Tin Zaouatine", "Тинзауат", "تينزاواتين"])
def test_a_place_is_found_in_every_spelling(typed: str) -> None:
    by = an_editor()
    record_place(name="Kidal", by=by, at=AT)
    for name in ("Tinzaouaten", "Tin Zaouatine"):
        record_place(name=name, another=True, by=by, at=AT)
    assert set(names(typed, IndexedKind.PLACE)) == {"Tinzaouaten", "Tin Zaouatine"}


def test_the_name_it_was_found_by_is_told(wagner: Party) -> None:
    (found,) = rows_typed("вагнер", PARTY)
    assert (found.called, found.is_own_name) == ("Группа «Вагнер»", False)


def test_what_begins_so_comes_before_what_only_has_the_word() -> None:
    for name in ("The Northern Army", "Army of the South", "Army", "Armenian Guard"):
        a_party(name)
    assert names("army") == ["Army", "Army of the South", "The Northern Army"]
    assert names("arm")[:3] == ["Army", "Armenian Guard", "Army of the South"]


def test_an_incident_is_found_by_title_place_and_day() -> None:
    place = record_place(name="Tinzaouaten", by=an_editor(), at=AT)
    day = PartialDate.parse("2024-07-25")
    incident = an_incident("Ambush of a convoy", place=place, start=day)
    for typed in ("ambush", "tinzaw", "2024-07"):
        assert names(typed, IndexedKind.INCIDENT) == [incident.title]


def test_a_publisher_is_found_by_its_names() -> None:
    add_publisher(name="Radio Tinzaouaten", by=an_editor(), at=AT)
    assert names("радио тинз", IndexedKind.PUBLISHER) == ["Radio Tinzaouaten"]


@pytest.mark.parametrize(
    ("typed", "name", "is_sure"),
    [
        ("mal", "Malian Armed Forces", True),
        ("armed fo", "Malian Armed Forces", True),
        ("FAMa", "Malian Armed Forces", True),
        ("вагнер", "Wagner Group", True),
        ("малиан", "Malian Armed Forces", True),
        ("arm forces", "Malian Armed Forces", False),
        ("Vagner", "Wagner Group", False),
        ("Wanger", "Wagner Group", False),
        ("Ligue des Forces", "Malian Armed Forces", False),
        ("Лига Вагнер", "Wagner Group", False),
    ],
)
def test_only_a_name_that_has_what_is_typed_is_sure(
    wagner: Party, typed: str, name: str, is_sure: bool
) -> None:
    found = {str(one.row): one.is_sure for one in rows_typed(typed, PARTY)}
    assert found.get(name) is is_sure


def test_only_one_exact_name_says_which_is_meant(wagner: Party) -> None:
    assert row_meant("wagner group", PARTY)[0] == wagner
    assert row_meant("wagner", PARTY)[0] is None
    a_party("Wagner group")
    one, found = row_meant("Wagner Group", PARTY)
    assert (one, len(found)) == (None, 2)


def test_a_place_does_not_say_which_incident_is_meant() -> None:
    place = record_place(name="Kidal", by=an_editor(), at=AT)
    incident = an_incident("Ambush", place=place)
    one, (found,) = row_meant("Kidal", IndexedKind.INCIDENT)
    assert (one, found.row) == (None, incident)


def test_a_name_that_is_gone_finds_nothing(wagner: Party) -> None:
    wagner.name = "Africa Corps"
    wagner.save()
    wagner.aliases.all().delete()
    index_named(wagner)
    assert (names("wagner"), names("africa")) == ([], ["Africa Corps"])


def test_indexing_everything_finds_the_same(wagner: Party) -> None:
    before = set(SpeltName.objects.values_list("kind", "subject", "written"))
    index_everything()
    assert set(SpeltName.objects.values_list("kind", "subject", "written")) == before


def test_many_names_take_no_more_queries_and_no_more_rows(wagner: Party) -> None:
    with CaptureQueriesContext(connection) as few:
        rows_typed("wagn", PARTY)
    SpeltName.objects.bulk_create(
        SpeltName(
            kind="party", subject=wagner.pk + 1_000 + n, written=name, **spelling_of(name)._asdict()
        )
        for n in range(3_000)
        if (name := f"Wagner branch {n}")
    )
    with CaptureQueriesContext(connection) as many:
        found = rows_typed("wagn", PARTY)
    assert len(found) <= SHOWN
    assert len(many) <= len(few)
