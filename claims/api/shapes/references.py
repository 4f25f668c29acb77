"""How rows of other lists name a claim."""

from __future__ import annotations

from typing import ClassVar

from rest_framework import serializers

from claims.models import Claim


class ClaimRef(serializers.ModelSerializer[Claim]):
    """A claim by number, and by its name in the files it came from."""

    class Meta:
        model = Claim
        fields: ClassVar[list[str]] = ["id", "reference"]
