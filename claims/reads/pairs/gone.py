"""Pairs that readers saw and may read no longer, because a claim or its dossier was withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from claims.models import Claim, Counterclaim, Event, Incident
from claims.reads.incidents import withdrawn_with
from claims.reads.later import Withdrawn, withdrawn
from claims.reads.visible import is_shown
from claims.rules.states import ClaimStatus


@dataclass(frozen=True, slots=True)
class PairGone:
    """What is said at the address of a pair that readers saw, and see no longer.

    Attributes:
        withdrawn: those of its claims that were withdrawn, as their own pages tell it.
        shown: those that may be read still.
        dossier: the withdrawn dossier that took a claim of it along; None where none did.
        is_exercise: whether either claim is of an exercise.
    """

    withdrawn: list[Withdrawn]
    shown: list[Claim]
    dossier: Incident | None
    is_exercise: bool


def pair_gone(pair_id: int) -> PairGone | None:
    """What may be told of a pair that is no longer shown since a claim of it was withdrawn.

    Returns:
        None where readers never saw the pair: nothing may be told of it then. So too where
        nothing may be told of the claim that they do not see.
    """
    ends = [f"{side}__{end}" for side in ("answers", "claim") for end in ("incident", "claimant")]
    rows = Counterclaim.everything.select_related(*ends, "answers__outlet", "claim__outlet")
    pair = rows.filter(pk=pair_id).first()
    if pair is None:
        return None
    sides = [pair.answers, pair.claim]
    hidden = [claim for claim in sides if not is_shown(claim)]
    if not hidden or not _was_seen(pair, sides):
        return None
    told = [gone for claim in hidden if (gone := withdrawn(claim.pk))]
    taken = [dossier for claim in hidden if (dossier := withdrawn_with(claim.pk))]
    if not (told or taken):
        return None
    return PairGone(
        withdrawn=told,
        shown=[claim for claim in sides if claim not in hidden],
        dossier=taken[0] if taken else None,
        is_exercise=any(claim.incident.is_exercise for claim in sides),
    )


def _was_seen(pair: Counterclaim, sides: list[Claim]) -> bool:
    """Whether there was a moment at which readers could see both claims, paired."""
    released = [moment for claim in sides for moment in _released(claim)]
    known = [moment for moment in released if moment is not None]
    if len(known) < len(released):
        return False
    last = [moment for claim in sides for moment in _ends(claim)]
    if pair.retracted_at is not None:
        last.append(pair.retracted_at)
    return bool(last) and max(pair.added_at, *known) <= min(last)


def _released(claim: Claim) -> list[datetime | None]:
    return [claim.released_at, claim.incident.released_at]


def _ends(claim: Claim) -> list[datetime]:
    """When readers ceased to see a claim: as it was withdrawn last, or its dossier."""
    ends = [] if claim.incident.withdrawn_at is None else [claim.incident.withdrawn_at]
    if claim.status == ClaimStatus.WITHDRAWN:
        lines = Event.objects.filter(claim_id=claim.pk, to_status=ClaimStatus.WITHDRAWN)
        ends += lines.order_by("-at", "-pk").values_list("at", flat=True)[:1]
    return ends
