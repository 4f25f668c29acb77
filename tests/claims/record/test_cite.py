"""What a claim rests on."""

import pytest

from claims.models import Citation, Event
from claims.operations.cite import cite, uncite
from claims.operations.record import withdraw
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_page,
    a_quotation,
    a_user,
    an_assignment,
    an_editor,
    sealed,
)
from tracker.base.people.models import Role
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def refusal(claim=None, **fields):
    with pytest.raises(Refusal) as refused:
        a_citation(claim, **fields)
    return refused.value.code, refused.value.field


def test_a_claim_rests_on_a_quotation():
    claim, quotation = a_claim(), a_quotation()

    citation = cite(
        claim=claim,
        page=quotation.page,
        quotation=quotation,
        stance="supports",
        credibility="2",
        by=a_user(),
        at=AT,
    )

    assert (citation.claim, citation.quotation) == (claim, quotation)
    assert (citation.stance, citation.credibility, citation.position) == ("supports", "2", 0)
    assert Event.objects.get(verb="cited").data["page"] == quotation.page_id


def test_citations_stand_in_the_order_they_were_added():
    claim = a_claim()

    assert [a_citation(claim).position for _ in range(3)] == [0, 1, 2]


def test_credibility_is_not_judged_unless_somebody_does():
    assert a_citation().credibility == "6"


def test_a_page_as_a_whole_is_cited_once_and_its_words_as_well():
    claim, quotation = a_claim(), a_quotation()
    a_citation(claim, page=quotation.page)
    a_citation(claim, page=quotation.page, quotation=quotation)

    assert refusal(claim, page=quotation.page) == ("already_cited", "page")
    assert refusal(claim, page=quotation.page, quotation=quotation) == ("already_cited", "page")


def test_words_of_another_page_are_refused():
    assert refusal(page=a_page(), quotation=a_quotation()) == ("other_page", "quotation")


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"stance": "likes"}, "unknown_value", "stance"),
        ({"credibility": "7"}, "unknown_value", "credibility"),
        ({"locator": "x" * 201}, "too_long", "locator"),
    ],
)
def test_what_is_wrong_is_refused_at_its_field(fields, code, field):
    assert refusal(**fields) == (code, field)


def test_a_withdrawn_claim_gets_no_evidence():
    claim = a_claim()
    withdraw(claim=claim, reason="Twice, as was said.", by=an_editor(), at=AT)

    assert refusal(claim) == ("withdrawn", None)


def test_readers_do_not_cite():
    assert refusal(by=a_user(Role.READER)) == ("wrong_role", None)


def test_who_cited_takes_it_back_with_a_reason():
    citation = a_citation()

    uncite(citation=citation, reason="It is another event.", by=citation.added_by, at=AT)

    assert not Citation.objects.exists()
    assert Event.objects.get(verb="uncited").reason == "It is another event."


def test_evidence_stays_once_reviewers_have_begun_whether_a_review_rests_on_it_or_not():
    claim = a_claim()
    used, unused = a_citation(claim), a_citation(claim)
    sealed(an_assignment(claim), citations=[used])
    said = set()

    for citation in (used, unused):
        with pytest.raises(Refusal) as refused:
            uncite(citation=citation, reason="It is another event.", by=an_editor(), at=AT)
        said.add((refused.value.code, refused.value.message))

    assert [code for code, _message in said] == ["sealed_already"]


@pytest.mark.parametrize(
    ("by", "reason", "code"),
    [(a_user, "It is another event.", "not_yours"), (an_editor, "", "required")],
)
def test_it_is_not_taken_back_by_others_or_without_a_reason(by, reason, code):
    with pytest.raises(Refusal) as refused:
        uncite(citation=a_citation(), reason=reason, by=by(), at=AT)

    assert refused.value.code == code
