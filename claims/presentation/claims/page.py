"""All that the page of a claim shows, for readers and for an editor who looks before publishing."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from claims.models import Claim, Verdict
from claims.presentation.claims.answers import answered, answers_by_claim
from claims.presentation.claims.claimreview import claim_review, script
from claims.presentation.claims.origins import origins_of
from claims.presentation.claims.replies import reply_words
from claims.presentation.claims.rounds import round_words
from claims.presentation.evidence.citations import ShownNote, evidence_of
from claims.reads.claims import ClaimSheet
from claims.reads.evidence.changes import notes_on
from claims.reads.evidence.origins import Trail
from claims.reads.publishing.replies import replies_shown
from claims.reads.verdicts import rounds_shown
from claims.rules.states import ClaimStatus


def claim_context(sheet: ClaimSheet, *, today: date) -> dict[str, Any]:
    """What the template of a claim's page asks for.

    Args:
        sheet: the claim with everything that its page shows.
        today: the present day.
    """
    notes = notes_on(sheet.citations)
    numbers = notes.numbers({citation.page_id for citation in sheet.citations})
    origins = origins_of(sheet.claim, sheet.citations, Trail.of(sheet.citations))
    review = claim_review(sheet, origins=origins.words)
    verdict = sheet.verdicts[0] if sheet.verdicts else None
    pages = {citation.page_id for citation in sheet.citations}
    return {
        "section": "incidents",
        "claim": sheet.claim,
        "voice": sheet.claim.outlet or sheet.claim.claimant,
        "is_exercise": sheet.claim.incident.is_exercise,
        "verdict": verdict,
        "again_since": reviewed_again_since(sheet.claim, verdict),
        "earlier_verdicts": sheet.verdicts[1:],
        "rounds": round_words(sheet.claim, rounds_shown(sheet.claim)),
        "replies": reply_words(replies_shown(sheet.claim), pages, today=today),
        "answers": answered(sheet.answers),
        "answered_by": answers_by_claim(sheet.answered_by),
        "withheld": sheet.withheld,
        "evidence": evidence_of(sheet.citations, notes),
        "changed_since": sheet.changed_since,
        "taken_back": sheet.taken_back,
        "altered": [ShownNote.of(note) for note in numbers],
        "origins": origins,
        "structured_data": script(review) if review else "",
    }


def reviewed_again_since(claim: Claim, verdict: Verdict | None) -> datetime | None:
    """Since when a claim is being reviewed again whose verdict stands; None if it is not.

    Args:
        claim: with its ``rounds`` fetched.
        verdict: the one in force.
    """
    if verdict is None or claim.status == ClaimStatus.PUBLISHED:
        return None
    rounds = sorted(claim.rounds.all(), key=lambda row: row.number)
    number = next(row.number for row in rounds if row.pk == verdict.round_id)
    again = [row for row in rounds if row.number > number and row.opened_from == "published"]
    return again[-1].opened_at if again else None
