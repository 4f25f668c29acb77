"""What the ledger says of claims: versions, rounds, reviews, verdicts and the journal.

Verdicts are public; of everything else the content is given to nobody (`shown`), and who did it
stands nowhere but under `private`. A verdict pins what it judged: the version, the sealed reviews
that count in its round and the findings there were of the words that are cited.
"""

from __future__ import annotations

import json
from typing import Any

from django.db.models import Q

from claims.models import Basis, Event, GivesRanges, Review, Round, Verdict, Version
from sources.models import Finding
from sources.reads import ledger_kinds
from tracker.base.ledger.chain import digest, digest_of
from tracker.base.ledger.kinds import Kind, Then

_NOTHING: tuple[Any, ...] = ("", None, [])
_LATER = frozenset({"missing", "would_change", "has_interest", "interest", "further_ranges"})
"""Columns of reviews that are younger than the first pins: left out of a pin while empty."""


def _version(row: Version) -> dict[str, Any]:
    return {
        "claim": row.claim_id,
        "number": row.number,
        "sha256": row.sha256,
        "content_as_kept_sha256": digest(row.content),
        "made_at": row.made_at,
    }


def _writing_down(row: Version) -> dict[str, Any]:
    return {"made_by": row.made_by_id}


def _opening(row: Round) -> dict[str, Any]:
    return {
        "claim": row.claim_id,
        "number": row.number,
        "opened_from": row.opened_from,
        "opening_reason": row.opening_reason,
        "opened_at": row.opened_at,
        "adds_to": row.adds_to_id,
    }


def _opener(row: Round) -> dict[str, Any]:
    return {"opened_by": row.opened_by_id}


def _closing(row: Round) -> dict[str, Any]:
    # The version too: an editor may change what the round judges until the first review is sealed.
    return {
        "version": row.version_id,
        "result": row.result,
        "closing_reason": row.closing_reason,
        "closed_at": row.closed_at,
    }


def _closer(row: Round) -> dict[str, Any]:
    return {"closed_by": row.closed_by_id}


def _settling(row: Round) -> dict[str, Any]:
    return {
        "settled_rating": row.settled_rating,
        "settlement": row.settlement,
        "settled_at": row.settled_at,
    }


def _settler(row: Round) -> dict[str, Any]:
    return {"settled_by": row.settled_by_id}


def _review(row: Review) -> dict[str, Any]:
    return {
        "assignment": row.assignment_id,
        "round": row.assignment.round_id,
        "rating": row.rating,
        "reasoning": row.reasoning,
        "figure": row.figure_id,
        "low": row.low,
        "high": row.high,
        "citations": sorted(cited.citation_id for cited in row.review_citations.all()),
        "saved_at": row.saved_at,
        "sealed_at": row.sealed_at,
        "is_demonstration": row.is_demonstration,
        "missing": row.missing,
        "would_change": row.would_change,
        "has_interest": row.has_interest,
        "interest": row.interest,
        "further_ranges": _further(row),
    }


def _further(row: GivesRanges) -> list[list[Any]]:
    """The ranges for other figures than the first, in the order in which they were given."""
    return [[one.figure_id, one.low, one.high] for one in row.further_ranges.all()]


def _reviewing(row: Review) -> dict[str, Any]:
    return {"reviewer": row.assignment.reviewer_id}


def _pinned(review: Review) -> str:
    """The digest of a sealed review, the same as before reviews had the columns in `_LATER`."""
    facts = {**_review(review), **_reviewing(review)}
    return digest_of(
        {name: said for name, said in facts.items() if name not in _LATER or said not in _NOTHING}
    )


def _event(row: Event) -> dict[str, Any]:
    return {
        "at": row.at,
        "verb": row.verb,
        "target_type": row.target_type,
        "target_id": row.target_id,
        "claim_id": row.claim_id,
        "from_status": row.from_status,
        "to_status": row.to_status,
    }


def _acting(row: Event) -> dict[str, Any]:
    return {
        "actor_id": row.actor_id,
        "actor_name": row.actor_name,
        "reason": row.reason,
        "data": row.data,
    }


