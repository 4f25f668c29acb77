"""Claims that readers have seen and that are gone: withdrawn themselves, or with their dossier.

Of them readers are told when and why, as at their addresses, and nothing of what they said.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, DateTimeField, F, OuterRef, Q, Subquery, TextField, When

from claims.models import Claim, Event, Verdict
from claims.rules.states import ClaimStatus


@dataclass(frozen=True, slots=True)
class TakenAway:
    """A claim that is gone, and the verdicts that went with it.

    Args:
        claim_id: its number.
        since: when readers could first see it.
        at: when it was withdrawn.
        reason: why, as written for readers; "" where its dossier was withdrawn without a word.
        verdicts: the key of each of its verdicts, and when that was published.
    """

    claim_id: int
    since: datetime
    at: datetime
    reason: str
    verdicts: tuple[tuple[int, datetime], ...]


def taken_away(most: int, *, incident: int | None = None) -> list[TakenAway]:
    """The claims withdrawn last, the newest first: two queries.

    Args:
        most: how many.
        incident: of one dossier only.
    """
    last = Event.objects.filter(claim_id=OuterRef("pk"), to_status=ClaimStatus.WITHDRAWN).order_by(
        "-at", "-pk"
    )
    itself = Q(status=ClaimStatus.WITHDRAWN)
    with_dossier = Q(incident__withdrawn_at__isnull=False)
    # Looked for by themselves, each by its index: they are few among all claims.
    gone = (Claim.objects.filter(each).order_by().values("pk") for each in (itself, with_dossier))
    rows = (
        Claim.objects.filter(released_at__isnull=False, incident__released_at__isnull=False)
        .filter((itself & ~with_dossier) | (with_dossier & ~itself), pk__in=next(gone).union(*gone))
        .annotate(
            gone_at=Case(
                When(itself, then=Subquery(last.values("at")[:1])),
                default=F("incident__withdrawn_at"),
                output_field=DateTimeField(),
            ),
            gone_why=Case(
                When(itself, then=Subquery(last.values("reason")[:1])),
                default=F("incident__withdrawn_notice"),
                output_field=TextField(),
            ),
        )
        .filter(Q(gone_at__isnull=False))
        .order_by("-gone_at", "-pk")
    )
    if incident is not None:
        rows = rows.filter(incident=incident)
    found = list(rows.values_list("pk", "released_at", "gone_at", "gone_why")[:most])
    verdicts: dict[int, list[tuple[int, datetime]]] = defaultdict(list)
    given = Verdict.objects.filter(claim__in=[key for key, *_ in found]).order_by("pk")
    for claim, key, at in given.values_list("claim_id", "pk", "published_at"):
        verdicts[claim].append((key, at))
    return [
        TakenAway(key, since or at, at, why or "", tuple(verdicts[key]))
        for key, since, at, why in found
    ]
