"""How rows of other lists name a claim."""

from __future__ import annotations

from typing import ClassVar

from rest_framework import serializers

from claims.models import Claim
from claims.rules.states import PublicStatus
from tracker.base.values.choices import choices

PUBLIC_STATUSES = choices(PublicStatus)
"""How far a claim is, as filters and shapes of the API know it."""


class ClaimRef(serializers.ModelSerializer[Claim]):
    """A claim by number, and by its name in the files it came from."""

    class Meta:
        model = Claim
        fields: ClassVar[list[str]] = ["id", "reference"]
