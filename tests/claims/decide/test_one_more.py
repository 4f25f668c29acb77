"""One more review of a split: by somebody who knows nothing of it, counted with the others."""

from __future__ import annotations

import pytest
from django.db import Error, transaction
from django.test import Client

from claims.models import Claim, Event, Round
from claims.operations.queues.take import put_up
from claims.operations.reviews.assign import assign, decline
from claims.operations.reviews.read import open_reviews
from claims.operations.reviews.rounds import cancel_round, reopen
from claims.operations.verdicts.publish import publish
from claims.operations.verdicts.settle import settle
from claims.reads.assignments import still_needed
from claims.reads.ledger.kinds import VERDICT
from claims.reads.publishing.ratings_given import ratings_given
from claims.reads.queues.waiting import short_of_reviewers, waiting_for_second
from claims.reads.reviews import rounds_to_open
from claims.rules.states import ClaimStatus
from tests.factories import (
    AT,
    DUE,
    WAIVED,
    a_citation,
    a_settled_claim,
    a_split_claim,
    a_user,
    a_verdict,
    an_assignment,
    an_editor,
    asked_for,
    later,
    sealed,
)
from tests.markup import folded
from tests.ratings import Rating
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db
WHY = "One of them missed the second page."


def one_more(claim: Claim | None = None) -> Claim:
    """A split of supported and refuted, to which a review is to be added."""
    claim = claim or a_split_claim()
    reopen(claim=claim, reason=WHY, by=an_editor(), at=AT, one_more=True)
    return claim


def added(rating: Rating) -> Claim:
    """The same with the review."""
    claim = one_more()
    sealed(an_assignment(claim), rating)
    claim.refresh_from_db()
    return claim


def test_one_seal_ends_it_and_all_three_are_settled_together() -> None:
    claim = added(Rating.MOSTLY_SUPPORTED)
    settler = an_editor()

    assert claim.status == ClaimStatus.SPLIT
    settle(claim=claim, reason="Two of three.", rating="supported", by=settler, at=AT)
    verdict = publish(
        claim=claim, by=an_editor(), at=AT, summary="Two of three say so.", waived=WAIVED
    )

    assert verdict.rating == "supported"
    judged = VERDICT.pins(verdict, None)["judged_reviews"]
    assert len(judged) == 3
    for round_ in claim.rounds.all():
        assert settler in {row.reader for row in round_.readings.all()}


def test_nobody_is_asked_who_reviewed_before_or_read_what_they_found() -> None:
    claim, reader = a_split_claim(), an_editor()
    open_reviews(claim=claim, by=reader, at=AT)
    one_more(claim)

    for known in (asked_for(claim)[0].reviewer, reader):
        with pytest.raises(Refusal) as refused:
            assign(claim=claim, reviewer=known, due=DUE, by=an_editor(), at=AT)
        assert refused.value.code == "knows_earlier"


def test_who_is_asked_is_not_told_that_it_was_split(client: Client) -> None:
    claim = one_more()
    assignment = an_assignment(claim)
    client.force_login(assignment.reviewer)
    desk = f"/desk/claims/{claim.pk}"

    for address in (f"{desk}/", f"{desk}/reviews/", f"/desk/reviews/{assignment.pk}/", "/desk/"):
        page = folded(client.get(address).content.decode())
        assert "split before it" not in page, address
        assert "reviewers differ" not in page, address
        assert WHY not in page, address


def test_who_reviewed_any_of_it_neither_settles_nor_publishes() -> None:
    reviewer = an_editor()
    claim = a_split_claim()
    one_more(claim)
    sealed(an_assignment(claim, reviewer=reviewer), Rating.SUPPORTED)
    claim.refresh_from_db()
    first = asked_for(claim)[0].reviewer
    first.role = "editor"
    first.save()

    for person in (reviewer, first):
        with pytest.raises(Refusal) as refused:
            settle(claim=claim, reason="Enough, as was said.", rating="supported", by=person, at=AT)
        assert refused.value.code == "own_review"


def test_a_split_is_added_to_once() -> None:
    claim = added(Rating.SUPPORTED)

    with pytest.raises(Refusal) as refused:
        one_more(claim)

    assert refused.value.code == "nothing_to_add_to"
    assert refused.value.field == "reviews"


@pytest.mark.parametrize("claim_of", [a_settled_claim, lambda: a_verdict().claim])
def test_only_a_split_is_added_to(claim_of) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Refusal):
        one_more(claim_of())


def test_what_changed_since_needs_a_new_round() -> None:
    claim = a_split_claim()
    a_citation(claim, by=an_editor(), reason="Found since, as was said.", at=later(hours=1))

    with pytest.raises(Refusal) as refused:
        one_more(claim)

    assert refused.value.code == "changed_since"
    claim.refresh_from_db()
    assert claim.status == ClaimStatus.SPLIT


def test_what_is_reviewed_holds_still_though_no_review_of_the_round_is_sealed() -> None:
    claim = one_more()

    with pytest.raises(Refusal):
        a_citation(claim, by=an_editor(), reason="Found since, as was said.", at=later(hours=1))


