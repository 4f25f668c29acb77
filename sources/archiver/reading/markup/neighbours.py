"""What stands between two pieces of a page's text: a line, a gap, a note, or nothing.

Where elements begin and end stand marks, and what becomes of each mark is decided by the
characters that it stands between. A browser joins
inline neighbours without a gap and parts them by their look; a text has no look, so two digits, or
a letter and a digit, of two elements never touch in it.
"""

import re
from collections.abc import Iterator
from typing import Any

# Separators and controls of ASCII, which no page shows: what a page holds of them is taken out
# before. One that it spells as a reference (&#28;) then parts its own text, and no more.
PARAGRAPH, LINE, CELL, SEAM = "\x1c", "\x1d", "\x1e", "\x1f"
RAISED, LOWERED, LINKED, END = "\x02", "\x03", "\x04", "\x05"
STRUCK, UNSTRUCK = "\x06", "\x07"
ALL = PARAGRAPH + LINE + CELL + SEAM + RAISED + LOWERED + LINKED + END + STRUCK + UNSTRUCK

_PARAGRAPHS = (
    "p h1 h2 h3 h4 h5 h6 blockquote ul ol dl table pre section article header footer nav aside "
    "main figure form fieldset hr details address"
)
_LINES = (
    "div li dt dd tr caption figcaption legend summary option center thead tbody tfoot mtr frameset"
)
_AROUND: dict[str | None, tuple[str, str]] = (
    dict.fromkeys(_PARAGRAPHS.split(), (PARAGRAPH, PARAGRAPH))
    | dict.fromkeys(_LINES.split(), (LINE, LINE))
    | dict.fromkeys(("td", "th", "mtd", "button", "label", "select"), (CELL, CELL))
    | dict.fromkeys(("del", "s", "strike"), (STRUCK, UNSTRUCK))
    | dict.fromkeys(("html", "body", "wbr", "ruby", "rb", "bdi", "bdo", "-comment", None), ("", ""))
    | {
        "br": (LINE, ""),
        "sup": (RAISED, END),
        "sub": (LOWERED, END),
        "a": (SEAM + LINKED, END + SEAM),
    }
)
_OF_ANY_OTHER = (SEAM, SEAM)
"""What stands before and after any other element; an instruction (<?x?>) has no name."""
BETWEEN = {"mfrac": "/", "msup": "^"}
"""MathML: what stands between the two parts of an element."""

_KEEPS_LINES = frozenset({"pre", "textarea"})

LONGEST_STRUCK = 5_000
MOST_STRUCK = 50_000
"""Characters of struck passages that are kept."""
_STRIKING = re.compile(f"([{STRUCK}{UNSTRUCK}])")
_LINK = re.compile(rf"{LINKED}(?=[\d {SEAM}])([\d,;– {SEAM}-]{{1,20}}){END}")
_RAISED = re.compile(f"( ?)([{RAISED}{LOWERED}])([^{RAISED}-{END}]{{0,40}}){END}")
_NUMBERS = re.compile(r"\d{1,3}(?:[,;–-]\d{1,3}){0,9}")
_LETTERS = re.compile(r"[^\W\d_]{1,3}")
_FRACTION = ("/", "\u2044")
_NEGATIVE = re.compile(r"[-−–]\d{1,2}")
_POWERS = str.maketrans("0123456789-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻")
_MEASURED = re.compile(r"(?<![^\W\d_])(?:[kcdmh]?m|in|ft|mi|yd|[кдс]?м|كم|م)\Z")
"""A unit of length, whose raised 2 or 3 makes it one of area or volume."""
_TENS = re.compile(r"[×x·*]\s?10\Z")
# Each begins with its mark, which is quickly found; what stands before it is looked at then.
_TOUCHING = re.compile(
    rf"{SEAM}(?:(?<=\d{SEAM}){SEAM}*+(?=[^\W_])|(?<=[^\W_]{SEAM}){SEAM}*+(?=\d))"
)
_BETWEEN_DIGITS = re.compile(rf"{CELL}(?<=\d{CELL})[ {CELL}]*+(?=\d{{3}}(?!\d))")
_THREE = re.compile(r"\d{3}(?!\d)")


def set_marks(root: Any) -> None:
    """Set marks into a tree where its elements begin and end; time grows with their number.

    To take the text of the tree in one piece then costs far less than to put it together from its
    nodes, or to write the tree down and part its tags from its text.

    Args:
        root: the element that holds the page; it is changed.
    """
    kept: set[int] = set()
    for node in root.traverse():
        tag = node.tag
        before, after = _AROUND.get(tag, _OF_ANY_OTHER)
        if before:
            node.insert_before(before)
        if after:
            node.insert_after(after)
        if tag in _KEEPS_LINES and node.mem_id not in kept:
            kept.update(_keep_lines(node))


def _keep_lines(node: Any) -> Iterator[int]:
    """Mark the lines of text in an element in which they are shown; tell which others are in it."""
    for one in list(node.traverse(include_text=True)):
        if one.tag in _KEEPS_LINES:
            yield one.mem_id
        said = (one.text_content or "") if one.tag == "-text" else ""
        if "\n" in said:
            one.replace_with(said.replace("\r", "").replace("\n", LINE))


