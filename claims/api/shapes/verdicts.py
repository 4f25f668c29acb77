"""Verdicts as the API gives them."""

from __future__ import annotations

from typing import ClassVar, cast

from django.utils.translation import gettext as _
from rest_framework import serializers

from claims.api.shapes.references import ClaimRef
from claims.api.shapes.terms import Labels
from claims.models import RangeOfFigure, Verdict, WaivedPoint
from claims.presentation.people import shown_person
from claims.reads.verdicts import judgement_of
from claims.rules.deciding.checklist import Point
from tracker.base.web.serializer_fields import Number


class LeftOpenShape(serializers.ModelSerializer[WaivedPoint]):
    """A point of the checklist before publishing that was left open, and why."""

    said = serializers.SerializerMethodField()

    class Meta:
        model = WaivedPoint
        fields: ClassVar[list[str]] = ["point", "said", "reason"]

    def get_said(self, row: WaivedPoint) -> str:
        """The point in words."""
        return _(Point(row.point).left_open)


class RangeShape(serializers.Serializer[RangeOfFigure]):
    """The range that the evidence supports for one figure, in its unit; null is open."""

    figure = serializers.IntegerField(source="figure_id")
    low = Number()
    high = Number()


class VerdictOfClaim(serializers.ModelSerializer[Verdict]):
    """What was decided and published.

    ``missing`` is what evidence could not be found, ``would_change`` what would lead to another
    rating. ``left_open`` are points of the checklist that were open, each with why.
    ``ranges`` are the ranges established, one a figure; ``figure``, ``low`` and ``high`` are the
    first of them. ``judges`` are the keys of the figures that it judges, which are those it gives a
    range for; null where it judges the claim with all its figures.

    ``correction_kind`` is what a correction mends; one of rating or range (``finding``) was
    decided by two editors, and ``agreement`` is what the second one wrote. ``round`` is the number
    of the round of reviews that it rests on. ``rating`` is a code of the list of ratings;
    ``rating_labels`` and ``rating_meanings`` are what it was called and meant when it was given, by
    language tag.
    """

    low = Number()
    high = Number()
    rating_labels = Labels(read_only=True)
    rating_meanings = Labels(read_only=True)
    meaning = serializers.CharField(source="rated.meaning", read_only=True)
    number = serializers.IntegerField(source="rating_number", read_only=True, allow_null=True)
    superseded_by = serializers.SerializerMethodField()
    round = serializers.IntegerField(source="round.number", read_only=True)
    published_by = serializers.SerializerMethodField()
    ranges = RangeShape(many=True, read_only=True)
    judges = serializers.SerializerMethodField()
    left_open = LeftOpenShape(source="waived_points", many=True, read_only=True)

    class Meta:
        model = Verdict
        fields: ClassVar[list[str]] = [
            "id",
            "version",
            "rating",
            "rating_labels",
            "rating_meanings",
            "meaning",
            "number",
            "summary",
            "missing",
            "would_change",
            "figure",
            "low",
            "high",
            "ranges",
            "judges",
            "basis",
            "settlement",
            "supersedes",
            "superseded_by",
            "change_reason",
            "correction_kind",
            "agreement",
            "round",
            "published_at",
            "published_by",
            "left_open",
            "is_demonstration",
        ]

    def get_judges(self, verdict: Verdict) -> list[int] | None:
        """The figures that it judges; null where it judges the whole claim."""
        judges = judgement_of(verdict).judges
        return None if judges is None else sorted(cast("frozenset[int]", judges))

    def get_superseded_by(self, verdict: Verdict) -> int | None:
        """The number of the verdict that corrected this one; null for the one in force."""
        newer = getattr(verdict, "superseded_by", None)
        return None if newer is None else newer.pk

    def get_published_by(self, verdict: Verdict) -> str:
        """Who published it: by name only where the house names its people, else by role."""
        return shown_person(verdict.published_by)


class VerdictShape(VerdictOfClaim):
    """A verdict with its claim."""

    claim = ClaimRef()

    class Meta(VerdictOfClaim.Meta):
        fields: ClassVar[list[str]] = [*VerdictOfClaim.Meta.fields, "claim"]
