"""The page of one pair."""

from __future__ import annotations

import pytest

from claims.models import Counterclaim
from claims.operations.contest import retract
from claims.operations.record import withdraw
from claims.operations.release import withdraw_dossier
from tests.factories import AT, a_claim, a_figure, a_pair, a_party, an_editor, an_incident, later
from tests.public.conftest import Read


def test_it_shows_both_sides_drawn_and_compared(read: Read) -> None:
    army, incident = a_party("Army"), an_incident()
    answers = a_claim(
        incident=incident, statement="Ten fell.", figures=[a_figure(best=10, subjects=[army])]
    )
    claim = a_claim(
        incident=incident, statement="Thirty fell.", figures=[a_figure(best=30, subjects=[army])]
    )
    pair = a_pair(claim=claim, answers=answers)

    page = read(f"/pairs/{pair.pk}/")

    assert page.index("Ten fell.") < page.index("Thirty fell.")
    assert "They contradict: they differ by 20 (killed), 3 times as many." in page
    assert page.count('<circle class="point"') == 2


def test_figures_of_different_things_are_not_compared(read: Read) -> None:
    army, incident = a_party("Army"), an_incident()
    answers = a_claim(incident=incident, figures=[a_figure(subjects=[army])])
    claim = a_claim(incident=incident, figures=[a_figure("wounded", subjects=[army])])

    page = read(f"/pairs/{a_pair(claim=claim, answers=answers).pk}/")

    assert "The two give no figures for the same thing" in page


@pytest.mark.parametrize("side", ["claim", "answers"])
def test_one_of_whose_claims_was_withdrawn_says_which_and_why(read: Read, side: str) -> None:
    pair = a_pair()
    gone = getattr(pair, side)
    (kept,) = {pair.claim, pair.answers} - {gone}
    withdraw(claim=gone, reason="Entered twice, as was said.", by=an_editor(), at=AT)

    for query in ({}, {"as_of": "2026-03-02"}):
        page = read(f"/pairs/{pair.pk}/", expect=410, **query)

        assert f"Claim {gone.pk} was withdrawn" in page
        assert "Entered twice, as was said." in page
        assert f'href="/claims/{gone.pk}/"' in page
        assert f'href="/claims/{kept.pk}/"' in page
        assert f'href="/incidents/{kept.incident.slug}/"' in page
        assert gone.statement not in page
        assert str(gone.claimant) not in page.partition("</h1>")[2].replace(str(kept.claimant), "")
    assert "Entered twice" in read(f"/embed/pairs/{pair.pk}/", expect=410)
    assert "Claim" in read(f"/pairs/{pair.pk}/cite.ris", expect=410)


def test_both_withdrawn_are_both_told(read: Read) -> None:
    pair = a_pair()
    for claim in (pair.claim, pair.answers):
        withdraw(claim=claim, reason="Entered twice, as was said.", by=an_editor(), at=AT)

    page = read(f"/pairs/{pair.pk}/", expect=410)

    assert "Both were withdrawn." in page
    for claim in (pair.claim, pair.answers):
        assert f"Claim {claim.pk} was withdrawn" in page


def test_one_that_went_with_its_dossier_says_so(read: Read) -> None:
    pair = a_pair()
    withdraw_dossier(
        incident=pair.claim.incident, by=an_editor(), at=AT, reason="It never happened, we learnt."
    )

    assert "This dossier was withdrawn" in read(f"/pairs/{pair.pk}/", expect=410)
    read(f"/embed/pairs/{pair.pk}/", expect=410)


def test_of_one_that_readers_never_saw_nothing_is_told(read: Read) -> None:
    unreleased = a_pair(answers=a_claim(released=False))
    never, paired_later = a_pair(answers=a_claim(released=False)), a_pair()
    Counterclaim.objects.filter(pk=paired_later.pk).update(added_at=later(days=1))
    for claim in (unreleased.claim, paired_later.claim, never.answers):
        withdraw(claim=claim, reason="Entered twice, as was said.", by=an_editor(), at=AT)

    for pair in (unreleased, paired_later, never):
        read(f"/pairs/{pair.pk}/", expect=404)
        read(f"/embed/pairs/{pair.pk}/", expect=404)


def test_one_taken_back_leaves_a_page_that_says_why_and_leads_to_both_claims(read: Read) -> None:
    pair = a_pair()
    retract(counterclaim=pair, reason="It is of another day.", by=an_editor(), at=AT)

    page = read(f"/pairs/{pair.pk}/", expect=410)

    assert "It is of another day." in page
    for claim in (pair.claim, pair.answers):
        assert f'href="/claims/{claim.pk}/"' in page
    withdraw(claim=pair.answers, reason="Entered twice, as was said.", by=an_editor(), at=AT)
    page = read(f"/pairs/{pair.pk}/", expect=410)
    assert "Entered twice, as was said." in page
    assert "It is of another day." not in page


def test_an_exercise_has_its_banner(read: Read) -> None:
    pair = a_pair(answers=a_claim(incident=an_incident(is_exercise=True)))

    assert "Exercise: invented parties" in read(f"/pairs/{pair.pk}/")
