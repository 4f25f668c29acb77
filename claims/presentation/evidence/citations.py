"""Citations of a claim, each with the state of our copy and what was found of its quotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.models import Citation
from claims.presentation import words
from claims.presentation.change_words import difference, mark
from claims.presentation.copy_states import Stamp, finding_words, page_stamp
from claims.reads.evidence.changes import Note, Notes
from claims.reads.evidence.newest import newest_finding
from sources.models import Capture, Finding, PublisherGrade


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
    def copy(self) -> Capture | None:
        """The sealed copy to read: the one that was checked, else the newest; None without one."""
        captures = list(self.citation.page.captures.all())
        checked = None if self.finding is None else self.finding.capture_id
        copies = [one for one in captures if one.is_copy]
        newest = max(copies, key=lambda one: (not one.is_deposit, one.requested_at), default=None)
        return next((one for one in captures if one.pk == checked), newest)

    @property
    def differs(self) -> bool:
        """Whether the copy has other words than those quoted."""
        return self.finding is not None and self.finding.shows_difference

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
