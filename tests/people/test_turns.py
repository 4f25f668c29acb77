"""Two attempts at one account from one place follow each other."""

from __future__ import annotations

from threading import Thread

import pytest
from django.db import connection, transaction

from tests.people.people import a_person
from tracker.base.people.limits import Origin, take_turn

HERE = Origin("192.0.2.1")
THERE = Origin("192.0.2.2")


@pytest.mark.django_db(transaction=True)
def test_the_second_of_two_at_once_is_refused_and_elsewhere_goes_on():
    person = a_person()
    free: dict[str, bool] = {}

    def others() -> None:
        with transaction.atomic():
            free["here"] = take_turn(person, HERE, "")
            free["there"] = take_turn(person, THERE, "")
        connection.close()

    with transaction.atomic():
        assert take_turn(person, HERE, "")
        thread = Thread(target=others)
        thread.start()
        thread.join()

    assert free == {"here": False, "there": True}
