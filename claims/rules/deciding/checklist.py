"""What has to be in order before a verdict is published, or be waived in writing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from claims.rules.grounds import REPORTING, Stance
from tracker.base.values.sentence import gettext_noop as _

LONGEST_RUN = 7
"""So many words in a row may stand in a text for readers and in an internal note by chance."""


class Point(StrEnum):
    """One point of the checklist."""

    SOURCE = "source"
    SEALED = "sealed"
    VERBATIM = "verbatim"
    BEST_SOURCES = "best_sources"
    REPLY = "reply"
    NOTES = "notes"

    @property
    def label(self) -> str:
        """What is asked for, in a few words."""
        return _POINTS[self][0]

    @property
    def left_open(self) -> str:
        """How it was when it was waived, as readers are told; what came later changes nothing."""
        return _POINTS[self][1]


_POINTS: dict[Point, tuple[str, str]] = {
    Point.SOURCE: (
        _("At least one source that reports the claim is cited"),
        _("No source that reports the claim was cited when the verdict was published"),
    ),
    Point.SEALED: (
        _("Every cited page has a sealed copy"),
        _("A cited page had no sealed copy when the verdict was published"),
    ),
    Point.VERBATIM: (
        _("Quotations match the sealed copies word for word, or the difference is explained"),
        _("A quotation did not match the sealed copy word for word when the verdict was published"),
    ),
    Point.BEST_SOURCES: (
        _("The best source of each side is cited"),
        _("The best source of one side was not cited when the verdict was published"),
    ),
    Point.REPLY: (
        _("The claimant was asked for a reply"),
        _("The claimant had not been asked for a reply when the verdict was published"),
    ),
    Point.NOTES: (
        _("Nothing that readers are told quotes an internal note"),
        _(
            "Some of what readers were told was also in an internal note"
            " when the verdict was published"
        ),
    ),
}


class Moot(StrEnum):
    """Why there is nothing to be looked at in a point: it is neither open nor in order."""

    NOTHING_CITED = "nothing_cited"
    NOTHING_QUOTED = "nothing_quoted"
    NO_COPY = "no_copy"
    NO_OTHER_SIDE = "no_other_side"
    NOBODY_TO_ASK = "nobody_to_ask"

    @property
    def label(self) -> str:
        """The same in a few words."""
        return _MOOT[self]


_MOOT: dict[Moot, str] = {
    Moot.NOTHING_CITED: _("nothing is cited"),
    Moot.NOTHING_QUOTED: _("nothing is quoted"),
    Moot.NO_COPY: _("no sealed copy to compare with"),
    Moot.NO_OTHER_SIDE: _("there is no other side"),
    Moot.NOBODY_TO_ASK: _("there is nobody to ask"),
}


@dataclass(frozen=True, slots=True)
class CitedFacts:
    """One citation as the checklist sees it.

    Args:
        key: of the citation.
        page: key of the page.
        grade: the publisher's letter, A to F; empty without one.
        is_copied: whether there is a whole sealed copy of the page, fetched or deposited.
        is_quoted: whether words of it are quoted.
        is_verbatim: whether the newest copy that was checked has them word for word.
        is_explained: whether somebody wrote down what is to be said of a difference.
        stance: how it stands to the claim.
    """

    key: int
    page: int
    grade: str = ""
    is_copied: bool = True
    is_quoted: bool = False
    is_verbatim: bool = True
    is_explained: bool = False
    stance: Stance = Stance.REPORTS

    @property
    def is_report(self) -> bool:
        """Whether the page says what the claim says, so that the claim rests on it."""
        return self.stance in REPORTING


@dataclass(frozen=True, slots=True)
class PublishingFacts:
    """What the checklist is read from.

    Args:
        citations: what the claim rests on.
        other_side: what claims rest on that say otherwise.
        can_be_asked: whether there is a claimant that could be asked.
        was_asked: whether it was.
        notes: internal notes on the claim and on what it rests on.
        open_texts: what readers see anyway, so that it may be quoted.
    """

    citations: Sequence[CitedFacts] = ()
    other_side: Sequence[CitedFacts] = ()
    can_be_asked: bool = True
    was_asked: bool = False
    notes: Sequence[str] = ()
    open_texts: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class CheckedPoint:
    """One point with what is still open in it.

    Args:
        point: the point.
        is_green: whether it was looked at and nothing is open.
        moot: why there was nothing to look at, where that is so; nothing is open then either.
        citations: keys of the citations that leave it open, of either side.
        words: words of an internal note that readers would be told.
        told: the text that has them.
    """

    point: Point
    is_green: bool
    citations: tuple[int, ...] = ()
    words: str = ""
    told: str = ""
    moot: Moot | None = None

    @property
    def is_open(self) -> bool:
        """Whether something has to be mended, or waived in writing."""
        return not self.is_green and self.moot is None


def checklist(
    facts: PublishingFacts, *told: str, waived: Mapping[Point, str] | None = None
) -> list[CheckedPoint]:
    """Go through every point, in order.

    Args:
        facts: of the claim.
        told: each text that readers are to be told: the summary, and what stands beside it.
        waived: why a point may stay open; readers are told it of each that is.
    """
    is_reported = any(one.is_report for one in facts.citations)
    rows = [
        CheckedPoint(Point.SOURCE, is_reported),
        _of_copies(facts.citations),
        _of_quotations(facts.citations),
        _of_sides(facts, is_reported=is_reported),
        _looked_at(Point.REPLY, () if facts.was_asked else None, unless=_nobody_to_ask(facts)),
    ]
    reasons = [(waived or {}).get(row.point, "") for row in rows if row.is_open]
    return [*rows, _of_notes(facts, [*told, *reasons])]


def _looked_at(
    point: Point, citations: Iterable[CitedFacts] | None, *, unless: Moot | None = None
) -> CheckedPoint:
    """A point with the citations that leave it open.

    Args:
        point: the point.
        citations: those citations; None where it is open and no citation is why.
        unless: why there is nothing to look at.
    """
    keys = tuple(one.key for one in citations or ())
    if keys or (citations is None and unless is None):
        return CheckedPoint(point, is_green=False, citations=keys)
    return CheckedPoint(point, is_green=unless is None, moot=unless)


def _of_copies(citations: Sequence[CitedFacts]) -> CheckedPoint:
    uncopied = _once_a_page(one for one in citations if not one.is_copied)
    return _looked_at(Point.SEALED, uncopied, unless=None if citations else Moot.NOTHING_CITED)


def _of_quotations(citations: Sequence[CitedFacts]) -> CheckedPoint:
    """Words of which there is no copy are no more in order than words that nobody quoted."""
    quoted = [one for one in citations if one.is_quoted]
    unexplained = [one for one in quoted if not one.is_explained]
    differing = [one for one in unexplained if one.is_copied and not one.is_verbatim]
    moot = Moot.NO_COPY if any(not one.is_copied for one in unexplained) else None
    return _looked_at(Point.VERBATIM, differing, unless=moot if quoted else Moot.NOTHING_QUOTED)


def _of_sides(facts: PublishingFacts, *, is_reported: bool) -> CheckedPoint:
    better = best_left_out(facts.citations, facts.other_side)
    if not is_reported and not better:
        return _looked_at(Point.BEST_SOURCES, None)
    moot = None if facts.other_side else Moot.NO_OTHER_SIDE
    return _looked_at(Point.BEST_SOURCES, better, unless=moot)


def _nobody_to_ask(facts: PublishingFacts) -> Moot | None:
    return None if facts.was_asked or facts.can_be_asked else Moot.NOBODY_TO_ASK


def _once_a_page(citations: Iterable[CitedFacts]) -> list[CitedFacts]:
    """The first citation of each page: what is said of one is said of the page."""
    found: dict[int, CitedFacts] = {}
    for one in citations:
        found.setdefault(one.page, one)
    return list(found.values())


def _of_notes(facts: PublishingFacts, told: Iterable[str]) -> CheckedPoint:
    for text in told:
        if words := told_of_notes(text, facts.notes, facts.open_texts):
            return CheckedPoint(Point.NOTES, is_green=False, words=words, told=text)
    return CheckedPoint(Point.NOTES, is_green=True)


_GRADED = "ABCDE"
"""F is "no basis" and stands nowhere in the order."""


def best_left_out(
    own: Collection[CitedFacts], other_side: Collection[CitedFacts]
) -> list[CitedFacts]:
    """The best sources of the other side, each once, if the claim cites none nor one as good.

    Best is the best letter that a publisher among them has. Where none has one, each of them is as
    good as any other. A source as good is one that is cited here because it contradicts the claim.

    Args:
        own: what the claim rests on.
        other_side: what claims rest on that say otherwise.
    """
    letters = [one.grade for one in other_side if one.grade and one.grade in _GRADED]
    top = min(letters, default="")
    best = [one for one in other_side if not top or one.grade == top]
    pages = {one.page for one in best}
    for one in own:
        as_good = not top or (bool(one.grade) and one.grade in _GRADED and one.grade <= top)
        if one.page in pages or (one.stance is Stance.CONTRADICTS and as_good):
            return []
    return _once_a_page(best)


def told_of_notes(told: str, notes: Iterable[str], open_texts: Iterable[str]) -> str:
    """The first long run of words that a text for readers shares with an internal note.

    Runs that readers see elsewhere anyway are let pass. Empty if there is none.

    Args:
        told: what readers are to be told.
        notes: internal notes.
        open_texts: such as the statement and the quotations.
    """
    words = _words(told)
    hidden = {run for note in notes for run in _runs(_words(note))}
    if not hidden:
        return ""
    shown = {run for text in open_texts for run in _runs(_words(text))}
    return next((" ".join(run) for run in _runs(words) if run in hidden - shown), "")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    size = LONGEST_RUN + 1
    for start in range(len(words) - size + 1):
        yield tuple(words[start : start + size])
