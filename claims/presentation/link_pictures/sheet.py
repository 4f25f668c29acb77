"""What a picture says before it is drawn: its words alone decide whether it is the same one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from tracker.base.web.pages import whole_address

WIDTH, HEIGHT = 1200, 630
"""Pixels: the size that networks show without cutting anything off."""
DRAWN_AS = 1
"""Counted up when pictures are drawn otherwise, so that networks fetch them anew."""
_LONGEST_DESCRIBED = 600


@dataclass(frozen=True, slots=True)
class StatedText:
    """A text in the direction of its own language: ``ltr``, ``rtl``, ``auto`` if not known."""

    text: str
    direction: str


@dataclass(frozen=True, slots=True)
class ToldFigure:
    """A figure with what it counts, whose, and what stands beside it."""

    counted: str
    said: str
    beside: str

    @property
    def in_a_line(self) -> str:
        """All of it, as one line."""
        line = f"{self.counted} {self.said}" if self.counted else self.said
        return f"{line} ({self.beside})" if self.beside else line


@dataclass(frozen=True, slots=True)
class FoundOfSide:
    """What was found of a claim, or how far it is.

    Args:
        label: in words.
        steps: which steps of the scale of truth are filled; empty where there is no scale to it.
        is_verdict: whether a verdict stands.
        day: when the verdict was published; "" without one.
        notes: the range that it establishes, whether it was corrected, is being reviewed again.
    """

    label: str
    steps: tuple[bool, ...]
    is_verdict: bool
    day: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownSide:
    """Who says what, and what was found: the same for whoever speaks."""

    who: str
    byline: tuple[str, ...]
    figures: tuple[ToldFigure, ...]
    more: str
    statements: tuple[StatedText, ...]
    outcome: FoundOfSide

    def told(self) -> Iterator[str]:
        """Its words, in order."""
        yield self.who
        yield from self.byline
        yield from (figure.in_a_line for figure in self.figures)
        yield from filter(None, [self.more])
        yield from (passage.text for passage in self.statements)
        yield self.outcome.label
        yield from filter(None, [self.outcome.day])
        yield from self.outcome.notes


@dataclass(frozen=True, slots=True)
class LinkPicture:
    """A picture of a claim (one side), of a pair (two), or of a dossier (lines).

    Args:
        page: the path of the page that it stands for.
        path: its own path.
        marks: that it is of an exercise, or shows a demonstration.
        kicker: what stands above it all.
        title: the line that says it; "" where a side does.
        sides: who says what.
        lead: the one sentence that stands out.
        lines: what is said besides.
        small: what is counted of it.
    """

    page: str
    path: str
    marks: tuple[str, ...] = ()
    kicker: str = ""
    title: str = ""
    sides: tuple[ShownSide, ...] = ()
    lead: str = ""
    lines: tuple[str, ...] = ()
    small: tuple[str, ...] = ()

    width = WIDTH
    height = HEIGHT

    @property
    def site(self) -> tuple[str, str, str]:
        """Whose picture it is: name, host, and whether this is only a demonstration of it all."""
        demonstration = _("This is a demonstration installation.")
        host = urlsplit(settings.SITE_URL).netloc
        return settings.SITE_NAME, host, demonstration if settings.DEMONSTRATION else ""

    @property
    def version(self) -> str:
        """A few letters that change when the picture does."""
        said = repr((DRAWN_AS, get_language(), self.site, astuple(self)))
        return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=5).hexdigest()

    @property
    def address_of_version(self) -> str:
        """Its path with the version, which makes networks fetch it anew when it changes."""
        return f"{self.path}?v={self.version}"

    @property
    def address(self) -> str:
        """Its whole address."""
        return whole_address(self.address_of_version)

    @property
    def described(self) -> str:
        """The same in words, for whoever does not see it."""
        told = [*self.marks, self.kicker, self.title]
        for side in self.sides:
            told += side.told()
        told += [self.lead, *self.lines, *self.small]
        line = " · ".join(" ".join(each.split()) for each in told if each)
        return line if len(line) <= _LONGEST_DESCRIBED else f"{line[:_LONGEST_DESCRIBED]}…"

    @property
    def is_right_to_left(self) -> bool:
        """Whether its lines begin on the right."""
        return get_language_bidi()
