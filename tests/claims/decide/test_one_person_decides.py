"""Searches sequences of legal acts for a published verdict that one person decided.

A seed chooses which acts are tried, in which order. One editor, who would like to decide alone,
tries each of them first; where the operations refuse, the
others of a small newsroom try. Whatever an operation lets through is legal. Every verdict there is
in the end has to have been decided by several: who wrote or changed the claim has no part in it,
its reviews are two people's, who published it is none of them, nor who settled it, and another
rating than in the last version had two editors of its own.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction

from claims.models import Assignment, Authorship, Claim, ProposedCorrection, Verdict
from claims.operations.record import restore as bring_back
from claims.operations.record import revise_claim, withdraw
from claims.operations.reviews.assign import assign
from claims.operations.reviews.read import open_reviews
from claims.operations.reviews.review import seal_review
from claims.operations.reviews.rounds import cancel_round, reopen
from claims.operations.reviews.waive import waive
from claims.operations.verdicts.correct import correct
from claims.operations.verdicts.propose import agree, propose_correction
from claims.operations.verdicts.publish import publish
from claims.operations.verdicts.settle import settle
from claims.reads.reviews import findings_of
from claims.rules.ratings import settleable
from claims.rules.verdicts import ReviewFinding
from tests.factories import AT, DUE, WAIVED, a_claim, a_user
from tests.ratings import RATINGS as RATINGS_BROUGHT
from tests.ratings import Rating
from tracker.base.people.models import Role, User
from tracker.base.values.refusal import Refusal

RATINGS = [Rating.SUPPORTED, Rating.MOSTLY_REFUTED, Rating.REFUTED, Rating.CONTESTED]


@dataclass
class World:
    """A small newsroom and one claim."""

    claim: Claim
    people: list[User]
    done: list[str] = field(default_factory=list)
    decks: dict[str, list[str]] = field(default_factory=dict)
    """What is still to be tried where the claim stands, before it is shuffled anew."""
    judged: set[int] = field(default_factory=set)
    """Verdicts that were looked at as they came."""

    def draw(self, chance: random.Random) -> str:
        """The next act to try where the claim stands."""
        deck = self.decks.setdefault(self.claim.status, [])
        if not deck:
            tried = TRIED[self.claim.status]
            deck += chance.sample(tried, len(tried))
        return deck.pop()


def _ask(world: World, by: User, other: User, _rating: Rating) -> None:
    assign(claim=world.claim, reviewer=other, due=DUE, by=by, at=AT)


def _seal(world: World, by: User, _other: User, rating: Rating) -> None:
    waiting = list(Assignment.objects.filter(round__claim=world.claim, status="open"))
    if not waiting:
        raise Refusal("Nobody is asked.", code="not_asked")
    asked = waiting[world.people.index(by) % len(waiting)]
    found = Rating.SUPPORTED if rating in RATINGS[:2] else Rating.REFUTED
    seal_review(
        assignment=asked,
        rating=found.value,
        reasoning="So, as was said.",
        has_interest=False,
        by=asked.reviewer,
        at=AT,
    )


def _answer(world: World, by: User, _other: User, _rating: Rating) -> None:
    proposal = ProposedCorrection.objects.filter(verdict__claim=world.claim).last()
    if proposal is None:
        raise Refusal("Nothing is proposed.", code="nothing")
    agree(proposal=proposal, agreement="I agree, as was said.", by=by, at=AT)


def _change(world: World, by: User, _other: User, rating: Rating) -> None:
    statement = f"Another statement, thought to be {rating.value}."
    revise_claim(
        claim=world.claim, statement=statement, reason="Misread, as was said.", by=by, at=AT
    )


def _correct(world: World, by: User, _other: User, rating: Rating) -> None:
    summary = f"Version of {rating.value}, by {by.pk}."
    facts = {"kind": "clarity", "reason": "typo, as was said.", "confirmed": True, "at": AT}
    correct(claim=world.claim, summary=summary, by=by, **facts)


def _propose(world: World, by: User, _other: User, rating: Rating) -> None:
    facts = {"summary": f"By {by.pk}.", "reason": "typo, as was said.", "confirmed": True, "at": AT}
    propose_correction(claim=world.claim, rating=rating.value, by=by, **facts)


def _waive(world: World, by: User, other: User, rating: Rating) -> None:
    rule = "repeats" if rating is Rating.SUPPORTED else "knows_earlier"
    waive(claim=world.claim, person=other, rule=rule, reason="Nobody is left.", by=by, at=AT)


ACTS: dict[str, Callable[[World, User, User, Rating], Any]] = {
    "change": _change,
    "ask": _ask,
    "seal": _seal,
    "cancel": lambda w, by, _o, _r: cancel_round(
        claim=w.claim, reason="Anew, as was said.", by=by, at=AT
    ),
    "read": lambda w, by, _o, _r: open_reviews(claim=w.claim, by=by, at=AT),
    "settle": lambda w, by, _o, r: settle(
        claim=w.claim, rating=r.value, reason="So, as was said.", by=by, at=AT
    ),
    "publish": lambda w, by, _o, _r: publish(
        claim=w.claim, summary="Said.", waived=WAIVED, by=by, at=AT
    ),
    "correct": _correct,
    "propose": _propose,
    "agree": _answer,
    "reopen": lambda w, by, _o, _r: reopen(
        claim=w.claim, reason="Again, as was said.", by=by, at=AT
    ),
    "waive": _waive,
    "withdraw": lambda w, by, _o, _r: withdraw(
        claim=w.claim, reason="Hm, as was said.", by=by, at=AT
    ),
    "restore": lambda w, by, _o, _r: bring_back(
        claim=w.claim, reason="No, as was said.", by=by, at=AT
    ),
}
# What is tried where a claim stands; what moves it on stands there more often.
TRIED: dict[str, list[str]] = {
    "recorded": ["ask"] * 4 + ["change", "waive", "withdraw"],
    "withdrawn": ["restore"],
    "in_review": ["ask", "ask", "seal", "seal", "seal", "cancel", "waive", "change"],
    "agreed": ["publish", "publish", "publish", "read", "reopen", "settle"],
    "split": ["settle", "settle", "settle", "read", "reopen", "publish"],
    "settled": ["publish", "settle"],
    "published": ["correct", *["propose", "agree"] * 2, "reopen", "read"],
}
STEPS = 20


def newsroom(chance: random.Random) -> World:
    roles = [Role.FACT_CHECKER] * 3 + [Role.EDITOR] * 4 + [Role.ADMINISTRATOR]
    people = [a_user(role) for role in roles]
    # Whether the one who would decide alone wrote the claim, or only means to.
    villain = people[3]
    author = chance.choice([villain, people[0], people[4]])
    chance.shuffle(people)
    people.sort(key=lambda person: person != villain)
    return World(a_claim(by=author), people)


def ways(world: World, chance: random.Random) -> Iterator[tuple[User, User, Rating]]:
    """Who may try it, on whom, with which rating: the villain first, the others in any order."""
    villain, *rest = world.people
    for by in (villain, *chance.sample(rest, len(rest))):
        yield by, chance.choice(world.people), chance.choice(RATINGS)


def take(world: World, chance: random.Random) -> None:
    """Do one act on one way that the operations let through, if there is one."""
    name = world.draw(chance)
    for by, other, rating in ways(world, chance):
        try:
            with transaction.atomic():
                ACTS[name](world, by, other, rating)
        except Refusal:
            world.claim.refresh_from_db()
        else:
            world.claim.refresh_from_db()
            world.done.append(f"{name} by {by} ({other}, {rating.value})")
            return


def _left_open(findings: list[ReviewFinding]) -> set[str]:
    return {each.code for each in settleable(findings, RATINGS_BROUGHT)}


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
    left_open = _left_open(findings) if over.settled_by_id else {findings[0].rating}
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


@pytest.mark.django_db
def test_no_sequence_of_legal_acts_comes_to_a_verdict_that_one_person_decided() -> None:
    reached = set()
    for seed in range(14):
        chance = random.Random(seed)
        with transaction.atomic():
            world = newsroom(chance)
            for _ in range(STEPS):
                take(world, chance)
                # At once: who changes the claim later, openly, had no part in it as its author.
                newest = world.claim.verdicts.exclude(pk__in=world.judged).first()
                if newest is not None:
                    wrong = decided_by_one(newest)
                    assert not wrong, (seed, wrong, world.done)
                    world.judged.add(newest.pk)
                    reached.add(newest.basis + newest.correction_kind)
            transaction.set_rollback(True)

    # It shows nothing if it comes to no verdict on one of the ways there are.
    assert {"agreement", "settlement", "correctionfinding", "correctionclarity"} <= reached
