"""The right of reply at the desk: asked, answered, corrected, and hidden from reviewers."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from claims.models import Reply, ReplyRequest
from claims.operations.verdicts.replies import record_reply
from tests.desk.forms import errors
from tests.factories import (
    a_citation,
    a_claim,
    a_party,
    a_reply,
    a_reply_request,
    a_user,
    an_assignment,
    later,
    sealed,
)
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db
DUE = "2099-01-01"


def asked(claim, **changes):
    facts = {"party": claim.claimant_id, "text": "What do you say?", "channel": "email"}
    return facts | {"asked_on": "2026-01-05", "due": DUE} | changes


def said(request, **changes):
    facts = {"kind": "answered", "words": "It is not so.", "language": "en"}
    return facts | {"received_on": request.asked_at.date(), "how": "By e-mail."} | changes


def test_a_request_and_its_reply_stand_with_the_claim(sign_in, editor):
    claim, client = a_claim(), sign_in(editor)
    page = f"/desk/claims/{claim.pk}/"
    assert client.post(f"{page}ask-reply/", asked(claim)).headers["Location"] == page
    request = ReplyRequest.objects.get()
    assert request.asked_on == date(2026, 1, 5)
    assert "no answer yet" in client.get(page).content.decode()
    assert client.post(f"/desk/replies/{request.pk}/", said(request)).headers["Location"] == page
    assert "It is not so." in client.get(page).content.decode()


def test_a_request_needs_whom_what_how_and_by_when(sign_in, editor):
    claim = a_claim()
    response = sign_in(editor).post(f"/desk/claims/{claim.pk}/ask-reply/", {})
    assert set(errors(response)) == {"party", "text", "channel", "asked_on", "due"}
    assert ReplyRequest.objects.count() == 0


def test_all_that_a_reply_lacks_is_said_at_once(sign_in, editor):
    request, client = a_reply_request(), sign_in(editor)
    address = f"/desk/replies/{request.pk}/"

    response = client.post(address, {"kind": "answered"})

    assert set(errors(response)) == {"words", "language", "received_on", "how"}
    lacking = said(request, words="", language="", how="", received_on="2001-01-01")
    assert set(errors(client.post(address, lacking))) >= {"words", "language", "how"}
    shown = client.get(address).content.decode()
    assert shown.count("(if they answered)") == 2
    assert shown.count("(if no page has it)") == 1
    refused = said(request, kind="refused", words="", language="")
    assert client.post(address, refused).status_code == 302


def test_an_operation_tells_all_that_a_reply_lacks(editor):
    request = a_reply_request()
    with pytest.raises(Refusal) as lacking:
        record_reply(
            request=request,
            kind="answered",
            received_on=request.asked_on - timedelta(days=9),
            by=editor,
            at=later(days=1),
        )
    told = [lacking.value, *lacking.value.besides]
    assert [one.field for one in told] == ["words", "language", "how", "received_on"]


def test_the_day_of_asking_begins_as_today(sign_in, editor):
    page = sign_in(editor).get(f"/desk/claims/{a_claim().pk}/ask-reply/")
    assert page.context["form"]["asked_on"].value() == localdate()


def test_only_parties_that_the_claim_concerns_are_asked(sign_in, editor):
    claim, other = a_claim(), a_claim()
    response = sign_in(editor).post(
        f"/desk/claims/{claim.pk}/ask-reply/", asked(claim, party=other.claimant_id)
    )
    assert list(errors(response)) == ["party"]


def test_the_form_says_who_cannot_be_asked(sign_in, editor):
    unnamed, client = a_party("An unnamed source", kind="unattributed"), sign_in(editor)
    claim = a_claim(claimant=unnamed)
    page = client.get(f"/desk/claims/{claim.pk}/ask-reply/")
    assert "Nobody can be asked in the name of: " in page.content.decode()
    assert unnamed.name in page.context["form"]["party"].help_text
    assert unnamed not in page.context["form"].fields["party"].queryset


def test_where_everybody_can_be_asked_it_says_nothing_of_it(sign_in, editor):
    page = sign_in(editor).get(f"/desk/claims/{a_claim().pk}/ask-reply/").content.decode()
    assert "Nobody can be asked" not in page


def test_a_second_reply_says_why(sign_in, editor):
    reply, client = a_reply(), sign_in(editor)
    address = f"/desk/replies/{reply.request_id}/"
    sent = said(reply.request, words="It is not so at all.")
    assert list(errors(client.post(address, sent))) == ["reason"]
    client.post(address, sent | {"reason": "Words were left out."})
    assert Reply.objects.get(corrects=reply).words == "It is not so at all."


def test_the_page_of_a_reply_is_one_that_the_claim_cites(sign_in, editor):
    citation, stranger = a_citation(), a_citation()
    request, client = a_reply_request(citation.claim), sign_in(editor)
    address = f"/desk/replies/{request.pk}/"
    sent = said(request, how="")
    assert list(errors(client.post(address, sent | {"page": stranger.page_id}))) == ["page"]
    client.post(address, sent | {"page": citation.page_id})
    assert Reply.objects.get().page == citation.page


def test_a_reply_that_waits_is_on_no_page_of_a_reviewer(sign_in, editor):
    claim, reviewer = a_claim(), a_user()
    request = a_reply_request(claim)
    task = an_assignment(claim, reviewer=reviewer)
    sealed(an_assignment(claim))
    sign_in(editor).post(f"/desk/replies/{request.pk}/", said(request, words="Zq hidden."))
    client = sign_in(reviewer)
    for page in (f"/desk/claims/{claim.pk}/", f"/desk/reviews/{task.pk}/"):
        text = client.get(page).content.decode()
        assert "Zq hidden." not in text
        assert "kept a reply" not in text
    sealed(task)
    assert "Zq hidden." in client.get(f"/desk/claims/{claim.pk}/").content.decode()


def test_a_reply_in_the_round_is_said_on_the_form_of_a_review(sign_in):
    claim = a_claim()
    request, task = a_reply_request(claim), an_assignment(claim)
    a_reply(request, at=later(days=1))
    text = sign_in(task.reviewer).get(f"/desk/reviews/{task.pk}/").content.decode()
    assert "Nothing of it is true." in text
    assert "wrote down the reply" in text


def test_whoever_may_not_is_told_before_the_form(sign_in, checker):
    claim = a_claim()
    request = a_reply_request(claim)
    an_assignment(claim)
    assert sign_in(checker).get(f"/desk/replies/{request.pk}/").status_code == 403
    assert sign_in(checker).get("/desk/replies/999999/").status_code == 404
