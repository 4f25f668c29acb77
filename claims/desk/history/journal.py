"""The journal of the desk: filtered in the address, taken along as CSV or JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.desk.history.forms import JournalFilter
from claims.desk.journal import JournalLine, journal_lines
from claims.reads.journal.events import events_seen_by
from claims.reads.journal.page import OfPage, of_page
from tracker.base.people.signed_in import person
from tracker.base.web.pages import one_page, other_parameters
from tracker.base.writing.tables import csv_line

if TYPE_CHECKING:
    from collections.abc import Iterable

PAGE_SIZE = 50
MOST_EXPORTED = 10_000
"""Lines of one export, the newest; a period in the filter takes the others along."""
COLUMNS = ("at", "who", "what", "detail", "things", "changes", "why", "claim", "verb")


@require_safe
def journal_page(request: HttpRequest) -> HttpResponse:
    """Who did what, when, why, to which thing, the newest first."""
    form = JournalFilter(request.GET)
    wanted, reader = form.wanted(), person(request)
    found = one_page(
        events_seen_by(reader, wanted), request, per_page=PAGE_SIZE, filters=form.fields
    )
    evidence: OfPage | None = of_page(wanted.page, reader) if wanted.page else None
    context = {
        "form": form,
        "pages": found,
        "lines": list(journal_lines(found.object_list, viewer=reader)),
        "query": other_parameters(request),
        "evidence": evidence,
        "section": "desk",
    }
    return render(request, "desk/history/journal.html", context)


@require_safe
def journal_export(request: HttpRequest) -> HttpResponseBase:
    """The same lines as a file: CSV for spreadsheets, with ``as=json`` JSON for programs."""
    kind = "json" if request.GET.get("as") == "json" else "csv"
    rows = events_seen_by(person(request), JournalFilter(request.GET).wanted())[:MOST_EXPORTED]
    lines = journal_lines(rows, viewer=person(request))
    name = f'attachment; filename="journal.{kind}"'
    response: HttpResponseBase
    if kind == "json":
        response = JsonResponse({"lines": [_as_row(line) for line in lines]})
    else:
        response = StreamingHttpResponse(_csv(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = name
    return response


def _as_row(line: JournalLine) -> dict[str, Any]:
    return {
        "at": line.at.isoformat(),
        "who": line.who,
        "what": line.what,
        "detail": line.detail,
        "things": [thing.words for thing in line.things],
        "changes": [asdict(change) for change in line.changes],
        "why": line.why,
        "claim": line.claim,
        "verb": line.verb,
    }


def _csv(lines: Iterable[JournalLine]) -> Iterator[str]:
    yield csv_line(COLUMNS)
    for line in lines:
        row = _as_row(line) | {
            # Programs take these apart: the same sign in every language.
            "things": "; ".join(thing.words for thing in line.things),
            "changes": "; ".join(map(str, line.changes)),
        }
        yield csv_line(row[name] for name in COLUMNS)
