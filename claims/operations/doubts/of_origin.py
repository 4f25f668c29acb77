"""Pages that would have it from each other: it happens, and is asked about before it is recorded.

Asked is once the origin is recorded, in the act that recorded it; the refusal takes it back. What
is a circle is told as readers are told of it, by the count of origins of every claim whose origins
that decides; and along the pages that name the page they have it from, whoever cites them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager

from django.utils.translation import gettext as _

from claims.models import Citation
from claims.reads.evidence.origins import Trail
from claims.rules.origins.links import circles_last_first
from sources.models import Page
from sources.reads.chains import derivations_up, pages_from
from sources.reads.withheld import hidden_pages
from tracker.base.values.refusal import Refusal
from tracker.base.writing.lists import semicolon_list

MOST_NAMED = 5
"""Pages of a circle that are named."""


class GoesRound(Refusal):
    """Pages would have it from each other, and nobody has said that they do.

    Args:
        pages: titles of the pages, or their addresses.
        field: where it is said.
    """

    def __init__(self, pages: Sequence[str], *, field: str) -> None:
        said = _(
            "These pages would then have it from each other: %(pages)s. Correct it, or say that "
            "it is so."
        )
        super().__init__(said % {"pages": semicolon_list(pages)}, code="goes_round", field=field)


@contextmanager
def asking_if_round(page: Page, *, is_meant: bool, field: str) -> Iterator[None]:
    """Ask about a circle that what is recorded within closes around a page.

    Args:
        page: the page whose origin is recorded.
        is_meant: whether somebody says that the pages do have it from each other.
        field: where it is said.

    Raises:
        GoesRound: with the pages.
    """
    if is_meant:
        yield
        return
    before = _in_circle_with(page)
    yield
    now = _in_circle_with(page)
    if now - before:
        raise GoesRound(_titles(now), field=field)


def _in_circle_with(page: Page) -> set[int]:
    """Keys of the pages that a page has it from, and that have it from the page; or none."""
    return {*_along_pages(page), *_among_reports(page)}


def _along_pages(page: Page) -> set[int]:
    links: dict[Hashable, list[Hashable]] = defaultdict(list)
    for taking, source in derivations_up([page.pk]).values_list("page", "from_page"):
        links[taking] += [source] if source is not None else []
    circles = circles_last_first(dict(links))
    closed = next((one for one in circles if page.pk in one), [])
    return {key for key in closed if isinstance(key, int)} if len(closed) > 1 else set()


def _among_reports(page: Page) -> set[int]:
    """The same as each claim counts it that rests on the page, or on one that has it from there."""
    claims = Citation.objects.filter(page__in=pages_from(page.pk)).order_by().values("claim")
    rows = Citation.objects.filter(claim__in=claims).select_related("claim", "page")
    by_claim: dict[int, list[Citation]] = defaultdict(list)
    for row in rows:
        by_claim[row.claim_id].append(row)
    trail = Trail.of([row for cited in by_claim.values() for row in cited])
    found: set[int] = set()
    for cited in by_claim.values():
        circular = trail.origins(cited, [cited[0].claim]).circular
        if page.pk in circular:
            found |= {key for key in circular if isinstance(key, int)}
    return found


def _titles(pages: set[int]) -> list[str]:
    rows = Page.objects.filter(pk__in=pages).exclude(pk__in=hidden_pages()).order_by("pk")
    return [row.title or row.url for row in rows[:MOST_NAMED]]
