"""A pair says in one line what it is about, and nothing that the two claims do not say."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from claims.models import Claim, Counterclaim, Incident, Nature
from claims.presentation.pairs.headline import names_apart
from claims.rules.figures import Qualifier
from claims.rules.grounds import Ground
from tests.factories import (
    a_citation,
    a_claim,
    a_figure,
    a_pair,
    a_party,
    a_verdict,
    an_incident,
    later,
)
from tests.markup import folded
from tests.public.conftest import Read
from tracker.base.values.partial_date import PartialDate
from tracker.base.values.precision import DatePrecision

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident() -> Incident:
    return an_incident("Fight at the ford")


class Sides:
    """Two claimants, and the party whose losses they count."""

    def __init__(self, incident: Incident) -> None:
        self.incident = incident
        self.rebels = a_party("Movement of the Ford", acronym="MF")
        self.army = a_party("Army of the Hills", acronym="AH", kind="state_armed_forces")

    def says(self, who: object, figure: object = None, **facts: object) -> Claim:
        figures = [] if figure is None else [figure]
        return a_claim(incident=self.incident, claimant=who, figures=figures, **facts)

    def pair(self, answers: Claim, claim: Claim, ground: Ground) -> Counterclaim:
        return a_pair(answers=answers, claim=claim, ground=ground.value)


@pytest.fixture
def sides(incident: Incident) -> Sides:
    return Sides(incident)


def line(read: Read, pair: Counterclaim) -> str:
    """The headline of a pair's page: the same in the title and in the description."""
    page = LexborHTMLParser(read(f"/pairs/{pair.pk}/"))
    said = folded(page.css_first("h1").text()).strip()
    assert page.css_first("title").text().strip().startswith(said)
    assert page.css_first('meta[name="description"]').attributes["content"].startswith(said)
    return said


def killed(sides: Sides, best: int | None = 20, **facts: object) -> object:
    return a_figure(best=best, subjects=[sides.army], **facts)


def test_it_says_who_gives_which_figure_of_what(read: Read, sides: Sides) -> None:
    low = killed(sides, None, low=84, qualifier=Qualifier.AT_LEAST.value)
    pair = sides.pair(
        sides.says(sides.rebels, low),
        sides.says(sides.army, killed(sides, 2)),
        Ground.DIFFERENT_FIGURE,
    )

    assert line(read, pair) == "MF said at least 84 killed (AH); AH said 2"


def test_the_figures_farthest_apart_are_told(read: Read, sides: Sides) -> None:
    two = [a_figure("wounded", 5, subjects=[sides.army]), killed(sides, 84)]
    answer = [a_figure("wounded", 5, subjects=[sides.army]), killed(sides, 2)]
    pair = sides.pair(
        a_claim(incident=sides.incident, claimant=sides.rebels, figures=two),
        a_claim(incident=sides.incident, claimant=sides.army, figures=answer),
        Ground.DIFFERENT_FIGURE,
    )

    assert line(read, pair) == "MF said 84 killed (AH); AH said 2"


def test_vague_words_stay_words(read: Read, sides: Sides) -> None:
    vague = killed(sides, None, wording="dozens", qualifier=Qualifier.VAGUE.value)
    pair = sides.pair(
        sides.says(sides.rebels, vague, statement="We killed dozens.", wording="verbatim"),
        sides.says(sides.army, killed(sides, 2)),
        Ground.DIFFERENT_FIGURE,
    )

    assert line(read, pair) == "MF said “dozens” (killed, AH); AH said 2"


def test_a_note_of_whoever_wrote_it_down_is_nothing_that_was_said(read: Read, sides: Sides) -> None:
    vague = killed(sides, None, wording="dozens", qualifier=Qualifier.VAGUE.value)
    pair = sides.pair(
        sides.says(sides.rebels, vague, statement="MF claimed dozens of dead."),
        sides.says(sides.army, killed(sides, 2)),
        Ground.DIFFERENT_FIGURE,
    )

    assert line(read, pair) == "MF and AH give different figures: Fight at the ford"


def test_a_narrower_scope_stands_beside_its_number(read: Read, sides: Sides) -> None:
    pair = sides.pair(
        sides.says(sides.rebels, killed(sides, 84)),
        sides.says(sides.army, killed(sides, 2, part="left behind")),
        Ground.DIFFERENT_FIGURE,
    )

    assert line(read, pair) == "MF said 84 killed (AH); AH said 2 killed (AH, left behind)"


