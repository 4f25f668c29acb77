"""Nothing of a draft, of a withdrawn claim or of a blind round can be read."""

from __future__ import annotations

import json

import pytest

from claims.api.urls import router
from tests.api.conftest import Get
from tests.api.disputes import dispute
from tests.house.database import rows

LISTS = [prefix for prefix, *_ in router.registry]
SECRET = "a sentence nobody may read"


def test_public_claims_are_listed(get: Get) -> None:
    claim = dispute(statement="Said aloud.")

    assert [row["id"] for row in get("claims/")["results"]] == [claim.pk]


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
@pytest.mark.parametrize("path", LISTS)
def test_no_list_shows_what_hangs_on_a_hidden_claim(get: Get, path: str, status: str) -> None:
    hidden = rows.claim(statement=SECRET, status=status, incident=rows.incident(title=SECRET))
    rows.figure(claim=hidden, wording=SECRET)
    page = rows.page(title=SECRET)
    quotation = rows.quotation(page=page, exact=SECRET)
    rows.finding(quotation=quotation, capture=rows.sealed_capture(page=page), matched=SECRET)
    rows.citation(claim=hidden, page=page, quotation=quotation, public_note=SECRET)
    shown = rows.claim()
    rows.counterclaim(claim=hidden, answers=shown, public_note=SECRET)
    rows.counterclaim(claim=shown, answers=hidden, public_note=SECRET)

    assert SECRET not in json.dumps(get(f"{path}/"))


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_a_hidden_claim_is_not_found(get: Get, status: str) -> None:
    get(f"claims/{rows.claim(status=status).pk}/", status=404)


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("status", ["in_review", "agreed", "split", "settled"])
def test_no_list_shows_anything_of_a_round(get: Get, path: str, status: str) -> None:
    claim = rows.claim(status="in_review")
    citation = rows.citation(claim=claim)
    assignment = rows.assignment(round=claim.rounds.get(), note=SECRET)
    review = rows.review(assignment=assignment, rating="refuted", reasoning=SECRET)
    rows.review_citation(review=review, citation=citation)
    if status != "in_review":
        claim.rounds.update(result="split", closed_at=rows.AT, closed_by=rows.user())
        type(claim).objects.update(status=status)

    # The list of what verdicts may say names all of it, whatever anybody says in a review.
    listed = {"refuted"} if path == "ratings" else set()
    given = json.dumps(get(f"{path}/"))

    told = {SECRET, "refuted", assignment.reviewer.username, "assignment", "split", "agreed"}
    for word in told - listed:
        assert word not in given


@pytest.mark.parametrize("status", ["in_review", "agreed", "split", "settled"])
def test_every_status_before_the_verdict_is_told_as_one(get: Get, status: str) -> None:
    claim = rows.claim(status=status)

    assert get(f"claims/{claim.pk}/")["status"] == "in_review"
    assert len(get("claims/?status=in_review")["results"]) == 1


@pytest.mark.parametrize("status", ["agreed", "split", "settled", "draft"])
def test_nobody_can_filter_by_a_status_the_public_does_not_know(get: Get, status: str) -> None:
    get(f"claims/?status={status}", status=400)


def test_people_of_the_desk_are_not_named(get: Get) -> None:
    person = rows.user(username="staff-name", name="Staff Name")
    claim = rows.claim(created_by=person, status="published")
    page = rows.page(added_by=person)
    rows.citation(claim=claim, page=page, added_by=person)
    provenance = {"requested_by": person.username, "worker": "host/1"}
    rows.sealed_capture(page=page, requested_by=person, provenance=provenance)
    rows.verdict(claim=claim, published_by=person)

    for path in LISTS:
        given = json.dumps(get(f"{path}/"))
        assert "Staff Name" not in given
        assert "staff-name" not in given
