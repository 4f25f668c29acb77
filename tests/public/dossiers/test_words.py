"""Rows put into words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from claims.models import Figure, Incident
from claims.presentation import dates, words
from claims.presentation.claims.origins import origins_words
from claims.presentation.figures import in_words
from claims.rules.origins import CountedOrigin, OriginKind, Origins
from tracker.base.values.partial_date import PartialDate
from tracker.base.values.precision import DatePrecision


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ar", "rtl"),
        ("ar-SD", "rtl"),
        ("fa", "rtl"),
        ("he", "rtl"),
        ("az-Arab", "rtl"),
        ("en", "ltr"),
        ("fr", "ltr"),
        ("ru", "ltr"),
        ("ar-Latn", "ltr"),
        ("tmh-Tfng", "ltr"),
        ("", "auto"),
    ],
)
def test_a_language_has_a_direction(language: str, expected: str) -> None:
    assert words.direction(language) == expected


def figure(qualifier: str, **numbers: str) -> Figure:
    given = {name: Decimal(n) for name, n in numbers.items() if n}
    return Figure(measure_id="killed", qualifier=qualifier, **given)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (figure("exact", best="1200"), "1,200"),
        (figure("exact", low="5", best="5", high="5"), "5"),
        (figure("exact", best="2.500"), "2.5"),
        (figure("exact", low="10", best="12", high="15"), "12 (10 to 15)"),
        (figure("at_least", low="84"), "at least 84"),
        (figure("more_than", low="84"), "more than 84"),
        (figure("at_most", high="84"), "at most 84"),
        (figure("less_than", high="84"), "less than 84"),
        (figure("about", best="50"), "about 50"),
        (figure("range", low="20", high="30"), "20 to 30"),
        (figure("range", low="20"), "20 or more"),
        (figure("range", high="30"), "up to 30"),
        (figure("none"), "no number given"),
    ],
)
def test_a_figure_is_said_as_it_was_given(row: Figure, expected: str) -> None:
    assert in_words.figure_words(row) == expected


def test_vague_words_stay_words() -> None:
    row = Figure(measure_id="killed", qualifier="vague", wording="several dozen")

    assert in_words.figure_words(row) == "no number given (several dozen)"
    row.quote_from(None, ["Several dozen men died."])
    assert in_words.figure_words(row) == "“several dozen” (no number given)"


def test_numbers_out_of_order_are_listed_as_published() -> None:
    row = figure("exact", low="9", best="5", high="7")
    row.as_published = True

    assert in_words.figure_words(row) == "as published: low 9, best 5, high 7"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ((date(2024, 7, 25), "day"), (date(2024, 7, 27), "day"), "25–27 July 2024"),
        ((date(2024, 7, 25), "day"), (date(2024, 8, 2), "day"), "25 July–2 August 2024"),
        ((date(2024, 7, 25), "day"), (date(2024, 7, 25), "day"), "25 July 2024"),
        (
            (date(2023, 12, 31), "day"),
            (date(2024, 1, 1), "day"),
            "31 December 2023 – 1 January 2024",
        ),
        ((date(2024, 7, 1), "month"), (None, "unknown"), "July 2024"),
        ((date(2024, 1, 1), "year"), (None, "unknown"), "2024"),
        ((None, "unknown"), (None, "unknown"), "date not known"),
        ((date(2025, 8, 1), "month"), (date(2025, 8, 21), "day"), "August 2025"),
        ((date(2025, 8, 21), "day"), (date(2025, 8, 1), "month"), "August 2025"),
        ((date(2025, 1, 1), "year"), (date(2025, 8, 21), "day"), "2025"),
        ((date(2025, 6, 1), "month"), (date(2025, 12, 1), "month"), "June–December 2025"),
        ((date(2024, 6, 1), "month"), (date(2025, 6, 1), "month"), "June 2024 – June 2025"),
        ((date(2025, 6, 1), "day"), (date(2025, 9, 1), "month"), "1 June 2025 – September 2025"),
    ],
)
def test_dates_are_written_as_far_as_they_are_known(
    first: tuple[date | None, str], last: tuple[date | None, str], expected: str
) -> None:
    assert dates.date_span(*first, *last) == expected


def test_the_least_known_of_dates_that_begin_together_stands_for_them() -> None:
    made = [
        PartialDate(date(2025, 8, 21), DatePrecision.DAY),
        PartialDate(date(2025, 8, 1), DatePrecision.DAY),
        PartialDate(),
        PartialDate(date(2025, 8, 1), DatePrecision.MONTH),
    ]
    assert dates.span_of(made) == "August 2025"
    assert dates.span_of(made[:2]) == "1–21 August 2025"
    assert dates.span_of(made[2:3]) == ""


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.example.org/a/", "example.org/a"),
        ("https://example.org/%D8%A7", "example.org/ا"),
        ("https://example.org/a%20b", "example.org/a%20b"),
        ("https://example.org/%E2%80%AEb", "example.org/%E2%80%AEb"),
        ("https://example.org/%0Ab", "example.org/%0Ab"),
    ],
)
def test_an_address_is_shown_readable_and_hides_nothing(url: str, expected: str) -> None:
    assert words.readable_address(url) == expected


def counted(reports: int, certain: int, unstated: int = 0, confirmed: int = 0) -> Origins:
    kinds = [OriginKind.SAID] * certain + [OriginKind.UNSTATED] * unstated
    return Origins(
        reports=tuple(range(reports)),
        origins=tuple(CountedOrigin(kind, (0,)) for kind in kinds),
        confirmations=tuple(range(confirmed)),
    )


@pytest.mark.parametrize(
    ("origins", "expected"),
    [
        (counted(0, 0), "no report of it cited"),
        (counted(1, 1), "1 report from 1 origin; not independently confirmed"),
        (counted(5, 1, 3), "5 reports from 1 to 4 origins; not independently confirmed"),
        (counted(1, 2), "1 report, which has it from 2 origins; not independently confirmed"),
        (
            counted(2, 2, 1),
            "2 reports, which have it from 2 to 3 origins; not independently confirmed",
        ),
        (counted(2, 0, 2), "2 reports from 1 to 2 origins; not independently confirmed"),
        (counted(3, 2, 0, 1), "3 reports from 2 origins; 1 independent confirmation"),
        (counted(3, 3, 0, 2), "3 reports from 3 origins; 2 independent confirmations"),
    ],
)
def test_origins_are_put_into_one_line(origins: Origins, expected: str) -> None:
    assert origins_words(origins) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("two burnt vehicles", "No guard is missing.", " … "),
        ("After two hours.", "Four guards were killed", " "),
        ("The attackers left behind", "at least 23 dead", " "),
        ("وقال البيان", "قُتل عشرون", " "),
    ],
)
def test_a_full_stop_left_out_between_noted_words_is_shown(
    before: str, after: str, expected: str
) -> None:
    assert words.gap(before, after) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("EXERCISE: Attack on the crossing", "Attack on the crossing"),
        ("Exercises at the border", "Exercises at the border"),
        ("EXERCISE:", "EXERCISE:"),
    ],
)
def test_a_title_beside_a_mark_does_not_say_exercise_again(title: str, expected: str) -> None:
    assert words.dossier_title(Incident(title=title, is_exercise=True)) == expected


def test_what_happened_keeps_its_title():
    manoeuvre = Incident(title="Exercise: Western shield", is_exercise=False)

    assert words.dossier_title(manoeuvre) == "Exercise: Western shield"


@pytest.mark.parametrize(
    ("address", "named"),
    [
        (
            "https://example.org/2024/08/02/rebels-say-killed-84-fighters-47-soldiers",
            "rebels say killed 84 fighters 47 soldiers",
        ),
        ("https://example.org/news/112245-the-column-was-lost.html", "the column was lost"),
        ("https://example.org/wiki/Battle_of_the_ford_(2024)", "Battle of the ford (2024)"),
        (
            "https://example.org/%D9%82%D8%AA%D9%84-%D8%B9%D8%B4%D8%B1%D8%A9-%D8%AC%D9%86%D9%88%D8%AF/",
            "قتل عشرة جنود",
        ),
        ("https://example.org/stories/202408060003.html", ""),
        ("https://example.org/?p=232251", ""),
        ("https://the-daily-news-site.example.org/", ""),
    ],
)
def test_an_address_names_its_page_where_it_has_words(address: str, named: str) -> None:
    assert words.words_of_address(address) == named


@pytest.mark.parametrize(
    ("part", "note", "expected"),
    [
        ("flown home", "flown home, both armies", ["flown home, both armies"]),
        ("flown home", "Flown home", ["Flown home"]),
        ("in Mali", "in Malian hands", ["in Mali", "in Malian hands"]),
        ("flown home", "not all flown home", ["flown home", "not all flown home"]),
        ("flown home", "", ["flown home"]),
        ("", "both armies", ["both armies"]),
    ],
)
def test_what_a_note_begins_with_is_not_said_twice(
    part: str, note: str, expected: list[str]
) -> None:
    told = figure("exact", best="30")
    told.part, told.public_note = part, note

    assert in_words.beside(told) == expected
