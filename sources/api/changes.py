"""Later looks at pages as the API gives them."""

from __future__ import annotations

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from sources.api.register import PageRef
from sources.archiver.drift.quotations import QuotationChange
from sources.models import Capture, Recheck, RecheckKind, TextOfCopy


class CaptureRef(serializers.ModelSerializer[Capture]):
    """One of the two captures that are compared."""

    class Meta:
        model = Capture
        fields: ClassVar[list[str]] = [
            "id",
            "outcome",
            "finished_at",
            "final_url",
            "http_status",
            "file_sha256",
            "payload_sha256",
            "text_sha256",
        ]


class DifferenceShape(serializers.Serializer[Any]):
    """One difference within a quotation."""

    kind = serializers.CharField(help_text="number, negation, name, order, words, ...")
    before = serializers.CharField(allow_blank=True)
    now = serializers.CharField(allow_blank=True)


class QuotationChangeShape(serializers.Serializer[Any]):
    """What became of one quotation; `before` and `now` are the words of the two copies."""

    quotation = serializers.IntegerField()
    change = serializers.ChoiceField(choices=[each.value for each in QuotationChange])
    read_in = serializers.ChoiceField(choices=TextOfCopy.choices)
    number_altered = serializers.BooleanField()
    before = serializers.CharField(allow_blank=True)
    now = serializers.CharField(allow_blank=True)
    differences = DifferenceShape(many=True)


class ChangeShape(serializers.ModelSerializer[Recheck]):
    """A later look at a page held against the whole copy before it."""

    page = PageRef()
    earlier = CaptureRef()
    later = CaptureRef()
    kind = serializers.ChoiceField(choices=RecheckKind.choices, source="shown_kind")
    number_altered = serializers.BooleanField(source="shown_number")
    quotations = serializers.SerializerMethodField()

    class Meta:
        model = Recheck
        fields: ClassVar[list[str]] = [
            "id",
            "page",
            "at",
            "kind",
            "number_altered",
            "earlier",
            "later",
            "quotations",
        ]

    @extend_schema_field(QuotationChangeShape(many=True))
    def get_quotations(self, change: Recheck) -> list[dict[str, Any]]:
        """What became of each quotation that a public claim rests on."""
        known = set(change.shown_quotations)  # type: ignore[attr-defined]
        return [
            {
                "quotation": entry["quotation"],
                "change": entry["change"],
                "read_in": entry.get("read_in", TextOfCopy.SENT.value),
                "number_altered": bool(entry.get("number_altered")),
                "before": entry.get("before", ""),
                "now": entry.get("now", ""),
                "differences": entry.get("differences", []),
            }
            for entry in change.quotations
            if entry["quotation"] in known
        ]
