"""What later looks at cited pages showed, as it may be read, in a fixed number of queries.

A comparison tells of every quotation of its page. A reader is told only of those that a public
claim rests on: what they see of a comparison (``shown_kind``, ``shown_number``, ``shown_unread``)
comes from them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast

from claims.models import Citation
from claims.reads.evidence.citations import open_citations
from claims.reads.evidence.pages import pages_shown
from claims.reads.visible import public
from sources.models import Quotation, Recheck, RecheckKind
from tracker.base.built_once import built_once

OF_QUOTATIONS = (
    RecheckKind.QUOTATION_ALTERED,
    RecheckKind.QUOTATION_GONE,
    RecheckKind.QUOTATION_MOVED,
)
_OF_PAGES = (
    RecheckKind.PAGE_GONE,
    RecheckKind.PAGE_BLOCKED,
    RecheckKind.PAGE_WALLED,
    RecheckKind.PAGE_FAILED,
    RecheckKind.PAGE_MOVED,
)
_HEAVY = tuple(
    f"{side}__{name}"
    for side in ("earlier", "later")
    for name in ("provenance", "metadata", "tries")
)
LISTED = [kind for kind in RecheckKind if kind is not RecheckKind.UNCHANGED]
MARKED = ("altered", "corrected", "gone", "interrupted", "moved")
"""What may become of a quotation that a claim resting on it should show."""


def _jsonb(function: str, *parts: Any) -> Func:
    return Func(*parts, function=function)


def says_of(told: F, quotation: str, key: str, value: Any) -> Func:
    """Whether what a comparison tells of quotations says this of one of them.

    Args:
        told: leads to what it tells.
        quotation: the column that holds the key of the quotation.
        key: what of it, such as ``change``.
        value: what is said.
    """
    entry = _jsonb(
        "jsonb_build_object",
        *(Cast(Value("quotation"), TextField()), F(quotation)),
        *(Cast(Value(key), TextField()), Value(value)),
    )
    return Func(
        told,
        _jsonb("jsonb_build_array", entry),
        arg_joiner=" @> ",
        template="(%(expressions)s)",
        output_field=BooleanField(),
    )


def _tells(key: str, value: Any) -> Exists:
    """Whether a comparison says this of a quotation that a public claim rests on."""
    said = says_of(OuterRef("quotations"), "pk", key, value)
    cited = open_citations().filter(quotation=OuterRef("pk"))
    return Exists(Quotation.objects.filter(Exists(cited), said, page=OuterRef("page")))


_CHANGES = {
    RecheckKind.QUOTATION_ALTERED: ("altered",),
    RecheckKind.QUOTATION_GONE: ("gone",),
    RecheckKind.QUOTATION_MOVED: ("moved", "interrupted"),
}
"""What became of a quotation where a comparison is of this kind."""


def _shown_kind() -> Case:
    seen = Case(
        *(
            When(_tells("change", change), then=Value(kind.value))
            for kind in OF_QUOTATIONS
            for change in _CHANGES[kind]
        ),
        default=Value(RecheckKind.CHANGED_ELSEWHERE.value),
        output_field=CharField(),
    )
    return Case(
        When(kind__in=OF_QUOTATIONS, then=seen), default=F("kind"), output_field=CharField()
    )


@built_once
def changes_shown(*, to_staff: bool = False) -> QuerySet[Recheck]:
    """Comparisons of pages that may be seen, newest first, with what may be told of them.

    `shown_kind`, `shown_number`, and `shown_unread`: that of some quotation nothing can be said.

    Staff also see those of drafts' pages and quotations.
    """
    cited = Citation.objects.filter(public("claim"), page=OuterRef("page"))
    number: Any = F("number_altered")
    unread = Q(quotations__contains=[{"change": "unread"}])
    if not to_staff:
        number = _whether(Q(number_altered=True) & Q(_tells("number_altered", value=True)))
        unread &= Q(_tells("change", "unread"))
    return (
        Recheck.objects.filter(page__in=pages_shown(to_staff=to_staff))
        .select_related("page__publisher", "earlier", "later")
        .defer(*_HEAVY)
        .annotate(
            shown_kind=F("kind") if to_staff else _shown_kind(),
            shown_number=number,
            shown_unread=_whether(unread),
            is_exercise=Exists(cited.filter(claim__incident__is_exercise=True)),
        )
        .order_by("-at", "-pk")
    )


def _whether(condition: Q) -> Case:
    return Case(When(condition, then=True), default=False, output_field=BooleanField())


@built_once
def altered_shown() -> QuerySet[Recheck]:
    """Comparisons that found another number in a quotation that a public claim rests on."""
    return Recheck.objects.filter(Q(number_altered=True) & Q(_tells("number_altered", value=True)))


def changes_listed(kind: str = "", *, to_staff: bool = False) -> QuerySet[Recheck]:
    """Comparisons that found something, newest first; a page that stays gone is told of once.

    Args:
        kind: one of ``LISTED``; empty for all but sites that did not answer, which say nothing
            about the page and are told of only when asked for.
        to_staff: whether to tell of drafts' pages and quotations too.
    """
    before = Recheck.objects.filter(
        earlier=OuterRef("earlier"), kind=OuterRef("kind"), at__lt=OuterRef("at")
    )
    found = (
        changes_shown(to_staff=to_staff)
        .exclude(kind=RecheckKind.UNCHANGED)
        .exclude(Q(kind__in=_OF_PAGES) & Exists(before))
    )
    return found.filter(Q(shown_kind=kind)) if kind else found.exclude(kind=RecheckKind.PAGE_FAILED)


@dataclass(frozen=True, slots=True)
class Note:
    """What a later look showed of something that a claim rests on.

    `change` is one of `MARKED`, or a kind of comparison for the page as a whole; `number` is that
    a number was altered; `differences` holds (before, now).
    """

    recheck: int
    at: datetime
    change: str
    number: bool
    differences: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes on what claims rest on, newest first."""

    of_pages: Mapping[int, tuple[Note, ...]]
    """Of each page: altered numbers, and what became of the page itself."""
    of_quotations: Mapping[int, tuple[Note, ...]]

    def numbers(self, pages: Iterable[int]) -> list[Note]:
        """Altered numbers in any of these pages, newest first, each comparison once."""
        found = {
            note.recheck: note for page in pages for note in self.of_pages[page] if note.number
        }
        return sorted(found.values(), key=lambda note: note.at, reverse=True)

    def of(self, citation: Citation) -> list[Note]:
        """What is shown beside one citation."""
        own = self.of_quotations[citation.quotation_id] if citation.quotation_id else ()
        told = {note.recheck for note in own}
        page = [
            note
            for note in self.of_pages[citation.page_id]
            if note.recheck not in told and (not note.number or citation.quotation_id is None)
        ]
        return sorted([*own, *page], key=lambda note: note.at, reverse=True)


