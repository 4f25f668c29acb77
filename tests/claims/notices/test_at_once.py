"""Sweeps, workers and clicks at once, each with a connection of its own: nothing is doubled."""

from __future__ import annotations

from functools import partial
from threading import Event

import pytest
from django.core import mail
from django.db import transaction

from claims.models import Letter, Notice, NoticeChoice
from claims.operations.notices import post
from claims.operations.notices.choose import switch_off
from claims.operations.notices.remind import remind
from claims.rules.notices import NoticeKind
from tests.claims.notices.telling import SOON, codes, ends, follow_all
from tests.factories import a_claim, a_user, an_assignment, later
from tests.side_by_side import PATIENCE, at_once
from tracker.base.ledger.operations import at_the_end

SIX = 6
pytestmark = pytest.mark.django_db(transaction=True)


def test_six_sweeps_make_each_notice_once():
    people = [an_assignment().reviewer for _ in range(3)]

    at_once([partial(follow_all, SOON)] * SIX)

    told = Notice.objects.filter(code="assigned").values_list("person", flat=True)
    assert sorted(told) == sorted(person.pk for person in people)


def test_an_act_that_ends_late_is_told_although_later_ones_were_told_before():
    slow_claim, quick_claim, late, early = a_claim(), a_claim(), a_user(), a_user()
    begun, may_end = Event(), Event()

    def slow() -> None:
        with transaction.atomic(), at_the_end():
            an_assignment(slow_claim, reviewer=late)
            begun.set()
            assert may_end.wait(PATIENCE)

    def quick() -> None:
        assert begun.wait(PATIENCE)
        an_assignment(quick_claim, reviewer=early)
        follow_all()
        may_end.set()

    at_once([slow, quick])
    assert (codes(early), codes(late)) == (["assigned"], [])
    follow_all()

    assert (codes(early), codes(late)) == (["assigned"], ["assigned"])


def test_six_sweeps_remind_once():
    assignment = an_assignment()

    at_once([partial(remind, at=later(days=8))] * SIX)

    assert Notice.objects.filter(person=assignment.reviewer, code="overdue").count() == 1


def test_six_sweeps_put_each_notice_into_one_email():
    for _ in range(3):
        an_assignment()
    follow_all()

    at_once([partial(post.write_letters, at=SOON)] * SIX)

    assert Letter.objects.count() == 3
    assert set(Notice.objects.values_list("letter", flat=True)) == set(
        Letter.objects.values_list("pk", flat=True)
    )


def test_six_sweeps_write_one_email_of_a_day():
    assignment = an_assignment(reviewer=a_user(daily_mail_hour=0))
    follow_all()
    Notice.objects.filter(person=assignment.reviewer).update(way="daily")

    at_once([partial(post.write_letters, at=SOON)] * SIX)

    assert Letter.objects.filter(person=assignment.reviewer).count() == 1
    assert Notice.objects.get(person=assignment.reviewer).letter is not None


def test_six_workers_send_an_email_once():
    an_assignment()
    follow_all()
    post.write_letters(at=SOON)
    letter = Letter.objects.get()

    had_it = at_once(
        [
            partial(post.send, letter_id=letter.pk, worker=f"w{number}", at=SOON)
            for number in range(SIX)
        ]
    )

    assert sorted(had_it) == [False] * (SIX - 1) + [True]
    assert len(mail.outbox) == 1
    assert ends() == ["sent"]


def test_six_clicks_switch_off_once():
    person, kinds = a_user(), [NoticeKind.VERDICT, NoticeKind.REMINDER]

    at_once([partial(switch_off, person=person, kinds=kinds, at=SOON)] * SIX)

    assert NoticeChoice.objects.filter(person=person, way="desk_only").count() == 2
