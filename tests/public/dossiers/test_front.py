"""The front page."""

from __future__ import annotations

from claims.operations.record import withdraw
from tests.factories import (
    AT,
    a_claim,
    a_figure,
    a_pair,
    a_party,
    a_verdict,
    an_editor,
    an_incident,
)
from tests.markup import tight
from tests.public.conftest import Read


def test_it_shows_the_newest_dispute_with_its_spread(read: Read) -> None:
    army = a_party("Army of Northland")
    incident = an_incident("Raid at the ford")
    figures = [[a_figure(best=n, low=n, high=n, subjects=[army])] for n in (12, 84)]
    claims = [a_claim(incident=incident, figures=each) for each in figures]
    a_pair(claim=claims[1], answers=claims[0])

    page = read("/")

    assert "Raid at the ford" in page
    assert "They contradict: 72 apart, 7 times as many." in page
    assert '<circle class="point"' in page


def test_with_nothing_recorded_it_says_so(read: Read) -> None:
    page = read("/")

    assert "Nothing has been recorded yet." in page
    assert "No verdict has been published yet." in page


def test_it_shows_the_newest_verdict(read: Read) -> None:
    verdict = a_verdict()

    page = read("/")

    assert verdict.claim.statement in page
    assert "Supported" in page


def test_an_exercise_is_marked_beside_its_title(read: Read) -> None:
    incident = an_incident("Raid on paper", is_exercise=True)
    a_pair(answers=a_claim(incident=incident))

    page = read("/")

    assert '<span class="pill">Exercise</span>' in page
    assert "One of the disputes is an exercise" in page


def test_a_withdrawn_claim_is_not_counted(read: Read) -> None:
    claim = a_claim()
    withdraw(claim=claim, reason="Entered twice.", by=an_editor(), at=AT)

    page = read("/")

    assert "<dt>claims</dt><dd>0</dd>" in tight(page)
