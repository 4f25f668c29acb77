"""The sentence that opens a dossier: who says what, and what reviewers found."""

from __future__ import annotations

import re

import pytest

from claims.models import Claim, Figure
from claims.operations.verdicts.settle import settle
from claims.rules.grounds import Ground
from tests.factories import (
    AT,
    a_claim,
    a_figure,
    a_pair,
    a_party,
    a_publisher,
    a_split_claim,
    a_verdict,
    an_editor,
    an_incident,
)
from tests.markup import folded
from tests.public.conftest import Read
from tests.public.opening.scenes import judged, parties, says, sentence, table
from tests.ratings import Rating

NOT_YET = "Reviewers have not published a verdict on these figures yet."


def test_it_says_who_says_what_and_what_was_found(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    says(incident, army, 2, army)
    outlet = a_publisher("Morning Post")
    says(incident, a_party("Morning Post"), 24, army, outlet=outlet, least=True)
    judged(says(incident, league, 47, army), Rating.PARTLY_SUPPORTED, 10, 47)

    assert sentence(read, incident) == (
        "Army said 2 of their own were killed; League said 47; Morning Post said at least 24. "
        "Reviewers found 10 to 47 supported."
    )


def test_it_is_about_what_most_claimants_contradict_each_other_on(read: Read) -> None:
    incident, (army, league, guard) = an_incident(), parties("Army", "League", "Guard")
    for claimant in (army, league):
        says(incident, claimant, 5, league)
    for number, claimant in ((1, army), (20, league), (30, guard)):
        says(incident, claimant, number, guard, measure="wounded")

    assert sentence(read, incident) == (
        f"Guard said 30 of their own were wounded; League said 20; Army said 1. {NOT_YET}"
    )


def test_either_side_is_told_by_the_same_words(read: Read) -> None:
    first, other, (army, league) = an_incident(), an_incident(), parties("Army", "League")
    says(first, army, 2, army)
    says(first, league, 47, army)
    says(other, league, 2, league)
    says(other, army, 47, league)

    swapped = sentence(read, other).replace("League", "?").replace("Army", "League")

    assert sentence(read, first) == swapped.replace("?", "Army")


def test_the_latest_figure_counts(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    says(incident, league, 30, army, on="2026-02-01")
    says(incident, league, 80, army, on="2026-02-03")
    says(incident, army, 10, army, on="2026-02-02")

    assert sentence(read, incident).startswith(
        "Army said 10 of their own were killed; League said 80."
    )


def test_of_two_figures_without_an_order_neither_is_the_latest(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    says(incident, league, 30, army, on="2026-02")
    says(incident, league, 80, army, on="2026-02-03")
    says(incident, army, 10, army)

    assert "League said 30 and, elsewhere, 80." in sentence(read, incident)


def test_an_undated_figure_beside_other_statements_is_called_so_and_does_not_lead(
    read: Read,
) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    says(incident, army, None, army, words="a large number", on="2026-02-03")
    says(incident, army, 84, army)
    says(incident, league, 30, army)

    assert sentence(read, incident).startswith(
        "League said 30 from Army were killed; Army said 84 of their own were killed (undated),"
        " elsewhere “a large number”."
    )


def test_one_number_in_two_wordings_is_told_once(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    says(incident, army, 10, army, on="2026-02-03")
    says(incident, army, 10, army, on="2026-02-03", about=True)
    says(incident, league, 30, army)

    assert sentence(read, incident).startswith("Army said 10 of their own were killed; League said")
    assert "Figure changed by" not in read(f"/incidents/{incident.slug}/")
    assert ["Killed", "its own losses: 10"] in [row[:2] for row in table(read, incident)]


def test_one_number_that_is_less_sure_later_is_told_as_a_step(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    says(incident, army, 10, army, on="2026-02-03")
    says(incident, army, 10, army, on="2026-02-05", about=True)
    says(incident, league, 30, army)

    assert ["Killed", "its own losses: 10, then about 10"] in [
        row[:2] for row in table(read, incident)
    ]


def test_own_losses_that_the_sentence_is_not_about_are_told_beside_it(read: Read) -> None:
    incident, (army, league, guard) = an_incident(), parties("Army", "League", "Guard")
    for claimant, number in ((guard, 84), (league, 20), (army, 50)):
        says(incident, claimant, number, guard)
    says(incident, army, 2, army, on="2026-02-01")
    says(incident, army, None, army, on="2026-02-02", words="a large number")
    says(incident, league, 9, league)
    says(incident, league, 12, league, measure="wounded")
    says(incident, guard, 3, guard, measure="wounded")

    assert sentence(read, incident).startswith(
        "Guard said 84 of their own were killed; Army said 50"
    )
    assert (
        '<p class="standfirst">Army said 2 of their own were killed, later “a large number”; '
        "League said 9 of their own were killed.</p>"
    ) in folded(read(f"/incidents/{incident.slug}/"))


def test_who_disputes_without_numbers_is_heard_first(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    for number in range(9):
        a_claim(incident=incident, claimant=a_party(f"Voice {number}"), figures=[])
    says(incident, a_party("Counter"), None, army, words="dozens")
    first = a_claim(incident=incident, claimant=army, figures=[])
    other = a_claim(incident=incident, claimant=league, figures=[])
    a_pair(claim=other, answers=first, ground=Ground.DIFFERENT_OUTCOME.value)

    page = folded(read(f"/incidents/{incident.slug}/"))
    folds = re.findall(r'<details class="fold claimant[^>]*>.*?<strong ?>(.*?)</strong', page)
    opened = re.findall(
        r'<details class="fold claimant[^>]* open ?>.*?<strong ?>(.*?)</strong', page
    )

    assert folds[:2] == opened == ["Army", "League"]
    assert page.index('id="claimants"') < page.index('id="said"')


def test_what_was_said_in_words_stays_words(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    says(incident, army, None, army, words="a large number")
    says(incident, league, None, army, words="dozens")

    assert sentence(read, incident) == (
        "Killed, Army: Army, on their own side, spoke of “a large number”; "
        f"League spoke of “dozens”. {NOT_YET}"
    )


def test_a_number_that_gave_way_to_words_is_told_with_them(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    says(incident, army, 2, army, on="2026-02-01")
    says(incident, army, None, army, on="2026-02-02", words="a large number")
    says(incident, league, 47, army)

    assert "Army said 2 of their own were killed, later “a large number”; League said 47." in (
        sentence(read, incident)
    )


def test_a_refuted_figure_is_not_told_as_standing(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    judged(says(incident, army, 2, army), Rating.REFUTED)
    says(incident, league, 47, army)

    assert sentence(read, incident) == (
        "Army said 2 of their own were killed (rated “Refuted”); League said 47."
    )


def test_forged_words_are_nobodys(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    says(incident, a_party("A forgery", kind="forgery"), 900, army)
    says(incident, army, 2, army)
    says(incident, league, 4, army)

    assert "forgery" not in sentence(read, incident)


def test_losses_of_people_who_are_no_organisation_are_named(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    civilians = a_party("Civilians", kind="civilians")
    says(incident, army, 1, civilians)
    says(incident, league, 9, civilians)

    assert sentence(read, incident).startswith("Killed, Civilians: League said 9; Army said 1.")


def test_one_and_none_are_said_in_the_singular(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    says(incident, army, 0, army)
    says(incident, league, 1, army)
    assert sentence(read, incident).startswith("Army said none of their own were killed;")

    other = an_incident()
    says(other, army, 1, army)
    says(other, league, 7, army)
    assert sentence(read, other).startswith("Army said 1 of their own was killed; League said 7.")


def test_of_many_claimants_the_extremes_are_named_and_the_rest_counted(read: Read) -> None:
    incident, army = an_incident(), a_party("Army")
    for number in range(1, 10):
        says(incident, a_party(f"Voice {number}"), number, army)
    says(incident, army, 5, army)

    assert sentence(read, incident).startswith(
        "Army said 5 of their own were killed; Voice 9 said 9; Voice 2 said 2; Voice 1 said 1; "
        "6 more gave figures."
    )


def test_a_part_is_said(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    for claimant, number in ((army, 1), (league, 6)):
        says(incident, claimant, number, army, part="left behind")

    assert "Army said 1 of their own was killed (left behind); League said 6." in (
        sentence(read, incident)
    )


def test_one_side_only(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    says(incident, league, 12, army)
    assert sentence(read, incident) == f"League said 12 from Army were killed. {NOT_YET}"

    a_claim(incident=incident, claimant=army, figures=[])
    assert sentence(read, incident) == (
        "League said 12 from Army were killed. "
        f"No other claimant here gives a figure for it. {NOT_YET}"
    )


@pytest.mark.parametrize(
    ("ground", "said"),
    [
        (Ground.DENIAL, "League denied what Army said."),
        (
            Ground.DIFFERENT_ATTRIBUTION,
            "Army and League contradicted each other on who did it, or to whom.",
        ),
        (Ground.DIFFERENT_DATE, "Army and League contradicted each other on when it happened."),
        (Ground.DIFFERENT_PLACE, "Army and League contradicted each other on where it happened."),
        (Ground.DIFFERENT_OUTCOME, "Army and League contradicted each other on how it went."),
    ],
)
def test_disputes_without_numbers(read: Read, ground: Ground, said: str) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    first = a_claim(incident=incident, claimant=army, figures=[], statement="We won.")
    other = a_claim(incident=incident, claimant=league, figures=[], statement="They lost.")
    a_pair(claim=other, answers=first, ground=ground.value)

    assert sentence(read, incident) == (
        f"{said} Army: We won; League: They lost. "
        "Reviewers have not published a verdict on these claims yet."
    )


def test_without_figures_and_answers(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    a_claim(incident=incident, claimant=army, figures=[])
    assert sentence(read, incident) == "Only Army made a claim here."

    a_claim(incident=incident, claimant=league, figures=[])
    assert sentence(read, incident) == "2 claims are recorded here; none contradicts another."


def test_a_settled_split_is_told_as_one(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    says(incident, army, 2, army)
    split = a_split_claim(claim=says(incident, league, 47, army))
    settle(claim=split, reason="Both may be.", rating="contested", by=an_editor(), at=AT)
    a_verdict(split)

    assert sentence(read, incident).endswith(
        "Reviewers disagreed about a claim by League; it was settled as “Contested”."
    )


def test_ranges_of_several_verdicts_say_of_which_claim(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    judged(says(incident, army, 2, army), Rating.UNDERSTATED, 10, 20)
    judged(says(incident, league, 47, army), Rating.MOSTLY_SUPPORTED, 40, 47)

    assert sentence(read, incident).endswith(
        "Of a claim by Army, reviewers found 10 to 20 supported. "
        "Of a claim by League, reviewers found 40 to 47 supported."
    )


@pytest.mark.parametrize(
    ("prefix", "said"),
    [
        ("", "on these figures yet; what stands below is a demonstration.</p>"),
        ("/fr", "sur ces chiffres\u00a0; ce qui figure ci-dessous est une démonstration.</p>"),
        ("/ar", "في هذه الأرقام بعد؛ وما يرد أدناه عرض توضيحي.</p>"),
    ],
)
def test_a_demonstration_is_no_finding(read: Read, prefix: str, said: str) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    says(incident, army, 2, army)
    a_verdict(says(incident, league, 47, army), by=an_editor(is_demonstration=True))

    assert said in read(f"{prefix}/incidents/{incident.slug}/")


def test_a_demonstration_on_claims_is_no_finding(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    one, other = (a_claim(incident=incident, claimant=who, figures=[]) for who in (army, league))
    a_pair(claim=other, answers=one, ground=Ground.DENIAL.value)
    a_verdict(one, by=an_editor(is_demonstration=True))

    assert sentence(read, incident).endswith(
        "Reviewers have not published a verdict on these claims yet; "
        "what stands below is a demonstration."
    )


def test_of_a_demonstration_nothing_is_told_where_nothing_is_disputed(read: Read) -> None:
    incident, army = an_incident(), a_party("Army")
    one = a_claim(incident=incident, claimant=army, figures=[])
    a_verdict(one, by=an_editor(is_demonstration=True))

    assert sentence(read, incident) == "Only Army made a claim here."


def test_beside_a_finding_a_demonstration_is_not_told(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    judged(says(incident, army, 2, army), Rating.PARTLY_SUPPORTED, 2, 9)
    a_verdict(says(incident, league, 47, army), by=an_editor(is_demonstration=True))

    assert sentence(read, incident).endswith("League said 47. Reviewers found 2 to 9 supported.")


def test_a_dispute_over_something_else_is_followed_by_who_lost_how_many(read: Read) -> None:
    """Who comes for "how many died, on whose word" finds it above the table."""
    incident, (army, league, guard) = an_incident(), parties("Army", "League", "Guard")
    one = says(incident, army, None, army, words="no word of losses")
    other = says(incident, league, 5, army)
    a_pair(claim=other, answers=one, ground=Ground.DIFFERENT_DATE)
    says(incident, guard, 9, league)
    says(incident, army, 7, league, measure="wounded")

    page = folded(read(f"/incidents/{incident.slug}/"))

    assert "contradicted each other on when it happened" in page
    assert (
        '<p class="standfirst">League said 5 from Army were killed; Army, on their own side, '
        "spoke of “no word of losses”. Guard said 9 from League were killed.</p>"
    ) in page


def test_losses_of_the_other_side_follow_those_that_are_disputed(read: Read) -> None:
    incident, (army, league, guard) = an_incident(), parties("Army", "League", "Guard")
    for number, claimant in enumerate((guard, league, army, *parties("Mail")), 20):
        says(incident, claimant, number, guard)
    for number, claimant in ((2, army), (40, league), (41, guard)):
        says(incident, claimant, number, army)

    assert sentence(read, incident).startswith("Guard said 20 of their own were killed")
    assert (
        '<p class="standfirst">Army said 2 of their own were killed; Guard said 41; 1 more gave a '
        "figure.</p>"
    ) in folded(read(f"/incidents/{incident.slug}/"))


def test_what_qualifies_a_figure_is_told_with_it(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    says(incident, army, 10, army)
    claim = says(incident, league, 19, army)
    Figure.objects.filter(claim=claim).update(
        wording="exactly, in the page address; 10 in the text", public_note="not confirmed"
    )
    told = sentence(read, incident)
    assert "League said 19 (in the page address; 10 in the text, not confirmed)." in told
    Figure.objects.filter(claim=claim).update(wording="nineteen soldiers", public_note="")
    assert "League said 19." in sentence(read, incident)


def test_of_words_none_of_which_is_the_latest_all_are_told(read: Read) -> None:
    """One of "several dozen" and "several" by itself would say something else."""
    incident, (army, league) = an_incident(), parties("Army", "League")
    says(incident, army, 2, army)
    for words in ("several dozen", "several", "several dozen"):
        says(incident, league, None, army, words=words)
    assert "League spoke of “several dozen”, “several”." in sentence(read, incident)

    Claim.objects.filter(claimant=league).update(wording="paraphrase")
    told = sentence(read, incident)
    assert "League spoke of losses without a number (several dozen, several)." in told


def test_who_was_killed_is_told_before_a_distance_that_is_disputed(read: Read) -> None:
    incident, (army, league, guard) = an_incident(), parties("Army", "League", "Guard")
    far, near = (
        a_claim(
            incident=incident,
            claimant=claimant,
            figures=[a_figure("distance_km", number, subjects=[])],
        )
        for claimant, number in ((army, 60), (league, 15))
    )
    a_pair(claim=near, answers=far)

    assert sentence(read, incident).startswith("Distance (km): ")

    says(incident, guard, 1, army)
    opening = sentence(read, incident)
    page = folded(read(f"/incidents/{incident.slug}/"))
    assert "killed" in opening
    assert "istance" not in opening
    assert "Distance (km): Army said 60; League said 15." in page


def test_what_happened_is_told_before_a_distance_that_is_disputed(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    far, near = (
        a_claim(
            incident=incident,
            claimant=claimant,
            figures=[a_figure("distance_km", number, subjects=[])],
        )
        for claimant, number in ((army, 60), (league, 15))
    )
    a_pair(claim=near, answers=far, ground=Ground.DENIAL.value)

    assert sentence(read, incident).startswith("League denied what Army said.")
