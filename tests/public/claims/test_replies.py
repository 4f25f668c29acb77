"""What the parties were asked and said is read with the verdict, and not before."""

import pytest

from claims.operations.reviews.rounds import reopen
from tests.factories import (
    AT,
    a_claim,
    a_party,
    a_reply,
    a_reply_request,
    a_verdict,
    an_assignment,
    an_editor,
    later,
    sealed,
)

pytestmark = pytest.mark.django_db


def page(client, claim):
    return client.get(f"/claims/{claim.pk}/").content.decode()


def api(client, claim):
    return client.get(f"/api/v1/claims/{claim.pk}/").json()["replies"]


def test_a_reply_is_read_with_the_verdict(client):
    claim = a_claim()
    a_reply(a_reply_request(claim))
    assert "Nothing of it is true." not in page(client, claim)
    assert api(client, claim) == []
    a_verdict(claim)
    text = page(client, claim)
    assert "Nothing of it is true." in text
    assert "By e-mail from the press office." in text
    (told,) = api(client, claim)
    assert (told["standing"], told["words"]) == ("answered", "Nothing of it is true.")


def test_silence_is_said_after_the_day(client):
    claim = a_claim()
    a_reply_request(claim)
    a_verdict(claim)
    (told,) = api(client, claim)
    assert told["standing"] == "silent"
    assert "did not answer by the day they were given" in page(client, claim)


def test_what_was_corrected_stays_in_view(client):
    reply = a_reply()
    a_reply(reply.request, words="None of it.", reason="A word was left out.")
    a_verdict(reply.claim)
    text = page(client, reply.claim)
    assert "None of it." in text
    assert "Nothing of it is true." in text
    assert "A word was left out." in text


def test_a_party_that_is_not_public_is_not_named(client):
    claim = a_claim()
    a_reply_request(claim, party=a_party("Hidden Front"))
    a_verdict(claim)
    assert "Hidden Front" not in page(client, claim)
    assert api(client, claim) == []


def test_a_reply_that_waits_for_its_round_is_not_read_by_readers(client):
    claim = a_verdict().claim
    request = a_reply_request(claim, at=later(hours=1))
    reopen(claim=claim, reason="A new page.", by=an_editor(), at=AT)
    one, other = an_assignment(claim), an_assignment(claim)
    sealed(one)
    a_reply(request)
    assert "Nothing of it is true." not in page(client, claim)
    assert [told["standing"] for told in api(client, claim)] == ["silent"]
    sealed(other)
    assert "Nothing of it is true." in page(client, claim)
