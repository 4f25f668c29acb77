"""Lists of copies by date are kept until another copy is shown; the way to one never is."""

from __future__ import annotations

import pytest

from claims.operations.record import withdraw
from sources.models import Page
from tests.factories import an_editor, later
from tests.house.database import rows
from tests.public.fresh.conftest import Asked
from tests.public.memento.conftest import (
    GATE,
    JSON_MAP,
    MAP,
    STORY,
    copy_at,
    memento_of,
    path_of,
    shown_page,
)


@pytest.mark.parametrize("start", [MAP, JSON_MAP])
def test_a_list_is_answered_again_until_what_it_names_changes(ask: Asked, start: str) -> None:
    page = shown_page()
    copy_at(page, later(days=0))
    made, many = ask(f"{start}{STORY}")
    again, few = ask(f"{start}{STORY}")
    known, fewest = ask(f"{start}{STORY}", if_none_match=made["ETag"])
    head, of_head = ask(f"{start}{STORY}", head=True)

    assert many > 0 == few == fewest == of_head
    assert (again.content, known.status_code, head["ETag"]) == (made.content, 304, made["ETag"])
    _changes_with_its_copies(ask, f"{start}{STORY}", page)


def _changes_with_its_copies(ask: Asked, address: str, page: Page) -> None:
    another = copy_at(page, later(days=1))
    longer, _ = ask(address)
    rows.withholding(capture=another, hides_page=False)
    shorter, _ = ask(address)
    withdraw(
        claim=page.citations.get().claim,
        reason="Twice, as was said.",
        by=an_editor(),
        at=later(days=2),
    )
    gone, _ = ask(address)

    assert memento_of(another) in longer.content.decode()
    assert memento_of(another) not in shorter.content.decode()
    assert gone.status_code == 404


def test_the_way_to_a_copy_is_made_each_time(ask: Asked) -> None:
    page = shown_page()
    copies = [copy_at(page, later(days=days)) for days in (0, 10)]
    first, second = "Sun, 01 Mar 2026 12:00:00 GMT", "Wed, 11 Mar 2026 12:00:00 GMT"

    for said, number in ((first, 0), (second, 1), (first, 0)):
        led, queries = ask(f"{GATE}{STORY}", accept_datetime=said)
        assert led["Location"] == memento_of(copies[number])
        assert queries > 0
        assert led["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert {"accept-datetime", "Cookie"} <= {one.strip() for one in led["Vary"].split(",")}
        assert not led.cookies


def test_a_reader_who_has_the_page_of_a_copy_is_told_its_date_again(ask: Asked) -> None:
    copy = copy_at(shown_page(), later(days=0))
    path = path_of(memento_of(copy))
    made, _ = ask(path)
    known, _ = ask(path, if_none_match=made["ETag"])

    assert (made.status_code, known.status_code) == (200, 304)
    assert known["Memento-Datetime"] == made["Memento-Datetime"] == "Sun, 01 Mar 2026 12:00:00 GMT"
    assert known["Link"] == made["Link"]
