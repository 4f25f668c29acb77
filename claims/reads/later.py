"""What came after reviewers had judged a claim: added, changed, taken back, and what changed when.

A round judges one version. Whatever was put there after that version had been written down, the
verdict has not judged; and if the newest version says something else, the verdict was given
before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar, cast

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from claims.models import (
    Assignment,
    Citation,
    Claim,
    Counterclaim,
    Event,
    Incident,
    Translation,
    Verdict,
    Version,
)
from claims.rules.acts import CHANGING_VERBS
from claims.rules.states import ClaimStatus

M = TypeVar("M", bound=Model)


def with_later(rows: QuerySet[M], *, claim: str = "claim") -> QuerySet[M]:
    """Say of each row whether it is `later` than what the verdict in force of its claim judged.

    Args:
        rows: citations, pairs or translations.
        claim: which of a row's claims is asked.
    """
    verdicts = Verdict.objects.filter(claim=OuterRef(claim)).order_by("-version")
    judged_at = Subquery(verdicts.values("round__version__made_at")[:1])
    annotated = rows.annotate(
        judged_at=judged_at,
        later=Case(
            When(added_at__gt=F("judged_at"), then=True),
            default=False,
            output_field=BooleanField(),
        ),
    )
    return cast("QuerySet[M]", annotated)


def with_changed(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Say of each claim whether it says something else than its verdict in force judged.

    Annotates `judged_sha256` and `present_sha256`; both are NULL where nothing was judged.
    """
    verdicts = Verdict.objects.filter(claim=OuterRef("pk")).order_by("-version")
    versions = Version.objects.filter(claim=OuterRef("pk")).order_by("-number")
    return claims.annotate(
        judged_sha256=Subquery(verdicts.values("round__version__sha256")[:1]),
        present_sha256=Subquery(versions.values("sha256")[:1]),
    )


def changed_since(claim: Claim, verdict: Verdict | None = None) -> datetime | None:
    """When a claim became something else than its verdict in force judged; None if it did not.

    Args:
        claim: the claim.
        verdict: the one in force, where it has been read already.
    """
    verdict = verdict or claim.verdicts.select_related("round").order_by("-version").first()
    if verdict is None:
        return None
    versions = list(claim.versions.order_by("number").values("pk", "sha256", "made_at"))
    judged = next(at for at, row in enumerate(versions) if row["pk"] == verdict.round.version_id)
    if versions[-1]["sha256"] == versions[judged]["sha256"]:
        return None
    changed: datetime = versions[judged + 1]["made_at"]
    return changed


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What stood on a claim's page and does no longer: ``citation``, ``pair``, ``translation``."""

    kind: str
    added_at: datetime
    at: datetime
    reason: str


def taken_back(claim: Claim) -> list[TakenBack]:
    """What of a claim was taken back after readers may have seen it, the newest first."""
    pairs = Q(claim=claim) | Q(answers=claim)
    rows = _taken("citation", Citation.everything.filter(claim=claim)).union(
        _taken("pair", Counterclaim.everything.filter(pairs)),
        _taken("translation", Translation.everything.filter(claim=claim)),
        all=True,
    )
    return [TakenBack(*row) for row in rows.order_by("-retracted_at", "kind")]


def _taken(kind: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    kept = rows.filter(retracted_at__isnull=False).order_by().annotate(kind=Value(kind))
    told: QuerySet[Any] = kept.values_list("kind", "added_at", "retracted_at", "retraction_reason")
    return told


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A claim that readers have seen and that was withdrawn."""

    claim_id: int
    at: datetime
    reason: str
    had_verdict: bool


def withdrawn(claim_id: int) -> Withdrawn | None:
    """What is said at the address of a claim that was withdrawn after readers had seen it."""
    public_dossiers = Q(incident__released_at__isnull=False, incident__withdrawn_at__isnull=True)
    return next(iter(_withdrawn(public_dossiers, pk=claim_id)), None)


def withdrawn_of(incident: Incident) -> list[Withdrawn]:
    """The claims of a public dossier that readers have seen and that were withdrawn."""
    return _withdrawn(incident=incident)


def _withdrawn(*conditions: Q, **of: Any) -> list[Withdrawn]:
    last = Event.objects.filter(claim_id=OuterRef("pk"), to_status=ClaimStatus.WITHDRAWN)
    last = last.order_by("-at", "-pk")
    claims = Claim.objects.filter(
        *conditions, status=ClaimStatus.WITHDRAWN, released_at__isnull=False, **of
    )
    rows = claims.order_by("pk").values_list(
        "pk",
        Subquery(last.values("at")[:1]),
        Subquery(last.values("reason")[:1]),
        Exists(Verdict.objects.filter(claim=OuterRef("pk"))),
    )
    return [Withdrawn(*row) for row in rows if row[1] is not None]


def changes_during(assignment: Assignment) -> QuerySet[Event]:
    """What editors changed of a claim while its round was open: who, what, why; oldest first."""
    over = assignment.round
    rows = Event.objects.filter(
        claim_id=over.claim_id, verb__in=CHANGING_VERBS, at__gt=over.opened_at
    )
    if over.closed_at is not None:
        rows = rows.filter(at__lte=over.closed_at)
    return rows.order_by("at", "pk")


def with_changes_during(assignments: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Say of each open assignment whether its claim was `changed` while the round was open."""
    changes = Event.objects.filter(
        claim_id=OuterRef("round__claim_id"),
        verb__in=CHANGING_VERBS,
        at__gt=OuterRef("round__opened_at"),
    )
    return assignments.annotate(changed=Exists(changes))


def changes_after(claim: Claim, moment: datetime) -> QuerySet[Event]:
    """What was changed of a claim from a moment on, for the desk; oldest first."""
    rows = Event.objects.filter(claim_id=claim.pk, verb__in=CHANGING_VERBS, at__gte=moment)
    return rows.order_by("at", "pk")
