"""A claim's page does not say that nobody has anything to do while something of it waits."""

from __future__ import annotations

import pytest

from sources.models import FindingKind
from tests.factories import (
    a_citation,
    a_claim,
    a_proposal,
    a_quotation,
    a_reply_request,
    a_reviewed_claim,
)
from tests.factories import a_verdict as published
from tests.public.captures import a_capture, a_finding

pytestmark = pytest.mark.django_db
NOTHING = "Nobody has anything to do here now."


def with_misquotation():
    quotation = a_quotation(exact="twenty men")
    capture = a_capture(quotation.page, "Reports speak of thirty men.")
    a_finding(quotation, capture, FindingKind.ALTERED, "thirty men")
    claim = a_claim()
    a_citation(claim, page=quotation.page, quotation=quotation)
    return published(a_reviewed_claim(claim=claim)).claim


def with_request():
    return a_reply_request(published().claim).claim


def with_correction():
    return a_proposal().verdict.claim


OPEN = {
    "Words that it quotes are being checked: mend or confirm them.": with_misquotation,
    "A reply that was asked for has not come.": with_request,
    "A correction of rating or range waits for a second editor.": with_correction,
}


def at_claim(client, claim) -> str:
    return " ".join(client.get(f"/desk/claims/{claim.pk}/").content.decode().split())


@pytest.mark.parametrize("said", OPEN)
def test_what_waits_is_said(sign_in, editor, said):
    page = at_claim(sign_in(editor), OPEN[said]())
    assert said in page
    assert NOTHING not in page


def test_where_nothing_does_nobody_has_anything_to_do(sign_in, editor):
    page = at_claim(sign_in(editor), published().claim)
    assert NOTHING in page
    assert not any(said in page for said in OPEN)
