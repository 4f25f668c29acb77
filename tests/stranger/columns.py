"""Which column may tell a stranger something: every text column of every table, stated.

`SHOWN` is read by everybody once its row is public, and by nobody before. `DESK` never leaves the
desk. `FIXED` holds codes, digests, tags and numbers, which nobody writes words into; `SHAPED` is
machine-made JSON whose words come from columns or sealed files that are stated elsewhere.
`NOTICE` is read only in one state of its row, such as withdrawn or taken back.
`LISTED` is read by everybody at all times: the lists of the installation.

A new text column is in none of them, and `test_stranger` fails until somebody says which.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from django.apps import apps
from django.db import models


class Kind(Enum):
    """Who may read a column."""

    SHOWN = "shown"
    DESK = "desk"
    FIXED = "fixed"
    SHAPED = "shaped"
    NOTICE = "notice"
    LISTED = "listed"


SHOWN, DESK, FIXED, SHAPED, NOTICE, LISTED = Kind
_NOTES = {"internal_note": DESK, "public_note": SHOWN}

COLUMNS: dict[str, dict[str, Kind]] = {
    "people.User": {
        "password": FIXED,
        "username": DESK,
        "email": DESK,
        "name": DESK,
        "language": FIXED,
        "time_zone": FIXED,
        "team": DESK,
    },
    "people.SecurityEvent": {
        "person_name": DESK,
        "actor_name": DESK,
        "network": DESK,
        "browser": DESK,
        "device": DESK,
        "subject": DESK,
        "reason": DESK,
        "data": SHAPED,
    },
    "acts.SentForm": {"key": DESK, "content_sha256": FIXED, "typed_sha256": FIXED, "outcome": DESK},
    "acts.KeptForm": {"key_sha256": FIXED, "path": DESK},
    "acts.UnsentForm": {"path": DESK},
    "acts.TableMark": {"of_table": FIXED},
    "acts.SharedPage": {
        "key": FIXED,
        "build": FIXED,
        "asked": SHAPED,
        "made_in": FIXED,
        "marks": SHAPED,
        "headers": SHAPED,
        "answers": SHAPED,
    },
    "usersessions.UserSession": {"session_key": FIXED, "user_agent": DESK, "data": SHAPED},
    "account.EmailAddress": {"email": DESK},
    "account.EmailConfirmation": {"key": DESK},
    "mfa.Authenticator": {"data": SHAPED},
    "auth.Permission": {"name": FIXED, "codename": FIXED},
    "auth.Group": {"name": DESK},
    "contenttypes.ContentType": {"app_label": FIXED, "model": FIXED},
    "sessions.Session": {"session_key": FIXED, "session_data": FIXED},
    "pghistory.Context": {"metadata": SHAPED},
    "ledger.Entry": {
        "kind": FIXED,
        "subject": FIXED,
        "content": SHAPED,
        "private": SHAPED,
        "content_sha256": FIXED,
        "previous_sha256": FIXED,
        "sha256": FIXED,
    },
    "ledger.Standing": {
        "sha256": FIXED,
        "defects": SHAPED,
        "ended_sha256": FIXED,
        "ended_defects": SHAPED,
    },
    "claims.Measure": {
        "code": FIXED,
        "labels": LISTED,
        "units": LISTED,
        "words": LISTED,
        "compared_as": FIXED,
    },
    "claims.Rating": {"code": FIXED, "labels": LISTED, "meanings": LISTED, "replies": DESK},
    "claims.PartyKind": {"code": FIXED, "labels": LISTED},
    "sources.PublisherKind": {"code": FIXED, "labels": LISTED},
    "claims.Party": {"slug": SHOWN, "name": SHOWN, "acronym": SHOWN, **_NOTES},
    "claims.PartyAlias": {"language": FIXED, "name": SHOWN},
    "claims.Affiliation": _NOTES,
    "claims.Place": {"slug": SHOWN, "name": SHOWN, **_NOTES},
    "claims.PlaceAlias": {"language": FIXED, "name": DESK},
    "claims.FormerAddress": {"kind": FIXED, "slug": DESK},
    "claims.Merge": {"kind": FIXED, "moved": SHAPED, "reason": DESK},
    # Terms of drafts as well: asked through reads that say who sees what.
    "claims.Indexed": {"said": DESK, "titled": DESK, "named": DESK},
    # Names of what is not released as well: looked up at the desk.
    "claims.SpeltName": {"written": DESK, "folded": DESK, "sounds": DESK},
    "claims.Incident": {
        "slug": SHOWN,
        "reference": SHOWN,
        "title": SHOWN,
        "summary": SHOWN,
        "withdrawn_reason": DESK,
        "withdrawn_notice": NOTICE,
        **_NOTES,
    },
    "claims.Claim": {
        "reference": SHOWN,
        "spokesperson": SHOWN,
        "spokesperson_role": SHOWN,
        "channel": SHOWN,
        "statement": SHOWN,
        "language": FIXED,
        **_NOTES,
    },
    "claims.Translation": {
        "language": FIXED,
        "text": SHOWN,
        "translator": SHOWN,
        "retraction_reason": NOTICE,
    },
    "claims.Citation": {
        "locator": SHOWN,
        "own_means": SHOWN,
        "retraction_reason": NOTICE,
        **_NOTES,
    },
    "claims.EvidenceProposal": {"url": DESK, "evidence": SHAPED, "closing_reason": DESK},
    "claims.ErrorReport": {
        "key": FIXED,
        "language": FIXED,
        "page": FIXED,
        "words": DESK,
        "where": DESK,
        "network": FIXED,
        "answer": DESK,
    },
    "claims.TrustText": {"language": FIXED, "body": LISTED, "reason": DESK},
    "claims.Dismissal": {"subject": FIXED, "reason": DESK},
    "claims.Notice": {"code": FIXED, "source": FIXED, "thing": FIXED, "who": DESK},
    "claims.Letter": {"message_id": FIXED, "taken_by": DESK, "reason": FIXED},
    "claims.Counterclaim": {"retraction_reason": NOTICE, **_NOTES},
    "claims.Event": {
        "actor_name": DESK,
        "verb": FIXED,
        "target_type": FIXED,
        "target_id": FIXED,
        "from_status": FIXED,
        "to_status": FIXED,
        "reason": DESK,
        "data": SHAPED,
    },
    "claims.Figure": {"wording": SHOWN, "part": SHOWN, **_NOTES},
    "claims.Version": {"content": SHAPED, "sha256": FIXED},
    # Why a round was begun or cancelled is told with the verdict that rests on it.
    "claims.Round": {
        "settled_rating": FIXED,
        "opening_reason": NOTICE,
        "closing_reason": NOTICE,
        "settlement": DESK,
    },
    "claims.Waiver": {"reason": NOTICE},
    "claims.WaivedPoint": {"reason": SHOWN},
    "claims.ReplyRequest": {"text": SHOWN},
    "claims.Reply": {"words": SHOWN, "language": FIXED, "how": SHOWN, "correction_reason": SHOWN},
    "claims.ProposedCorrection": {
        "rating": FIXED,
        "summary": DESK,
        "reason": DESK,
        "besides": DESK,
        "waived": DESK,
        "answer": DESK,
    },
    "claims.Interest": {"words": DESK, "retraction_reason": DESK},
    "claims.Vacancy": {"note": DESK},
    "claims.SavedView": {"queue": FIXED, "name": DESK, "query": DESK},
    "claims.Assignment": {"note": DESK, "closing_note": DESK},
    "claims.Review": {
        "rating": FIXED,
        "reasoning": DESK,
        "missing": DESK,
        "would_change": DESK,
        "interest": DESK,
    },
    "claims.ScheduledVerdict": {
        "summary": DESK,
        "missing": DESK,
        "would_change": DESK,
        "waived": DESK,
    },
    "claims.Verdict": {
        "rating": FIXED,
        "rating_labels": SHAPED,
        "rating_meanings": SHAPED,
        "summary": SHOWN,
        "missing": SHOWN,
        "would_change": SHOWN,
        "settlement": SHOWN,
        "change_reason": SHOWN,
        "agreement": NOTICE,
    },
    "sources.Publisher": {
        "slug": SHOWN,
        "name": SHOWN,
        "country": FIXED,
        "homepage": SHOWN,
        **_NOTES,
    },
    "sources.PublisherAlias": {"language": FIXED, "name": SHOWN},
    "sources.PublisherGrade": {"reason": SHOWN},
    "sources.Page": {"url": SHOWN, "title": SHOWN, "author": SHOWN, "language": FIXED},
    "sources.Derivation": {"credited_to": SHOWN, "origin_key": SHOWN},
    "sources.Quotation": {"exact": SHOWN, "prefix": SHOWN, "suffix": SHOWN, "language": FIXED},
    "sources.Finding": {"matched": SHOWN, "differences": SHAPED},
    "sources.Confirmation": {"reason": DESK},
    "sources.Capture": {
        "taken_by": DESK,
        "tries": SHAPED,
        "outcome": FIXED,
        "reason": SHAPED,
        "final_url": SHOWN,
        "content_type": FIXED,
        "provenance": SHAPED,
        "file_name": FIXED,
        "file_sha256": FIXED,
        "payload_sha256": FIXED,
        "text_sha256": FIXED,
        "metadata": SHAPED,
        "unread": SHAPED,
    },
    "sources.CaptureText": {"text": SHOWN, "struck": SHAPED},
    "sources.Deposit": {"statement": SHOWN, "original_name": DESK, "media_type": FIXED},
    "sources.HeldDeposit": {
        "statement": DESK,
        "original_name": DESK,
        "media_type": FIXED,
        "sha256": FIXED,
        "file_name": FIXED,
        "found": SHAPED,
        "unread": FIXED,
        "page_unread": SHAPED,
        "not_cleaned": FIXED,
        "clean_name": FIXED,
        "clean_sha256": FIXED,
        "removed": SHAPED,
        "program": FIXED,
    },
    "sources.WithheldOriginal": {"original_name": DESK, "removed": SHAPED, "program": FIXED},
    "sources.Withholding": {"description": NOTICE, "reason": DESK, "end_reason": DESK},
    "sources.SealedFile": {"name": FIXED, "sha256": FIXED},
    "sources.AnnouncedFile": {"name": FIXED},
    "sources.Recheck": {"quotations": SHAPED, "seen_note": DESK},
    "sources.Rendering": {
        "taken_by": DESK,
        "reason": SHAPED,
        "software": SHAPED,
        "provenance": SHAPED,
    },
    "sources.Timestamp": {
        "taken_by": DESK,
        "sha256": FIXED,
        "authority": FIXED,
        "reason": SHAPED,
        "serial": FIXED,
        "token_name": FIXED,
        "token_sha256": FIXED,
    },
    "sources.Watch": {"stopped_reason": DESK},
}


def text_columns() -> Iterator[tuple[str, str]]:
    """Every column that could hold words, of every table but row histories, which repeat them."""
    for model in apps.get_models():
        names = {field.name for field in model._meta.fields}
        if model._meta.proxy or "pgh_label" in names:
            continue
        for field in model._meta.fields:
            texts = (models.CharField, models.TextField, models.JSONField)
            if isinstance(field, texts) and not field.choices:
                yield model._meta.label, field.name
