"""Correct rating or range of a published verdict: one editor proposes, another one agrees."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from claims.involvement import Involvement
from claims.models import Basis, Claim, Figure, ProposedCorrection, Rating, Verdict
from claims.operations.journal import journal
from claims.operations.reviews.ranges import checked_ranges, write_further
from claims.operations.transition import locked
from claims.operations.verdicts.checks import ensure_still_ready
from claims.operations.verdicts.correct import in_force, nothing_changed, printed_otherwise
from claims.operations.verdicts.overtake import close_proposal
from claims.operations.verdicts.publish import as_given, release
from claims.operations.verdicts.summary import check_summary
from claims.reads.publishing.checklist import told_besides
from claims.reads.reviews import RangeGiven
from claims.reads.verdicts import proposed_corrections
from claims.rules import acts
from claims.rules.grants import ClaimFacts
from claims.rules.verdicts import CorrectionKind, CorrectionStatus
from tracker.base.acts.law import ensure
from tracker.base.acts.table import Act
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.terms import term
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text, whole_sentence


def propose_correction(
    *,
    claim: Claim,
    rating: str,
    summary: str,
    reason: str,
    by: User,
    at: datetime,
    figure: Figure | None = None,
    low: Decimal | int | None = None,
    high: Decimal | int | None = None,
    against: int | None = None,
    confirmed: bool = False,
    waived: Mapping[str, str] | None = None,
    further: Collection[RangeGiven] = (),
    besides: Mapping[str, str] | None = None,
) -> ProposedCorrection:
    """Propose another rating or other ranges for a published verdict.

    Nothing changes before `agree`. `low` and `high` are the range for `figure`, `further` those
    for other figures; those that are not given would not be established any more. `besides` is as
    of `correct`. Refuses with what
    `correct` refuses, `unknown_value`, `only_wording` (rating and ranges would stay: one editor
    corrects that), `proposal_open` (one waits already) and what a range is refused for.
    """
    proposed = term(rating, Rating, field="rating")
    why = whole_sentence(reason, field="reason", required=False)
    with act(acts.PROPOSE_CORRECTION, by=by, reason=why):
        row = locked(claim)
        ensure(by, acts.PROPOSE_CORRECTION, Involvement(by, row))
        latest = in_force(row, against)
        body = check_summary(summary, proposed, confirmed=confirmed)
        otherwise = printed_otherwise(latest, besides or {})
        first, *others = checked_ranges(row, [RangeGiven(figure, low, high), *further])
        if leaves_finding(latest, proposed.code, [first, *others]):
            raise _no_other_finding(latest, body, otherwise)
        if latest.proposals.filter(status=CorrectionStatus.PROPOSED).exists():
            raise _already_proposed()
        printed = told_besides(latest, otherwise).values()
        left_open = ensure_still_ready(latest, [body, *printed, why], waived or {})
        proposal = ProposedCorrection.objects.create(
            verdict=latest,
            rating=proposed.code,
            summary=body,
            figure=first.figure,
            low=first.low,
            high=first.high,
            reason=why,
            besides=otherwise,
            waived={point.value: said for point, said in left_open.items()},
            proposed_by=by,
            proposed_at=at,
        )
        write_further(proposal, others)
        journal(
            verb="correction_proposed",
            target=proposal,
            claim_id=row.pk,
            by=by,
            at=at,
            reason=why,
            data={"against": latest.version, "rating": proposed.code},
        )
    return proposal


def leaves_finding(latest: Verdict, rating: str, ranges: Iterable[RangeGiven]) -> bool:
    """Whether a correction would leave rating and ranges as they are, in whatever order.

    Args:
        latest: the verdict in force.
        rating: the code of the rating it would have.
        ranges: what it would establish.
    """
    wanted = {one.supported for one in ranges if one.says_something}
    return rating == latest.rating and wanted == {one.supported for one in latest.ranges}


def _already_proposed() -> Refusal:
    words = _(
        "A correction of this verdict waits for a second editor. Use “%(agree)s” or “%(refuse)s” "
        "first."
    )
    labels = {"agree": _(acts.AGREE_CORRECTION.label), "refuse": _(acts.REFUSE_CORRECTION.label)}
    return Refusal(words % labels, code="proposal_open")


def _no_other_finding(latest: Verdict, summary: str, otherwise: Mapping[str, str]) -> Refusal:
    """What is said to a proposal that leaves rating and range as they are."""
    if summary == latest.summary and not otherwise:
        return nothing_changed()
    return Refusal(
        _("Rating and range stay as they are: choose what kind of wording you correct."),
        code="only_wording",
        field="kind",
    )


def agree(
    *,
    proposal: ProposedCorrection,
    agreement: str,
    by: User,
    at: datetime,
    waived: Mapping[str, str] | None = None,
) -> Verdict:
    """Agree, in writing, to a correction that somebody else proposed, and publish it.

    `waived` is why a point of the checklist may stay open that has come open since it was proposed.
    Refuses with `own_proposal`, `own_claim`, `own_review`, `proposal_closed` (answered, taken
    back or overtaken, or the claim is reviewed again), `required` (no words) or `not_ready`.
    """
    words = whole_sentence(agreement, field="reason", required=False)
    with act(acts.AGREE_CORRECTION, by=by, reason=words):
        row = _waiting(proposal, acts.AGREE_CORRECTION, by)
        latest = row.verdict
        printed = told_besides(latest, row.besides)
        told = [row.summary, *printed.values(), row.reason, words]
        reasons = row.waived | dict(waived or {})
        left_open = ensure_still_ready(latest, told, reasons)
        verdict = Verdict(
            claim=row.claim,
            version=latest.version + 1,
            round_id=latest.round_id,
            **as_given(Rating.objects.get(pk=row.rating)),
            summary=row.summary,
            figure=row.figure,
            low=row.low,
            high=row.high,
            basis=Basis.CORRECTION.value,
            **printed,
            correction_kind=CorrectionKind.FINDING.value,
            proposed_by=row.proposed_by,
            agreement=words,
            supersedes=latest,
            change_reason=row.reason,
            published_by=by,
            published_at=at,
            is_demonstration=by.is_demonstration,
        )
        verdict.save(force_insert=True)
        close_proposal(row, CorrectionStatus.AGREED, answer=words, by=by, at=at, result=verdict)
        journal(
            verb="correction_agreed",
            target=row,
            claim_id=row.claim.pk,
            by=by,
            at=at,
            reason=words,
            data={"version": verdict.version},
        )
        release(verdict, left_open, row.further_ranges.all())
    return verdict


def refuse_proposal(
    *, proposal: ProposedCorrection, reason: str, by: User, at: datetime
) -> ProposedCorrection:
    """Refuse a proposed correction, in writing; the published verdict stays.

    Refuses with what `agree` refuses.
    """
    return _close(proposal, acts.REFUSE_CORRECTION, CorrectionStatus.REFUSED, reason, by=by, at=at)


def withdraw_proposal(
    *, proposal: ProposedCorrection, reason: str, by: User, at: datetime
) -> ProposedCorrection:
    """Take back a correction that one proposed oneself.

    Refuses with `not_yours`, `proposal_closed` or `required` (no reason).
    """
    what = acts.WITHDRAW_CORRECTION
    return _close(proposal, what, CorrectionStatus.WITHDRAWN, reason, by=by, at=at)


def _close(
    proposal: ProposedCorrection,
    what: Act[ClaimFacts],
    status: CorrectionStatus,
    reason: str,
    *,
    by: User,
    at: datetime,
) -> ProposedCorrection:
    why = text(reason, field="reason")
    with act(what, by=by, reason=why):
        row = _waiting(proposal, what, by)
        close_proposal(row, status, answer=why, by=by, at=at)
        verb = (
            "correction_refused" if status is CorrectionStatus.REFUSED else "correction_withdrawn"
        )
        journal(verb=verb, target=row, claim_id=row.claim.pk, by=by, at=at, reason=why)
    return row


def _waiting(proposal: ProposedCorrection, what: Act[ClaimFacts], by: User) -> ProposedCorrection:
    """Lock the claim, load the proposal again and ask for the act."""
    claim = locked(proposal.claim)
    row = proposed_corrections().get(pk=proposal.pk)
    row.verdict.claim = claim
    ensure(by, what, Involvement(by, row))
    return row
