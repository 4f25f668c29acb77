"""The dossier of one incident."""

from __future__ import annotations

from claims.operations.record import withdraw
from claims.rules.figures import Qualifier
from claims.rules.grounds import Stance
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_figure,
    a_page,
    a_pair,
    a_party,
    a_publisher,
    an_editor,
    an_incident,
)
from tests.markup import folded
from tests.public.conftest import Read
from tracker.base.values.partial_date import PartialDate


def test_it_sets_claimants_side_by_side(read: Read) -> None:
    incident = an_incident("Raid at the ford", slug="ford")
    for name in ("Army of Northland", "River League"):
        a_claim(incident=incident, claimant=a_party(name))

    page = read("/incidents/ford/")

    assert page.index("Army of Northland") < page.index("River League")
    assert page.count('<details class="fold claimant"') == 2


def test_what_was_said_earlier_does_not_answer(read: Read) -> None:
    incident, army, league = an_incident(slug="ford"), a_party("Army"), a_party("League")
    older = a_claim(incident=incident, claimant=army, made_on=PartialDate.parse("2026-02-01"))
    newer = a_claim(incident=incident, claimant=league, made_on=PartialDate.parse("2026-02-03"))
    a_pair(claim=older, answers=newer)

    a_pair(claim=newer, answers=older)

    page = folded(read("/incidents/ford/"))
    assert "<strong>Army</strong> and <strong>League</strong>" in page
    assert "<strong>League</strong> in answer to <strong>Army</strong>" in page


def test_unnamed_sources_are_neither_one_claimant_nor_nobody(read: Read) -> None:
    incident, nobody = an_incident(slug="ford"), a_party("A source", kind="anonymous_source")
    for claimant in (a_party("Army"), nobody, nobody):
        claim = a_claim(incident=incident, claimant=claimant)
    a_pair(claim=claim, answers=incident.claims.earliest("pk"))

    for page in (read("/incidents/"), read("/incidents/ford/")):
        assert "3 claims (2 without a named source), 1 claimant, 1 pair" in page


def test_unnamed_sources_are_told_apart_by_who_quotes_them(read: Read) -> None:
    incident, nobody = an_incident(slug="ford"), a_party("A source", kind="anonymous_source")
    for publisher in ("Daily Post", "Evening News"):
        claim = a_claim(incident=incident, claimant=nobody)
        a_citation(claim=claim, page=a_page(publisher=a_publisher(publisher)))
    denied = a_page(publisher=a_publisher("Morning Star"))
    a_citation(claim=claim, page=denied, stance=Stance.CONTRADICTS)

    page = folded(read("/incidents/ford/"))

    assert 'A source</strong> <span class="muted"> quoted by Daily Post </span>' in page
    assert 'A source</strong> <span class="muted"> quoted by Evening News </span>' in page


def test_figures_of_one_thing_stand_on_one_axis_and_are_compared_in_words(read: Read) -> None:
    incident, army = an_incident(slug="ford"), a_party("Army")
    for number in (10, 20, 30):
        figures = [a_figure(best=number, subjects=[army])]
        a_claim(incident=incident, claimant=a_party(f"Voice {number}"), figures=figures)

    page = read("/incidents/ford/")

    assert "3 figures between 10 and 30. 3 pairs of claimants contradict each other." in page
    assert "They contradict: they differ by 20 (killed), 3 times as many." in page
    assert page.count('class="axis-rows"') == 1


def test_figures_of_different_subjects_do_not_share_an_axis(read: Read) -> None:
    incident = an_incident(slug="ford")
    for subject in (a_party("Army"), a_party("League")):
        for number in (1, 2):
            a_claim(incident=incident, figures=[a_figure(best=number, subjects=[subject])])

    assert read("/incidents/ford/").count('class="axis-rows"') == 2


def test_a_vague_quantity_stands_in_words_and_has_no_mark(read: Read) -> None:
    incident, army = an_incident(slug="ford"), a_party("Army")
    vague = a_figure(best=None, qualifier=Qualifier.VAGUE, wording="dozens", subjects=[army])
    said = {"statement": "Dozens are dead.", "wording": "verbatim"}
    a_claim(incident=incident, figures=[vague], **said)
    for number in (10, 30):
        a_claim(incident=incident, figures=[a_figure(best=number, subjects=[army])])

    page = read("/incidents/ford/")

    assert "“dozens” (no number given)" in page
    assert page.count('<circle class="point" cx') == 2 + page.count('cx="18"')


def test_open_ended_figures_are_drawn_open(read: Read) -> None:
    incident, army = an_incident(slug="ford"), a_party("Army")
    least = a_figure(best=None, low=84, qualifier=Qualifier.AT_LEAST, subjects=[army])
    for figure in (least, a_figure(best=30, subjects=[army])):
        a_claim(incident=incident, figures=[figure])

    page = read("/incidents/ford/")

    assert "at least 84" in page
    assert 'x2="98.5%"' in page


def test_a_pair_is_a_line_that_leads_to_its_page(read: Read) -> None:
    pair = a_pair(answers=a_claim(incident=an_incident(slug="ford")))

    page = read("/incidents/ford/")

    assert f'href="/pairs/{pair.pk}/"' in page
    assert "different figure" in page


def test_origins_are_counted(read: Read) -> None:
    claim = a_claim(incident=an_incident(slug="ford"))
    for _ in range(2):
        a_citation(claim)

    assert "2 reports from 1 to 2 origins" in read("/incidents/ford/")


def test_a_figure_that_is_nobodys_loss_has_no_subject(read: Read) -> None:
    incident = an_incident(slug="ford")
    a_claim(incident=incident, figures=[a_figure("distance_km", 3, subjects=[])])

    assert '<th scope="row"> Distance (km) </th>' in read("/incidents/ford/")


def test_a_draft_and_a_withdrawn_claim_are_not_shown(read: Read) -> None:
    incident = an_incident(slug="ford")
    a_claim(incident=incident, statement="Said for all.")
    a_claim(incident=incident, statement="Not yet said.", draft=True)
    withdrawn = a_claim(incident=incident, statement="Said no more.")
    withdraw(claim=withdrawn, reason="Entered twice, as was said.", by=an_editor(), at=AT)

    page = read("/incidents/ford/")

    assert "Not yet said." not in page
    assert "Said no more." not in page


def test_without_a_public_claim_there_is_no_dossier(read: Read) -> None:
    a_claim(incident=an_incident(slug="ford"), draft=True)

    read("/incidents/ford/", expect=404)


def test_an_exercise_says_so_before_anything_else(read: Read) -> None:
    a_claim(incident=an_incident(slug="paper", is_exercise=True))

    page = read("/incidents/paper/")

    assert page.index("Exercise: invented parties, nothing here happened.") < page.index("<main")


def test_an_unknown_incident_is_not_found(read: Read) -> None:
    assert "There is nothing to read at this address" in read("/incidents/none/", expect=404)
