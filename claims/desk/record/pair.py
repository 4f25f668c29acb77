"""Pairing: this claim answers that claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.forms import Form
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.desk.claim_act import ClaimAct
from claims.desk.guards import guard
from claims.desk.record.forms import PairForm, RetractForm, SearchForm, keys_of
from claims.matching.search.find import SearchTooLongError
from claims.matching.search.of_claims import claims_found
from claims.operations.contest import contest, retract
from claims.reads.desk.claims import answerable, pairs_seen_by
from claims.rules import acts
from tracker.base.acts.snapshot import lock_rows
from tracker.base.web.act_view import ActView

if TYPE_CHECKING:
    from claims.models import Claim

SHOWN = 20


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
        candidates = answerable(self.by, self.claim)
        found = self._found(words) if words else list(candidates[:SHOWN])
        just_sent = self.request.POST if self.request.method == "POST" else self.request.GET
        typed = just_sent if self.sent is None else self.sent
        chosen = keys_of(typed.getlist("answers"))
        if not chosen & {row.pk for row in found}:
            found[:0] = list(candidates.filter(pk__in=chosen))
        return super().get_context_data(found=found, chosen=chosen, words=words, **kwargs)

    def _found(self, words: str) -> list[Claim]:
        """The claims that words find, those about the same incident first."""
        try:
            found = claims_found(words, answerable(self.by, self.claim), self.by)
        except SearchTooLongError:
            return []
        here = self.claim.incident_id
        return sorted(found, key=lambda row: row.incident_id != here)[:SHOWN]


class PairRetract(ActView):
    """Take a pairing back, with the reason."""

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
        """Add the claim that answered."""
        return super().get_context_data(claim=self.counterclaim.claim, **kwargs)
