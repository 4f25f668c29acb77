"""Publish at a time: planned by an editor, done by the clock under the same checks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from claims.involvement import Involvement
from claims.models import Claim, Figure, Round, ScheduledVerdict, Verdict
from claims.operations.journal import journal
from claims.operations.reviews.ranges import write_further
from claims.operations.reviews.read import note_reading
from claims.operations.transition import locked
from claims.operations.verdicts.checks import ensure_ready
from claims.operations.verdicts.publish import established, publish
from claims.operations.verdicts.summary import check_summary
from claims.reads.desk.claims import last_event_of
from claims.reads.publishing.scheduled import is_changed_since
from claims.reads.reviews import RangeGiven
from claims.reads.verdicts import decided
from claims.rules import acts
from claims.rules.deciding.scheduling import ScheduleEnding, WhyRefused
from tracker.base.acts.law import ensure
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text


def schedule(
    *,
    claim: Claim,
    summary: str,
    due_at: datetime,
    by: User,
    at: datetime,
    figure: Figure | None = None,
    low: Decimal | int | None = None,
    high: Decimal | int | None = None,
    confirmed: bool = False,
    waived: Mapping[str, str] | None = None,
    missing: str = "",
    would_change: str = "",
    further: Collection[RangeGiven] = (),
    instead: int | None = None,
) -> ScheduledVerdict:
    """Plan to publish what was decided at the moment `due_at`, under the name of `by`.

    At that moment it is published as `publish` would, with the same checks, unless the claim has
    changed meanwhile. `instead` is the key of what was planned before and is cancelled with this.
    Refuses with what `publish` refuses as things stand now (but for the dossier,
    which may be released until then), `due_in_past` or `scheduled_already`.
    """
    if due_at <= at:
        raise Refusal(
            _("This time has passed. Choose a later one, or publish now."),
            code="due_in_past",
            field="publish_at",
        )
    with act(acts.SCHEDULE, by=by):
        row = locked(claim)
        ensure(by, acts.SCHEDULE, Involvement(by, row))
        found = decided(row)
        body = check_summary(summary, found.rating, confirmed=confirmed)
        lacks, turns = text(missing, field="missing"), text(would_change, field="would_change")
        first, *others = established(found, [RangeGiven(figure, low, high), *further])
        left_open = ensure_ready(row, [body, lacks, turns, *found.told_anyway], waived or {})
        _make_room(found.round, instead, by=by, at=at)
        note_reading(found.round, by=by, at=at)
        planned = ScheduledVerdict(
            round=found.round,
            summary=body,
            missing=lacks,
            would_change=turns,
            figure=first.figure,
            low=first.low,
            high=first.high,
            confirmed=confirmed,
            waived={point.value: reason for point, reason in left_open.items()},
            seen=last_event_of(row),
            due_at=due_at,
            planned_by=by,
            planned_at=at,
        )
        planned.save()
        write_further(planned, others)
        journal(
            verb="publishing_planned",
            target=planned,
            claim_id=row.pk,
            by=by,
            at=at,
            data={"due": due_at.isoformat()},
        )
    return planned


def _make_room(over: Round, instead: int | None, *, by: User, at: datetime) -> None:
    """Cancel what another plan takes the place of; refuse where it is not the one that was seen."""
    waiting = ScheduledVerdict.objects.filter(round=over, ended="").first()
    if waiting is None:
        return
    if waiting.pk != instead:
        raise Refusal(
            _("This verdict is planned to be published already. Use “%(act)s” first.")
            % {"act": _(acts.UNSCHEDULE.label)},
            code="scheduled_already",
        )
    _cancel(waiting, over.claim_id, by=by, at=at)


def _cancel(row: ScheduledVerdict, claim_id: int, *, by: User, at: datetime) -> None:
    _end(row, ScheduleEnding.CANCELLED, by=by, at=at)
    journal(verb="publishing_cancelled", target=row, claim_id=claim_id, by=by, at=at)


def cancel_scheduled(*, scheduled: ScheduledVerdict, by: User, at: datetime) -> ScheduledVerdict:
    """Cancel what is planned to be published.

    Refuses with `wrong_role`, or `scheduled_ended` (it was published or ended otherwise).
    """
    with act(acts.UNSCHEDULE, by=by):
        claim = locked(scheduled.round.claim)
        row = ScheduledVerdict.objects.get(pk=scheduled.pk)
        if row.ended:
            raise Refusal(ending_words(row), code="scheduled_ended")
        _cancel(row, claim.pk, by=by, at=at)
    return row


def ending_words(row: ScheduledVerdict) -> str:
    """How something that was planned has ended, in a sentence."""
    return _("This is over: %(ended)s.") % {"ended": _(ScheduleEnding(row.ended).label)}


def publish_scheduled(*, scheduled: ScheduledVerdict, at: datetime) -> Verdict | None:
    """Publish what is due, under the name of who planned it; done once, however often it is asked.

    If the claim changed meanwhile, or it cannot be published now, that is written down for the
    editor, and nothing is published.
    """
    with transaction.atomic():
        claim = locked(scheduled.round.claim)
        row = ScheduledVerdict.objects.select_related("planned_by", "figure").get(pk=scheduled.pk)
        if row.ended or row.due_at > at:
            return None
        if claim.verdicts.filter(round=row.round_id).exists():
            _end(row, ScheduleEnding.CANCELLED, at=at)  # an editor was quicker
            return None
        if claim.rounds.latest("number").pk != row.round_id or is_changed_since(claim, row.seen):
            _give_up(row, claim, ScheduleEnding.CHANGED, at=at)
            return None
        try:
            verdict = _publish(row, claim, at=at)
        except Refusal as refusal:
            why = WhyRefused.of(refusal.code)
            _give_up(row, claim, ScheduleEnding.REFUSED, why, at=at)
            return None
        _end(row, ScheduleEnding.PUBLISHED, at=at, verdict=verdict)
    return verdict


def _publish(row: ScheduledVerdict, claim: Claim, *, at: datetime) -> Verdict:
    further = row.further_ranges.select_related("figure")
    with transaction.atomic():
        return publish(
            claim=claim,
            summary=row.summary,
            missing=row.missing,
            would_change=row.would_change,
            figure=row.figure,
            low=row.low,
            high=row.high,
            further=[RangeGiven(one.figure, one.low, one.high) for one in further],
            confirmed=row.confirmed,
            waived=row.waived,
            by=row.planned_by,
            at=at,
        )


def _give_up(
    row: ScheduledVerdict,
    claim: Claim,
    ending: ScheduleEnding,
    why: WhyRefused | None = None,
    *,
    at: datetime,
) -> None:
    with act(acts.PUBLISH_ON_TIME, by=row.planned_by):
        _end(row, ending, why=why, at=at)
        journal(
            verb="publishing_failed",
            target=row,
            claim_id=claim.pk,
            by=row.planned_by,
            at=at,
            data={"ended": ending.value, "why": why or ""},
        )


def _end(
    row: ScheduledVerdict,
    ending: ScheduleEnding,
    *,
    at: datetime,
    why: WhyRefused | None = None,
    by: User | None = None,
    verdict: Verdict | None = None,
) -> None:
    row.ended, row.ended_why, row.ended_at = ending.value, why or "", at
    row.stopped_by, row.verdict = by, verdict
    row.save(update_fields=["ended", "ended_why", "ended_at", "stopped_by", "verdict"])
