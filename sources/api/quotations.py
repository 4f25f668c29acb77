"""Quotations and findings as the API gives them."""

from __future__ import annotations

from typing import Any, ClassVar

from rest_framework import serializers

from sources.api.register import PageRef
from sources.models import BEING_CHECKED, Finding, FindingKind, Quotation

SHOWN_KINDS = [(BEING_CHECKED, BEING_CHECKED), *((one, one) for one in FindingKind.values)]


class FindingRef(serializers.ModelSerializer[Finding]):
    """What a check found; ``start`` and ``end`` count characters of the text it was read in.

    That is the capture's text (``sent``), or the words that a browser showed (``shown``), which
    are a file of its rendering. A mismatch of words that the page was never found to say is
    ``being_checked``, with nothing of what was found, until a person confirms that the words were
    written down as the page had them.
    """

    kind = serializers.ChoiceField(source="shown_kind", choices=SHOWN_KINDS, read_only=True)

    class Meta:
        model = Finding
        fields: ClassVar[list[str]] = [
            "id",
            "quotation",
            "capture",
            "kind",
            "read_in",
            "start",
            "end",
            "matched",
            "differences",
            "at",
        ]

    def to_representation(self, instance: Finding) -> dict[str, Any]:
        """Keep back what was found while it is being checked."""
        shown = super().to_representation(instance)
        if instance.is_being_checked:
            shown |= {"start": None, "end": None, "matched": "", "differences": []}
        return shown


class FindingShape(FindingRef):
    """A finding with the page it is about."""

    page = serializers.IntegerField(source="quotation.page_id", read_only=True)

    class Meta(FindingRef.Meta):
        fields: ClassVar[list[str]] = [*FindingRef.Meta.fields, "page"]


class QuotationRef(serializers.ModelSerializer[Quotation]):
    """Exact words on a page, with a few before and after (a W3C TextQuoteSelector)."""

    class Meta:
        model = Quotation
        fields: ClassVar[list[str]] = ["id", "exact", "prefix", "suffix", "language"]


class QuotationShape(QuotationRef):
    """A quotation, its page, and what was found of it in each capture."""

    page = PageRef()
    findings = FindingRef(many=True)

    class Meta(QuotationRef.Meta):
        fields: ClassVar[list[str]] = [*QuotationRef.Meta.fields, "page", "added_at", "findings"]
