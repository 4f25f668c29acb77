"""Quoting words that were chosen in a sealed text: they are cut out of it here, never typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.forms import Form
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.desk.citing.forms import QuoteForm
from claims.desk.citing.reading import reading_address
from claims.desk.record.forms import SearchForm
from claims.desk.rested_on.again import LeadsToJudging
from claims.matching.search.find import SearchTooLongError
from claims.matching.search.of_claims import claims_found
from claims.operations.cite import cite
from claims.presentation.evidence.reading import ChosenWords, texts_of
from claims.presentation.words import gap
from claims.reads.desk.claims import claims_for_page, claims_to_cite
from claims.reads.desk.evidence import all_captures
from sources.operations.register.quotations import Words
from tracker.base.values.refusal import Refusal
from tracker.base.web.act_view import ActView
from tracker.base.web.fields import keys_of

if TYPE_CHECKING:
    from claims.models import Claim

SHOWN = 20
_PLACE = ("within", "start", "end")


class CaptureQuote(LeadsToJudging, ActView):
    """Rest a claim on words that were chosen in the text of a copy, then go on reading."""

    template_name = "desk/citing/quote.html"
    form_class = QuoteForm
    heading, button = _("Quote these words"), _("Quote")
    said = _("The words are quoted.")
    prefilled = (*_PLACE, "claim")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the copy and cut the words out of its text.

        Raises:
            Http404: there is no such copy, or nothing stands at that place of its text.
        """
        super().setup(request, *args, **kwargs)
        self.capture = get_object_or_404(all_captures(), pk=kwargs["pk"])
        given = request.POST if request.method == "POST" else request.GET
        self.text = texts_of(self.capture).within(given.get("within", ""))
        start, end = (given.get(name, "") for name in ("start", "end"))
        self.passage = self._passage(start, end)
        self.back = reading_address(self.capture, self.text, self.passage.start)

    def _passage(self, start: str, end: str) -> ChosenWords:
        if not keys_of([start]) or not keys_of([end]):
            raise Http404(gettext("No words were chosen."))
        passage = self.text.passage(int(start), int(end))
        if passage is None:
            raise Http404(gettext("No words were chosen."))
        return passage

    def get_form(self, form_class: type[Form] | None = None) -> QuoteForm:
        """Offer the claims that may rest on these words."""
        form = super().get_form(form_class)
        assert isinstance(form, QuoteForm)
        form.choose_from(claims_to_cite(self.by))
        return form

    def act(self, data: dict[str, Any]) -> str:
        """Rest the claim on them, and go back to where they were read.

        Raises:
            Refusal: `another_text` where a browser's words were chosen that are not there now.
        """
        if data["within"] != self.text.which:
            said = gettext("The words that a browser showed cannot be read now. Choose them again.")
            raise Refusal(said, code="another_text")
        passage, page = self.passage, self.capture.page
        words = Words(passage.exact, passage.prefix, passage.suffix, page.language)
        given = ("claim", "stance", "credibility", "internal_note", "public_note", "reason")
        cite(page=page, words=words, **{name: data[name] for name in given}, by=self.by, at=self.at)
        return reading_address(self.capture, self.text, self.passage.start, claim=data["claim"].pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the words, and the claims that are most likely meant."""
        search = SearchForm(self.request.GET)
        sought = search.cleaned_data["q"] if search.is_valid() else ""
        just_sent = self.request.POST if self.request.method == "POST" else self.request.GET
        typed = just_sent if self.sent is None else self.sent
        chosen = keys_of(typed.getlist("claim"))
        found = self._found(sought) if sought else self._likely()
        if not chosen & {row.pk for row in found}:
            found[:0] = list(claims_to_cite(self.by).filter(pk__in=chosen))
        return super().get_context_data(
            capture=self.capture,
            passage=self.passage,
            gaps=(
                gap(self.passage.prefix, self.passage.exact),
                gap(self.passage.exact, self.passage.suffix),
            ),
            within=self.text.which,
            found=found,
            chosen=chosen,
            words=sought,
            **kwargs,
        )

    def _likely(self) -> list[Claim]:
        likely = claims_for_page(self.by, self.capture.page)[:SHOWN]
        return list(likely or claims_to_cite(self.by).order_by("-pk")[:SHOWN])

    def _found(self, sought: str) -> list[Claim]:
        try:
            return list(claims_found(sought, claims_to_cite(self.by), self.by)[:SHOWN])
        except SearchTooLongError:
            return []
