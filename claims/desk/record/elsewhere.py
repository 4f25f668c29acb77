"""Which claims may say what a claim says: what is proposed, to be paired or refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from claims.desk.guards import claim_or_404
from claims.desk.record.answering import AnswerRefuse, NotOpen, not_open
from claims.involvement import Involvement
from claims.matching.claims import MatchGround
from claims.matching.said_elsewhere import SaidElsewhere, find_said_elsewhere
from claims.rules.grounds import Ground
from claims.rules.proposable import Proposable
from tracker.base.people.signed_in import person
from tracker.base.values.partial_date import PartialDate
from tracker.base.writing.lists import comma_list

if TYPE_CHECKING:
    from claims.models import Claim
    from tracker.base.web.act_view import Words

_MADE_BY: dict[MatchGround, Words] = {
    MatchGround.FIGURES: _("Numbers"),
    MatchGround.NAMES: _("Names"),
    MatchGround.PLACE: _("Place"),
    MatchGround.DATE: _("Date"),
    MatchGround.WORDS: _("Words"),
    MatchGround.SENSE: _("Sense: near to it, as far as the model tells"),
}
"""What made two claims meet, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class ShownElsewhere:
    """A claim that may say the same: how likely, what made it, and where the two are paired."""

    found: SaidElsewhere
    percent: int
    made_by: Sequence[tuple[Words, str]]
    confirm: str
    not_open: Sequence[NotOpen]


@require_safe
def claim_elsewhere(request: HttpRequest, pk: int) -> HttpResponse:
    """Show which claims may say what one claim says."""
    claim = claim_or_404(request, pk)
    user = person(request)
    found = find_said_elsewhere(claim, user)
    mine = Involvement(user, claim)
    context = {"claim": claim, "elsewhere": [_shown(one, mine) for one in found], "section": "desk"}
    return render(request, "desk/record/claim_elsewhere.html", context)


def _shown(found: SaidElsewhere, mine: Involvement) -> ShownElsewhere:
    earlier, later = sorted((found.claim, found.other), key=lambda claim: claim.pk)
    if _was_before(later, earlier):
        earlier, later = later, earlier
    filled = urlencode({"answers": earlier.pk} | _ground(found, earlier, later))
    told = found.likely.grounds
    return ShownElsewhere(
        found=found,
        percent=round(100 * found.likely.score),
        made_by=[(_MADE_BY[each], comma_list(told[each])) for each in _MADE_BY if each in told],
        confirm=f"{reverse('desk:claim_pair', args=[later.pk])}?{filled}",
        not_open=not_open((later, earlier), mine),
    )


def _was_before(one: Claim, other: Claim) -> bool:
    said, said_then = (PartialDate.of(row.made_on, row.made_on_precision) for row in (one, other))
    return said.is_before(said_then)


def _ground(found: SaidElsewhere, earlier: Claim, later: Claim) -> dict[str, str]:
    """The ground that is chosen beforehand; none where nobody knows which of two was said first."""
    if not found.is_same_claimant:
        return {"ground": Ground.REPETITION.value}
    return {"ground": Ground.REVISION.value} if _was_before(earlier, later) else {}


class ElsewhereRefuse(AnswerRefuse):
    """Say that two claims do not say the same, as was proposed."""

    kind: ClassVar[Proposable] = Proposable.DUPLICATE
    page = "desk:claim_elsewhere"

    def subjects(self, claim: Claim) -> set[str]:
        """The keys of what is proposed."""
        return {one.subject for one in find_said_elsewhere(claim, self.by)}
