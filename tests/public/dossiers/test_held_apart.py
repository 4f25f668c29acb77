"""Figures that are not held against each other: another scope, repeated, refuted, one claimant."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from claims.models import Claim, Incident
from claims.models import Rating as TermRow
from claims.presentation.dossiers.opening.found import found_for
from claims.presentation.figures.groups import group_figures
from claims.reads.claims import for_cards
from claims.rules.figures import Qualifier
from claims.rules.grounds import Ground
from tests.factories import (
    a_claim,
    a_claim_judged_by_figure,
    a_figure,
    a_pair,
    a_party,
    a_reviewed_claim,
    a_verdict,
    an_editor,
    an_incident,
)
from tests.house.database import rows
from tests.public.conftest import Read
from tests.ratings import Rating
from tracker.base.values.partial_date import PartialDate

HEADINGS = 'class="axis-rows"'


def test_pairs_of_claimants_are_counted_and_not_comparisons(read: Read) -> None:
    incident, army = an_incident(slug="ford"), a_party("Army")
    league, corps = a_party("League"), a_party("Corps")
    for number, claimant in ((10, league), (11, league), (30, corps), (31, corps)):
        figures = [a_figure(best=number, subjects=[army])]
        a_claim(incident=incident, claimant=claimant, figures=figures)

    page = read("/incidents/ford/")

    assert "4 figures between 10 and 31. 1 pair of claimants contradict each other." in page


def test_two_unnamed_sources_are_two_and_a_named_one_revises(read: Read) -> None:
    incident, army = an_incident(slug="ford"), a_party("Army")
    named, unnamed = a_party("League"), a_party("A source", kind="anonymous_source")
    for claimant in (named, unnamed):
        for number in (10, 30):
            measure = "killed" if claimant is named else "wounded"
            figures = [a_figure(measure, best=number, subjects=[army])]
            a_claim(incident=incident, claimant=claimant, figures=figures)

    page = read("/incidents/ford/")

    assert "No contradiction: the same claimant has revised its figure." in page
    assert "They contradict: they differ by 20 (wounded), 3 times as many." in page


def test_figures_of_one_claim_and_of_another_scope_do_not_share_an_axis(read: Read) -> None:
    incident, army = an_incident(slug="ford"), a_party("Army")
    ford = rows.place(name="Ford Island")
    left = [
        a_figure(best=25, subjects=[army], part="left behind"),
        a_figure(best=15, subjects=[army], part="carried off"),
        a_figure(best=9, subjects=[army], place=ford, as_of=PartialDate.parse("2026-03-01")),
    ]
    a_claim(incident=incident, figures=left)

    page = read("/incidents/ford/")

    assert HEADINGS not in page
    for words in ("left behind", "carried off", "only Ford Island", "as of 1 March 2026"):
        assert words in page


def test_what_limits_nothing_is_not_said_of_the_figures_that_share_it(db: None) -> None:
    ford, army = rows.place(name="Ford Island"), a_party("Army")
    incident = an_incident(place=ford, start=PartialDate.parse("2026-03-01"))
    for number, scope in (
        (10, {"place": ford, "period": PartialDate.parse("2026-03"), "part": "Left Behind"}),
        (30, {"part": "left behind"}),
    ):
        figures = [a_figure(best=number, subjects=[army], **scope)]
        a_claim(incident=incident, claimant=a_party(f"Voice {number}"), figures=figures)

    (group,) = group_figures(for_cards(Claim.objects.filter(incident=incident)).order_by("pk"))

    assert (group.scope, group.contradictions) == (("Left Behind",), 1)


def test_a_pair_says_for_which_place_a_claim_is(read: Read) -> None:
    region = rows.place(name="The delta", precision="region")
    town = rows.place(name="Ford Island", precision="town")
    incident, army = an_incident(place=region), a_party("Army")
    whole, narrow = (
        a_claim(incident=incident, place=place, figures=[a_figure(subjects=[army])])
        for place in (region, town)
    )

    page = read(f"/pairs/{a_pair(claim=narrow, answers=whole).pk}/")

    assert "only Ford Island" in page
    assert "only The delta" not in page


def test_equal_numbers_have_no_spread(read: Read) -> None:
    incident, army = an_incident(slug="ford"), a_party("Army")
    least = a_figure(best=None, low=80, qualifier=Qualifier.AT_LEAST, subjects=[army])
    for figure in (least, least, a_figure(best=80, subjects=[army])):
        a_claim(incident=incident, figures=[figure])

    page = read("/incidents/ford/")

    assert "3 figures, all with the number 80. None of them contradicts another." in page


@pytest.mark.parametrize(
    ("ground", "said"),
    [
        (Ground.REPETITION, "repeats another claim"),
        (Ground.DIFFERENT_OUTCOME, "they do not agree on what happened"),
        (Ground.DIFFERENT_DATE, "they do not agree on when it was"),
        (Ground.DIFFERENT_PLACE, "they do not agree on where it was"),
        (Ground.DIFFERENT_ATTRIBUTION, "they do not agree on who did it or who suffered it"),
    ],
)
def test_the_same_number_is_not_always_one_more_figure(
    read: Read, ground: Ground, said: str
) -> None:
    incident, army = an_incident(slug="ford"), a_party("Army")
    first, second = (
        a_claim(incident=incident, figures=[a_figure(best=1, subjects=[army])]) for _ in range(2)
    )
    a_pair(claim=second, answers=first, ground=ground.value)

    page = read("/incidents/ford/")

    assert said in page
    assert "Both give the same figure." not in page


def test_refuted_and_forged_figures_are_marked_and_do_not_stretch_the_axis(read: Read) -> None:
    incident, army = an_incident(slug="ford"), a_party("Army")
    for number in (10, 12):
        a_claim(incident=incident, figures=[a_figure(best=number, subjects=[army])])
    far = [a_figure(best=9000, subjects=[army])]
    forger = a_party("A communiqué nobody signed", kind="forgery")
    a_claim(incident=incident, claimant=forger, figures=[a_figure(best=149, subjects=[army])])
    refuted = a_claim(incident=incident, figures=far)
    a_verdict(a_reviewed_claim(Rating.REFUTED, Rating.REFUTED, claim=refuted))

    page = read("/incidents/ford/")

    assert "(Refuted)" in page
    assert "(forged)" in page
    assert "2 figures are left out of this: forged (1), Refuted (1)." in page
    assert "on an axis from 0 to 15" in page


@pytest.mark.parametrize(
    "rating", [Rating.MOSTLY_REFUTED, Rating.EXAGGERATED, Rating.UNDERSTATED, Rating.REFUTED]
)
def test_a_figure_judged_wrong_is_marked_with_the_published_label(
    read: Read, rating: Rating
) -> None:
    three_figures_of_which_is_judged(4, rating)
    TermRow.objects.filter(pk=rating.value).update(labels={"en": "Called otherwise since"})

    page = read("/incidents/ford/")

    assert f"({rating.label})" in page
    assert f"4 ({rating.label}), on an axis from 0 to 15" in page
    assert f"1 figure is left out of this: {rating.label}." in page
    assert "They contradict: they differ by 2 (killed)" in page
    assert "Called otherwise since" not in page


@pytest.mark.parametrize("rating", [Rating.SUPPORTED, Rating.PARTLY_SUPPORTED, Rating.CONTESTED])
def test_a_figure_not_judged_wrong_counts_with_the_others(read: Read, rating: Rating) -> None:
    three_figures_of_which_is_judged(4, rating)

    page = read("/incidents/ford/")

    assert "3 figures between 4 and 12." in page
    assert "left out of this" not in page
    assert f"({rating.label})" not in page


def test_what_a_rating_asserts_is_of_the_figure_that_the_verdict_is_about(db: None) -> None:
    claim = a_claim(figures=[a_figure("killed", best=40), a_figure("wounded", best=9)])
    about = claim.figures.order_by("position")[0]
    reviewed = a_reviewed_claim(Rating.EXAGGERATED, Rating.EXAGGERATED, claim=claim)
    a_verdict(reviewed)
    claims = for_cards(Claim.objects.filter(pk=claim.pk))
    marked = [row.marked for group in group_figures(claims) for row in group.rows]
    assert marked == ["40 (Exaggerated)", "9 (Exaggerated)"]

    (shown,) = claims
    for verdict in shown.verdicts.all():
        verdict.figure = about
    marked = [row.marked for group in group_figures([shown]) for row in group.rows]
    assert marked == ["40 (Exaggerated)", "9"]


def three_figures_of_which_is_judged(number: int, rating: Rating) -> None:
    incident, army = an_incident(slug="ford"), a_party("Army")
    for best in (10, 12):
        a_claim(incident=incident, figures=[a_figure(best=best, subjects=[army])])
    judged = a_claim(incident=incident, figures=[a_figure(best=number, subjects=[army])])
    a_verdict(a_reviewed_claim(rating, rating, claim=judged))


class OneRangeOfThree:
    """A claim of three figures, refuted with a range for its first one; others say otherwise."""

    def __init__(self) -> None:
        self.incident, self.army = an_incident("Ford", slug="ford"), a_party("Army")
        self.judged = self._said("League", 40, 11, 2)
        self.other = self._said("Rescue", 7, 30, 9)
        self.pair = a_pair(claim=self.other, answers=self.judged)
        refuted = {"rating": Rating.MOSTLY_REFUTED}
        a_claim_judged_by_figure((6, 9), None, None, claim=self.judged, **refuted)
        self.verdict = a_verdict(self.judged)

    def _said(self, who: str, *numbers: int) -> Claim:
        measures = zip(("killed", "wounded", "captured"), numbers, strict=True)
        figures = [a_figure(measure, best=n, subjects=[self.army]) for measure, n in measures]
        return a_claim(incident=self.incident, claimant=a_party(who), figures=figures)


def test_a_verdict_with_a_range_strikes_no_other_figure_of_its_claim(read: Read) -> None:
    OneRangeOfThree()

    page = read("/incidents/ford/")

    assert "40 (Mostly refuted)" in page
    assert "11 (Mostly refuted)" not in page
    assert "2 (Mostly refuted)" not in page
    assert page.count("</s>") == 1
    assert "They contradict: they differ by 19 (wounded), 2.7 times as many." in page
    assert "They contradict: they differ by 7 (captured), 4.5 times as many." in page


def test_what_was_found_is_told_beside_the_figures_that_were_judged(db: None) -> None:
    scene = OneRangeOfThree()
    claims = for_cards(Claim.objects.filter(incident=scene.incident))

    def found(measure: str) -> list[str]:
        keys = [row.pk for claim in claims for row in claim.figures.filter(measure=measure)]
        return [one.words for one in found_for(claims, keys)]

    assert found("killed") == ["6 to 9"]
    assert found("wounded") == found("captured") == []


def test_the_widest_contradiction_keeps_what_no_verdict_judges(read: Read, client: Client) -> None:
    scene = OneRangeOfThree()

    front = read("/")
    judged = client.get(f"/api/v1/verdicts/{scene.verdict.pk}/").json()["judges"]

    assert "Captured, Army" in front
    assert "The verdict on the claim by League does not judge this figure." in front
    assert judged == [scene.judged.figures.get(measure="killed").pk]


@pytest.mark.parametrize("is_exercise", [True, False])
def test_a_demonstration_of_what_really_happened_decides_nothing(
    read: Read, *, is_exercise: bool
) -> None:
    incident, army = an_incident(slug="ford"), a_party("Army")
    for number, name in ((10, "League"), (90, "Corps")):
        claim = a_claim(
            incident=incident,
            claimant=a_party(name),
            figures=[a_figure(best=number, subjects=[army])],
        )
    a_reviewed_claim(Rating.REFUTED, Rating.REFUTED, claim=claim)
    a_verdict(claim, by=an_editor(is_demonstration=True))
    Incident.objects.update(is_exercise=is_exercise)

    page = read("/incidents/ford/")

    assert bool(re.search(r"<s\s*>", page)) is is_exercise
    assert ("broken off before 90" in page) is is_exercise
    assert ("rated “Refuted”" in page) is is_exercise
