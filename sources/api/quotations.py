"""Quotations and findings as the API gives them."""

from __future__ import annotations

from typing import ClassVar

from rest_framework import serializers

from sources.api.register import PageRef
from sources.models import (
    Finding,
    Quotation,
)


class FindingRef(serializers.ModelSerializer[Finding]):
    """What a check found; ``start`` and ``end`` count characters of the text it was read in.

    That is the capture's text (``sent``), or the words that a browser showed (``shown``), which
    are a file of its rendering.
    """

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
