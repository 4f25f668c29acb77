"""What every public page has in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import update_wrapper
from typing import Concatenate, ParamSpec, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

P = ParamSpec("P")
M = TypeVar("M", bound=Model)
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

PER_PAGE = 20
POLICY = "_csp_update"
"""django-csp's own attribute of a response: what this page allows besides the policy of all."""


def public_page(view: View[P]) -> View[P]:
    """Answer GET and HEAD only, with an ETag made from the page, so that a repeat can be a 304.

    The tag is made from the whole answer: it can never be the same for two readers who were shown
    different things. A 304 carries the policy of its page: browsers put its headers in the place of
    those they keep, and would otherwise refuse the pictures of a page they show for a second time.
    """

    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        made: list[HttpResponse] = []

        def keep(request: HttpRequest) -> HttpResponse:
            made.append(view(request, *args, **kwargs))
            return made[0]

        response = conditional_page(keep)(request)
        if made[0] is not response and hasattr(made[0], POLICY):
            setattr(response, POLICY, getattr(made[0], POLICY))
        return response

    update_wrapper(answer, view)
    return require_safe(answer)


def allow(response: HttpResponse, **sources: list[str]) -> None:
    """Let this one page load what the policy of all pages forbids.

    Args:
        response: the page.
        sources: origins by directive, underscores for hyphens: ``img_src=["https://..."]``.
    """
    setattr(response, POLICY, {name.replace("_", "-"): given for name, given in sources.items()})


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
