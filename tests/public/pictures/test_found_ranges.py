"""What reviewers found stands among the figures, as a row of its own."""

from __future__ import annotations

from claims.models import Claim, Figure
from tests.factories import (
    a_claim,
    a_figure,
    a_party,
    a_proposal,
    a_verdict,
    an_assignment,
    an_incident,
    sealed,
)
from tests.markup import folded
from tests.public.conftest import Read


def reviewed(claim: Claim, figure: Figure, *, low: int | None, high: int | None) -> Claim:
    for _ in range(2):
        sealed(an_assignment(claim), figure=figure, low=low, high=high)
    claim.refresh_from_db()
    return claim


def two_claims() -> tuple[Claim, Claim]:
    incident, army = an_incident(slug="ford"), a_party("Army")
    first, second = (
        a_claim(
            incident=incident,
            claimant=a_party(f"Voice {number}"),
            figures=[a_figure(best=number, subjects=[army])],
        )
        for number in (10, 30)
    )
    return first, second


def test_an_established_range_is_a_row_with_its_verdict(read: Read) -> None:
    claim, _ = two_claims()
    verdict = a_verdict(reviewed(claim, claim.figures.get(), low=12, high=25))

    page = folded(read("/incidents/ford/"))

    assert page.count("figure-row is-found") == 1
    assert "on the claim of Voice 10, 1 March 2026" in page
    assert "<strong>12 to 25</strong>" in page
    assert f"/claims/{claim.pk}/#verdict-{verdict.version}" in page
    assert "the range that a verdict gives; not a margin of error" in page


def test_one_figure_and_what_was_found_of_it_are_drawn_together(read: Read) -> None:
    claim = a_claim(incident=an_incident(slug="ford"), figures=[a_figure(best=40)])
    a_verdict(reviewed(claim, claim.figures.get(), low=12, high=None))

    page = folded(read("/incidents/ford/"))

    assert "<strong>12 or more</strong>" in page
    assert page.count('class="axis-rows"') == 1


def test_verdicts_on_two_claims_are_two_rows(read: Read) -> None:
    for claim, low in zip(two_claims(), (12, 14), strict=True):
        a_verdict(reviewed(claim, claim.figures.get(), low=low, high=25))

    page = folded(read("/incidents/ford/"))

    assert page.count("figure-row is-found") == 2
    assert "<strong>12 to 25</strong>" in page
    assert "<strong>14 to 25</strong>" in page


def test_a_verdict_without_a_range_or_not_yet_published_adds_no_row(read: Read) -> None:
    first, second = two_claims()
    a_verdict(first)
    reviewed(second, second.figures.get(), low=12, high=25)

    page = read("/incidents/ford/")

    assert "figure-row is-found" not in page
    assert "12 to 25" not in page


def test_a_correction_that_is_only_proposed_changes_nothing(read: Read) -> None:
    claim, _ = two_claims()
    figure = claim.figures.get()
    verdict = a_verdict(reviewed(claim, figure, low=12, high=25))
    a_proposal(verdict, figure=figure, low=13, high=24)

    page = folded(read("/incidents/ford/"))

    assert "<strong>12 to 25</strong>" in page
    assert "13 to 24" not in page


def test_a_range_of_another_measure_does_not_stand_here(read: Read) -> None:
    incident, army = an_incident(slug="ford"), a_party("Army")
    figures = [a_figure("killed", best=9, subjects=[army]), a_figure("wounded", 4, subjects=[army])]
    claim, _ = (a_claim(incident=incident, figures=figures) for _ in range(2))
    wounded = claim.figures.get(measure="wounded")
    a_verdict(reviewed(claim, wounded, low=1, high=3))

    page = folded(read("/incidents/ford/"))

    assert page.count("figure-row is-found") == 1
    assert page.index('id="figures-killed') < page.index('id="figures-wounded')
    assert page.index('id="figures-wounded') < page.index("figure-row is-found")
