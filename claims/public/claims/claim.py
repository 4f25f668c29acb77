"""The page of one claim: what was said, what it rests on, who answers it, what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from claims.models import Citation, Claim
from claims.presentation import words
from claims.presentation.answers import answered, answering
from claims.presentation.change_words import difference, mark
from claims.presentation.claimreview import claim_review, script
from claims.presentation.copy_states import Stamp, finding_words, newest_finding, page_stamp
from claims.reads import citations, claims
from claims.reads.changes import Note, Notes, notes_on
from sources.models import Finding, FindingKind, PublisherGrade
from tracker.base.web.pages import public_page


@dataclass(frozen=True, slots=True)
class ShownNote:
    """What a later look showed of something that a claim rests on, in words."""

    note: Note
    words: str
    said: tuple[str, ...]

    @classmethod
    def of(cls, note: Note) -> ShownNote:
        """Put a note into words."""
        kind = "number" if note.number else ""
        said = tuple(difference(kind, before, now) for before, now in note.differences)
        return cls(note, mark(note.change, number=note.number), said)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One citation with the state of our copy and what was found of its quotation."""

    citation: Citation
    stamp: Stamp
    finding: Finding | None
    finding_words: str
    grade: PublisherGrade | None
    notes: tuple[ShownNote, ...] = ()
    """What later looks showed of what is cited."""
    in_deposit: bool = False
    """Whether the finding is about a copy that a person brought."""

    @property
    def differs(self) -> bool:
        """Whether the copy has other words than those quoted."""
        return self.finding is not None and self.finding.kind in {
            FindingKind.NEAR,
            FindingKind.ALTERED,
        }

    @property
    def gap_before(self) -> str:
        """What stands between the words noted before the quotation and it."""
        quotation = self.citation.quotation
        return words.gap(quotation.prefix, quotation.exact) if quotation else ""

    @property
    def gap_after(self) -> str:
        """What stands between the quotation and the words noted after it."""
        quotation = self.citation.quotation
        return words.gap(quotation.exact, quotation.suffix) if quotation else ""


@public_page
def claim(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Show a claim; a draft or withdrawn one does not exist for readers."""
    try:
        sheet = claims.claim_sheet(claim_id)
    except Claim.DoesNotExist as missing:
        raise Http404 from missing
    origins = citations.origins_of(sheet.citations)
    notes = notes_on(sheet.citations)
    numbers = notes.numbers({citation.page_id for citation in sheet.citations})
    review = claim_review(sheet)
    return render(
        request,
        "public/claims/claim.html",
        {
            "section": "incidents",
            "sheet": sheet,
            "claim": sheet.claim,
            "voice": sheet.claim.outlet or sheet.claim.claimant,
            "is_exercise": sheet.claim.incident.is_exercise,
            "verdict": sheet.verdicts[0] if sheet.verdicts else None,
            "earlier_verdicts": sheet.verdicts[1:],
            "answers": answered(sheet.answers),
            "answered_by": answering(sheet.answered_by),
            "evidence": evidence_of(sheet.citations, notes),
            "altered": [ShownNote.of(note) for note in numbers],
            "origins": words.origins_words(
                origins.reports, origins.independent, len(origins.unstated)
            ),
            "circular": bool(origins.circular),
            "structured_data": script(review) if review else "",
        },
    )


def evidence_of(citations: Sequence[Citation], notes: Notes) -> list[Evidence]:
    """Say of each citation what our copies show; asks for citations fetched for reading."""
    found = []
    for citation in citations:
        captures = list(citation.page.captures.all())
        finding, deposited = None, False
        if citation.quotation:
            finding, deposited = newest_finding(citation.quotation, captures)
        found.append(
            Evidence(
                citation=citation,
                stamp=page_stamp(captures),
                finding=finding,
                finding_words=finding_words(finding, deposited=deposited),
                in_deposit=deposited,
                grade=next(iter(citation.page.publisher.grades.all()), None),
                notes=tuple(ShownNote.of(note) for note in notes.of(citation)),
            )
        )
    return found
