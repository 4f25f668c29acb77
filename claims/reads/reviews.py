"""Reviews as far as this person may see them: the rules decide, this hands over what they allow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from claims.models import (
    Assignment,
    Citation,
    Claim,
    Figure,
    FurtherRange,
    Rating,
    Reading,
    Review,
    ReviewRange,
    Round,
)
from claims.reads.evidence.citations import open_citations
from claims.reads.visible import is_staff
from claims.rules.states import AssignmentStatus
from claims.rules.verdicts import (
    REVIEWS_NEEDED,
    Decision,
    ReviewFinding,
    RoundResult,
    SupportedRange,
    decide,
)
from claims.rules.visibility import (
    ReviewFacts,
    Sight,
    sight_of_review,
)
from tracker.base.people.models import User, role_of

_OPENING = frozenset(one.value for one in RoundResult if one.opens_reviews)
"""Results after which the reviews of a round may be read."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An assignment, and its review with what it says only if this person may read it."""

    assignment: Assignment
    review: Review | None
    exists: bool
    rated: Rating | None = None


@dataclass(frozen=True, slots=True)
class RoundSeen:
    """One round of reviews as one person sees it."""

    number: int
    result: RoundResult | None
    seen: list[Seen]
    can_be_opened: bool = False
    """Whether this person could open its reviews, and has not."""
    adds: bool = False
    """Whether its review counts with those of the round before it, which was split.

    Who has a review of the claim to write is not told how an earlier round came out.
    """

    @property
    def is_open(self) -> bool:
        """Whether reviews of it may still be written."""
        return self.result is None

    @property
    def is_cancelled(self) -> bool:
        """Whether it ended without a result."""
        return self.result is RoundResult.CANCELLED

    @property
    def sealed(self) -> int:
        """How many reviews of it are sealed."""
        return sum(row.assignment.status == AssignmentStatus.SEALED for row in self.seen)

    @property
    def asked(self) -> int:
        """How many people are asked and have not given it back."""
        given_back = {AssignmentStatus.DECLINED, AssignmentStatus.CANCELLED}
        return sum(row.assignment.status not in given_back for row in self.seen)


def rounds_with_reviews(claim: Claim, *, viewer: User) -> list[Round]:
    """The rounds of a claim with all their reviews, the newest first: for `rounds_of`, no template.

    Args:
        claim: the claim.
        viewer: for whom it is read what reviews rest on.
    """
    assignments = (
        Assignment.objects.select_related("reviewer", "review__figure__measure")
        .prefetch_related(
            Prefetch("review__citations", _cited(viewer)),
            "review__figure__figure_subjects__party",
            ranges_named(ReviewRange, "review__"),
        )
        .order_by("pk")
    )
    rows = claim.rounds.order_by("-number")
    return list(rows.prefetch_related(Prefetch("assignments", assignments)))


def open_assignments(rounds: Iterable[Round]) -> list[Assignment]:
    """Those of rounds with their assignments whose review is waited for, in the order of asking."""
    asked = (row for each in rounds for row in each.assignments.all())
    return sorted(
        (row for row in asked if row.status == AssignmentStatus.OPEN), key=attrgetter("pk")
    )


def rounds_of(claim: Claim, *, viewer: User, rounds: list[Round] | None = None) -> list[RoundSeen]:
    """The rounds of a claim, the newest first, as ``viewer`` sees them.

    One that is over and in which nobody was ever asked is left out.

    A review that may not be read is not handed over at all, so no template can show it.

    Args:
        claim: the claim.
        viewer: who reads.
        rounds: what `rounds_with_reviews` gave, where it has been asked already.
    """
    if rounds is None:
        rounds = rounds_with_reviews(claim, viewer=viewer)
    busy = any(_asks(row, viewer, AssignmentStatus.OPEN) for row in rounds)
    closed_to_viewer = {row.pk for row in _unread(rounds, viewer)}
    reviewed = any(hasattr(asked, "review") for row in rounds for asked in row.assignments.all())
    ratings = Rating.objects.in_bulk() if reviewed else {}
    see = partial(_seen, viewer=viewer, busy=busy, ratings=ratings)
    found = [
        RoundSeen(
            row.number,
            row.ended,
            [
                see(asked, row, opened=row.pk not in closed_to_viewer)
                for asked in row.assignments.all()
            ],
            can_be_opened=row.pk in closed_to_viewer and not busy,
            adds=row.adds_to_id is not None and not busy,
        )
        for row in rounds
    ]
    return [row for row in found if row.seen or row.is_open]


def rounds_to_open(claim: Claim, viewer: User) -> list[Round]:
    """Rounds of a claim that are over and whose reviews somebody has neither written nor read."""
    return _unread(claim.rounds.order_by("number").prefetch_related("assignments"), viewer)


def _unread(rounds: Iterable[Round], viewer: User) -> list[Round]:
    """Of rounds with their assignments, those that are over and closed to somebody till now.

    Where none of its own is sealed, as in one that was to add a review, there is nothing to open.
    """
    over = [
        row
        for row in rounds
        if row.result in _OPENING
        and any(asked.status == AssignmentStatus.SEALED for asked in row.assignments.all())
        and not _asks(row, viewer, AssignmentStatus.SEALED)
    ]
    if not over:
        return []
    readings = Reading.objects.filter(round__in=over, reader=viewer)
    read = set(readings.values_list("round_id", flat=True))
    return [row for row in over if row.pk not in read]