def _verdict(row: Verdict) -> dict[str, Any]:
    return {
        "claim": row.claim_id,
        "version": row.version,
        "round": row.round_id,
        "rating": row.rating,
        "summary": row.summary,
        "figure": row.figure_id,
        "low": row.low,
        "high": row.high,
        "basis": row.basis,
        "settlement": row.settlement,
        "correction_kind": row.correction_kind,
        "agreement": row.agreement,
        "supersedes": row.supersedes_id,
        "change_reason": row.change_reason,
        "published_at": row.published_at,
        "is_demonstration": row.is_demonstration,
        "missing": row.missing,
        "would_change": row.would_change,
        "waived_points": {each.point: each.reason for each in row.waived_points.all()},
        "further_ranges": _further(row),
    }


def _publishing(row: Verdict) -> dict[str, Any]:
    return {"published_by": row.published_by_id, "proposed_by": row.proposed_by_id}


def _judged(row: Verdict, then: Then | None) -> dict[str, Any]:
    """What a verdict rests on; findings that came after it are none of its business."""
    judged = row.round.version.content
    rounds = [row.round.adds_to, row.round] if row.round.adds_to else [row.round]
    asked = [each for counted in rounds for each in counted.assignments.all()]
    reviews = [each.review for each in asked if hasattr(each, "review") and each.review.sealed_at]
    findings = _findings(judged, then)
    return _said(row, then) | {
        "judged_version_sha256": digest(judged),
        "judged_reviews": {str(review.pk): _pinned(review) for review in reviews},
        "judged_findings": [finding.pk for finding in findings],
        "judged_findings_sha256": digest_of(
            [ledger_kinds.FINDING.facts(finding) for finding in findings]
        ),
    }


def _said(row: Verdict, then: Then | None) -> dict[str, Any]:
    """What its rating is called; of verdicts older than that column nothing was entered."""
    if then is not None and "rating_said_sha256" not in then:
        return {}
    said = [row.rating_labels, row.rating_meanings, row.rating_number]
    return {"rating_said_sha256": digest_of(said)}


def _findings(judged: str, then: Then | None) -> list[Finding]:
    rows = ledger_kinds.FINDING.rows().order_by("pk")
    wanted = _cited(judged) if then is None else then.get("judged_findings")
    if not wanted:
        return []
    return list(rows.filter(**{"quotation__in" if then is None else "pk__in": wanted}))


def _cited(judged: str) -> list[int]:
    """The quotations that a version cites."""
    try:
        read = json.loads(judged)
    except ValueError:
        return []
    cited = read.get("citations", []) if isinstance(read, dict) else []
    keys = [citation.get("quotation_id") for citation in cited]
    return [key for key in keys if key is not None]


VERSION: Kind[Version] = Kind("version", Version, _version, "made_at", private=_writing_down)
ROUND: Kind[Round] = Kind("round", Round, _opening, "opened_at", private=_opener)
ROUND_END: Kind[Round] = Kind(
    "round_end", Round, _closing, "closed_at", private=_closer, due=Q(closed_at__isnull=False)
)
SETTLEMENT: Kind[Round] = Kind(
    "settlement", Round, _settling, "settled_at", private=_settler, due=Q(settled_at__isnull=False)
)
REVIEW: Kind[Review] = Kind(
    "review",
    Review,
    _review,
    "sealed_at",
    private=_reviewing,
    due=Q(sealed_at__isnull=False),
    related=("assignment",),
    prefetch=("review_citations", "further_ranges"),
)
EVENT: Kind[Event] = Kind("event", Event, _event, "at", private=_acting)

_CORRECTED = Q(basis=Basis.CORRECTION)
_JUDGED = ("round__version", "round__adds_to")
_REVIEWS = tuple(
    f"{counted}__assignments__review__{rows}"
    for counted in ("round", "round__adds_to")
    for rows in ("review_citations", "further_ranges")
)

VERDICT: Kind[Verdict] = Kind(
    "verdict",
    Verdict,
    _verdict,
    "published_at",
    private=_publishing,
    pins=_judged,
    due=~_CORRECTED,
    related=_JUDGED,
    prefetch=(*_REVIEWS, "waived_points", "further_ranges"),
)
CORRECTION: Kind[Verdict] = Kind(
    "correction",
    Verdict,
    _verdict,
    "published_at",
    private=_publishing,
    pins=_judged,
    due=_CORRECTED,
    related=_JUDGED,
    prefetch=(*_REVIEWS, "waived_points", "further_ranges"),
)

ALL_KINDS: tuple[Kind[Any], ...] = (
    *ledger_kinds.KINDS,
    VERSION,
    ROUND,
    ROUND_END,
    SETTLEMENT,
    REVIEW,
    EVENT,
    VERDICT,
    CORRECTION,
)
"""Every kind of entry there is in the ledger."""
