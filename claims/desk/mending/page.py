"""Change what is recorded of a page, with what was recorded of it before."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.desk.coming_back import OpenedWhileQuoting
from claims.desk.evidence.describe import page_facts
from claims.desk.journal import FIELDS, JournalLine, OldAndNew
from claims.desk.mending.forms import PageMendForm
from claims.operations.shared_evidence import describe
from claims.reads.desk.evidence import all_pages
from claims.reads.mending.page_history import changes_of_page
from tracker.base.acts.snapshot import Fact
from tracker.base.values.partial_date import PartialDate

OF_PAGES = FIELDS | {
    "author": _("Author"),
    "language": _("Language"),
    "origin": _("Origin"),
    "published": _("Published"),
    "publisher": _("Publisher"),
}


class PageEdit(OpenedWhileQuoting):
    """A form that begins with what is recorded of a page, and changes it."""

    template_name = "desk/terms/term.html"
    form_class = PageMendForm
    heading, button, said = _("Change what is recorded of a page"), _("Change"), _("Changed.")
    changes, edits = "page", True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the page, and begin with what is recorded of it."""
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(all_pages(), pk=kwargs["pk"])
        self.explanation = self.page.url
        self.back = self.quoting or reverse("desk:captures")
        names = ("title", "author", "language")
        self.initial = {name: getattr(self.page, name) for name in names}
        published = PartialDate.of(self.page.published, self.page.published_precision)
        self.initial["published"] = str(published)

    def facts(self) -> dict[str, Fact]:
        """Its address: all else stands in the form, which begins with it."""
        self.page.refresh_from_db()
        facts = page_facts(self.page)
        return {"url": Fact(gettext("Address"), self.page.url), "title": facts["title"]}

    def act(self, data: dict[str, Any]) -> str:
        """Change it."""
        names = ("title", "author", "language", "published", "reason")
        given = {name: data[name] for name in names}
        describe(page=self.page, by=self.by, at=self.at, **given)
        return self.quoting or reverse("desk:page_edit", args=[self.page.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was recorded before."""
        lines = [
            JournalLine(
                at=change.at,
                who=change.who,
                what=gettext("changed what is recorded of the page"),
                detail="",
                why=change.why,
                changes=[OldAndNew(str(OF_PAGES[name]), *words) for name, *words in change.changes],
            )
            for change in changes_of_page(self.page)
        ]
        return super().get_context_data(lines=lines, **kwargs)
