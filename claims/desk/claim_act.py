"""What acts on a claim have in common at the desk: the right is asked first, the claim is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse

from claims.desk.guards import claim_for
from tracker.base.web.act_view import ActView

if TYPE_CHECKING:
    from claims.models import Claim
    from claims.rules.grants import ClaimFacts
    from tracker.base.acts.table import Act


class ClaimAct(ActView):
    """An act on the claim that the address names; it leads back to the claim.

    Attributes:
        what: the act, which has to be allowed before the form is shown.
        claim: the claim.
    """

    what: Act[ClaimFacts]
    claim: Claim

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the claim.

        Raises:
            Http404: there is none, or it is somebody else's draft.
            PermissionDenied: this person may not do this to it.
        """
        super().setup(request, *args, **kwargs)
        self.claim = claim_for(request, kwargs["pk"], self.what)
        self.back = reverse("desk:claim", args=[self.claim.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the claim."""
        return super().get_context_data(claim=self.claim, **kwargs)