def _asks(round_: Round, person: User, status: AssignmentStatus) -> bool:
    """Whether somebody's assignment in a round stands so."""
    return any(
        asked.reviewer_id == person.pk and asked.status == status
        for asked in round_.assignments.all()
    )


def _cited(viewer: User) -> QuerySet[Citation]:
    """What reviews rest on, also where that was taken back since.

    Readers are not shown sources that are withheld to protect them.
    """
    rows = Citation.everything.all() if is_staff(viewer) else open_citations()
    return rows.select_related("page__publisher")


def decision_of(round_: Round) -> Decision:
    """What the sealed reviews of a round amount to.

    An open round waits for the set number of them, one that adds to a split for one more than that
    has; one that is over had as many as were set then. For the house itself, and for who may see
    it.
    """
    if round_.ended:
        needed = REVIEWS_NEEDED
    elif round_.adds_to is not None:
        needed = len(findings_of(round_.adds_to)) + 1
    else:
        needed = settings.REVIEWS_NEEDED
    return decide(findings_of(round_), needed)


def findings_of(round_: Round) -> list[ReviewFinding]:
    """What the sealed reviews that count in a round say, for the house itself."""
    return [
        ReviewFinding(review.rating, tuple(one.supported for one in review.ranges))
        for review in _counted(round_).prefetch_related("further_ranges")
    ]


def _counted(round_: Round) -> QuerySet[Review]:
    """The sealed reviews of a round and of the split that it adds to, the first first."""
    rounds = {round_.pk, round_.adds_to_id} - {None}
    reviews = Review.objects.filter(assignment__round__in=rounds, sealed_at__isnull=False)
    return reviews.order_by("pk")


def rounds_counted(rounds: Sequence[RoundSeen]) -> Sequence[RoundSeen]:
    """Of the rounds of a claim the one that is to be decided, with the split that it adds to.

    Args:
        rounds: as `rounds_of` gives them, the newest first.
    """
    return rounds[: 2 if rounds and rounds[0].adds else 1]


def split_to_add_to(claim: Claim) -> Round | None:
    """The split to which one more review can be added: not settled, and not added to before."""
    last = claim.rounds.order_by("-number").first()
    if last is None or last.ended is not RoundResult.SPLIT:
        return None
    return last if last.adds_to_id is None and last.settled_at is None else None


def adding_round(claim: Claim) -> Round | None:
    """The open round of a claim, if it adds one more review to a split."""
    return claim.rounds.filter(closed_at=None, adds_to__isnull=False).first()


@dataclass(frozen=True, slots=True)
class RangeGiven:
    """The range somebody finds the evidence supports for one figure, in its unit."""

    figure: Figure | None
    low: Decimal | int | None
    high: Decimal | int | None

    @property
    def says_something(self) -> bool:
        """Whether it has an end."""
        return not (self.low is None and self.high is None)

    @property
    def supported(self) -> SupportedRange:
        """The range as the rules know it, its figure by its key."""
        low, high = (None if end is None else Decimal(end) for end in (self.low, self.high))
        return SupportedRange(None if self.figure is None else self.figure.pk, low, high)


def ranges_named(of: type[FurtherRange], through: str = "") -> Prefetch[str, Any, str]:
    """Further ranges with what names their figures: measure, whose losses, where.

    Args:
        of: their table.
        through: what leads to the rows that give them, such as ``review__``.
    """
    rows: QuerySet[Any] = QuerySet(of).select_related("figure__measure", "figure__place")
    named = rows.prefetch_related("figure__figure_subjects__party")
    return Prefetch(f"{through}further_ranges", named)


def besides_of(round_: Round) -> dict[str, str]:
    """What the sealed reviews that count say is ``missing`` and ``would_change`` their rating.

    For an editor who has opened them: the beginning of what readers will be told.
    """
    rows = list(_counted(round_).values("missing", "would_change"))
    return {
        name: "\n\n".join(dict.fromkeys(row[name] for row in rows if row[name]))
        for name in ("missing", "would_change")
    }


def _seen(
    assignment: Assignment,
    round_: Round,
    *,
    viewer: User,
    busy: bool,
    opened: bool,
    ratings: Mapping[str, Rating],
) -> Seen:
    review: Review | None = getattr(assignment, "review", None)
    if review is None:
        return Seen(assignment, None, exists=False)
    facts = ReviewFacts(assignment.reviewer_id, review.sealed_at is not None, round_.ended)
    sight = sight_of_review(
        facts,
        viewer=role_of(viewer),
        viewer_id=viewer.pk,
        viewer_reviews_claim=busy,
        viewer_opened_it=opened,
    )
    exists = sight >= Sight.EXISTENCE
    if sight is not Sight.EVERYTHING:
        return Seen(assignment, None, exists)
    return Seen(assignment, review, exists, rated=ratings.get(review.rating))
