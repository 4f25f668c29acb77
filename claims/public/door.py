"""What every public page has in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Concatenate, ParamSpec, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

P = ParamSpec("P")
M = TypeVar("M", bound=Model)
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

PER_PAGE = 20


def public_page(view: View[P]) -> View[P]:
    """Answer GET and HEAD only, with an ETag made from the page, so that a repeat can be a 304.

    The tag is made from the whole answer: it can never be the same for two readers who were shown
    different things.
    """
    return require_safe(conditional_page(view))


def one_page(
    rows: QuerySet[M] | Sequence[M], request: HttpRequest, *, per_page: int = PER_PAGE
) -> Page[M]:
    """Cut out the page that ``?page=`` asks for; nonsense gives the first, too far the last."""
    return Paginator(rows, per_page).get_page(request.GET.get("page"))


def other_parameters(request: HttpRequest) -> str:
    """The query of this address without ``page``, encoded, for the links between pages."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
