"""Which claims may answer a claim: what is proposed, to be confirmed or refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from claims.matching.answers.of_claim import AnswersFound, find_answers
from claims.operations.proposals.dismiss import dismiss
from claims.presentation.words import sentence
from claims.reads.desk.claims import with_figures
from claims.reads.visible import claims_seen_by
from claims.rules.proposable import Proposable
from tracker.base.people.signed_in import person
from tracker.base.values.refusal import Refusal
from tracker.base.web.act_view import ButtonView

if TYPE_CHECKING:
    from claims.matching.answers.propose_answers import AnswerProposed
    from claims.models import Claim


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """That one claim may answer another, in words, and the address where it is confirmed."""

    claim: Claim
    answers: Claim
    ground: str
    why: str
    said: str
    said_before: str
    same_incident: bool
    confirm: str
    subject: str


@require_safe
def claim_answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what may answer one claim, and what it may answer."""
    claim = _claim_or_404(request, pk)
    found = find_answers(claim, person(request))
    context = {
        "claim": claim,
        "answers": [_shown(one, found) for one in found.proposed],
        "section": "desk",
    }
    return render(request, "desk/record/claim_answers.html", context)


def _claim_or_404(request: HttpRequest, pk: int) -> Claim:
    """A claim that this person may know of, with what its figures are compared by."""
    return get_object_or_404(with_figures(claims_seen_by(person(request))), pk=pk)


def _shown(one: AnswerProposed, found: AnswersFound) -> ShownAnswer:
    claim, answers = (found.claims[int(str(key))] for key in (one.claim, one.answers))
    filled = urlencode({"answers": answers.pk, "ground": one.ground.value})
    return ShownAnswer(
        claim=claim,
        answers=answers,
        ground=gettext(one.ground.label),
        why=sentence(one.why),
        said=one.said,
        said_before=one.said_before,
        same_incident=one.same_incident,
        confirm=f"{reverse('desk:claim_pair', args=[claim.pk])}?{filled}",
        subject=one.subject,
    )


class AnswerRefuse(ButtonView):
    """Say that one claim does not answer the other, as was proposed."""

    said = _("It will not be proposed again.")
    kind: ClassVar[Proposable] = Proposable.COUNTERCLAIM
    page = "desk:claim_answers"
    """The address where it is proposed."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the claim, if this person may know of it."""
        super().setup(request, *args, **kwargs)
        self.claim = _claim_or_404(request, kwargs["pk"])
        self.back = reverse(self.page, args=[self.claim.pk])

    def act(self, data: dict[str, Any]) -> str:
        """Remember it.

        Raises:
            Refusal: `unknown_proposal`: it is none of this claim.
        """
        subject = str(data.get("subject", ""))
        if subject not in self.subjects(self.claim):
            raise Refusal(gettext("This is not proposed here any more."), code="unknown_proposal")
        dismiss(kind=self.kind, subject=subject, by=self.by, at=self.at)
        return self.back

    def subjects(self, claim: Claim) -> set[str]:
        """The keys of what is proposed."""
        return {one.subject for one in find_answers(claim, self.by).proposed}