def resolve(text: str) -> tuple[str, tuple[str, ...]]:
    """Put what is read in the place of the marks; linear in the length of the text.

    Args:
        text: a page's text with marks.

    Returns:
        The page's words, and the passages that are struck out.
    """
    for space in "\t\n\r\f":
        text = text.replace(space, " ")
    kept, struck = _without_struck(text)
    passages = [passage for one in struck if (passage := _words(one)[:LONGEST_STRUCK])]
    return _words(kept), tuple(_bounded(passages))


def _without_struck(text: str) -> tuple[str, list[str]]:
    """Part a text from what is struck out in it; an outer passage holds those inside it."""
    if STRUCK not in text:
        return text.replace(UNSTRUCK, ""), []
    kept: list[str] = []
    struck: list[str] = []
    depth = 0
    for piece in _STRIKING.split(text):
        if piece == STRUCK:
            if not depth:
                struck.append("")
            depth += 1
        elif piece == UNSTRUCK:
            depth = max(depth - 1, 0)
        elif depth:
            struck[-1] += piece
            kept.append(PARAGRAPH if PARAGRAPH in piece else LINE if LINE in piece else SEAM)
        else:
            kept.append(piece)
    return "".join(kept), struck


def _bounded(passages: list[str]) -> list[str]:
    left = MOST_STRUCK
    for number, passage in enumerate(passages):
        left -= len(passage)
        if left < 0:
            return passages[:number]
    return passages


def _words(text: str) -> str:
    # To look for one character that is not there costs far less than for two, or for a pattern.
    if LINKED in text:
        text = _LINK.sub(_link, text).replace(END + SEAM + SEAM + LINKED, CELL)
    if RAISED in text or LOWERED in text:
        text = _RAISED.sub(_raised, text)
    for left_over in (RAISED, LOWERED, LINKED, END):
        text = text.replace(left_over, SEAM)
    if SEAM in text:
        text = _TOUCHING.sub(_part, text).replace(SEAM, "")
    if CELL in text:
        text = _without_cells(text)
    text = text.replace(PARAGRAPH, "\n\n").replace(LINE, "\n")
    while "  " in text:
        text = text.replace("  ", " ")
    text = "\n".join([line.strip(" ") for line in text.split("\n")])
    return re.sub("\n\n\n+", "\n\n", text).strip()


def _without_cells(text: str) -> str:
    while f" {CELL}" in text:
        text = text.replace(f" {CELL}", CELL)
    return _BETWEEN_DIGITS.sub("\t", text).replace(CELL, " ")


def _part(seam: re.Match[str]) -> str:
    # After a space, three digits would belong to the number before them: 84 300.
    grouped = seam.string[seam.start() - 1].isdecimal() and _THREE.match(seam.string, seam.end())
    return "\t" if grouped else " "


def _link(link: re.Match[str]) -> str:
    """A link of digits that nothing parts from the word before it is the mark of a note."""
    number = link[1].replace(SEAM, "").strip()
    before = _before(link)
    if before[-1:].isalnum() and _NUMBERS.fullmatch(number):
        return _note(number)
    return SEAM + link[1] + SEAM


def _raised(raised: re.Match[str]) -> str:
    """What stands above or below the line: a note, a power, an ordinal, a part of a fraction."""
    gap, sign, inner = raised.groups()
    said = inner.replace(SEAM, "").strip()
    before = _before(raised)
    after = raised.string[raised.end() : raised.end() + 4].replace(SEAM, "")[:1]
    if gap:
        # A note may stand a space behind its word, but a word of its own may begin so as well.
        is_note = before[-1:].isalnum() and not after.isalnum() and after not in _FRACTION
        return _note(said) if is_note and _NUMBERS.fullmatch(said) else gap + inner + SEAM
    if _NUMBERS.fullmatch(said):
        if after in _FRACTION or before[-1:] in _FRACTION:
            return SEAM + said
        # CO2 is not parted.
        is_formula = sign == LOWERED and before[-1:].isalpha()
        return said if is_formula else _raised_number(said, before)
    if _LETTERS.fullmatch(said) and sign == RAISED:
        return _raised_letters(said, before)
    is_power = _NEGATIVE.fullmatch(said) and before[-1:].isalnum()
    return said.translate(_POWERS) if is_power else SEAM + inner + SEAM


def _raised_letters(said: str, before: str) -> str:
    """20th, 1er, Mgr; a single letter at the end of a word is a note."""
    ends_word = before[-3:].isalpha() and len(before) > 2  # noqa: PLR2004 - M<sup>e</sup> is a title
    return _note(said) if ends_word and said in tuple("abcdef") else said + SEAM


def _raised_number(said: str, before: str) -> str:
    if not before[-1:].strip() or before[-1] in PARAGRAPH + LINE + CELL:
        return said + SEAM  # nothing that it could be the note of
    if said in ("2", "3") and _MEASURED.search(before):
        return said.translate(_POWERS) + SEAM
    if _TENS.search(before):
        return said.translate(_POWERS) + SEAM
    return _note(said)


def _before(match: re.Match[str]) -> str:
    return match.string[max(match.start() - 12, 0) : match.start()].replace(SEAM, "")


def _note(numbers: str) -> str:
    """The mark of a note as texts without a look write it: [3], of several [3][4]."""
    return "".join(f"[{number}]" for number in re.split("[,;–-]", numbers))
