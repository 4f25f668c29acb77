"""The journal of a claim, in words, as far as this person may read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from claims.reads.assignments import reviews_claim
from claims.reads.desk.claims import events_of
from claims.reads.desk.dossiers import events_of_dossier
from claims.rules.acts import CLAIM_ACTS
from tracker.base.people.models import role_of

if TYPE_CHECKING:
    from claims.models import Claim, Event, Incident
    from tracker.base.people.models import User


@dataclass(frozen=True, slots=True)
class OldAndNew:
    """What one field said before, and what it says since."""

    label: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class JournalLine:
    """Who did what, when and why; where something recorded was changed, its old and new words."""

    at: datetime
    who: str
    what: str
    detail: str
    why: str
    changes: Sequence[OldAndNew] = ()


FIELDS = {
    "name": _lazy("Name"),
    "title": _lazy("Title"),
    "summary": _lazy("Summary"),
    "acronym": _lazy("Acronym"),
    "kind": _lazy("Kind"),
    "aliases": _lazy("Other names"),
    "precision": _lazy("How exactly it is known"),
    "latitude": _lazy("Latitude"),
    "longitude": _lazy("Longitude"),
    "start": _lazy("First day"),
    "end": _lazy("Last day"),
    "place": _lazy("Place"),
    "is_exercise": _lazy("Exercise"),
    "country": _lazy("Country"),
    "homepage": _lazy("Home page"),
    "internal_note": _lazy("Internal note"),
    "public_note": _lazy("Public note"),
    "slug": _lazy("Name in addresses"),
}
"""What the fields are called that the journal names with their old and new words."""


def journal_of(claim: Claim, *, viewer: User, after: int = 0) -> list[JournalLine]:
    """The journal of a claim, oldest first.

    Args:
        claim: the claim.
        viewer: who reads; with an open assignment for this claim they read only what the table
            of acts leaves open, and so do not learn how earlier rounds came out.
        after: the key of the line after which to begin.
    """
    events = events_of(claim).filter(pk__gt=after)
    if reviews_claim(viewer, claim):
        events = events.filter(verb__in=CLAIM_ACTS.open_verbs)
    return list(journal_lines(events, viewer=viewer))


def journal_of_dossier(incident: Incident, *, viewer: User) -> list[JournalLine]:
    """The journal of a dossier, oldest first: recorded, released, withdrawn, brought back."""
    return list(journal_lines(events_of_dossier(incident), viewer=viewer))


def journal_lines(events: Iterable[Event], *, viewer: User) -> Iterator[JournalLine]:
    """Put events into words; why something was done only if this person may read it."""
    role = role_of(viewer)
    for event in events:
        words = _(CLAIM_ACTS.words_of(event.verb))
        why = event.reason if CLAIM_ACTS.reason_is_for(event.verb, role) else ""
        changes = [
            OldAndNew(str(FIELDS.get(name, name)), before, now)
            for name, before, now in event.data.get("changes", ())
        ]
        yield JournalLine(event.at, event.actor_name, words, _detail(event), why, changes)


def _detail(event: Event) -> str:
    if "gone" in event.data:
        names = {name: event.data[name] for name in ("gone", "kept")}
        return _("(%(gone)s into %(kept)s)") % names
    if "of" in event.data:
        return _("(%(name)s)") % {"name": event.data["of"]}
    if event.verb == "evidence_accepted":
        return _("of %(name)s") % {"name": event.data.get("proposed_by", "")}
    if event.verb == "term_changed":
        return _("(until then: %(name)s)") % {"name": event.data.get("was", "")}
    if event.verb == "assigned" and "reviewer_name" in event.data:
        return _("of %(name)s, due %(due)s") % {
            "name": event.data["reviewer_name"],
            "due": event.data.get("due", ""),
        }
    return ""
