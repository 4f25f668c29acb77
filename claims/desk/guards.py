"""What the desk asks before it shows the form of an act."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from claims.models import Claim
from claims.permissions import Right, refuse, role_of
from claims.rules.states import ClaimStatus
from sources.desk.submissions import person
from tracker.people.models import Role, User


def guard(request: HttpRequest, right: Right, thing: object | None = None) -> None:
    """Refuse with the reason, before a form is shown that could not be sent.

    Raises:
        PermissionDenied: this person may not do this to this thing, as it is now.
    """
    refused = refuse(request.user, right, thing)
    if refused is not None:
        raise PermissionDenied(refused)


def claims_seen_by(user: User) -> QuerySet[Claim]:
    """Claims as the desk shows them: other people's drafts are for editors only."""
    claims = Claim.objects.select_related("claimant", "outlet", "incident", "created_by")
    if role_of(user) is Role.EDITOR:
        return claims
    return claims.filter(~Q(status=ClaimStatus.DRAFT) | Q(created_by=user))


def claim_or_404(request: HttpRequest, pk: int) -> Claim:
    """The claim, if this person may know of it.

    Raises:
        Http404: there is none, or it is somebody else's draft.
    """
    return get_object_or_404(claims_seen_by(person(request)), pk=pk)


def claim_for(request: HttpRequest, pk: int, right: Right) -> Claim:
    """The claim, if this person may do this to it.

    Raises:
        Http404: there is none, or it is somebody else's draft.
        PermissionDenied: they may not.
    """
    claim = claim_or_404(request, pk)
    guard(request, right, claim)
    return claim
