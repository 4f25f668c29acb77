"""What a sealed copy says of its page, beside the page's own fields; a person takes it over."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.operations.shared_evidence import describe
from claims.reads.desk.evidence import all_captures
from sources.archiver.reading.proposals import Proposed, propose
from tracker.base.acts.snapshot import Fact, Snapshot
from tracker.base.acts.submission import Submission
from tracker.base.values.partial_date import UNKNOWN_DATE, PartialDate
from tracker.base.values.refusal import Refusal
from tracker.base.web.act_view import ButtonView

if TYPE_CHECKING:
    from sources.models import Capture, Page
    from tracker.base.values.precision import DatePrecision

LABELS = {
    "title": _("Title"),
    "published": _("Published"),
    "language": _("Language"),
    "author": _("Author"),
    "site": _("Site"),
}
TAKEN = ("title", "published", "language", "author")
"""Fields that a page has; the others are only shown."""
SOURCES = {
    "json-ld": _("its data for machines (JSON-LD)"),
    "og": _("its data for social networks (Open Graph)"),
    "meta": _("its head (meta elements)"),
    "markup": _("its markup"),
    "": _("the file itself"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One field: what is recorded of the page, and what a copy says."""

    field: str
    label: str | Promise
    recorded: str
    proposed: str
    source: str | Promise
    day: dt.date | None
    precision: DatePrecision
    recorded_day: dt.date | None
    recorded_precision: DatePrecision
    can_be_taken: bool
    written_against: str
    """What the button that takes it over sends along."""


def proposals(capture: Capture) -> list[Line]:
    """What a copy says of its page, field by field; nothing if the page itself was not seen."""
    if not capture.is_copy:
        return []
    found = propose(capture.metadata, at=capture.finished_at or capture.requested_at)
    against = Submission.write(Snapshot(page_facts(capture.page)))
    return [_line(field, found[field], capture.page, against) for field in LABELS if field in found]


def _line(field: str, proposed: Proposed, page: Page, against: str) -> Line:
    own = UNKNOWN_DATE
    recorded = str(getattr(page, field)) if field in ("title", "language", "author") else ""
    if field == "published":
        own = PartialDate.of(page.published, page.published_precision)
        same = own == proposed.date
    else:
        same = recorded == proposed.value
    return Line(
        field=field,
        label=LABELS[field],
        recorded=recorded,
        proposed=proposed.value,
        source=SOURCES.get(proposed.source, SOURCES[""]),
        day=proposed.date.day,
        precision=proposed.date.precision,
        recorded_day=own.day,
        recorded_precision=own.precision,
        can_be_taken=field in TAKEN and not same,
        written_against=against,
    )


def page_facts(page: Page) -> dict[str, Fact]:
    """What is recorded of a page that a copy may say otherwise."""
    published = PartialDate.of(page.published, page.published_precision)
    return {
        "title": Fact(gettext("Title"), page.title),
        "published": Fact(gettext("Published"), str(published)),
        "language": Fact(gettext("Language"), page.language),
        "author": Fact(gettext("Author"), page.author),
    }


class PageDescribe(ButtonView):
    """Take one field (``take=title``) of a copy's page over from what the copy says."""

    said = _("Taken over from the copy.")
    changes = "capture.page"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the copy."""
        super().setup(request, *args, **kwargs)
        self.capture = get_object_or_404(all_captures(), pk=kwargs["pk"])
        self.back = reverse("desk:capture", args=[self.capture.pk])

    def facts(self) -> dict[str, Fact]:
        """What is recorded of the page."""
        self.capture.page.refresh_from_db()
        return page_facts(self.capture.page)

    def act(self, data: dict[str, Any]) -> str:
        """Record what the copy says of the field."""
        lines = {line.field: line for line in proposals(self.capture) if line.can_be_taken}
        line = lines.get(data.get("take", ""))
        if line is None:
            raise Refusal(gettext("The copy says nothing else of this."), code="nothing_else")
        said = gettext("The sealed copy of %(day)s says so.") % {
            "day": (self.capture.finished_at or self.capture.requested_at).date().isoformat()
        }
        describe(page=self.capture.page, reason=said, by=self.by, at=self.at, **_facts(line))
        return self.back


def _facts(line: Line) -> dict[str, Any]:
    if line.field == "published":
        return {"published": PartialDate(line.day, line.precision)}
    return {line.field: line.proposed}
