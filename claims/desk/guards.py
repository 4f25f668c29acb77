"""What the desk asks before it shows the form of an act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.desk.instead import why_not
from claims.involvement import Thing
from claims.reads.people import claim_of, colleagues_of
from claims.reads.visible import claims_seen_by
from tracker.base.people.signed_in import person
from tracker.base.web.forms import RefusedHereError, WayOn

if TYPE_CHECKING:
    from claims.models import Claim
    from claims.rules.grants import ClaimFacts
    from tracker.base.acts.table import Act


def guard(request: HttpRequest, act: Act[ClaimFacts], thing: Thing) -> None:
    """Refuse with the reason, and say who could, before a form is shown that could not be sent.

    Raises:
        RefusedHereError: this person may not do this to this thing, as it is now.
    """
    if why := why_not(act, thing, person(request), colleagues_of(claim_of(thing))):
        raise refused_at(claim_of(thing), why)


def refused_at(claim: Claim, why: str) -> RefusedHereError:
    """That something may not be done to a claim, or to something about it, with the way back.

    Args:
        claim: one that this person may know of.
        why: why not.
    """
    back = reverse("desk:claim", args=[claim.pk])
    return RefusedHereError(why, WayOn(back, _("Back to the claim")))


def claim_or_404(request: HttpRequest, pk: int) -> Claim:
    """The claim, if this person may know of it.

    Raises:
        Http404: there is none, or it is somebody else's draft.
    """
    return get_object_or_404(claims_seen_by(person(request)), pk=pk)


def claim_for(request: HttpRequest, pk: int, act: Act[ClaimFacts]) -> Claim:
    """The claim, if this person may do this to it.

    Raises:
        Http404: there is none, or it is somebody else's draft.
        PermissionDenied: they may not.
    """
    claim = claim_or_404(request, pk)
    guard(request, act, claim)
    return claim
