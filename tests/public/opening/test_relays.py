"""What is known of a claimant's words only as one publisher relays them is told as that."""

from __future__ import annotations

import pytest

from claims.models import Affiliation, Claim, Incident, Party
from claims.rules.grounds import Ground, Stance
from sources.models import Publisher
from tests.factories import a_citation, a_claim, a_page, a_pair, a_publisher, an_incident
from tests.markup import folded
from tests.public.conftest import Read
from tests.public.opening.scenes import parties, says, sentence

ONE_PUBLISHER = "Both claims are known here as relayed by one publisher alone: Gazette."


def cite(claim: Claim, *publishers: Publisher, **fields: object) -> None:
    for publisher in publishers:
        a_citation(claim, page=a_page(publisher=publisher), **fields)


@pytest.fixture
def gazette(db: None) -> Publisher:
    return a_publisher("Gazette")


def admitted(incident: Incident, army: Party, league: Party) -> Claim:
    """What the army says of its own losses, beside what the league does."""
    says(incident, league, 30, army)
    return says(incident, army, 84, army)


def test_an_admission_says_who_relays_it(read: Read, gazette: Publisher) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    cite(admitted(incident, army, league), gazette, gazette)

    assert sentence(read, incident).startswith(
        "Army said 84 of their own were killed (as relayed by Gazette); League said 30."
    )


def test_nobody_is_said_to_relay_what_several_report(read: Read, gazette: Publisher) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    cite(admitted(incident, army, league), gazette, a_publisher("Post"))

    assert "relayed" not in sentence(read, incident)


def test_nobody_is_said_to_relay_what_rests_on_no_page(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    admitted(incident, army, league)

    assert "relayed" not in sentence(read, incident)


def test_a_page_that_speaks_against_a_claim_does_not_relay_it(
    read: Read, gazette: Publisher
) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    cite(admitted(incident, army, league), gazette, stance=Stance.CONTRADICTS.value)

    assert "relayed" not in sentence(read, incident)


def test_a_claimant_does_not_relay_itself(read: Read, gazette: Publisher) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    cite(admitted(incident, army, league), gazette)
    Affiliation.objects.create(publisher=gazette, party=army)

    assert "relayed" not in sentence(read, incident)


def test_what_is_said_of_others_is_told_without(read: Read, gazette: Publisher) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    cite(says(incident, league, 30, army), gazette)
    says(incident, army, 84, army)

    assert "relayed" not in sentence(read, incident)


def test_an_undated_figure_says_who_relays_it(read: Read, gazette: Publisher) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    says(incident, league, None, army, words="a large number", on="2026-02-03")
    cite(says(incident, league, 84, army), gazette)
    says(incident, army, 30, army)

    assert "League said 84 (undated, as relayed by Gazette), elsewhere" in sentence(read, incident)


def test_of_two_figures_both_are_relayed_or_none_is(read: Read, gazette: Publisher) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    says(incident, league, 30, army)
    one, other = says(incident, army, 84, army), says(incident, army, 50, army)
    cite(one, gazette)
    assert "relayed" not in sentence(read, incident)

    cite(other, gazette)
    assert (
        "Army said 84 and, elsewhere, 50 of their own were killed (undated, as relayed by Gazette)."
    ) in sentence(read, incident)


def test_a_number_that_gave_way_to_words_says_who_relays_it(read: Read, gazette: Publisher) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    cite(says(incident, army, 2, army, on="2026-02-01"), gazette)
    says(incident, army, None, army, on="2026-02-02", words="a large number")
    says(incident, league, 47, army)

    assert "killed (as relayed by Gazette), later “a large number”;" in sentence(read, incident)


def test_own_losses_beside_the_sentence_say_who_relays_them(read: Read, gazette: Publisher) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    for claimant, number in ((army, 84), (league, 20)):
        says(incident, claimant, number, league)
    cite(says(incident, army, 2, army), gazette)

    assert "Army said 2 of their own were killed (as relayed by Gazette).</p>" in (
        folded(read(f"/incidents/{incident.slug}/"))
    )


def test_two_sides_that_rest_on_one_publisher_are_said_to(read: Read, gazette: Publisher) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    one, other = (
        a_claim(incident=incident, claimant=who, figures=[], statement="We won.")
        for who in (army, league)
    )
    pair = a_pair(claim=other, answers=one, ground=Ground.DIFFERENT_OUTCOME.value)
    cite(one, gazette)
    assert "relayed" not in sentence(read, incident)
    assert ONE_PUBLISHER not in folded(read(f"/pairs/{pair.pk}/"))

    cite(other, gazette)
    assert "Army: We won; League: We won (both as relayed by Gazette). " in sentence(read, incident)
    assert ONE_PUBLISHER in folded(read(f"/pairs/{pair.pk}/"))
