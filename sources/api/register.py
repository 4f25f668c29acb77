"""Publishers and pages as the API gives them."""

from __future__ import annotations

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from sources.models import (
    Derivation,
    Page,
    Publisher,
    PublisherAlias,
    PublisherGrade,
)
from sources.reads.pages import PageState, page_state
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


class OtherName(serializers.ModelSerializer[PublisherAlias]):
    """Another name of a publisher in one language."""

    class Meta:
        model = PublisherAlias
        fields: ClassVar[list[str]] = ["language", "name"]


class PublisherShape(serializers.ModelSerializer[Publisher]):
    """An outlet, agency, channel or institution, with the grade in force."""

    aliases = OtherName(many=True)
    grade = serializers.SerializerMethodField()

    class Meta:
        model = Publisher
        fields: ClassVar[list[str]] = [
            "slug",
            "name",
            "kind",
            "country",
            "homepage",
            "public_note",
            "aliases",
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
            "author",
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
