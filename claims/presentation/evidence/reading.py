"""The sealed text of a copy, cut into parts to be read, and passages of it to be quoted.

Places are counted in characters of the whole text, so that a passage is the same whichever part it
was chosen in: the words themselves are always cut out of the sealed text, never taken from a form.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from sources.archiver.quoting.verify import verify
from sources.archiver.values import Extraction, ExtractionState, Quote
from sources.models import Capture, ChangedTextError, Finding, TextOfCopy, text_of
from sources.reads.sealed import words_shown

log = logging.getLogger(__name__)

PART = 20_000
"""Characters of a part, about: it ends where a line does."""
OVERLAP = 2_500
"""Characters of the next part that stand at the end of one: more than a quotation may have."""
LONGEST_PASSAGE = 2_000
"""Characters of a quotation, at most."""
CONTEXT = 60
"""Characters around a quotation, about: they end where a word does."""
MOST_FOUND = 20
"""Places that a search shows."""
LONGEST_SOUGHT = 2_000

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_END_OF_SENTENCE = re.compile(r"[.!?…。！？؟۔]+[\"'»”’)\]]*(?=\s|$)|\n")


@dataclass(frozen=True, slots=True)
class ChosenWords:
    """Words of a text with a few words around them, and their place in it."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class FoundWords:
    """A place that a search found: the words alone, and the sentence that they stand in."""

    words: ChosenWords
    sentence: ChosenWords

    @property
    def around(self) -> tuple[str, str]:
        """What of the sentence stands before the words, and after them."""
        begin = self.words.start - self.sentence.start
        after = self.words.end - self.sentence.start
        return self.sentence.exact[:begin], self.sentence.exact[after:]


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line of the text as it is shown; its text on the page is the line itself, to the letter."""

    start: int
    html: SafeString


@dataclass(frozen=True, slots=True)
class TextPart:
    """A part of a text, counted from 1."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CopyText:
    """A text of a copy: what was read from it, or what a browser showed of it."""

    text: str
    which: TextOfCopy
    has_changed: bool = False
    """Whether the kept text is not the one that was sealed, so that nothing of it is shown."""

    @property
    def parts(self) -> list[TextPart]:
        """The text in parts; none where there is no text."""
        return list(_parts(self.text))

    def part_with(self, place: int) -> int:
        """The number of the part in which a place is first shown."""
        return next((one.number for one in self.parts if place < one.end), 1)

    def passage(self, start: int, end: int) -> ChosenWords | None:
        """Words by their place, without the white space around them; None where there are none."""
        start, end = max(start, 0), min(end, len(self.text))
        chosen = self.text[start:end]
        if not chosen.strip():
            return None
        start += len(chosen) - len(chosen.lstrip())
        end = start + len(chosen.strip())
        return ChosenWords(
            start, end, self.text[start:end], _before(self.text, start), _after(self.text, end)
        )

    def words_as_typed(self, typed: str, start: int | None, end: int | None) -> ChosenWords | None:
        """Words by their place, if they still say what was typed; else where only one place does.

        Args:
            typed: the words, however spaced.
            start: where they were chosen; None if they were not.
            end: where they end.
        """
        chosen = None if start is None or end is None else self.passage(start, end)
        if chosen and chosen.exact.split() == typed.split():
            return chosen
        places = [one.words for one in self.find(typed)]
        same = [one for one in places if one.exact.split() == typed.split()]
        return same[0] if len(same) == 1 else None

    def find(self, sought: str) -> list[FoundWords]:
        """Places with some words, however spaced and in capitals or not; else the likest place."""
        words = sought[:LONGEST_SOUGHT].split()
        if not words:
            return []
        pattern = re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE)
        places = [match.span() for match in islice(pattern.finditer(self.text), MOST_FOUND)]
        if not places and len(words) > 1:
            check = verify(Quote(sought), Extraction(ExtractionState.DONE, text=self.text))
            if check.start is not None and check.end is not None:
                places = [(check.start, check.end)]
        return [found for place in places if (found := self._found(*place)) is not None]

    def lines(self, part: TextPart, findings: Iterable[Finding]) -> list[ReadLine]:
        """The lines of a part, with what is quoted already marked."""
        places = _places(findings, self.which)
        end = min(part.end + OVERLAP, len(self.text)) if part.end < len(self.text) else part.end
        return [
            ReadLine(match.start(), _html(self.text, match.start(), match.end(), places))
            for match in _LINE.finditer(self.text, part.start, end)
        ]

    def _found(self, start: int, end: int) -> FoundWords | None:
        words = self.passage(start, end)
        sentence = self.passage(*_sentence(self.text, start, end))
        return FoundWords(words, sentence) if words and sentence else None


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one copy: as it was read, and as a browser showed it where that differs."""

    sent: CopyText
    shown: CopyText | None

    def within(self, which: str) -> CopyText:
        """The one that is asked for, if there is one; else what was read."""
        return self.shown if self.shown and which == TextOfCopy.SHOWN else self.sent


def texts_of(capture: Capture) -> Texts:
    """The texts of a copy; what was read is empty where nothing was."""
    try:
        sent = CopyText(text_of(capture), TextOfCopy.SENT)
    except ChangedTextError:
        log.exception("A kept text is not shown to be quoted")
        sent = CopyText("", TextOfCopy.SENT, has_changed=True)
    shown = words_shown(capture) or ""
    # White space is passed over where quotations are checked, so it makes no other text.
    if not shown.strip() or shown.split() == sent.text.split():
        return Texts(sent, None)
    return Texts(sent, CopyText(shown, TextOfCopy.SHOWN))


def _parts(text: str) -> Iterator[TextPart]:
    start, number = 0, 1
    while start < len(text):
        end = min(start + PART, len(text))
        if end < len(text):
            cut = text.rfind("\n", start + PART // 2, end)
            cut = cut if cut > 0 else text.rfind(" ", start + PART // 2, end)
            end = cut + 1 if cut > 0 else end
        yield TextPart(number, start, end)
        start, number = end, number + 1


def _before(text: str, start: int) -> str:
    around = text[max(start - CONTEXT, 0) : start]
    if start > CONTEXT and not text[start - CONTEXT - 1].isspace():
        around = around.partition(" ")[2] or around
    return " ".join(around.split())


def _after(text: str, end: int) -> str:
    around = text[end : end + CONTEXT]
    if end + CONTEXT < len(text) and not text[end + CONTEXT].isspace():
        around = around.rpartition(" ")[0] or around
    return " ".join(around.split())


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a place, as far as it fits into a quotation."""
    room = max(LONGEST_PASSAGE - (end - start), 0) // 2
    least, most = max(start - room, 0), min(end + room, len(text))
    begins = [match.end() for match in _END_OF_SENTENCE.finditer(text, least, start)]
    closing = _END_OF_SENTENCE.search(text, max(end - 1, start), most)
    return begins[-1] if begins else least, max(closing.end(), end) if closing else most


def _places(findings: Iterable[Finding], which: TextOfCopy) -> list[tuple[int, int]]:
    rows = [row for row in findings if row.read_in == which and row.start is not None]
    return sorted((row.start or 0, row.end or 0) for row in rows)


def _html(text: str, start: int, end: int, places: Sequence[tuple[int, int]]) -> SafeString:
    pieces: list[SafeString] = []
    position = start
    for place in places:
        begin, after = max(place[0], position), min(place[1], end)
        if begin < after:
            quoted = format_html("<mark>{}</mark>", _escaped(text[begin:after]))
            pieces += [_escaped(text[position:begin]), quoted]
            position = after
    pieces.append(_escaped(text[position:end]))
    return mark_safe("".join(pieces))  # noqa: S308 - each piece was escaped just now


def _escaped(words: str) -> SafeString:
    """Words as they stand on a page; a browser reads a bare carriage return as another sign."""
    plain = conditional_escape(words).replace("\r", "&#13;")
    return mark_safe(plain)  # noqa: S308 - escaped, and a reference put in
