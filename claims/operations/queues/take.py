"""Put reviews up for whoever comes next, and take the next: docs/decisions/take-the-next.md."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.involvement import History, Involvement
from claims.models import (
    Assignment,
    Authorship,
    Claim,
    FigureSubject,
    Interest,
    InterestEffect,
    Reading,
    Vacancy,
)
from claims.operations.journal import journal
from claims.operations.reviews.assign import check_due, check_reviewer, check_room
from claims.operations.transition import locked, transition
from claims.reads.assignments import overdue
from claims.rules import acts
from claims.rules.states import AssignmentStatus, ClaimStatus
from tracker.base.acts.law import ensure
from tracker.base.acts.transaction import act
from tracker.base.merging import as_kept
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text

MOST_PLACES = 9
"""Reviews of a round that are put up at once, at most."""


def put_up(
    *, claim: Claim, places: int, due: date, by: User, at: datetime, note: str = ""
) -> Vacancy:
    """Leave `places` reviews of `claim` to whoever takes them, until the day `due`.

    The first ones open the round; later ones are added to those that are free. Refuses with what
    `assign` refuses an editor for, `due_in_past` or `places` (fewer than one, or too many).
    """
    check_due(due, at=at)
    if not 1 <= places <= MOST_PLACES:
        raise Refusal(
            _("Put up one to %(most)s reviews.") % {"most": MOST_PLACES},
            code="places",
            field="places",
        )
    with act(acts.ASSIGN, by=by):
        row = locked(claim)
        ensure(by, acts.ASSIGN, Involvement(by, row))
        if row.status == ClaimStatus.RECORDED:
            row = transition(claim=row, to=ClaimStatus.IN_REVIEW, by=by, at=at)
        round_ = row.rounds.get(closed_at=None)
        check_room(round_, places, field="places")
        before = Vacancy.objects.filter(round=round_).first()
        vacancy, _created = Vacancy.objects.update_or_create(
            round=round_,
            defaults={
                "free": places + (before.free if before else 0),
                "due": due,
                "note": text(note, field="note"),
                "put_up_by": by,
                "put_up_at": at,
            },
        )
        journal(
            verb="put_up",
            target=vacancy,
            claim_id=row.pk,
            by=by,
            at=at,
            data={"round": round_.number, "places": places, "due": due.isoformat()},
        )
    claim.status = row.status
    return vacancy


def take_down(*, claim: Claim, by: User, at: datetime) -> Vacancy:
    """Let nobody take the reviews of `claim` that are still free; those that were taken go on.

    Refuses with `illegal_move` or `nothing_up` (all of them were taken meanwhile).
    """
    with act(acts.TAKE_DOWN, by=by):
        row = locked(claim)
        ensure(by, acts.TAKE_DOWN, Involvement(by, row))
        vacancy = _free_places(row)
        if vacancy is None:
            raise Refusal(
                _("No review of this claim is open to be taken any more."), code="nothing_up"
            )
        places, vacancy.free = vacancy.free, 0
        vacancy.save(update_fields=["free"])
        data = {"round": vacancy.round.number, "places": places}
        journal(verb="taken_down", target=vacancy, claim_id=row.pk, by=by, at=at, data=data)
    return vacancy


def _free_places(claim: Claim) -> Vacancy | None:
    rows = Vacancy.objects.select_related("round", "put_up_by")
    return rows.filter(round__claim=claim, round__closed_at=None, free__gt=0).first()


def take_next(*, by: User, at: datetime) -> Assignment:
    """Give `by` the most urgent review that is up and that they may write.

    What somebody else is taking at this moment is passed over, so two who ask at once get
    different claims; only where nothing else is up does the second wait for the first. Refuses
    with `finish_first` (a review of theirs is overdue) or `nothing_to_take`.
    """
    with act(acts.TAKE_NEXT, by=by):
        if overdue(timezone.localdate(at)).filter(reviewer=by).exists():
            raise Refusal(
                _("A review of yours is overdue. Seal it or hand it back, then take the next."),
                code="finish_first",
            )
        for passes_over in (True, False):
            tried: set[int] = set()
            while claim := _most_urgent(by, tried, passes_over=passes_over):
                if (taken := _take(claim, by=by, at=at)) is not None:
                    return taken
                tried.add(claim.pk)
        raise Refusal(
            _(
                "There is no open review you can take. An editor can put more up, or ask you by "
                "name."
            ),
            code="nothing_to_take",
        )


def _most_urgent(by: User, tried: Collection[int], *, passes_over: bool) -> Claim | None:
    """The first claim with a free place for somebody, its row locked."""
    rows = _open_to(by).exclude(pk__in=tried)
    rows = rows.order_by("-priority", F("rounds__vacancy__put_up_at").asc(), "pk")
    return rows.select_for_update(of=("self",), skip_locked=passes_over).first()


def _open_to(by: User) -> QuerySet[Claim]:
    """Claims with a free place whose review nothing is against, for one person.

    Whoever passes a rule by an administrator's waiver is asked by name, and takes nothing.
    """
    here = OuterRef("pk")
    barring = Interest.objects.filter(person=by, effect=InterestEffect.BARS)
    parties = barring.filter(party__isnull=False).order_by().values(kept=as_kept("party"))
    incidents = barring.filter(incident__isnull=False).order_by().values(kept=as_kept("incident"))
    asked_or_sealed = Q(round__closed_at=None) | Q(status=AssignmentStatus.SEALED)
    against = (
        Authorship.objects.filter(claim=here, person=by),
        Assignment.objects.filter(asked_or_sealed, round__claim=here, reviewer=by),
        Reading.objects.filter(round__claim=here, reader=by),
        FigureSubject.objects.filter(figure__claim=here, party__in=parties),
    )
    return Claim.objects.filter(
        *(~Exists(rows) for rows in against),
        ~Q(claimant__in=parties),
        ~Q(incident__in=incidents),
        status=ClaimStatus.IN_REVIEW,
        rounds__closed_at=None,
        rounds__vacancy__free__gt=0,
    )


def _take(claim: Claim, *, by: User, at: datetime) -> Assignment | None:
    """Fill a place of a claim whose row is locked; None where that cannot be, seen once more."""
    free = _free_places(claim)
    if free is None:
        return None
    try:
        check_reviewer(claim, by, History(claim))
    except Refusal:
        return None
    free.free -= 1
    free.save(update_fields=["free"])
    taken = Assignment.objects.create(
        round=free.round,
        reviewer=by,
        assigned_by=free.put_up_by,
        assigned_at=at,
        accepted_at=at,
        due=max(free.due, timezone.localdate(at)),
        note=free.note,
    )
    data = {"round": free.round.number, "due": taken.due.isoformat()}
    journal(verb="taken", target=taken, claim_id=claim.pk, by=by, at=at, data=data)
    return taken
