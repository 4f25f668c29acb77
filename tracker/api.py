"""The root of the API: pages, permission and the one shape of error."""

from __future__ import annotations

from typing import Any

from rest_framework import permissions, views
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response

from tracker.refusals import Refusal


class ReadOnly(permissions.BasePermission):
    """Everything public may be read by anybody; nothing may be written."""

    def has_permission(self, request: Request, view: views.APIView) -> bool:  # noqa: ARG002
        """Only safe methods."""
        return request.method in permissions.SAFE_METHODS


class Pages(CursorPagination):
    """Cursor pages: stable while rows are added, and as fast on the last page as on the first."""

    ordering = "pk"
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200


def explain(error: Exception, context: dict[str, Any]) -> Response | None:
    """Every error in one shape: ``{"error": {"code", "message", "fields"}}``.

    Args:
        error: what a view raised.
        context: DRF's context of the view.
    """
    if isinstance(error, Refusal):
        fields = {error.field: [error.message]} if error.field else {}
        return Response(
            {"error": {"code": error.code, "message": error.message, "fields": fields}}, status=409
        )
    response = views.exception_handler(error, context)
    if response is None:
        return None
    data = response.data
    fields = {} if not isinstance(data, dict) or "detail" in data else data
    detail = data.get("detail") if isinstance(data, dict) else None
    code = getattr(detail, "code", None) or getattr(error, "default_code", "error")
    message = str(detail or getattr(error, "default_detail", error))
    response.data = {"error": {"code": code, "message": message, "fields": fields}}
    return response
