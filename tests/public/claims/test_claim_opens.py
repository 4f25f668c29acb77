"""How the page of a claim opens: what was said and what was found, before anything else."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from claims.models import Claim
from claims.operations.cite import confirm
from claims.operations.record import translate
from claims.operations.reviews.rounds import reopen
from sources.models import PublisherGrade
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_correction,
    a_figure,
    a_page,
    a_pair,
    a_party,
    a_publisher,
    a_reviewed_claim,
    a_user,
    a_verdict,
    an_assignment,
    an_editor,
    later,
    sealed,
)
from tests.markup import folded
from tests.public.captures import a_capture
from tests.public.conftest import Read

pytestmark = pytest.mark.django_db


def text_of(page: str, selector: str) -> str:
    """What a reader reads in the first element that a selector finds."""
    found = LexborHTMLParser(page).css_first(selector)
    return "" if found is None else folded(found.text())


def translated(claim: Claim, language: str, words: str) -> None:
    translate(
        claim=claim,
        language=language,
        text_=words,
        translator="A. Person",
        by=claim.created_by,
        at=AT,
    )


def test_claim_and_verdict_stand_in_one_box_before_all_else(read: Read) -> None:
    claim = a_claim(statement="Twenty men were killed.")
    a_citation(claim)
    a_verdict(claim, summary="Two pages agree.", would_change="A list of names.")

    page = read(f"/claims/{claim.pk}/")
    box = text_of(page, ".claim-box")

    assert "Twenty men were killed." in box
    assert "Two pages agree." in box
    assert "A list of names." in box
    assert "Rests on 2 reviews, in one round" in box
    assert "version 1" in box
    assert page.index("claim-box") < page.index("What it rests on")


def test_the_range_says_of_what_and_whose(read: Read) -> None:
    army = a_party("Army of the Ford")
    claim = a_claim(figures=[a_figure(best=84, subjects=[army])])
    figure = claim.figures.get()
    for _ in range(2):
        sealed(an_assignment(claim), figure=figure, low=10, high=47)
    claim.refresh_from_db()
    a_verdict(claim)

    box = text_of(read(f"/claims/{claim.pk}/"), ".claim-box")

    assert "Range the evidence supports: Killed, Army of the Ford: 10 to 47" in box


def test_where_nobody_has_reviewed_it_the_box_says_so(read: Read) -> None:
    box = text_of(read(f"/claims/{a_claim().pk}/"), ".claim-box")

    assert "No verdict yet" in box
    assert "Nobody has reviewed this claim." in box


def test_what_reviewers_have_done_so_far_is_told_in_the_same_words(read: Read) -> None:
    waiting = a_claim()
    an_assignment(waiting)
    boxes = {
        text_of(read(f"/claims/{claim.pk}/"), ".claim-box .verdict")
        for claim in (waiting, a_reviewed_claim())
    }

    (told,) = boxes
    assert "No verdict yet" in told
    assert "under review" in told


def test_the_original_stands_beside_the_translation_that_is_read(read: Read) -> None:
    claim = a_claim(statement="قُتل عشرون", wording="verbatim", language="ar")
    translated(claim, "en", "Twenty were killed")
    translated(claim, "fr", "Vingt ont été tués")

    page = read(f"/claims/{claim.pk}/")

    beside = text_of(page, ".said > figure.translation")
    assert "Twenty were killed" in beside
    assert "Vingt" not in beside
    assert "Vingt ont été tués" in text_of(page, ".said details")
    assert page.count("قُتل عشرون</blockquote>") == 1


def test_a_source_has_its_grade_in_words_or_says_that_it_has_none(read: Read) -> None:
    outlet = a_publisher("The Gazette")
    PublisherGrade.objects.create(
        publisher=outlet, grade="B", reason="It corrects itself.", author=a_user(), at=AT
    )
    claim = a_claim()
    a_citation(claim, page=a_page(publisher=outlet))
    a_citation(claim)

    page = folded(read(f"/claims/{claim.pk}/"))

    assert "source B: Usually reliable" in page
    assert "source not graded" in page


def test_the_sealed_copy_is_one_click_away(read: Read) -> None:
    citation = a_citation()
    capture = a_capture(citation.page)

    page = read(f"/claims/{citation.claim_id}/")

    assert f'href="/evidence/captures/{capture.pk}/replay/"' in page
    read(f"/evidence/captures/{capture.pk}/replay/")


def test_many_sources_fold(read: Read) -> None:
    claim = a_claim()
    for _ in range(6):
        a_citation(claim)

    page = read(f"/claims/{claim.pk}/")

    assert "2 more sources" in page
    assert len(LexborHTMLParser(page).css("details .citation")) == 2
    assert len(LexborHTMLParser(page).css(".citation")) == 6


def test_many_answers_fold(read: Read) -> None:
    claim = a_claim()
    for _ in range(6):
        a_pair(answers=claim)

    page = read(f"/claims/{claim.pk}/")

    assert "2 more answers" in page
    assert len(LexborHTMLParser(page).css("details .claim-card")) == 2


def test_every_report_hangs_on_its_origin(read: Read) -> None:
    claim = a_claim()
    own = a_page(publisher=a_publisher("The Gazette"))
    citation = a_citation(claim, page=own)
    confirm(citation=citation, means="Its reporter counted graves.", by=an_editor(), at=AT)

    page = read(f"/claims/{claim.pk}/")

    (report,) = LexborHTMLParser(page).css(".tree > li > ul > li")
    assert "The Gazette" in report.text()
    assert "confirms it by means of its own" in report.text()


def test_the_history_says_what_each_verdict_changed(read: Read) -> None:
    verdict = a_verdict(summary="First summary.")
    a_correction(verdict, rating="refuted", summary="Second summary.", reason="A list was found.")

    page = read(f"/claims/{verdict.claim_id}/")

    history = text_of(page, "section:has(> header > #history)")
    assert "Rating: Refuted; before: Supported." in history
    assert "The reasoning was rewritten." in history
    assert "Range the evidence supports" not in history
    assert "version 2, in force" in history


def test_one_verdict_has_no_history(read: Read) -> None:
    assert 'id="history"' not in read(f"/claims/{a_verdict().claim_id}/")


def test_a_verdict_says_in_which_of_how_many_rounds_it_was_found(read: Read) -> None:
    claim = a_verdict().claim
    reopen(claim=claim, reason="New evidence, as was said.", by=an_editor(), at=later(days=1))
    assert "Rests on 2 reviews, in one round" in folded(read(f"/claims/{claim.pk}/"))
    for _ in range(2):
        sealed(an_assignment(claim, at=later(days=1)), at=later(days=1))
    claim.refresh_from_db()
    a_verdict(claim, at=later(days=2))

    assert "Rests on 2 reviews, in round 2 of 2" in folded(read(f"/claims/{claim.pk}/"))


def shared(page: str) -> dict[str, str]:
    """What other sites are told of a page."""
    rows = LexborHTMLParser(page).css("meta[property]")
    return {row.attributes["property"]: row.attributes["content"] for row in rows}


def test_other_sites_are_told_what_is_disputed_and_what_was_found(read: Read) -> None:
    claim = a_claim(statement="Twenty men were killed.", claimant=a_party("Movement of the Ford"))
    rival = a_party("Army of the Hills")
    a_pair(answers=claim, claim=a_claim(incident=claim.incident, claimant=rival), ground="denial")
    a_verdict(claim)

    page = read(f"/claims/{claim.pk}/")

    told = shared(page)
    assert told["og:title"] == "Claim by Movement of the Ford: Twenty men were killed"
    assert told["og:description"] == (
        "Claim by Movement of the Ford: Twenty men were killed. Disputed by Army of the Hills. "
        "Verdict: Supported."
    )
    assert told["og:url"] == f"http://localhost:8000/claims/{claim.pk}/"
    assert f'<meta name="description" content="{told["og:description"]}">' in page


def test_what_only_repeats_a_claim_does_not_dispute_it(read: Read) -> None:
    claim = a_claim()
    a_pair(answers=claim, ground="repetition")

    told = shared(read(f"/claims/{claim.pk}/"))["og:description"]

    assert "Disputed" not in told
    assert told.endswith("No verdict yet.")
