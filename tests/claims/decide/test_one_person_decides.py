"""Searches sequences of legal acts for a published verdict that one person decided.

People of every role try acts in an order that hypothesis chooses; whatever the operations let
through is legal. After each act every verdict there is has to have been decided by several: who
wrote or changed the claim has no part in it, its reviews are two people's, who published it is
none of them, and a change of rating or range since the last version had two editors of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from claims.models import Assignment, Authorship, Claim, ProposedCorrection, Verdict
from claims.operations.record import restore as bring_back
from claims.operations.record import revise_claim, withdraw
from claims.operations.reviews.assign import assign
from claims.operations.reviews.read import open_reviews
from claims.operations.reviews.review import seal_review
from claims.operations.reviews.rounds import cancel_round, reopen
from claims.operations.reviews.waive import waive
from claims.operations.verdicts.correct import correct
from claims.operations.verdicts.propose import agree, propose
from claims.operations.verdicts.publish import publish
from claims.operations.verdicts.settle import settle
from claims.reads.reviews import findings_of
from claims.rules.verdicts import Rating, settleable
from tests.factories import AT, DUE, a_claim, a_user
from tracker.base.people.models import Role, User
from tracker.base.values.refusal import Refusal

RATINGS = [Rating.SUPPORTED, Rating.MOSTLY_REFUTED, Rating.REFUTED, Rating.CONTESTED]


@dataclass
class World:
    """A small newsroom and one claim."""

    claim: Claim
    people: list[User]
    done: list[str] = field(default_factory=list)


def _ask(world: World, by: User, other: User, _rating: Rating) -> None:
    assign(claim=world.claim, reviewer=other, due=DUE, by=by, at=AT)


def _seal(world: World, by: User, _other: User, rating: Rating) -> None:
    waiting = list(Assignment.objects.filter(round__claim=world.claim, status="open"))
    if not waiting:
        raise Refusal("Nobody is asked.", code="not_asked")
    asked = waiting[by.pk % len(waiting)]
    seal_review(assignment=asked, rating=rating.value, reasoning="So.", by=asked.reviewer, at=AT)


def _answer(world: World, by: User, _other: User, _rating: Rating) -> None:
    proposal = ProposedCorrection.objects.filter(verdict__claim=world.claim).last()
    if proposal is None:
        raise Refusal("Nothing is proposed.", code="nothing")
    agree(proposal=proposal, agreement="I agree.", by=by, at=AT)


def _change(world: World, by: User, _other: User, rating: Rating) -> None:
    statement = f"Another statement, thought to be {rating.value}."
    revise_claim(claim=world.claim, statement=statement, reason="Misread.", by=by, at=AT)


def _correct(world: World, by: User, _other: User, rating: Rating) -> None:
    summary = f"Version of {rating.value}, by {by.pk}."
    facts = {"kind": "clarity", "reason": "typo", "confirmed": True, "at": AT}
    correct(claim=world.claim, summary=summary, by=by, **facts)


def _propose(world: World, by: User, _other: User, rating: Rating) -> None:
    facts = {"summary": f"By {by.pk}.", "reason": "typo", "confirmed": True, "at": AT}
    propose(claim=world.claim, rating=rating.value, by=by, **facts)


def _waive(world: World, by: User, other: User, rating: Rating) -> None:
    rule = "repeats" if rating is Rating.SUPPORTED else "knows_earlier"
    waive(claim=world.claim, person=other, rule=rule, reason="Nobody is left.", by=by, at=AT)


ACTS: dict[str, Callable[[World, User, User, Rating], Any]] = {
    "change": _change,
    "ask": _ask,
    "seal": _seal,
    "cancel": lambda w, by, _o, _r: cancel_round(claim=w.claim, reason="Anew.", by=by, at=AT),
    "read": lambda w, by, _o, _r: open_reviews(claim=w.claim, by=by, at=AT),
    "settle": lambda w, by, _o, r: settle(
        claim=w.claim, rating=r.value, reason="So.", by=by, at=AT
    ),
    "publish": lambda w, by, _o, _r: publish(claim=w.claim, summary="Said.", by=by, at=AT),
    "correct": _correct,
    "propose": _propose,
    "agree": _answer,
    "reopen": lambda w, by, _o, _r: reopen(claim=w.claim, reason="Again.", by=by, at=AT),
    "waive": _waive,
    "withdraw": lambda w, by, _o, _r: withdraw(claim=w.claim, reason="Hm.", by=by, at=AT),
    "restore": lambda w, by, _o, _r: bring_back(claim=w.claim, reason="No.", by=by, at=AT),
}
# What moves a claim on stands more often, so that many sequences come to verdicts.
WEIGHTED = [*ACTS, *["ask", "seal"] * 6, *["settle", "publish", "propose", "agree", "reopen"] * 3]

STEP = st.tuples(
    st.sampled_from(WEIGHTED), st.integers(0, 6), st.integers(0, 6), st.sampled_from(RATINGS)
)


def newsroom() -> World:
    roles = [Role.FACT_CHECKER] * 3 + [Role.EDITOR] * 3 + [Role.ADMINISTRATOR]
    people = [a_user(role) for role in roles]
    return World(a_claim(by=people[3]), people)


def take(world: World, step: tuple[str, int, int, Rating]) -> None:
    name, by, other, rating = step
    try:
        with transaction.atomic():
            ACTS[name](world, world.people[by], world.people[other], rating)
    except Refusal:
        return
    finally:
        world.claim.refresh_from_db()
    world.done.append(f"{name} by {by} ({other}, {rating.value})")


def decided_by_one(verdict: Verdict) -> list[str]:
    """Why one person decided this verdict; empty if nobody did."""
    over, before = verdict.round, verdict.supersedes
    authors = set(
        Authorship.objects.filter(claim=verdict.claim).values_list("person_id", flat=True)
    )
    sealed = Assignment.objects.filter(round=over, status="sealed")
    reviewers = set(sealed.values_list("reviewer_id", flat=True))
    correctors = {verdict.published_by_id, verdict.proposed_by_id} - {None}
    editors = correctors | {over.settled_by_id} - {None}
    findings = findings_of(over)
    left_open = set(settleable(findings)) if over.settled_by_id else {findings[0].rating}
    is_correction = verdict.basis == "correction"
    kept = is_correction and before is not None and verdict.rating == before.rating
    wrong = {
        "fewer than two reviewed": len(reviewers) < 2,
        "an author had a part in it": bool(authors & (reviewers | editors)),
        "a reviewer had another part in it": bool(editors & reviewers),
        "who settled it published it": verdict.basis == "settlement" and len(editors) < 2,
        "it is not what was found": not is_correction and verdict.rating not in left_open,
        "one editor corrected the rating": is_correction and not kept and len(correctors) < 2,
    }
    return [words for words, is_so in wrong.items() if is_so]


REACHED: set[str] = set()
"""Ways on which the search came to a verdict; it shows nothing if it comes to none."""


@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],  # shrinking would take long, and what was done is told as it is
    suppress_health_check=list(HealthCheck),
)
@given(steps=st.lists(STEP, min_size=30, max_size=45))
def search(steps: list[tuple[str, int, int, Rating]]) -> None:
    with transaction.atomic():
        world = newsroom()
        for step in steps:
            take(world, step)
        verdicts = list(world.claim.verdicts.all())
        wrong = {verdict.pk: decided_by_one(verdict) for verdict in verdicts}
        assert not any(wrong.values()), (wrong, world.done)
        REACHED.update(verdict.basis + verdict.correction_kind for verdict in verdicts)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_no_sequence_of_legal_acts_comes_to_a_verdict_that_one_person_decided() -> None:
    REACHED.clear()

    search()

    assert {"agreement", "settlement", "correctionfinding", "correctionclarity"} <= REACHED
