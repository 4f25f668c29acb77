"""The page of one claim: what was said, what it rests on, who answers it, what was decided."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from claims.presentation.claims.answers import answered, answers_by_claim
from claims.presentation.claims.claimreview import claim_review, script
from claims.presentation.claims.origins import origins_of
from claims.presentation.claims.replies import reply_words
from claims.presentation.claims.rounds import round_words
from claims.presentation.evidence.citations import ShownNote, evidence_of
from claims.public.dossiers.dossier import withdrawn_page
from claims.reads import claims
from claims.reads.evidence.changes import notes_on
from claims.reads.evidence.origins import Trail
from claims.reads.incidents import withdrawn_with
from claims.reads.later import withdrawn
from claims.reads.publishing.replies import replies_shown
from claims.reads.verdicts import rounds_shown
from tracker.base.web.pages import public_page

GONE = 410


@public_page
def claim_page(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Show a public claim; of one that was withdrawn, or its dossier, that is said (410)."""
    try:
        sheet = claims.claim_sheet(claim_id)
    except ObjectDoesNotExist as missing:
        if dossier := withdrawn_with(claim_id):
            return withdrawn_page(request, dossier)
        gone = withdrawn(claim_id)
        if gone is None:
            raise Http404 from missing
        context = {"section": "incidents", "withdrawn": gone}
        return render(request, "public/claims/withdrawn.html", context, status=GONE)
    notes = notes_on(sheet.citations)
    numbers = notes.numbers({citation.page_id for citation in sheet.citations})
    origins = origins_of(sheet.claim, sheet.citations, Trail.of(sheet.citations))
    review = claim_review(sheet, origins=origins.words)
    return render(
        request,
        "public/claims/claim.html",
        {
            "section": "incidents",
            "claim": sheet.claim,
            "voice": sheet.claim.outlet or sheet.claim.claimant,
            "is_exercise": sheet.claim.incident.is_exercise,
            "verdict": sheet.verdicts[0] if sheet.verdicts else None,
            "earlier_verdicts": sheet.verdicts[1:],
            "rounds": round_words(sheet.claim, rounds_shown(sheet.claim)),
            "replies": reply_words(
                replies_shown(sheet.claim),
                {citation.page_id for citation in sheet.citations},
                today=timezone.localdate(),
            ),
            "answers": answered(sheet.answers),
            "answered_by": answers_by_claim(sheet.answered_by),
            "withheld": sheet.withheld,
            "evidence": evidence_of(sheet.citations, notes),
            "changed_since": sheet.changed_since,
            "taken_back": sheet.taken_back,
            "altered": [ShownNote.of(note) for note in numbers],
            "origins": origins,
            "structured_data": script(review) if review else "",
        },
    )
