"""The journal of a claim, in words, as far as this person may read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Claim, Event
from claims.reads.assignments import reviews_claim
from tracker.base.people.models import User

# What says, or might say in its reason, how a round came out. Somebody who is about to review the
# claim reads none of it: earlier rounds stay closed to them until they have sealed their own.
CLOSED_TO_REVIEWERS = frozenset(
    {
        "round_agreed",
        "round_split",
        "round_repeated",
        "settled",
        "settlement_written",
        "published",
        "verdict_published",
        "corrected",
        "reopened",
        "round_cancelled",
        "reopening_cancelled",
        "declined",
    }
)

_VERBS = {
    "drafted": gettext_lazy("wrote the claim down as a draft"),
    "recorded": gettext_lazy("recorded the claim"),
    "submitted": gettext_lazy("submitted the draft"),
    "revised": gettext_lazy("changed the claim"),
    "translated": gettext_lazy("added a translation"),
    "contested": gettext_lazy("paired it with a claim it answers"),
    "retracted": gettext_lazy("took a pairing back"),
    "cited": gettext_lazy("cited a page"),
    "uncited": gettext_lazy("took a citation back"),
    "assigned": gettext_lazy("asked for a review"),
    "declined": gettext_lazy("gave the assignment back"),
    "round_opened": gettext_lazy("opened a round of reviews"),
    "round_repeated": gettext_lazy("began another round"),
    "round_cancelled": gettext_lazy("cancelled the round"),
    "reopening_cancelled": gettext_lazy("let the published verdict stand"),
    "review_sealed": gettext_lazy("sealed a review"),
    "round_agreed": gettext_lazy("closed the round with the last seal: the reviewers agree"),
    "round_split": gettext_lazy("closed the round with the last seal: the reviewers differ"),
    "settled": gettext_lazy("settled the split in writing"),
    "published": gettext_lazy("published the verdict"),
    "verdict_published": gettext_lazy("wrote a version of the verdict"),
    "corrected": gettext_lazy("corrected the verdict"),
    "reopened": gettext_lazy("reopened the claim"),
    "withdrawn": gettext_lazy("withdrew the claim"),
    "restored": gettext_lazy("brought the claim back"),
}

# Lines that only repeat, for programs, what the line beside them says.
_DOUBLES = frozenset({"settlement_written", "verdict_published"})


@dataclass(frozen=True, slots=True)
class Line:
    """Who did what, when and why."""

    at: datetime
    who: str
    what: str
    detail: str
    why: str


def journal_of(claim: Claim, *, viewer: User) -> list[Line]:
    """The journal of a claim, oldest first.

    Args:
        claim: the claim.
        viewer: who reads; with an open assignment for this claim they do not learn how earlier
            rounds came out.
    """
    hidden = _DOUBLES | (CLOSED_TO_REVIEWERS if reviews_claim(viewer, claim) else frozenset())
    events = Event.objects.filter(claim_id=claim.pk).exclude(verb__in=hidden)
    return list(_lines(events.order_by("at", "pk")))


def _lines(events: Iterable[Event]) -> Iterator[Line]:
    for event in events:
        what = _VERBS.get(event.verb, event.verb.replace("_", " "))
        yield Line(event.at, event.actor_name, str(what), _detail(event), event.reason)


def _detail(event: Event) -> str:
    if event.verb == "assigned" and "reviewer_name" in event.data:
        return _("of %(name)s, due %(due)s") % {
            "name": event.data["reviewer_name"],
            "due": event.data.get("due", ""),
        }
    return ""


KNOWN_VERBS = frozenset(_VERBS) | _DOUBLES
"""Verbs that have words. A test holds the table of moves against it."""
