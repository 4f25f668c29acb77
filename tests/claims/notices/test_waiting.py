"""Who waits for somebody else is told what came of it: a reply, a settlement, a place not taken."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from claims.models import Claim, Notice
from claims.notices.seen import notices_seen_by, still_news
from claims.operations.mending.merge import merge_things
from claims.operations.queues.take import put_up, take_next
from claims.operations.reviews.interests import declare_interest
from claims.operations.verdicts.correct import correct
from claims.operations.verdicts.settle import settle
from tests.claims.notices.scene import rounds_end
from tests.claims.notices.telling import codes, sweep
from tests.factories import (
    AT,
    DUE,
    a_claim,
    a_party,
    a_proposal,
    a_reply,
    a_reply_request,
    a_user,
    an_assignment,
    an_editor,
    an_incident,
    later,
    sealed,
)
from tests.ratings import Rating
from tracker.base.people.models import User

pytestmark = pytest.mark.django_db


def on(day: int, hour: int = 12) -> datetime:
    """A moment of March 2026; what these tests wait for is due on the 8th."""
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def put_up_by(person: User, claim: Claim | None = None) -> None:
    put_up(claim=claim or a_claim(), places=1, due=DUE, by=person, at=AT)


# ---- rounds


def test_who_asked_for_reviews_is_told_that_the_split_is_settled():
    asking = an_editor()
    claim = rounds_end((Rating.SUPPORTED, Rating.REFUTED), by=asking)
    settle(claim=claim, rating="contested", reason="As both say.", by=an_editor(), at=AT)

    sweep()

    assert codes(asking) == ["round_split", "settled"]


def test_who_put_reviews_up_is_told_once_that_nobody_took_them():
    asking = an_editor()
    put_up_by(asking)

    sweep(on(8))
    assert codes(asking) == []
    sweep(on(9))
    sweep(on(10))

    told = Notice.objects.get(person=asking)
    assert (told.code, told.due) == ("not_taken", DUE)


def test_reviews_that_were_taken_or_came_back_to_another_day_are_not_told():
    asking, again = an_editor(), an_editor()
    claim = a_claim()
    put_up_by(asking)
    take_next(by=a_user(), at=AT)
    put_up_by(again, claim)
    put_up(claim=claim, places=1, due=on(20).date(), by=again, at=AT)

    sweep(on(9))

    assert "not_taken" not in codes(asking) + codes(again)


def test_a_place_that_is_taken_after_all_is_mailed_nobody():
    asking = an_editor()
    put_up_by(asking)
    sweep(on(9))
    assert still_news(notices_seen_by(asking)).exists()

    take_next(by=a_user(), at=on(9))

    assert not still_news(notices_seen_by(asking)).exists()


# ---- interests


def test_an_interest_that_bars_an_open_review_is_told_to_who_asked_for_it():
    asking = an_editor()
    reviewer = a_user(name="Awa Checker")
    first, second = a_claim(), a_claim()
    for claim in (first, second):
        an_assignment(claim, reviewer=reviewer, by=asking)
    for claim in (first, second):
        declare_interest(
            incident=claim.incident, effect="bars", words="I was there.", by=reviewer, at=AT
        )

    sweep()

    told = Notice.objects.filter(person=asking, code="interest_bars")
    assert {row.claim for row in told} == {first, second}
    assert {row.who for row in told} == {"Awa Checker"}


def test_an_interest_in_a_party_bars_several_reviews_and_each_is_told():
    asking, reviewer = an_editor(), a_user()
    first = a_claim()
    second = a_claim(claimant=first.claimant)
    for claim in (first, second):
        an_assignment(claim, reviewer=reviewer, by=asking)
    declare_interest(party=first.claimant, effect="bars", words="So.", by=reviewer, at=AT)

    sweep()
    sweep()

    assert codes(asking) == ["interest_bars", "interest_bars"]


@pytest.mark.parametrize("thing", ["party", "incident"])
def test_an_interest_bars_the_reviews_of_what_its_thing_was_merged_into(thing):
    asking, reviewer = an_editor(), a_user()
    claim = a_claim()
    gone, kept = {
        "party": lambda: (a_party("The Guard"), claim.claimant),
        "incident": lambda: (an_incident("The bridge again"), claim.incident),
    }[thing]()
    an_assignment(claim, reviewer=reviewer, by=asking)
    declare_interest(**{thing: gone}, effect="bars", words="So.", by=reviewer, at=AT)
    merge_things(gone=gone, kept=kept, reason="One and the same.", by=an_editor(), at=AT)

    sweep()

    assert "interest_bars" in codes(asking)


@pytest.mark.parametrize("effect", ["bars", "warns"])
def test_an_interest_that_bars_no_open_review_is_told_nobody(effect):
    asking, reviewer = an_editor(), a_user()
    assignment = an_assignment(reviewer=reviewer, by=asking)
    if effect == "bars":
        sealed(assignment)
    declare_interest(
        incident=assignment.claim.incident, effect=effect, words="So.", by=reviewer, at=AT
    )

    sweep()

    assert "interest_bars" not in codes(asking)


# ---- replies


def test_who_asked_a_party_is_told_of_its_reply_and_of_what_is_corrected_in_it():
    asking = a_user()
    request = a_reply_request(a_claim(by=asking), by=asking)
    a_reply(request, by=an_editor())
    a_reply(request, by=an_editor(), reason="A line was left out.")

    sweep(later(days=2))

    assert codes(asking) == ["reply_recorded", "reply_corrected"]


def test_a_reply_that_is_kept_is_told_to_who_asked_and_hidden_while_they_review():
    asking = an_editor()
    claim = a_claim()
    request = a_reply_request(claim, by=asking)
    reviews = an_assignment(claim, reviewer=asking)
    sealed(an_assignment(claim))
    a_reply(request, by=an_editor())

    sweep(later(days=2))

    assert "reply_kept" in codes(asking)
    assert not notices_seen_by(asking).filter(code="reply_kept").exists()
    sealed(reviews)
    assert notices_seen_by(asking).filter(code="reply_kept").exists()


def test_a_day_that_passes_without_a_reply_is_told_once():
    asking = an_editor()
    request = a_reply_request(by=asking)

    sweep(on(8))
    assert codes(asking) == []
    sweep(on(9))
    sweep(on(10))

    told = Notice.objects.get(person=asking)
    assert (told.code, told.who, told.due) == ("no_reply", request.party.name, DUE)
    assert still_news(notices_seen_by(asking)).exists()
    a_reply(request, at=on(10))
    assert not still_news(notices_seen_by(asking)).filter(code="no_reply").exists()


def test_a_reply_that_came_in_time_and_a_day_long_past_are_not_told():
    asking = an_editor()
    a_reply(a_reply_request(by=asking), by=asking)
    sweep(on(9))
    a_reply_request(by=asking)
    sweep(on(20))

    assert codes(asking) == []


# ---- corrections


def test_who_proposed_a_correction_is_told_that_another_verdict_overtook_it():
    proposal = a_proposal(at=AT)
    verdict = proposal.verdict
    correct(
        claim=verdict.claim,
        summary="The evidence bears it out, in better words.",
        reason="A slip of the pen.",
        kind="clarity",
        by=an_editor(),
        at=AT,
    )

    sweep()

    assert "correction_superseded" in codes(proposal.proposed_by)
