"""Publishers, pages, captures, quotations and findings as the API gives them.

People of the desk are not named: who added or asked for something is for the journal.
"""

from __future__ import annotations

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from sources.models import (
    Capture,
    Deposit,
    Derivation,
    Finding,
    Page,
    Publisher,
    PublisherGrade,
    Quotation,
    RenderedFile,
    Rendering,
    text_of,
)
from sources.reads.pages import PageState, page_state
from sources.reads.provenance import recorded
from sources.reads.sentences import worded
from tracker.base.web.serializer_fields import KnownDate


class PublisherRef(serializers.ModelSerializer[Publisher]):
    """A publisher by name."""

    class Meta:
        model = Publisher
        fields: ClassVar[list[str]] = ["slug", "name"]


class GradeShape(serializers.ModelSerializer[PublisherGrade]):
    """Reliability of a source, A to F; F is "no basis", not "worst"."""

    meaning = serializers.CharField(source="get_grade_display", read_only=True)

    class Meta:
        model = PublisherGrade
        fields: ClassVar[list[str]] = ["grade", "meaning", "reason", "at"]


class PublisherShape(serializers.ModelSerializer[Publisher]):
    """An outlet, agency, channel or institution, with the grade in force."""

    grade = serializers.SerializerMethodField()

    class Meta:
        model = Publisher
        fields: ClassVar[list[str]] = [
            "slug",
            "name",
            "kind",
            "country",
            "homepage",
            "note",
            "grade",
        ]

    @extend_schema_field(GradeShape(allow_null=True))
    def get_grade(self, publisher: Publisher) -> dict[str, Any] | None:
        """The newest grade; null where nobody has judged."""
        newest = next(iter(publisher.grades.all()), None)
        return None if newest is None else GradeShape(newest).data


class PageRef(serializers.ModelSerializer[Page]):
    """A page by its address."""

    class Meta:
        model = Page
        fields: ClassVar[list[str]] = ["id", "url", "title"]


class DerivationShape(serializers.ModelSerializer[Derivation]):
    """Where a page says it has its content from, as it words the credit."""

    from_page = PageRef(allow_null=True)
    from_publisher = PublisherRef(allow_null=True)

    class Meta:
        model = Derivation
        fields: ClassVar[list[str]] = [
            "kind",
            "credited_to",
            "origin_key",
            "from_page",
            "from_publisher",
        ]


class CitedPage(serializers.ModelSerializer[Page]):
    """What is known of a page without fetching it."""

    publisher = PublisherRef()
    published = KnownDate("published")
    derivations = DerivationShape(many=True)

    class Meta:
        model = Page
        fields: ClassVar[list[str]] = [
            "id",
            "url",
            "title",
            "language",
            "kind",
            "published",
            "published_precision",
            "origin",
            "publisher",
            "derivations",
        ]


class StateShape(serializers.Serializer[Any]):
    """How a page stands from all its captures, and the newest of them."""

    status = serializers.ChoiceField(choices=PageState.choices)
    capture = serializers.UUIDField(allow_null=True)
    outcome = serializers.CharField(allow_blank=True)
    finished_at = serializers.DateTimeField(allow_null=True)
    captures = serializers.IntegerField()


class PageShape(CitedPage):
    """A page, what it was taken from and how our copies of it stand."""

    state = serializers.SerializerMethodField()

    class Meta(CitedPage.Meta):
        fields: ClassVar[list[str]] = [*CitedPage.Meta.fields, "state"]

    @extend_schema_field(StateShape)
    def get_state(self, page: Page) -> dict[str, Any]:
        """The newest capture and how many there are."""
        captures = list(page.captures.all())  # prefetched, newest first
        newest = captures[0] if captures else None
        return {
            "status": page_state(captures).value,
            "capture": str(newest.pk) if newest else None,
            "outcome": newest.outcome if newest else "",
            "finished_at": newest.finished_at if newest else None,
            "captures": len(captures),
        }


