"""Submitting a draft, taking a claim back, bringing it back."""

import pytest

from claims.operations.record import restore, submit, withdraw
from tests.factories import AT, a_claim, a_user, a_withdrawn_claim, an_assignment, an_editor
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def test_an_author_submits_his_draft():
    claim = a_claim(draft=True)

    assert submit(claim=claim, by=claim.created_by, at=AT).status == "recorded"


@pytest.mark.parametrize("draft", [True, False])
def test_an_author_withdraws_what_nobody_reviews(draft):
    claim = a_claim(draft=draft)

    withdraw(claim=claim, reason="Recorded twice, as was said.", by=claim.created_by, at=AT)

    assert claim.status == "withdrawn"


def test_an_editor_brings_it_back():
    claim, editor = a_claim(), an_editor()
    withdraw(claim=claim, reason="Recorded twice, as was said.", by=editor, at=AT)

    assert restore(claim=claim, reason="It was not.", by=editor, at=AT).status == "recorded"


def test_its_author_does_not():
    claim = a_claim()
    withdraw(claim=claim, reason="Recorded twice, as was said.", by=claim.created_by, at=AT)

    with pytest.raises(Refusal) as refused:
        restore(claim=claim, reason="It was not.", by=claim.created_by, at=AT)

    assert refused.value.code == "wrong_role"


def test_what_is_in_review_is_not_withdrawn():
    claim = an_assignment().claim

    with pytest.raises(Refusal) as refused:
        withdraw(claim=claim, reason="Recorded twice, as was said.", by=an_editor(), at=AT)

    assert refused.value.code == "illegal_move"


def test_somebody_elses_draft_is_not_submitted():
    with pytest.raises(Refusal) as refused:
        submit(claim=a_claim(draft=True), by=a_user(), at=AT)

    assert refused.value.code == "not_yours"


@pytest.mark.parametrize("make", [lambda: an_assignment().claim, a_claim, a_withdrawn_claim])
def test_only_a_draft_is_submitted(make):
    with pytest.raises(Refusal) as refused:
        submit(claim=make(), by=an_editor(), at=AT)

    assert refused.value.code == "illegal_move"


@pytest.mark.parametrize("make", [lambda: an_assignment().claim, lambda: a_claim(draft=True)])
def test_only_what_was_withdrawn_is_brought_back(make):
    claim = make()

    with pytest.raises(Refusal) as refused:
        restore(claim=claim, reason="It was not.", by=an_editor(), at=AT)

    assert refused.value.code == "illegal_move"


@pytest.mark.parametrize("reason", ["", "  "])
def test_it_is_not_taken_back_without_a_reason(reason):
    with pytest.raises(Refusal) as refused:
        withdraw(claim=a_claim(), reason=reason, by=an_editor(), at=AT)

    assert (refused.value.code, refused.value.field) == ("required", "reason")
