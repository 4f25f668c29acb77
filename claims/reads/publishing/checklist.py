"""What the checklist before publishing is read from, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from claims.models import (
    Assignment,
    Citation,
    Claim,
    Counterclaim,
    Figure,
    ReplyRequest,
    Verdict,
)
from claims.reads.evidence.citations import HEAVY
from claims.reads.evidence.newest import newest_finding
from claims.reads.verdicts import NOT_REPLACED
from claims.reads.visible import claims_shown
from claims.rules.deciding.checklist import (
    CheckedPoint,
    CitedFacts,
    Point,
    PublishingFacts,
    checklist,
)
from claims.rules.grounds import DISPUTING, REPORTING, Stance
from claims.rules.states import PUBLIC
from sources.models import Capture, Confirmation, FindingKind
from tracker.base.merging import as_kept

Noted = Claim | Figure | Citation | Counterclaim


def checked(
    claim: Claim, *told: str, waived: Mapping[Point, str] | None = None
) -> list[CheckedPoint]:
    """Go through the checklist of a claim as it stands now.

    Args:
        claim: the claim.
        told: each text that readers are to be told.
        waived: why a point may stay open.
    """
    return checklist(publishing_facts(claim), *told, waived=waived)


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
    others = Citation.objects.filter(
        claim__in=disputing, claim__status__in=sorted(PUBLIC), stance__in=REPORTING
    )
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


def left_open_in(verdict: Verdict) -> dict[str, str]:
    """Which points were open when a verdict was published, by code, and why they might stay so."""
    return {row.point: row.reason for row in verdict.waived_points.all()}


TOLD_BESIDES = ("missing", "would_change", "settlement")
"""What is printed with a verdict besides its summary, as its columns are called."""


def told_besides(verdict: Verdict, otherwise: Mapping[str, str] | None = None) -> dict[str, str]:
    """What is printed with a verdict besides its summary, by the names of its columns.

    Args:
        verdict: the verdict.
        otherwise: what a correction prints in place of some of it.
    """
    return {name: getattr(verdict, name) for name in TOLD_BESIDES} | dict(otherwise or {})


def _told_in(verdict: Verdict) -> list[str]:
    """Each text that readers are told with a verdict."""
    besides = told_besides(verdict).values()
    return [verdict.summary, *besides, verdict.change_reason, verdict.agreement]


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
        stance=Stance(row.stance),
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
    read = _pairs_read(claim, pairs)
    texts += [end.statement for pair in read for end in (pair.claim, pair.answers)]
    rows: list[Noted] = [claim, *figures, *cited, *read]
    texts += [row.public_note for row in rows]
    # Words of a note that were published for a reason need their reason in the next version too.
    published = claim.verdicts.filter(NOT_REPLACED).exclude(waived_points__point=Point.NOTES)
    texts += [text for verdict in published for text in _told_in(verdict)]
    return [text for text in texts if text]


def _pairs_read(claim: Claim, pairs: Sequence[Counterclaim]) -> list[Counterclaim]:
    """The pairs that readers see once the claim is published: those whose other end they see."""
    ends = {end for pair in pairs for end in (pair.claim_id, pair.answers_id)}
    read = {claim.pk, *claims_shown().filter(pk__in=ends).values_list("pk", flat=True)}
    return [pair for pair in pairs if {pair.claim_id, pair.answers_id} <= read]
