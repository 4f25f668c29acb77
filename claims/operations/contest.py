"""Say that one claim answers another."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from claims.involvement import Involvement
from claims.models import Claim, Counterclaim
from claims.operations.journal import journal
from claims.rules import acts
from claims.rules.grounds import Ground
from claims.rules.states import ClaimStatus
from tracker.base.acts.law import ensure
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text, word


def contest(
    *, claim: Claim, answers: Claim, ground: str, by: User, at: datetime, note: str = ""
) -> Counterclaim:
    """Record that `claim` answers `answers` on a ground: together they are a pair.

    Refuses with `answers_itself`, `withdrawn`, `already_paired`, `other_claimant` (only the same
    claimant can revise) or `unknown_value`.
    """
    on = word(ground, Ground, field="ground")
    with act(acts.CONTEST, by=by):
        _lock_both(claim, answers)
        ensure(by, acts.CONTEST, Involvement(by, claim))
        _check(claim, answers, on)
        counterclaim = Counterclaim.objects.create(
            claim=claim,
            answers=answers,
            ground=on.value,
            note=text(note, field="note"),
            added_by=by,
            added_at=at,
        )
        journal(
            verb="contested",
            target=counterclaim,
            claim_id=claim.pk,
            by=by,
            at=at,
            data={"answers": answers.pk, "ground": on.value},
        )
    return counterclaim


def retract(*, counterclaim: Counterclaim, reason: str, by: User, at: datetime) -> None:
    """Take a pairing back; it stays in the row history. Refuses with `required` without a why."""
    ensure(by, acts.RETRACT, Involvement(by, counterclaim))
    why = text(reason, field="reason")
    with act(acts.RETRACT, by=by, reason=why):
        journal(
            verb="retracted",
            target=counterclaim,
            claim_id=counterclaim.claim_id,
            by=by,
            at=at,
            reason=why,
            data={"answers": counterclaim.answers_id, "ground": counterclaim.ground},
        )
        counterclaim.delete()


def _lock_both(claim: Claim, answers: Claim) -> None:
    """Lock both rows in one order, so that two people pairing crosswise do not wait for ever."""
    rows = Claim.objects.select_for_update(of=("self",)).order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in={claim.pk, answers.pk})}
    claim.status, answers.status = found[claim.pk].status, found[answers.pk].status


def _check(claim: Claim, answers: Claim, ground: Ground) -> None:
    if claim.pk == answers.pk:
        raise Refusal(
            _("A claim cannot answer itself. Choose another one."),
            code="answers_itself",
            field="answers",
        )
    if answers.status == ClaimStatus.WITHDRAWN:
        raise Refusal(_("That claim has been withdrawn."), code="withdrawn", field="answers")
    if ground is Ground.REVISION and claim.claimant_id != answers.claimant_id:
        raise Refusal(
            _("Only the same claimant can revise a claim. Choose another ground."),
            code="other_claimant",
            field="ground",
        )
    if Counterclaim.objects.filter(claim=claim, answers=answers, ground=ground.value).exists():
        raise Refusal(
            _("These two claims are paired on this ground already."),
            code="already_paired",
            field="answers",
        )
