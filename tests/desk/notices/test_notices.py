"""What somebody is told stands at the desk: newest first, unread marked, read by opening it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.models import Notice
from claims.operations.record import withdraw
from tests.claims.notices.scene import rounds_end
from tests.claims.notices.telling import follow_all
from tests.factories import AT, a_claim, a_user, a_verdict, an_assignment, an_editor
from tests.house.database import rows
from tests.ratings import Rating
from tracker.base.people.models import Role

pytestmark = pytest.mark.django_db
URL = "/desk/notices/"


def told(assignment=None, **fields):
    assignment = assignment or an_assignment(**fields)
    follow_all()
    return Notice.objects.get(
        person=assignment.reviewer,
        source__contains="event:",
        code="assigned",
        thing=str(assignment.pk),
    )


def page(client, query=""):
    return client.get(f"{URL}{query}").content.decode()


def test_it_says_who_asks_what_and_the_header_counts(sign_in, checker):
    told(reviewer=checker, by=an_editor(name="Boubou Editor"))

    text = page(sign_in(checker))

    assert "Boubou Editor asks you to review this claim by 8 March 2026." in text
    assert "Twenty men were killed." in text
    assert '1<span class="visually-hidden"> unread</span>' in text


def test_opening_one_reads_it_and_leads_to_the_thing(sign_in, checker):
    notice, client = told(reviewer=checker), sign_in(checker)

    response = client.get(f"{URL}{notice.pk}/")

    assert response["Location"] == f"/desk/reviews/{notice.thing}/"
    notice.refresh_from_db()
    assert notice.read_at is not None
    assert "unread</span>" not in page(client)


def test_a_program_that_only_looks_ahead_reads_nothing(sign_in, checker):
    notice = told(reviewer=checker)

    sign_in(checker).head(f"{URL}{notice.pk}/")

    notice.refresh_from_db()
    assert notice.read_at is None


def test_one_is_marked_as_read_and_then_all(sign_in, checker):
    first = told(reviewer=checker)
    for _ in range(2):
        told(reviewer=checker)
    client, unread = sign_in(checker), Notice.objects.filter(person=checker, read_at=None)

    client.post(f"{URL}read/", {"notice": first.pk})
    assert unread.count() == 2
    client.post(f"{URL}read/")
    assert unread.count() == 0


def test_nobody_reads_or_marks_another_persons(sign_in, checker):
    notice, client = told(), sign_in(checker)

    assert client.get(f"{URL}{notice.pk}/").status_code == 404
    client.post(f"{URL}read/", {"notice": notice.pk})
    client.post(f"{URL}read/")

    notice.refresh_from_db()
    assert notice.read_at is None
    assert "No notices yet." in page(client)


def test_the_list_is_narrowed_to_a_kind_and_to_what_is_unread(sign_in, checker):
    told(reviewer=checker)
    client = sign_in(checker)

    assert "asks you to review" in page(client, "?kind=assignment&show=unread")
    assert "Nothing here." in page(client, "?kind=verdict")
    client.post(f"{URL}read/")
    assert "Nothing here." in page(client, "?show=unread")
    assert client.get(f"{URL}?colour=red").status_code == 400


def test_what_can_be_done_next_is_said_until_it_is_done(sign_in, editor):
    claim = rounds_end((Rating.SUPPORTED, Rating.SUPPORTED), by=editor)
    follow_all()
    client, step = sign_in(editor), "The verdict can be published."
    assert f"the reviewers agree. {step}" in page(client)

    a_verdict(claim)

    assert "the reviewers agree." in page(client)
    assert step not in page(client)


def test_a_withdrawn_claim_is_told_of_without_its_words(sign_in, checker):
    claim = a_claim(by=checker, statement="A secret that was withdrawn.")
    withdraw(claim=claim, reason="Twice, as was said.", by=an_editor(name="Boubou Editor"), at=AT)
    follow_all()

    text = page(sign_in(checker))

    assert f"Boubou Editor withdrew your claim, number {claim.pk}." in text
    assert "A secret" not in text


def test_moments_are_those_of_the_persons_time_zone(sign_in):
    person = a_user(time_zone="Asia/Tokyo")
    told(reviewer=person)

    assert "1 March 2026, 21:00" in page(sign_in(person))


def test_many_notices_take_as_many_queries_as_one(sign_in, checker):
    client = sign_in(checker)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            page(client)
        return len(caught)

    told(reviewer=checker)
    page(client)
    few = queries()
    for _ in range(4):
        told(reviewer=checker)

    assert queries() == few


def failed(person):
    return rows.letter(person=person, status="failed", finished_at=timezone.now())


def test_an_email_that_could_not_be_sent_is_said_to_its_person_and_to_administrators(sign_in):
    person, admin, other = a_user(), a_user(Role.ADMINISTRATOR), an_editor()
    failed(person)

    assert "could not be sent on" in page(sign_in(person))
    assert "could not be sent" not in page(sign_in(other))
    assert "1 e-mail could not be sent" in sign_in(admin).get("/desk/").content.decode()
    assert "could not be sent" not in sign_in(other).get("/desk/").content.decode()


def test_one_of_long_ago_is_not_said_any_more(sign_in, checker):
    rows.letter(person=checker, status="failed", finished_at=timezone.now() - timedelta(days=8))

    assert "could not be sent" not in page(sign_in(checker))
