"""How rows of other lists name a claim."""

from __future__ import annotations

from typing import ClassVar

from rest_framework import serializers

from claims.models import Claim
from claims.rules.states import UNDER_REVIEW, ClaimStatus

PUBLIC_STATUSES = [
    (ClaimStatus.RECORDED.value, "recorded"),
    (ClaimStatus.IN_REVIEW.value, "under review"),
    (ClaimStatus.PUBLISHED.value, "verdict published"),
]


class ClaimRef(serializers.ModelSerializer[Claim]):
    """A claim by number, and by its name in the files it came from."""

    class Meta:
        model = Claim
        fields: ClassVar[list[str]] = ["id", "reference"]


def public_status_of(status: str) -> str:
    """What the public is told of a status: agreed, split and settled are all under review."""
    known = ClaimStatus(status)
    return ClaimStatus.IN_REVIEW.value if known in UNDER_REVIEW else known.value
