"""The desk shows what waits, for what and until when, what failed, and lets a person decide."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sources.archiver.sentences import as_json, say
from sources.models import Capture, CaptureStatus
from sources.operations.captures.request import request_capture
from tests.factories import AT, a_page, a_user, later
from tracker.base.people.models import Role

pytestmark = pytest.mark.django_db
URL = "/desk/captures/queue/"
TRY = {
    "at": "2026-03-01T12:00:00+00:00",
    "outcome": "timeout",
    "reason": as_json(say("wire.broke", why="Too slow")),
}


def a_row(url, user, **fields):
    row = request_capture(page=a_page(url), cause="asked", by=user, at=AT)
    Capture.objects.filter(pk=row.pk).update(**fields)
    row.refresh_from_db()
    return row


def failed(**fields):
    ended = {"status": CaptureStatus.FAILED, "outcome": "tls_failure", "finished_at": AT}
    why = as_json(say("wire.certificate", host="a", why="it expired"))
    return ended | {"reason": why} | fields


@pytest.fixture
def rows(checker):
    taken = {"status": "taken", "taken_by": "machine/7", "taken_at": AT, "attempts": 1}
    put_back = {"attempts": 1, "next_attempt_at": later(hours=2), "tries": [TRY]}
    return {
        "waiting": a_row("https://one.example/a", checker),
        "in_line": a_row("https://one.example/b", checker, next_attempt_at=later(minutes=5)),
        "put_back": a_row("https://two.example:8080/c", checker, **put_back),
        "taken": a_row("https://user.example/d", checker, **taken),
        "failed": a_row("https://three.example/e", checker, **failed()),
    }


def shown(client, **query):
    return client.get(URL, query)


def test_every_state_is_told_with_its_reason_and_moment(sign_in, checker, rows):
    text = shown(sign_in(checker)).content.decode()
    assert "It waits for a worker." in text
    assert "It waits for its turn at this host, about 1 March, 12:05:00 UTC." in text
    assert "Too slow." in text
    assert "Put back until 1 March, 14:00:00 UTC, after attempt 1." in text
    assert "machine/7" in text
    assert "The certificate of a was not accepted: it expired." in text


def test_hosts_are_counted_and_can_be_chosen(sign_in, checker, rows):
    response = shown(sign_in(checker))
    counts = {row["host"]: row["all"] for row in response.context["hosts"]}
    assert counts == {"one.example": 2, "two.example": 1, "user.example": 1, "three.example": 1}
    narrowed = shown(sign_in(checker), host="one.example").context["pages"]
    assert {row.pk for row in narrowed} == {rows["waiting"].pk, rows["in_line"].pk}


@pytest.mark.parametrize("standing", ["taken", "put_back", "failed"])
def test_a_state_can_be_chosen(sign_in, checker, rows, standing):
    found = shown(sign_in(checker), standing=standing).context["pages"]
    assert [row.pk for row in found] == [rows[standing].pk]


def test_what_ended_well_or_was_asked_for_again_is_not_in_the_queue(sign_in, checker):
    old = a_row("https://one.example/a", checker, **failed())
    request_capture(page=old.page, cause="asked", by=checker, at=later(hours=1))
    a_row("https://one.example/b", checker, **failed(outcome="given_up"))
    found = shown(sign_in(checker)).context["pages"]
    assert [row.status for row in found] == [CaptureStatus.WAITING]


@pytest.mark.parametrize(
    "query", [{"host": "a\x00b"}, {"standing": "x"}, {"page": "-7"}, {"host": "nobody.example"}]
)
def test_a_query_that_makes_no_sense_is_no_error(sign_in, checker, rows, query):
    assert shown(sign_in(checker), **query).status_code == 200


def test_a_long_queue_takes_as_many_queries_as_a_short_one(sign_in, checker, rows):
    client = sign_in(checker)
    shown(client)  # the first answer of a session writes down that there is one
    with CaptureQueriesContext(connection) as few:
        shown(client)
    for number in range(40):
        a_row(f"https://host-{number}.example/", checker)
    with CaptureQueriesContext(connection) as many:
        assert len(shown(client).context["pages"]) == 30
    assert len(many) == len(few)


def test_a_person_tries_one_now(sign_in, checker, rows, nudges, django_capture_on_commit_callbacks):
    row = rows["put_back"]
    with django_capture_on_commit_callbacks(execute=True):
        response = sign_in(checker).post(f"/desk/captures/{row.pk}/retry/")
    row.refresh_from_db()
    assert response.headers["Location"] == f"/desk/captures/{row.pk}/"
    assert row.next_attempt_at is None
    assert nudges == [str(row.pk)]


def test_a_failed_one_is_asked_for_anew(sign_in, checker, rows):
    sign_in(checker).post(f"/desk/captures/{rows['failed'].pk}/retry/")
    newest = Capture.objects.filter(page=rows["failed"].page).first()
    assert newest is not None
    assert (newest.status, newest.requested_by) == (CaptureStatus.WAITING, checker)


def test_a_person_gives_one_up_with_a_reason(sign_in, checker, rows):
    url = f"/desk/captures/{rows['waiting'].pk}/give-up/"
    assert "https://one.example/a" in sign_in(checker).get(url).content.decode()
    response = sign_in(checker).post(url, {"reason": "Cited by mistake."})
    assert response.headers["Location"] == URL
    rows["waiting"].refresh_from_db()
    assert rows["waiting"].outcome == "given_up"


def test_a_refusal_is_said_on_the_form(sign_in, checker, rows):
    url = f"/desk/captures/{rows['taken'].pk}/give-up/"
    response = sign_in(checker).post(url, {"reason": "Too late."})
    assert response.status_code == 422
    assert "fetching the page at this moment" in response.content.decode()
    assert sign_in(checker).post(url, {"reason": ""}).status_code == 422


def test_the_page_of_a_capture_tells_what_was_tried(sign_in, checker, rows):
    text = sign_in(checker).get(f"/desk/captures/{rows['put_back'].pk}/").content.decode()
    assert "Earlier attempts" in text
    assert "Too slow." in text
    assert f"/desk/captures/{rows['put_back'].pk}/give-up/" in text


def test_looking_changes_nothing(sign_in, checker, rows):
    client = sign_in(checker)
    assert client.get(f"/desk/captures/{rows['waiting'].pk}/retry/").status_code == 405
    client.get(f"/desk/captures/{rows['waiting'].pk}/give-up/")
    rows["waiting"].refresh_from_db()
    assert rows["waiting"].status == CaptureStatus.WAITING


def test_a_reader_decides_nothing(sign_in, rows):
    client = sign_in(a_user(Role.READER))
    for act in ("retry", "give-up"):
        response = client.post(f"/desk/captures/{rows['waiting'].pk}/{act}/", {"reason": "No."})
        assert response.status_code == 403
