"""A party, a place or a publisher at the desk: its names, the claims that name it, its history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.desk.buttons import Button, Buttons
from claims.desk.journal import journal_lines
from claims.reads.mending import things as reads
from claims.rules import acts
from claims.rules.thing_kinds import ThingKind
from tracker.base.acts.law import refuse
from tracker.base.people.signed_in import person
from tracker.base.web.pages import one_page

if TYPE_CHECKING:
    from claims.reads.mending.things import Thing
    from tracker.base.people.models import User

CLAIMS = 20
PUBLIC_PAGES = {ThingKind.PARTY: "public:party", ThingKind.PUBLISHER: "public:publisher"}
LISTS = {
    ThingKind.PARTY: "desk:parties",
    ThingKind.PLACE: "desk:places",
    ThingKind.INCIDENT: "desk:incidents",
    ThingKind.PUBLISHER: "desk:publishers",
}


def sheet_of(thing: Thing) -> str:
    """The address of a thing's page at the desk."""
    return reverse(f"desk:{reads.thing_kind(thing)}", args=[thing.slug])


def address_of(kind: ThingKind, key: int) -> str:
    """The address of the page of the thing with this key.

    Raises:
        Http404: there is none.
    """
    found = reads.things(kind).filter(pk=key).first()
    if found is None:
        raise Http404
    return sheet_of(found)


@require_safe
def sheet_page(request: HttpRequest, slug: str, kind: ThingKind) -> HttpResponse:
    """One thing; at an address that it had before, the way to its present one."""
    user = person(request)
    thing = reads.things(kind).filter(slug=slug).first()
    if thing is None:
        moved = reads.moved_to(kind, slug)
        if moved is None:
            raise Http404
        return redirect(f"desk:{kind}", moved)
    is_public = reads.is_public(thing)
    public_page = PUBLIC_PAGES.get(kind)
    page = one_page(reads.claims_naming(thing, user), request, per_page=CLAIMS)
    is_named = is_public or bool(page)
    context = {
        "thing": thing,
        "kind": kind,
        "list": reverse(LISTS[kind]),
        "is_public": is_public,
        "public_page": reverse(public_page, args=[slug]) if is_public and public_page else "",
        "acts": Buttons(buttons_of(thing, user, is_public=is_public, is_named=is_named)),
        "page": page,
        "lines": list(journal_lines(reads.events_of_thing(thing), viewer=user)),
        "section": "desk",
    }
    return render(request, "desk/mending/thing.html", context)


def buttons_of(thing: Thing, user: User, *, is_public: bool, is_named: bool) -> Iterator[Button]:
    """What can be done to a thing, allowed or not; deleted only what no claim of theirs names."""
    kind = reads.thing_kind(thing)
    refused = refuse(user, acts.MEND)
    if refused is None and is_public and refuse(user, acts.RELEASE_DOSSIER):
        refused = _("Readers see this already, so an editor changes it.")
    yield Button(_("Change"), reverse(f"desk:{kind}_edit", args=[thing.slug]), refused)
    address = reverse(f"desk:{kind}_merge", args=[thing.slug])
    yield Button(_("Merge with another"), address, refuse(user, acts.MERGE))
    if not is_named:
        address = reverse(f"desk:{kind}_remove", args=[thing.slug])
        yield Button(_("Delete"), address, refuse(user, acts.REMOVE))
