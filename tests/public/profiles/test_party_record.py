"""How a party's claims fared, what it revised, and what it claimed by dispute."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from claims.models import Claim, Party, Verdict
from claims.rules.grounds import Ground
from tests.factories import (
    a_claim,
    a_correction,
    a_figure,
    a_pair,
    a_party,
    a_reviewed_claim,
    a_user,
    a_verdict,
    a_withdrawn_claim,
    an_editor,
    an_incident,
)
from tests.markup import folded, tight
from tests.public.conftest import Read
from tests.ratings import Rating
from tracker.base.values.partial_date import PartialDate


def decided(army: Party, rating: Rating, *, of: Claim | None = None) -> Verdict:
    """A published verdict of a claim of a party."""
    claim = of or a_claim(claimant=army)
    return a_verdict(a_reviewed_claim(rating, rating, claim=claim))


def test_shares_are_told_with_their_number_and_interval(read: Read) -> None:
    army = a_party(slug="army")
    for rating in [Rating.SUPPORTED] * 6 + [Rating.REFUTED] * 3 + [Rating.EXAGGERATED]:
        decided(army, rating)
    a_claim(claimant=army)

    page = tight(read("/parties/army/"))

    assert "10 of its 11 claims have a published verdict." in page
    assert (
        'Borne out by the evidence<span class="muted small">(Supported)</span></th>'
        '<td class="number">6</td><td class="number">60%</td><td class="number">31% to 83%</td>'
    ) in page
    assert 'Figure lower than the evidence supports</th><td class="number">0</td>' in page


def test_of_fewer_than_ten_no_share_is_shown(read: Read) -> None:
    army = a_party(slug="army")
    decided(army, Rating.SUPPORTED)

    page = folded(read("/parties/army/"))

    assert "1 of its 1 claim has a published verdict." in page
    assert "No shares are shown below 10 verdicts" in page
    assert "100%" not in page


def test_a_correction_counts_once_and_by_what_it_says_now(read: Read) -> None:
    army = a_party(slug="army")
    for _ in range(9):
        decided(army, Rating.SUPPORTED)
    a_correction(decided(army, Rating.SUPPORTED), rating="refuted")

    page = tight(read("/parties/army/"))

    assert '(Supported)</span></th><td class="number">9</td>' in page
    assert '(Refuted)</span></th><td class="number">1</td>' in page


def test_exercises_and_what_is_not_public_are_not_counted(read: Read) -> None:
    army = a_party(slug="army")
    a_claim(claimant=army, statement="Said for all.")
    a_claim(claimant=army, draft=True)
    a_claim(claimant=army, released=False)
    a_withdrawn_claim(claimant=army)
    game = an_incident("EXERCISE: River", is_exercise=True)
    decided(army, Rating.REFUTED, of=a_claim(claimant=army, incident=game))

    page = folded(read("/parties/army/"))

    assert "0 of its 1 claim has a published verdict." in page
    assert "Not counted: 1 claim in an exercise." in page
    assert page.index("Said for all.") < page.index("River")


def test_who_claims_something_in_exercises_alone_has_no_record(read: Read) -> None:
    army, game = a_party(slug="army"), an_incident(is_exercise=True)
    a_claim(claimant=army, incident=game)
    a_claim(figures=[a_figure(subjects=[army])])

    page = folded(read("/parties/army/"))

    assert "It has made no claim outside exercises." in page
    assert "No shares are shown" not in page


def test_what_was_decided_for_demonstration_is_not_counted(read: Read) -> None:
    army = a_party(slug="army")
    claim = a_reviewed_claim(claim=a_claim(claimant=army))
    a_verdict(claim, by=an_editor(is_demonstration=True))

    page = folded(read("/parties/army/"))

    assert "0 of its 1 claim has a published verdict." in page
    assert "Not counted: 1 verdict given for demonstration only." in page


def test_nobody_in_particular_has_no_record(read: Read) -> None:
    a_revision(a_party(slug="unnamed", kind="unattributed"), [a_figure()], [a_figure(best=30)])

    page = folded(read("/parties/unnamed/"))

    assert "do not come from one named source" in page
    assert "What it revised" not in page


def a_revision(army: Party, before: list[object], after: list[object], **fields: object) -> None:
    incident = an_incident()
    first = a_claim(claimant=army, incident=incident, figures=before, statement="First words.")
    second = a_claim(claimant=army, incident=incident, figures=after, statement="Second words.")
    a_pair(claim=second, answers=first, ground=Ground.REVISION.value, **fields)


def test_a_revision_says_from_what_to_what(read: Read) -> None:
    army, dead = a_party(slug="army"), a_party("Soldiers")
    a_revision(
        army,
        [a_figure(best=30, subjects=[dead]), a_figure("wounded", best=5, subjects=[dead])],
        [a_figure(best=80, subjects=[dead])],
    )

    for address in ("/parties/army/", "/parties/army/revisions/"):
        page = folded(read(address))
        assert "Killed, Soldiers: <strong>30</strong>" in page
        assert "<strong>80</strong>" in page
        assert "Wounded, Soldiers: <strong>5</strong>" in page
        assert "<strong>no figure</strong>" in page
    assert "It later revised 1 of its 2 claims." in folded(read("/parties/army/"))


class Story:
    """Statements of one army about one incident."""

    def __init__(self, **incident: object) -> None:
        self.army, self.dead = a_party("Army", slug="army"), a_party("Soldiers")
        self.incident = an_incident("Ford", slug="ford", **incident)

    def said(self, best: int, day: str, measure: str = "killed", **fields: object) -> Claim:
        figures = [a_figure(measure, best=best, subjects=[self.dead])]
        told = {"claimant": self.army, "made_on": PartialDate.parse(day)} | fields
        return a_claim(incident=self.incident, figures=figures, **told)


def test_a_figure_that_a_dossier_tells_as_changed_is_revised(read: Read) -> None:
    story = Story()
    for best, day in ((100, "2026-02-01"), (100, "2026-02-02"), (84, "2026-02-03")):
        story.said(best, day)
    story.said(9, "2026-02-01", "wounded")

    assert "Figure changed by Army:" in folded(read("/incidents/ford/"))
    assert "It later revised 2 of its 4 claims." in folded(read("/parties/army/"))
    for address in ("/parties/army/", "/parties/army/revisions/"):
        page = tight(read(address))
        # Each of the two claims that gave it was revised: what is counted is what is listed.
        assert page.count("Killed, Soldiers:<strong>100</strong><span") == 2
        assert "became</span><strong>84</strong>" in page
        assert "Wounded, Soldiers:<strong>9</strong><span" not in page


def test_what_a_dossier_leaves_open_is_not_revised(read: Read) -> None:
    story = Story()
    story.said(30, "2026-02")
    story.said(80, "2026-02-10")
    story.said(50, "2026-02-12", claimant=a_party("Rescue"))

    assert "None of its claims is known to have been revised" in folded(read("/parties/army/"))
    assert "No claim of this party is known" in folded(read("/parties/army/revisions/"))


def test_figures_that_changed_in_an_exercise_are_listed_and_not_counted(read: Read) -> None:
    story = Story(is_exercise=True)
    story.said(30, "2026-02-01")
    story.said(80, "2026-02-02")
    a_claim(claimant=story.army, figures=[])

    page = folded(read("/parties/army/"))

    assert "None of its claims is known to have been revised" in page
    assert "<strong>80</strong>" in page


@pytest.mark.parametrize("ground", [Ground.DENIAL, Ground.DIFFERENT_OUTCOME, Ground.REVISION])
def test_a_claim_that_answers_an_earlier_one_of_its_own_revised_it(
    read: Read, ground: Ground
) -> None:
    story = Story()
    first, second = story.said(5, "2026-02-01"), story.said(5, "2026-02-03", statement="Took it.")
    a_pair(claim=second, answers=first, ground=ground.value)

    assert "It later revised 1 of its 2 claims." in folded(read("/parties/army/"))
    assert "Took it." in read("/parties/army/revisions/")


@pytest.mark.parametrize(
    "other",
    [
        {"part": "shown in a video"},
        {"as_of": PartialDate.parse("2026-02-03")},
        {"measure": "wounded"},
    ],
)
def test_figures_of_two_things_are_not_revised_because_a_pair_says_they_differ(
    read: Read, other: dict[str, Any]
) -> None:
    story = Story()
    first = story.said(22, "2026-02-01")
    figure = a_figure(**{"measure": "killed", "best": 20, "subjects": [story.dead]} | other)
    told = {"made_on": PartialDate.parse("2026-02-03"), "incident": story.incident}
    second = a_claim(claimant=story.army, figures=[figure], **told)
    a_pair(claim=second, answers=first)

    assert "Figure changed by" not in folded(read("/incidents/ford/"))
    assert "None of its claims is known to have been revised" in folded(read("/parties/army/"))
    assert "No claim of this party is known" in folded(read("/parties/army/revisions/"))
    assert "said otherwise since" not in read(f"/embed/claims/{first.pk}/")


def test_the_earlier_claim_is_revised_whichever_answers_the_other(read: Read) -> None:
    story = Story()
    first, second = story.said(30, "2026-02-01"), story.said(80, "2026-02-03")
    a_pair(claim=first, answers=second)

    page = tight(read("/parties/army/"))

    assert "It later revised 1 of its 2 claims." in page
    assert page.index("<strong>30</strong>") < page.index("<strong>80</strong>")


def test_where_the_order_is_not_known_neither_is_called_the_later_one(read: Read) -> None:
    story = Story()
    first, second = story.said(30, "2026-02-01"), story.said(80, "2026-02-01")
    a_pair(claim=second, answers=first, ground=Ground.DENIAL.value)

    page = folded(read("/parties/army/"))

    assert "In 1 pair of its claims it says two different things" in page
    assert "None of its claims is known" not in page
    assert "later revised" not in page
    for address in ("/parties/army/", "/parties/army/revisions/"):
        page = folded(read(address))
        assert "became" not in page
        assert "→" not in page
        assert "What it revised" not in page
        assert '<h2 id="revised">' not in page
        assert "Where it says two different things" in page
        assert "Which of the two it said later is not known." in page
        assert "<strong>30</strong> , elsewhere <strong>80</strong>" in page


@pytest.mark.parametrize("answers_first", [True, False])
def test_of_unknown_order_what_was_recorded_first_stands_first(
    read: Read, answers_first: bool
) -> None:
    story = Story()
    first, second = story.said(30, "2026-02-01"), story.said(80, "2026-02-01")
    sides = (second, first) if answers_first else (first, second)
    a_pair(claim=sides[0], answers=sides[1], ground=Ground.DENIAL.value)

    for address in ("/parties/army/", "/parties/army/revisions/"):
        assert "<strong>30</strong> , elsewhere <strong>80</strong>" in folded(read(address))


def test_what_is_listed_as_revised_is_what_is_counted(read: Read) -> None:
    """A claim that was revised twice, one revised once, and a pair of unknown order."""
    story = Story()
    first = story.said(30, "2026-02-01", statement="Thirty.")
    second = story.said(50, "2026-02-02", statement="Fifty.")
    third = story.said(80, "2026-02-03", statement="Eighty.")
    same_day = story.said(5, "2026-02-07", "wounded", statement="Five.")
    other = story.said(6, "2026-02-07", "wounded", statement="Six.")
    for claim, answers in ((second, first), (third, first), (third, second), (other, same_day)):
        a_pair(claim=claim, answers=answers)

    for address in ("/parties/army/", "/parties/army/revisions/"):
        page = LexborHTMLParser(read(address))
        told = folded(page.css_first("main").text())
        assert "It later revised 2 of its 5 claims." in told
        assert "In 1 pair of its claims it says two different things" in told
        revised, unordered = page.css("ol.ruled")
        assert len(revised.css("ol > li")) == 2
        assert len(unordered.css("ol > li")) == 1
        assert "Thirty." not in unordered.text()
        assert "Five." not in revised.text()


def test_an_interval_says_what_it_is_for_wherever_one_is_told(read: Read) -> None:
    story, told = Story(), "The interval (Wilson) is for whoever takes it as a sample"
    for number in range(8):
        story.said(7, f"2026-02-1{number}", "wounded")
    assert told not in folded(read("/parties/army/"))

    for best, day in ((30, "2026-02-01"), (80, "2026-02-02")):
        story.said(best, day)

    page = folded(read("/parties/army/"))
    assert "95% interval" in page
    assert page.count(told) == 1


@pytest.mark.parametrize("ground", [Ground.REPETITION, Ground.PARTIAL_CONFIRMATION])
def test_what_says_the_same_again_revised_nothing(read: Read, ground: Ground) -> None:
    story = Story()
    first, second = story.said(30, "2026-02-01"), story.said(30, "2026-02-03")
    a_pair(claim=second, answers=first, ground=ground.value)

    assert "None of its claims is known to have been revised" in folded(read("/parties/army/"))


def test_a_change_that_is_recorded_too_is_told_once(read: Read) -> None:
    story = Story()
    first, second = story.said(30, "2026-02-01"), story.said(80, "2026-02-03")
    a_pair(claim=second, answers=first, ground=Ground.REVISION.value)
    a_pair(claim=second, answers=first)

    assert read("/parties/army/revisions/").count("<strong>80</strong>") == 1


def test_what_another_says_is_no_revision(read: Read) -> None:
    army, incident = a_party(slug="army"), an_incident()
    own = a_claim(claimant=army, incident=incident)
    a_pair(claim=a_claim(incident=incident), answers=own)

    assert "None of its claims is known to have been revised" in folded(read("/parties/army/"))
    assert "No claim of this party is known" in folded(read("/parties/army/revisions/"))


def test_of_each_dispute_the_newest_claims_stand_there(read: Read) -> None:
    army, incident = a_party(slug="army"), an_incident("Bridge", slug="bridge")
    for day in range(1, 6):
        a_claim(
            claimant=army,
            incident=incident,
            statement=f"Said on day {day}.",
            made_on=PartialDate.parse(f"2026-02-0{day}"),
        )

    page = read("/parties/army/")

    assert "5 claims" in page
    assert page.index("Said on day 5.") < page.index("Said on day 3.")
    assert "Said on day 2." not in page
    assert "/search/?kind=claim&amp;party=army&amp;incident=bridge" in page


def test_the_list_finds_names_and_kinds(read: Read) -> None:
    for party in (
        a_party("Army of the North", aliases=[("fr", "Armée du Nord")]),
        a_party("Rescue", kind="ngo"),
    ):
        a_claim(claimant=party, figures=[])

    assert "Army of the North" in read("/parties/", q="armée")
    assert "Rescue" not in read("/parties/", q="armée")
    assert "Army of the North" not in read("/parties/", kind="ngo")
    assert "Rescue" in read("/parties/", kind="ngo")
    assert "No party goes by that name" in read("/parties/", q="navy")


@pytest.mark.parametrize("asked", [{"q": "a\0b"}, {"q": "x" * 500}, {"kind": "none"}])
def test_nonsense_is_explained(read: Read, asked: dict[str, str]) -> None:
    a_claim(claimant=a_party("Army"))

    assert 'role="alert"' in read("/parties/", **asked)


def test_an_unknown_filter_is_refused(read: Read) -> None:
    read("/parties/", expect=400, colour="red")


def test_the_list_tells_parties_of_exercises_apart(read: Read) -> None:
    a_claim(claimant=a_party("Blue"), incident=an_incident(is_exercise=True), figures=[])
    a_claim(claimant=a_party("Red"), figures=[])

    page = tight(read("/parties/"))

    assert page.index(">Red</a>") < page.index(">Blue</a>")
    assert '>Blue</a><span class="pill">Exercise</span>' in page


def test_the_page_takes_the_same_number_of_queries_whatever_its_size(
    client: Client, db: None
) -> None:
    counts = []
    for size in (2, 30):
        by, army = a_user(), a_party(slug=f"army-{size}")
        for number in range(size):
            incident = an_incident(by=by)
            figures = [a_figure(best=number, subjects=[army])]
            own = [
                a_claim(by=by, claimant=army, incident=incident, figures=figures) for _ in range(2)
            ]
            for day in ("2026-02-01", "2026-02-02"):
                told = [a_figure(best=int(day[-1]), subjects=[army])]
                made = PartialDate.parse(day)
                a_claim(by=by, claimant=army, incident=incident, figures=told, made_on=made)
            a_pair(by=by, claim=own[0], answers=own[1], ground=Ground.REVISION.value)
        newest = a_claim(claimant=army, made_on=PartialDate.parse("2026-03-01"))
        decided(army, Rating.SUPPORTED, of=newest)
        for address in (f"/parties/army-{size}/", f"/parties/army-{size}/revisions/"):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            counts.append(len(captured))

    assert counts[:2] == counts[2:]
    assert max(counts) <= 30


@pytest.mark.parametrize(
    ("address", "heading", "also"),
    [
        ("/parties/army/", "Malian Armed Forces", {"Forces armées maliennes", "القوات المسلحة"}),
        ("/fr/parties/army/", "Forces armées maliennes", {"Malian Armed Forces", "القوات المسلحة"}),
        (
            "/ar/parties/army/",
            "القوات المسلحة",
            {"Malian Armed Forces", "Forces armées maliennes"},
        ),
    ],
)
def test_a_party_is_called_what_it_is_called_in_the_language_of_the_page(
    read: Read, address: str, heading: str, also: set[str]
) -> None:
    names = [("fr", "Forces armées maliennes"), ("ar", "القوات المسلحة")]
    a_claim(claimant=a_party("Malian Armed Forces", slug="army", aliases=names))
    page = LexborHTMLParser(read(address))
    title = page.css_first("h1")
    assert title is not None
    assert title.text().strip() == heading
    others = {one.text() for one in page.css("h1 + p.small bdi")}
    assert others == also
    listed = LexborHTMLParser(read(address.removesuffix("army/"))).css("td a")
    assert heading in [one.text() for one in listed]
