"""Sweeps, workers and clicks at once, each with a connection of its own: nothing is doubled."""

from __future__ import annotations

from functools import partial

import pytest
from django.core import mail

from claims.models import Letter, Notice, NoticeChoice
from claims.operations.notices import post
from claims.operations.notices.choose import switch_off
from claims.operations.notices.follow import follow
from claims.operations.notices.remind import remind
from claims.rules.notices import NoticeKind
from tests.claims.notices.telling import SOON, ends
from tests.factories import a_user, an_assignment, later
from tests.side_by_side import at_once

SIX = 6
pytestmark = pytest.mark.django_db(transaction=True)


def test_six_sweeps_make_each_notice_once_and_follow_no_further_than_there_is():
    people = [an_assignment().reviewer for _ in range(3)]

    at_once([partial(follow, at=SOON)] * SIX)

    told = Notice.objects.filter(code="assigned").values_list("person", flat=True)
    assert sorted(told) == sorted(person.pk for person in people)


def test_six_sweeps_remind_once():
    assignment = an_assignment()

    at_once([partial(remind, at=later(days=8))] * SIX)

    assert Notice.objects.filter(person=assignment.reviewer, code="overdue").count() == 1


def test_six_sweeps_put_each_notice_into_one_email():
    for _ in range(3):
        an_assignment()
    follow(at=SOON)

    at_once([partial(post.write_letters, at=SOON)] * SIX)

    assert Letter.objects.count() == 3
    assert set(Notice.objects.values_list("letter", flat=True)) == set(
        Letter.objects.values_list("pk", flat=True)
    )


def test_six_sweeps_write_one_email_of_a_day():
    assignment = an_assignment(reviewer=a_user(daily_mail_hour=0))
    follow(at=SOON)
    Notice.objects.filter(person=assignment.reviewer).update(way="daily")

    at_once([partial(post.write_letters, at=SOON)] * SIX)

    assert Letter.objects.filter(person=assignment.reviewer).count() == 1
    assert Notice.objects.get(person=assignment.reviewer).letter is not None


def test_six_workers_send_an_email_once():
    an_assignment()
    follow(at=SOON)
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
