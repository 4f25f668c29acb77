"""Claims in a text: which of its sentences report one, each to be recorded or said to be none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from claims.desk.record.claim_form import MOST_FIGURES, PREFIX, VERBATIM_OR_NOT
from claims.desk.record.figures_read import rows_of
from claims.matching.reported.proposing import ClaimProposed, claims_proposed
from claims.matching.reported.reading import LONGEST_READ
from claims.operations.proposals.dismiss import dismiss
from claims.reads.desk.dismissed import dismissed_among
from claims.reads.desk.read_captures import captures_read, newest_read
from claims.reads.desk.text_reader import parties_named, text_reader
from claims.rules.proposable import Proposable
from tracker.base.language.dictionary import language_of_text
from tracker.base.people.signed_in import person
from tracker.base.values.partial_date import UNKNOWN_DATE, PartialDate
from tracker.base.values.refusal import Refusal
from tracker.base.web.act_view import NOT_ACCEPTED
from tracker.base.web.fields import LanguageField, LongTextField, PartialDateField
from tracker.base.web.forms import RefusableForm

if TYPE_CHECKING:
    from claims.models import Party
    from sources.models import Capture

_MARKED = 5
"""How many of a text's proposals are marked as the likeliest."""


class TextForm(RefusableForm):
    """A text that is pasted, or the capture of a page whose text is read."""

    capture = forms.UUIDField(required=False, widget=forms.HiddenInput)
    text = LongTextField(
        label=_("Text"),
        rows=10,
        required=False,
        max_length=LONGEST_READ,
        help_text=_("An article or a statement. It is read here and kept nowhere."),
    )
    language = LanguageField(
        label=_("Language of the text"),
        required=False,
        help_text=_("If you leave it empty, its first words tell."),
    )
    made_on = PartialDateField(label=_("Date of the text"))

    def clean(self) -> dict[str, Any]:
        """Ask for the one or the other."""
        data = super().clean() or {}
        if not data.get("capture") and not data.get("text") and "text" not in self.errors:
            self.add_error("text", _("Paste the text, or open a page that is archived."))
        return data


@dataclass(frozen=True, slots=True)
class ProposalShown:
    """A proposed claim on the page, and what the claim form is filled with."""

    proposed: ClaimProposed
    claimant: Party | None
    is_likely: bool
    is_dismissed: bool
    fields: list[tuple[str, str]]

    @property
    def figures(self) -> list[str]:
        """The words of its figures."""
        return [self.proposed.said[one.start : one.end] for one in self.proposed.figures]

    @property
    def around(self) -> tuple[str, str, str]:
        """The sentence, cut at what was said."""
        begin, end = (at - self.proposed.reported.start for at in self.proposed.reported.said)
        sentence = self.proposed.sentence
        return sentence[:begin], sentence[begin:end], sentence[end:]


class ClaimsInText(FormView):  # type: ignore[type-arg]
    """Read a text for claims. What is said to be none is remembered; nothing else is kept."""

    template_name = "desk/record/in_text.html"
    form_class = TextForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """A link to a capture is as good as a form that was sent."""
        kwargs = super().get_form_kwargs()
        if self.request.method == "GET" and "capture" in self.request.GET:
            kwargs["data"] = self.request.GET
        return kwargs

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form, or what a capture that a link names says."""
        if "capture" in request.GET:
            return self.post(request, *args, **kwargs)
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: TextForm) -> HttpResponse:
        """Show what the text claims, in its order, after what was refused just now."""
        source = self._source(form.cleaned_data)
        try:
            found = source.proposals()
            self._dismiss(found)
        except Refusal as refusal:
            form.refuse(refusal)
            return self.form_invalid(form)
        shown = list(_shown(found, source))
        context = {
            "form": form,
            "offered": [one for one in shown if not one.is_dismissed],
            "dropped": [one for one in shown if one.is_dismissed],
            "capture": source.capture,
        }
        return self.render_to_response(self.get_context_data(was_read=True, **context))

    def form_invalid(self, form: TextForm) -> HttpResponse:
        """Show the form with what is wrong: 422."""
        return self.render_to_response(self.get_context_data(form=form), status=NOT_ACCEPTED)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the words of the page, and the captures that were read last."""
        words = {"heading": _("Claims in a text"), "section": "desk", "newest": newest_read()}
        return super().get_context_data(**(words | kwargs))

    def _dismiss(self, found: Sequence[ClaimProposed]) -> None:
        subject = self.request.POST.get("dismiss", "")
        if any(one.subject == subject for one in found):
            by, at = person(self.request), timezone.now()
            dismiss(kind=Proposable.CLAIM.value, subject=subject, by=by, at=at)

    def _source(self, data: dict[str, Any]) -> _Source:
        key = data["capture"]
        capture = get_object_or_404(captures_read(), pk=key) if key else None
        text = capture.kept_text.text if capture else data["text"]
        known = capture.page.language if capture else ""
        tag = str(data["language"] or known or language_of_text(text))
        return _Source(text, tag, _made_on(data["made_on"], capture), capture)


@dataclass(frozen=True, slots=True)
class _Source:
    """What is read: a text that was pasted, or that of a capture."""

    text: str
    language: str
    made_on: str
    capture: Capture | None

    def proposals(self) -> list[ClaimProposed]:
        page = self.capture.page_id if self.capture else None
        return claims_proposed(self.text, self.language, text_reader(), page=page)


def _shown(found: Sequence[ClaimProposed], source: _Source) -> Iterator[ProposalShown]:
    refused = dismissed_among(Proposable.CLAIM, (one.subject for one in found))
    parties = parties_named({str(one.party) for one in found if one.party})
    best = sorted((one.reported.score for one in found), reverse=True)[:_MARKED]
    for one in found:
        claimant = parties.get(str(one.party))
        yield ProposalShown(
            proposed=one,
            claimant=claimant,
            is_likely=one.reported.score >= best[-1],
            is_dismissed=one.subject in refused,
            fields=list(_fields(one, claimant, source)),
        )


def _fields(
    one: ClaimProposed, claimant: Party | None, source: _Source
) -> Iterator[tuple[str, str]]:
    yield "statement", one.said
    yield "wording", VERBATIM_OR_NOT[one.reported.is_quoted]
    yield "language", source.language
    yield "made_on", source.made_on
    if claimant:
        yield "claimant", str(claimant.pk)
    figures = one.figures[:MOST_FIGURES]
    yield f"{PREFIX}-TOTAL_FORMS", str(len(figures))
    for number, row in enumerate(rows_of(figures, one.said)):
        for name, said in row.items():
            for value in said if isinstance(said, list) else [said]:
                yield f"{PREFIX}-{number}-{name}", value
    if source.capture:
        yield "url", source.capture.page.url
        yield "exact", one.sentence
        yield "before", one.before
        yield "after", one.after


def _made_on(given: PartialDate, capture: Capture | None) -> str:
    if given != UNKNOWN_DATE or capture is None:
        return str(given)
    return str(PartialDate.of(capture.page.published, capture.page.published_precision))
