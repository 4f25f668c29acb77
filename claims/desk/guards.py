"""What the desk asks before it shows the form of an act."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from claims.models import Claim
from claims.permissions import Right, refuse
from claims.reads.visible import claims_seen_by
from tracker.base.people.signed_in import person


def guard(request: HttpRequest, right: Right, thing: object | None = None) -> None:
    """Refuse with the reason, before a form is shown that could not be sent.

    Raises:
        PermissionDenied: this person may not do this to this thing, as it is now.
    """
    refused = refuse(request.user, right, thing)
    if refused is not None:
        raise PermissionDenied(refused)


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
