"""What is sealed cannot be changed or deleted, by anybody who comes through the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction

from tests.house.database import rows
from tracker.base.triggers import sealed_models

REFUSED = "pgtrigger"


def sealed_evidence() -> models.Model:
    kept = rows.review_citation()
    type(kept.review).objects.filter(pk=kept.review_id).update(sealed_at=rows.AT)
    return kept


def sealed_range() -> models.Model:
    kept = rows.review_range()
    type(kept.review).objects.filter(pk=kept.review_id).update(sealed_at=rows.AT)
    return kept


SEALED: dict[str, tuple[Callable[[], models.Model], dict[str, Any]]] = {
    "Event": (rows.event, {"reason": "another"}),
    "SecurityEvent": (rows.security_event, {"reason": "another"}),
    "PublisherGrade": (rows.grade, {"grade": "A"}),
    "Quotation": (rows.quotation, {"exact": "other words"}),
    "Confirmation": (rows.confirmation, {"reason": "another"}),
    "Finding": (rows.finding, {"kind": "absent"}),
    "Verdict": (rows.verdict, {"rating": "refuted"}),
    "Rating": (rows.rating, {"code": "another"}),
    "Capture": (rows.sealed_capture, {"final_url": "https://example.org/other"}),
    "CaptureText": (rows.capture_text, {"text": "other words"}),
    "Review": (lambda: rows.review(sealed_at=rows.AT), {"rating": "refuted"}),
    "Deposit": (rows.deposit, {"statement": "another"}),
    "WithheldOriginal": (rows.withheld_original, {"program": "another"}),
    "Withholding": (rows.ended_withholding, {"end_reason": "another"}),
    "Entry": (rows.entry, {"content": "[]"}),
    "Recheck": (
        lambda: rows.recheck(seen_by=rows.user(), seen_at=rows.AT),
        {"seen_note": "another"},
    ),
    "RenderedFile": (rows.rendered_file, {"width": 3, "height": 3}),
    "Rendering": (
        lambda: rows.rendering(status="done", finished_at=rows.AT),
        {"reason": ["another"]},
    ),
    "SealedFile": (rows.sealed_file, {"sha256": "cd" * 32}),
    "Timestamp": (lambda: rows.timestamp(**rows.GRANTED), {"serial": "another"}),
    "ReviewCitation": (sealed_evidence, {"citation_id": 1}),
    "ReviewRange": (sealed_range, {"low": 2}),
    "VerdictRange": (rows.verdict_range, {"low": 2}),
    "ScheduledRange": (rows.scheduled_range, {"low": 2}),
    "ProposedRange": (rows.proposed_range, {"low": 2}),
    "Round": (rows.settled_round, {"settled_rating": "contested"}),
    "Authorship": (rows.authorship, {"since": "2026-04-01T12:00Z"}),
    "Reading": (rows.reading, {"at": "2026-04-01T12:00Z"}),
    "ErrorReport": (rows.error_report, {"words": "another"}),
    "TrustText": (rows.trust_text, {"body": "another"}),
    "Dismissal": (rows.dismissal, {"reason": "another"}),
    "ReplyRequest": (rows.reply_request, {"text": "another"}),
    "Reply": (rows.reply, {"words": "others"}),
    "ScheduledVerdict": (
        lambda: rows.scheduled_verdict(ended="cancelled", ended_at=rows.AT),
        {"ended": "changed"},
    ),
    "WaivedPoint": (rows.waived_point, {"reason": "another"}),
    "Waiver": (rows.waiver, {"reason": "another"}),
    "ProposedCorrection": (
        lambda: rows.proposed_correction(
            status="refused", closed_at=rows.AT, closed_by=rows.user()
        ),
        {"status": "withdrawn"},
    ),
    "Interest": (rows.interest, {"words": "others"}),
    "Merge": (rows.merge, {"reason": "another"}),
    "Version": (rows.version, {"content": "[]"}),
    "Assignment": (rows.assignment, {"reviewer_id": 7}),
}
MAY_GO = {"Assignment"}
"""Rows that may go, but not become others."""


def tracked() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if hasattr(model, "pgh_event_models")]


def test_every_table_with_a_protection_is_listed() -> None:
    history = {model.__name__ for model in apps.get_models() if hasattr(model, "pgh_tracked_model")}
    protected = {table.model.__name__ for table in sealed_models()}

    assert set(SEALED) == protected - history


@pytest.mark.parametrize("name", sorted(SEALED))
def test_a_sealed_row_refuses_a_change(db: None, name: str) -> None:
    make, change = SEALED[name]
    row = make()

    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        type(row)._default_manager.filter(pk=row.pk).update(**change)


@pytest.mark.parametrize("name", sorted(SEALED.keys() - MAY_GO))
def test_a_sealed_row_refuses_to_be_deleted(db: None, name: str) -> None:
    row = SEALED[name][0]()

    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        type(row)._default_manager.filter(pk=row.pk)._raw_delete("default")


def test_a_sealed_review_takes_no_more_evidence(db: None) -> None:
    review = rows.review(sealed_at=rows.AT)

    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        rows.review_citation(review=review)


def test_evidence_cannot_be_moved_out_of_a_sealed_review(db: None) -> None:
    kept, open_review = sealed_evidence(), rows.review()

    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        type(kept)._default_manager.filter(pk=kept.pk).update(review=open_review)


def test_what_is_not_sealed_can_change(db: None) -> None:
    capture, review, kept = rows.capture(), rows.review(), rows.review_citation()

    assert type(capture).objects.filter(pk=capture.pk).update(attempts=1) == 1
    assert type(review).objects.filter(pk=review.pk).update(rating="refuted") == 1
    assert kept.delete()[0] == 1


def test_who_was_asked_in_which_round_stays(db: None) -> None:
    asked = rows.assignment()

    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        type(asked).objects.filter(pk=asked.pk).update(reviewer=rows.user())
