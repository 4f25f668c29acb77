"""A claim shows which others may say the same, with what made it; a refusal is remembered."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from claims.matching.ranking.sentence_vectors import is_installed
from claims.matching.said_elsewhere import find_said_elsewhere
from claims.models import Claim, Dismissal
from claims.operations.contest import contest
from claims.reads.visible import claims_seen_by
from claims.rules.grounds import Ground
from claims.rules.proposable import Proposable
from tests.factories import AT, a_claim, a_user, an_assignment, an_editor
from tracker.base.people.models import User
from tracker.base.values.partial_date import PartialDate

pytestmark = pytest.mark.django_db

SAID = "The front said that 84 Wagner fighters were killed at Tinzaouaten."
AGAIN = "84 бойца Вагнера убиты под Тинзауатеном, сообщил фронт."


@pytest.fixture
def desk(sign_in: Any, checker: User) -> Client:
    client: Client = sign_in(checker)
    return client


@pytest.fixture
def claims() -> tuple[Claim, Claim]:
    for number in range(6):
        a_claim(statement=f"The ministry denied that a bridge fell near village {number}.")
    return a_claim(statement=SAID), a_claim(statement=AGAIN, language="ru")


def test_it_is_shown_with_likelihood_and_what_made_it(
    desk: Client, claims: tuple[Claim, Claim]
) -> None:
    one, other = claims
    page = desk.get(f"/desk/claims/{one.pk}/elsewhere/")

    (shown,) = page.context["elsewhere"]
    assert (shown.found.other, shown.found.is_same_claimant) == (other, False)
    assert 0 < shown.percent <= 100
    made_by = {str(label): words for label, words in shown.made_by}
    assert made_by["Numbers"] == "84"
    assert "Wagner" in made_by["Names"]
    assert f"/desk/claims/{other.pk}/pair/?answers={one.pk}&amp;ground=repetition" in (
        page.content.decode()
    )
    assert f"/desk/claims/{one.pk}/elsewhere/" in desk.get(f"/desk/claims/{one.pk}/").text


def test_what_is_refused_is_proposed_at_neither_claim_again(
    desk: Client, claims: tuple[Claim, Claim]
) -> None:
    one, other = claims
    (found,) = find_said_elsewhere(one, an_editor())
    refuse = f"/desk/claims/{other.pk}/elsewhere/refuse/"

    desk.post(refuse, {"subject": "claim:1:claim:999999"})
    assert not Dismissal.objects.exists()
    desk.post(refuse, {"subject": found.subject})

    assert Dismissal.objects.get().kind == Proposable.DUPLICATE
    for claim in claims:
        assert desk.get(f"/desk/claims/{claim.pk}/elsewhere/").context["elsewhere"] == []


def test_what_is_paired_is_not_proposed(claims: tuple[Claim, Claim]) -> None:
    one, other = claims
    editor = an_editor()
    contest(claim=other, answers=one, ground=Ground.REPETITION.value, by=editor, at=AT)

    assert find_said_elsewhere(one, editor) == []


def test_a_draft_of_somebody_else_is_told_to_nobody_but_editors(
    claims: tuple[Claim, Claim],
) -> None:
    one, other = claims
    draft = a_claim(statement=SAID, draft=True, by=a_user())

    told = {row.other for row in find_said_elsewhere(one, a_user())}
    assert told == {other}
    assert {row.other for row in find_said_elsewhere(one, an_editor())} == {other, draft}


def test_many_claims_cost_no_more_queries(
    claims: tuple[Claim, Claim], django_assert_num_queries: Any
) -> None:
    one, _other = claims
    editor = an_editor()
    more = [a_claim(statement=SAID) for _ in range(5)]
    claim = claims_seen_by(editor).get(pk=one.pk)
    find_said_elsewhere(claim, editor)  # each process reads vectors once, and then what is new
    with django_assert_num_queries(8 if is_installed() else 6):
        found = find_said_elsewhere(claim, editor)
        assert all(row.other.claimant.name and row.other.incident.title for row in found)
    assert {row.other for row in found} >= set(more)


def test_what_reviewers_judge_is_not_offered_to_be_paired(
    desk: Client, claims: tuple[Claim, Claim]
) -> None:
    one, other = claims
    an_assignment(other)
    page = desk.get(f"/desk/claims/{one.pk}/elsewhere/")

    (shown,) = page.context["elsewhere"]
    assert [(held.claim, held.propose) for held in shown.not_open] == [
        (other, f"/desk/claims/{other.pk}/propose/")
    ]
    assert f"/desk/claims/{other.pk}/pair/" not in page.text


@pytest.mark.parametrize(
    ("day", "answering", "ground"),
    [("", 1, None), ("2024-07-01", 1, "revision"), ("2024-07-09", 0, "revision")],
)
def test_a_revision_is_chosen_only_where_it_is_known_what_was_said_first(
    desk: Client, claims: tuple[Claim, Claim], day: str, answering: int, ground: str | None
) -> None:
    one, other = claims
    for row, said_on in ((one, day), (other, "2024-07-03")):
        made = PartialDate.parse(said_on)
        facts = {"made_on": made.day, "made_on_precision": made.precision}
        Claim.objects.filter(pk=row.pk).update(claimant=one.claimant, **facts)

    (shown,) = desk.get(f"/desk/claims/{one.pk}/elsewhere/").context["elsewhere"]

    address, _, filled = shown.confirm.partition("?")
    assert address == f"/desk/claims/{claims[answering].pk}/pair/"
    assert QueryDict(filled).get("ground") == ground