def notes_on(citations: Iterable[Citation], *, at: datetime | None = None) -> Notes:
    """Read what later looks showed of pages and quotations; two queries.

    Args:
        citations: citations of public claims.
        at: the moment until which looks are told of; None for all of them.
    """
    pages = {citation.page_id for citation in citations}
    of_pages: dict[int, list[Note]] = defaultdict(list)
    of_quotations: dict[int, list[Note]] = defaultdict(list)
    silent = (RecheckKind.UNCHANGED, RecheckKind.CHANGED_ELSEWHERE, RecheckKind.PAGE_FAILED)
    telling = ~Q(kind__in=silent) | Q(number_altered=True)
    rows = Recheck.objects.filter(telling, page__in=pages).order_by("-at", "-pk")
    rows = rows if at is None else rows.filter(at__lte=at)
    known = _quoted_openly(pages)
    for row in rows.only("page_id", "kind", "number_altered", "quotations", "at", "earlier_id"):
        told = [entry for entry in row.quotations if entry["quotation"] in known]
        for entry in told:
            if entry["change"] in MARKED:
                of_quotations[entry["quotation"]].append(_note(row, entry))
        number = next((entry for entry in told if _has_altered_number(entry)), None)
        if number is not None:
            of_pages[row.page_id].append(_note(row, number))
        elif row.kind not in (*OF_QUOTATIONS, *silent):
            of_pages[row.page_id].append(Note(row.pk, row.at, row.kind, number=False))
    return Notes(
        defaultdict(tuple, {page: _news(notes) for page, notes in of_pages.items()}),
        defaultdict(tuple, {key: tuple(notes) for key, notes in of_quotations.items()}),
    )


def _quoted_openly(pages: Collection[int]) -> set[int]:
    """The quotations of pages that a public claim rests on."""
    cited = open_citations().filter(page__in=pages, quotation__isnull=False)
    return set(cited.values_list("quotation_id", flat=True))


def _has_altered_number(entry: Mapping[str, Any]) -> bool:
    """Whether the passage itself has another number; a correction elsewhere leaves it standing."""
    return bool(entry.get("number_altered")) and entry["change"] == "altered"


def _note(row: Recheck, entry: Mapping[str, Any]) -> Note:
    number = bool(entry.get("number_altered"))
    differences = tuple(
        (one["before"], one["now"])
        for one in entry["differences"]
        if not number or one["kind"] == "number"
    )
    return Note(row.pk, row.at, entry["change"], number, differences)


def _news(notes: list[Note]) -> tuple[Note, ...]:
    """Notes newest first without those that only repeat what the look before had shown."""
    kept = [
        note
        for number, note in enumerate(notes)
        if note.number or number + 1 == len(notes) or notes[number + 1].change != note.change
    ]
    return tuple(kept)


def altered_numbers(
    citations: Iterable[Citation], *, at: datetime | None = None
) -> dict[int, list[Note]]:
    """For each claim, the altered numbers in pages it cites; a claim without any is left out.

    Args:
        citations: citations of public claims.
        at: as for `notes_on`.
    """
    given = list(citations)
    notes = notes_on(given, at=at)
    pages: dict[int, set[int]] = defaultdict(set)
    for citation in given:
        pages[citation.claim_id].add(citation.page_id)
    found = {claim: notes.numbers(cited) for claim, cited in pages.items()}
    return {claim: numbers for claim, numbers in found.items() if numbers}
