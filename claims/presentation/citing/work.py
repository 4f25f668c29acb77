"""What is cited, of whatever kind: written as a line, as BibTeX, as CSL-JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracker.base.web.pages import AS_OF, whole_address
from tracker.base.writing.days import written_date


@dataclass(frozen=True, slots=True)
class CitedWork:
    """What is cited.

    Args:
        key: its name in a list of references.
        title: who claims what, or what a dossier or a pair is about.
        note: the verdict, or that there is none; of a dossier or a pair, what stands in it.
        issued: when the verdict was published; of what has none, the day or moment that is cited.
        accessed: when it was read.
        page: the path where it says the same for good.
        version: which version of the verdict; None without one, and of an earlier moment.
        downloads: addresses of the same as files, by the ending of their names.
        foreign: names and words in its line that are in another language, and in which.
    """

    key: str
    title: str
    note: str
    issued: date
    accessed: date
    page: str
    version: int | None
    downloads: Mapping[str, str]
    foreign: Mapping[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The whole address of ``page``."""
        return whole_address(self.page)

    @property
    def is_in_time(self) -> bool:
        """Whether the address asks for a page as readers saw it at a moment."""
        return f"?{AS_OF}=" in self.page

    @property
    def is_of_day(self) -> bool:
        """Whether it asks for a day, which is shown as it ended: of today it is not over yet."""
        asked = QueryDict(self.page.partition("?")[2]).get(AS_OF, "")
        return len(asked) == len("2026-03-05")

    @property
    def line(self) -> str:
        """The reference as it is printed."""
        values = {
            "site": settings.SITE_NAME,
            "title": self.title,
            "note": self.note,
            "version": self.version,
            "issued": written_date(self.issued),
            "accessed": written_date(self.accessed),
            "url": self.url,
        }
        if self.version is None:
            text = _("%(site)s: %(title)s. %(note)s. %(issued)s. %(url)s (accessed %(accessed)s)")
        else:
            text = _(
                "%(site)s: %(title)s. %(note)s. Version %(version)s, %(issued)s. "
                "%(url)s (accessed %(accessed)s)"
            )
        return text % values


def in_time(path: str, as_of: str) -> str:
    """The path of a page as readers saw it at a moment.

    Args:
        path: of the page as it is now.
        as_of: the day or the moment, as an address has it; "" for now.
    """
    return f"{path}?{urlencode({AS_OF: as_of})}" if as_of else path


# Braces are counted by BibTeX even after a backslash, so they are written out as commands.
_IN_BIBTEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "$&%#_"},
}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def _bibtex_text(text: str) -> str:
    """A text that is read as it is: nothing in it ends the field, or is a command."""
    plain = "".join(character for character in text if character.isprintable())
    return "".join(_IN_BIBTEX.get(character, character) for character in plain)


def _bibtex(work: CitedWork) -> str:
    fields = {
        "author": f"{{{_bibtex_text(settings.SITE_NAME)}}}",
        "title": f"{{{_bibtex_text(work.title)}}}",
        "date": work.issued.isoformat(),
        "year": str(work.issued.year),
        "version": None if work.version is None else str(work.version),
        "note": _bibtex_text(work.note),
        "url": work.url,
        "urldate": work.accessed.isoformat(),
    }
    rows = [f"  {name} = {{{value}}}," for name, value in fields.items() if value is not None]
    month = f"  month = {_MONTHS[work.issued.month - 1]},"
    return "\n".join([f"@misc{{{work.key},", *rows, month, "}", ""])


def _csl(work: CitedWork) -> str:
    item = {
        "id": work.key,
        "type": "webpage",
        "title": work.title,
        "author": [{"literal": settings.SITE_NAME}],
        "container-title": settings.SITE_NAME,
        "issued": {"date-parts": [_parts(work.issued)]},
        "accessed": {"date-parts": [_parts(work.accessed)]},
        "URL": work.url,
        "note": work.note,
        "language": get_language() or "en",
    }
    if work.version is not None:
        item["version"] = str(work.version)
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def _parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]


def _line(work: CitedWork) -> str:
    return f"{work.line}\n"


FORMS: Mapping[str, tuple[str, Callable[[CitedWork], str]]] = {
    "txt": ("text/plain; charset=utf-8", _line),
    "bib": ("application/x-bibtex; charset=utf-8", _bibtex),
    "json": ("application/vnd.citationstyles.csl+json", _csl),
}
"""What a reference is written as: the type of the file and who writes it, by its ending."""


def references(name: str, numbers: Sequence[object], as_of: str = "") -> dict[str, str]:
    """The addresses of a reference as files, by the ending of their names.

    Args:
        name: of the address.
        numbers: what it is of.
        as_of: the moment that is cited, as an address has it; "" for now.
    """
    return {end: in_time(reverse(name, args=[*numbers, end]), as_of) for end in FORMS}