def test_a_number_for_two_parties_together_says_so(read: Read, sides: Sides) -> None:
    both = a_figure(best=84, subjects=[sides.army, sides.rebels])
    pair = sides.pair(
        sides.says(sides.rebels, both),
        sides.says(sides.army, killed(sides, 2)),
        Ground.DIFFERENT_FIGURE,
    )

    said = "MF said 84 killed (AH and MF together); AH said 2 killed (AH)"
    assert line(read, pair) == said


def test_without_figures_of_one_thing_the_ground_is_said(read: Read, sides: Sides) -> None:
    one = sides.says(sides.rebels, killed(sides, 84))
    pair = sides.pair(one, sides.says(sides.army), Ground.DIFFERENT_FIGURE)

    assert line(read, pair) == "MF and AH give different accounts: Fight at the ford"


def test_a_denial_is_not_hung_on_a_figure_that_it_does_not_speak_of(
    read: Read, sides: Sides
) -> None:
    one = sides.says(sides.rebels, killed(sides, 84))
    pair = sides.pair(one, sides.says(sides.army), Ground.DENIAL)

    assert line(read, pair) == "AH denied what MF said: Fight at the ford"


def test_a_denial_with_a_number_of_its_own_says_it(read: Read, sides: Sides) -> None:
    one = sides.says(sides.rebels, killed(sides, 84))
    pair = sides.pair(one, sides.says(sides.army, killed(sides, 0)), Ground.DENIAL)

    assert line(read, pair) == "MF said 84 killed (AH); AH said 0"


@pytest.mark.parametrize(
    ("ground", "said"),
    [
        (Ground.DIFFERENT_ATTRIBUTION, "MF and AH disagree on who did it or who suffered it"),
        (Ground.DIFFERENT_DATE, "MF and AH disagree on when it happened"),
        (Ground.DIFFERENT_PLACE, "MF and AH disagree on where it happened"),
        (Ground.DIFFERENT_OUTCOME, "MF and AH disagree on how it went"),
        (Ground.REPETITION, "AH repeated what MF said"),
        (Ground.PARTIAL_CONFIRMATION, "AH confirmed a part of what MF said"),
    ],
)
def test_every_other_ground_is_said_in_words(
    read: Read, sides: Sides, ground: Ground, said: str
) -> None:
    figure = killed(sides, 84)
    pair = sides.pair(sides.says(sides.rebels, figure), sides.says(sides.army, figure), ground)

    assert line(read, pair) == f"{said}: Fight at the ford"


def test_the_same_figure_is_no_dispute(read: Read, sides: Sides) -> None:
    figure = killed(sides, 84)
    one, other = sides.says(sides.rebels, figure), sides.says(sides.army, figure)

    assert line(read, sides.pair(one, other, Ground.DIFFERENT_FIGURE)) == (
        "MF and AH both said 84 killed (AH)"
    )


def on(days: int) -> PartialDate:
    return PartialDate(later(days=days - 2).date(), DatePrecision.DAY)


def test_a_revision_names_its_claimant_once(read: Read, sides: Sides) -> None:
    first = sides.says(sides.army, killed(sides, 2), made_on=on(0))
    second = sides.says(sides.army, killed(sides, 10), made_on=on(2))

    assert line(read, sides.pair(first, second, Ground.REVISION)) == (
        "AH said 2 killed (AH), later 10"
    )


def test_a_revision_without_figures_is_said_without(read: Read, sides: Sides) -> None:
    first = sides.says(sides.army, killed(sides, 2), made_on=on(0))
    second = sides.says(sides.army, made_on=on(2))

    said = "Revised by AH: Fight at the ford"
    assert line(read, sides.pair(first, second, Ground.REVISION)) == said


def test_one_claimant_on_both_sides_is_told_in_the_order_of_days(read: Read, sides: Sides) -> None:
    newer = sides.says(sides.army, killed(sides, 10), made_on=on(2))
    older = sides.says(sides.army, killed(sides, 2), made_on=on(0))
    undated = sides.says(sides.army, killed(sides, 30))

    turned = sides.pair(newer, older, Ground.DIFFERENT_FIGURE)
    unknown = sides.pair(newer, undated, Ground.DIFFERENT_FIGURE)

    assert line(read, turned) == "AH said 2 killed (AH), later 10"
    assert line(read, unknown) == "AH said 10 killed (AH) in one claim and 30 in another"


