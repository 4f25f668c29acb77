"""What is told of rows that were loaded already is what the database would tell."""

from __future__ import annotations

import pytest

from claims.involvement import History
from claims.models import Claim
from claims.operations.release import withdraw_dossier
from claims.reads.reviews import rounds_with_reviews
from claims.reads.visible import claims_seen_by, claims_shown, is_seen_by, is_shown
from tests.factories import (
    a_claim,
    a_reviewed_claim,
    a_split_claim,
    a_user,
    a_verdict,
    a_withdrawn_claim,
    an_assignment,
    an_editor,
    an_incident,
    later,
    sealed,
)
from tracker.base.people.models import Role

pytestmark = pytest.mark.django_db


def loaded():
    return list(Claim.objects.select_related("incident"))


def test_a_loaded_claim_is_public_where_the_condition_says_so():
    a_claim()
    a_claim(released=False)
    a_claim(draft=True)
    a_withdrawn_claim()
    a_verdict()
    withdrawn = an_incident()
    a_claim(incident=withdrawn)
    withdraw_dossier(
        incident=withdrawn, reason="A name.", notice="", by=an_editor(), at=later(days=1)
    )
    found = {row.pk: is_shown(row) for row in loaded()}
    shown = set(claims_shown().values_list("pk", flat=True))
    assert found == {key: key in shown for key in found}
    assert set(found.values()) == {True, False}


@pytest.mark.parametrize("role", [Role.FACT_CHECKER, Role.EDITOR, Role.ADMINISTRATOR])
def test_a_loaded_claim_is_known_to_those_who_find_it_in_lists(role):
    author = a_user(role)
    a_claim(by=an_editor(), draft=True)
    a_claim(by=a_user(), draft=True)
    if role is not Role.ADMINISTRATOR:
        a_claim(by=author, draft=True)
    a_claim()
    seen = set(claims_seen_by(author).values_list("pk", flat=True))
    found = {row.pk: is_seen_by(author, row) for row in loaded()}
    assert found == {key: key in seen for key in found}


FACTS = ("asked", "any_sealed", "deciders", "in_open_round", "informed", "last_hands", "waited_for")


@pytest.mark.parametrize(
    "made",
    [
        a_claim,
        lambda: an_assignment().claim,
        lambda: sealed(an_assignment()).claim,
        a_reviewed_claim,
        a_split_claim,
        lambda: a_verdict().claim,
    ],
)
def test_a_history_of_rounds_that_were_fetched_is_that_of_the_claim(made):
    claim = Claim.objects.get(pk=made().pk)
    read, given = History(claim), History(claim, rounds_with_reviews(claim, viewer=an_editor()))
    assert {fact: getattr(given, fact) for fact in FACTS} == {
        fact: getattr(read, fact) for fact in FACTS
    }
