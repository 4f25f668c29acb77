"""The kinds of thing that claims name, and that stand at an address with a short name."""

from __future__ import annotations

from enum import StrEnum


class ThingKind(StrEnum):
    """What a claim names besides other claims."""

    PARTY = "party"
    PLACE = "place"
    INCIDENT = "incident"
    PUBLISHER = "publisher"
