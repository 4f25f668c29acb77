"""Change what claims name: ask every claim that names it, and keep old and new in the journal.

A claim that reviewers judge, or have judged, is asked as it is for its own evidence: while its
round is open only an editor who has no part in it changes what its reviewers read, and the journal
of the claim tells them. What readers see is changed by an editor.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from claims.involvement import Involvement
from claims.models import Claim, Counterclaim, Incident, Party, Place
from claims.operations.hold import ask
from claims.operations.journal import journal
from claims.operations.matching.widths import measure_pairs_of
from claims.reads.journal.said import said_otherwise
from claims.reads.mending.things import Thing, naming, needs_editor
from claims.rules import acts
from claims.rules.grants import ClaimFacts
from claims.rules.states import HELD, ClaimStatus
from tracker.base.acts.refusal import Forbidden
from tracker.base.acts.table import Act
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.partial_date import PartialDate
from tracker.base.values.refusal import Refusal

Said = Mapping[str, str]
"""What is recorded of a thing: each field by a name of ours, in words."""


_COMPARED = (Party, Place, Incident)
_COMPARED_BY = frozenset({"kind", "precision", "start", "end", "place"})
"""Fields of what claims name that say whether their figures can be compared."""


@dataclass(slots=True)
class Mending:
    """A thing that is being changed: its row, locked, and the claims whose journal is told."""

    row: Any
    claims: list[Claim]


@contextmanager
def mending(thing: Thing, *, verb: str, reason: str, by: User, at: datetime) -> Iterator[Mending]:
    """Change a thing within, and write into the journal what it said before and says now.

    Args:
        thing: what is changed; `Mending.row` is the same, loaded under the lock.
        verb: what the journal says was done.
        reason: why.
        by: who changes it.
        at: when.

    Raises:
        Refusal: `required` (the reason), `public` (readers see it, and they are no editor), or
            what `hold.ask` refuses of a claim that names it.
    """
    with act(acts.MEND, by=by, reason=reason):
        row = locked_thing(thing)
        ensure_may_change(row, by)
        claims = asked_claims(row, acts.MEND, by=by, reason=reason)
        before = said_of(row)
        yield Mending(row, claims)
        changes = said_otherwise(before, said_of(type(thing).objects.get(pk=row.pk)))
        if not changes:
            return
        told: dict[str, Any] = {"target": row, "by": by, "at": at, "reason": reason.strip()}
        journal(verb=verb, data={"changes": changes, "of": str(row)}, **told)
        # Reviewers read there what changed of what their claim names; they read no internal notes.
        read = [change for change in changes if change[0] != "internal_note"]
        for claim in claims if read else ():
            data = {"changes": read, "of": str(row)}
            journal(verb=verb, claim_id=claim.pk, data=data, **told)
        if isinstance(row, _COMPARED) and any(name in _COMPARED_BY for name, *_said in changes):
            measure_pairs_of(Claim.objects.filter(naming(row)))


def locked_thing(thing: Thing) -> Any:
    """The row of a thing, locked until the act ends."""
    return type(thing).objects.select_for_update(of=("self",), no_key=True).get(pk=thing.pk)


def ensure_may_change(thing: Thing, by: User) -> None:
    """Let only an editor go on where readers see what would be changed.

    Raises:
        Forbidden: `public`.
    """
    if needs_editor(thing, by):
        raise Forbidden(_("Readers see this already, so an editor changes it."), code="public")


def asked_claims(thing: Thing, what: Act[ClaimFacts], *, by: User, reason: str) -> list[Claim]:
    """Ask the claims that name a thing, and give those whose journal is told of it.

    Asked are claims that hold still and claims paired with one under review, which its reviewers
    read beside it. Their rows are locked, in one order.

    Raises:
        Refusal: what `hold.ask` refuses, with the number of the claim.
    """
    held = Q(status__in=[status.value for status in HELD])
    paired = Q(pk__in=_beside_reviewed("claim", "answers")) | Q(
        pk__in=_beside_reviewed("answers", "claim")
    )
    read = held | (paired & ~Q(status=ClaimStatus.DRAFT))
    rows = Claim.objects.select_for_update(of=("self",), no_key=True)
    claims = list(rows.filter(naming(thing)).filter(read).order_by("pk"))
    known = Involvement(by, claims[0]) if claims else None
    for claim in claims:
        try:
            ask(claim, what, by=by, reason=reason, beside=known)
        except Refusal as refusal:
            refusal.message = _("Claim %(n)s names this. %(why)s") % {
                "n": claim.pk,
                "why": refusal.message,
            }
            raise
    return [claim for claim in claims if claim.status in HELD]


def _beside_reviewed(one: str, other: str) -> QuerySet[Any]:
    pairs = Counterclaim.objects.filter(**{f"{other}__status": ClaimStatus.IN_REVIEW.value})
    found: QuerySet[Any] = pairs.order_by().values(one)
    return found


def said_of(thing: Thing) -> Said:
    """What is recorded of a thing, as its history keeps it."""
    match thing:
        case Party():
            own = {"name": thing.name, "acronym": thing.acronym, "kind": thing.kind.named}
        case Place():
            own = {
                "name": thing.name,
                "precision": thing.precision,
                "latitude": _degrees(thing.latitude),
                "longitude": _degrees(thing.longitude),
            }
        case Incident():
            own = {
                "title": thing.title,
                "summary": thing.summary,
                "start": str(PartialDate.of(thing.start, thing.start_precision)),
                "end": str(PartialDate.of(thing.end, thing.end_precision)),
                "place": thing.place.name if thing.place else "",
                "is_exercise": "yes" if thing.is_exercise else "no",
            }
        case _:
            own = {
                "name": thing.name,
                "kind": thing.kind.named,
                "country": thing.country,
                "homepage": thing.homepage,
            }
    notes = {"internal_note": thing.internal_note, "public_note": thing.public_note}
    return {**own, "aliases": _aliases(thing), **notes, "slug": thing.slug}


def _degrees(number: Any) -> str:
    return "" if number is None else f"{number.normalize():f}"


def _aliases(thing: Thing) -> str:
    if isinstance(thing, Incident):
        return ""
    rows = thing.aliases.order_by("language", "name")
    return "; ".join(
        f"{language}: {name}" for language, name in rows.values_list("language", "name")
    )
