"""Write a review, seal it, and close the round when enough are sealed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TypedDict, Unpack

from django.utils.translation import gettext as _

from claims.involvement import Involvement
from claims.models import (
    Assignment,
    Citation,
    Claim,
    Figure,
    Rating,
    Review,
    ReviewCitation,
    Round,
)
from claims.operations.journal import journal
from claims.operations.reviews.assign import close
from claims.operations.reviews.ranges import checked_ranges, write_further
from claims.operations.transition import locked, transition
from claims.reads.assignments import waiting_for
from claims.reads.ledger.kinds import REVIEW
from claims.reads.reviews import RangeGiven, decision_of
from claims.rules import acts
from claims.rules.states import AssignmentStatus, ClaimStatus
from claims.rules.verdicts import RoundResult
from tracker.base.acts.law import ensure
from tracker.base.acts.transaction import act
from tracker.base.ledger.operations import enter_rows
from tracker.base.people.models import User
from tracker.base.terms import term
from tracker.base.values.refusal import Refusal, Refusals
from tracker.base.values.text import text, whole_sentence


class Besides(TypedDict, total=False):
    """What a review says besides its rating: none of it is needed in a draft.

    Attributes:
        missing: evidence that could not be found.
        would_change: what would lead to another rating.
        has_interest: whether the reviewer has an interest of their own; None if they do not say.
        interest: which one.
    """

    missing: str
    would_change: str
    has_interest: bool | None
    interest: str


def save_review(
    *,
    assignment: Assignment,
    rating: str,
    by: User,
    at: datetime,
    reasoning: str = "",
    citations: Collection[Citation] = (),
    figure: Figure | None = None,
    low: Decimal | int | None = None,
    high: Decimal | int | None = None,
    further: Collection[RangeGiven] = (),
    **besides: Unpack[Besides],
) -> Review:
    """Keep a review as a draft that only its writer sees; an empty `rating` is not decided yet.

    `citations` of the claim are the evidence it rests on; `low` and `high` are the range the
    evidence supports for `figure`, in its unit; `further` are those for other figures. Refuses with
    `not_yours`, `assignment_closed`, `author_reviews`, `unknown_value`, `other_claim` (evidence or
    figure of another claim), `figure_missing` (a range needs its figure), `range_twice` (two for
    one figure) and what an amount is refused for.
    """
    with act(acts.REVIEW, by=by):
        row = _own(assignment, by)
        first, *others = checked_ranges(row.claim, [RangeGiven(figure, low, high), *further])
        content = _Content(rating, reasoning, citations, first, others, besides)
        return _write(row, content, by=by, at=at, seal=False)


def seal_review(
    *,
    assignment: Assignment,
    rating: str,
    by: User,
    at: datetime,
    reasoning: str,
    citations: Collection[Citation] = (),
    figure: Figure | None = None,
    low: Decimal | int | None = None,
    high: Decimal | int | None = None,
    further: Collection[RangeGiven] = (),
    **besides: Unpack[Besides],
) -> Review:
    """Seal a review: nobody can change it any more, and nobody else sees it before the round ends.

    The seal that makes the reviews enough (`REVIEWS_NEEDED`) closes the round: what is still open
    is cancelled, and the claim is agreed or split. Refuses with what `save_review` refuses, with
    `required` (no rating, no reasoning) and `evidence_missing` (the claim has citations and none
    is named). Whoever seals says whether they have an interest of their own, and which one
    (`required`).
    """
    with act(acts.REVIEW, by=by):
        row = _own(assignment, by)
        first, *others = checked_ranges(row.claim, [RangeGiven(figure, low, high), *further])
        content = _Content(rating, reasoning, citations, first, others, besides)
        lacking_in_review(
            row.claim,
            rating=rating,
            reasoning=reasoning,
            citations=citations,
            has_interest=besides.get("has_interest"),
            interest=besides.get("interest", ""),
        ).ensure_none()
        review = _write(row, content, by=by, at=at, seal=True)
        close(assignment=row, status=AssignmentStatus.SEALED, note="", by=by, at=at)
        journal(
            verb="review_sealed",
            target=row,
            claim_id=row.claim.pk,
            by=by,
            at=at,
            data={"round": row.round.number},
        )
        _close_if_enough(row.round, by=by, at=at)
    assignment.status = row.status
    return review


@dataclass(frozen=True, slots=True)
class _Content:
    """What somebody wrote, its range checked already."""

    rating: str
    reasoning: str
    citations: Collection[Citation]
    first: RangeGiven
    further: Sequence[RangeGiven]
    besides: Besides


def _own(assignment: Assignment, by: User) -> Assignment:
    """Lock the claim, load the assignment again and check that it is theirs and open."""
    claim = locked(assignment.claim)
    row = Assignment.objects.select_related("round").get(pk=assignment.pk)
    row.round.claim = claim
    ensure(by, acts.REVIEW, Involvement(by, row))
    return row


def _check(claim: Claim, content: _Content) -> dict[str, object]:
    """Check the rest of a review and give it back as columns."""
    if any(citation.claim_id != claim.pk for citation in content.citations):
        raise Refusal(
            _("This is evidence of another claim: a review of this one cannot rest on it."),
            code="other_claim",
            field="citations",
        )
    return {
        "rating": term(content.rating, Rating, field="rating").code if content.rating else "",
        "reasoning": text(content.reasoning, field="reasoning"),
        "figure": content.first.figure,
        "low": content.first.low,
        "high": content.first.high,
        **_checked_besides(content.besides),
    }


def _checked_besides(besides: Besides) -> dict[str, object]:
    """Check what a review says besides and give it back as columns; no interest has no words."""
    has_interest = besides.get("has_interest")
    interest = text(besides.get("interest", ""), field="interest")
    return {
        "missing": text(besides.get("missing", ""), field="missing"),
        "would_change": text(besides.get("would_change", ""), field="would_change"),
        "has_interest": has_interest,
        "interest": interest if has_interest else "",
    }


def lacking_in_review(
    claim: Claim,
    *,
    rating: str,
    reasoning: str,
    citations: Collection[Citation],
    has_interest: bool | None,
    interest: str,
) -> Refusals:
    """What a review lacks to be sealed, all of it.

    Args:
        claim: the claim.
        rating: what it comes to.
        reasoning: how.
        citations: the evidence it rests on.
        has_interest: whether its reviewer says to have an interest; None where nothing is said.
        interest: which one.
    """
    refused = Refusals()
    with refused.noted():
        if not rating:
            raise Refusal(
                _("Choose a rating: only a draft can do without one."),
                code="required",
                field="rating",
            )
    with refused.noted():
        whole_sentence(reasoning, field="reasoning")
    with refused.noted():
        _check_declared(has_interest, interest)
    with refused.noted():
        if not citations and claim.citations.exists():
            raise Refusal(
                _("Say which of the evidence your review rests on: choose at least one citation."),
                code="evidence_missing",
                field="citations",
            )
    return refused


def _check_declared(has_interest: bool | None, interest: str) -> None:
    if has_interest is None:
        raise Refusal(
            _("Say whether you have an interest of your own in this matter."),
            code="required",
            field="has_interest",
        )
    if not text(interest, field="interest") and has_interest:
        raise Refusal(_("Say which interest you have."), code="required", field="interest")


def _write(
    assignment: Assignment, content: _Content, *, by: User, at: datetime, seal: bool
) -> Review:
    """Write the draft and its evidence, and only then the seal: after it nothing can be added."""
    columns = _check(assignment.claim, content)
    review, _created = Review.objects.update_or_create(
        assignment=assignment,
        defaults={**columns, "saved_at": at, "is_demonstration": by.is_demonstration},
    )
    wanted = {citation.pk for citation in content.citations}
    present = set(review.review_citations.values_list("citation_id", flat=True))
    review.review_citations.exclude(citation_id__in=wanted).delete()
    ReviewCitation.objects.bulk_create(
        ReviewCitation(review=review, citation=citation)
        for citation in dict.fromkeys(content.citations)
        if citation.pk not in present
    )
    review.further_ranges.all().delete()
    write_further(review, content.further)
    if seal:
        review.sealed_at = at
        review.save(update_fields=["sealed_at"])
        enter_rows((REVIEW, [review]), at=at)
    return review


def _close_if_enough(round_: Round, *, by: User, at: datetime) -> None:
    decision = decision_of(round_)
    if decision.result is None:
        return
    for assignment in waiting_for(round_.claim):
        close(
            assignment=assignment,
            status=AssignmentStatus.CANCELLED,
            note="",
            by=by,
            at=at,
        )
    agreed = decision.result is RoundResult.AGREED
    to = ClaimStatus.AGREED if agreed else ClaimStatus.SPLIT
    transition(claim=round_.claim, to=to, by=by, at=at, by_system=True)
