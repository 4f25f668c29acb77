"""Pages of one site may share a reader; pages of two sites never do."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace

import psutil
import pytest

from sources.archiver.reading import extract as extracting
from sources.archiver.reading.extract import extract
from sources.archiver.reading.nursery_protocol import MOST_PAGES
from sources.archiver.values import Extraction, ExtractionState, Limits
from tests.archiver.waiting import IN_TIME, waited

LIMITS = Limits()


def read(words: str, *, site: str = "a.example", limits: Limits = LIMITS) -> Extraction:
    return extract(f"<p>{words}".encode(), "text/html", limits=limits, site=site)


def reader() -> int | None:
    """The child that waits for another page of its site."""
    process, child = extracting._NURSERY.process, extracting._NURSERY.child
    assert process is not None
    children = psutil.Process(process.pid).children()
    return children[0].pid if child is not None and children else None


@pytest.fixture(autouse=True)
def fresh() -> None:
    extracting.end()


def test_pages_of_one_site_share_a_reader() -> None:
    assert read("One").text == "One"
    first = reader()

    assert read("Two").text == "Two"

    assert first is not None
    assert reader() == first


def test_another_site_has_another_reader() -> None:
    read("One")
    first = reader()

    assert read("Two", site="b.example").text == "Two"

    assert reader() != first
    assert first is not None
    assert not psutil.pid_exists(first)


def test_a_page_of_no_site_leaves_no_reader() -> None:
    assert read("One", site="").text == "One"

    assert reader() is None


def test_other_limits_have_another_reader() -> None:
    read("One")
    first = reader()

    read("Two", limits=replace(LIMITS, text_characters=100))

    assert reader() != first


def test_a_reader_is_replaced_after_so_many_pages() -> None:
    for number in range(MOST_PAGES):
        assert read(str(number)).text == str(number)
    assert reader() is None

    assert read("next").text == "next"


def test_a_reader_that_died_between_two_pages_is_replaced() -> None:
    read("One")
    first = reader()
    assert first is not None
    os.kill(first, signal.SIGKILL)

    assert read("Two").text == "Two"
    assert reader() != first


def test_a_reader_that_was_killed_while_it_waited_is_replaced() -> None:
    brief = replace(LIMITS, extract_seconds=0.3)
    read("One", limits=brief)
    time.sleep(0.6)  # the nursery kills what outlives its deadline, idle or not

    assert read("Two", limits=brief).text == "Two"


def test_a_page_that_hangs_a_shared_reader_is_late_and_not_tried_again() -> None:
    # With memory for the page, so that its time ends it and nothing else.
    brief = replace(LIMITS, extract_seconds=0.4, extract_memory_bytes=8 << 30)
    read("One", limits=brief)
    began = time.monotonic()

    found = extract(b"<p>a" * 4_000_000, "text/html", limits=brief, site="a.example")

    assert (found.state, found.reason) == (ExtractionState.FAILED, extracting.LATE)
    assert time.monotonic() - began < IN_TIME
    assert read("Two", limits=brief).text == "Two"


def test_a_shared_reader_is_allowed_more_cpu_for_every_page() -> None:
    brief = replace(LIMITS, extract_cpu_seconds=1)
    read("One", limits=brief)
    first = reader()
    assert first is not None
    child = psutil.Process(first)
    before = child.rlimit(psutil.RLIMIT_CPU)[0]

    read("Two", limits=brief)

    # The nursery allows it while its child is reading already.
    assert waited(lambda: child.rlimit(psutil.RLIMIT_CPU)[0] == before + 1)
