"""ClaimReview structured data: when there is some, and what it holds."""

from __future__ import annotations

import json
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from claims.models import Nature
from claims.operations.reviews.rounds import reopen
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
    a_verdict,
    an_editor,
    an_incident,
    later,
)
from tests.public.captures import a_capture
from tests.public.conftest import Read
from tests.ratings import Rating
from tracker.base.values.partial_date import PartialDate
from tracker.base.values.precision import DatePrecision

NUMBERED = {
    Rating.SUPPORTED: 5,
    Rating.MOSTLY_SUPPORTED: 4,
    Rating.PARTLY_SUPPORTED: 3,
    Rating.MOSTLY_REFUTED: 2,
    Rating.REFUTED: 1,
}


def described(page: str) -> list[dict[str, Any]]:
    """The data blocks of a page."""
    blocks = LexborHTMLParser(page).css('script[type="application/ld+json"]')
    return [json.loads(block.text()) for block in blocks]


def only(page: str) -> dict[str, Any]:
    (block,) = described(page)
    return block


def test_a_published_verdict_is_described_once(read: Read) -> None:
    verdict = a_verdict(summary="Two pages agree.")

    review = only(read(f"/claims/{verdict.claim_id}/"))

    assert review["@type"] == "ClaimReview"
    assert review["url"] == f"http://localhost:8000/claims/{verdict.claim_id}/"
    assert review["claimReviewed"] == verdict.claim.statement
    assert review["reviewRating"]["ratingExplanation"] == "Two pages agree."
    assert review["itemReviewed"]["author"]["name"] == verdict.claim.claimant.name


def test_the_claim_is_described_by_what_its_reports_amount_to(read: Read) -> None:
    verdict = a_verdict()
    a_citation(verdict.claim)

    page = read(f"/claims/{verdict.claim_id}/")

    words = only(page)["itemReviewed"]["description"]
    assert "not independently confirmed" in words
    assert f"<strong>{words}</strong>" in page


@pytest.mark.parametrize("rating", list(Rating))
def test_only_ratings_on_the_scale_have_a_number(read: Read, rating: Rating) -> None:
    verdict = a_verdict(a_reviewed_claim(rating, rating))

    described_rating = only(read(f"/claims/{verdict.claim_id}/"))["reviewRating"]

    assert described_rating["alternateName"] == rating.label
    assert described_rating.get("ratingValue") == NUMBERED.get(rating)
    assert ("bestRating" in described_rating) == (rating in NUMBERED)


def test_appearances_lead_to_the_sealed_copy(read: Read) -> None:
    claim = a_claim()
    citation = a_citation(claim)
    capture = a_capture(citation.page)
    a_verdict(claim)

    (appearance,) = only(read(f"/claims/{claim.pk}/"))["itemReviewed"]["appearance"]

    assert appearance["url"] == citation.page.url
    assert appearance["archivedAt"].endswith(f"/evidence/captures/{capture.pk}/")


def test_a_date_is_no_more_exact_than_it_is_known(read: Read) -> None:
    claim = a_claim(made_on=PartialDate(AT.date(), DatePrecision.MONTH))
    a_verdict(claim)

    assert only(read(f"/claims/{claim.pk}/"))["itemReviewed"]["datePublished"] == "2026-03"


def test_an_outlet_in_its_own_voice_is_the_author(read: Read) -> None:
    claim = a_claim(outlet=a_publisher("The Gazette"))
    a_verdict(claim)

    assert only(read(f"/claims/{claim.pk}/"))["itemReviewed"]["author"]["name"] == "The Gazette"


@pytest.mark.parametrize("kind", ["unattributed", "anonymous_source"])
def test_a_claim_of_nobody_named_has_no_author(read: Read, kind: str) -> None:
    claim = a_claim(claimant=a_party("Somebody", kind=kind))
    a_verdict(claim)

    assert "author" not in only(read(f"/claims/{claim.pk}/"))["itemReviewed"]


def test_a_correction_replaces_what_is_described(read: Read) -> None:
    verdict = a_verdict()
    a_correction(verdict, rating="refuted", summary="It is not so.", reason="A list was found.")

    assert only(read(f"/claims/{verdict.claim_id}/"))["reviewRating"]["ratingValue"] == 1


