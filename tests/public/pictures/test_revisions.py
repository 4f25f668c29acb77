"""How one claimant's figure changed, step by step."""

from __future__ import annotations

from claims.models import Claim
from claims.presentation.figures.groups import group_figures
from claims.presentation.figures.revisions import Revisions
from claims.reads.claims import for_cards, pairs_shown
from tests.factories import (
    a_claim,
    a_figure,
    a_pair,
    a_party,
    a_reviewed_claim,
    a_verdict,
    an_incident,
)
from tests.markup import folded
from tests.public.conftest import Read
from tests.ratings import Rating
from tracker.base.values.partial_date import PartialDate


class Story:
    """Statements of one claimant about one thing."""

    def __init__(self, claimant_kind: str = "armed_group") -> None:
        self.incident, self.army = an_incident(slug="ford"), a_party("Army")
        self.league = a_party("River League", kind=claimant_kind)

    def said(self, number: int | None, day: str = "", **fields: object) -> Claim:
        vague = {"qualifier": "vague", "wording": "many"} if number is None else {}
        if number is None:
            fields = {"statement": "We lost many.", "wording": "verbatim"} | fields
        figure = a_figure(best=number, subjects=[self.army], **vague)
        made = {"made_on": PartialDate.parse(day), "claimant": self.league} | fields
        return a_claim(incident=self.incident, figures=[figure], **made)

    @property
    def revisions(self) -> tuple[Revisions, ...]:
        claims = for_cards(Claim.objects.filter(incident=self.incident))
        (group,) = group_figures(claims, pairs_shown())
        return group.revisions

    @property
    def steps(self) -> list[tuple[str, bool]]:
        (own,) = self.revisions
        return [(step.words, step.is_later) for step in own.steps]


def test_figures_stand_in_the_order_of_their_dates(db: None) -> None:
    story = Story()
    story.said(80, "2026-02-03")
    story.said(None, "2026-02-20")
    story.said(30, "2026-02-01")

    many = "“many” (no number given)"
    assert story.steps == [("30", False), ("80", True), (many, True)]


def test_what_is_said_again_is_no_further_step(db: None) -> None:
    story = Story()
    for number, day in ((30, "01"), (30, "02"), (80, "03"), (30, "04")):
        story.said(number, f"2026-02-{day}")

    assert story.steps == [("30", False), ("80", True), ("30", True)]


def test_dates_that_leave_the_order_open_have_no_arrow_between_them(db: None) -> None:
    story = Story()
    story.said(30, "2026-02")
    story.said(80, "2026-02-10")

    assert story.steps == [("30", False), ("80", False)]


def test_a_recorded_revision_says_the_order_that_dates_leave_open(db: None) -> None:
    story = Story()
    second, first = story.said(80, "2026-02-10"), story.said(30, "2026-02-10")
    a_pair(claim=second, answers=first, ground="revision")

    assert story.steps == [("30", False), ("80", True)]


def test_undated_statements_and_other_claimants_are_no_steps(db: None) -> None:
    story = Story()
    story.said(30, "2026-02-01")
    story.said(40)
    story.said(80, "2026-02-03", claimant=a_party("Army of Northland"))

    assert story.revisions == ()


def test_unnamed_sources_are_not_said_to_change_their_minds(db: None) -> None:
    story = Story(claimant_kind="anonymous_source")
    story.said(30, "2026-02-01")
    story.said(80, "2026-02-03")

    assert story.revisions == ()


def test_each_step_is_linked_with_its_date_and_its_mark(read: Read) -> None:
    story = Story()
    first, second = story.said(30, "2026-02-01"), story.said(80, "2026-02-03")
    a_verdict(a_reviewed_claim(Rating.REFUTED, Rating.REFUTED, claim=second))

    page = folded(read("/incidents/ford/"))

    assert "Figure changed by River League:" in page
    steps = page[page.index("Figure changed by River League:") :].partition("</ol>")[0]
    assert f'<a href="/claims/{first.pk}/">30</a>' in steps
    assert (
        f'<a href="/claims/{second.pk}/">80</a> <strong class="muted">(Refuted)</strong>' in steps
    )
    assert steps.index("1 February 2026") < steps.index("then") < steps.index("3 February 2026")


def test_a_month_and_a_day_in_it_are_one_span(read: Read) -> None:
    story = Story()
    story.said(30, "2026-02-01")
    story.said(80, "2026-02")

    page = folded(read("/incidents/ford/"))

    assert "Source: 2 statements by River League, February 2026." in page


def test_a_drawing_says_who_it_rests_on_and_when(read: Read) -> None:
    story = Story()
    story.said(30, "2026-02-01")
    story.said(80, "2026-02-03")
    story.said(90, claimant=a_party("Army of Northland"))

    page = folded(read("/incidents/ford/"))

    assert "3 statements by River League, Army of Northland, 1–3 February 2026, 1 without" in page
