"""Publish what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from claims.involvement import Involvement
from claims.models import Basis, Claim, Figure, Rating, Verdict, WaivedPoint
from claims.operations.release import release_with_verdict
from claims.operations.reviews.read import note_reading
from claims.operations.reviews.review import check_range
from claims.operations.transition import locked, transition
from claims.operations.verdicts.checks import ensure_ready
from claims.operations.verdicts.overtake import overtake
from claims.operations.verdicts.summary import check_summary
from claims.reads.ledger.kinds import CORRECTION, VERDICT
from claims.reads.verdicts import Decided, decided
from claims.rules import acts
from claims.rules.deciding.checklist import Point
from claims.rules.states import ClaimStatus
from claims.rules.verdicts import within_reviews
from tracker.base.acts.law import ensure
from tracker.base.acts.transaction import act
from tracker.base.ledger.operations import enter_rows
from tracker.base.people.models import User
from tracker.base.terms import term
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text


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
    confirmed: bool = False,
    waived: Mapping[str, str] | None = None,
    missing: str = "",
    would_change: str = "",
) -> Verdict:
    """Publish the verdict of a round as the next version.

    What the reviewers agreed on, or what was settled, is the rating; `rating` may repeat it and
    may not change it. Without a range the one that the reviewers share is published; after a
    settlement it lies within what reviewers gave. If it supersedes a verdict, the reason given
    for reopening says what changed and why. Who publishes knows what the reviews came to, which is
    written down. `confirmed` is that the summary may name another rating; `waived` is why a point
    of the checklist may stay open, by its code, which readers are told as well as what is `missing`
    and what `would_change` the verdict. A claim that was not
    released yet is released with it. Refuses with `illegal_move`, `already_published`,
    `round_open`, `own_claim`, `own_review`, `own_settlement` (nobody publishes what they wrote,
    reviewed or settled), `required` (no summary), `names_other_rating`, `other_rating`,
    `other_range` (the reviewers established another), what a range is refused for, `not_ready` (a
    point of the checklist is open and not waived),
    `dossier_not_released` or `dossier_withdrawn`.
    """
    with act(acts.PUBLISH, by=by):
        row = locked(claim)
        ensure(by, acts.PUBLISH, Involvement(by, row))
        found = decided(row)
        _check_rating(found, rating)
        body = check_summary(summary, found.rating, confirmed=confirmed)
        lacks, turns = text(missing, field="missing"), text(would_change, field="would_change")
        of_figure, lowest, highest = established(found, figure, low, high)
        left_open = ensure_ready(row, [body, lacks, turns, *found.told_anyway], waived or {})
        latest = found.supersedes
        verdict = Verdict(
            claim=row,
            version=1 if latest is None else latest.version + 1,
            round=found.round,
            **as_given(found.rating),
            summary=body,
            missing=lacks,
            would_change=turns,
            figure=of_figure,
            low=lowest,
            high=highest,
            basis=(Basis.SETTLEMENT if found.is_settled else Basis.AGREEMENT).value,
            settlement=found.settlement,
            supersedes=latest,
            change_reason=found.change_reason,
            published_by=by,
            published_at=at,
            is_demonstration=by.is_demonstration,
        )
        row = release(verdict, left_open)
        note_reading(found.round, by=by, at=at)
    claim.status = row.status
    return verdict


def release(verdict: Verdict, left_open: Mapping[Point, str] | None = None) -> Claim:
    """Write a new version of the verdict, enter it in the ledger and publish its claim.

    Args:
        verdict: the version, saved or not; says who publishes it, when and why.
        left_open: why points of the checklist stay open.

    Returns:
        The claim as it now stands.
    """
    release_with_verdict(verdict.claim, by=verdict.published_by, at=verdict.published_at)
    if verdict._state.adding:  # noqa: SLF001 - Django's documented name
        verdict.save(force_insert=True)
    WaivedPoint.objects.bulk_create(
        WaivedPoint(verdict=verdict, point=point.value, reason=reason)
        for point, reason in (left_open or {}).items()
    )
    if verdict.supersedes is not None:
        overtake(verdict)
    kind = CORRECTION if verdict.is_correction else VERDICT
    enter_rows((kind, [verdict]), at=verdict.published_at)
    return transition(
        claim=verdict.claim,
        to=ClaimStatus.PUBLISHED,
        by=verdict.published_by,
        at=verdict.published_at,
        reason=verdict.change_reason,
        data={"version": verdict.version, "rating": verdict.rating, "basis": verdict.basis},
    )


def as_given(rating: Rating) -> dict[str, Any]:
    """A rating as the columns of a verdict keep it: as it is called and meant now."""
    return {
        "rating": rating.code,
        "rating_labels": rating.labels,
        "rating_meanings": rating.meanings,
        "rating_number": rating.number,
    }


def _check_rating(found: Decided, repeated: str | None) -> None:
    if repeated and term(repeated, Rating, field="rating") != found.rating:
        raise Refusal(
            _("This is not what was decided: “%(rating)s”.") % {"rating": found.rating.label},
            code="other_rating",
            field="rating",
        )


def established(
    found: Decided,
    figure: Figure | None,
    low: Decimal | int | None,
    high: Decimal | int | None,
) -> tuple[Figure | None, Decimal | None, Decimal | None]:
    """The figure and range that the verdict establishes: what is given, else what reviewers share.

    Args:
        found: what was decided.
        figure: the figure that an editor gives.
        low: the lower end, in the figure's unit.
        high: the upper end.

    Raises:
        Refusal: ``other_range``, the reviewers established another; or what a range is refused for.
    """
    if figure is None and low is None and high is None:
        figure, low, high = found.figure, found.low, found.high
    lowest, highest = check_range(found.round.claim, figure, low, high)
    _check_established(found, figure, lowest, highest)
    return figure, lowest, highest


def _check_established(
    found: Decided, figure: Figure | None, low: Decimal | None, high: Decimal | None
) -> None:
    """An agreed verdict establishes what the reviewers share, a settled one what they gave."""
    key = None if figure is None else figure.pk
    shared = (None if found.figure is None else found.figure.pk, found.low, found.high)
    if found.is_settled and not within_reviews(found.findings, key, low, high):
        raise Refusal(
            _(
                "No reviewer gave this range or one around it. Choose one within what they gave, "
                "or give none."
            ),
            code="other_range",
            field="low",
        )
    if not found.is_settled and (key, low, high) not in {shared, (key, None, None)}:
        raise Refusal(
            _("The reviewers did not establish this range. Leave it empty to publish theirs."),
            code="other_range",
            field="low",
        )
