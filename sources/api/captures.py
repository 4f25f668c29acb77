"""Captures as the API gives them."""

from __future__ import annotations

import logging
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import APIException

from sources.api.quotations import FindingRef
from sources.api.register import PageRef
from sources.models import (
    Capture,
    ChangedTextError,
    Deposit,
    RenderedFile,
    Rendering,
    struck_as_kept,
    text_of,
)
from sources.reads.provenance import recorded
from sources.reads.sentences import worded
from tracker.base.web.serializer_fields import KnownDate

log = logging.getLogger(__name__)


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
    unread = serializers.SerializerMethodField()
    unread_codes = serializers.JSONField(source="unread", read_only=True)
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
            "unread",
            "unread_codes",
            "provenance",
            "rendering",
            "provenance_sheet",
            "deposit",
            "findings",
        ]

    def get_reason(self, capture: Capture) -> str:
        """The particulars of the outcome, in sentences."""
        return worded(capture.reason)

    def get_unread(self, capture: Capture) -> str:
        """Which parts of the page are not in its text, in sentences; then nothing is absent."""
        return worded(capture.unread)

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
    struck = serializers.SerializerMethodField()

    class Meta(CaptureShape.Meta):
        fields: ClassVar[list[str]] = [*CaptureShape.Meta.fields, "text", "struck"]

    def get_struck(self, capture: Capture) -> list[str]:
        """Passages that the page strikes out: not among its words."""
        return struck_as_kept(capture)

    def get_text(self, capture: Capture) -> str:
        """The empty string where nothing was read.

        Raises:
            APIException: it is no longer the text that was sealed.
        """
        try:
            return text_of(capture)
        except ChangedTextError as error:
            log.exception("A kept text is not given out")
            raise APIException(str(error), code="changed_text") from error
