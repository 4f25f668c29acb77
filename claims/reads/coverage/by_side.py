"""Claims, verdicts, time to a verdict and grades of sources by side, counted in the database.

A side is a party: the one that makes a claim, or the one whose losses a figure counts. Drafts,
which only their author sees, and withdrawn claims are left out. Every function is one query.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import (
    Aggregate,
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from claims.models import Citation, Claim, Counterclaim, FigureSubject, Incident, Party, Verdict
from claims.reads.verdicts import NOT_REPLACED
from claims.rules.states import ClaimStatus
from sources.archiver.outcomes import Outcome
from sources.models import Capture, CaptureCause, CaptureStatus, PublisherGrade

NOT_GRADED = ""
_LEFT_OUT = (ClaimStatus.DRAFT.value, ClaimStatus.WITHDRAWN.value)
_BEING_REVIEWED = (
    ClaimStatus.IN_REVIEW.value,
    ClaimStatus.AGREED.value,
    ClaimStatus.SPLIT.value,
    ClaimStatus.SETTLED.value,
)


@dataclass(frozen=True, slots=True)
class Covered:
    """What is looked at: claims written down between two days, both included, of one incident.

    Without an incident exercises are left out: nothing in them happened.
    """

    first: dt.date | None = None
    last: dt.date | None = None
    incident: Incident | None = None

    @property
    def claims(self) -> QuerySet[Claim]:
        """The claims."""
        rows = Claim.objects.exclude(status__in=_LEFT_OUT)
        if self.first is not None:
            rows = rows.filter(created_at__date__gte=self.first)
        if self.last is not None:
            rows = rows.filter(created_at__date__lte=self.last)
        if self.incident is None:
            return rows.filter(incident__is_exercise=False).order_by()
        return rows.filter(incident=self.incident).order_by()


@dataclass(frozen=True, slots=True)
class Side:
    """What there is of one party.

    Attributes:
        party: the side.
        claims: how many claims it makes.
        in_review: of these, how many are being reviewed or wait to be published.
        decided: how many have a verdict.
        on_copies: how many rest on at least one sealed copy.
        ratings: verdicts in force by rating.
        median: between a claim being written down and its first verdict; None without one.
        timed: how many claims that is of.
        grades: pages cited for its claims by the grade of their publisher, `NOT_GRADED` too.
        answers: how many times a claim of it answers one of another party.
        answered: how many times one of its claims is answered by one of another.
        losses: how many claims, of anybody, count its losses.
    """

    party: Party
    claims: int = 0
    in_review: int = 0
    decided: int = 0
    on_copies: int = 0
    ratings: Mapping[str, int] = field(default_factory=dict)
    median: timedelta | None = None
    timed: int = 0
    grades: Mapping[str, int] = field(default_factory=dict)
    answers: int = 0
    answered: int = 0
    losses: int = 0


@dataclass(frozen=True, slots=True)
class Direction:
    """How many times claims of one party answer claims of another."""

    party: Party
    answers: Party
    count: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """All sides, those with most claims first, and who answers whom."""

    sides: tuple[Side, ...]
    directions: tuple[Direction, ...]


def coverage(scope: Covered) -> Coverage:
    """Count what there is of each side, in a number of queries that is always the same."""
    claims, losses, answering = _claims(scope), _losses(scope), _answering(scope)
    ratings, grades, times = _ratings(scope), _grades(scope), _times(scope)
    ends = {key for pair in answering for key in pair}
    parties = Party.objects.in_bulk({*claims, *losses, *ends})
    answers, answered = Counter[int](), Counter[int]()
    for (one, other), count in answering.items():
        answers[one] += count
        answered[other] += count
    sides = [
        Side(
            party,
            **claims.get(key, {}),
            **times.get(key, {}),
            ratings=ratings.get(key, {}),
            grades=grades.get(key, {}),
            answers=answers[key],
            answered=answered[key],
            losses=losses.get(key, 0),
        )
        for key, party in parties.items()
    ]
    ordered = sorted(answering.items(), key=lambda pair: (-pair[1], pair[0]))
    return Coverage(
        tuple(sorted(sides, key=lambda side: (-side.claims, -side.losses, side.party.name))),
        tuple(Direction(parties[one], parties[other], n) for (one, other), n in ordered),
    )


class _Median(Aggregate):
    """The middle of some values."""

    function = "percentile_cont"
    template = "percentile_cont(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


def _claims(scope: Covered) -> dict[int, dict[str, Any]]:
    copies = Capture.objects.filter(
        Q(outcome=Outcome.CAPTURED.value) | Q(cause=CaptureCause.DEPOSITED),
        status=CaptureStatus.SEALED,
        page=OuterRef("page"),
    )
    on_a_copy = Exists(Citation.objects.filter(Exists(copies), claim=OuterRef("pk")))
    decided = Exists(Verdict.objects.filter(claim=OuterRef("pk")))
    rows = scope.claims.values("claimant").annotate(
        claims=Count("pk"),
        in_review=Count("pk", filter=Q(status__in=_BEING_REVIEWED)),
        decided=Count("pk", filter=decided),
        on_copies=Count("pk", filter=on_a_copy),
    )
    return _by_key(rows, "claimant")


def _losses(scope: Covered) -> dict[int, int]:
    counted = FigureSubject.objects.filter(figure__claim__in=scope.claims)
    rows = counted.order_by().values("party").annotate(n=Count("figure__claim", distinct=True))
    return dict(rows.values_list("party", "n"))


def _ratings(scope: Covered) -> dict[int, dict[str, int]]:
    in_force = Verdict.objects.filter(NOT_REPLACED, claim__in=scope.claims)
    return _by_side(in_force, "claim__claimant", "rating", Count("pk"))


def _grades(scope: Covered) -> dict[int, dict[str, int]]:
    newest = PublisherGrade.objects.filter(publisher=OuterRef("page__publisher"))
    in_force = Subquery(newest.order_by("-at", "-pk").values("grade")[:1])
    cited = Citation.objects.filter(claim__in=scope.claims).annotate(grade=in_force)
    return _by_side(cited, "claim__claimant", "grade", Count("page", distinct=True))


def _times(scope: Covered) -> dict[int, dict[str, Any]]:
    taken = ExpressionWrapper(F("published_at") - F("claim__created_at"), DurationField())
    first = Verdict.objects.filter(claim__in=scope.claims, version=1).order_by()
    rows = first.values(side=F("claim__claimant")).annotate(
        median=_Median(taken), timed=Count("pk")
    )
    return _by_key(rows, "side")


def _answering(scope: Covered) -> dict[tuple[int, int], int]:
    """Between parties; what a party says of its own earlier claims is no answer to another."""
    claims = scope.claims.values("pk")
    pairs = Counterclaim.objects.filter(claim__in=claims, answers__in=claims).exclude(
        claim__claimant=F("answers__claimant")
    )
    rows = pairs.order_by().values("claim__claimant", "answers__claimant").annotate(n=Count("pk"))
    return {(row["claim__claimant"], row["answers__claimant"]): row["n"] for row in rows}


def _by_key(rows: Iterable[Mapping[str, Any]], name: str) -> dict[int, dict[str, Any]]:
    return {row[name]: {key: row[key] for key in row if key != name} for row in rows}


def _by_side(
    rows: QuerySet[Any], side: str, value: str, count: Aggregate
) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = defaultdict(dict)
    counted: Iterable[tuple[int, str | None, int]] = (
        rows.order_by().values(side, value).annotate(n=count).values_list(side, value, "n")
    )
    for key, said, n in counted:
        found[key][said or NOT_GRADED] = n
    return found
