"""Texts and words as they are kept: without white space around them, and nothing unkeepable."""

from __future__ import annotations

import re
from enum import Enum
from typing import TypeVar

from tracker.base.values.refusal import InvalidValueError
from tracker.base.values.sentence import Sentence, gettext_noop

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
"""What a word of a list is to programs and files: `air_defence_systems_destroyed`."""
LONGEST_CODE = 40

_Member = TypeVar("_Member", bound=Enum)

_UNREADABLE = Sentence(
    "unreadable",
    gettext_noop("There is a character in it that cannot be kept. Type the text again."),
)
_REQUIRED = Sentence("required", gettext_noop("This is needed."))
FEWEST_WORDS = 3
"""So many words say why something is so."""
_LETTERS_WITHOUT_WORDS = 12
"""So many letters do in a language that puts no spaces between words."""
_NO_SENTENCE = Sentence(
    "no_sentence", gettext_noop("Readers see this: say it in a sentence, in three words or more.")
)
_TOO_LONG = gettext_noop("This is too long: at most %(longest)s characters.")
_UNKNOWN = gettext_noop('"%(value)s" is not one of: %(known)s.')


def text(value: str, *, field: str, required: bool = False, longest: int | None = None) -> str:
    """Give a text back without the white space around it.

    Args:
        value: the text.
        field: the field that a fault is said of.
        required: whether it has to say something.
        longest: characters that fit.

    Raises:
        InvalidValueError: ``required``, ``too_long`` or ``unreadable`` (it holds a NUL or half of
            a surrogate pair, which no database text can).
    """
    value = value.strip()
    if any(char == "\0" or "\ud800" <= char <= "\udfff" for char in value):
        raise InvalidValueError(_UNREADABLE, field=field)
    if required and not value:
        raise InvalidValueError(_REQUIRED, field=field)
    if longest is not None and len(value) > longest:
        raise InvalidValueError(
            Sentence("too_long", _TOO_LONG, {"longest": str(longest)}), field=field
        )
    return value


def whole_sentence(value: str, *, field: str) -> str:
    """Give a text for readers back that says more than a word or two.

    Args:
        value: the text.
        field: the field that a fault is said of.

    Raises:
        InvalidValueError: ``required``, ``unreadable`` or ``no_sentence``.
    """
    said = text(value, field=field, required=True)
    words = [one for one in said.split() if any(map(str.isalnum, one))]
    letters = sum(map(str.isalpha, said))
    if len(words) < FEWEST_WORDS and (len(words) > 1 or letters < _LETTERS_WITHOUT_WORDS):
        raise InvalidValueError(_NO_SENTENCE, field=field)
    return said


def word(value: str, kind: type[_Member], *, field: str) -> _Member:
    """Read a word as a member of an enum.

    Args:
        value: the word, or the member itself.
        kind: an enum whose values are words.
        field: the field that a fault is said of.

    Raises:
        InvalidValueError: ``unknown_value``.
    """
    try:
        return kind(value)
    except ValueError:
        known = ", ".join(str(member.value) for member in kind)
        sentence = Sentence("unknown_value", _UNKNOWN, {"value": str(value), "known": known})
        raise InvalidValueError(sentence, field=field) from None
