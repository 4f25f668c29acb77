"""The front page."""

from __future__ import annotations

from datetime import date

import pytest

from claims.models import Claim, Incident
from claims.operations.record import withdraw
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_correction,
    a_figure,
    a_page,
    a_pair,
    a_party,
    a_user,
    a_verdict,
    an_assignment,
    an_editor,
    an_incident,
    sealed,
)
from tests.markup import folded, tight
from tests.public.captures import a_capture
from tests.public.conftest import Read
from tests.public.looks import a_change, a_quoted_page
from tests.ratings import Rating
from tracker.base.values.partial_date import UNKNOWN_DATE, PartialDate

TRIALS = "Exercises and demonstrations"


def a_dispute(
    title: str, low: int, high: int, *, made: str | None = None, **fields: object
) -> list[Claim]:
    """A dispute with two figures of one thing; the second claim answers the first.

    Args:
        made: the day of the first claim.
    """
    subject, incident = a_party(f"Losers of {title}"), an_incident(title, **fields)
    claims = [
        a_claim(
            incident=incident,
            claimant=a_party(f"{name} of {title}"),
            figures=[a_figure(best=n, low=n, high=n, subjects=[subject])],
            made_on=PartialDate.parse(day) if day else UNKNOWN_DATE,
        )
        for name, n, day in (("Army", low, made), ("Rebels", high, None))
    ]
    a_pair(claim=claims[1], answers=claims[0])
    return claims


def test_it_dates_who_says_what_where_the_day_is_known(read: Read) -> None:
    a_dispute("Raid", 12, 84, made="2026-02-01")

    assert "12 according to Army of Raid (1 February 2026), 84 according to Rebels of Raid." in (
        folded(read("/"))
    )


def test_it_leads_with_the_widest_contradiction(read: Read) -> None:
    a_dispute("Raid at the mill", 10, 30)
    a_dispute("Raid at the ford", 12, 84)
    a_dispute("Raid at the bridge", 100, 150)

    page = read("/")

    places = [page.index(f"Raid at the {name}") for name in ("ford", "mill", "bridge")]
    assert places == sorted(places)
    assert (
        "Killed, Losers of Raid at the ford: "
        "<strong>12 according to Army of Raid at the ford, "
        "84 according to Rebels of Raid at the ford.</strong>"
    ) in folded(page)
    assert "They contradict: they differ by 72 (killed), 7 times as many." in page
    assert "No verdict has been published on either claim." in page


def test_none_is_no_endless_distance(read: Read) -> None:
    a_dispute("Denied raid", 0, 5)
    a_dispute("Counted raid", 2, 20)

    page = read("/")

    assert page.index("Counted raid") < page.index("Denied raid")


def test_the_smaller_figure_stands_first_whoever_spoke_first(read: Read) -> None:
    a_dispute("Raid at the ford", 84, 12)

    assert "12 according to Rebels of Raid at the ford, 84 according to Army" in folded(read("/"))


def test_it_says_what_was_found_of_both(read: Read) -> None:
    low, _high = a_dispute("Raid at the ford", 12, 84)
    supported = {"figure": low.figures.get(), "low": 10, "high": 47}
    for assignment in [an_assignment(low) for _ in range(2)]:
        sealed(assignment, **supported)
    low.refresh_from_db()
    a_verdict(low, **supported)

    page = read("/")

    assert (
        "Verdict on the claim by Army of Raid at the ford: "
        "Supported; the evidence supports 10 to 47."
    ) in page
    assert "No verdict has been published on the claim by Rebels of Raid at the ford." in page


def test_a_figure_that_was_judged_wrong_is_no_contradiction(read: Read) -> None:
    low, _high = a_dispute("Raid at the ford", 12, 84)
    verdict = a_verdict(low)
    a_correction(verdict, rating=Rating.REFUTED.value, summary="No.", reason="A list was found.")

    page = read("/")

    assert "according to" not in page
    assert "In no pair of claims that was looked at do figures contradict each other." in page


def test_a_pair_that_is_not_comparable_is_no_contradiction(read: Read) -> None:
    incident = an_incident("Raid at the ford")
    claims = [a_claim(incident=incident, figures=[a_figure(best=n)]) for n in (12, 84)]
    others = [
        a_claim(incident=incident, figures=[a_figure(best=n, subjects=[a_party()])])
        for n in (12, 84)
    ]
    for first, second in (claims, others):
        a_pair(answers=first, claim=second)
    Claim.objects.filter(pk=claims[1].pk).update(claimant=claims[0].claimant)

    assert "according to" not in read("/")


def test_two_sources_that_are_not_named_are_not_called_alike(read: Read) -> None:
    nobody, subject = a_party(kind="unattributed"), a_party()
    incident = an_incident("Raid at the ford")
    claims = [
        a_claim(
            incident=incident,
            claimant=nobody,
            figures=[a_figure(best=n, low=n, high=n, subjects=[subject])],
        )
        for n in (12, 84)
    ]
    a_pair(claim=claims[1], answers=claims[0])

    assert "12 in one claim, 84 in another; no source is named." in read("/")


