"""Verdicts and corrections that everybody may read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from claims.models import (
    Assignment,
    Claim,
    ProposedCorrection,
    ProposedRange,
    Rating,
    Round,
    Verdict,
    VerdictRange,
)
from claims.reads.reviews import RangeGiven, findings_of, ranges_named
from claims.reads.visible import public
from claims.rules.deciding.judged import Judgement
from claims.rules.ratings import Asserts, settleable
from claims.rules.states import AssignmentStatus, ClaimStatus
from claims.rules.verdicts import (
    REVIEWS_NEEDED,
    CorrectionStatus,
    ReviewFinding,
    decide,
)
from tracker.base.looked_up import LookedUp
from tracker.base.values.text import CODE

NOT_REPLACED = ~LookedUp(Verdict.objects.filter(supersedes=OuterRef("pk")))
"""That a verdict is in force, as a condition on verdicts: no other has replaced it."""


def verdict_in_force(claim: Claim) -> Verdict | None:
    """The newest verdict of a claim whose ``verdicts`` were fetched; None before the first."""
    return max(claim.verdicts.all(), key=lambda verdict: verdict.version, default=None)


def judgement_of(verdict: Verdict) -> Judgement:
    """What a verdict says of the figures of its claim, as the rules know it.

    Args:
        verdict: fetched as `verdicts_of_figures` does; of another one nothing is known of what its
            rating says of figures beside its place on the scale.
    """
    asserts = Asserts(getattr(verdict, "asserts", None) or Asserts.NOTHING)
    return Judgement(verdict.rating_number, asserts, [one.supported for one in verdict.about])


@dataclass(frozen=True, slots=True)
class Decided:
    """What a round came to, as it would be published: read by the act and by its preview alike.

    Args:
        round: the round, which agreed or was settled.
        rating: what the reviewers agreed on, or what was settled.
        ranges: what the reviewers share, for each figure for which they do, in the order of the
            claim's figures; nothing where an editor settled it.
        findings: what each sealed review says.
        supersedes: the verdict that this one would replace.
        change_reason: why it is replaced, as it will be published; empty for a first verdict.
    """

    round: Round
    rating: Rating
    ranges: tuple[RangeGiven, ...]
    findings: list[ReviewFinding]
    supersedes: Verdict | None
    change_reason: str

    @property
    def is_settled(self) -> bool:
        """Whether the reviewers differed and an editor settled it."""
        return self.round.settled_at is not None

    @property
    def settlement(self) -> str:
        """The editor's writing on a split; empty where the reviewers agreed."""
        return self.round.settlement

    @property
    def told_anyway(self) -> tuple[str, str]:
        """What readers are told with the verdict, and was written before it."""
        return self.settlement, self.change_reason


def decided(claim: Claim) -> Decided:
    """What the present round of a claim came to that is agreed or settled.

    Raises:
        ValueError: it came to nothing yet.
    """
    over = claim.rounds.select_related("settled_by").latest("number")
    findings = findings_of(over)
    decision = decide(findings, REVIEWS_NEEDED)
    code = over.settled_rating or decision.rating
    if code is None:
        raise ValueError("A claim that is neither agreed nor settled has no rating.")
    latest = claim.verdicts.order_by("-version").first()
    shared = {} if over.settled_rating else {one.figure: one for one in decision.ranges}
    return Decided(
        round=over,
        rating=Rating.objects.get(pk=code),
        ranges=tuple(
            RangeGiven(figure, one.low, one.high)
            for figure in claim.figures.all()
            if (one := shared.get(figure.pk)) is not None
        ),
        findings=findings,
        supersedes=latest,
        change_reason="" if latest is None else _why_again(claim),
    )


def _why_again(claim: Claim) -> str:
    """Why a published claim was reviewed again."""
    reopened = claim.rounds.filter(opened_from=ClaimStatus.PUBLISHED).latest("number")
    return reopened.opening_reason


def proposals_waiting() -> QuerySet[ProposedCorrection]:
    """Corrections of rating or range that wait for a second editor, the oldest first."""
    rows = ProposedCorrection.objects.filter(status=CorrectionStatus.PROPOSED)
    return rows.select_related(
        "verdict__claim__claimant",
        "verdict__claim__incident",
        "verdict__figure__measure",
        "figure__measure",
        "proposed_by",
    )


def proposed_corrections() -> QuerySet[ProposedCorrection]:
    """Every proposed correction with its verdict and claim."""
    rows = ProposedCorrection.objects.select_related(
        "verdict__claim__claimant", "verdict__figure__measure", "figure__measure", "proposed_by"
    )
    return rows.prefetch_related(
        ranges_named(ProposedRange), ranges_named(VerdictRange, "verdict__")
    )


