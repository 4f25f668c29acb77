"""What every page and every list has in common.

A parameter that nobody knows is refused, not ignored: a list unfiltered looks like an answer. Marks
that other sites hang on a link that is shared are let pass.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import update_wrapper
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast, overload

from django.conf import settings
from django.core.exceptions import BadRequest
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe
from rest_framework.exceptions import ValidationError

from tracker.base.values.twins import TRACKING, TRACKING_STARTS

P = ParamSpec("P")
M = TypeVar("M", bound=Model)
T = TypeVar("T")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

PER_PAGE = 20
MOST_COUNTED = 10_000
"""Rows of a list that can be leafed through; who wants more narrows it down."""
COUNTED_TOGETHER = 1_000
"""Rows of a list are counted in steps of so many, up to the first that ends beyond its page."""
AS_OF = "as_of"
"""The parameter that asks for a page as readers saw it at an earlier moment."""
POLICY = "_csp_update"
"""django-csp's own attribute of a response: what this page allows besides the policy of all."""


class CutRows(ABC, Generic[T]):
    """A list that is not one query: counted up to a bound, and cut out page by page."""

    @abstractmethod
    def counted(self, most: int) -> int:
        """How many rows there are, or `most` if there are more.

        Args:
            most: how many are counted.
        """

    @abstractmethod
    def cut(self, start: int, stop: int) -> list[T]:
        """The rows from one place in the order to another, which is not among them."""

    def __getitem__(self, place: slice) -> list[T]:
        """The same, as it is written of a sequence; of an empty list nothing is cut."""
        return self.cut(place.start, place.stop) if place.start < place.stop else []


def whole_address(path: str) -> str:
    """The whole address of a page of ours, as other sites link to it.

    Args:
        path: its path, as `reverse` gives it.
    """
    return f"{settings.SITE_URL}{path}"


def public_page(view: View[P]) -> View[P]:
    """Answer GET and HEAD only, with an ETag made from the page, so that a repeat can be a 304.

    The tag is made from the whole answer: it can never be the same for two readers who were shown
    different things. A 304 carries the policy of its page: browsers put its headers in the place of
    those they keep, and would otherwise refuse the pictures of a page they show for a second time.

    A page that cannot be shown as of an earlier moment is not shown as it is now to whoever asks.
    """

    def known_now(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.GET.get(AS_OF):
            raise UnreadableError(
                _("Only claims, pairs and dossiers can be shown as they were at an earlier moment.")
            )
        return view(request, *args, **kwargs)

    update_wrapper(known_now, view)
    return page_in_time(known_now)


def page_in_time(view: View[P]) -> View[P]:
    """The same of a page that heeds `as_of` itself, or whose parameters are not ours."""

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


@overload
def one_page(
    rows: QuerySet[M], request: HttpRequest, *, per_page: int = ..., filters: Collection[str] = ...
) -> Page[M]: ...
@overload
def one_page(
    rows: CutRows[T], request: HttpRequest, *, per_page: int = ..., filters: Collection[str] = ...
) -> Page[T]: ...
@overload
def one_page(
    rows: Sequence[T], request: HttpRequest, *, per_page: int = ..., filters: Collection[str] = ...
) -> Page[T]: ...
def one_page(
    rows: QuerySet[Any] | CutRows[Any] | Sequence[Any],
    request: HttpRequest,
    *,
    per_page: int = PER_PAGE,
    filters: Collection[str] = (),
) -> Page[Any]:
    """Cut out the page that ``?page=`` asks for; nonsense gives the first, too far the last.

    Args:
        rows: all that the list has.
        request: of the list.
        per_page: rows of a page.
        filters: the names of the list's own filters.

    Raises:
        UnknownFilterError: the address asks for another filter.
    """
    refuse_unknown(request, {"page", *filters})
    asked = request.GET.get("page")
    return CountedPaginator(rows, per_page, most=_to_count(asked, per_page)).get_page(asked)


def _to_count(asked: str | None, per_page: int) -> int:
    """How many rows are counted for the page that is asked for, so that there is one after it."""
    if asked is not None and len(asked) > len(str(MOST_COUNTED)):
        return MOST_COUNTED
    number = int(asked) if asked and asked.isdecimal() else 1
    return min(MOST_COUNTED, (number * per_page // COUNTED_TOGETHER + 1) * COUNTED_TOGETHER)


class CountedPaginator(Paginator):  # type: ignore[type-arg]
    """A list of which no more than so many rows are counted, however many there are.

    Args:
        rows: all that the list has.
        per_page: rows of a page.
        most: how many rows are counted.
    """

    def __init__(
        self,
        rows: QuerySet[Any] | CutRows[Any] | Sequence[Any],
        per_page: int,
        *,
        most: int | None = None,
    ) -> None:
        super().__init__(cast("Sequence[Any]", rows), per_page)  # of which slices alone are asked
        self._rows = rows
        self._most = MOST_COUNTED if most is None else most

    @cached_property
    def count(self) -> int:
        """How many rows can be leafed through."""
        return min(self._counted, self._most)

    @property
    def has_more(self) -> bool:
        """Whether there are rows beyond these."""
        return self._counted > self._most

    @property
    def told(self) -> str:
        """How many rows there are, as far as they are counted."""
        if self.has_more:
            return _("more than %(n)s") % {"n": number_format(self._most, force_grouping=True)}
        return number_format(self.count)

    @cached_property
    def _counted(self) -> int:
        rows = self._rows
        if isinstance(rows, QuerySet):
            # In whatever order: to put them into theirs, all of them would be read.
            return rows.order_by()[: self._most + 1].count()
        if isinstance(rows, CutRows):
            return rows.counted(self._most + 1)
        return len(rows)


def other_parameters(request: HttpRequest) -> str:
    """The query of this address without ``page``, encoded, for the links between pages."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


_MOST_NAMED = 5
_LONGEST_NAMED = 40


class UnreadableError(BadRequest):
    """An address asks for what cannot be; answered with 400 and the sentence that says why."""


class UnknownFilterError(BadRequest):
    """An address asks for filters that its list does not have; answered with 400.

    Args:
        unknown: their names as they were given.
        known: the names that the list has.
    """

    def __init__(self, unknown: Iterable[str], known: Iterable[str]) -> None:
        super().__init__(", ".join(unknown))
        self.unknown = [name[:_LONGEST_NAMED] for name in unknown][:_MOST_NAMED]
        self.known = sorted(known)


def unknown_filters(given: Iterable[str], known: Collection[str]) -> list[str]:
    """The names of parameters that a list does not have.

    Args:
        given: the names in an address.
        known: those that the list has.
    """
    return sorted(
        name
        for name in set(given) - set(known)
        if name not in TRACKING and not name.startswith(TRACKING_STARTS)
    )


def refuse_unknown(request: HttpRequest, known: Collection[str]) -> None:
    """Let a list go on only if it has every filter that is asked for.

    Args:
        request: of the list.
        known: the names of its filters and of what chooses a page.

    Raises:
        UnknownFilterError: it has not.
    """
    if unknown := unknown_filters(request.GET, known):
        raise UnknownFilterError(unknown, known)


def refuse_parameters(given: Iterable[str], known: Collection[str]) -> None:
    """Let the API answer only if it knows every parameter: programs get no mark let pass.

    Args:
        given: the names in an address.
        known: those that are known there.

    Raises:
        ValidationError: some are not; each is told what is known.
    """
    told = _("Unknown parameter. Known here: %(known)s.") % {"known": ", ".join(sorted(known))}
    if unknown := sorted(set(given) - set(known)):
        raise ValidationError({name: [told] for name in unknown})
