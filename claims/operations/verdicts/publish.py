"""Publish what was decided."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from claims.involvement import Involvement
from claims.models import Basis, Claim, Figure, Round, Verdict
from claims.operations.ledger_entries import enter_verdict
from claims.operations.release import release_with_verdict
from claims.operations.reviews.review import check_range
from claims.operations.transition import locked, transition
from claims.reads.reviews import decision_of
from claims.rules import acts
from claims.rules.states import ClaimStatus
from claims.rules.verdicts import Decision, Rating
from tracker.base.acts.law import ensure
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text, word


def publish(
    *,
    claim: Claim,
    summary: str,
    by: User,
    at: datetime,
    rating: str | None = None,
    figure: Figure | None = None,
    low: Decimal | int | None = None,
    high: Decimal | int | None = None,
    reason: str = "",
) -> Verdict:
    """Publish the verdict of a round as the next version.

    What the reviewers agreed on, or what was settled, is the rating; `rating` may repeat it and
    may not change it. Without a range the one that the reviewers share is published. If it
    supersedes a verdict, `reason` says what changed and why; the reason given for reopening
    stands in for it. Refuses with `illegal_move`, `already_published`, `round_open`, `required`
    (no summary), `other_rating`, `other_range` (the reviewers established another) and what a
    range is refused for. A claim that was not released yet is released with it; refuses with
    `dossier_not_released` or `dossier_withdrawn`.
    """
    body = text(summary, field="summary", required=True)
    with act(acts.PUBLISH, by=by):
        row = locked(claim)
        ensure(by, acts.PUBLISH, Involvement(by, row))
        over = row.rounds.latest("number")
        settled = over.settled_at is not None
        decision = decision_of(over)
        decided = _decided_rating(over, decision, rating)
        if not settled and _gives_none(figure, low, high):
            figure, low, high = _established(row, decision)
        lowest, highest = check_range(row, figure, low, high)
        if not settled:
            _check_established(decision, figure, lowest, highest)
        latest = row.verdicts.order_by("-version").first()
        verdict = Verdict(
            claim=row,
            version=1 if latest is None else latest.version + 1,
            round=over,
            rating=decided.value,
            summary=body,
            figure=figure,
            low=lowest,
            high=highest,
            basis=(Basis.SETTLEMENT if settled else Basis.AGREEMENT).value,
            settlement=over.settlement,
            supersedes=latest,
            change_reason=_change_reason(row, reason) if latest is not None else "",
            published_by=by,
            published_at=at,
            is_demonstration=by.is_demonstration,
        )
        row = release(verdict)
    claim.status = row.status
    return verdict


def release(verdict: Verdict) -> Claim:
    """Write a new version of the verdict, enter it in the ledger and publish its claim.

    Args:
        verdict: the version, not yet saved; says who publishes it, when and why.

    Returns:
        The claim as it now stands.
    """
    release_with_verdict(verdict.claim, by=verdict.published_by, at=verdict.published_at)
    verdict.save(force_insert=True)
    enter_verdict(verdict, at=verdict.published_at)
    return transition(
        claim=verdict.claim,
        to=ClaimStatus.PUBLISHED,
        by=verdict.published_by,
        at=verdict.published_at,
        reason=verdict.change_reason,
        data={"version": verdict.version, "rating": verdict.rating, "basis": verdict.basis},
    )


def _decided_rating(over: Round, decision: Decision, given: str | None) -> Rating:
    decided = Rating(over.settled_rating) if over.settled_rating else decision.rating
    if decided is None:
        raise AssertionError("A claim that is agreed or settled has a rating.")
    if given and word(given, Rating, field="rating") is not decided:
        raise Refusal(
            _("This is not what was decided: “%(rating)s”.") % {"rating": _(decided.label)},
            code="other_rating",
            field="rating",
        )
    return decided


def _gives_none(figure: Figure | None, low: object, high: object) -> bool:
    return figure is None and low is None and high is None


def _established(
    claim: Claim, decision: Decision
) -> tuple[Figure | None, Decimal | None, Decimal | None]:
    if decision.figure is None:
        return None, None, None
    figure = next(row for row in claim.figures.all() if row.pk == decision.figure)
    return figure, decision.low, decision.high


def _check_established(
    decision: Decision, figure: Figure | None, low: Decimal | None, high: Decimal | None
) -> None:
    """An agreed verdict establishes what the reviewers share and nothing else."""
    key = None if figure is None else figure.pk
    if (key, low, high) not in {(decision.figure, decision.low, decision.high), (key, None, None)}:
        raise Refusal(
            _("The reviewers did not establish this range. Leave it empty to publish theirs."),
            code="other_range",
            field="low",
        )


def _change_reason(claim: Claim, given: str) -> str:
    """What changed and why: as given, else why the claim was reopened."""
    reason = text(given, field="reason")
    if reason:
        return reason
    reopened = claim.rounds.filter(opened_from=ClaimStatus.PUBLISHED).first()
    if reopened is None:
        raise Refusal(
            _("Say what changed and why: an earlier verdict is superseded."),
            code="required",
            field="reason",
        )
    return reopened.opening_reason
