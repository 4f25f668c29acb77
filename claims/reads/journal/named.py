"""What lines of the journal are about: the rows that they name, read for all of them at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from claims.models import Claim, Counterclaim, Event, Incident, Party, Place
from claims.reads.visible import claims_seen_by
from sources.models import Page, Publisher, Quotation
from tracker.base.people.models import User


@dataclass(frozen=True, slots=True)
class Named:
    """The rows that some lines of the journal name, as far as their reader may know of them.

    What was merged into another since is among them: its address leads to that one.
    """

    pages: dict[int, Page] = field(default_factory=dict)
    claims: dict[int, Claim] = field(default_factory=dict)
    pairs: dict[int, Counterclaim] = field(default_factory=dict)
    quotations: dict[int, Quotation] = field(default_factory=dict)
    publishers: dict[str, Publisher] = field(default_factory=dict)
    incidents: dict[int, Incident] = field(default_factory=dict)
    parties: dict[int, Party] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)


def named_in(events: Sequence[Event], user: User, *, of: Claim | None = None) -> Named:
    """Read what some lines are about, in a fixed number of queries.

    Args:
        events: the lines.
        user: who reads them: somebody else's draft is not among the claims.
        of: a claim that they may know of and that need not be read again.
    """
    pairs = Counterclaim.everything.in_bulk(_targets(events, "counterclaim"))
    sides = [key for pair in pairs.values() for key in (pair.claim_id, pair.answers_id)]
    claims = {*_numbers(events, "answers"), *_numbers(events, "claim"), *sides}
    claims |= {event.claim_id for event in events if event.claim_id is not None}
    known = {} if of is None else {of.pk: of}
    publishers = Publisher.everything.filter(
        slug__in={str(event.data["publisher"]) for event in events if "publisher" in event.data}
    )
    return Named(
        pages=Page.objects.in_bulk(_numbers(events, "page") | set(_targets(events, "page"))),
        claims=claims_seen_by(user).in_bulk(claims - known.keys()) | known,
        pairs=pairs,
        quotations=Quotation.objects.in_bulk(_numbers(events, "quotation")),
        publishers={row.slug: row for row in publishers},
        incidents=Incident.everything.in_bulk(_targets(events, "incident")),
        parties=Party.everything.in_bulk(_targets(events, "party")),
        places=Place.everything.in_bulk(_targets(events, "place")),
    )


def _targets(events: Iterable[Event], kind: str) -> Collection[int]:
    keys = (event.target_id for event in events if event.target_type == kind)
    return {int(key) for key in keys if key.isdecimal()}


def _numbers(events: Iterable[Event], name: str) -> set[int]:
    given = (event.data.get(name) for event in events)
    return {value for value in given if isinstance(value, int)}