def test_given_up_it_is_the_split_again() -> None:
    claim = one_more()
    waiting = an_assignment(claim)
    cancel_round(claim=claim, reason="Nobody has time.", by=an_editor(), at=AT)

    claim.refresh_from_db()
    waiting.refresh_from_db()
    assert claim.status == ClaimStatus.SPLIT
    assert waiting.status == "cancelled"
    assert Event.objects.get(verb="review_given_up").reason == "Nobody has time."
    settle(claim=claim, reason="One page decides.", rating="refuted", by=an_editor(), at=AT)
    assert a_verdict(claim).rating == "refuted"


def test_given_up_there_is_nothing_to_open_of_it() -> None:
    claim, editor = a_split_claim(), an_editor()
    open_reviews(claim=claim, by=editor, at=AT)
    one_more(claim)
    an_assignment(claim)
    cancel_round(claim=claim, reason="Nobody has time.", by=an_editor(), at=AT)

    assert rounds_to_open(claim, editor) == []


def test_one_person_is_asked_and_no_second() -> None:
    claim = one_more()
    an_assignment(claim)

    with pytest.raises(Refusal) as second:
        an_assignment(claim)
    with pytest.raises(Refusal) as put:
        put_up(claim=claim, places=1, due=DUE, by=an_editor(), at=AT)

    assert (second.value.code, second.value.field) == ("one_is_asked", "reviewer")
    assert (put.value.code, put.value.field) == ("one_is_asked", "places")
    decline(
        assignment=asked_for(claim).last(),
        reason="No time, as was said.",
        by=asked_for(claim).last().reviewer,
        at=AT,
    )
    put_up(claim=claim, places=1, due=DUE, by=an_editor(), at=AT)


def test_queues_wait_for_one_reviewer() -> None:
    claim, editor, day = one_more(), an_editor(), AT.date()

    assert still_needed(claim) == 1
    assert list(short_of_reviewers(editor, day)) == [claim]
    assert list(waiting_for_second(editor, day)) == [claim]
    an_assignment(claim)
    assert list(short_of_reviewers(editor, day)) == []
    assert list(waiting_for_second(editor, day)) == [claim]


def test_agreement_counts_it_with_its_split() -> None:
    added(Rating.SUPPORTED)

    assert ratings_given() == [["supported", "refuted", "supported"]]


def test_readers_are_told_of_one_more_review(client: Client) -> None:
    claim = added(Rating.SUPPORTED)
    settle(claim=claim, reason="Two of three.", rating="supported", by=an_editor(), at=AT)
    a_verdict(claim)

    page = client.get(f"/claims/{claim.pk}/").content.decode()
    rounds = client.get(f"/api/v1/claims/{claim.pk}/").json()["rounds"]
    assert "one more person reviewed the claim" in page
    assert "Rests on 3 reviews, in rounds 1 and 2 of 2" in page
    assert [row["adds_to"] for row in rounds] == [None, 1]


def test_readers_are_told_that_none_came(client: Client) -> None:
    claim = one_more()
    cancel_round(claim=claim, reason="Nobody has time.", by=an_editor(), at=AT)
    settle(claim=claim, reason="One page decides.", rating="refuted", by=an_editor(), at=AT)
    a_verdict(claim)

    page = client.get(f"/claims/{claim.pk}/").content.decode()
    assert "One more review was asked for, and none was given" in page
    assert "Rests on 2 reviews, in rounds 1 and 2 of 2" in page


def test_the_desk_offers_it_beside_a_split_and_shows_all_reviews(client: Client) -> None:
    claim, editor = a_split_claim(), an_editor()
    client.force_login(editor)
    address = f"/desk/claims/{claim.pk}/reopen/"
    form = client.get(address).content.decode()
    assert "One more person," in form
    nothing_chosen = client.post(address, {"reason": WHY})
    assert "Choose one of the two." in nothing_chosen.content.decode()

    client.post(address, {"reviews": "one_more", "reason": WHY})
    sealed(an_assignment(claim, reviewer=a_user(name="Third Person")), Rating.SUPPORTED)
    client.force_login(settler := an_editor())
    claim.refresh_from_db()
    open_reviews(claim=claim, by=settler, at=AT)

    assert "(one more review of the split before it)" in folded(
        client.get(f"/desk/claims/{claim.pk}/").content.decode()
    )
    page = client.get(f"/desk/claims/{claim.pk}/settle/").content.decode()
    for asked in asked_for(claim):
        assert asked.reviewer.get_full_name() in page
    assert page.count("Both pages say so.") == 3


def test_a_verdict_or_an_agreement_offers_only_a_new_round(client: Client) -> None:
    claim = a_verdict().claim
    client.force_login(an_editor())

    assert "One more person," not in client.get(f"/desk/claims/{claim.pk}/reopen/").content.decode()


def test_the_tables_hold_it_to_the_split_before_it() -> None:
    claim, other = a_split_claim(), a_split_claim()
    split = claim.rounds.get()
    row = {"opened_from": "split", "opening_reason": WHY, "opened_by": an_editor(), "opened_at": AT}

    for adds_to, version in (
        (other.rounds.get(), split.version),
        (split, other.rounds.get().version),
    ):
        with pytest.raises(Error), transaction.atomic():
            Round.objects.create(claim=claim, number=2, version=version, adds_to=adds_to, **row)
