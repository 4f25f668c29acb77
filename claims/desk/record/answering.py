"""Which claims may answer a claim: what is proposed, to be confirmed or refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from claims.involvement import Involvement
from claims.matching.answers.of_claim import AnswersFound, find_answers
from claims.operations.proposals.dismiss import dismiss
from claims.presentation.words import sentence
from claims.reads.desk.claims import with_figures
from claims.reads.visible import claims_seen_by
from claims.rules.acts import CONTEST, PROPOSE
from claims.rules.proposable import Proposable
from tracker.base.acts.law import refuse
from tracker.base.people.signed_in import person
from tracker.base.values.refusal import Refusal
from tracker.base.web.act_view import ButtonView

if TYPE_CHECKING:
    from claims.matching.answers.propose_answers import AnswerProposed
    from claims.models import Claim


@dataclass(frozen=True, slots=True)
class NotOpen:
    """That a claim cannot be paired now: why, and where evidence is proposed of it instead."""

    claim: Claim
    why: str
    propose: str


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """That one claim may answer another, in words, and the address where it is confirmed.

    ``not_open`` are those of the two that this person cannot pair now.
    """

    claim: Claim
    answers: Claim
    ground: str
    why: str
    said: str
    said_before: str
    same_incident: bool
    confirm: str
    subject: str
    not_open: Sequence[NotOpen]


@require_safe
def claim_answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what may answer one claim, and what it may answer."""
    claim = _claim_or_404(request, pk)
    user = person(request)
    found = find_answers(claim, user)
    mine = Involvement(user, claim)
    context = {
        "claim": claim,
        "answers": [_shown(one, found, mine) for one in found.proposed],
        "section": "desk",
    }
    return render(request, "desk/record/claim_answers.html", context)


def _claim_or_404(request: HttpRequest, pk: int) -> Claim:
    """A claim that this person may know of, with what its figures are compared by."""
    return get_object_or_404(with_figures(claims_seen_by(person(request))), pk=pk)


def not_open(claims: Iterable[Claim], mine: Involvement) -> list[NotOpen]:
    """Those of some claims that a person cannot pair as they are now, with what is open instead.

    Args:
        claims: the claims.
        mine: what the person is to any claim; what is looked up is known for the next.
    """
    refusals = ((claim, refuse(mine.person, CONTEST, mine.beside(claim))) for claim in claims)
    return [NotOpen(claim, why, _proposing(claim, mine)) for claim, why in refusals if why]


def _proposing(claim: Claim, mine: Involvement) -> str:
    """Where evidence is proposed of a claim; empty where that is not open either."""
    if refuse(mine.person, PROPOSE, mine.beside(claim)) is not None:
        return ""
    return reverse("desk:claim_propose", args=[claim.pk])


def _shown(one: AnswerProposed, found: AnswersFound, mine: Involvement) -> ShownAnswer:
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
        not_open=not_open((claim, answers), mine),
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
