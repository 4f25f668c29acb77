"""Where a quotation and a sealed copy differ, word by word, as a reader sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sources.models import Finding

_KINDS = {
    "number": _("a figure or a date"),
    "negation": _("a denial"),
    "name": _("a name"),
    "order": _("the order of words"),
    "sense": _("a word that turns the sense"),
    "unknown": _("words of a language in which we cannot tell numbers and denials"),
    "words": _("other words"),
    "slip": _("a slip of a letter"),
    "grouping": _("the grouping of a number"),
    "interposed": _("something else that stands between"),
    "gloss": _("words put in by whoever quotes"),
    "case": _("capital letters"),
    "diacritics": _("accents or vowel marks"),
    "digits_script": _("digits of another script"),
    "punctuation": _("punctuation"),
    "spacing": _("words written together or apart"),
    "reference": _("marks of notes"),
    "possessive": _("a possessive ending"),
    "elision": _("an elided word"),
    "part": _("a part of a word that was cut off"),
    "left_out": _("a number that was left out"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the copy: as in the quotation, or instead of other words of it."""

    text: str
    """What the copy says."""
    quoted: str = ""
    """What the quotation says in its place."""
    differs: bool = False


def parts(finding: Finding) -> list[Part]:
    """Cut what was found in a copy where it differs from the quotation.

    A difference at an end may reach beyond what was matched (the "million" of "80 million"): it is
    shown whole.
    """
    if finding.start is None or not finding.differences:
        return [Part(finding.matched)] if finding.matched else []
    return list(_cut(finding, sorted(finding.differences, key=_place)))


def _cut(finding: Finding, differences: list[dict[str, Any]]) -> Iterator[Part]:
    begin, position = finding.start or 0, finding.start or 0
    for one in differences:
        if one["end"] < position or (one["end"] == position and one["start"] < one["end"]):
            continue
        if one["start"] > position:
            yield Part(finding.matched[position - begin : one["start"] - begin])
        inside = begin <= one["start"] and one["end"] <= begin + len(finding.matched)
        start = max(one["start"], position)
        text = finding.matched[start - begin : one["end"] - begin] if inside else one["found"]
        yield Part(text, _instead(one), differs=True)
        position = one["end"]
    yield from (Part(rest) for rest in [finding.matched[max(position - begin, 0) :]] if rest)


def _instead(difference: dict[str, Any]) -> str:
    # An elision or a word that is cut off has nothing in its place but itself.
    return "" if difference["kind"] in ("left_out", "part") else str(difference["quoted"])


def _place(difference: dict[str, Any]) -> tuple[int, int]:
    return difference["start"], difference["end"]


def kinds(finding: Finding) -> list[str | Promise]:
    """Name the kinds of difference, each once, in the order of the text."""
    known = dict.fromkeys(one["kind"] for one in finding.differences)
    return [_KINDS[kind] for kind in known if kind in _KINDS]
