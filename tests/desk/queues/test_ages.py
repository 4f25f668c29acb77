"""Each row of a queue says how long it has waited, counted from what it waits for."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.desk.queues.ages import waited
from claims.operations.queues.take import put_up, take_down
from claims.operations.record import submit
from claims.operations.reviews.asked import replace_reviewer
from claims.operations.reviews.assign import decline
from claims.operations.reviews.rounds import reopen
from claims.operations.verdicts.settle import settle
from tests.factories import (
    AT,
    DUE,
    a_claim,
    a_split_claim,
    a_user,
    a_verdict,
    an_assignment,
    an_editor,
    later,
    sealed,
)
from tests.public.captures import failed
from tests.public.looks import BEFORE, a_change, a_look, a_quoted_page
from tests.ratings import Rating

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 5, 10, 12, 0, tzinfo=timezone.get_default_timezone())


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (NOON - dt.timedelta(days=3), "waiting 3 days, since 7 May 2026"),
        (NOON - dt.timedelta(hours=13), "waiting 1 day, since 9 May 2026"),
        (NOON - dt.timedelta(hours=2), "waiting since 10:00 today"),
        (dt.date(2026, 5, 9), "1 day overdue"),
        (dt.date(2026, 4, 30), "10 days overdue"),
        (None, ""),
    ],
)
def test_days_are_counted_as_a_calendar_has_them(since, words):
    assert waited(since, at=NOON) == words


def since_in(client, name):
    (row,) = client.get(f"/desk/queues/{name}/").context["stretch"].rows
    return row.since


def recorded_after_a_draft():
    claim = a_claim(draft=True)
    submit(claim=claim, by=claim.created_by, at=later(days=2))


def one_of_two_sealed():
    claim = a_claim()
    first = an_assignment(claim)
    an_assignment(claim, at=later(days=1))
    sealed(first, at=later(days=3))


def settled_after_a_split():
    settle(
        claim=a_split_claim(),
        reason="One page came first.",
        rating=Rating.CONTESTED.value,
        by=an_editor(),
        at=later(days=4),
    )


def handed_back(*, asked):
    """So many are asked, and the first hands it back two days later."""
    claim = a_claim()
    first, *_others = [an_assignment(claim) for _ in range(asked)]
    decline(assignment=first, reason="No time.", by=first.reviewer, at=later(days=2))


def replaced():
    """The only one who was asked is replaced two days later."""
    replace_reviewer(
        assignment=an_assignment(),
        reviewer=a_user(),
        reason="On leave.",
        by=an_editor(),
        at=later(days=2),
    )


def taken_down():
    claim = a_claim()
    put_up(claim=claim, places=2, due=DUE, by=an_editor(), at=AT)
    take_down(claim=claim, by=an_editor(), at=later(days=2))


def rereviewed():
    claim = a_verdict().claim
    reopen(claim=claim, reason="A new page.", by=an_editor(), at=later(days=3))


def gone_twice():
    page = a_quoted_page()
    for day in (2, 5):
        a_change(page, now="Gone", at=later(days=day), outcome="error_page", http_status=410)


def misquoted():
    a_look(a_quoted_page("thirteen guards were killed"), BEFORE, at=later(days=2))


@pytest.mark.parametrize(
    ("name", "make", "since"),
    [
        ("unassigned", a_claim, AT),
        ("unassigned", recorded_after_a_draft, later(days=2)),
        ("overdue", lambda: an_assignment(due=DUE), DUE),
        ("second-review", one_of_two_sealed, later(days=3)),
        ("split", a_split_claim, AT),
        ("ready", settled_after_a_split, later(days=4)),
        ("re-review", rereviewed, later(days=3)),
        ("gone", gone_twice, later(days=2)),
        ("failed", lambda: failed(a_quoted_page(), "No answer in time."), AT),
        ("altered", lambda: a_change(a_quoted_page()), later(days=1)),
        ("misquoted", misquoted, later(days=2)),
    ],
)
def test_it_is_counted_from_what_the_row_waits_for(sign_in, editor, name, make, since):
    make()
    assert since_in(sign_in(editor), name) == since


@pytest.mark.parametrize(
    ("make", "since"),
    [
        (an_assignment, AT),
        # One of two: there were enough until then. The only one: there never were.
        (lambda: handed_back(asked=2), later(days=2)),
        (lambda: handed_back(asked=1), AT),
        (replaced, AT),
        (taken_down, later(days=2)),
    ],
)
def test_a_round_is_short_since_it_last_had_enough(sign_in, editor, make, since):
    make()
    assert since_in(sign_in(editor), "short") == since


def test_a_reviewer_reads_since_when_they_are_asked(sign_in, checker):
    an_assignment(reviewer=checker, at=later(days=1))
    client = sign_in(checker)
    assert since_in(client, "mine") == later(days=1)
    assert "days, since 2 March 2026" in client.get("/desk/queues/mine/").content.decode()


def test_more_rows_take_no_more_queries(sign_in, editor):
    handed_back(asked=2)
    client = sign_in(editor)
    client.get("/desk/queues/short/")
    with CaptureQueriesContext(connection) as one:
        client.get("/desk/queues/short/")
    for _ in range(4):
        handed_back(asked=2)
    an_assignment(reviewer=a_user())
    with CaptureQueriesContext(connection) as many:
        response = client.get("/desk/queues/short/")
    assert len(response.context["stretch"].rows) == 6
    assert len(many) == len(one)
