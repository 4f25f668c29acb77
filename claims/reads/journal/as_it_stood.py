"""Rows as they stood at an earlier moment, for pages that compute with rows.

What was said then is written down as JSON. Here claims, figures and citations are put together from
it again, and all of them belong to a database that there is none of: Django refuses to save or to
delete one (`ConnectionDoesNotExist`), and to fetch for it what was not put in, which would be what
is there today.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from claims.models import Citation, Claim, Figure, FigureSubject, Incident, Verdict, Wording
from claims.reads.journal.contents import OF_CITATION, OF_CLAIM, OF_FIGURE, OF_SCOPE
from claims.reads.journal.editions import Stood
from claims.reads.journal.versions import VersionNames
from sources.models import Capture, CaptureStatus

M = TypeVar("M", bound=Model)

OF_NO_DATABASE = "of an earlier moment: neither saved nor fetched"
"""The alias of a database that is not configured, and never is."""

_RELATIONS = frozenset(
    {"incident_id", "claimant_id", "outlet_id", "place_id", "measure", "page_id"}
)
"""What is put in as a row. A claim is in the incident that it is in: it is not seen in another."""


def of_no_database(row: M) -> M:
    """Let a row be one that is neither saved nor fetched for, and give it back."""
    row._state.db = OF_NO_DATABASE  # noqa: SLF001 - Django's documented name
    return row


def is_still_here(stood: Stood) -> bool:
    """Whether every row is there that what a claim said names, but for its sources."""
    said, names = stood.content["claim"], stood.names
    figures = stood.content["figures"]
    places = [said["place_id"], *(row.get("scope", {}).get("place_id") for row in figures)]
    parties = {said["claimant_id"], *(key for row in figures for key in row["subjects"])}
    return (
        parties <= names.parties.keys()
        and {key for key in places if key is not None} <= names.places.keys()
        and {row["measure"] for row in figures} <= names.measures.keys()
        and said["outlet_id"] in {None, *names.publishers}
    )


def claim_as_it_stood(
    claim: Claim, stood: Stood, at: datetime, *, incident: Incident, status: str
) -> Claim:
    """Put into the row of a claim what it said, with its figures and verdicts of then.

    Args:
        claim: as it is now, with its verdicts; it becomes the claim of then.
        stood: what it said; `is_still_here`.
        at: the moment.
        incident: what it is about, as that stood.
        status: the status that it had.

    Returns:
        The same row.
    """
    said, names = stood.content["claim"], stood.names
    _put(claim, {**said, "status": status}, (*OF_CLAIM, "status"))
    claim.claimant = names.parties[said["claimant_id"]]
    claim.outlet = names.publishers.get(said["outlet_id"] or 0)
    claim.place = names.places.get(said["place_id"] or 0)
    published = [row for row in claim.verdicts.all() if row.published_at <= at]
    _put_rows(claim, "verdicts", Verdict, published)
    of_no_database(claim).incident = incident
    figures = [_figure_of(claim, row, stood) for row in stood.content["figures"]]
    _put_rows(claim, "figures", Figure, figures)
    return claim


def figure_as_it_stood(
    row: Mapping[str, Any], content: Mapping[str, Any], names: VersionNames
) -> Figure:
    """Make a figure of a version, without its claim and its subjects.

    Args:
        row: what the version holds of it.
        content: what the version holds.
        names: the rows that the version names; of a measure that is no longer here there is none.
    """
    scope = row.get("scope", {})
    figure = Figure(
        measure=names.measures.get(row["measure"]), place=names.places.get(scope.get("place_id", 0))
    )
    _put(figure, row, OF_FIGURE)
    _put(figure, scope, OF_SCOPE)
    said = content["claim"]
    cited = (names.quotations.get(one["quotation_id"]) for one in content["citations"])
    figure.quote_from(
        said["statement"] if said["wording"] == Wording.VERBATIM else None,
        [quotation.exact for quotation in cited if quotation is not None],
    )
    return of_no_database(figure)


def _figure_of(claim: Claim, row: Mapping[str, Any], stood: Stood) -> Figure:
    figure = figure_as_it_stood(row, stood.content, stood.names)
    figure.claim = claim
    subjects = _subjects(figure, row["subjects"], stood.names)
    _put_rows(figure, "figure_subjects", FigureSubject, subjects)
    return figure


def _subjects(
    figure: Figure, parties: Iterable[int], names: VersionNames
) -> Iterator[FigureSubject]:
    for position, key in enumerate(parties):
        subject = of_no_database(FigureSubject(party=names.parties[key], position=position))
        subject.figure = figure
        yield subject


def citations_as_they_stood(
    citations: Iterable[Citation], stood: Iterable[Stood], at: datetime
) -> list[Citation]:
    """Put into the rows of citations what they said, and into their pages the copies of then.

    Args:
        citations: as they are now, with their pages and the copies that had been asked for.
        stood: what their claims said, as far as it may be shown.
        at: the moment.

    Returns:
        The same rows, those of each claim in their order of then.
    """
    said = {row["id"]: row for one in stood for row in one.content["citations"]}
    found = list(citations)
    for citation in found:
        _put(citation, said[citation.pk], OF_CITATION)
        # Who marked it, and when, is no part of what a claim says: only that somebody had.
        citation.means_marked_at = at if citation.own_means else None
        for copy in citation.page.captures.all():
            _put_back(copy, at)
        of_no_database(citation)
    return sorted(found, key=lambda row: (row.claim_id, row.position, row.pk))


def _put_back(copy: Capture, at: datetime) -> None:
    """Let a copy that came later be one that is waited for."""
    if copy.finished_at is not None and copy.finished_at > at:
        copy.status, copy.finished_at = CaptureStatus.WAITING, None
        copy.outcome, copy.reason, copy.http_status = "", [], None
    of_no_database(copy)


def _put(row: Model, said: Mapping[str, Any], columns: Iterable[str]) -> None:
    """Write into a row what a version says in some of its columns, and their default elsewhere."""
    for name in columns:
        if name not in _RELATIONS:
            column: Any = row._meta.get_field(name)  # noqa: SLF001 - Django's documented name
            value = said.get(name, column.get_default())
            setattr(row, column.attname, column.to_python(value))


def _put_rows(row: Model, relation: str, model: type[M], rows: Iterable[M]) -> None:
    """Let a relation of a row lead to these, as if they had been fetched with it."""
    fetched: Any = QuerySet(model, using=OF_NO_DATABASE)
    fetched._result_cache = list(rows)  # noqa: SLF001 - as Django does when it prefetches
    kept = row.__dict__.setdefault("_prefetched_objects_cache", {})
    kept[relation] = fetched
