"""What is wrong in a dossier folder, and where."""

import difflib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Where:
    """A place in a dossier folder.

    Args:
        file: path of the file, relative to the dossier's folder.
        line: line number, counted from 1; 0 means the file as a whole.
        name: the field, with dots between levels: ``claims.EX01.figures.0.low``.
        lines: the lines of the fields of the entry that stands here.
    """

    file: str
    line: int = 0
    name: str = ""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    def of(self, name: str) -> "Where":
        """The place of one field of the entry that stands here."""
        whole = f"{self.name}.{name}" if self.name else name
        return Where(self.file, self.lines.get(name, self.line), whole)

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.name}" if self.name else place


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, and the incident it keeps out: "" if it is all of them."""

    where: Where
    message: str
    incident: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


@dataclass
class Problems:
    """Collects problems while a folder is read; reading never stops at the first."""

    found: list[Problem] = field(default_factory=list)

    def add(self, where: Where, message: str, *, incident: str = "") -> None:
        """Note one problem, once."""
        problem = Problem(where, message, incident)
        if problem not in self.found:
            self.found.append(problem)

    def incidents(self) -> set[str]:
        """The incidents kept out; "" among them if a shared file is wrong."""
        return {problem.incident for problem in self.found}


def meant(word: str, known: Collection[str]) -> str:
    """A hint such as `` (did you mean "fama"?)``, or "" if nothing known is close."""
    close = difflib.get_close_matches(word, sorted(known), n=1)
    return f' (did you mean "{close[0]}"?)' if close else ""


# What other formats, and people in a hurry, call a field of ours.
_OTHER_NAMES: dict[str, frozenset[str]] = {
    "address": frozenset({"url", "uri", "link", "href", "webpage"}),
    "latitude": frozenset({"lat", "y"}),
    "longitude": frozenset({"lon", "lng", "long", "x"}),
    "precision": frozenset({"accuracy", "geo_precision"}),
    "homepage": frozenset({"url", "website", "site", "link"}),
    "country": frozenset({"country_code", "iso"}),
    "name": frozenset({"title", "label", "full_name"}),
    "acronym": frozenset({"short_name", "abbreviation", "abbr", "short"}),
    "aliases": frozenset({"names", "other_names", "also_known_as", "aka"}),
    "kind": frozenset({"type", "category"}),
    "affiliated_with": frozenset({"affiliation", "owner", "party", "belongs_to"}),
    "grade": frozenset({"reliability", "rating"}),
    "grade_reason": frozenset({"reason"}),
    "title": frozenset({"name", "headline"}),
    "published": frozenset({"date", "published_at", "published_on", "publication_date", "day"}),
    "publisher": frozenset({"outlet", "source", "medium", "site"}),
    "language": frozenset({"lang", "locale"}),
    "credited": frozenset({"credit", "via"}),
    "start": frozenset({"date", "from", "begin", "start_date", "day"}),
    "end": frozenset({"to", "until", "end_date"}),
    "place": frozenset({"location", "where"}),
    "summary": frozenset({"description", "abstract", "text"}),
    "description": frozenset({"summary", "about"}),
    "by": frozenset({"claimant", "party", "who", "speaker", "source", "actor"}),
    "spokesperson": frozenset({"spokesman", "spokeswoman", "speaker"}),
    "spokesperson_role": frozenset({"role", "function", "position", "office"}),
    "channel": frozenset({"medium", "via", "how", "platform"}),
    "made": frozenset({"date", "made_on", "when", "day", "published"}),
    "verbatim": frozenset({"statement", "exact", "original"}),
    "paraphrase": frozenset({"statement", "text", "claim", "summary"}),
    "cites": frozenset({"citations", "sources", "evidence", "pages", "cited"}),
    "answers": frozenset({"counters", "contests", "disputes", "responds_to"}),
    "figures": frozenset({"numbers", "figure"}),
    "measure": frozenset({"category", "type", "kind", "counts", "what"}),
    "of": frozenset({"subject", "subjects", "whose", "party", "losses_of", "side"}),
    "exactly": frozenset({"exact", "value", "number", "count", "best"}),
    "at_least": frozenset({"min", "minimum", "low"}),
    "at_most": frozenset({"max", "maximum", "high", "up_to"}),
    "about": frozenset({"approximately", "circa", "around", "estimate"}),
    "between": frozenset({"range"}),
    "wording": frozenset({"words", "as_worded"}),
    "quote": frozenset({"quotation", "exact", "text"}),
    "exact": frozenset({"quote", "text", "words"}),
    "prefix": frozenset({"before"}),
    "suffix": frozenset({"after"}),
    "confirms_by": frozenset({"own_means", "means", "confirms", "confirmation"}),
    "locator": frozenset({"paragraph", "where", "location"}),
    "label": frozenset({"labels", "name", "title"}),
    "unit": frozenset({"units"}),
    "public_note": frozenset({"comment", "remark", "remarks"}),
}


def meant_field(word: str, known: Collection[str]) -> str:
    """The same hint for a field's name, which may be another format's: ``lat`` for latitude."""
    plain = word.strip().casefold().replace("-", "_").replace(" ", "_")
    others = (name for name in known if plain in _OTHER_NAMES.get(name, ()))
    close = plain if plain in known else next(iter(sorted(others)), "")
    return f' (did you mean "{close}"?)' if close else meant(word, known)
