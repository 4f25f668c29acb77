"""Claims proposed from a text: who makes each, its figures, the key by which it is refused."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from hashlib import sha256

from claims.matching.reported.reading import ReportedClaim, speech_in
from claims.rules.figures.in_text import FigureInText, TextReader

_DIGEST = 32
"""Characters of a digest that make a key."""
_AROUND = 60
"""Characters before and after a quotation by which it is found again."""


@dataclass(frozen=True, slots=True)
class ClaimProposed:
    """A claim that a text reports, as it may be recorded.

    `party` is whom the words of the speaker surely name, as the reader's aliases say; `subject` is
    the key under which it is remembered if somebody says that it is no claim.
    """

    reported: ReportedClaim
    sentence: str
    speaker: str
    party: Hashable
    said: str
    before: str
    after: str
    figures: tuple[FigureInText, ...]
    subject: str


def claims_proposed(
    text: str, language: str, reader: TextReader, *, page: int | None = None
) -> list[ClaimProposed]:
    """Read a text for claims, in its order.

    Args:
        text: any text.
        language: its tag.
        reader: reads figures and the names of parties.
        page: the key of the page that it is the text of; a text that was pasted has none.

    Raises:
        InvalidValueError: what `speech_in` refuses.
    """
    source = f"text:{_digest(text)}" if page is None else f"page:{page}"
    found = speech_in(text, language).claims
    return [_proposed(one, text, language, reader, source) for one in found]


def _proposed(
    one: ReportedClaim, text: str, language: str, reader: TextReader, source: str
) -> ClaimProposed:
    sentence, speaker, said = (
        text[start:end] for start, end in ((one.start, one.end), one.speaker, one.said)
    )
    return ClaimProposed(
        reported=one,
        sentence=sentence,
        speaker=speaker,
        party=reader.party(speaker) if speaker and not one.is_pronoun else None,
        said=said,
        before=_last_words(text[max(0, one.start - _AROUND) : one.start]),
        after=_first_words(text[one.end : one.end + _AROUND]),
        figures=tuple(each for each in reader.figures(said, language) if each.stands),
        subject=f"{source}:{_digest(sentence)}",
    )


def _digest(text: str) -> str:
    words = " ".join(text.split())
    return sha256(words.encode(errors="replace")).hexdigest()[:_DIGEST]


def _last_words(text: str) -> str:
    """What precedes a quotation on its line, from a whole word on."""
    line = text.rpartition("\n")[2] if text.strip() else ""
    return line.partition(" ")[2].strip() if len(text) == _AROUND else line.strip()


def _first_words(text: str) -> str:
    line = text.partition("\n")[0]
    return line.rpartition(" ")[0].strip() if len(text) == _AROUND else line.strip()