def verdict_at_desk(claim: Claim) -> Verdict | None:
    """The verdict in force of a claim, with what the desk shows of it; None before the first."""
    rows = claim.verdicts.select_related("figure__measure", "round")
    rows = rows.prefetch_related("waived_points", ranges_named(VerdictRange))
    return rows.order_by("-version").first()


def proposal_for(claim: Claim) -> ProposedCorrection | None:
    """The correction of a claim's verdict that waits for a second editor."""
    rows = ProposedCorrection.objects.filter(verdict__claim=claim, status=CorrectionStatus.PROPOSED)
    return rows.select_related("proposed_by").first()


def rounds_fetched() -> Prefetch[str, QuerySet[Round], str]:
    """The rounds of claims; of each ``given``: the assignments whose review was sealed in it."""
    sealed = Assignment.objects.filter(status=AssignmentStatus.SEALED).select_related("reviewer")
    given = Prefetch("assignments", sealed.order_by("reviewer__name", "pk"), to_attr="given")
    return Prefetch("rounds", Round.objects.prefetch_related(given))


def rounds_shown(claim: Claim) -> list[Round]:
    """The rounds of a claim that readers are told of, the oldest first.

    All of them while its verdict is published; while it is under review again, those up to the
    one on which that verdict rests. What reviews say is never told, only that there was a round,
    how it ended, why it was begun and what was waived for it.

    Args:
        claim: with its ``rounds`` (as `rounds_fetched` fetches them) and ``verdicts``.
    """
    rows = sorted(claim.rounds.all(), key=lambda row: row.number)
    verdict = verdict_in_force(claim)
    if verdict is None:
        return []
    if claim.status == ClaimStatus.PUBLISHED:
        return rows
    until = next(row.number for row in rows if row.pk == verdict.round_id)
    return [row for row in rows if row.number <= until]


def newest_verdict(claim: Claim) -> Verdict | None:
    """The newest verdict of a claim as the database has it now; None before the first."""
    return claim.verdicts.order_by("-version").first()


def verdicts_shown() -> QuerySet[Verdict]:
    """Published verdicts of claims that may be read, newest first, with what a list shows."""
    return (
        Verdict.objects.filter(public("claim"))
        .select_related("claim__claimant", "claim__outlet", "claim__incident", "supersedes")
        .order_by("-published_at", "-pk")
    )


def verdicts_for_feeds() -> QuerySet[Verdict]:
    """The same with the figures, and with the verdict that replaced each, if one did."""
    rows = verdicts_shown().select_related("superseded_by")
    return rows.prefetch_related("claim__figures__figure_subjects__party", "further_ranges")


def verdicts_in_force() -> QuerySet[Verdict]:
    """Verdicts that everybody may read and no other has replaced, newest first."""
    return verdicts_shown().filter(NOT_REPLACED)


def corrections_shown() -> QuerySet[Verdict]:
    """Verdicts that replaced an earlier one, newest first."""
    return verdicts_shown().filter(supersedes__isnull=False)


def ratings_to_choose(also: Collection[str] = ()) -> list[Rating]:
    """Those that forms offer, in order.

    Args:
        also: codes that stay choices though they are not offered any more.
    """
    # What was sent may be anything, a NUL too, which no column holds.
    kept = [code for code in also if CODE.fullmatch(code)]
    return list(Rating.objects.filter(Q(is_offered=True) | Q(pk__in=kept)))


def every_rating() -> QuerySet[Rating]:
    """All of them in order, those that are no longer offered too: verdicts may say them."""
    return Rating.objects.all()


def ratings_left_open(split: Round) -> list[Rating]:
    """What a split may be settled to, in order.

    Args:
        split: a round whose reviewers differed.
    """
    findings = findings_of(split)
    rows = ratings_to_choose(also={finding.rating for finding in findings})
    open_codes = {each.code for each in settleable(findings, [row.value for row in rows])}
    return [row for row in rows if row.code in open_codes]


def rating_names() -> Mapping[str, set[str]]:
    """What each rating is called, in every language, by its code; those no longer offered too."""
    names: dict[str, set[str]] = defaultdict(set)
    for code, labels in Rating.objects.values_list("code", "labels"):
        names[code].update(labels.values())
    return names


def verdicts_of_figures() -> QuerySet[Verdict]:
    """Verdicts with their ranges and what their rating ``asserts``, which they do not keep."""
    rated = Rating.objects.filter(pk=OuterRef("rating"))
    rows = Verdict.objects.annotate(asserts=Subquery(rated.values("asserts")))
    return rows.prefetch_related("further_ranges")


def rating_of(code: str) -> Rating:
    """The rating with this code, which a review, a settlement or a verdict holds."""
    return Rating.objects.get(pk=code)
