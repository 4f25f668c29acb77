"""What the house says of itself, written by administrators."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from claims.desk.readers.forms import TrustTextForm
from claims.operations.readers.trust_texts import write_trust_text
from claims.presentation.readers.markup import simple_markup
from claims.reads.readers.trust_texts import (
    brought_text,
    newest_trust_texts,
    trust_text,
    trust_text_in_force,
    trust_texts_written,
)
from claims.rules.readers.trust_pages import TrustPage
from tracker.base.acts.snapshot import Fact, lock_rows
from tracker.base.web.act_view import ActView
from tracker.base.web.pages import refuse_unknown

MOST_VERSIONS = 20
"""Earlier versions that the form shows."""


@require_safe
def trust_texts(request: HttpRequest) -> HttpResponse:
    """Every page and language, with who wrote its text last and when."""
    refuse_unknown(request, ())
    newest = {(row.page, row.language): row for row in newest_trust_texts()}
    rows = [
        (page, tag, gettext(page.label), newest.get((page.value, tag)))
        for page in TrustPage
        for tag, _name in settings.LANGUAGES
    ]
    return render(request, "desk/readers/trust_texts.html", {"rows": rows, "section": "desk"})


class TrustTextEdit(ActView):
    """Write the text of a page in one language; every version stays."""

    template_name = "desk/readers/trust_text.html"
    form_class = TrustTextForm
    button, said = _("Publish the text"), _("Published.")
    changes, edits = "in_force", True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the page, and begin with the text that readers see."""
        super().setup(request, *args, **kwargs)
        self.language = kwargs["code"]
        if kwargs["slug"] not in set(TrustPage) or self.language not in dict(settings.LANGUAGES):
            raise Http404
        self.page = TrustPage(kwargs["slug"])
        self.in_force = trust_text_in_force(self.page, self.language)
        self.heading = gettext(self.page.label)
        self.explanation = gettext(self.page.computed) if self.page.computed else ""
        self.back = reverse("desk:trust_texts")
        written = self.in_force.body if self.in_force else ""
        self.initial = {"body": written or brought_text(self.page, self.language)}

    def lock(self, data: dict[str, Any]) -> None:
        """Lock the version in force; where there is none, the numbers refuse the second."""
        if self.in_force is not None:
            lock_rows(self.in_force)

    def facts(self) -> dict[str, Fact]:
        """Which page it is: its text stands in the form, which begins with it."""
        return {"page": Fact(gettext("Page"), gettext(self.page.label))}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what readers see now, and the earlier versions."""
        shown = trust_text(self.page, self.language)
        versions = trust_texts_written(self.page, self.language)[:MOST_VERSIONS]
        return super().get_context_data(
            shown=shown, html=simple_markup(shown.body), versions=list(versions), **kwargs
        )

    def act(self, data: dict[str, Any]) -> str:
        """Write it."""
        write_trust_text(
            self.page,
            language=self.language,
            body=data["body"],
            reason=data["reason"],
            by=self.by,
            at=self.at,
        )
        return self.back
