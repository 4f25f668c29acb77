"""Dates and lists are written as the reader's language writes them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.template import Context, Template
from django.utils.translation import override

from claims.presentation.dates import date_span, partial_date
from tracker.base.writing.days import written_date
from tracker.base.writing.lists import comma_list, semicolon_list

FIRST, SECOND = dt.date(2024, 8, 1), dt.date(2024, 8, 2)


@pytest.mark.parametrize(
    ("language", "day", "words"),
    [
        ("fr", FIRST, "1er août 2024"),
        ("fr", SECOND, "2 août 2024"),
        ("fr", dt.date(2024, 8, 11), "11 août 2024"),
        ("en", FIRST, "1 August 2024"),
    ],
)
def test_the_first_of_a_month_is_an_ordinal_in_french(
    language: str, day: dt.date, words: str
) -> None:
    with override(language):
        assert written_date(day) == words
        assert partial_date(day, "day") == words
        assert Template('{{ day|date:"j F Y" }}').render(Context({"day": day})) == words


def test_a_time_and_a_span_begin_with_it_too() -> None:
    moment = dt.datetime(2024, 8, 1, 9, 5, tzinfo=dt.UTC)
    with override("fr"):
        shown = Template('{{ at|date:"j F Y, H:i" }}').render(Context({"at": moment}))
        assert shown == "1er août 2024, 09:05"
        assert date_span(FIRST, "day", SECOND, "day") == "1er–2 août 2024"
        assert partial_date(FIRST, "month") == "août 2024"


def test_one_moment_is_written_in_the_zone_it_is_given_in() -> None:
    moment = dt.datetime(2024, 8, 1, 23, 30, tzinfo=dt.UTC)
    later_there = moment.astimezone(dt.timezone(dt.timedelta(hours=2)))
    assert moment == later_there
    assert [written_date(at) for at in (moment, later_there)] == ["1 August 2024", "2 August 2024"]


def test_what_is_no_date_is_written_as_before() -> None:
    template = Template('{{ none|date:"j F Y" }}|{{ hour|date:"H:i" }}|{{ day|date:"Y-m-d" }}')
    with override("fr"):
        shown = template.render(Context({"none": None, "hour": dt.time(9, 5), "day": FIRST}))
    assert shown == "|09:05|2024-08-01"


@pytest.mark.parametrize(
    ("language", "commas", "semicolons"),
    [("en", "a, b", "a; b"), ("fr", "a, b", "a; b"), ("ar", "أ، ب", "أ؛ ب")],
)
def test_lists_are_joined_as_the_language_does(language: str, commas: str, semicolons: str) -> None:
    page = Template("{{ names|comma_list }}|{{ names|semicolon_list }}|{% comma %}")
    names = commas[0] + commas[-1]
    with override(language):
        assert comma_list(iter(names)) == commas
        assert semicolon_list(names) == semicolons
        assert page.render(Context({"names": [*names]})) == f"{commas}|{semicolons}|{commas[1]}"


@pytest.mark.parametrize(
    ("language", "parts", "joined"),
    [
        ("ar", ["FAMa", "CSP"], "\u2068FAMa\u2069، \u2068CSP\u2069"),
        ("ar", ["الجيش", "84", "NYT (2)"], "الجيش، 84، \u2068NYT (2)\u2069"),
        ("ar", ["FAMa وحدها"], "\u2067FAMa وحدها\u2069"),
        ("en", ["FAMa", "الجيش", "only الجيش"], "FAMa, \u2068الجيش\u2069, \u2066only الجيش\u2069"),
        (
            "ar",
            ["قتلى، \u2068FAMa\u2069", "\u2068CSP\u2069"],
            "قتلى، \u2068FAMa\u2069، \u2068CSP\u2069",
        ),
        ("fr", ["Armée", "26 юли"], "Armée, 26 юли"),
    ],
)
def test_names_in_another_script_keep_their_place_in_a_list(
    language: str, parts: list[str], joined: str
) -> None:
    with override(language):
        assert comma_list(parts) == joined


def test_what_is_joined_is_escaped() -> None:
    shown = Template("{{ names|comma_list }}").render(Context({"names": ["<b>", "b"]}))
    assert shown == "&lt;b&gt;, b"
