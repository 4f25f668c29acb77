"""The first address of the API: where everything else stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, views
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse


class RootShape(serializers.Serializer[Any]):
    """Addresses, whole."""

    lists = serializers.DictField(
        child=serializers.URLField(), help_text="The lists by name, each in cursor pages."
    )
    search = serializers.URLField(help_text="One search over everything public.")
    summary = serializers.URLField(help_text="How much there is.")
    schema = serializers.URLField(help_text="What all of it looks like (OpenAPI 3).")
    docs = serializers.URLField(help_text="The same for people, to try.")


class Root(views.APIView):
    """Where the lists, the summary, the schema and the documentation stand."""

    lists: Sequence[tuple[str, Any, str]] = ()
    """What the router knows: (prefix, viewset, name of the rows)."""

    @extend_schema(responses=RootShape, operation_id="root")
    def get(self, request: Request) -> Response:
        """List the addresses."""

        def at(name: str) -> str:
            return str(reverse(f"api:{name}", request=request))

        return Response(
            {
                "lists": {prefix: at(f"{name}-list") for prefix, _view, name in self.lists},
                "search": at("search"),
                "summary": at("summary"),
                "schema": at("schema"),
                "docs": at("docs"),
            }
        )
