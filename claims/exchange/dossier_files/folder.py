"""A whole dossier folder, read and checked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from claims.exchange.dossier_files.check import (
    Ids,
    check_demonstration,
    check_incidents,
    check_shared,
    hold_back_linked,
)
from claims.exchange.dossier_files.demonstration import DEMONSTRATION, read_demonstration
from claims.exchange.dossier_files.demonstration_rows import DemonstrationRow
from claims.exchange.dossier_files.fields import DOSSIER_ID, LINE, SLUG, FileEntry
from claims.exchange.dossier_files.incidents import read_incident
from claims.exchange.dossier_files.nodes import read_tree
from claims.exchange.dossier_files.problems import Problem, Problems, Where
from claims.exchange.dossier_files.shared import (
    BUILT_IN,
    Vocabulary,
    read_page,
    read_party,
    read_place,
    read_publisher,
)
from claims.exchange.dossier_files.terms import read_terms
from claims.exchange.dossier_files.values import Dossier, IncidentRow, PublisherRow, Terms

HEAD = "dossier.yaml"
_ID = "an id (at most 40 small letters, digits, - and _)"
RowT = TypeVar("RowT")


@dataclass(frozen=True)
class DossierReading:
    """What was read: the dossier without its faulty incidents, and every problem, sorted.

    ``dossier`` is None where a file that all incidents share is wrong.
    """

    dossier: Dossier | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Head:
    id: str = ""
    title: str = ""
    description: str = ""
    language: str = "en"
    is_exercise: bool = False
    founding_document: str = ""


def read_dossier(folder: Path, *, words: Vocabulary) -> DossierReading:
    """Read and check a dossier folder.

    Args:
        folder: holds ``dossier.yaml``, ``parties.yaml``, ``publishers.yaml``, ``places.yaml``,
            ``pages.yaml``, ``incidents/*.yaml`` and perhaps ``credited.yaml`` and
            ``demonstration.yaml``.
        words: the measures, kinds and grades the database knows; a dossier may declare more.

    Returns:
        The sound part of the dossier and the problems. Nothing is raised for bad input.
    """
    problems = Problems()
    if not folder.is_dir():
        what = "is not a folder" if folder.exists() else "does not exist"
        problems.add(Where(str(folder)), what)
        return DossierReading(None, tuple(problems.found))
    head, terms = _read_head(folder, problems, words)
    words = replace(words, terms=words.terms.and_those_of(terms))
    parties = _table(folder, "parties.yaml", problems, lambda i, e: read_party(i, e, words))
    publishers = _publishers(folder, problems, words)
    places = _table(folder, "places.yaml", problems, lambda i, e: read_place(i, e, words))
    pages = _table(
        folder,
        "pages.yaml",
        problems,
        lambda i, e: read_page(i, e, words, is_exercise=head.is_exercise),
    )
    unread = {problem.where.file for problem in problems.found if not problem.where.name}

    def ids_of(file: str, found: Iterable[str]) -> frozenset[str] | None:
        return None if file in unread else frozenset(found)

    ids = Ids(
        ids_of("parties.yaml", [*(row.slug for row in parties), *BUILT_IN]),
        ids_of("publishers.yaml", (row.slug for row in publishers)),
        ids_of("places.yaml", (row.slug for row in places)),
        ids_of("pages.yaml", (row.id for row in pages)),
    )
    for row in parties:
        if row.slug in BUILT_IN:
            problems.add(row.where, "is known to every dossier and not defined in one")
    check_shared(publishers, pages, ids=ids, problems=problems)
    if ids.pages is not None and head.founding_document not in {"", *ids.pages}:
        where = Where(HEAD, 0, "founding_document")
        problems.add(where, f'there is no page "{head.founding_document}"')
    incidents = _incidents(folder, head, words, problems)
    check_incidents(incidents, ids=ids, problems=problems)
    demonstration = read_demonstration(folder, ratings=words.terms.ratings, problems=problems)
    check_demonstration(demonstration, incidents=incidents, problems=problems)

    hold_back_linked(incidents, problems=problems)
    faulty = problems.incidents()
    found = tuple(sorted(problems.found))
    if "" in faulty:
        return DossierReading(None, found)
    sound = tuple(row for row in incidents if row.slug not in faulty)
    dossier = Dossier(
        **vars(head),
        parties=tuple(parties),
        publishers=tuple(publishers),
        places=tuple(places),
        pages=tuple(pages),
        incidents=sound,
        demonstration=() if DEMONSTRATION in faulty else _of(sound, demonstration),
        terms=terms,
    )
    return DossierReading(dossier, found)


def _of(
    incidents: tuple[IncidentRow, ...], rows: tuple[DemonstrationRow, ...]
) -> tuple[DemonstrationRow, ...]:
    known = {claim.id for incident in incidents for claim in incident.claims}
    return tuple(row for row in rows if row.claim in known)


def _read_head(folder: Path, problems: Problems, words: Vocabulary) -> tuple[_Head, Terms]:
    tree = read_tree(folder, HEAD, problems=problems)
    if tree is None:
        return _Head(), Terms()
    entry = FileEntry(tree, HEAD, "", problems)
    head = _Head(
        id=entry.word("id", shape=DOSSIER_ID, what=_ID, required=True),
        title=entry.text("title", required=True, limit=LINE),
        description=entry.text("description", one_line=False),
        language=entry.language("language", default="en"),
        is_exercise=entry.flag("is_exercise"),
        founding_document=entry.slug("founding_document"),
    )
    # For the people who read the file; nothing is loaded from it.
    entry.texts("conventions", limit=2000)
    entry.date("compiled")
    terms = read_terms(entry, language=head.language, known=words.terms)
    entry.done()
    return head, terms


def _table(
    folder: Path, file: str, problems: Problems, read: Callable[[str, FileEntry], RowT]
) -> list[RowT]:
    tree = read_tree(folder, file, problems=problems)
    if tree is None:
        return []
    return [read(key, entry) for key, entry in FileEntry(tree, file, "", problems).named()]


def _publishers(folder: Path, problems: Problems, words: Vocabulary) -> list[PublisherRow]:
    files = ["publishers.yaml"]
    if (folder / "credited.yaml").exists():
        files.append("credited.yaml")
    rows: dict[str, PublisherRow] = {}
    for file in files:
        for row in _table(folder, file, problems, lambda i, e: read_publisher(i, e, words)):
            if row.slug in rows:
                problems.add(row.where, f"is a publisher of {rows[row.slug].where.file} already")
            else:
                rows[row.slug] = row
    return list(rows.values())


def _incidents(
    folder: Path, head: _Head, words: Vocabulary, problems: Problems
) -> list[IncidentRow]:
    rows = []
    files = sorted((folder / "incidents").glob("*"))
    for path in files:
        name = f"incidents/{path.name}"
        if path.suffix != ".yaml":
            if not path.name.startswith("."):
                problems.add(Where(name), "is not read: an incident's file ends in .yaml")
        elif not SLUG.fullmatch(path.stem):
            problems.add(Where(name), "its name is not an id (small letters, digits, - and _)")
        else:
            row = read_incident(
                folder, path.stem, words=words, language=head.language, problems=problems
            )
            if row is not None:
                rows.append(row)
    if not files:
        problems.add(Where("incidents"), "holds no incident")
    return rows
