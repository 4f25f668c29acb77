"""The chain itself, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from tracker.base.ledger.chain import (
    GENESIS,
    Head,
    Link,
    canonical,
    defects,
    digest,
    link_digest,
    moment,
)

AT = "2026-03-01T12:00:00.000000Z"


def a_link(position: int, previous: str, content: str = "{}", **other: str) -> Link:
    facts = {"at": AT, "kind": "capture", "subject": str(position)} | other
    facts |= {"content_sha256": digest(content), "previous_sha256": previous}
    return Link(
        position=position,
        content=content,
        sha256=link_digest(position=position, **facts),
        **facts,
    )


def a_chain(length: int = 5) -> list[Link]:
    links: list[Link] = []
    for position in range(1, length + 1):
        links.append(
            a_link(position, links[-1].sha256 if links else GENESIS, f'{{"n":{position}}}')
        )
    return links


def codes(links: list[Link], after: Head | None = None) -> list[tuple[str, int | None]]:
    return [(defect.code, defect.position) for defect in defects(links, after=after)]


def test_a_chain_that_nobody_touched_fits() -> None:
    assert codes(a_chain()) == []


def test_a_chain_can_be_read_on_from_anywhere() -> None:
    links = a_chain()

    assert codes(links[3:], Head(3, links[2].sha256)) == []


def test_the_digest_of_an_entry_is_that_of_the_rule_as_written_down() -> None:
    said = (
        f'{{"at":"{AT}","content_sha256":"{digest("{}")}","kind":"capture","position":1,'
        f'"previous_sha256":"{GENESIS}","subject":"Ségou \\"x\\""}}'
    )

    assert a_link(1, GENESIS, subject='Ségou "x"').sha256 == digest(said)


def test_a_removed_entry_shows_as_a_gap() -> None:
    links = a_chain()

    assert codes(links[:2] + links[3:]) == [("gap", 4), ("previous", 4)]


def test_two_entries_that_changed_places_show() -> None:
    one, two, three, four, five = a_chain()

    assert ("gap", 3) in codes([one, three, two, four, five])
    assert ("previous", 2) in codes([one, three, two, four, five])


def test_an_entry_put_in_between_shows() -> None:
    links = a_chain()
    put_in = a_link(3, links[1].sha256, '{"n":"forged"}')

    assert codes([*links[:2], put_in, *links[2:]]) == [("gap", 3), ("previous", 3)]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"content": '{"n":4}'}, "content"),
        ({"content_sha256": "ab" * 32}, "digest"),
        ({"at": "2026-03-01T12:00:00.000001Z"}, "digest"),
        ({"kind": "verdict"}, "digest"),
        ({"subject": "9"}, "digest"),
        ({"previous_sha256": "ab" * 32}, "previous"),
        ({"sha256": "ab" * 32}, "digest"),
    ],
)
def test_any_changed_field_of_an_entry_shows_at_that_entry(change: dict, code: str) -> None:
    links = a_chain()
    links[2] = replace(links[2], **change)

    assert (code, 3) in codes(links)


def test_a_forged_entry_whose_digest_was_made_anew_shows_at_the_next() -> None:
    links = a_chain()
    links[2] = a_link(3, links[1].sha256, '{"n":"forged"}')

    assert codes(links) == [("previous", 4)]


def test_a_withheld_content_breaks_nothing() -> None:
    assert codes([replace(link, content=None) for link in a_chain()]) == []


def test_times_are_written_in_one_way_whatever_their_zone() -> None:
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)

    assert moment(noon) == AT
    assert moment(noon.astimezone(timezone(timedelta(hours=5, minutes=30)))) == AT


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        moment(datetime(2026, 3, 1, 12))  # noqa: DTZ001 - that is the point


def test_numbers_are_written_as_the_database_gives_them_back() -> None:
    given = {
        "b": 3.0,
        "a": 1e22,
        "c": 0.1,
        "d": Decimal("12.500"),
        "e": Decimal("-0.000"),
        "f": -0.0,
    }

    assert (
        canonical(given) == '{"a":10000000000000000000000,"b":3,"c":0.1,"d":"12.5","e":"0","f":0}'
    )


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises((ValueError, OverflowError)):
        canonical({"a": value})


def test_what_has_no_json_is_refused() -> None:
    with pytest.raises(TypeError, match="bytes"):
        canonical({"a": b"bytes"})
