"""A claim that somebody reads on a page: the link they follow fills the form in, and saves nothing.

The address and the words of the page stand in the fields in which they would be typed as well.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from claims.desk.intake.brought import Brought
from claims.desk.record.claim import ClaimNew
from claims.desk.record.claim_form import VERBATIM_OR_NOT
from claims.matching.near_duplicates import said_already
from sources.reads.register import page_at
from tracker.base.language.dictionary import language_of_text


class Intake(ClaimNew):
    """Record a claim with the page and the words that a link brings along."""

    template_name = "desk/record/intake.html"
    prefilled = (*ClaimNew.prefilled, "url", "title", "text", "cut")  # type: ignore[assignment]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Read what came along, and begin with it."""
        super().setup(request, *args, **kwargs)
        self.brought = Brought.read(request.GET)
        self.initial |= self._begins_with()

    def _begins_with(self) -> dict[str, Any]:
        page, text = self.brought.page, self.brought.text
        known = page_at(page)
        begins: dict[str, Any] = {
            "url": self.brought.url if page else "",
            "title": self.brought.title if page and known is None else "",
            "exact": text if page else "",
            "capture": known is None,
        }
        if text:
            begins |= {"statement": text, "wording": VERBATIM_OR_NOT[True]}
            if language := (known.language if known else "") or language_of_text(text):
                begins["language"] = language
        return begins

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add which claims say much the same."""
        context = super().get_context_data(**kwargs)
        form, text = context["form"], self.brought.text
        if text and not form.is_bound and not form.looked:
            language = str(self.initial.get("language", ""))
            form.said_already = said_already(text, self.by, language=language)
            form.looked = True
        return context | {"brought": self.brought}
