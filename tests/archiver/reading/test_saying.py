"""What a page says of itself is read with its place; what it does not say is never made up."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from sources.archiver.reading.markup.read_html import read_html
from sources.archiver.reading.proposals import Proposed, propose, read_date
from tracker.base.values.partial_date import UNKNOWN_DATE, PartialDate

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LINKED = (
    '<script type="application/ld+json">{"@graph": [{"headline": "H", "author": [{"name": "A"},'
    '{"name": "B"}], "datePublished": "2026-11-20", "publisher": {"name": "P"},'
    '"inLanguage": "fr-FR"}]}</script>'
)
OG = (
    '<meta property="og:title" content="O"><meta property="og:site_name" content="S">'
    '<meta property="article:author" content="https://social.example/a">'
    '<meta property="article:published_time" content="2026-11-19T23:30:00-05:00">'
)
PLAIN = (
    '<html lang="ar"><title>T</title><meta name="author" content="M"><h1>One</h1>'
    '<p itemprop="author"><span itemprop="name">Markup</span></p><time datetime="2026-10">x</time>'
)


def said(source: str) -> dict[str, str]:
    return dict(read_html(source).metadata)


def test_linked_data_is_believed_first() -> None:
    assert said(PLAIN + OG + LINKED) == {
        "title": "H", "title_from": "json-ld", "author": "A, B", "author_from": "json-ld",
        "date": "2026-11-20", "date_from": "json-ld", "site": "P", "site_from": "json-ld",
        "language": "fr-FR", "language_from": "json-ld",
    }  # fmt: skip


def test_what_one_place_does_not_tell_the_next_does() -> None:
    assert said(PLAIN + OG) == {
        "title": "O", "title_from": "og", "author": "M", "author_from": "meta",
        "date": "2026-11-19T23:30:00-05:00", "date_from": "og", "site": "S", "site_from": "og",
        "language": "ar", "language_from": "markup",
    }  # fmt: skip


def test_the_markup_itself_is_read_last() -> None:
    source = PLAIN.replace('<meta name="author" content="M">', "")

    assert said(source) == {
        "title": "T", "title_from": "markup", "author": "Markup", "author_from": "markup",
        "date": "2026-10", "date_from": "markup", "language": "ar", "language_from": "markup",
    }  # fmt: skip


@pytest.mark.parametrize(
    "source",
    [
        "<p>By Jane Doe, published on 3 October 2026 at The Post",
        '<time datetime="2026-10-01">a</time><time datetime="2026-10-02">b</time>',
        '<script type="application/ld+json">{"headline": </script><p>a',
        '<script type="application/ld+json">[[], 1, {"author": "A"}]</script><p>a',
        '<meta property="og:title" content="  "><p>a',
    ],
)
def test_nothing_is_made_up(source: str) -> None:
    assert said(source) == {}


def test_proposals_have_the_form_of_the_fields() -> None:
    assert propose(said(PLAIN + OG + LINKED), at=AT) == {
        "title": Proposed("H", "json-ld"),
        "author": Proposed("A, B", "json-ld"),
        "site": Proposed("P", "json-ld"),
        "language": Proposed("fr", "json-ld"),
        "published": Proposed("2026-11-20", "json-ld", PartialDate.parse("2026-11-20")),
    }


@pytest.mark.parametrize(
    ("written", "day", "precision"),
    [
        ("2026", date(2026, 1, 1), "year"),
        ("2026-10", date(2026, 10, 1), "month"),
        ("2026-10-03", date(2026, 10, 3), "day"),
        # The day is the writer's own, whatever day it was elsewhere.
        ("2026-10-03T23:30:00-05:00", date(2026, 10, 3), "day"),
        ("2026-10-03 08:00", date(2026, 10, 3), "day"),
        ("20261003", date(2026, 10, 3), "day"),
        ("D:20261003120000+01'00'", date(2026, 10, 3), "day"),
        ("Sat, 03 Oct 2026 10:00:00 GMT", date(2026, 10, 3), "day"),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(written: str, day: date, precision: str) -> None:
    assert read_date(written) == PartialDate.of(day, precision)


@pytest.mark.parametrize(
    "written",
    ["", "03/10/2026", "yesterday", "2026-13-01", "2026-02-30", "0000-00-00", "20", "10.2026"],
)
def test_a_date_that_can_be_read_in_two_ways_or_in_none_is_none(written: str) -> None:
    assert read_date(written) == UNKNOWN_DATE


@pytest.mark.parametrize(
    "said_so",
    [
        {"date": "2026-12-24"},
        {"date": "1815-06-18"},
        {"language": "French"},
        {"language": "français"},
        {"title": "  "},
    ],
)
def test_what_cannot_be_is_not_proposed(said_so: dict[str, str]) -> None:
    assert propose(said_so, at=AT) == {}


OTHER = (
    '<script type="application/ld+json">{"headline": "Another story", "datePublished": "2019",'
    '"url": "https://site.example/other"}</script>'
)
OWN = (
    "<link rel=canonical href=\"https://www.site.example/own/\"><script type='application/ld+json'>"
    '{"headline": "Own", "datePublished": "2024-07-27", "articleBody": "All &amp; more",'
    '"mainEntityOfPage": {"@id": "http://site.example/own?a=b#c"}}</script>'
)


@pytest.mark.parametrize("source", [OTHER + OWN, OWN + OTHER])
def test_what_is_said_of_another_page_is_not_said_of_this_one(source: str) -> None:
    found = said(source)

    assert (found["title"], found["date"]) == ("Own", "2024-07-27")
    assert (found["body"], found["body_from"]) == ("All & more", "json-ld")


def test_only_another_page_told_of_is_no_page_told_of() -> None:
    assert said("<title>This one</title>" + OTHER) == {
        "title": "This one",
        "title_from": "markup",
    }


@pytest.mark.parametrize(
    "written",
    ['{"headline": "H",}', '{"headline": "H"};', '<!-- {"headline": "H"} -->',
     '//<![CDATA[\n{"headline": "H"}\n//]]>', '{"headline": "\nH"}'],
)  # fmt: skip
def test_linked_data_with_the_usual_damage_is_read(written: str) -> None:
    assert said(f'<script type="application/ld+json; charset=utf-8">{written}</script>') == {
        "title": "H",
        "title_from": "json-ld",
    }


def test_a_description_is_what_the_markup_says() -> None:
    found = read_html('<meta name=description content="Our fighters killed 47."><p>Open the app')

    assert found.text == "Open the app"
    assert found.metadata["description"] == "Our fighters killed 47."