def test_a_statement_cannot_end_the_data_block(read: Read) -> None:
    claim = a_claim(statement="</script><script>alert(1)</script>\u2028&amp;")
    a_verdict(claim)

    page = read(f"/claims/{claim.pk}/")

    assert only(page)["claimReviewed"] == claim.statement
    assert "<script>alert" not in page


def test_its_figures_say_whose_losses_they_count(read: Read) -> None:
    army = a_party("Army of the Ford")
    figures = [
        a_figure(best=20, subjects=[army]),
        a_figure("wounded", None, low=5, qualifier="at_least", subjects=[army]),
        a_figure("captured", None, qualifier="vague", wording="dozens", subjects=[army]),
    ]
    claim = a_claim(figures=figures, statement="We took dozens.", wording="verbatim")
    a_verdict(claim)

    page = read(f"/claims/{claim.pk}/")

    about = only(page)["itemReviewed"]["about"]
    assert [(row["name"], row["value"]) for row in about] == [
        ("Killed, Army of the Ford", "20"),
        ("Wounded, Army of the Ford", "at least 5"),
        ("Captured, Army of the Ford", "“dozens” (no number given)"),
    ]
    ends = [(row.get("minValue"), row.get("maxValue")) for row in about]
    assert ends == [(20, 20), (5, None), (None, None)]
    for row in about:
        assert row["name"] in page
        assert row["value"] in page


def test_a_correction_is_told_with_its_reason_and_both_days(read: Read) -> None:
    verdict = a_verdict()
    assert "correction" not in only(read(f"/claims/{verdict.claim_id}/"))
    a_correction(verdict, rating="refuted", summary="It is not so.", reason="A list was found.")

    review = only(read(f"/claims/{verdict.claim_id}/"))

    assert review["correction"] == {
        "@type": "CorrectionComment",
        "text": "A list was found.",
        "datePublished": "2026-03-02",
    }
    assert (review["datePublished"], review["dateModified"]) == ("2026-03-01", "2026-03-02")
    assert review["version"] == 2


def test_an_appearance_says_who_published_it_and_when(read: Read) -> None:
    claim = a_claim()
    page = a_page(
        publisher=a_publisher("The Gazette"), published=AT.date(), published_precision="month"
    )
    a_citation(claim, page=page)
    a_verdict(claim)

    (appearance,) = only(read(f"/claims/{claim.pk}/"))["itemReviewed"]["appearance"]

    assert appearance["publisher"]["name"] == "The Gazette"
    assert appearance["datePublished"] == "2026-03"


def test_a_claim_without_a_verdict_is_not_described(read: Read) -> None:
    assert described(read(f"/claims/{a_claim().pk}/")) == []


def test_a_demonstration_verdict_is_not_described(read: Read) -> None:
    verdict = a_verdict(by=an_editor(is_demonstration=True))

    assert described(read(f"/claims/{verdict.claim_id}/")) == []


def test_an_exercise_is_not_described(read: Read) -> None:
    claim = a_claim(incident=an_incident(is_exercise=True))
    a_verdict(claim)

    assert described(read(f"/claims/{claim.pk}/")) == []


def test_a_silence_is_not_described(read: Read) -> None:
    claim = a_claim(nature=Nature.SILENCE.value)
    a_verdict(claim)

    assert described(read(f"/claims/{claim.pk}/")) == []


def test_a_verdict_under_review_again_is_not_described(read: Read) -> None:
    verdict = a_verdict()
    reopen(
        claim=verdict.claim, reason="New evidence, as was said.", by=an_editor(), at=later(days=1)
    )

    assert described(read(f"/claims/{verdict.claim_id}/")) == []


def test_no_other_page_carries_it(read: Read) -> None:
    pair = a_pair()
    a_verdict(pair.answers)

    slug = pair.answers.incident.slug
    for path in ("/", f"/incidents/{slug}/", f"/pairs/{pair.pk}/", "/corrections/", "/search/"):
        assert described(read(path)) == []
