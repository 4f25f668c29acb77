"""The desk proposes which claims answer which; a person confirms it, or says that it is not so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claims.models import Counterclaim, Dismissal
from tests.desk.forms import opened
from tests.factories import a_claim, a_figure, a_party, a_user, an_assignment, sealed
from tests.ratings import Rating

if TYPE_CHECKING:
    from claims.models import Claim
    from tests.desk.conftest import SignIn
    from tracker.base.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(checker: User) -> Claim:
    subject = a_party("Convoy", by=checker)
    statement = "Rebels killed twenty soldiers of the convoy."
    return a_claim(by=checker, statement=statement, figures=[a_figure(best=20, subjects=[subject])])


@pytest.fixture
def other(checker: User, claim: Claim) -> Claim:
    (subject,) = claim.figures.get().subjects.all()
    return a_claim(
        by=checker,
        incident=claim.incident,
        statement="The army said that two soldiers of the convoy died.",
        figures=[a_figure(best=2, subjects=[subject])],
    )


def url(claim: Claim, end: str = "") -> str:
    return f"/desk/claims/{claim.pk}/answers/{end}"


def test_an_answer_is_shown_with_both_passages_and_paired_by_who_confirms_it(
    sign_in: SignIn, checker: User, claim: Claim, other: Claim
) -> None:
    client = sign_in(checker)
    response = client.get(url(claim))
    (shown,) = response.context["answers"]
    assert (shown.claim, shown.answers, shown.ground) == (other, claim, "different figure")
    assert shown.why == "They contradict: they differ by 18 (killed), 10 times as many."
    assert all(each.statement in response.content.decode() for each in (claim, other))

    client.post(shown.confirm, opened(client, shown.confirm))

    pair = Counterclaim.objects.get()
    assert (pair.claim, pair.answers, pair.ground) == (other, claim, "different_figure")
    assert client.get(url(claim)).context["answers"] == []


def test_what_is_refused_is_proposed_of_neither_claim_again(
    sign_in: SignIn, checker: User, claim: Claim, other: Claim
) -> None:
    client = sign_in(checker)
    (shown,) = client.get(url(claim)).context["answers"]
    client.post(url(claim, "refuse/"), {"subject": shown.subject})

    assert Dismissal.objects.get().by == checker
    assert [client.get(url(one)).context["answers"] for one in (claim, other)] == [[], []]


def test_a_refusal_of_another_claim_is_none_of_this_one(
    sign_in: SignIn, checker: User, claim: Claim, other: Claim
) -> None:
    elsewhere = a_claim(by=checker)
    subject = f"claim:{claim.pk}:claim:{other.pk}:denial"
    sign_in(checker).post(url(elsewhere, "refuse/"), {"subject": subject})

    assert not Dismissal.objects.exists()


def test_what_was_never_proposed_is_not_refused(
    sign_in: SignIn, checker: User, claim: Claim, other: Claim
) -> None:
    invented = f"claim:{claim.pk}:claim:{other.pk}:never"
    answer = sign_in(checker).post(url(claim, "refuse/"), {"subject": invented})

    assert not Dismissal.objects.exists()
    assert answer.status_code == 302


def test_somebody_else_s_draft_is_not_proposed(
    sign_in: SignIn, checker: User, claim: Claim
) -> None:
    (subject,) = claim.figures.get().subjects.all()
    figures = [a_figure(best=2, subjects=[subject])]
    a_claim(by=a_user(), incident=claim.incident, figures=figures, draft=True)

    assert sign_in(checker).get(url(claim)).context["answers"] == []


def test_more_claims_cost_no_more_queries(
    sign_in: SignIn, checker: User, claim: Claim, other: Claim, django_assert_max_num_queries
) -> None:
    client = sign_in(checker)
    client.get(url(claim))
    with django_assert_max_num_queries(24) as few:
        client.get(url(claim))
    (subject,) = claim.figures.get().subjects.all()
    for best in (3, 4):
        figures = [a_figure(best=best, subjects=[subject])]
        a_claim(by=checker, incident=claim.incident, figures=figures)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(url(claim))


def test_a_claim_that_reviewers_judge_is_named_and_not_offered(
    sign_in: SignIn, checker: User, claim: Claim, other: Claim
) -> None:
    an_assignment(other)
    client = sign_in(checker)
    for asked_of in (claim, other):
        response = client.get(url(asked_of))
        (shown,) = response.context["answers"]
        (held,) = shown.not_open
        assert (held.claim, held.propose) == (other, f"/desk/claims/{other.pk}/propose/")
        text = response.content.decode()
        assert f"The claim of {other.claimant.name} (in review)" in text
        assert "Reviewers judge this claim as it stands" in text
        assert shown.confirm.split("?")[0] not in text
        assert client.get(held.propose).status_code == 200
        assert client.get(shown.confirm).status_code == 403


def test_an_editor_is_offered_it_before_the_first_seal_alone(
    sign_in: SignIn, claim: Claim, other: Claim, editor: User
) -> None:
    assignment = an_assignment(other)
    client = sign_in(editor)
    (shown,) = client.get(url(claim)).context["answers"]
    assert not shown.not_open
    assert client.get(shown.confirm).status_code == 200

    sealed(assignment, Rating.SUPPORTED)

    response = client.get(url(claim))
    (shown,) = response.context["answers"]
    assert [held.claim for held in shown.not_open] == [other]
    assert shown.confirm.split("?")[0] not in response.content.decode()


def test_claims_that_reviewers_judge_cost_no_more_queries(
    sign_in: SignIn, editor: User, claim: Claim, other: Claim, django_assert_max_num_queries
) -> None:
    an_assignment(other)
    client = sign_in(editor)
    client.get(url(claim))
    with django_assert_max_num_queries(28) as few:
        client.get(url(claim))
    (subject,) = claim.figures.get().subjects.all()
    for best in (3, 4):
        figures = [a_figure(best=best, subjects=[subject])]
        an_assignment(a_claim(incident=claim.incident, figures=figures))
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(url(claim))
