"""The text of a PDF: in logical order, with notes apart, and what pages of it show no text.

PDFium gives the characters of a page in the order of reading, as far as it can tell. What it leaves
out is read from where the characters stand: a raised digit is the mark of a note, and a word of a
right-to-left script whose letters go from left to right was written in visual order.
"""

import ctypes
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw as pdfium

from sources.archiver.reading.found import PageWords
from tracker.base.language.hyphens import keeps_hyphen

MOST_PAGES = 2000
RAISED = 0.15
"""Share of the size of its letters by which a note stands above their line."""
WIDE = 1.5
"""Sizes of the letters from one digit to the next: a digit and a space take less than one."""
LOCKED, DAMAGED, NO_TEXT, TOO_LONG = "locked", "damaged", "no_text", "too_long"

# PDFium marks a hyphen that only breaks a line with one of these.
_BROKEN = re.compile("[\x02\ufffe]\r?\n?")
_WORD_BEFORE, _WORD_AFTER = re.compile(r"[^\W\d_]*\Z"), re.compile(r"[^\W\d_]*")
LONGEST_WORD = 30
_NOTED = re.compile(r"(?<=[^\W_])\d+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]{2,}")
_GAP = re.compile(r"(?<=\d) +(?=\d{3}(?!\d))")
_MARKED = re.compile(f"{_RIGHT_TO_LEFT.pattern}|{_NOTED.pattern}|{_GAP.pattern}")
_FIELDS = {"title": "Title", "author": "Author", "date": "CreationDate"}


class UnreadablePdfError(Exception):
    """The text cannot be read; the message is a code of the table of sentences, after "page."."""


def read_pdf(body: bytes) -> PageWords:
    """Text and metadata of a PDF.

    Raises:
        UnreadablePdfError: it is locked, damaged, too long or holds no text.
    """
    try:
        document = pypdfium2.PdfDocument(body)
        if len(document) > MOST_PAGES:
            raise UnreadablePdfError(TOO_LONG)
        pages = [_read_page(document[number]) for number in range(len(document))]
        told = document.get_metadata_dict(skip_empty=True)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise UnreadablePdfError(LOCKED if locked else DAMAGED) from error
    text = "\n\n".join(page.strip() for page, _in_doubt in pages)
    if not text.strip():
        raise UnreadablePdfError(NO_TEXT)
    unread = {
        "scanned": sum(not page.strip() for page, _in_doubt in pages),
        "order": sum(in_doubt for _page, in_doubt in pages),
    }
    metadata = {key: told[name] for key, name in _FIELDS.items() if told.get(name)}
    return PageWords(text, metadata=metadata, unread={key: n for key, n in unread.items() if n})


def _read_page(page: Any) -> tuple[str, bool]:
    """The text of a page, and whether its words may stand in another order than they are read."""
    textpage = page.get_textpage()
    text: str = textpage.get_text_range()
    # Places can be told only where each character of the text is one of the page.
    is_placed = len(text) == textpage.count_chars()
    places = _Places(textpage)
    if is_placed:
        text = "".join(_pieces(text, places))
    in_doubt = places.in_doubt or (not is_placed and bool(_RIGHT_TO_LEFT.search(text)))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _BROKEN.sub(_joined, text), in_doubt


class _Places:
    """Where the characters of a page stand."""

    def __init__(self, textpage: Any) -> None:
        self.in_doubt = False
        """Whether words of a right-to-left line follow one another to the right."""
        self._textpage = textpage
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._last: tuple[float, float] | None = None

    def of(self, number: int) -> tuple[float, float]:
        """The origin of a character, in points from the left and from the bottom."""
        pdfium.FPDFText_GetCharOrigin(self._textpage, number, self._x, self._y)
        return self._x.value, self._y.value

    def size(self, number: int) -> float:
        """The size of its font, in points."""
        return float(pdfium.FPDFText_GetFontSize(self._textpage, number))

    def is_raised(self, number: int, line: int) -> bool:
        """Whether a character stands above the line of another one, and yet in that line."""
        above = self.of(number)[1] - self.of(line)[1]
        size = self.size(line)
        return RAISED * size < above < size

    def follows(self, x: float, y: float) -> None:
        """Note where the next right-to-left word stands: left of the last one, or in a new line."""
        if self._last is not None and abs(self._last[1] - y) < 1 and x > self._last[0]:
            self.in_doubt = True
        self._last = x, y


def _pieces(text: str, places: _Places) -> Iterator[str]:
    end = 0
    for found in _MARKED.finditer(text):
        yield text[end : found.start()]
        end = found.end()
        first = found[0][0]
        mend = _noted if first.isdecimal() else _parted if first == " " else _in_order
        yield mend(found, places)
    yield text[end:]


def _noted(number: re.Match[str], places: _Places) -> str:
    """Set the mark of a note apart from the word or number that it stands at."""
    line = number.start() - 1
    for place in range(number.start(), number.end()):
        if places.is_raised(place, line):
            cut = place - number.start()
            return f"{number[0][:cut]}[{number[0][cut:]}]"
    return number[0]


def _parted(gap: re.Match[str], places: _Places) -> str:
    """Part the digits of two columns, which a space would make one number: 84 300."""
    before, after = gap.start() - 1, gap.end()
    wide = places.of(after)[0] - places.of(before)[0] > WIDE * places.size(before)
    return "\t" if wide else gap[0]


def _in_order(word: re.Match[str], places: _Places) -> str:
    """Turn round a right-to-left word whose letters stand from left to right."""
    (first, line), (last, other) = places.of(word.start()), places.of(word.end() - 1)
    places.follows(first, line)
    is_visual = last > first and abs(line - other) < places.size(word.start())
    return word[0][::-1] if is_visual else word[0]


def _joined(broken: re.Match[str]) -> str:
    """What stands in the place of a hyphen that breaks a line."""
    text, start, end = broken.string, broken.start(), broken.end()
    before = _WORD_BEFORE.search(text[max(start - LONGEST_WORD, 0) : start])
    after = _WORD_AFTER.match(text[end : end + LONGEST_WORD])
    return "-" if before and after and keeps_hyphen(before[0], after[0]) else ""
