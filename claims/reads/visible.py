"""Which claims everybody may read."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from claims.models import Claim
from claims.permissions import Person, Right, refuse, role_of
from claims.rules import states
from claims.rules.states import ClaimStatus
from tracker.base.people.models import Role, User

PUBLIC = sorted(status.value for status in states.PUBLIC)


def claims_shown() -> QuerySet[Claim]:
    """Claims that everybody may read: neither drafts nor withdrawn."""
    return Claim.objects.filter(status__in=PUBLIC)


def is_staff(user: Person) -> bool:
    """Whether somebody works at the desk; who only has an account reads what everybody may."""
    return refuse(user, Right.USE_DESK) is None


def claims_seen_by(user: User) -> QuerySet[Claim]:
    """Claims as the desk shows them: other people's drafts are for editors only."""
    claims = Claim.objects.select_related("claimant", "outlet", "incident", "created_by")
    if role_of(user) is Role.EDITOR:
        return claims
    return claims.filter(~Q(status=ClaimStatus.DRAFT) | Q(created_by=user))
