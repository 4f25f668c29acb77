"""All that the page of a claim shows, for readers and for an editor who looks before publishing."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.urls import reverse

from claims.models import Claim, Translation, Verdict
from claims.presentation.claims.answers import answered, answers_by_claim
from claims.presentation.claims.claimreview import claim_review, script
from claims.presentation.claims.origins import origins_of
from claims.presentation.claims.replies import reply_words
from claims.presentation.claims.rounds import round_words
from claims.presentation.claims.verdicts.citing import cited_work
from claims.presentation.claims.verdicts.described import claim_described
from claims.presentation.claims.verdicts.history import rests_on, told_verdicts
from claims.presentation.evidence.citations import ShownNote, evidence_of
from claims.presentation.words import is_in_page_language, who_in_full
from claims.reads.claims import ClaimSheet
from claims.reads.evidence.changes import notes_on
from claims.reads.evidence.origins import Trail
from claims.reads.publishing.replies import replies_shown
from claims.reads.verdicts import rounds_shown
from claims.rules.states import ClaimStatus, public_status
from tracker.base.web.pages import whole_address

OPEN = 4
"""Sources, and answers, that stand open on the page of a claim; further ones fold."""


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
    evidence = evidence_of(sheet.citations, notes)
    answered_by = answers_by_claim(sheet.answered_by)
    rounds = round_words(sheet.claim, rounds_shown(sheet.claim))
    told = told_verdicts(sheet.claim, sheet.verdicts)
    established = told[0].ranges if told else ()
    beside, others = translations_apart(sheet.claim)
    return {
        "section": "incidents",
        "claim": sheet.claim,
        "voice": who_in_full(sheet.claim),
        "is_exercise": sheet.claim.incident.is_exercise,
        "beside": beside,
        "translations": others,
        "verdict": verdict,
        "ranges": established,
        "described": claim_described(sheet.claim, verdict, established, sheet.answered_by),
        "address": whole_address(reverse("public:claim", args=[sheet.claim.pk])),
        "rests_on": rests_on(sheet.claim, verdict, rounds),
        "status": public_status(sheet.claim.status).value,
        "again_since": reviewed_again_since(sheet.claim, verdict),
        "history": told if len(told) > 1 else [],
        "rounds": rounds,
        "replies": reply_words(replies_shown(sheet.claim), pages, today=today),
        "answers": answered(sheet.answers),
        "answered_by": answered_by[:OPEN],
        "more_answers": answered_by[OPEN:],
        "withheld": sheet.withheld,
        "evidence": evidence[:OPEN],
        "more_evidence": evidence[OPEN:],
        "changed_since": sheet.changed_since,
        "taken_back": sheet.taken_back,
        "cited": cited_work(sheet.claim, verdict, accessed=today),
        "today": today,
        "altered": [ShownNote.of(note) for note in numbers],
        "origins": origins,
        "structured_data": script(review) if review else "",
    }


def translations_apart(claim: Claim) -> tuple[Translation | None, list[Translation]]:
    """The translation that the reader reads, to stand beside the original, and the others.

    None stands beside a statement that the reader reads as it is.

    Args:
        claim: with its translations.
    """
    rows = list(claim.translations.all())
    if is_in_page_language(claim.language):
        return None, rows
    beside = next((row for row in rows if is_in_page_language(row.language)), None)
    return beside, [row for row in rows if row is not beside]


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