class FindingRef(serializers.ModelSerializer[Finding]):
    """What a check found; ``start`` and ``end`` count characters of the capture's text."""

    class Meta:
        model = Finding
        fields: ClassVar[list[str]] = [
            "id",
            "quotation",
            "capture",
            "kind",
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


class DepositShape(serializers.ModelSerializer[Deposit]):
    """What was said of a copy that a person brought. We did not fetch it ourselves."""

    obtained_on = KnownDate("obtained_on", precision="obtained_precision")
    role = serializers.CharField(source="deposited_by.get_role_display", read_only=True)

    class Meta:
        model = Deposit
        fields: ClassVar[list[str]] = [
            "statement",
            "obtained_on",
            "kind",
            "media_type",
            "role",
            "deposited_at",
        ]


class RenderedFileShape(serializers.ModelSerializer[RenderedFile]):
    """One file of a rendering, by its digest; width and height are pixels, of pictures only."""

    sha256 = serializers.CharField(source="file.sha256", read_only=True)
    size = serializers.IntegerField(source="file.size", read_only=True)

    class Meta:
        model = RenderedFile
        fields: ClassVar[list[str]] = ["kind", "sha256", "size", "width", "height"]


class RenderingShape(serializers.ModelSerializer[Rendering]):
    """How a browser showed the sealed page; what it loaded besides was fetched then."""

    files = RenderedFileShape(many=True)
    reason = serializers.SerializerMethodField()
    reason_codes = serializers.JSONField(source="reason", read_only=True)

    class Meta:
        model = Rendering
        fields: ClassVar[list[str]] = [
            "status",
            "reason",
            "reason_codes",
            "software",
            "finished_at",
            "files",
        ]

    def get_reason(self, rendering: Rendering) -> str:
        """Why there is nothing, or less than all, in sentences."""
        return worded(rendering.reason)


class CaptureShape(serializers.ModelSerializer[Capture]):
    """One attempt to seal a copy of a page: outcome, digests, provenance, findings."""

    page = PageRef()
    findings = FindingRef(many=True)
    reason = serializers.SerializerMethodField()
    reason_codes = serializers.JSONField(source="reason", read_only=True)
    provenance = serializers.SerializerMethodField()
    rendering = RenderingShape(allow_null=True, default=None, read_only=True)
    provenance_sheet = serializers.SerializerMethodField()
    deposit = DepositShape(allow_null=True, default=None, read_only=True)

    class Meta:
        model = Capture
        fields: ClassVar[list[str]] = [
            "id",
            "page",
            "cause",
            "status",
            "outcome",
            "reason",
            "reason_codes",
            "requested_at",
            "finished_at",
            "final_url",
            "http_status",
            "content_type",
            "file_sha256",
            "file_size",
            "payload_sha256",
            "payload_size",
            "extraction",
            "text_sha256",
            "metadata",
            "provenance",
            "rendering",
            "provenance_sheet",
            "deposit",
            "findings",
        ]

    def get_reason(self, capture: Capture) -> str:
        """The particulars of the outcome, in sentences."""
        return worded(capture.reason)

    @extend_schema_field(serializers.DictField())
    def get_provenance(self, capture: Capture) -> dict[str, Any]:
        """How it was fetched: hops, addresses, headers, limits, versions. Not who asked."""
        return recorded(capture.provenance)

    @extend_schema_field(serializers.URLField())
    def get_provenance_sheet(self, capture: Capture) -> str:
        """Where all that is known of how it came about stands as JSON: see docs/provenance.md."""
        return str(self.context["address_of_sheet"](capture))


class CaptureWithText(CaptureShape):
    """A capture with the whole text that was read from it."""

    text = serializers.SerializerMethodField()

    class Meta(CaptureShape.Meta):
        fields: ClassVar[list[str]] = [*CaptureShape.Meta.fields, "text"]

    def get_text(self, capture: Capture) -> str:
        """The empty string where nothing was read."""
        return text_of(capture)


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
