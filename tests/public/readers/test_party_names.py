"""Parties are named in the language of the page, wherever readers meet them, at one price."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from claims.models import Claim, Counterclaim, Incident, Party
from claims.models.party import names_read_once
from tests.factories import a_claim, a_figure, a_pair, a_party, an_incident
from tests.public.conftest import Read
from tests.public.readers.test_own_language import marked

GUARD, LEAGUE = "The Border Guard of the Valley", "The League of the Heights"
NAMES = {
    "fr": ("Garde-frontières de la Vallée", "Ligue des Hauteurs"),
    "ar": ("حرس حدود الوادي", "رابطة المرتفعات"),
}


def named(name: str, *, without: str = "") -> Party:
    """A party with two names in each language, of which the first is its name there."""
    number = (GUARD, LEAGUE).index(name)
    aliases = [
        (language, known)
        for language, names in NAMES.items()
        if language != without
        for known in (names[number], f"{names[number]} 2")
    ]
    return a_party(name, aliases=aliases)


@pytest.fixture
def pair(db: None) -> Counterclaim:
    guard, league = named(GUARD), named(LEAGUE)
    incident = an_incident()
    sides = [
        a_claim(
            incident=incident, claimant=one, figures=[a_figure(best=best, subjects=[guard, league])]
        )
        for one, best in ((guard, 3), (league, 30))
    ]
    made: Counterclaim = a_pair(answers=sides[0], claim=sides[1])
    return made


def addresses(pair: Counterclaim) -> Iterator[str]:
    slug = pair.answers.incident.slug
    yield from ("/", "/incidents/", f"/incidents/{slug}/", f"/incidents/{slug}/figures.csv")
    yield from (f"/pairs/{pair.pk}/", f"/claims/{pair.claim_id}/", "/search/?q=killed", "/parties/")
    yield from (f"/embed/pairs/{pair.pk}/", f"/embed/claims/{pair.claim_id}/")
    yield f"/parties/{pair.claim.claimant.slug}/"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_pages_name_them_in_their_own_language(
    read: Read, pair: Counterclaim, language: str
) -> None:
    for path in addresses(pair):
        page = read(f"/{language}{path}")
        assert any(name in page for name in NAMES[language]), path
        if "/parties/" not in path:  # a party's own page tells of all its names
            assert GUARD not in page, path
            assert LEAGUE not in page, path


def test_english_pages_name_them_as_before(read: Read, pair: Counterclaim) -> None:
    for path in addresses(pair):
        page = read(path)
        assert GUARD in page or LEAGUE in page, path


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_who_has_no_name_there_is_named_by_its_own_and_marked(read: Read, language: str) -> None:
    claim = a_claim(claimant=named(GUARD, without=language))
    for path in (f"/claims/{claim.pk}/", f"/incidents/{claim.incident.slug}/"):
        assert ("en", "ltr") in marked(read(f"/{language}{path}"), GUARD), path


def test_an_acronym_stays_the_short_name(db: None) -> None:
    party = a_party(GUARD, acronym="BGV", aliases=[("fr", "Garde")])
    with override("fr"):
        assert (party.short_name, party.name_for_reader) == ("BGV", "Garde")


def test_a_name_begins_with_a_capital_as_a_heading_does(read: Read) -> None:
    party = a_party(GUARD, aliases=[("fr", "groupe de la Vallée")])
    a_claim(claimant=party)
    page = read(f"/fr/parties/{party.slug}/")
    assert "Groupe de la Vallée" in page
    assert ">groupe de la Vallée<" not in page


def test_within_a_page_they_are_asked_for_once(db: None) -> None:
    for _each in range(5):
        named(GUARD)
    parties = list(Party.objects.filter(name=GUARD))
    with override("fr"), names_read_once(), CaptureQueriesContext(connection) as asked:
        said = {party.name_for_reader for party in parties}
    assert said == {NAMES["fr"][0]}
    assert len(asked) == 1


def test_nothing_is_kept_beyond_a_page(read: Read) -> None:
    party = named(GUARD)
    a_claim(claimant=party)
    assert NAMES["fr"][0] in read("/fr/parties/")
    party.aliases.all().delete()
    assert NAMES["fr"][0] not in read("/fr/parties/")


@pytest.mark.parametrize("language", ["", "/fr"])
def test_more_parties_take_no_more_queries(read: Read, pair: Counterclaim, language: str) -> None:
    incident: Incident = pair.answers.incident
    paths = ("/", "/incidents/", f"/incidents/{incident.slug}/")

    def queries() -> list[int]:
        counted = []
        for path in paths:
            with CaptureQueriesContext(connection) as asked:
                read(f"{language}{path}")
            counted.append(len(asked))
        return counted

    before = queries()
    others: list[Claim] = [a_claim(incident=incident, claimant=named(GUARD)) for _ in range(3)]
    for other in others:
        a_pair(claim=other, answers=pair.answers)
    assert queries() == before
