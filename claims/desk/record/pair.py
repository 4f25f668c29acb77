"""Pairing: this claim answers that claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.forms import Form
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.desk.claim_act import ClaimAct
from claims.desk.guards import guard
from claims.desk.record.forms import PairForm, RetractForm, SearchForm
from claims.matching.answers.of_claim import find_answers
from claims.matching.search.find import SearchTooLongError
from claims.matching.search.of_claims import claims_found
from claims.operations.contest import contest, retract
from claims.presentation.claims.pairs import compared_words
from claims.presentation.words import sentence
from claims.reads.desk.claims import answerable, pairs_seen_by, with_figures
from claims.reads.visible import claims_seen_by
from claims.rules import acts
from tracker.base.acts.snapshot import lock_rows
from tracker.base.web.act_view import ActView
from tracker.base.web.fields import keys_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from claims.matching.answers.propose_answers import AnswerProposed
    from claims.models import Claim

SHOWN = 20


@dataclass(frozen=True, slots=True)
class PairCandidate:
    """A claim that may be answered, what the figures of both say, and what is proposed of it."""

    claim: Claim
    compared: list[str]
    proposed: list[str]
    """Each a ground with its reason, in words."""
    answers_back: str
    """The address at which it is said to answer this claim instead, where that is proposed."""


class ClaimPair(ClaimAct):
    """Say which claim this one answers, and on what ground."""

    what = acts.CONTEST
    template_name = "desk/record/pair.html"
    form_class = PairForm
    said = _("The two are paired.")
    prefilled = ("ground",)

    def get_form(self, form_class: type[Form] | None = None) -> PairForm:
        """Offer the claims that may be answered."""
        form = super().get_form(form_class)
        assert isinstance(form, PairForm)
        form.choose_from(answerable(self.by, self.claim))
        return form

    def lock(self, data: dict[str, Any]) -> None:
        """Lock both, in one order: two people may pair the same two crosswise."""
        lock_rows(self.claim, data["answers"])

    def act(self, data: dict[str, Any]) -> str:
        """Pair the two."""
        contest(
            claim=self.claim,
            answers=data["answers"],
            ground=data["ground"],
            internal_note=data["internal_note"],
            public_note=data["public_note"],
            reason=data["reason"],
            by=self.by,
            at=self.at,
        )
        return self.back

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was found for the words, and what was chosen before."""
        search = SearchForm(self.request.GET)
        words = search.cleaned_data["q"] if search.is_valid() else ""
        candidates = with_figures(answerable(self.by, self.claim))
        likely = self._likely()
        found = self._found(words) if words else self._first(candidates, likely)
        just_sent = self.request.POST if self.request.method == "POST" else self.request.GET
        typed = just_sent if self.sent is None else self.sent
        chosen = keys_of(typed.getlist("answers"))
        if not chosen & {row.pk for row in found}:
            found[:0] = list(candidates.filter(pk__in=chosen))
        shown = [self._candidate(row, likely) for row in found]
        return super().get_context_data(found=shown, chosen=chosen, words=words, **kwargs)

    def _likely(self) -> list[AnswerProposed]:
        """What is proposed of this claim: which it may answer, and which may answer it."""
        (self.compared,) = with_figures(claims_seen_by(self.by)).filter(pk=self.claim.pk)
        return list(find_answers(self.compared, self.by).proposed)

    def _first(self, candidates: QuerySet[Claim], likely: Sequence[AnswerProposed]) -> list[Claim]:
        """Those that are proposed, then others of the incident, then the rest."""
        keys = {int(str(key)) for one in likely for key in (one.claim, one.answers)}
        proposed = candidates.filter(pk__in=keys)
        others = candidates.exclude(pk__in=keys)
        return [*proposed, *others[:SHOWN]]

    def _candidate(self, row: Claim, likely: Sequence[AnswerProposed]) -> PairCandidate:
        of_it = [one for one in likely if row.pk in {one.claim, one.answers}]
        mine = [one for one in of_it if one.claim == self.claim.pk]
        theirs = next((one for one in of_it if one.answers == self.claim.pk), None)
        filled = urlencode({"answers": self.claim.pk, "ground": theirs.ground}) if theirs else ""
        return PairCandidate(
            claim=row,
            compared=compared_words(self.compared, row),
            proposed=[f"{gettext(one.ground.label)}: {sentence(one.why)}" for one in mine],
            answers_back=f"{reverse('desk:claim_pair', args=[row.pk])}?{filled}" if theirs else "",
        )

    def _found(self, words: str) -> list[Claim]:
        """The claims that words find, those about the same incident first."""
        try:
            found = claims_found(words, answerable(self.by, self.claim), self.by)
        except SearchTooLongError:
            return []
        here = self.claim.incident_id
        first = sorted(found, key=lambda row: row.incident_id != here)[:SHOWN]
        rows = with_figures(answerable(self.by, self.claim)).in_bulk([row.pk for row in first])
        return [rows[row.pk] for row in first if row.pk in rows]


class PairRetract(ActView):
    """Take a pairing back, with the reason."""

    template_name = "desk/record/pair_retract.html"
    form_class = RetractForm
    heading, button = _("Take a pairing back"), _("Take back")
    explanation = _("The two claims stay; that one answers the other is taken back.")
    said = _("The pairing is taken back.")
    changes = "counterclaim"
    untold = ("added_by", "added_at")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the pairing, if this person may know of its claim."""
        super().setup(request, *args, **kwargs)
        self.counterclaim = get_object_or_404(pairs_seen_by(self.by), pk=kwargs["pk"])
        guard(request, acts.RETRACT, self.counterclaim)
        self.back = reverse("desk:claim", args=[self.counterclaim.claim_id])

    def act(self, data: dict[str, Any]) -> str:
        """Take it back."""
        retract(counterclaim=self.counterclaim, reason=data["reason"], by=self.by, at=self.at)
        return self.back

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add both claims: the one that answered, and the one that it answers."""
        both = {"claim": self.counterclaim.claim, "answers": self.counterclaim.answers}
        return super().get_context_data(**both, **kwargs)
