"""A claim that somebody reads on a page: the link they follow fills the form in, and saves nothing.

Once the claim is recorded, its page is cited with the same words: nothing is typed twice.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import resolve, reverse

from claims.desk.intake.brought import Brought
from claims.desk.record.claim import ClaimNew
from claims.desk.record.claim_form import VERBATIM_OR_NOT
from claims.matching.near_duplicates import resting_on, said_already
from claims.reads.desk.evidence import pages_at
from tracker.base.language.dictionary import language_of_text


class Intake(ClaimNew):
    """Record a claim with the page and the words that a link brings along."""

    template_name = "desk/record/intake.html"
    prefilled = (*ClaimNew.prefilled, "url", "title", "text", "cut")  # type: ignore[assignment]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Read what came along, and begin with it."""
        super().setup(request, *args, **kwargs)
        self.brought = Brought.read(request.GET)
        self.pages = pages_at(self.brought.page)
        self.initial |= self._begins_with()

    def _begins_with(self) -> dict[str, Any]:
        text = self.brought.text
        if not text:
            return {}
        known = next((page for page in self.pages if page.url == self.brought.page), None)
        language = (known.language if known else "") or language_of_text(text)
        words = {"statement": text, "wording": VERBATIM_OR_NOT[True]}
        if language:
            words["language"] = language
        if known is None:
            return words
        return {**words, "page": known.pk, "cites": True, "exact": text}

    def act(self, data: dict[str, Any]) -> str:
        """Record it, and go on to cite the page unless that is done with it."""
        address = super().act(data)
        is_cited = data["page"] and data["cites"]
        if is_cited or not self.brought.page:
            return address
        claim = resolve(address).kwargs["pk"]
        given = {
            "url": self.brought.url,
            "title": self.brought.title,
            "exact": self.brought.text,
            "language": str(data["language"]),
        }
        return f"{reverse('desk:claim_cite', args=[claim])}?{urlencode(given)}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add which claims rest on the page already, and which say much the same."""
        context = super().get_context_data(**kwargs)
        form, text = context["form"], self.brought.text
        if text and not form.is_bound and not form.looked:
            language = str(self.initial.get("language", ""))
            form.said_already = said_already(text, self.by, language=language)
            form.looked = True
        citing = resting_on(self.by, [page.pk for page in self.pages])
        return context | {"brought": self.brought, "citing": citing}
