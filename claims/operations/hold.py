"""What reviewers judge, or have judged, holds still; an editor changes it openly.

Every operation that changes what a version of a claim holds goes through here: it asks the table
of acts, wants a reason where the claim holds still, and writes the new version down. While a round
is open the round judges the new version from then on, and the journal tells its reviewers. Drafts
of reviews are freed of what is no longer there: nobody is told that one named it.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from claims.involvement import Involvement, Thing
from claims.models import (
    Assignment,
    Citation,
    Claim,
    Counterclaim,
    ProposedCorrection,
    ProposedRange,
    RangeOfFigure,
    Review,
    ReviewCitation,
    ReviewRange,
    ScheduledRange,
    ScheduledVerdict,
    Translation,
    Verdict,
    VerdictRange,
)
from claims.operations.versions import present_version
from claims.rules.grants import ClaimFacts
from claims.rules.states import HELD, TAKING_PART, ClaimStatus
from sources.models import Page
from tracker.base.acts.law import ensure
from tracker.base.acts.table import Act
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text, whole_sentence

R = TypeVar("R", Citation, Counterclaim, Translation)


def ask(
    claim: Claim,
    what: Act[ClaimFacts],
    *,
    by: User,
    reason: str,
    thing: Thing | None = None,
    beside: Involvement | None = None,
) -> str:
    """Ask whether somebody may change what a claim says or rests on, and give back why they do.

    Args:
        claim: the claim, its row locked.
        what: the act.
        by: who acts.
        reason: why, in their words.
        thing: what of the claim the act is about, where it is not the claim itself.
        beside: what was asked of another claim before, where many are asked.

    Raises:
        Forbidden: they may not.
        Refusal: `required`, of the reason: the act needs one, or the claim holds still.
    """
    involved = (beside or Involvement(by, claim)).beside(thing or claim)
    ensure(by, what, involved)
    needed = what.reason or claim.status in HELD
    return text(reason, field="reason", required=needed)


def ask_page(page: Page, *, by: User) -> None:
    """Ask whether somebody may write on a page: its sheet is read by all who review what cites it.

    Args:
        page: the page that they would quote, bring a copy of, or give a capture of up.
        by: who.

    Raises:
        Refusal: `reviews_its_page`: they review a claim that rests on it.
    """
    reviewed = Assignment.objects.filter(reviewer=by, status__in=TAKING_PART, round__closed_at=None)
    citing = Citation.objects.filter(page=page, claim__in=reviewed.values("round__claim"))
    if citing.exists():
        raise Refusal(
            _(
                "You review a claim that rests on this page, and the other reviewers would read "
                "it. Propose it with that claim, or ask an editor who does not review it."
            ),
            code="reviews_its_page",
            field="page",
        )


def write_down(claim: Claim, *, by: User, at: datetime) -> None:
    """Write the version of a claim that was changed under review or after it.

    Args:
        claim: the claim, its row locked.
        by: who changed it.
        at: when.
    """
    if claim.status not in HELD:
        return
    version = present_version(claim=claim, by=by, at=at)
    if claim.status == ClaimStatus.IN_REVIEW:
        claim.rounds.filter(closed_at=None).exclude(version=version).update(version=version)


def was_public(claim: Claim) -> bool:
    """Whether readers may have seen it: it was released, or was once with its verdict."""
    return claim.released_at is not None or claim.verdicts.exists()


def take_back(row: R, *, keep: bool, reason: str, by: User, at: datetime) -> None:
    """Take a citation, a pair or a translation back: the row stays if readers may have seen it.

    Args:
        row: the row, loaded under the lock of its claim.
        keep: whether its row stays; otherwise only the row history keeps it.
        reason: why; readers are given it where the row stays.
        by: who takes it back.
        at: when.

    Raises:
        Refusal: `already_taken_back`: somebody else has done so meanwhile; `no_sentence` (the
            reason).
    """
    if isinstance(row, Citation):
        ReviewCitation.objects.filter(citation=row, review__sealed_at__isnull=True).delete()
    if not keep:
        row.delete()
        return
    why = whole_sentence(reason, field="reason")
    row.retracted_by, row.retracted_at, row.retraction_reason = by, at, why
    row.save(update_fields=["retracted_by", "retracted_at", "retraction_reason"])


def still_there(found: R | None) -> R:
    """What was loaded again under the lock.

    Raises:
        Refusal: `already_taken_back`: somebody else has taken it back meanwhile.
    """
    if found is None:
        raise Refusal(_("Somebody else has taken this back already."), code="already_taken_back")
    return found


_JUDGING: tuple[type[RangeOfFigure], ...] = (
    Verdict,
    VerdictRange,
    ProposedCorrection,
    ProposedRange,
    ScheduledVerdict,
    ScheduledRange,
)
"""Tables of what was decided, or is to be, of figures."""


def free_drafts(claim: Claim, figures: list[int]) -> None:
    """Take figures that are about to go out of the drafts of reviews.

    Args:
        claim: the claim, its row locked.
        figures: keys of figures of it.

    Raises:
        Refusal: `figure_judged`: a sealed review or a verdict, also one that is only proposed or
            planned, gives a range for one.
    """
    sealed = Review.objects.filter(figure__in=figures, sealed_at__isnull=False)
    further = ReviewRange.objects.filter(figure__in=figures)
    if (
        sealed.exists()
        or further.filter(review__sealed_at__isnull=False).exists()
        or any(QuerySet(table).filter(figure__in=figures).exists() for table in _JUDGING)
    ):
        raise Refusal(
            _("A figure that reviewers have judged can be changed, but not left out."),
            code="figure_judged",
            field="figures",
        )
    drafts = Review.objects.filter(figure__in=figures, sealed_at__isnull=True)
    drafts.filter(assignment__round__claim=claim).update(figure=None, low=None, high=None)
    further.filter(review__assignment__round__claim=claim).delete()
