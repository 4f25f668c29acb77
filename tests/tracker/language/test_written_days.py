"""Dates are read in any form that people write them in; a number beside a month's name is none."""

from __future__ import annotations

import pytest

from tracker.base.language.retrieval.written_days import day_keys, written_days


@pytest.mark.parametrize(
    "text",
    [
        *("25 July 2024", "July 25, 2024", "25th of July 2024", "2024-07-25", "25.07.2024"),
        *("le 25 juillet 2024", "25 июля 2024 года", "25 يوليو 2024", "٢٥ تموز ٢٠٢٤", "7/25/2024"),
    ],
)
def test_a_day_is_read_in_every_form(text: str) -> None:
    (found,) = written_days(f"It was said on {text}, they say.")

    assert found[:3] == (2024, 7, 25)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("juillet 2024", (2024, 7, 0)),
        ("25 July", (0, 7, 25)),
        ("25 تشرين الثاني 2024", (2024, 11, 25)),
    ],
)
def test_what_is_left_out_is_not_known(text: str, read: tuple[int, int, int]) -> None:
    assert [found[:3] for found in written_days(text)] == [read]


@pytest.mark.parametrize(
    "text",
    ["2024", "July", "31 February 2024", "2024-13-01", "may say so", "march of 1200", "1.2.3"],
)
def test_what_is_no_date_is_not_read(text: str) -> None:
    assert written_days(text) == []


def test_a_day_is_looked_up_by_its_parts() -> None:
    assert day_keys(2024, 7, 25) == ("2024-07-25", "2024-07", "07-25", "2024")
