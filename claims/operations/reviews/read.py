"""Read what others found: an act that is written down, because it ends being a blind reviewer."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from claims.models import Claim, Reading, Round
from claims.operations.journal import journal
from claims.operations.transition import locked
from claims.reads.assignments import reviews_claim
from claims.reads.reviews import rounds_to_open
from claims.rules import acts
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal


def open_reviews(*, claim: Claim, by: User, at: datetime) -> list[Round]:
    """Open the reviews of all rounds of `claim` that are over and that `by` has not read yet.

    From then on they read them, and are not asked to review the claim again. Refuses with
    `reviews_it` (they have a review of this claim to write) or `nothing_to_open`.
    """
    with act(acts.OPEN_REVIEWS, by=by):
        row = locked(claim)
        if reviews_claim(by, row):
            raise Refusal(
                _("You are asked to review this claim. Earlier rounds stay closed to you."),
                code="reviews_it",
            )
        rounds = rounds_to_open(row, by)
        if not rounds:
            raise Refusal(_("There are no reviews that you could open."), code="nothing_to_open")
        for opened in rounds:
            note_reading(opened, by=by, at=at)
            journal(
                verb="reviews_opened",
                target=opened,
                claim_id=row.pk,
                by=by,
                at=at,
                data={"round": opened.number},
            )
    return rounds


def note_reading(opened: Round, *, by: User, at: datetime) -> None:
    """Write down that somebody knows the reviews of a round; call it inside an act."""
    Reading.objects.get_or_create(round=opened, reader=by, defaults={"at": at})
