"""What acts on a claim have in common at the desk: the right is asked first, the claim is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse

from claims.desk.guards import claim_for
from claims.rules.states import HELD
from tracker.base.web.act_view import ActView

if TYPE_CHECKING:
    from claims.models import Claim
    from claims.rules.grants import ClaimFacts
    from tracker.base.acts.table import Act
    from tracker.base.web.forms import DeskForm


class ClaimAct(ActView):
    """An act on the claim that the address names; it leads back to the claim.

    Attributes:
        what: the act, which has to be allowed before the form is shown.
        asks_why_if_held: whether the form's ``reason`` is only for a claim that holds still.
        claim: the claim.
    """

    what: Act[ClaimFacts]
    claim: Claim
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

    def get_form(self, form_class: type[Form] | None = None) -> DeskForm:
        """Ask why only where the claim holds still, if the form knows of it."""
        form: DeskForm = super().get_form(form_class)
        if self.asks_why_if_held and self.claim.status not in HELD:
            del form.fields["reason"]
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the claim."""
        return super().get_context_data(claim=self.claim, **kwargs)
