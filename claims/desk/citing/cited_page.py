"""One screen for a page that is cited: how its capture goes, its sealed text, the words quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from claims.desk.citing.forms import PageWordsForm
from claims.desk.citing.page_list import pages_rested_on
from claims.desk.citing.reading import part_to_read
from claims.desk.coming_back import from_quoting
from claims.desk.evidence.capture_queue import tries_of
from claims.desk.evidence.cite import OfCitation, not_credited
from claims.desk.guards import guard
from claims.desk.rested_on.again import LeadsToJudging
from claims.operations.cite import quote_cited
from claims.operations.shared_evidence import why_not_to_credit
from claims.presentation.copy_states import finding_words
from claims.presentation.evidence.reading import texts_of
from claims.reads.desk.claims import citations_seen_by
from claims.reads.desk.evidence import all_captures
from claims.rules import acts
from claims.rules.states import HELD
from sources.operations.register.quotations import Words
from tracker.base.people.signed_in import person

if TYPE_CHECKING:
    from django.forms import Form

    from claims.desk.citing.page_list import PageRestedOn
    from claims.models import Citation
    from sources.models import Capture, Quotation
    from tracker.base.people.models import User
    from tracker.base.web.forms import DeskForm

LOOK = "look"
"""The button that shows the screen again, with what was typed: how the capture goes by now."""
_OF_CREDIT = ("origin", "credited_to", "goes_round")
_SAME = (
    *("stance", "credibility", *_OF_CREDIT),
    *("internal_note", "public_note", "reason"),
)


class CitationQuote(LeadsToJudging, OfCitation):
    """Quote words of a cited page, while it is captured or after, and say what they are worth."""

    what = acts.QUOTE_CITED
    template_name = "desk/citing/cited_page.html"
    form_class = PageWordsForm
    heading, button = _("Quote a page"), _("Quote")
    edits = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Begin with what is judged of the page so far."""
        super().setup(request, *args, **kwargs)
        row = self.citation
        judged = {"stance": row.stance, "credibility": row.credibility, "origin": row.page.origin}
        noted = {"internal_note": row.internal_note, "public_note": row.public_note}
        self.initial = judged | (noted if row.is_of_whole_page else {})
        self.uncredited = why_not_to_credit(row.page, by=self.by)

    def get_form(self, form_class: type[Form] | None = None) -> DeskForm:
        """Ask why in any case where the claim holds still.

        Where the page has it from is asked only where it can be changed: another claim that rests
        on the page may be under review.
        """
        form: DeskForm = super().get_form(form_class)
        if self.uncredited:
            for name in _OF_CREDIT:
                del form.fields[name]
        form.fields["reason"].required = self.citation.claim.status in HELD
        return form

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Quote, or only look again."""
        if LOOK in request.POST:
            return self._show_typed()
        return super().post(request, *args, **kwargs)

    def act(self, data: dict[str, Any]) -> str:
        """Rest the claim on the words, and say what was found of them so far."""
        given = {name: data[name] for name in _SAME if name in data}
        row = quote_cited(
            citation=self.citation, words=self._words(data), **given, by=self.by, at=self.at
        )
        assert row.quotation is not None
        self.said = _found_of(row.quotation)
        if self.uncredited and self._says_credit():
            self.said = f"{self.said} {not_credited(self.uncredited)}"
        return self.back

    def _says_credit(self) -> bool:
        """Whether something else was sent of where the page has it from than is recorded."""
        sent, page = self.request.POST, self.citation.page
        if sent.get("origin", "") not in ("", page.origin):
            return True
        credited = sent.get("credited_to", "").strip()
        return bool(credited and why_not_to_credit(page, by=self.by, credited_to=credited))

    def _words(self, data: dict[str, Any]) -> Words:
        """Words cut out of the sealed text where they stand in it; else as they were typed."""
        page = self.citation.page
        typed = Words(data["exact"], data["before"], data["after"], page.language)
        copy = self._copy(data)
        if copy is None or typed.prefix or typed.suffix:
            return typed
        text = texts_of(copy).within(data["within"])
        passage = text.words_as_typed(typed.exact, data["start"], data["end"])
        if passage is None:
            return typed
        return Words(passage.exact, passage.prefix, passage.suffix, page.language)

    def _copy(self, data: dict[str, Any]) -> Capture | None:
        """The copy in which they were chosen; where nothing says so, the newest that was read."""
        if data["capture"]:
            mine = all_captures().filter(page=self.citation.page_id, pk=data["capture"])
            return mine.first()
        return _rested_on(self.citation).readable

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the copy and its text."""
        return super().get_context_data(
            copy=copy_context(self.citation, self.by),
            is_credit_open=not self.uncredited,
            uncredited=(
                not_credited(self.uncredited) if self.uncredited and self._says_credit() else ""
            ),
            **kwargs,
        )


def _found_of(quotation: Quotation) -> str:
    """What was found of some words, in the newest copy in which they were looked for."""
    found = quotation.findings.select_related("capture").first()
    is_deposit = found is not None and found.capture.is_deposit
    return finding_words(found, deposited=is_deposit, at_desk=True)


def _rested_on(citation: Citation) -> PageRestedOn:
    rows = pages_rested_on(citation.claim)
    return next(row for row in rows if row.page.pk == citation.page_id)


def copy_context(citation: Citation, user: User) -> dict[str, Any]:
    """How the copies of a cited page stand, and a part of the text of the newest that was read."""
    rested_on = _rested_on(citation)
    under_way, readable = rested_on.under_way, rested_on.readable
    tries = tries_of(under_way) if under_way else ()
    return {
        "citation": citation,
        "rested_on": rested_on,
        "last": tries[-1] if tries else None,
        "is_live": under_way is not None and readable is None,
        "reading": part_to_read(readable, user) if readable else None,
        "came_from": from_quoting(citation),
    }


@require_safe
def citation_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """The state of the copy, and its text once it is sealed, for the screen that refreshes itself.

    Raises:
        Http404: there is no such citation, or it is of somebody else's draft.
    """
    citation = get_object_or_404(citations_seen_by(person(request)), pk=pk)
    guard(request, acts.QUOTE_CITED, citation)
    context = {"copy": copy_context(citation, person(request)), "is_later": True}
    return render(request, "desk/citing/copy.html", context)
