"""How far apart the figures of a pair are is kept with it, and kept up whatever changes them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.management import call_command

from claims.models import Claim, Counterclaim, Measure, Party
from claims.operations.contest import contest, retract
from claims.operations.matching.widths import measure_pairs
from claims.operations.mending.edit import mend_incident, mend_party, mend_place
from claims.operations.mending.merge import merge_things
from claims.operations.record import record_place, revise_claim
from claims.operations.scene import record_party
from claims.operations.terms.keep import change_term
from claims.rules.figures import Qualifier
from claims.rules.figures.width import HowFarApart
from claims.rules.grounds import Ground
from tests.factories import (
    AT,
    a_claim,
    a_figure,
    a_pair,
    a_party,
    a_user,
    an_editor,
    an_incident,
)
from tracker.base.people.models import Role
from tracker.base.values.partial_date import PartialDate

DAY = PartialDate.parse("2024-07-27")


@pytest.fixture
def army(db: None) -> Party:
    return a_party("Army")


@pytest.fixture
def pair(army: Party) -> Counterclaim:
    """Ten killed say some, eighty the others."""
    few = a_claim(figures=[a_figure(best=10, subjects=[army])], statement="Ten were killed.")
    many = a_claim(
        figures=[a_figure(best=80, subjects=[army])],
        incident=few.incident,
        statement="Eighty were killed.",
    )
    return a_pair(claim=many, answers=few)


def kept(pair: Counterclaim) -> tuple[str, Decimal | None]:
    """What is kept, once it was found to be what is computed."""
    pair.refresh_from_db()
    before = (pair.how_far, pair.width)
    measure_pairs(Counterclaim.objects.filter(pk=pair.pk))
    pair.refresh_from_db()
    assert (pair.how_far, pair.width) == before
    return before


def revised(claim: Claim, **changes: object) -> None:
    revise_claim(claim=claim, by=an_editor(), at=AT, reason="It says so.", **changes)  # type: ignore[arg-type]


def test_it_is_kept_when_a_pair_is_recorded(pair: Counterclaim) -> None:
    assert kept(pair) == (HowFarApart.FIVE_TIMES, 8)
    assert [row.pgh_label for row in pair.events.all()] == ["insert"]  # type: ignore[attr-defined]


def test_a_later_figure_takes_the_place_of_the_earlier(pair: Counterclaim, army: Party) -> None:
    revised(pair.claim, figures=[a_figure(best=15, subjects=[army])])
    assert kept(pair) == (HowFarApart.LESS, Decimal("1.5"))

    revised(pair.answers, figures=[a_figure(best=0, subjects=[army])])
    assert kept(pair) == (HowFarApart.NONE, 15)

    vague = a_figure(best=None, qualifier=Qualifier.VAGUE, wording="dozens", subjects=[army])
    revised(pair.answers, figures=[vague])
    assert kept(pair) == (HowFarApart.NOT_COMPARABLE, None)

    revised(pair.answers, figures=[])
    assert kept(pair) == (HowFarApart.NO_FIGURES, None)


def test_a_claimant_does_not_contradict_itself(pair: Counterclaim) -> None:
    revised(pair.claim, claimant=pair.answers.claimant)
    assert kept(pair) == (HowFarApart.REVISED, None)


def test_a_claim_about_something_else_is_not_compared(pair: Counterclaim) -> None:
    revised(pair.claim, incident=an_incident())
    assert kept(pair) == (HowFarApart.NOT_COMPARABLE, None)


def test_a_further_ground_counts_for_each_pair_of_the_two(army: Party) -> None:
    figures = [a_figure(best=80, subjects=[army])]
    first = a_claim(figures=figures)
    again = a_claim(figures=figures, incident=first.incident)
    pair = a_pair(claim=again, answers=first)
    assert kept(pair) == (HowFarApart.TOGETHER, None)

    facts = {"ground": Ground.REPETITION.value, "by": a_user(), "at": AT}
    repetition = contest(claim=again, answers=first, **facts)  # type: ignore[arg-type]
    assert kept(pair) == kept(repetition) == (HowFarApart.NOT_COMPARABLE, None)

    retract(counterclaim=repetition, reason="Each has counted.", by=an_editor(), at=AT)
    assert kept(pair) == (HowFarApart.TOGETHER, None)


def test_whom_a_party_stands_for_counts(pair: Counterclaim) -> None:
    revised(pair.claim, claimant=pair.answers.claimant)
    party = Party.objects.get(pk=pair.answers.claimant_id)

    facts = {"kind": "unattributed", "reason": "Nobody named it.", "by": an_editor(), "at": AT}
    mend_party(party=party, name=party.name, **facts)  # type: ignore[arg-type]

    assert kept(pair) == (HowFarApart.FIVE_TIMES, 8)


def test_the_place_and_the_dates_of_the_incident_count(pair: Counterclaim) -> None:
    facts = {"by": an_editor(), "at": AT}
    told = {"reason": "It is known now.", **facts}
    region = record_place(name="Region", precision="region", **facts)  # type: ignore[arg-type]
    town = record_place(name="Town", **facts)  # type: ignore[arg-type]
    incident = pair.claim.incident
    days = {"start": DAY, "end": DAY}
    titled = {"title": incident.title, **days, **told}
    mend_incident(incident=incident, place=region, **titled)  # type: ignore[arg-type]
    revised(pair.claim, place=town)
    assert kept(pair) == (HowFarApart.FIVE_TIMES, 8)

    mend_place(place=town, name="Town", precision="town", **told)  # type: ignore[arg-type]
    assert kept(pair) == (HowFarApart.NOT_COMPARABLE, None)

    mend_incident(incident=incident, place=town, **titled)  # type: ignore[arg-type]
    assert kept(pair) == (HowFarApart.FIVE_TIMES, 8)


def test_parties_that_are_merged_are_one(pair: Counterclaim) -> None:
    facts = {"by": an_editor(), "at": AT}
    other = record_party(name="Land forces", kind="state_armed_forces", **facts)  # type: ignore[arg-type]
    revised(pair.claim, figures=[a_figure(best=80, subjects=[other])])
    assert kept(pair) == (HowFarApart.NOT_COMPARABLE, None)

    army = pair.answers.figures.get().subjects.get()
    merge_things(gone=other, kept=army, reason="One and the same.", **facts)  # type: ignore[arg-type]

    assert kept(pair) == (HowFarApart.FIVE_TIMES, 8)


def test_what_a_measure_is_compared_with_counts(pair: Counterclaim) -> None:
    killed = Measure.objects.get(code="killed")

    change_term(
        killed,
        labels=killed.labels,
        is_offered=True,
        is_compared=False,
        reason="Counted in many ways.",
        by=a_user(Role.ADMINISTRATOR),
        at=AT,
    )

    assert kept(pair) == (HowFarApart.NOT_COMPARABLE, None)


def test_a_pair_from_before_is_measured_once_tables_are_there(pair: Counterclaim) -> None:
    Counterclaim.objects.filter(pk=pair.pk).update(how_far="", width=None)

    call_command("migrate", verbosity=0)

    assert kept(pair) == (HowFarApart.FIVE_TIMES, 8)
