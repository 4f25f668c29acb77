"""What readers are told of rounds: how many, why again, and which rule was waived for one."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from claims.models import Claim
from claims.operations.reviews.rounds import cancel_round, reopen
from claims.operations.reviews.waive import waive
from tests.factories import (
    AT,
    a_claim,
    a_correction,
    a_reviewed_claim,
    a_user,
    a_verdict,
    an_assignment,
    an_editor,
    asked_for,
    sealed,
)
from tests.public.conftest import Read
from tests.ratings import Rating
from tracker.base.people.models import Role, User

pytestmark = pytest.mark.django_db
WHY = "The video of the bridge was found."


def again(claim: Claim, why: str = WHY) -> Claim:
    reopen(claim=claim, reason=why, by=an_editor(), at=AT)
    return claim


def reviewed(claim: Claim) -> Claim:
    for _ in range(2):
        sealed(an_assignment(claim), Rating.REFUTED)
    claim.refresh_from_db()
    return claim


def told(client: Client, claim: Claim) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"/api/v1/claims/{claim.pk}/").json()["rounds"]
    return found


def test_a_repeated_round_is_counted_with_its_reason_once_the_new_one_is_published(
    read: Read, client: Client
) -> None:
    claim = again(a_reviewed_claim())
    while_open = read(f"/claims/{claim.pk}/")
    assert WHY not in while_open
    assert told(client, claim) == []
    a_verdict(reviewed(claim))

    page = read(f"/claims/{claim.pk}/")

    assert "in 2 rounds" in page
    assert WHY in page
    assert [(row["number"], row["result"], row["again"]) for row in told(client, claim)] == [
        (1, "agreed", ""),
        (2, "agreed", WHY),
    ]


def test_nothing_is_told_between_the_last_seal_and_the_verdict(read: Read, client: Client) -> None:
    claim = reviewed(again(a_reviewed_claim()))

    assert WHY not in read(f"/claims/{claim.pk}/")
    assert told(client, claim) == []


def test_a_cancelled_round_counts_too(read: Read, client: Client) -> None:
    claim = a_claim()
    sealed(an_assignment(claim))
    cancel_round(claim=claim, reason="A reviewer knew the claimant.", by=an_editor(), at=AT)
    claim.refresh_from_db()
    a_verdict(reviewed(claim))

    page = read(f"/claims/{claim.pk}/")

    assert page.count("A reviewer knew the claimant.") == 2
    first, second = told(client, claim)
    assert (first["result"], first["cancelled"]) == ("cancelled", "A reviewer knew the claimant.")
    assert second["again"] == "A reviewer knew the claimant."


def test_a_waiver_is_told_with_its_reason_and_without_a_name(read: Read, client: Client) -> None:
    claim = again(a_verdict().claim)
    knows = asked_for(claim)[0].reviewer
    User.objects.exclude(pk=knows.pk).update(is_active=False)
    waive(
        claim=claim,
        person=knows,
        rule="knows_earlier",
        reason="Only two of us read Arabic.",
        by=a_user(Role.ADMINISTRATOR),
        at=AT,
    )
    assert "Only two of us read Arabic." not in read(f"/claims/{claim.pk}/")
    for person in (knows, a_user()):
        sealed(an_assignment(claim, reviewer=person))
    claim.refresh_from_db()
    a_verdict(claim)

    page = read(f"/claims/{claim.pk}/")

    assert "Only two of us read Arabic." in page
    assert knows.get_full_name() not in page
    (waiver,) = told(client, claim)[1]["waivers"]
    assert waiver["reason"] == "Only two of us read Arabic."


def test_reviewers_are_named_where_the_house_names_people(
    read: Read, client: Client, settings: Any
) -> None:
    claim = a_verdict().claim
    names = sorted(asked.reviewer.get_full_name() for asked in asked_for(claim))
    page = read(f"/claims/{claim.pk}/")
    assert [name for name in names if name in page] == []
    assert told(client, claim)[0]["reviewers"] == []

    settings.NAME_PEOPLE = True

    page = read(f"/claims/{claim.pk}/")
    given = told(client, claim)[0]["reviewers"]
    assert sorted(given) == names
    assert f"Reviewed by {', '.join(given)}" in page


def test_a_correction_by_two_says_so_with_both_reasons(read: Read, client: Client) -> None:
    verdict = a_correction(rating="refuted", summary="It is not so.", reason="One was misread.")

    page = read(f"/claims/{verdict.claim_id}/")
    given = client.get(f"/api/v1/verdicts/{verdict.pk}/").json()

    assert "Two editors decided this." in page
    assert "I read both pages again, and agree." in page
    assert "One was misread." in page
    assert (given["correction_kind"], given["round"]) == ("finding", 1)
    assert given["agreement"] == "I read both pages again, and agree."
