"""A range whose own words leave its upper end open is nowhere taken for one that ends there."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from claims.models import Figure
from claims.presentation.figures.axis import Shape, axis_for
from claims.presentation.figures.in_words import figure_words, remarks
from claims.reads.claims import figure_value
from claims.rules.figures import Relation, compare
from tests.factories import a_claim, a_figure, a_party, an_incident
from tests.public.conftest import Read
from tests.public.opening.scenes import parties, says

pytestmark = pytest.mark.django_db


def ranged(words: str) -> Figure:
    incident, (army,) = an_incident(), parties("Army")
    claim = says(incident, army, 30, army)
    Figure.objects.filter(claim=claim).update(
        low=30, best=None, high=60, qualifier="range", wording=words
    )
    return Figure.objects.get(claim=claim)


def against(figure: Figure, number: int) -> Relation:
    (party,) = parties("League")
    other = says(figure.claim.incident, party, number, figure.claim.claimant).figures.get()
    return compare(figure_value(figure, figure.claim), figure_value(other, other.claim)).relation


@pytest.mark.parametrize(("words", "above"), [("to more than", "overlap"), ("", "contradict")])
def test_a_number_above_contradicts_it_only_where_it_ends(words: str, above: str) -> None:
    figure = ranged(words)
    assert against(figure, 100) == above
    assert against(figure, 10) is Relation.CONTRADICT


def test_it_is_told_and_drawn_as_open() -> None:
    figure = ranged("to more than")
    assert (figure_words(figure), remarks(figure)) == ("30 to more than 60", [])
    axis = axis_for([figure])
    assert axis is not None
    assert axis.mark(figure).shape is Shape.FROM
    closed = ranged("")
    assert figure_words(closed) == "30 to 60"
    assert axis.mark(closed).shape is Shape.RANGE


def test_its_end_is_kept_as_it_was_given(read: Read) -> None:
    figure = ranged("to more than")
    shown = json.loads(read(f"/api/v1/claims/{figure.claim_id}/"))
    (row,) = shown["figures"]
    assert Decimal(row["high"]) == 60
    assert row["wording"] == "to more than"


ENDS = {"at_least": "low", "more_than": "low", "at_most": "high", "less_than": "high"}


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        ((2, "exact"), (47, "at_least"), "between 2 and at least 47."),
        ((2, "less_than"), (47, "more_than"), "between less than 2 and more than 47."),
        ((2, "at_most"), (47, "about"), "between at most 2 and about 47."),
        ((2, "at_least"), (47, "at_most"), "between 2 and 47."),
        ((2, "exact"), (47, "exact"), "between 2 and 47."),
    ],
)
def test_the_ends_of_a_span_stay_open(
    read: Read, low: tuple[int, str], high: tuple[int, str], said: str
) -> None:
    incident, army = an_incident(slug="ford"), a_party("Army")
    for number, qualifier in (low, (20, "exact"), high):
        given = {ENDS.get(qualifier, "best"): number}
        figure = a_figure(**({"best": None} | given), qualifier=qualifier, subjects=[army])
        a_claim(incident=incident, claimant=a_party(), figures=[figure])
    assert f"3 figures {said}" in read("/incidents/ford/")
    assert f"3 figures {said}" in read("/incidents/")
