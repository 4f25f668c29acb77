"""Many writers at once leave one chain without a gap, whatever some of them undo."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import pytest
from django.db import connection, transaction

from tests.factories import AT
from tracker.base.ledger.chain import defects
from tracker.base.ledger.models import Entry
from tracker.base.ledger.operations import Given, at_the_end, enter, enter_many
from tracker.base.ledger.verify import link

WRITERS, ROUNDS = 6, 15

pytestmark = pytest.mark.django_db(transaction=True)


def side_by_side(work: Callable[[int, int], None]) -> None:
    """Each writer has a connection of its own and they all begin together."""
    barrier = Barrier(WRITERS)

    def writer(number: int) -> None:
        try:
            barrier.wait()
            for turn in range(ROUNDS):
                work(number, turn)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(writer, range(WRITERS)))


def chain() -> list[Entry]:
    return list(Entry.objects.order_by("position"))


def test_writers_leave_a_chain_without_a_gap() -> None:
    def work(number: int, turn: int) -> None:
        with transaction.atomic():
            enter(kind="test", subject=f"{number}-{turn}", content={"turn": turn}, at=AT)

    side_by_side(work)

    rows = chain()
    assert [row.position for row in rows] == list(range(1, WRITERS * ROUNDS + 1))
    assert list(defects(map(link, rows))) == []
    assert len({row.subject for row in rows}) == WRITERS * ROUNDS


def test_what_some_of_them_undo_leaves_no_gap_either() -> None:
    def work(number: int, turn: int) -> None:
        with suppress(LookupError), transaction.atomic():
            enter(kind="test", subject=f"{number}-{turn}", content={}, at=AT)
            if turn % 3 == 0:
                raise LookupError

    side_by_side(work)

    rows = chain()
    kept = WRITERS * len([turn for turn in range(ROUNDS) if turn % 3])
    assert [row.position for row in rows] == list(range(1, kept + 1))
    assert list(defects(map(link, rows))) == []


def test_what_enters_together_stands_together() -> None:
    def work(number: int, turn: int) -> None:
        with transaction.atomic(), at_the_end():
            for part in "abc":
                enter_many([Given("test", f"{number}-{turn}-{part}", {}, AT)])

    side_by_side(work)

    acts = [row.subject.rpartition("-")[0] for row in chain()]
    assert acts[::3] == acts[1::3] == acts[2::3]
