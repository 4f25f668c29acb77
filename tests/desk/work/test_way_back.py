"""What is refused as things stand leads back to the claim, or on to where it can be done."""

from __future__ import annotations

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from claims.rules.acts import CLAIM_ACTS
from claims.rules.states import ClaimStatus
from tests.factories import (
    a_claim,
    a_reviewed_claim,
    a_verdict,
    a_withdrawn_claim,
    an_assignment,
)
from tracker.base.people.role import Role

pytestmark = pytest.mark.django_db
OF_CLAIMS = sorted(
    {
        address
        for act in CLAIM_ACTS
        if frozenset() < act.statuses < frozenset(ClaimStatus) and Role.EDITOR in act.roles
        for address in act.addresses
        if address.startswith("claim_")
    }
    - {"claim_reviews"}  # opens at any time
)
"""Pages of acts that an editor may do to a claim, but not in every state."""


def links(response) -> list[str]:
    tree = LexborHTMLParser(response.content.decode())
    return [str(link.attributes["href"]) for link in tree.css("main a")]


@pytest.mark.parametrize("address", OF_CLAIMS)
def test_an_act_that_is_refused_leads_back_to_the_claim(sign_in, editor, address):
    client, refused = sign_in(editor), 0
    for made in (a_claim, a_reviewed_claim, a_withdrawn_claim):
        claim = made()
        answer = client.get(reverse(f"desk:{address}", args=[claim.pk]))
        if answer.status_code == 403:
            refused += 1
            assert f"/desk/claims/{claim.pk}/" in links(answer)
    assert refused


def test_so_does_what_is_done_to_something_of_a_claim(sign_in, editor, checker):
    assignment = an_assignment()
    answer = sign_in(checker).get(f"/desk/reviews/{assignment.pk}/")
    assert answer.status_code == 403
    assert f"/desk/claims/{assignment.claim.pk}/" in links(answer)


def test_a_claim_whose_dossier_is_closed_leads_to_the_dossier(sign_in, editor):
    claim = a_claim(released=False)
    answer = sign_in(editor).post(f"/desk/claims/{claim.pk}/release/")
    assert answer.status_code == 422
    assert f"/desk/incidents/{claim.incident.slug}/" in links(answer)
    assert f"/desk/claims/{claim.pk}/" in links(answer)


def test_what_readers_see_leads_a_fact_checker_back_to_it(sign_in, checker):
    party = a_verdict().claim.claimant
    answer = sign_in(checker).get(f"/desk/parties/{party.slug}/edit/")
    assert answer.status_code == 403
    assert f"/desk/parties/{party.slug}/" in links(answer)


def test_where_no_claim_is_known_it_leads_to_ones_work(sign_in, checker):
    answer = sign_in(checker).get("/desk/people/")
    assert answer.status_code == 403
    assert "/desk/" in links(answer)
    assert "Back to the claim" not in answer.content.decode()


def test_the_way_back_names_no_claim_that_one_may_not_know_of(sign_in, checker):
    draft = a_claim(draft=True)
    assert sign_in(checker).get(f"/desk/claims/{draft.pk}/edit/").status_code == 404
