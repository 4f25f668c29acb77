"""The root of the API: pages, filters, permission and the one shape of error."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError as DjangoValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.http.response import HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django_filters.rest_framework import DjangoFilterBackend
from redis.exceptions import RedisError
from rest_framework import filters, permissions, throttling
from rest_framework.exceptions import MethodNotAllowed, NotFound, ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response

from tracker.base.values.refusal import Refusal
from tracker.base.web.pages import refuse_parameters

if TYPE_CHECKING:
    from rest_framework.views import APIView

log = logging.getLogger(__name__)

NOT_FILTERS = frozenset({"cursor", "page_size", "ordering", "format"})
"""Parameters of every list that choose a page or its form, not its rows."""


class ReadOnly(permissions.BasePermission):
    """Everything public may be read by anybody; nothing may be written."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Only safe methods; others are answered 405, whoever asks."""
        if request.method not in permissions.SAFE_METHODS:
            raise MethodNotAllowed(request.method or "")
        return True


class Throttle(throttling.AnonRateThrottle):
    """So many requests a minute from one address; counted in the broker's server."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Without that server nobody is counted: reading goes on."""
        try:
            return super().allow_request(request, view)
        except RedisError as error:
            log.warning("Requests to the API are not counted: %s", type(error).__name__)
            return True


class Pages(CursorPagination):
    """Cursor pages: stable while rows are added, and as fast on the last page as on the first.

    ``page_size`` is 1 to 200, 50 if not given; a list whose rows are dear to make says in its
    view's ``most_rows`` that it gives fewer at once.
    """

    ordering = "pk"
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
    offset_cutoff = 10_000  # rows that share one date are told apart by offset

    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> list[Any] | None:
        """The rows of one page. A cursor that does not fit the list is not found."""
        self.max_page_size = getattr(view, "most_rows", self.max_page_size)
        try:
            return super().paginate_queryset(queryset, request, view)
        except (ValueError, TypeError, DjangoValidationError) as error:
            # The position in a cursor made by hand reaches the database as it is.
            raise NotFound(_("Invalid cursor")) from error

    def decode_cursor(self, request: Request) -> Any:
        """Read the cursor; one that holds what no column can hold is not found."""
        cursor = super().decode_cursor(request)
        if cursor is not None and "\0" in str(cursor.position):
            raise NotFound(self.invalid_cursor_message)
        return cursor

    @classmethod
    def rows_asked(cls, asked: str | None) -> int | None:
        """How many rows a page is to have; None if `asked` is no number from 1 to the most."""
        if asked is None:
            return cls.page_size
        rows = int(asked[:6]) if asked.isascii() and asked.isdigit() else 0
        return rows if 1 <= rows <= cls.max_page_size else None

    def get_page_size(self, request: Request) -> int:
        """The size asked for.

        Raises:
            ValidationError: it is no number from 1 to the most.
        """
        rows = self.rows_asked(request.query_params.get("page_size"))
        if rows is None or rows > self.max_page_size:
            told = _("Give a number from 1 to %(most)s.") % {"most": self.max_page_size}
            raise ValidationError({"page_size": [told]})
        return rows


class Filters(DjangoFilterBackend):
    """Filters in the URL. A parameter nobody knows is refused, not ignored.

    A misspelt filter that is silently dropped answers with every row, which looks like an answer.
    """

    def filter_queryset(
        self, request: Request, queryset: QuerySet[Any], view: APIView
    ) -> QuerySet[Any]:
        """The rows that fit.

        Raises:
            ValidationError: a parameter is unknown, or a value cannot be read.
        """
        refuse_parameters(request.query_params, self._known(queryset, view))
        filtered: QuerySet[Any] = super().filter_queryset(request, queryset, view)
        return filtered

    def _known(self, queryset: QuerySet[Any], view: APIView) -> set[str]:
        if getattr(view, "detail", False):
            return {"format"}
        filterset = self.get_filterset_class(view, queryset)
        return set(NOT_FILTERS) | (set(filterset.base_filters) if filterset else set())


class Ordering(filters.OrderingFilter):
    """``ordering=field`` or ``ordering=-field``, of the fields the list names."""

    def get_ordering(
        self,
        request: Request,
        queryset: QuerySet[Any],
        view: APIView,
    ) -> tuple[str, ...]:
        """The order asked for, made total by the row's number.

        Raises:
            ValidationError: the list cannot be ordered like that.
        """
        allowed = list(getattr(view, "ordering_fields", ["id"]))
        asked = request.query_params.get(self.ordering_param, "").strip()
        if not asked:
            return tuple(getattr(view, "ordering", ["pk"]))
        if asked.removeprefix("-") not in allowed:
            sentence = _("Cannot be ordered so. Known here: %(known)s.") % {
                "known": ", ".join(allowed)
            }
            raise ValidationError({self.ordering_param: [sentence]})
        return (asked, "-pk" if asked.startswith("-") else "pk")


def explain(error: Exception, context: dict[str, Any]) -> Response | None:
    """Every error in one shape: ``{"error": {"code", "message", "fields"}}``.

    Args:
        error: what a view raised.
        context: DRF's context of the view.

    Returns:
        The answer; None for an error nobody foresaw, which Django logs and answers with 500.
    """
    if isinstance(error, Refusal):
        fields = {error.field: [error.message]} if error.field else {}
        return Response(shape_error(error.code, error.message, fields), status=409)
    # Imported late: the framework's views read the settings, which name what is in this module.
    from rest_framework.views import exception_handler  # noqa: PLC0415

    response = exception_handler(error, context)
    if response is None:
        return None
    data = response.data
    detail = data.get("detail") if isinstance(data, dict) else None
    if detail is not None or not isinstance(data, dict):
        code = getattr(detail, "code", None) or "invalid"
        response.data = shape_error(code, str(detail if detail is not None else error))
        return response
    message = "; ".join(f"{name}: {' '.join(map(str, texts))}" for name, texts in data.items())
    response.data = shape_error("invalid", message, data)
    return response


def shape_error(code: str, message: str, fields: dict[str, Any] | None = None) -> dict[str, Any]:
    """The one shape of error.

    Args:
        code: for programs, in snake_case.
        message: a sentence for people.
        fields: parameter or field -> sentences about it.
    """
    return {"error": {"code": code, "message": message, "fields": fields or {}}}


def not_found(request: HttpRequest) -> HttpResponseBase:
    """Answer what no address under ``/api/`` answers: 404 in our shape, or the missing slash."""
    if not request.path_info.endswith("/") and request.method in permissions.SAFE_METHODS:
        try:
            match = resolve(f"{request.path_info}/")
        except Resolver404:
            match = None
        if match is not None and match.func is not not_found:
            query = request.META.get("QUERY_STRING", "")
            target = f"{request.path}/" + (f"?{query}" if query else "")
            return HttpResponsePermanentRedirect(target)
    message = _("There is nothing at this address.")
    return JsonResponse(shape_error("not_found", message), status=404)
