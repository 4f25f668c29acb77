"""A stranger walks through the whole house and looks for words that are nobody's business."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.core.management import call_command
from django.test import Client

from claims.models import Claim, Incident
from claims.reads.visible import claims_shown, dossiers_shown
from tests.stranger.columns import COLUMNS, DESK, NOTICE, SHOWN, text_columns
from tests.stranger.planting import MARKER, PUBLIC, WITHDRAWN, Garden, Planted, plant
from tests.stranger.surfaces import addresses, searches

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class Seen:
    """A marked word that stands in an answer."""

    address: str
    planted: Planted

    def __str__(self) -> str:
        return f"{self.address} shows {self.planted}"


def is_open(planted: Planted) -> bool:
    """Whether everybody may read a marked word."""
    if planted.kind is NOTICE:
        return planted.world == WITHDRAWN
    return planted.kind is SHOWN and planted.world == PUBLIC


def walk(garden: Garden, places: Iterator[str]) -> Iterator[Seen]:
    """Open each address and give the marked words that stand in the answer, not in the asking."""
    client = Client(raise_request_exception=True)
    for address in places:
        response = client.get(address)
        # The copies of this walk have no files, which their downloads say; no worker is at work.
        unwell = ("/file/", "/wacz/", "/health/all/")
        assert response.status_code < 500 or address.endswith(unwell), address
        body = b"".join(response) if response.streaming else response.content
        text = body.decode("utf-8", "replace") + str(response.headers)
        for word in sorted(set(MARKER.findall(text.lower())) - set(MARKER.findall(address))):
            yield Seen(address, garden.planted[word])


def test_every_text_column_is_stated_public_or_not() -> None:
    stated = {(model, column) for model, columns in COLUMNS.items() for column in columns}

    assert stated == set(text_columns())


@pytest.fixture
def garden() -> Garden:
    planted = plant()
    call_command("backfill_ledger", verbosity=0)
    return planted


@pytest.mark.timeout(600)
def test_a_stranger_reads_no_private_word_anywhere(garden: Garden) -> None:
    seen = list(walk(garden, addresses()))

    assert [str(one) for one in seen if not is_open(one.planted)] == []
    assert unseen(garden, seen) == NOWHERE


# Shown where their kind of page is, which this walk does not fill: nothing private follows.
NOWHERE: set[tuple[str, str]] = set()


def unseen(garden: Garden, seen: list[Seen]) -> set[tuple[str, str]]:
    """Columns said to be shown of which the walk has met no word: it would not see a leak."""
    met = {(one.planted.model, one.planted.column) for one in seen}
    sown = {(one.model, one.column) for one in garden.planted.values() if is_open(one)}
    return sown - met


@pytest.mark.timeout(600)
def test_asking_for_a_private_word_finds_nothing(garden: Garden) -> None:
    hidden = {
        (planted.model, planted.column, planted.world in {PUBLIC, "working dossier"}): word
        for word, planted in garden.planted.items()
        if not is_open(planted)
        and planted.column in {"slug", "reference", "statement", "name", "text", "internal_note"}
    }
    places = (
        address
        for (_model, column, _world), word in hidden.items()
        for address in searches(column, word)
    )

    assert [str(one) for one in walk(garden, places) if not is_open(one.planted)] == []


def test_only_one_world_of_all_is_public(garden: Garden) -> None:
    assert (Incident.objects.count(), Claim.objects.count()) == (6, 9)
    assert (dossiers_shown().count(), claims_shown().count()) == (1, 1)


def test_people_are_named_on_no_surface_unless_the_house_says_so(
    garden: Garden, settings: pytest.FixtureRequest
) -> None:
    claim = claims_shown().get()
    places = [f"/claims/{claim.pk}/", f"/api/v1/claims/{claim.pk}/"]

    assert not [one for one in walk(garden, iter(places)) if one.planted.model == "people.User"]

    settings.NAME_PEOPLE = True  # type: ignore[attr-defined]
    named = [one for one in walk(garden, iter(places)) if one.planted.model == "people.User"]
    assert {one.planted.column for one in named} == {"name"}
    assert {one.address for one in named} == set(places)


def test_a_desk_column_that_is_printed_would_be_found(garden: Garden) -> None:
    note = next(
        word
        for word, one in garden.planted.items()
        if (one.column, one.kind, one.world) == ("internal_note", DESK, PUBLIC)
    )
    Claim.objects.filter(pk=claims_shown().get().pk).update(statement=f"Twelve {note} men.")

    found = {one.planted.column for one in walk(garden, iter(["/search/", "/api/v1/claims/"]))}
    assert "internal_note" in found