def test_two_who_are_called_alike_are_told_apart(sides: Sides) -> None:
    namesake = a_party("Alliance of the Heights", acronym="AH")
    nobody = a_party("Unnamed sources", kind="anonymous_source")
    one = sides.says(nobody, made_on=on(0))

    assert names_apart(sides.says(sides.army), sides.says(namesake)) == (
        "Army of the Hills",
        "Alliance of the Heights",
    )
    assert names_apart(one, sides.says(nobody, made_on=on(1))) == (
        "Unnamed sources (27 February 2026)",
        "Unnamed sources (28 February 2026)",
    )
    twin = sides.says(nobody, made_on=on(0))
    assert names_apart(one, twin) == (
        f"Unnamed sources (claim {one.pk})",
        f"Unnamed sources (claim {twin.pk})",
    )


def test_a_silence_is_not_said_to_say_anything(read: Read, sides: Sides) -> None:
    silent = sides.says(sides.army, killed(sides, 2), nature=Nature.SILENCE.value)
    one = sides.says(sides.rebels, killed(sides, 84))

    assert line(read, sides.pair(one, silent, Ground.DENIAL)) == (
        "MF and AH, side by side: Fight at the ford"
    )


def test_the_description_says_how_both_claims_stand(read: Read, sides: Sides) -> None:
    one = sides.says(sides.rebels, killed(sides, 84))
    pair = sides.pair(one, sides.says(sides.army, killed(sides, 2)), Ground.DIFFERENT_FIGURE)
    a_verdict(one)

    page = LexborHTMLParser(read(f"/pairs/{pair.pk}/"))

    assert page.css_first('meta[name="description"]').attributes["content"] == (
        "MF said 84 killed (AH); AH said 2. Verdict on the claim by MF: Supported. "
        "No verdict yet on the claim by AH."
    )


def rows(read: Read, pair: Counterclaim) -> dict[str, str]:
    """What the page says of each thing that both claims may say."""
    page = LexborHTMLParser(read(f"/pairs/{pair.pk}/"))
    found = {}
    for row in page.css(".differences > li"):
        said = row.css_first(".pill").text().strip()
        label = folded(row.css_first(".about").text()).strip().removesuffix(said).strip()
        found[label] = said
    return found


def test_what_differs_is_marked_in_words(read: Read, sides: Sides) -> None:
    own = a_figure("wounded", 5, subjects=[sides.rebels])
    first = a_claim(
        incident=sides.incident,
        claimant=sides.rebels,
        figures=[killed(sides, 84), own],
        made_on=on(0),
    )
    second = sides.says(sides.army, killed(sides, 2), made_on=on(1))

    assert rows(read, sides.pair(first, second, Ground.DIFFERENT_FIGURE)) == {
        "Who says it": "different",
        "When it was said": "different",
        "Whose losses it counts": "different",
        "Wounded, MF": "only one of them says",
    }


def test_what_cannot_be_told_apart_is_not_called_different(read: Read, sides: Sides) -> None:
    nobody = a_party("Unnamed sources", kind="anonymous_source")
    month = PartialDate(later(days=-2).date(), DatePrecision.MONTH)
    first = sides.says(nobody, killed(sides), made_on=on(0))
    second = sides.says(nobody, killed(sides), made_on=month)

    told = rows(read, sides.pair(first, second, Ground.PARTIAL_CONFIRMATION))

    assert told["Who says it"] == "not known whether the same"
    assert told["When it was said"] == "not known whether the same"
    assert told["Whose losses it counts"] == "the same"


def test_each_sides_evidence_stands_beneath_it(read: Read, sides: Sides) -> None:
    pair = sides.pair(sides.says(sides.rebels), sides.says(sides.army), Ground.DENIAL)
    for _ in range(4):
        a_citation(pair.claim)
    a_citation(pair.answers)

    page = LexborHTMLParser(read(f"/pairs/{pair.pk}/"))

    counted = [len(side.css(".citation")) for side in page.css(".pair-evidence > section")]
    assert counted == [1, 4]
    assert "2 more sources" in page.css_first(".pair-evidence details").text()
