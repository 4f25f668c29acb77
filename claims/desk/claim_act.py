"""What acts on a claim have in common at the desk: the right is asked first, the claim is shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse

from claims.desk.claim_facts import USUAL, ClaimPart, facts_of_claim
from claims.desk.guards import claim_for
from claims.desk.journal import journal_of
from claims.reads.desk.claims import last_event_of
from claims.rules.states import HELD
from tracker.base.acts.snapshot import Fact
from tracker.base.web.act_view import ActView
from tracker.base.web.forms import WayOn
from tracker.base.web.together.changes import Changing

if TYPE_CHECKING:
    from claims.models import Claim
    from claims.rules.grants import ClaimFacts
    from tracker.base.acts.table import Act
    from tracker.base.people.models import User
    from tracker.base.values.refusal import Refusal
    from tracker.base.web.forms import DeskForm

NEWEST = 10
"""Lines of the journal that are said of what happened while a form was open."""


class ChangesClaim(Changing):
    """An act that changes a claim or something about one.

    Attributes:
        claim: the claim.
        by: who acts.
        shown: what of the claim the form is written against.
    """

    changes = "claim"
    shown: ClassVar[Collection[ClaimPart]] = USUAL
    claim: Claim
    by: User

    def facts(self) -> dict[str, Fact]:
        """What there is to see of the claim."""
        return facts_of_claim(self.claim, viewer=self.by, parts=self.shown)

    def mark(self) -> int:
        """The newest line of its journal."""
        return last_event_of(self.claim)

    def said_since(self, mark: int) -> Sequence[str]:
        """Who did what to it since, as far as this person may read it."""
        lines = journal_of(self.claim, viewer=self.by, after=mark)
        return [f"{line.who}: {line.what}" for line in lines[-NEWEST:]]


class ClaimAct(ChangesClaim, ActView):
    """An act on the claim that the address names; it leads back to the claim.

    Attributes:
        what: the act, which has to be allowed before the form is shown.
        asks_why_if_held: whether the form's ``reason`` is only for a claim that holds still.
        claim: the claim.
    """

    what: Act[ClaimFacts]
    asks_why_if_held = False

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the claim.

        Raises:
            Http404: there is none, or it is somebody else's draft.
            PermissionDenied: this person may not do this to it.
        """
        super().setup(request, *args, **kwargs)
        self.claim = claim_for(request, kwargs["pk"], self.what)
        self.back = reverse("desk:claim", args=[self.claim.pk])

    def way_on(self, refusal: Refusal) -> WayOn | None:
        """To the dossier, where it is that which keeps the claim from readers."""
        if refusal.code not in {"dossier_not_released", "dossier_withdrawn"}:
            return None
        dossier = self.claim.incident
        return WayOn(reverse("desk:incident", args=[dossier.slug]), dossier.title)

    def get_form(self, form_class: type[Form] | None = None) -> DeskForm:
        """Ask why only where the claim holds still, if the form knows of it."""
        form: DeskForm = super().get_form(form_class)
        if self.asks_why_if_held and self.claim.status not in HELD:
            del form.fields["reason"]
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the claim."""
        return super().get_context_data(claim=self.claim, **kwargs)
