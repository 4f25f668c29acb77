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