def test_the_dispute_that_happened_last_stands_first_among_the_newest(read: Read) -> None:
    for year in (2021, 2025, 2023):
        day = PartialDate.of(date(year, 6, 1), "day")
        a_claim(incident=an_incident(f"Raid of {year}", start=day))

    page = read("/")

    places = [page.index(f"Raid of {year}") for year in (2025, 2023, 2021)]
    assert places == sorted(places)


def test_one_dispute_is_shown_once(read: Read) -> None:
    first, second = a_dispute("Raid at the ford", 12, 84)
    third = a_claim(
        incident=first.incident,
        figures=[a_figure(best=60, subjects=[second.figures.get().figure_subjects.get().party])],
    )
    a_pair(claim=third, answers=first)

    page = read("/")

    assert page.count(" according to Army of Raid at the ford") == 1
    assert "84 according to" in page


def test_a_claim_that_readers_may_not_see_is_in_no_contradiction(read: Read) -> None:
    hidden = an_incident("Raid unseen", released=False)
    subject = a_party()
    claims = [
        a_claim(incident=hidden, figures=[a_figure(best=n, subjects=[subject])]) for n in (12, 84)
    ]
    a_pair(claim=claims[1], answers=claims[0])
    a_dispute("Raid at the ford", 12, 84)

    page = read("/")

    assert "Raid unseen" not in page
    assert page.count(" according to Army") == 1


def test_with_nothing_recorded_it_says_so(read: Read) -> None:
    page = read("/")

    assert "Nothing has been published here yet." in page
    assert TRIALS not in page
    assert '<input type="search" id="search-words" name="q"' in page


def test_it_shows_the_newest_verdict(read: Read) -> None:
    verdict = a_verdict()

    page = read("/")

    assert verdict.claim.statement in page
    assert "Supported" in page


def test_it_shows_altered_evidence(read: Read) -> None:
    found = a_change(a_quoted_page())

    page = read("/")

    assert f'href="/changes/{found.pk}/"' in page


def test_altered_evidence_of_an_exercise_is_not_there(read: Read) -> None:
    found = a_change(a_quoted_page())
    Incident.objects.update(is_exercise=True)
    a_claim()

    assert f'href="/changes/{found.pk}/"' not in read("/")


def test_an_exercise_comes_last_and_is_not_counted(read: Read) -> None:
    a_dispute("Raid on paper", 1, 90, is_exercise=True)
    a_dispute("Raid at the ford", 12, 84)

    page = read("/")

    last = page.index(TRIALS)
    assert page.index("Raid at the ford") < last < page.index("Raid on paper")
    assert '<span class="pill">Exercise</span>' in page[last:]
    assert '<span class="pill">Exercise</span>' not in page[:last]
    assert "<dt>disputes</dt><dd>1</dd>" in tight(page)
    assert "<dt>claims</dt><dd>2</dd>" in tight(page)
    assert "<dt>pairs</dt><dd>1</dd>" in tight(page)


def test_with_exercises_only_it_is_empty_above_them(read: Read) -> None:
    a_dispute("Raid on paper", 1, 90, is_exercise=True)

    page = read("/")

    assert page.index("Nothing has been published here yet.") < page.index("Raid on paper")
    assert "<dt>" not in page


def test_a_demonstration_verdict_comes_last_and_decides_nothing(read: Read) -> None:
    low, _high = a_dispute("Raid at the ford", 12, 84)
    a_verdict(low, by=an_editor(is_demonstration=True))

    page = read("/")

    last = page.index(TRIALS)
    assert "Demonstration verdict on the claim by Army of Raid at the ford: Supported" in page
    assert "No verdict has been published yet." in page[:last]
    assert low.statement in page[last:]
    assert "<dt>verdicts</dt><dd>0</dd>" in tight(page)


@pytest.mark.parametrize("copies", [0, 1])
def test_it_promises_no_more_copies_than_there_are(read: Read, copies: int) -> None:
    claim = a_claim(by=a_user())
    pages = [a_page() for _ in range(2)]
    for page in pages:
        a_citation(claim, page=page)
    for page in pages[:copies]:
        a_capture(page)

    shown = read("/")

    assert "<dt>pages cited</dt><dd>2</dd>" in tight(shown)
    assert f"<dt>of them with a sealed copy</dt><dd>{copies}</dd>" in tight(shown)
    assert "with sealed copies" not in shown


def test_a_withdrawn_claim_is_not_counted(read: Read) -> None:
    a_claim()
    claim = a_claim()
    withdraw(claim=claim, reason="Entered twice, as was said.", by=an_editor(), at=AT)

    page = read("/")

    assert "<dt>claims</dt><dd>1</dd>" in tight(page)
