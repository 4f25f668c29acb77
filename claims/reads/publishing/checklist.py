"""What the checklist before publishing is read from, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from claims.models import Assignment, Citation, Claim, Counterclaim, Figure, ReplyRequest
from claims.reads.evidence.citations import HEAVY
from claims.reads.evidence.newest import newest_finding
from claims.rules.deciding.checklist import CheckedPoint, CitedFacts, PublishingFacts, checklist
from claims.rules.grounds import DISPUTING, REPORTING, Stance
from sources.models import Capture, Confirmation, FindingKind
from tracker.base.merging import as_kept

Noted = Claim | Figure | Citation | Counterclaim


def checked(claim: Claim, summary: str) -> list[CheckedPoint]:
    """Go through the checklist of a claim as it stands now.

    Args:
        claim: the claim.
        summary: what readers are to be told.
    """
    return checklist(publishing_facts(claim), summary)


def publishing_facts(claim: Claim) -> PublishingFacts:
    """Read what the checklist asks for."""
    figures = list(claim.figures.all())
    own = list(_with_copies().filter(claim=claim))
    pairs = list(
        Counterclaim.objects.filter(Q(claim=claim) | Q(answers=claim)).select_related(
            "claim", "answers"
        )
    )
    disputing = {
        pair.answers_id if pair.claim_id == claim.pk else pair.claim_id
        for pair in pairs
        if pair.ground in DISPUTING
    }
    others = Citation.objects.filter(claim__in=disputing, stance__in=REPORTING)
    requests = ReplyRequest.objects.alias(asked=as_kept("party"))
    asked = requests.filter(claim=claim, asked=claim.claimant_id)
    return PublishingFacts(
        citations=[_facts_with_copies(row) for row in own],
        other_side=[_facts(row) for row in _with_grades(others)],
        can_be_asked=not claim.claimant.kind.is_nobody,
        was_asked=asked.exists(),
        notes=_notes(claim, figures, own, pairs),
        open_texts=_open_texts(claim, figures, own, pairs),
    )


def cited_by_key(keys: Iterable[int]) -> dict[int, Citation]:
    """Citations by their keys, with their pages, for the words about what is open."""
    rows = Citation.objects.select_related("page__publisher", "quotation", "claim")
    return rows.in_bulk(list(keys))


def _with_grades(rows: QuerySet[Citation]) -> QuerySet[Citation]:
    return rows.select_related("page__publisher", "quotation").prefetch_related(
        "page__publisher__grades"
    )


def _with_copies() -> QuerySet[Citation]:
    copies = Prefetch("page__captures", Capture.objects.defer(*HEAVY))
    explained = Confirmation.objects.filter(quotation=OuterRef("quotation"))
    rows = Citation.objects.annotate(confirmed=Exists(explained))
    return _with_grades(rows).prefetch_related(copies, "quotation__findings")


def _facts(row: Citation) -> CitedFacts:
    grade = next(iter(row.page.publisher.grades.all()), None)
    return CitedFacts(
        key=row.pk,
        page=row.page_id,
        grade="" if grade is None else grade.grade,
        contradicts=row.stance == Stance.CONTRADICTS,
    )


def _facts_with_copies(row: Citation) -> CitedFacts:
    captures = list(row.page.captures.all())
    finding = None
    if row.quotation is not None:
        finding, _brought = newest_finding(row.quotation, captures)
    return replace(
        _facts(row),
        is_copied=any(capture.is_copy for capture in captures),
        is_quoted=row.quotation is not None,
        is_verbatim=finding is not None and finding.meant is FindingKind.VERBATIM,
        is_explained=bool(row.public_note.strip()) or row.confirmed,  # type: ignore[attr-defined]
    )


def _notes(
    claim: Claim,
    figures: Sequence[Figure],
    cited: Sequence[Citation],
    pairs: Sequence[Counterclaim],
) -> list[str]:
    asked = Assignment.objects.filter(round__claim=claim).values_list("note", flat=True)
    rows: list[Noted] = [claim, *figures, *cited, *pairs]
    return [note for note in [*(row.internal_note for row in rows), *asked] if note]


def _open_texts(
    claim: Claim,
    figures: Sequence[Figure],
    cited: Sequence[Citation],
    pairs: Sequence[Counterclaim],
) -> list[str]:
    texts = [claim.statement, claim.incident.title, claim.incident.summary]
    texts += [row.text for row in claim.translations.all()]
    texts += [row.quotation.exact for row in cited if row.quotation is not None]
    texts += [end.statement for pair in pairs for end in (pair.claim, pair.answers)]
    rows: list[Noted] = [claim, *figures, *cited, *pairs]
    notes = [row.public_note for row in rows]
    return [text for text in [*texts, *notes] if text]
