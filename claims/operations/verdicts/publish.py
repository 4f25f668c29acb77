"""Publish what was decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from claims.involvement import Involvement
from claims.models import Basis, Claim, Figure, RangeOfFigure, Rating, Verdict, WaivedPoint
from claims.operations.release import release_with_verdict
from claims.operations.reviews.ranges import checked_ranges, write_further
from claims.operations.reviews.read import note_reading
from claims.operations.transition import locked, transition
from claims.operations.verdicts.checks import ensure_ready
from claims.operations.verdicts.overtake import overtake
from claims.operations.verdicts.summary import check_summary
from claims.reads.ledger.kinds import CORRECTION, VERDICT
from claims.reads.reviews import RangeGiven
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
    further: Collection[RangeGiven] = (),
) -> Verdict:
    """Publish the verdict of a round as the next version.

    What the reviewers agreed on, or what was settled, is the rating; `rating` may repeat it and may
    not change it. Every range that the reviewers share is published; what is given may repeat them
    and may not change them. After a settlement those are published that are given, `low` and `high`
    for `figure` and `further` ones for other figures, within what reviewers gave. If it supersedes
    a verdict, the reason given for reopening says what changed and why. Who publishes knows what
    the reviews came to, which is written down. `confirmed` is that the summary may name another
    rating; `waived` is why a point of the checklist may stay open, by its code, which readers are
    told as well as what is `missing` and what `would_change` the verdict. A claim that was not
    released yet is released with it. Refuses with `illegal_move`, `already_published`,
    `round_open`, `own_claim`, `own_review`, `own_settlement` (nobody publishes what they wrote,
    reviewed or settled), `required` (no summary), `names_other_rating`, `other_rating`,
    `other_range` (the reviewers established another), what a range is refused for, `not_ready` (a
    point of the checklist is open and not waived), `dossier_not_released` or `dossier_withdrawn`.
    """
    with act(acts.PUBLISH, by=by):
        row = locked(claim)
        ensure(by, acts.PUBLISH, Involvement(by, row))
        found = decided(row)
        _check_rating(found, rating)
        body = check_summary(summary, found.rating, confirmed=confirmed)
        lacks, turns = text(missing, field="missing"), text(would_change, field="would_change")
        first, *others = established(found, [RangeGiven(figure, low, high), *further])
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
            figure=first.figure,
            low=first.low,
            high=first.high,
            basis=(Basis.SETTLEMENT if found.is_settled else Basis.AGREEMENT).value,
            settlement=found.settlement,
            supersedes=latest,
            change_reason=found.change_reason,
            published_by=by,
            published_at=at,
            is_demonstration=by.is_demonstration,
        )
        row = release(verdict, left_open, others)
        note_reading(found.round, by=by, at=at)
    claim.status = row.status
    return verdict


def release(
    verdict: Verdict,
    left_open: Mapping[Point, str],
    further: Iterable[RangeGiven | RangeOfFigure],
) -> Claim:
    """Write a new version of the verdict, enter it in the ledger and publish its claim.

    Args:
        verdict: the version, saved or not; says who publishes it, when and why.
        left_open: why points of the checklist stay open.
        further: the ranges that it establishes for other figures than its first.

    Returns:
        The claim as it now stands.
    """
    release_with_verdict(verdict.claim, by=verdict.published_by, at=verdict.published_at)
    if verdict._state.adding:  # noqa: SLF001 - Django's documented name
        verdict.save(force_insert=True)
    WaivedPoint.objects.bulk_create(
        WaivedPoint(verdict=verdict, point=point.value, reason=reason)
        for point, reason in left_open.items()
    )
    write_further(verdict, further)
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


def established(found: Decided, given: Collection[RangeGiven]) -> list[RangeGiven]:
    """The ranges that the verdict establishes; always at least one, which may say nothing.

    Args:
        found: what was decided.
        given: the ranges that an editor gives, one a figure.

    Raises:
        Refusal: ``other_range``, the reviewers established another; or what a range is refused for.
    """
    wanted = checked_ranges(found.round.claim, given)
    if found.is_settled:
        _check_settled(found, wanted)
        return [one for one in wanted if one.says_something] or wanted[:1]
    _check_agreed(found, wanted)
    names_only = wanted[0].figure is not None and not any(one.says_something for one in wanted)
    return wanted if names_only or not found.ranges else list(found.ranges)


def _check_settled(found: Decided, wanted: Collection[RangeGiven]) -> None:
    """A settled verdict establishes what the reviewers gave."""
    if not all(within_reviews(found.findings, one.supported) for one in wanted):
        raise Refusal(
            _(
                "No reviewer gave this range or one around it. Choose one within what they gave, "
                "or give none."
            ),
            code="other_range",
            field="low",
        )


def _check_agreed(found: Decided, wanted: Collection[RangeGiven]) -> None:
    """An agreed verdict establishes what the reviewers share."""
    if any(one.says_something and one not in found.ranges for one in wanted):
        raise Refusal(
            _("The reviewers did not establish this range. Leave it empty to publish theirs."),
            code="other_range",
            field="low",
        )
