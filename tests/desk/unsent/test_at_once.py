"""What a page keeps by itself crosses other writers: it is tried again, and never fails."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from claims.models import Claim
from tests.desk.forms import a_claim_form, as_shown
from tests.desk.unsent.typing import is_anything_left, sent_by_page, thrown_away, typed
from tests.factories import a_party, an_incident
from tracker.base.acts.models import UnsentForm
from tracker.base.acts.unsent.keep import forget_old

pytestmark = pytest.mark.django_db

NEW = "/desk/claims/new/"
WORDS = "At least thirteen soldiers, said the spokesman."


@pytest.fixture
def browser(sign_in: Any, checker: Any) -> Any:
    return sign_in(checker)


def cross(times: int, *, state: str = "40P01") -> None:
    """Let the database give up so many writes as it does one that crosses another."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            CREATE SEQUENCE crossed;
            GRANT USAGE ON SEQUENCE crossed TO PUBLIC;
            CREATE FUNCTION cross() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF nextval('crossed') <= {times} THEN
                    RAISE EXCEPTION 'crossed' USING ERRCODE = '{state}';
                END IF;
                RETURN NULL;
            END $$;
            CREATE TRIGGER crossed BEFORE INSERT OR UPDATE OR DELETE
                ON {UnsentForm._meta.db_table} EXECUTE FUNCTION cross()
            """
        )


@pytest.mark.parametrize("state", ["40P01", "40001"])
def test_what_crosses_another_once_is_kept(browser: Any, state: str) -> None:
    opened = as_shown(browser.get(NEW))
    cross(1, state=state)
    assert sent_by_page(browser, NEW, opened | {"statement": WORDS}).status_code == 200
    assert as_shown(browser.get(NEW))["statement"] == WORDS


def test_what_goes_on_crossing_is_refused_and_sent_again(browser: Any) -> None:
    opened = as_shown(browser.get(NEW)) | {"statement": WORDS}
    cross(2)
    answer = sent_by_page(browser, NEW, opened)
    assert (answer.status_code, answer.json()["code"]) == (409, "at_once")
    assert not is_anything_left()
    assert sent_by_page(browser, NEW, opened).status_code == 200


def test_without_script_the_form_is_shown_again(browser: Any) -> None:
    opened = as_shown(browser.get(NEW)) | {"statement": WORDS, "keep_unsent": "1"}
    cross(2)
    answer = browser.post(NEW, opened)
    assert as_shown(answer)["statement"] == WORDS
    assert "Try again." in answer.content.decode()


def test_a_claim_is_recorded_though_what_was_kept_of_it_is_left(browser: Any) -> None:
    sent = as_shown(browser.get(NEW)) | a_claim_form(an_incident(), a_party(), statement=WORDS)
    sent_by_page(browser, NEW, sent)
    cross(2)
    assert browser.post(NEW, sent).status_code == 302
    assert Claim.objects.get().statement == WORDS


def test_what_cannot_be_thrown_away_now_is_still_there(browser: Any) -> None:
    typed(browser, NEW, statement=WORDS)
    number = UnsentForm.objects.get().pk
    page = browser.get(NEW)
    cross(4)
    for answer in (
        thrown_away(browser, NEW, page, number),
        browser.post(f"/desk/unsent/{number}/", follow=True),
    ):
        assert "Try again." in answer.content.decode()
    assert is_anything_left()


@pytest.mark.django_db(transaction=True)
def test_what_is_old_and_written_just_now_is_left_and_not_waited_for(browser: Any) -> None:
    for words in ("The first.", "The second."):
        opened = as_shown(browser.get(f"{NEW}?unsent=new"))
        sent_by_page(browser, NEW, opened | {"statement": words})
    written, other = UnsentForm.objects.order_by("at")
    late = timezone.now() + timedelta(days=31)
    writer = connections.create_connection("default")
    try:
        writer.set_autocommit(False)
        with writer.cursor() as cursor:
            cursor.execute(
                f"SELECT FROM {UnsentForm._meta.db_table} WHERE id = %s FOR UPDATE", [written.pk]
            )
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '10s'")
            assert forget_old(at=late) == 1
        # The server is told, and has let go before it answers: a connection that is merely closed
        # keeps its locks until the server notices.
        writer.rollback()
    finally:
        writer.close()
    assert list(UnsentForm.objects.all()) == [written] != [other]
    assert forget_old(at=late) == 1
