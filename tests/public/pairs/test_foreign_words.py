"""Within our sentences words in another language than the page are marked (WCAG 3.1.2)."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from claims.models import Claim
from claims.rules.grounds import Ground
from tests.factories import a_claim, a_figure, a_pair, a_party, an_incident
from tests.public.conftest import Read

pytestmark = pytest.mark.django_db
TITLE = "Attack on the border post at the ford"
SAID, ANSWERED = "The army held the post of the valley", "Le camp a été pris par les hommes"


def marks(page: str, within: str) -> list[tuple[str | None, str]]:
    found = LexborHTMLParser(page).css(f"{within} bdi[lang]")
    return [(each.attributes["lang"], each.text()) for each in found]


def claims() -> tuple[Claim, Claim]:
    incident = an_incident(TITLE, slug="ford")
    said, answered = (
        a_claim(
            incident=incident,
            claimant=a_party(name),
            statement=words,
            language=language,
            figures=[],
        )
        for name, words, language in (("Army", SAID, "en"), ("League", ANSWERED, "fr"))
    )
    return said, answered


@pytest.mark.parametrize(
    ("language", "marked"),
    [("", [("fr", ANSWERED)]), ("/fr", [("en", SAID)]), ("/ar", [("en", SAID), ("fr", ANSWERED)])],
)
def test_statements_in_an_opening(read: Read, language: str, marked: list[tuple[str, str]]) -> None:
    said, answered = claims()
    a_pair(answers=said, claim=answered, ground=Ground.DIFFERENT_OUTCOME.value)
    assert sorted(marks(read(f"{language}/incidents/ford/"), "p.opening")) == marked


def test_the_title_of_a_pair(read: Read) -> None:
    said, answered = claims()
    pair = a_pair(answers=said, claim=answered, ground=Ground.DIFFERENT_OUTCOME.value)
    assert marks(read(f"/fr/pairs/{pair.pk}/"), "h1") == [("en", TITLE)]
    assert marks(read(f"/pairs/{pair.pk}/"), "h1") == []


def test_words_that_stand_for_a_number(read: Read) -> None:
    vague = a_figure(best=None, qualifier="vague", wording="a large number of the men")
    claim = a_claim(figures=[vague])
    page = read(f"/fr/embed/claims/{claim.pk}/")
    assert ("en", "a large number of the men") in marks(page, ".figure-words")


def test_markup_in_them_is_escaped(read: Read) -> None:
    incident = an_incident("The <b>post</b> at the ford of the valley", slug="ford")
    one, other = (a_claim(incident=incident, figures=[]) for _each in range(2))
    pair = a_pair(answers=one, claim=other, ground=Ground.DIFFERENT_OUTCOME.value)
    for language in ("", "/fr"):
        page = read(f"{language}/pairs/{pair.pk}/")
        assert "The &lt;b&gt;post&lt;/b&gt; at the ford" in page
        assert "The <b>post</b>" not in page
