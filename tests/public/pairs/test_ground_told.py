"""What a pair page says of its ground: of figures that do not compare, why they do not."""

from __future__ import annotations

from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from claims.models import Counterclaim
from claims.rules.grounds import Ground
from tests.factories import a_claim, a_figure, a_pair, a_party, an_incident
from tests.markup import folded
from tests.public.conftest import Read

pytestmark = pytest.mark.django_db
GENERAL = "The answer gives another number for the same thing."


def told(read: Read, pair: Counterclaim, language: str = "") -> str:
    (ground,) = LexborHTMLParser(read(f"{language}/pairs/{pair.pk}/")).css("article .ground")
    return folded(ground.text())


def a_dispute(one: list[Any], other: list[Any], **fields: Any) -> Counterclaim:
    incident = an_incident()
    first, second = (
        a_claim(incident=incident, claimant=a_party(), figures=figures) for figures in (one, other)
    )
    return a_pair(claim=second, answers=first, **fields)


def test_of_one_thing_it_gives_another_number(read: Read) -> None:
    army = a_party("Army")
    killed = [a_figure(best=number, subjects=[army]) for number in (10, 30)]
    pair = a_dispute([killed[0], a_figure("wounded", subjects=[army])], [killed[1]])

    assert GENERAL in told(read, pair)


def test_of_two_things_it_says_why_they_do_not_compare(read: Read) -> None:
    army, rebels = a_party("Army"), a_party("Rebels")
    killed = a_figure(best=10, subjects=[army])
    cases = [
        ([a_figure(best=30, subjects=[rebels])], "they count the losses of different parties"),
        ([a_figure(best=30, subjects=[army, rebels])], "one of them counts several parties"),
        (
            [a_figure("wounded", best=30, subjects=[army])],
            'one counts "Killed", the other "Wounded"',
        ),
        ([a_figure(best=30, subjects=[army], part="left behind")], "only a part (left behind)"),
        (
            [a_figure("wounded", best=3, subjects=[army]), a_figure(best=3, subjects=[rebels])],
            "they count the losses of different parties",
        ),
        ([a_figure(best=10, subjects=[army])], "Both give the same figure."),
        ([], "One of the two gives no figure"),
    ]

    for figures, why in cases:
        said = told(read, a_dispute([killed], figures))
        assert why in said
        assert GENERAL not in said
    assert "The two give no figures" in told(read, a_dispute([], []))


@pytest.mark.parametrize(
    ("language", "why"),
    [
        ("/fr", "elles comptent les pertes de parties différentes"),
        ("/ar", "خسائر"),
    ],
)
def test_it_is_said_in_the_language_of_the_page(read: Read, language: str, why: str) -> None:
    figures = [a_figure(best=number, subjects=[a_party()]) for number in (10, 30)]
    pair = a_dispute([figures[0]], [figures[1]])

    assert why in told(read, pair, language)


def test_other_grounds_say_what_they_say(read: Read) -> None:
    pair = a_dispute([], [a_figure()], ground=Ground.DENIAL.value)

    assert "The answer says that it did not happen." in told(read, pair)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("", "They contradict: they differ by 1 (killed)."),
        ("/fr", "Contradiction : un écart de 1 ("),
        ("/ar", "يتناقضان: الفرق بينهما 1 ("),
    ],
)
def test_a_contradiction_says_in_what_they_differ(read: Read, language: str, said: str) -> None:
    army = a_party("Army")
    killed = [a_figure(best=number, subjects=[army]) for number in (10, 11)]
    pair = a_dispute([killed[0]], [killed[1]])

    page = folded(read(f"{language}/pairs/{pair.pk}/"))

    assert said in page.replace("\u00a0", " ").replace("\u202f", " ")
