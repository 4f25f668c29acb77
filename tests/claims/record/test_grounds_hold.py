"""A ground is held against what both claims say: figures, claimants and days."""

from datetime import date

import pytest

from claims.operations.contest import contest
from tests.factories import AT, a_claim, a_figure, a_party, a_user, an_incident
from tracker.base.values.partial_date import PartialDate
from tracker.base.values.precision import DatePrecision
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    """An incident and the party whose losses both claims count."""
    return {"incident": an_incident()}, a_party()


def made(scene, best=20, *, subject=None, **fields):
    about, counted = scene
    figures = fields.pop("figures", [a_figure(best=best, subjects=[subject or counted])])
    return a_claim(figures=figures, **about, **fields)


def pair(claim, answers, ground, **more):
    return contest(claim=claim, answers=answers, ground=ground, by=a_user(), at=AT, **more)


def refused(claim, answers, ground, **more):
    with pytest.raises(Refusal) as found:
        pair(claim, answers, ground, **more)
    return found.value


def on(day):
    return {"made_on": PartialDate(day, DatePrecision.DAY)}


def test_another_figure_of_the_same_thing_is_a_different_figure(scene):
    assert pair(made(scene, 60), made(scene), "different_figure").pk


def test_of_what_cannot_be_compared_somebody_says_what_each_counts(scene):
    claim, answers = made(scene, 60, subject=a_party()), made(scene)
    refusal = refused(claim, answers, "different_figure")
    assert (refusal.code, refusal.field) == ("not_comparable", "public_note")
    assert "they count the losses of different parties" in refusal.message
    note = "The one counts the dead of one day, the other of both days."
    assert pair(claim, answers, "different_figure", public_note=note).public_note == note


def test_two_that_count_the_same_two_things_are_not_told_that_they_count_others(scene):
    counted = [
        [a_figure(measure=measure, best=9, subjects=[party]) for measure in ("killed", "wounded")]
        for party in (a_party(), a_party())
    ]
    one, other = (made(scene, figures=figures) for figures in counted)
    refusal = refused(one, other, "different_figure")
    assert "they count the losses of different parties" in refusal.message
    assert "one counts" not in refusal.message


def test_without_a_figure_there_is_no_different_figure(scene):
    refusal = refused(made(scene, figures=[]), made(scene), "different_figure")
    assert "gives no figure" in refusal.message


def test_what_is_taken_over_as_published_is_not_held_against_its_figures(scene):
    claim, answers = made(scene, figures=[]), made(scene)
    assert pair(claim, answers, "different_figure", as_published=True).pk


def test_what_contradicts_repeats_nothing(scene):
    refusal = refused(made(scene, 60), made(scene), "repetition")
    assert (refusal.code, refusal.field) == ("figures_contradict", "ground")
    assert pair(made(scene), made(scene), "repetition").pk


@pytest.mark.parametrize("ground", ["repetition", "revision"])
def test_what_was_said_before_neither_repeats_nor_revises(scene, ground):
    party = a_party()
    first = made(scene, claimant=party, **on(date(2026, 1, 1)))
    second = made(scene, claimant=party, **on(date(2026, 1, 2)))
    assert refused(first, second, ground).code == "made_before"
    assert pair(second, first, ground).pk


def test_a_day_that_is_not_known_is_held_against_nobody(scene):
    first = made(scene, **on(date(2026, 1, 1)))
    assert pair(first, made(scene), "repetition").pk


def test_only_the_same_claimant_revises(scene):
    assert refused(made(scene), made(scene), "revision").code == "other_claimant"
