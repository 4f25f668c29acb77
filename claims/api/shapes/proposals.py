"""What the house proposes, as the API gives it to those who may work on it."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from claims.api.shapes.claims import ClaimBrief
from claims.matching.claims import MatchGround
from claims.rules.grounds import Ground
from sources.api.register import PageRef
from sources.models import DerivationKind


class ProposedAnswerShape(serializers.Serializer[Any]):
    """That ``claim`` may answer ``answers``, on a ground, with the passages that show it."""

    subject = serializers.CharField(help_text="What a refusal of it is remembered by.")
    claim = ClaimBrief()
    answers = ClaimBrief()
    ground = serializers.CharField(help_text=", ".join(Ground))
    code = serializers.CharField(help_text="Why, for programs.")
    sentence = serializers.CharField(help_text="Why, for people.")
    said = serializers.CharField()
    said_before = serializers.CharField()
    same_incident = serializers.BooleanField()


class MadeByShape(serializers.Serializer[Any]):
    """What two texts share of one kind."""

    ground = serializers.CharField(help_text=", ".join(MatchGround))
    words = serializers.ListField(child=serializers.CharField())


class SaidElsewhereShape(serializers.Serializer[Any]):
    """That another claim may say the same, how likely, and what both have."""

    subject = serializers.CharField(help_text="What a refusal of it is remembered by.")
    claim = ClaimBrief(source="other")
    likelihood = serializers.FloatField(source="likely.score", help_text="From 0 to 1.")
    same_claimant = serializers.BooleanField(
        source="is_same_claimant", help_text="If not, it is a claim of its own in any case."
    )
    made_by = MadeByShape(many=True)


class OriginEvidenceShape(serializers.Serializer[Any]):
    """Something that speaks for an origin, and the passage that shows it."""

    code = serializers.CharField(help_text="What it is, for programs.")
    sentence = serializers.CharField(help_text="What it is, for people.")
    passage = serializers.CharField()


class ProposedOriginShape(serializers.Serializer[Any]):
    """Where a page may have its content from."""

    subject = serializers.CharField(help_text="What a refusal of it is remembered by.")
    credited_to = serializers.CharField()
    kind = serializers.ChoiceField(choices=DerivationKind.choices)
    from_page = PageRef(allow_null=True)
    evidence = OriginEvidenceShape(many=True)
    circle = PageRef(many=True, help_text="Pages that would have it from each other.")
