"""A number is read whole or not at all, in every language that has a table."""

from __future__ import annotations

import pytest

from claims.rules.figures import Qualifier, read


@pytest.mark.parametrize(
    ("words", "language", "value"),
    [
        ("two lakh", "en", 200_000),
        ("2 lakh 50 thousand", "en", 250_000),
        ("2 trillion", "en", 2 * 10**12),
        ("1.2bn", "en", 1_200_000_000),
        ("two and a half million", "en", 2_500_000),
        ("fifteen hundred", "en", 1500),
        ("2 million 300 thousand", "en", 2_300_000),
        ("deux billions", "fr", 2 * 10**12),
        ("vingt-et-un", "fr", 21),
        ("deux mille milliards", "fr", 2 * 10**12),
        ("un million et demi", "fr", 1_500_000),
        ("خمسا وعشرين", "ar", 25),
        ("إحدى وعشرين", "ar", 21),
        ("مئتي ألف", "ar", 200_000),
        ("مليون ونصف المليون", "ar", 1_500_000),
        ("двадцатью тремя", "ru", 23),
        ("восемьюдесятью четырьмя", "ru", 84),
        ("2 млн 300 тыс.", "ru", 2_300_000),
        ("1,00,000", "hi", 100_000),
    ],
)
def test_a_number_is_read_whole(words, language, value):
    reading = read(words, language)

    assert (reading.qualifier, reading.best) == (Qualifier.EXACT, value)


@pytest.mark.parametrize(
    ("words", "language", "low", "high"),
    [
        ("1 to 1.5 million", "en", 1_000_000, 1_500_000),
        ("two to three hundred", "en", 200, 300),
        ("два-три десятка", "ru", 20, 30),
    ],
)
def test_both_ends_of_a_range_are_read_in_what_the_second_counts(words, language, low, high):
    reading = read(words, language)

    assert (reading.low, reading.high) == (low, high)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("1,0000", "en"),
        ("1 00 000", "en"),
        ("2 zillion", "en"),
        ("twenty-odd", "en"),
        ("two point five million", "en"),
        ("1 million, 300 thousand", "en"),
        ("twenty-first", "en"),
        ("27 July 2024", "en"),
        ("26/07/2024", "en"),
        ("in 2024", "en"),
        ("one in three", "en"),
        ("most of the 300", "en"),
        ("twice 84", "en"),
        ("1 to 20,000", "en"),
        ("from 15 to 12", "en"),
        ("not at least 12", "en"),
        ("1,500", "fr"),
        ("deux ans et demi", "fr"),
        ("العائلات الإحدى عشرة", "ar"),
        ("لم يصل أحد", "ar"),
        ("ميتين", "ar"),
        ("الاثنين", "ar"),
        ("двадцать первого", "ru"),
        ("1.200", "ru"),
        ("84 mil", "es"),
        ("84 oder mehr", "de"),
        ("at least 84", ""),
    ],
)
def test_what_is_not_understood_whole_is_not_read(words, language):
    assert not read(words, language).has_number


@pytest.mark.parametrize(
    ("begun", "on", "language"),
    [("une dizaine de ", "milliers de ", "fr"), ("сотня ", "тысяч ", "ru")],
)
def test_thousands_of_thousands_without_an_end_are_no_number(begun, on, language):
    assert not read(begun + on * 3000, language).has_number
