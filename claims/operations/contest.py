"""Say that one claim answers another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import product
from typing import Any

from django.utils.translation import gettext as _

from claims.models import Claim, Counterclaim, Figure
from claims.operations.hold import ask, still_there, take_back, was_public, write_down
from claims.operations.journal import journal
from claims.operations.matching.widths import measure_pairs
from claims.reads.claims import figure_value
from claims.rules import acts
from claims.rules.figures import Comparison, Relation, compare, nearest_first
from claims.rules.grants import ClaimFacts
from claims.rules.grounds import Ground
from claims.rules.states import HELD, ClaimStatus
from tracker.base.acts.refusal import Forbidden
from tracker.base.acts.table import Act
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.precision import DatePrecision
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text, word


def contest(
    *,
    claim: Claim,
    answers: Claim,
    ground: str,
    by: User,
    at: datetime,
    internal_note: str = "",
    public_note: str = "",
    reason: str = "",
    as_published: bool = False,
) -> Counterclaim:
    """Record that `claim` answers `answers` on a ground: together they are a pair.

    A pair is part of both: each claim is asked whether it holds still, and `reason` is needed
    where one does. Of a pair taken over `as_published` from elsewhere, what both say is not held
    against the ground. Refuses with `answers_itself`, `withdrawn`, `already_paired`,
    `other_claimant` (only the same claimant can revise), what `check_ground` refuses,
    `unknown_value` and what `hold.ask` refuses of either (of the one that is answered at
    `answers`).
    """
    on = word(ground, Ground, field="ground")
    said_of_it = text(public_note, field="public_note")
    with act(acts.CONTEST, by=by, reason=reason):
        one, other = _locked_both(claim, answers)
        why = ask(one, acts.CONTEST, by=by, reason=reason)
        _check(one, other, on)
        if not as_published:
            check_ground(one, other, on, note=said_of_it)
        why = _ask_answered(other, acts.CONTEST, by=by, reason=reason) or why
        counterclaim = Counterclaim.objects.create(
            claim=one,
            answers=other,
            ground=on.value,
            internal_note=text(internal_note, field="internal_note"),
            public_note=said_of_it,
            added_by=by,
            added_at=at,
        )
        said: dict[str, Any] = {"target": counterclaim, "by": by, "at": at, "reason": why}
        journal(verb="contested", claim_id=one.pk, data=_data(counterclaim), **said)
        # A draft is named in nobody else's journal.
        if was_public(one):
            answering = {**_data(counterclaim), "claim": one.pk}
            journal(verb="answered", claim_id=other.pk, data=answering, **said)
        for row in (one, other):
            write_down(row, by=by, at=at)
        _measure_between(one, other)
    return counterclaim


def retract(*, counterclaim: Counterclaim, reason: str, by: User, at: datetime) -> None:
    """Take a pairing back; where readers may have seen it, its row stays and says why.

    Refuses with `required` without a why, `already_taken_back` (somebody else was quicker) and what
    `hold.ask` refuses of either claim.
    """
    why = text(reason, field="reason")
    with act(acts.RETRACT, by=by, reason=why):
        one, other = _locked_both(counterclaim.claim, counterclaim.answers)
        row = still_there(Counterclaim.objects.filter(pk=counterclaim.pk).first())
        row.claim, row.answers = one, other
        if other.status in HELD:
            ask(other, acts.RETRACT, by=by, reason=why)
        ask(one, acts.RETRACT, by=by, reason=why, thing=row)
        said: dict[str, Any] = {"target": row, "by": by, "at": at, "reason": why}
        journal(verb="retracted", claim_id=one.pk, data=_data(row), **said)
        if was_public(one):
            answering = {**_data(row), "claim": one.pk}
            journal(verb="answer_retracted", claim_id=other.pk, data=answering, **said)
        take_back(row, keep=was_public(one) and was_public(other), reason=why, by=by, at=at)
        for claim in (one, other):
            write_down(claim, by=by, at=at)
        _measure_between(one, other)


def _ask_answered(other: Claim, what: Act[ClaimFacts], *, by: User, reason: str) -> str:
    try:
        return ask(other, what, by=by, reason=reason)
    except Forbidden as refused:
        named = {"name": other.claimant.name, "why": refused.message}
        said = _("The claim that it answers, of %(name)s: %(why)s") % named
        raise Forbidden(said, code=refused.code, field="answers") from None
    except Refusal as refusal:
        raise refusal.at(refusal.field or "answers") from None


def _measure_between(one: Claim, other: Claim) -> None:
    """Measure every pair of two claims: a further ground counts for each of them."""
    keys = (one.pk, other.pk)
    measure_pairs(Counterclaim.objects.filter(claim__in=keys, answers__in=keys))


def _data(pair: Counterclaim) -> dict[str, object]:
    return {"answers": pair.answers_id, "ground": pair.ground}


def _locked_both(claim: Claim, answers: Claim) -> tuple[Claim, Claim]:
    """Lock both rows in one order, so that two people pairing crosswise do not wait for ever."""
    rows = Claim.objects.select_for_update(of=("self",)).order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in={claim.pk, answers.pk})}
    return found[claim.pk], found[answers.pk]


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


def check_ground(claim: Claim, answers: Claim, ground: Ground, *, note: str) -> None:
    """Hold a ground against what both claims say, as far as that can be told.

    Args:
        claim: the claim that answers.
        answers: the claim that is answered.
        ground: on what ground.
        note: what readers are told of the pair.

    Raises:
        Refusal: `not_comparable`, at `public_note` (another figure of what cannot be compared, and
            nobody says in words what each of the two counts); `figures_contradict`, at `ground` (a
            repetition that gives other figures); `made_before`, at `ground` (what repeats or
            revises was said earlier).
    """
    if ground is Ground.DIFFERENT_FIGURE and not note:
        compared = _compared(claim, answers)
        if all(one.relation is Relation.NOT_COMPARABLE for one in compared):
            raise Refusal(_not_comparable(compared), code="not_comparable", field="public_note")
    if ground in {Ground.REPETITION, Ground.REVISION} and _was_made_before(claim, answers):
        raise Refusal(
            _(
                "It was said before the other claim, so it neither repeats nor revises it. "
                "Pair them the other way round, or mend the date of one."
            ),
            code="made_before",
            field="ground",
        )
    if ground is Ground.REPETITION and any(
        one.relation is Relation.CONTRADICT for one in _compared(claim, answers)
    ):
        raise Refusal(
            _("Their figures contradict each other, so one does not repeat the other."),
            code="figures_contradict",
            field="ground",
        )


def _compared(claim: Claim, answers: Claim) -> list[Comparison]:
    """Every figure of one held against every figure of the other, as their claimants give them."""
    rows = Figure.objects.filter(claim__in=(claim, answers)).select_related("measure")
    figures = list(rows.prefetch_related("figure_subjects__party"))
    mine, theirs = (
        [figure_value(row, owner) for row in figures if row.claim_id == owner.pk]
        for owner in (claim, answers)
    )
    return [compare(one, other) for one, other in product(mine, theirs)]


def _not_comparable(compared: Sequence[Comparison]) -> str:
    """Why no two figures of a pair can be compared, and what to do."""
    reasons = [_(one.sentence.text) % one.sentence.values for one in nearest_first(compared)]
    reasons = reasons or [_("One of the two claims gives no figure.")]
    what = _("Say in the public note what each of them counts, or choose another ground.")
    return " ".join([*list(dict.fromkeys(reasons))[:2], what])


def _was_made_before(claim: Claim, answers: Claim) -> bool:
    """Whether it was, of two whose days are both known."""
    days = [
        row.made_on
        for row in (claim, answers)
        if row.made_on is not None and row.made_on_precision == DatePrecision.DAY
    ]
    return len(days) == len((claim, answers)) and days[0] < days[1]
