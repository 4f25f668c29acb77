"""A date is as exact as it is known, read in one way by forms, files, programs and operations."""

from datetime import UTC, date, datetime

import pytest

from tracker.base.values.partial_date import UNKNOWN_DATE, PartialDate
from tracker.base.values.precision import DatePrecision
from tracker.base.values.refusal import InvalidValueError

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "first", "last", "precision"),
    [
        ("2024-07-27", date(2024, 7, 27), date(2024, 7, 27), "day"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "year"),
        ("", None, None, "unknown"),
    ],
)
def test_a_date_is_read_and_written_as_it_is_known(written, first, last, precision):
    read = PartialDate.parse(written)

    assert (read.day, read.last, read.precision) == (first, last, precision)
    assert str(read) == written


@pytest.mark.parametrize(
    "written",
    ["2024-02-30", "2024-13", "0000", "24-07-27", "27.07.2024", "2024-07-27T10", "٢٠٢٤", "2024-"],
)
def test_what_the_calendar_does_not_have_is_no_date(written):
    with pytest.raises(InvalidValueError) as refused:
        PartialDate.parse(written)
    assert refused.value.code == "partial_date"


def test_dates_of_which_the_same_is_known_are_equal():
    month = DatePrecision.MONTH

    assert PartialDate(date(2024, 7, 31), month) == PartialDate(date(2024, 7, 1), month)
    assert PartialDate.parse("2024-07") != PartialDate.parse("2024-07-01")


@pytest.mark.parametrize(
    ("day", "precision", "code"),
    [
        (None, "day", "precision_without_date"),
        (date(2024, 1, 1), "unknown", "date_without_precision"),
        (date(2024, 1, 1), "week", "unknown_value"),
    ],
)
def test_a_date_and_its_precision_come_together(day, precision, code):
    with pytest.raises(InvalidValueError) as refused:
        PartialDate.of(day, precision, field="made_on")
    assert (refused.value.code, refused.value.field) == (code, "made_on")


@pytest.mark.parametrize(
    ("one", "other", "is_before"),
    [
        ("2024-07", "2024-08-01", True),
        ("2024-07", "2024-07-31", False),
        ("2024-07-30", "2024-07", False),
        ("2023", "2024", True),
        ("", "2024", False),
        ("2024", "", False),
    ],
)
def test_one_date_is_before_another_only_if_every_day_of_it_is(one, other, is_before):
    assert PartialDate.parse(one).is_before(PartialDate.parse(other)) is is_before


def test_a_day_that_has_begun_somewhere_is_not_in_the_future():
    tomorrow = PartialDate.parse("2026-03-02")

    assert tomorrow.not_after(AT, field="made_on") == tomorrow
    assert UNKNOWN_DATE.not_after(AT, field="made_on") == UNKNOWN_DATE
    with pytest.raises(InvalidValueError) as refused:
        PartialDate.parse("2026-03-03").not_after(AT, field="made_on")
    assert (refused.value.code, refused.value.field) == ("in_future", "made_on")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2024-07-27", "2024-07-27"),
        ("27/07/2024", "2024-07-27"),
        ("07/27/2024", "2024-07-27"),
        ("27.7.2024", "2024-07-27"),
        ("5/5/2024", "2024-05-05"),
        ("2024/07/27", "2024-07-27"),
        ("07/2024", "2024-07"),
        ("27 July 2024", "2024-07-27"),
        ("July 27th, 2024", "2024-07-27"),
        ("27 juillet 2024", "2024-07-27"),
        ("le 1er août 2024", "2024-08-01"),
        ("27 июля 2024 года", "2024-07-27"),
        ("27 يوليو 2024", "2024-07-27"),
        ("٢٧/٧/٢٠٢٤", "2024-07-27"),
        ("July 2024", "2024-07"),
        ("2024", "2024"),
        ("", ""),
    ],
)
def test_a_date_is_typed_in_anybodys_own_order(typed, read):
    assert str(PartialDate.typed(typed)) == read


@pytest.mark.parametrize("typed", ["3/4/2024", "03.04.2024", "12-11-2024"])
def test_where_day_and_month_may_be_either_it_is_asked(typed):
    with pytest.raises(InvalidValueError) as refused:
        PartialDate.typed(typed)
    assert refused.value.code == "ambiguous_date"
    year_first = {PartialDate.typed(day).day for day in refused.value.sentence.values.values()}
    assert len(year_first) == 2


@pytest.mark.parametrize(
    "typed",
    [
        "yesterday", "27 July", "31/02/2024", "13/13/2024", "27/7/24", "July",
        "27 July 2024 at noon", "from 25 July 2024 to 27 July 2024", "0/0/2024", "a\0b",
    ],
)  # fmt: skip
def test_what_is_no_date_with_a_year_is_refused(typed):
    with pytest.raises(InvalidValueError) as refused:
        PartialDate.typed(typed)
    assert refused.value.code == "partial_date"
