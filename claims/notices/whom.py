"""Who is told of a line of the journal, and what the notice is about.

Nobody is told of their own act; what the clock did in their name they are told. Who may not read a
notice while they review is made one all the same: `claims.notices.seen` shows it when their round
has ended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet

from claims.involvement import History, Involvement, concerning
from claims.models import (
    Assignment,
    Authorship,
    Claim,
    Event,
    EvidenceProposal,
    Interest,
    InterestEffect,
    ProposedCorrection,
    Reply,
    Round,
    ScheduledVerdict,
)
from claims.reads.assignments import reviewers_for
from claims.rules.acts import AGREE_CORRECTION
from claims.rules.notices import Telling, Whom, tellings_of
from claims.rules.states import AssignmentStatus
from tracker.base.acts.law import refuse
from tracker.base.people.models import Role, User, role_of


@dataclass(frozen=True)
class ToldTo:
    """That one person is told one thing."""

    person: User
    telling: Telling
    claim: Claim | None
    assignment: Assignment | None = None


@dataclass(frozen=True)
class _Happening:
    """A line of the journal, and the rows it speaks of: each is looked up when it is asked for."""

    event: Event

    @cached_property
    def assignment(self) -> Assignment | None:
        """The assignment, if it is about one."""
        if self.event.target_type != "assignment":
            return None
        rows = Assignment.objects.select_related("round__claim", "reviewer")
        return rows.filter(pk=self.event.target_id).first()

    @cached_property
    def proposed(self) -> ProposedCorrection | EvidenceProposal | None:
        """The proposed correction or evidence, if it is about one."""
        key, kind = self.event.target_id, self.event.target_type
        if kind == "proposedcorrection":
            corrections = ProposedCorrection.objects.select_related("verdict__claim", "proposed_by")
            return corrections.filter(pk=key).first()
        if kind == "evidenceproposal":
            evidence = EvidenceProposal.objects.select_related("claim", "proposed_by")
            return evidence.filter(pk=key).first()
        return None

    @cached_property
    def claim(self) -> Claim | None:
        """The claim; a line that names none in the journal has it through what was proposed."""
        if self.event.claim_id is not None:
            return Claim.objects.filter(pk=self.event.claim_id).first()
        return self.proposed.claim if self.proposed is not None else None

    @cached_property
    def rounds(self) -> QuerySet[Round]:
        """The round that the line names, or all of the claim's."""
        rows = Round.objects.filter(claim=self.claim)
        number = self.event.data.get("round")
        return rows if number is None else rows.filter(number=number)


def told_by(event: Event) -> list[ToldTo]:
    """Everybody who is told of a line of the journal, each with the row that tells them.

    A line of no claim is told with those of the assignments that it concerns.
    """
    happening = _Happening(event)
    return [
        ToldTo(person, telling, None if telling.unnamed else claim, assignment)
        for telling in tellings_of(event.verb)
        for person, assignment in _FOUND[telling.whom](happening)
        if (claim := assignment.claim if assignment else happening.claim) is not None
        and (person.pk != event.actor_id or telling.by_clock)
        and may_be_told(person, telling)
    ]


def may_be_told(person: User, telling: Telling) -> bool:
    """Whether an account is in use and has a role that is told this."""
    return person.is_active and role_of(person) in telling.roles


_Found = Iterable[tuple[User, Assignment | None]]


def _who_is_asked(happening: _Happening) -> _Found:
    asked = happening.assignment
    return [] if asked is None else [(asked.reviewer, asked)]


def _who_may_take(happening: _Happening) -> _Found:
    """Those whom `take_next` would give it: a waiver lets somebody be asked by name, no more."""
    claim = happening.claim
    if claim is None:
        return []
    takers = reviewers_for(claim).exclude(pk__in=History(claim).informed)
    return [(one, None) for one in takers.order_by("pk")]


def _who_is_let_go(happening: _Happening) -> _Found:
    """Those whose open assignments were closed in the same act."""
    ended = Assignment.objects.filter(
        round__in=happening.rounds,
        status=AssignmentStatus.CANCELLED,
        closed_at=happening.event.at,
    )
    return [(row.reviewer, row) for row in ended.select_related("reviewer")]


def _who_asked(happening: _Happening) -> _Found:
    asked = Assignment.objects.filter(round__in=happening.rounds).values("assigned_by")
    return _people(Q(pk__in=asked) | Q(pk__in=happening.rounds.values("opened_by")))


def _who_asked_the_barred(happening: _Happening) -> _Found:
    """Who asked the person of a declared interest for reviews that are open, and concern it."""
    interests = Interest.objects.filter(effect=InterestEffect.BARS)
    interest = interests.filter(pk=happening.event.target_id).first()
    if interest is None:
        return []
    asked = Assignment.objects.filter(
        reviewer=interest.person_id,
        status=AssignmentStatus.OPEN,
        round__claim__in=concerning(interest),
    )
    return [(row.assigned_by, row) for row in asked.select_related("round__claim", "assigned_by")]


def _who_asked_party(happening: _Happening) -> _Found:
    replies = Reply.objects.filter(pk=happening.event.target_id)
    return [(one.request.asked_by, None) for one in replies.select_related("request__asked_by")]


def _authors(happening: _Happening) -> _Found:
    return _people(Q(pk__in=_authors_of(happening)))


def _editors_of_claim(happening: _Happening) -> _Found:
    asked = Assignment.objects.filter(round__claim=happening.claim).values("assigned_by")
    return _people(Q(pk__in=asked) | Q(pk__in=_authors_of(happening)), role=Role.EDITOR)


def _authors_of(happening: _Happening) -> QuerySet[Authorship, int]:
    rows = Authorship.objects.filter(claim=happening.claim).order_by()
    return rows.values_list("person", flat=True)


def _second_editors(happening: _Happening) -> _Found:
    proposal, claim = happening.proposed, happening.claim
    if not isinstance(proposal, ProposedCorrection) or claim is None:
        return []
    known = History(claim)
    return [
        (one, None)
        for one, _none in _people(Q(is_active=True), role=Role.EDITOR)
        if refuse(one, AGREE_CORRECTION, Involvement(one, proposal, known)) is None
    ]


def _who_proposed(happening: _Happening) -> _Found:
    proposed = happening.proposed
    return [] if proposed is None else [(proposed.proposed_by, None)]


def _who_planned(happening: _Happening) -> _Found:
    planned = ScheduledVerdict.objects.filter(pk=happening.event.target_id)
    return [(one.planned_by, None) for one in planned.select_related("planned_by")]


def _nobody(_happening: _Happening) -> _Found:
    return []


def _people(which: Q, **fields: str) -> _Found:
    return [(one, None) for one in User.objects.filter(which, **fields).order_by("pk")]


_FOUND: dict[Whom, Callable[[_Happening], _Found]] = {
    Whom.WHO_IS_ASKED: _who_is_asked,
    Whom.WHO_MAY_TAKE: _who_may_take,
    Whom.WHO_IS_LET_GO: _who_is_let_go,
    Whom.WHO_ASKED: _who_asked,
    Whom.WHO_ASKED_THE_BARRED: _who_asked_the_barred,
    Whom.WHO_ASKED_PARTY: _who_asked_party,
    Whom.AUTHORS: _authors,
    Whom.SECOND_EDITORS: _second_editors,
    Whom.WHO_PLANNED: _who_planned,
    Whom.WHO_PROPOSED: _who_proposed,
    Whom.EDITORS_OF_CLAIM: _editors_of_claim,
    Whom.FOUND: _nobody,
}
