"""What is public: the only place that says so. See docs/decisions/released-by-an-editor.md."""

from __future__ import annotations

from django.db.models import OuterRef, Q, QuerySet

from claims.models import Claim, Counterclaim, FigureSubject, Incident, Party
from claims.rules import states
from claims.rules.acts import USE_DESK
from claims.rules.states import ClaimStatus
from tracker.base.acts.law import refuse
from tracker.base.built_once import built_once
from tracker.base.looked_up import LookedUp
from tracker.base.people.models import Role, User, Visitor, role_of

_STATUSES = sorted(status.value for status in states.PUBLIC)


def public(claim: str = "") -> Q:
    """The one condition on which a claim is public, as a filter.

    An editor has released it and its dossier, and neither has been withdrawn. Whatever hangs on a
    claim is public through it: parties, publishers, places, pages, quotations, pairs (both ends),
    verdicts. No other module may say what is public.

    Args:
        claim: the lookup that leads from the filtered rows to the claim, such as ``claim`` or
            ``citations__claim``; empty for claims themselves.
    """
    to = f"{claim}__" if claim else ""
    return Q(
        **{
            f"{to}status__in": _STATUSES,
            f"{to}released_at__isnull": False,
            f"{to}incident__released_at__isnull": False,
            f"{to}incident__withdrawn_at__isnull": True,
        }
    )


def both_public(pair: str = "") -> Q:
    """The condition on which a pair is public: both its claims are."""
    to = f"{pair}__" if pair else ""
    return public(f"{to}claim") & public(f"{to}answers")


@built_once
def claims_shown() -> QuerySet[Claim]:
    """Claims that everybody may read."""
    return Claim.objects.filter(public())


@built_once
def pairs_public() -> QuerySet[Counterclaim]:
    """Pairs that everybody may read, bare: without their claims."""
    return Counterclaim.objects.filter(both_public())


@built_once
def dossiers_shown() -> QuerySet[Incident]:
    """Incidents whose dossier everybody may read: released, with a claim that is public."""
    return Incident.objects.filter(LookedUp(claims_shown().filter(incident=OuterRef("pk"))))


@built_once
def parties_shown() -> QuerySet[Party]:
    """Parties that make a public claim, or whose losses one counts."""
    counted = FigureSubject.objects.filter(public("figure__claim"), party=OuterRef("pk"))
    return Party.objects.filter(
        LookedUp(claims_shown().filter(claimant=OuterRef("pk"))) | LookedUp(counted)
    )


def is_shown(claim: Claim) -> bool:
    """Whether everybody may read this claim: what `public` says, of a row as it was loaded."""
    dossier = claim.incident
    released = claim.released_at is not None and dossier.released_at is not None
    return claim.status in states.PUBLIC and released and dossier.withdrawn_at is None


def is_staff(user: Visitor) -> bool:
    """Whether somebody works at the desk; who only has an account reads what everybody may."""
    return refuse(user, USE_DESK) is None


def seen_by(user: User, claim: str = "") -> Q:
    """The condition on which somebody at the desk knows of a claim, as a filter.

    Other people's drafts are for editors only.

    Args:
        user: who asks.
        claim: the lookup that leads from the filtered rows to the claim; empty for claims.
    """
    if role_of(user) is Role.EDITOR:
        return Q()
    to = f"{claim}__" if claim else ""
    return ~Q(**{f"{to}status": ClaimStatus.DRAFT}) | Q(**{f"{to}created_by": user})


def claims_seen_by(user: User) -> QuerySet[Claim]:
    """Claims as the desk shows them."""
    claims = Claim.objects.select_related("claimant", "outlet", "incident", "created_by")
    return claims.filter(seen_by(user))


def is_seen_by(user: User, claim: Claim) -> bool:
    """Whether a claim is among `claims_seen_by`, of a row as it was loaded."""
    is_draft = claim.status == ClaimStatus.DRAFT
    return not is_draft or role_of(user) is Role.EDITOR or claim.created_by_id == user.pk
