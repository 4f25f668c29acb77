"""ClaimReview structured data (schema.org) for the page of one claim.

The rules are those of the ClaimReview and Rating types as search engines document them: one on a
page, nothing in it that the page does not show, ``ratingValue`` only where the rating has a place
on a scale of truth, and ``archivedAt`` for the sealed copies of where the claim appeared.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from claims.models import Citation, Claim, Figure, Nature, Verdict
from claims.presentation.figures.in_words import counted, figure_words, scope_words
from claims.reads.claims import ClaimSheet
from claims.rules.actors import Actor
from claims.rules.figures import Qualifier
from claims.rules.grounds import Stance
from claims.rules.ratings import FALSEST, TRUEST
from claims.rules.states import ClaimStatus
from tracker.base.values.partial_date import PartialDate
from tracker.base.web.pages import whole_address
from tracker.base.writing.lists import comma_list


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
        "url": whole_address(reverse("public:claim", args=[sheet.claim.pk])),
        "claimReviewed": sheet.claim.statement,
        "inLanguage": get_language() or "en",
        "datePublished": _day(sheet.verdicts[-1]),
        "dateModified": _day(verdict),
        "version": verdict.version,
        "author": {
            "@type": "Organization",
            "name": settings.SITE_NAME,
            "url": whole_address("/"),
            "publishingPrinciples": whole_address(reverse("public:methodology")),
            "correctionsPolicy": whole_address(reverse("public:corrections_policy")),
        },
        **_correction(verdict),
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


def _correction(verdict: Verdict) -> dict[str, Any]:
    """What a correction changed and why; nothing where the verdict is none."""
    if not verdict.is_correction:
        return {}
    comment = {
        "@type": "CorrectionComment",
        "text": verdict.change_reason,
        "datePublished": _day(verdict),
    }
    return {"correction": comment}


def _day(verdict: Verdict) -> str:
    """When a verdict was published: the day that the page shows."""
    return timezone.localdate(verdict.published_at).isoformat()


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
    if figures := [_figure(figure) for figure in claim.figures.all()]:
        described["about"] = figures
    return described


def _figure(figure: Figure) -> dict[str, Any]:
    """What a figure counts, whose losses, and what it gives; ends only where they are stated."""
    described: dict[str, Any] = {
        "@type": "PropertyValue",
        "name": comma_list([counted(figure), *scope_words(figure)]),
        "value": figure_words(figure),
    }
    given = [n for n in (figure.low, figure.best, figure.high) if n is not None]
    if given != sorted(given):
        return described
    qualifier = Qualifier(figure.qualifier)
    if given and qualifier in {Qualifier.EXACT, Qualifier.AT_LEAST}:
        described["minValue"] = _plain(min(given))
    if given and qualifier in {Qualifier.EXACT, Qualifier.AT_MOST}:
        described["maxValue"] = _plain(max(given))
    if qualifier is Qualifier.RANGE:
        ends = {
            "minValue": figure.low,
            "maxValue": None if figure.is_open_above else figure.high,
        }
        described |= {name: _plain(n) for name, n in ends.items() if n is not None}
    return described


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _author(claim: Claim) -> dict[str, str] | None:
    if claim.outlet is not None:
        return {"@type": "Organization", "name": claim.outlet.name}
    speaks = claim.claimant.kind
    if speaks.is_nobody:
        return None
    kind = "Person" if speaks.actor == Actor.PERSON else "Organization"
    return {"@type": kind, "name": claim.claimant.name_for_reader}


def _appearance(citation: Citation) -> dict[str, Any]:
    page = citation.page
    described: dict[str, Any] = {"@type": "CreativeWork", "url": page.url}
    if page.title:
        described["headline"] = page.title
    described["publisher"] = {"@type": "Organization", "name": page.publisher.name}
    if page.published is not None:
        published = PartialDate.of(page.published, page.published_precision)
        described["datePublished"] = str(published)
    copies = [capture for capture in page.captures.all() if capture.is_whole]
    if copies:
        newest = max(copies, key=lambda capture: capture.finished_at or capture.requested_at)
        described["archivedAt"] = whole_address(reverse("public:capture", args=[newest.pk]))
    return described
