"""ClaimReview structured data (schema.org) for the page of one claim.

The rules are those of the ClaimReview and Rating types as search engines document them: one on a
page, nothing in it that the page does not show, ``ratingValue`` only where the rating has a place
on a scale of truth, and ``archivedAt`` for the sealed copies of where the claim appeared.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from claims.models import Citation, Claim, Nature, Verdict
from claims.reads.claims import ClaimSheet
from claims.rules.actors import Actor
from claims.rules.grounds import Stance
from claims.rules.ratings import FALSEST, TRUEST
from claims.rules.states import ClaimStatus
from tracker.base.values.partial_date import PartialDate


def claim_review(sheet: ClaimSheet, *, origins: str) -> dict[str, Any] | None:
    """Describe the verdict in force on a claim; None where nothing may be described.

    Nothing is described for a demonstration verdict or an exercise: the data tells other sites
    that an organisation checked the claim, and there nobody did. Nor for a silence, which nobody
    said, nor while a verdict is being reviewed again.

    Args:
        sheet: the claim with its verdicts and citations.
        origins: what its reports amount to, in the words of the page. schema.org counts neither
            reports nor origins, so that is said as a description of the claim.
    """
    verdict = sheet.verdicts[0] if sheet.verdicts else None
    if (
        verdict is None
        or verdict.is_demonstration
        or sheet.claim.incident.is_exercise
        or sheet.claim.nature == Nature.SILENCE
        or sheet.claim.status != ClaimStatus.PUBLISHED
    ):
        return None
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": _absolute(reverse("public:claim", args=[sheet.claim.pk])),
        "claimReviewed": sheet.claim.statement,
        "datePublished": verdict.published_at.date().isoformat(),
        "author": {
            "@type": "Organization",
            "name": settings.SITE_NAME,
            "url": _absolute("/"),
            "correctionsPolicy": _absolute(reverse("public:methodology") + "#corrections"),
        },
        "reviewRating": _rating(verdict),
        "itemReviewed": {**_claim(sheet.claim, sheet.citations), "description": origins},
    }


def script(data: dict[str, Any]) -> SafeString:
    """Put the data into a data block that no statement can break out of."""
    text = json.dumps(data, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    # Every character that could end the element has just been escaped.
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text),  # noqa: S308
    )


def _rating(verdict: Verdict) -> dict[str, Any]:
    rating = verdict.rated
    described: dict[str, Any] = {
        "@type": "Rating",
        "alternateName": rating.label,
        "ratingExplanation": verdict.summary,
    }
    if rating.number is not None:
        scale = {"bestRating": TRUEST, "worstRating": FALSEST}
        described |= {"ratingValue": rating.number, **scale}
    return described


def _claim(claim: Claim, citations: Iterable[Citation]) -> dict[str, Any]:
    described: dict[str, Any] = {"@type": "Claim", "inLanguage": claim.language}
    author = _author(claim)
    if author is not None:
        described["author"] = author
    if claim.made_on is not None:
        described["datePublished"] = str(PartialDate.of(claim.made_on, claim.made_on_precision))
    appearances = [
        _appearance(citation) for citation in citations if citation.stance == Stance.REPORTS
    ]
    if appearances:
        described["appearance"] = appearances
    return described


def _author(claim: Claim) -> dict[str, str] | None:
    if claim.outlet is not None:
        return {"@type": "Organization", "name": claim.outlet.name}
    speaks = claim.claimant.kind
    if speaks.is_nobody:
        return None
    kind = "Person" if speaks.actor == Actor.PERSON else "Organization"
    return {"@type": kind, "name": claim.claimant.name}


def _appearance(citation: Citation) -> dict[str, Any]:
    page = citation.page
    described: dict[str, Any] = {"@type": "CreativeWork", "url": page.url}
    if page.title:
        described["headline"] = page.title
    copies = [capture for capture in page.captures.all() if capture.is_whole]
    if copies:
        newest = max(copies, key=lambda capture: capture.finished_at or capture.requested_at)
        described["archivedAt"] = _absolute(reverse("public:capture", args=[newest.pk]))
    return described


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
