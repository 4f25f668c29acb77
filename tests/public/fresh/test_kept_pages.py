"""A page that is kept is answered again, and never after something that it shows has changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, RequestFactory
from django.utils import timezone

from claims.models import Party
from tests.factories import a_claim, a_correction, a_party, a_user, a_verdict
from tests.public.fresh.conftest import Asked, told
from tracker.base.acts.models import TableMark
from tracker.base.acts.patient_cache import PatientCache
from tracker.base.web.fresh import kept, marks
from tracker.site.server import fresh_pages

NONE = 0
"""Queries of a kept page besides the one that reads the marks, which is asked past Django."""


def test_a_page_is_made_once_and_answered_from_then_on(ask: Asked) -> None:
    path = f"/claims/{a_claim().pk}/"

    made, many = ask(path)
    again, few = ask(path)
    known, fewest = ask(path, if_none_match=made["ETag"])
    head, of_head = ask(path, head=True)

    assert (made.status_code, again.status_code, known.status_code) == (200, 200, 304)
    assert again.content == made.content
    assert known.content == b""
    assert many > NONE == few == fewest == of_head
    assert told(again) == told(head) == told(made)
    assert known["ETag"] == made["ETag"]
    assert known["Content-Security-Policy"] == made["Content-Security-Policy"]
    assert known["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_a_verdict_and_its_correction_are_seen_at_once(ask: Asked) -> None:
    claim = a_claim()
    path = f"/claims/{claim.pk}/"
    before, _ = ask(path)

    verdict = a_verdict(claim, summary="Two films bear it out.")
    decided, _ = ask(path, if_none_match=before["ETag"])
    a_correction(verdict, summary="One film does.")
    corrected, _ = ask(path, if_none_match=decided["ETag"])

    assert b"Two films bear it out." not in before.content
    assert b"Two films bear it out." in decided.content
    assert b"One film does." in corrected.content
    assert len({before["ETag"], decided["ETag"], corrected["ETag"]}) == 3


def test_a_change_that_is_not_shown_leaves_tag_and_date(ask: Asked) -> None:
    path = f"/claims/{a_claim().pk}/"
    before, _ = ask(path)

    a_claim(released=False)
    after, queries = ask(path, if_none_match=before["ETag"])

    assert (after.status_code, queries) == (304, NONE)
    assert after["ETag"] == before["ETag"]


def test_addresses_are_told_apart_by_their_query_and_host(ask: Asked) -> None:
    assert ask("/search/?q=nobody")[0]["ETag"] != ask("/search/?q=somebody")[0]["ETag"]
    here, there = ask("/api/v1/")[0], ask("/api/v1/", host="localhost")[0]
    assert b"http://testserver/" in here.content
    assert b"http://testserver/" not in there.content


def test_commits_that_overtake_each_other_are_both_seen(
    ask: Asked, elsewhere: Callable[[], Any]
) -> None:
    first, second = (a_claim().claimant for _ in range(2))
    begins, overtakes = elsewhere(), elsewhere()
    assert "Earlier" not in _names(ask)

    _rename(begins, first, "Earlier")
    _rename(overtakes, second, "Later")  # waits for nobody, though both change one table
    assert "Later" not in _names(ask)
    overtakes.commit()
    assert "Later" in _names(ask)
    assert "Earlier" not in _names(ask)
    begins.commit()

    assert "Earlier" in _names(ask)
    assert ask("/parties/")[1] == NONE


def test_what_is_undone_changes_nothing(ask: Asked, elsewhere: Callable[[], Any]) -> None:
    party = a_claim().claimant
    before, _ = ask("/parties/")
    other = elsewhere()

    _rename(other, party, "Undone")
    other.rollback()

    again, queries = ask("/parties/")
    assert queries == NONE
    assert again.content == before.content


def test_what_follows_an_undone_part_of_a_transaction_is_seen(
    ask: Asked, elsewhere: Callable[[], Any]
) -> None:
    party = a_claim().claimant
    ask("/parties/")
    other = elsewhere()

    with other.cursor() as cursor:
        cursor.execute("SAVEPOINT part")
        _rename(other, party, "Undone")
        cursor.execute("ROLLBACK TO SAVEPOINT part")
    _rename(other, party, "Kept")
    other.commit()

    assert "Kept" in _names(ask)


def test_a_transaction_marks_a_table_once_and_only_if_a_row_changed(
    elsewhere: Callable[[], Any],
) -> None:
    party = a_party()
    seen = [_marks_of_parties()]

    for change in (None, (_nothing, party), (_rename, party, "Twice")):
        other = elsewhere()
        for _ in range(2 if change else 0):
            change[0](other, *change[1:])
        other.commit()
        seen.append(_marks_of_parties())

    assert seen[0] == seen[1] == seen[2]
    assert len(seen[3] - seen[2]) == 1


def test_a_new_hour_and_an_unmarked_table_ask_for_a_new_page(
    ask: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, now = f"/claims/{a_claim().pk}/", timezone.now()
    _made, many = ask(path)
    assert ask(path)[1] == NONE

    with monkeypatch.context() as later:
        clock = SimpleNamespace(now=lambda: now + timedelta(hours=1), localdate=timezone.localdate)
        later.setattr(fresh_pages, "timezone", clock)
        assert ask(path)[1] == many
        assert ask(path)[1] == NONE
    monkeypatch.setattr(marks, "marked", lambda: marks.marked_tables() - {"claims_claim"})
    assert ask(path)[1] == many
    assert ask(path)[1] == many


def test_a_date_answers_once_it_is_sure(ask: Asked) -> None:
    claim = a_claim()
    path = f"/claims/{claim.pk}/"
    made, _ = ask(path)
    assert ask(path, if_modified_since=made["Last-Modified"])[0].status_code == 200

    time.sleep(1.1)
    sure, _ = ask(path)
    known, queries = ask(path, if_modified_since=sure["Last-Modified"])
    assert (known.status_code, queries) == (304, NONE)

    a_verdict(claim)
    changed, _ = ask(path, if_modified_since=sure["Last-Modified"])
    assert changed.status_code == 200
    assert changed.content != sure.content


def test_who_is_signed_in_has_a_page_of_their_own(ask: Asked, client: Client) -> None:
    path = f"/claims/{a_claim().pk}/"
    ask(path)

    client.force_login(a_user())
    own, many = ask(path)
    client.logout()
    client.cookies.clear()
    again, _ = ask(path)

    assert own["Cache-Control"] == "private, no-store"
    assert many > NONE
    assert own.content != again.content
    assert ask(path)[1] == NONE
    assert "Cookie" in again["Vary"]


def test_without_the_cache_pages_are_made_and_kept_all_the_same(
    ask: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "cache", PatientCache("redis://127.0.0.1:1", {}))
    path = f"/claims/{a_claim().pk}/"

    made, _ = ask(path)
    known, queries = ask(path, if_none_match=made["ETag"])

    assert (made.status_code, known.status_code, queries) == (200, 304, NONE)
    assert "Last-Modified" in made


def test_that_there_is_nothing_is_not_kept(ask: Asked) -> None:
    missing, many = ask("/incidents/nowhere/")

    assert (missing.status_code, ask("/incidents/nowhere/")[1]) == (404, many)
    assert missing["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_head_is_sent_without_a_body(transactional_db: None) -> None:
    asked = RequestFactory().head("/methodology/").environ
    said: dict[str, str] = {}

    def start(status: str, headers: list[tuple[str, str]], *_: object) -> None:
        said.update(headers)

    body = b"".join(WSGIHandler()(asked, start))

    assert body == b""
    assert int(said["Content-Length"]) > 1_000


def test_the_head_of_what_is_written_while_it_is_sent(transactional_db: None) -> None:
    asked = RequestFactory().head("/ledger/export/").environ

    assert b"".join(WSGIHandler()(asked, lambda *_: None)) == b""


def test_a_question_mark_in_a_path_is_another_address(ask: Asked) -> None:
    assert ask("/parties/?page=1?")[0].status_code == 200
    assert ask("/parties/%3Fpage=1?")[0].status_code == 404


def _rename(through: Any, party: Party, name: str) -> None:
    with through.cursor() as cursor:
        cursor.execute("UPDATE claims_party SET name = %s WHERE id = %s", [name, party.pk])


def _nothing(through: Any, _party: Party) -> None:
    with through.cursor() as cursor:
        cursor.execute("UPDATE claims_party SET name = 'x' WHERE id = -1")


def _names(ask: Asked) -> str:
    text: str = ask("/parties/")[0].content.decode()
    return text


def _marks_of_parties() -> set[Any]:
    rows = TableMark.objects.filter(of_table="claims_party")
    return set(rows.values_list("pk", "mark"))
