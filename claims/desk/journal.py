"""The journal of a claim, in words, as far as this person may read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from claims.presentation.asking_words import of_asking
from claims.reads.assignments import reviews_claim
from claims.reads.desk.claims import events_of
from claims.reads.desk.dossiers import events_of_dossier
from claims.rules.acts import CLAIM_ACTS
from tracker.base.people.models import role_of

if TYPE_CHECKING:
    from claims.models import Claim, Event, Incident
    from tracker.base.people.models import User


@dataclass(frozen=True, slots=True)
class JournalLine:
    """Who did what, when and why."""

    at: datetime
    who: str
    what: str
    detail: str
    why: str


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
        yield JournalLine(event.at, event.actor_name, words, _detail(event), why)


def _detail(event: Event) -> str:
    if event.verb == "evidence_accepted":
        return _("of %(name)s") % {"name": event.data.get("proposed_by", "")}
    if event.verb == "term_changed":
        return _("(until then: %(name)s)") % {"name": event.data.get("was", "")}
    if event.verb == "assigned" and "reviewer_name" in event.data:
        return _("of %(name)s, due %(due)s") % {
            "name": event.data["reviewer_name"],
            "due": event.data.get("due", ""),
        }
    return of_asking(event.verb, event.data)
