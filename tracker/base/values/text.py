"""Texts and words as they are kept: without white space around them, and nothing unkeepable."""

from __future__ import annotations

import re
import unicodedata
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
_FEWEST_LETTERS = 6
_FEWEST_DIFFERENT = 4
"""So many letters and numbers, and so many different ones, are in any sentence: "x x x" is none."""
_FEWEST_OF_A_WORD = 2
"""So many different letters and numbers are in a word that says why."""
_WORDS_OF_ONE_LETTER = ("CJK UNIFIED IDEOGRAPH", "CJK COMPATIBILITY IDEOGRAPH", "HANGUL SYLLABLE")
"""How Unicode calls the letters of which one by itself is a word, as the Chinese for "wrong"."""
_WITHOUT_SPACES = ("CJK ", "HIRAGANA ", "KATAKANA ", "THAI ", "LAO ", "KHMER ", "MYANMAR ")
"""How Unicode calls the letters of scripts that put no spaces between words."""
_NO_SENTENCE = Sentence(
    "no_sentence", gettext_noop("Readers see this: say it in a sentence, in three words or more.")
)
_NO_WORD = Sentence(
    "no_word", gettext_noop("Say why in a word or more: colleagues rely on your reason.")
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


def whole_sentence(value: str, *, field: str, required: bool = True) -> str:
    """Give a text for readers back that says more than a word or two.

    Whatever readers are given as the reason of an act is held to this, at its operation.

    Args:
        value: the text.
        field: the field that a fault is said of.
        required: whether it has to say something; the act itself asks for its reason otherwise.

    Raises:
        InvalidValueError: ``required``, ``unreadable`` or ``no_sentence``.
    """
    said = text(value, field=field, required=required)
    if said and not _is_sentence(said):
        raise InvalidValueError(_NO_SENTENCE, field=field)
    return said


def any_word(value: str, *, field: str) -> str:
    """Give a text for colleagues back that says a word at least, or nothing: "x" and "..." do not.

    One letter is a word where the script writes whole words or syllables with one.

    Every reason of an act is held to this (`tracker.base.acts.transaction.act`); what readers are
    given, to `whole_sentence` besides.

    Args:
        value: the text.
        field: the field that a fault is said of.

    Raises:
        InvalidValueError: ``no_word``.
    """
    signs = {one for one in value.casefold() if one.isalnum()}
    is_word = len(signs) >= _FEWEST_OF_A_WORD or any(
        _is_of(one, _WORDS_OF_ONE_LETTER) for one in signs
    )
    if value.strip() and not is_word:
        raise InvalidValueError(_NO_WORD, field=field)
    return value


def _is_of(sign: str, named: tuple[str, ...]) -> bool:
    """Whether a sign is a letter without case that Unicode calls by one of these names."""
    return unicodedata.category(sign) == "Lo" and unicodedata.name(sign, "").startswith(named)


def _is_sentence(said: str) -> bool:
    signs = [one for one in said.casefold() if one.isalnum()]
    if len(signs) < _FEWEST_LETTERS or len(set(signs)) < _FEWEST_DIFFERENT:
        return False
    words = [one for one in said.split() if any(map(str.isalnum, one))]
    letters = sum(map(str.isalpha, said))
    unspaced = sum(_is_of(one, _WITHOUT_SPACES) for one in said)
    return (
        len(words) >= FEWEST_WORDS
        or (len(words) == 1 and letters >= _LETTERS_WITHOUT_WORDS)
        or unspaced >= _LETTERS_WITHOUT_WORDS
    )


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
