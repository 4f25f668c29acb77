"""Claims as readers saw them at a moment, whether a verdict was published then or not.

What a claim said stands in the version that was written down last before the moment. Of a claim
that was not under review yet none was written: what it says in its first version, or now, it said
then, unless it was changed in between; then what it said is not known any more, and that is told.
As in a published version (`claims.reads.journal.editions`), only what readers may see today is
read.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Min, QuerySet

from claims.models import Claim, Counterclaim, Event, Verdict, Version
from claims.reads.claims import oldest_made
from claims.reads.journal.contents import contents_of
from claims.reads.journal.editions import Stood, stood, with_verdicts
from claims.reads.journal.versions import Content, contents_in
from claims.reads.visible import both_public, claims_shown
from claims.rules import acts
from tracker.base.ledger.chain import canonical


@dataclass(frozen=True, slots=True)
class ClaimThen:
    """A claim as readers saw it at a moment.

    Args:
        claim: the claim as it is now, with its incident and its rounds.
        at: the moment.
        verdict: the one in force then.
        stood: what it said and what may be shown of it; None where that is not known any more.
    """

    claim: Claim
    at: datetime
    verdict: Verdict | None
    stood: Stood | None


def claims_then(claims: QuerySet[Claim], at: datetime) -> list[ClaimThen]:
    """Read how some claims stood at a moment, in a fixed number of queries.

    Args:
        claims: those that may be asked for; those that readers did not see then are left out.
        at: the moment.
    """
    rows = list(read_then(oldest_made(with_verdicts(claims)), at))
    read = said_then(rows, at)
    return [ClaimThen(claim, at, _in_force(claim, at), read.get(claim.pk)) for claim in rows]


def read_then(claims: QuerySet[Claim], at: datetime) -> QuerySet[Claim]:
    """Those of some claims that readers saw at a moment.

    Args:
        claims: those that may be asked for.
        at: the moment.
    """
    released = claims.filter(released_at__lte=at, incident__released_at__lte=at)
    return released.exclude(incident__in=_withdrawn_then(at))


def said_then(claims: Collection[Claim], at: datetime) -> dict[int, Stood]:
    """What claims said at a moment, by their keys; those of which it is not known are left out.

    Args:
        claims: those that readers saw then.
        at: the moment.
    """
    known = claims_shown().filter(released_at__lte=at)
    return stood(_said(claims, at), at, known)


def _withdrawn_then(at: datetime) -> list[int]:
    """Dossiers that had been withdrawn at a moment, and were brought back later."""
    verbs = (*acts.WITHDRAW_DOSSIER.verbs, *acts.RESTORE_DOSSIER.verbs)
    lines = Event.objects.filter(verb__in=verbs, target_type="incident", at__lte=at)
    last = lines.order_by("target_id", "-at", "-pk").distinct("target_id")
    return [
        int(dossier)
        for dossier, verb in last.values_list("target_id", "verb")
        if verb in acts.WITHDRAW_DOSSIER.verbs
    ]


def pair_recorded(pair_id: int) -> Counterclaim:
    """A pair whose claims readers may see, also one that was taken back.

    Args:
        pair_id: its key.

    Raises:
        ObjectDoesNotExist: there is none.
    """
    pair: Counterclaim = Counterclaim.everything.filter(both_public()).get(pk=pair_id)
    return pair


def stood_then(pair: Counterclaim, at: datetime) -> bool:
    """Whether a pair had been recorded by a moment, and was not taken back yet."""
    return pair.added_at <= at and pair.stood_at(at)


def _in_force(claim: Claim, at: datetime) -> Verdict | None:
    published = [row for row in claim.verdicts.all() if row.published_at <= at]
    return max(published, key=lambda row: row.version, default=None)


def _said(claims: Collection[Claim], at: datetime) -> dict[int, Content]:
    """What is known to have been said then, by the keys of the claims."""
    versions = Version.objects.filter(claim__in=claims)
    before = _by_claim(versions.filter(made_at__lte=at).order_by("claim_id", "-number"))
    first = _by_claim(versions.filter(made_at__gt=at).order_by("claim_id", "number"))
    changed = _first_changes(claims, at)
    now = contents_of(claims, at=at)
    written = {}
    for claim in claims:
        key, later = claim.pk, first.get(claim.pk)
        if key in before:
            written[key] = before[key].content
        elif key not in changed or (later is not None and later.made_at < changed[key]):
            written[key] = canonical(now[key] | _own(later))
    return dict(zip(written, contents_in(written.values()), strict=True))


def _first_changes(claims: Collection[Claim], at: datetime) -> dict[int, datetime]:
    """When claims were first written over after a moment."""
    changes = Event.objects.filter(
        claim_id__in=[claim.pk for claim in claims], verb__in=acts.REWRITING_VERBS, at__gt=at
    ).exclude(data__has_key=acts.SAYS_THE_SAME)
    first = changes.order_by().values("claim_id").annotate(first=Min("at"))
    return {key: when for key, when in first.values_list("claim_id", "first") if key is not None}


def _own(later: Version | None) -> dict[str, Any]:
    """What the claim itself says in its first version: what hung on it is read from the rows."""
    if later is None:
        return {}
    content = json.loads(later.content)
    return {"claim": content["claim"], "figures": content["figures"]}


def _by_claim(versions: QuerySet[Version]) -> dict[int, Version]:
    """The first of each claim, as they are ordered."""
    return {row.claim_id: row for row in versions.distinct("claim_id")}
