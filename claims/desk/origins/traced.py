"""Where a page may have its content from: what is proposed, to be confirmed or refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from claims.matching.copied.of_page import TracedPage, trace_page
from claims.matching.copied.same_text import pages_of_same_text
from claims.operations.proposals.dismiss import dismiss
from claims.presentation.words import sentence
from claims.reads.desk.evidence import all_pages
from claims.rules.proposable import Proposable
from tracker.base.values.refusal import Refusal
from tracker.base.web.act_view import ButtonView

if TYPE_CHECKING:
    from claims.matching.copied.propose import OriginProposed
    from sources.models import Page


@dataclass(frozen=True, slots=True)
class ShownOrigin:
    """An origin that is proposed, in words, and the addresses of what may be done with it."""

    credited_to: str
    source: Page | None
    evidence: tuple[tuple[str, str], ...]
    """What each evidence is, and the passage that shows it."""
    circle: tuple[Page, ...]
    confirm: str
    subject: str


@require_safe
def page_origins(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is proposed for one page."""
    page = get_object_or_404(all_pages(), pk=pk)
    traced = trace_page(page)
    context = {
        "page": page,
        "traced": traced,
        "origins": [_shown(one, traced) for one in traced.origins],
        "same_texts": pages_of_same_text(page),
        "section": "desk",
    }
    return render(request, "desk/record/page_origins.html", context)


def _shown(one: OriginProposed, traced: TracedPage) -> ShownOrigin:
    source = traced.others.get(one.from_page) if isinstance(one.from_page, int) else None
    return ShownOrigin(
        credited_to=one.credited_to,
        source=source,
        evidence=tuple((sentence(each.said), each.passage) for each in one.evidence),
        circle=tuple(traced.others[key] for key in one.circle if key in traced.others),
        confirm=f"{reverse('desk:page_credit', args=[one.page])}?{urlencode(_filled(one, source))}",
        subject=one.subject,
    )


def _filled(one: OriginProposed, source: Page | None) -> dict[str, Any]:
    """What the form of a credit is filled with, for a person to look over."""
    given: dict[str, Any] = {"credited_to": one.credited_to, "kind": one.kind}
    if source is not None:
        given["from_address"] = source.url
    if isinstance(one.from_publisher, tuple):
        given["from_publisher"] = one.from_publisher[1]
    return given


class OriginRefuse(ButtonView):
    """Say that a page does not have its content from where it was proposed."""

    said = _("It will not be proposed again.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the page."""
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(all_pages(), pk=kwargs["pk"])
        self.back = reverse("desk:page_origins", args=[self.page.pk])

    def act(self, data: dict[str, Any]) -> str:
        """Remember it.

        Raises:
            Refusal: `unknown_proposal`: it is none of this page.
        """
        subject = str(data.get("subject", ""))
        if subject not in {one.subject for one in trace_page(self.page).origins}:
            raise Refusal(gettext("This is not proposed here any more."), code="unknown_proposal")
        dismiss(kind=Proposable.ORIGIN, subject=subject, by=self.by, at=self.at)
        return self.back
