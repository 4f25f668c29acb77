"""Dates with numbers of any length are dates that cannot be read, and nothing worse."""

from __future__ import annotations

import pytest

from sources.archiver.network.fetch import retry_after
from sources.archiver.outcomes import Outcome
from sources.archiver.reading.proposals import read_date
from tests.archiver.conftest import Fetch
from tests.archiver.world import World
from tests.factories import AT

HUGE = "9" * 20
DATES = [
    f"Mon, 01 Jan {HUGE} 00:00:00 GMT",
    f"Mon, 01 Jan 2030 00:00:00 +{HUGE}",
    f"Mon, 01 Jan 2030 {HUGE}:00:00 GMT",
]


def test_a_site_that_asks_to_wait_until_such_a_date_gets_its_named_outcome(
    world: World, fetch_from: Fetch
) -> None:
    world.page("/", b"<p>busy", f"Retry-After: {DATES[0]}", status="503 Service Unavailable")

    fetched = fetch_from("/")

    assert (fetched.outcome, fetched.retry_after) == (Outcome.ERROR_PAGE, None)


@pytest.mark.parametrize("date", DATES)
def test_such_a_date_is_none(date: str) -> None:
    assert retry_after(date, AT) is None
    assert not read_date(date).is_known
