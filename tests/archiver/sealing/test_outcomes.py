"""The vocabulary of outcomes is whole, told to people, and lets nothing but a whole 2xx succeed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sources.archiver.network import fetch
from sources.archiver.outcomes import Outcome, is_transient
from sources.archiver.values import Hop, Target
from tests.archiver.conftest import AT, LIMITS

PAPER = Path(__file__).resolve().parents[3] / "docs" / "outcomes.md"
TARGET = Target("http://news.example/", "http", "news.example", 80, ("93.184.215.14",))


def judged(status: int) -> Outcome:
    hop = Hop(TARGET, "93.184.215.14", AT, b"", b"", 0, status, (), b"<p>Twelve soldiers")
    return fetch._judge([hop], LIMITS, AT).outcome


def told_as_tried_again(outcome: Outcome) -> str:
    """The last column of the table, from what is done with a refusal for ever and for a while."""
    ways = {is_transient(outcome, status) for status in (404, 503)}
    return "by status" if len(ways) == 2 else {True: "yes", False: "no"}[ways.pop()]


def test_only_a_2xx_status_succeeds_and_no_part() -> None:
    well = [status for status in range(200, 1000) if judged(status).is_success]

    assert well == [status for status in range(200, 300) if status not in (206, 226)]


def test_only_one_outcome_is_a_success() -> None:
    assert [outcome for outcome in Outcome if outcome.is_success] == [Outcome.CAPTURED]
    assert not is_transient(Outcome.CAPTURED, 200)


@pytest.mark.parametrize("status", [401, 403, 407, 429, 451, 999])
def test_a_refusal_of_the_site_is_named_with_and_without_a_body(status: int) -> None:
    hop = Hop(TARGET, "93.184.215.14", AT, b"", b"", 0, status, (), b"")

    assert fetch._judge([hop], LIMITS, AT).outcome is Outcome.BLOCKED
    assert judged(status) is Outcome.BLOCKED


def test_every_outcome_has_a_sentence_of_its_own() -> None:
    sentences = {one.sentence for one in Outcome}

    assert len(sentences) == len(Outcome)
    assert all(sentence.endswith(".") for sentence in sentences)


def test_the_table_for_people_is_the_vocabulary() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*) \| ([\w ]+) \|$", PAPER.read_text(), re.MULTILINE)

    assert rows == [(one.value, one.sentence, told_as_tried_again(one)) for one in Outcome]


@pytest.mark.parametrize(
    ("outcome", "status", "again"),
    [
        (Outcome.ERROR_PAGE, 503, True),
        (Outcome.ERROR_PAGE, 404, False),
        (Outcome.ERROR_PAGE, 200, False),
        (Outcome.BLOCKED, 429, True),
        (Outcome.BLOCKED, 403, False),
        (Outcome.TLS_FAILURE, None, False),
        (Outcome.REFUSED, None, False),
        (Outcome.NETWORK_DOWN, None, True),
        (Outcome.GIVEN_UP, None, False),
    ],
)
def test_what_may_pass_is_tried_again(outcome: Outcome, status: int | None, again: bool) -> None:
    assert is_transient(outcome, status) is again
