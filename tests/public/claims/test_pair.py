"""The page of one pair."""

from __future__ import annotations

from claims.operations.contest import retract
from claims.operations.record import withdraw
from tests.factories import AT, a_claim, a_figure, a_pair, a_party, an_editor, an_incident
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


def test_it_does_not_exist_while_one_side_is_not_public(read: Read) -> None:
    pair = a_pair()
    withdraw(claim=pair.answers, reason="Entered twice, as was said.", by=an_editor(), at=AT)

    read(f"/pairs/{pair.pk}/", expect=404)


def test_one_taken_back_leaves_a_page_that_says_why_and_leads_to_both_claims(read: Read) -> None:
    pair = a_pair()
    retract(counterclaim=pair, reason="It is of another day.", by=an_editor(), at=AT)

    page = read(f"/pairs/{pair.pk}/", expect=410)

    assert "It is of another day." in page
    for claim in (pair.claim, pair.answers):
        assert f'href="/claims/{claim.pk}/"' in page
    withdraw(claim=pair.answers, reason="Entered twice, as was said.", by=an_editor(), at=AT)
    read(f"/pairs/{pair.pk}/", expect=404)


def test_an_exercise_has_its_banner(read: Read) -> None:
    pair = a_pair(answers=a_claim(incident=an_incident(is_exercise=True)))

    assert "Exercise: invented parties" in read(f"/pairs/{pair.pk}/")
