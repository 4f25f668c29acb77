"""The right of reply: a party is asked, and what it says is written down and never changed."""

from datetime import timedelta

import pytest

from claims.models import Event
from claims.presentation.claims.replies import reply_words
from claims.reads.publishing.replies import replies_seen_by
from claims.rules.deciding.replies import ReplyStanding, reply_standing
from tests.factories import (
    AT,
    DUE,
    a_citation,
    a_claim,
    a_page,
    a_reply,
    a_reply_request,
    a_user,
    a_withdrawn_claim,
    an_assignment,
    an_editor,
    later,
    sealed,
)
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def refused(act, *args, **given):
    with pytest.raises(Refusal) as refusal:
        act(*args, **given)
    return refusal.value.code, refusal.value.field


def seen(claim, viewer):
    (asked,) = replies_seen_by(claim, viewer)
    return None if asked.reply is None else asked.reply.words


def test_a_party_is_asked_and_answers():
    claim = a_claim()
    request = a_reply_request(claim)
    reply = a_reply(request)
    assert (request.party, request.due) == (claim.claimant, DUE)
    assert seen(claim, a_user()) == reply.words
    events = Event.objects.filter(claim_id=claim.pk, verb__startswith="reply_").order_by("pk")
    assert [(row.verb, row.data["party_name"]) for row in events] == [
        ("reply_asked", claim.claimant.name),
        ("reply_recorded", claim.claimant.name),
    ]


def test_the_day_of_asking_is_not_the_day_of_writing_it_down():
    days = [later(days=-number).date() for number in (4, 3, 2)]
    request = a_reply_request(asked_on=days[1])
    assert refused(a_reply, request, received_on=days[0]) == ("before_asked", "received_on")
    assert a_reply(request, received_on=days[2]).received_on == days[2]
    (shown,) = reply_words(replies_seen_by(request.claim, a_user()), [], today=DUE)
    assert shown.asked_on == days[1]


def test_silence_is_said_once_the_day_is_over():
    days = [DUE, DUE + timedelta(days=1)]
    assert [reply_standing(due=DUE, reply=None, today=day) for day in days] == [
        ReplyStanding.WAITING,
        ReplyStanding.SILENT,
    ]
    assert reply_standing(due=DUE, reply="answered", today=days[1]) is ReplyStanding.ANSWERED


def test_a_party_that_will_not_comment_needs_no_words():
    reply = a_reply(kind="refused", words="")
    assert (reply.words, reply.language) == ("", "")


def test_an_answer_is_one_in_words():
    assert refused(a_reply, words=" ") == ("required", "words")


def test_a_correction_is_a_row_of_its_own_with_its_reason():
    first = a_reply()
    assert refused(a_reply, first.request) == ("reply_there", "reason")
    second = a_reply(first.request, words="None of it is true.", reason="A word was left out.")
    (asked,) = replies_seen_by(first.claim, a_user())
    assert (asked.reply, asked.earlier) == (second, [first])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"received_on": later(days=2).date()}, ("in_future", "received_on")),
        ({"received_on": later(days=-1).date()}, ("before_asked", "received_on")),
        ({"how": " "}, ("required", "how")),
        ({"kind": "maybe"}, ("unknown_value", "kind")),
        ({"language": "not a language"}, ("language_tag", "language")),
    ],
)
def test_what_cannot_be_so_is_refused(change, code):
    assert refused(a_reply, **change) == code


def test_a_page_is_one_that_the_claim_cites():
    citation = a_citation()
    request = a_reply_request(citation.claim)
    assert refused(a_reply, request, page=a_page()) == ("other_page", "page")
    assert a_reply(request, page=citation.page, how="").page == citation.page


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"text_": " "}, ("required", "text")),
        ({"channel": "pigeon"}, ("unknown_value", "channel")),
        ({"due": later(days=-1).date()}, ("due_in_past", "due")),
        ({"asked_on": later(days=1).date()}, ("in_future", "asked_on")),
    ],
)
def test_a_request_says_what_how_and_by_when(change, code):
    assert refused(a_reply_request, **change) == code


@pytest.mark.parametrize("make", [lambda: a_claim(draft=True), a_withdrawn_claim])
def test_nobody_is_asked_about_a_draft_or_what_is_withdrawn(make):
    assert refused(a_reply_request, make())[0] in {"draft", "withdrawn"}


def test_a_fact_checker_asks_until_reviewers_have_begun():
    claim, checker = a_claim(), a_user()
    request = a_reply_request(claim, by=checker)
    an_assignment(claim)
    assert refused(a_reply_request, claim, by=checker)[0] == "holds_still"
    assert refused(a_reply, request, by=checker)[0] == "holds_still"


def test_a_reply_before_the_first_seal_is_a_change_that_reviewers_are_told_of():
    claim = a_claim()
    request, task = a_reply_request(claim), an_assignment(claim)
    a_reply(request)
    assert seen(claim, task.reviewer) == "Nothing of it is true."


def test_a_reply_after_the_first_seal_waits_for_the_end_of_the_round():
    claim, editor = a_claim(), an_editor()
    request = a_reply_request(claim)
    one, other = an_assignment(claim), an_assignment(claim)
    sealed(one)
    reply = a_reply(request, by=editor)
    assert Event.objects.filter(claim_id=claim.pk, verb="reply_kept").count() == 1
    for viewer in (one.reviewer, other.reviewer, a_user()):
        assert seen(claim, viewer) is None
    assert seen(claim, editor) == reply.words

    sealed(other)
    assert seen(claim, other.reviewer) == reply.words


def test_who_reviews_writes_no_reply_down():
    claim, editor = a_claim(), an_editor()
    request = a_reply_request(claim)
    an_assignment(claim, reviewer=editor)
    assert refused(a_reply, request, by=editor)[0] == "reviewer_changes"
    sealed(an_assignment(claim))
    assert refused(a_reply, request, by=editor)[0] == "reviewer_changes"
    assert refused(a_reply_request, claim, at=AT)[0] == "sealed_already"
