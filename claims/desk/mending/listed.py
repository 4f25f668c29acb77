"""Lists of what claims name and rest on: all there is of a kind, or what goes by some words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from claims.matching.names_typed import NAMED, going_by
from claims.reads.desk.dossiers import dossiers
from claims.reads.mending.page_list import going_by_words, pages_listed
from claims.reads.mending.things import with_claims_counted
from claims.rules.thing_kinds import ThingKind
from sources.reads.register import publishers_to_grade
from tracker.base.people.signed_in import person
from tracker.base.web.pages import one_page, other_parameters

if TYPE_CHECKING:
    from django.db.models import QuerySet

LONGEST_LOOKED_FOR = 100
"""Characters of what a list is narrowed by."""
PAGES_LISTED = 50


@dataclass(frozen=True, slots=True)
class ListWords:
    """What a kind of thing is called on its pages.

    Args:
        several: the heading of its list.
        none: what an empty list says.
        new: the button that adds one.
    """

    several: Any
    none: Any
    new: Any


WORDS = {
    ThingKind.PARTY: ListWords(
        gettext_lazy("Parties"),
        gettext_lazy("No party is recorded yet. One is added with its first claim."),
        gettext_lazy("Add a party"),
    ),
    ThingKind.PLACE: ListWords(
        gettext_lazy("Places"),
        gettext_lazy("No place is recorded yet. One is added with its first incident."),
        gettext_lazy("Add a place"),
    ),
}


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of one kind of thing.

    Args:
        rows: all of them, in its order.
        template: how it is shown.
        per_page: rows of a page.
    """

    rows: Callable[[], QuerySet[Any]]
    template: str
    per_page: int


LISTINGS: Mapping[ThingKind, Listing] = {
    **{
        kind: Listing(partial(with_claims_counted, kind), "desk/mending/things.html", 50)
        for kind in WORDS
    },
    ThingKind.INCIDENT: Listing(dossiers, "desk/work/incidents.html", 25),
    ThingKind.PUBLISHER: Listing(publishers_to_grade, "desk/evidence/publishers.html", 25),
}


def words_looked_for(request: HttpRequest) -> str:
    """What a list is narrowed by, from its address; nothing for all of it."""
    return request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_LOOKED_FOR]


@require_safe
def thing_list(request: HttpRequest, kind: ThingKind) -> HttpResponse:
    """All things of a kind, or those that go by what is looked for."""
    text, listing = words_looked_for(request), LISTINGS[kind]
    rows = listing.rows()
    if text:
        rows = rows.filter(going_by(text, NAMED[kind.value]))
    context = {
        "kind": kind,
        "words": WORDS.get(kind),
        "page": one_page(rows, request, per_page=listing.per_page, filters={"q"}),
        "text": text,
        "query": other_parameters(request),
        "section": "desk",
    }
    return render(request, listing.template, context)


@require_safe
def page_list(request: HttpRequest) -> HttpResponse:
    """All pages, or those of an address, a title or a publisher that is looked for."""
    text, rows = words_looked_for(request), pages_listed(person(request))
    if text:
        rows = rows.filter(going_by_words(text, going_by(text, NAMED["publisher"])))
    context = {
        "page": one_page(rows, request, per_page=PAGES_LISTED, filters={"q"}),
        "text": text,
        "query": other_parameters(request),
        "section": "desk",
    }
    return render(request, "desk/mending/pages.html", context)
