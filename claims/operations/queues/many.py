"""Ask the same people about many claims at once: what can be done is done, the rest says why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from claims.models import Claim
from claims.operations.queues.priority import prioritise
from claims.operations.queues.take import put_up
from claims.operations.reviews.assign import assign
from claims.reads.assignments import still_needed
from tracker.base.ledger.operations import at_the_end
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal


@dataclass(frozen=True, slots=True)
class AskedMany:
    """What came of asking about many claims."""

    done: list[Claim] = field(default_factory=list)
    refused: list[tuple[Claim, Refusal]] = field(default_factory=list)


def assign_many(
    *,
    claims: Sequence[Claim],
    reviewers: Sequence[User],
    places: int,
    due: date,
    priority: int | None,
    by: User,
    at: datetime,
    note: str = "",
) -> AskedMany:
    """Ask all `reviewers` about each of `claims`, and put `places` more reviews of each up.

    Each claim is wholly done or not at all, by itself, with what `assign`, `put_up` and
    `prioritise` refuse, or `too_few` (its round could come to no result).
    """
    asked = AskedMany()
    # In one order, so that two who do this at once never wait for each other crosswise.
    for claim in sorted(claims, key=lambda one: one.pk):
        try:
            with transaction.atomic(), at_the_end():
                _check_enough(claim, len(reviewers) + places)
                if priority is not None:
                    prioritise(claim=claim, priority=priority, by=by, at=at)
                for reviewer in reviewers:
                    assign(claim=claim, reviewer=reviewer, due=due, note=note, by=by, at=at)
                if places:
                    put_up(claim=claim, places=places, due=due, note=note, by=by, at=at)
        except Refusal as refusal:
            asked.refused.append((claim, refusal))
        else:
            asked.done.append(claim)
    return asked


def _check_enough(claim: Claim, asked: int) -> None:
    needed = still_needed(claim)
    if asked < needed:
        raise Refusal(
            _("Choose at least %(number)s people: nobody decides alone.") % {"number": needed},
            code="too_few",
            field="reviewers",
        )
