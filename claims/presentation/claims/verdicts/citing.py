"""How a claim is cited, with its verdict and version: as a line, as BibTeX, as CSL-JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from claims.models import Claim, Nature, Verdict, Wording
from tracker.base.web.pages import whole_address
from tracker.base.writing.days import written_date

LONGEST_STATEMENT = 200
"""Characters of a statement in a title."""


@dataclass(frozen=True, slots=True)
class CitedWork:
    """What is cited.

    Args:
        key: its name in a list of references.
        title: who claims what.
        note: the verdict, or that there is none.
        issued: when the verdict was published, or else the claim.
        accessed: when it was read.
        page: the path where it says the same for good; of a claim without a verdict, its page.
        version: which version of the verdict; None without one.
        downloads: addresses of the same as files, by the ending of their names.
    """

    key: str
    title: str
    note: str
    issued: date
    accessed: date
    page: str
    version: int | None
    downloads: Mapping[str, str]

    @property
    def url(self) -> str:
        """The whole address of ``page``."""
        return whole_address(self.page)

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


def cited_work(
    claim: Claim, verdict: Verdict | None, *, accessed: date, title: str = ""
) -> CitedWork:
    """Say what is cited where a claim is.

    Args:
        claim: the claim, released.
        verdict: the verdict that it is cited with; None before the first.
        accessed: the present day.
        title: what the claim said then, where it is cited as it stood with that verdict.
    """
    title = title or title_of(
        (claim.outlet or claim.claimant).name, claim.statement, claim.wording, claim.nature
    )
    if claim.incident.is_exercise:
        title = _("Exercise: %(title)s") % {"title": title}
    if verdict is None:
        page = reverse("public:claim", args=[claim.pk])
        links = {end: reverse("public:claim_cite", args=[claim.pk, end]) for end in FORMS}
    else:
        numbers = [claim.pk, verdict.version]
        page = reverse("public:claim_version", args=numbers)
        links = {end: reverse("public:claim_version_cite", args=[*numbers, end]) for end in FORMS}
    at = claim.released_at if verdict is None else verdict.published_at
    return CitedWork(
        key=f"claim{claim.pk}" if verdict is None else f"claim{claim.pk}v{verdict.version}",
        title=title,
        note=found_words(claim, verdict),
        issued=accessed if at is None else timezone.localdate(at),
        accessed=accessed,
        page=page,
        version=None if verdict is None else verdict.version,
        downloads=links,
    )


def title_of(who: str, statement: str, wording: str, nature: str) -> str:
    """Who claims what, in a line; quotation marks stand only around the claimant's own words.

    Args:
        who: who makes the claim.
        statement: what it says.
        wording: whose words those are.
        nature: whether anything was said.
    """
    said = Truncator(" ".join(statement.split()).rstrip(". ")).chars(LONGEST_STATEMENT)
    text = _("Claim by %(who)s: %(said)s")
    if nature == Nature.SILENCE:
        text = _("Conduct or silence of %(who)s: %(said)s")
    elif wording == Wording.VERBATIM:
        text = _("Claim by %(who)s: “%(said)s”")
    return text % {"who": who, "said": said}


def found_words(claim: Claim, verdict: Verdict | None) -> str:
    """Say the rating, and whose: of an exercise or a demonstration it is nobody's finding.

    Args:
        claim: the claim, with its incident.
        verdict: a verdict of it; None before the first.
    """
    if verdict is None:
        return _("No verdict yet")
    text = _("Verdict: %(rating)s")
    if claim.incident.is_exercise:
        text = _("Exercise verdict: %(rating)s")
    elif verdict.is_demonstration:
        text = _("Demonstration verdict: %(rating)s")
    return text % {"rating": verdict.rated.label}


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
