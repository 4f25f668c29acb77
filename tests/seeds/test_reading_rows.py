"""Reading a dossier folder: what is read, and every kind of bad row with file, line and field."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from claims.exchange.dossier_files import read_dossier
from tests.seeds import small

CLASH = "incidents/clash.yaml"


def test_a_sound_dossier_is_read_whole(tmp_path: Path) -> None:
    reading = read_dossier(small.write(tmp_path), words=small.words())

    assert reading.problems == ()
    assert reading.dossier is not None
    assert reading.dossier.counts["claims"] == 3
    first, second = reading.dossier.incidents[0].claims
    assert (first.claimant, first.wording, first.made.day) == (
        "army",
        "paraphrase",
        date(2024, 7, 26),
    )
    assert (first.figures[0].qualifier, first.figures[0].best) == ("about", Decimal(20))
    assert (first.figures[0].low, first.figures[0].high) == (None, None)
    assert first.citations[0].quote is not None
    assert (second.made.day, second.made.precision) == (None, "unknown")
    assert second.figures[0].low == second.figures[0].high == Decimal(7)
    assert second.answers[0].claim == "C1"


def test_the_scope_of_a_figure_is_read(tmp_path: Path) -> None:
    lines = ["about: 20", "part: left behind", "period: 2024-07-26", "as_of: 2024-07"]
    small.spoil(small.write(tmp_path), CLASH, "about: 20", "\n        ".join(lines))

    reading = read_dossier(tmp_path, words=small.words())

    assert reading.dossier is not None
    figure = reading.dossier.incidents[0].claims[0].figures[0]
    assert (figure.part, str(figure.period), str(figure.as_of)) == (
        "left behind",
        "2024-07-26",
        "2024-07",
    )


@pytest.mark.parametrize(
    ("written", "qualifier", "numbers", "wording"),
    [
        ("exactly: 7", "exact", (7, 7, 7), ""),
        ("exactly: 23\n        wording: identified", "exact", (23, 23, 23), "identified"),
        ("at_least: 84", "at_least", (84, None, None), "at least"),
        ("more_than: 100", "more_than", (100, None, None), "more than"),
        ("at_most: 80", "at_most", (None, None, 80), "at most"),
        ("less_than: 1.5", "less_than", (None, None, 1.5), "less than"),
        ("about: 20", "about", (None, 20, None), "about"),
        ("between: [20, 50]", "range", (20, None, 50), ""),
        ("vague: several dozen", "vague", (None, None, None), "several dozen"),
        ("unquantified: no number given", "none", (None, None, None), "no number given"),
        (
            "qualifier: range\n        low: 1\n        best: 2\n        high: 3",
            "range",
            (1, 2, 3),
            "",
        ),
    ],
)
def test_a_figure_says_no_more_than_was_written(
    tmp_path: Path, written: str, qualifier: str, numbers: tuple[float, ...], wording: str
) -> None:
    small.spoil(small.write(tmp_path), CLASH, "about: 20", written)

    reading = read_dossier(tmp_path, words=small.words())

    assert reading.problems == ()
    assert reading.dossier is not None
    figure = reading.dossier.incidents[0].claims[0].figures[0]
    assert (figure.qualifier, figure.wording) == (qualifier, wording)
    assert (figure.low, figure.best, figure.high) == numbers


@pytest.mark.parametrize(
    ("key", "written", "day", "precision"),
    [
        ("start", "2024-07-25", date(2024, 7, 25), "day"),
        ("start", "2024-07", date(2024, 7, 1), "month"),
        ("start", "2024", date(2024, 1, 1), "year"),
        ("end", "2024-12", date(2024, 12, 1), "month"),
        ("end", "2024", date(2024, 1, 1), "year"),
        ("start", "null", None, "unknown"),
        ("start", "", None, "unknown"),
    ],
)
def test_a_date_keeps_its_precision(
    tmp_path: Path, key: str, written: str, day: date | None, precision: str
) -> None:
    was = {"start": "start: 2024-07-25", "end": "end: 2024-07-27"}[key]
    small.spoil(small.write(tmp_path), CLASH, was, f"{key}: {written}")

    reading = read_dossier(tmp_path, words=small.words())

    assert reading.problems == ()
    assert reading.dossier is not None
    found = getattr(reading.dossier.incidents[0], key)
    assert (found.day, found.precision) == (day, precision)


_ASIDE = "stance: context\n        confirms_by: Its own count."
# file, what is replaced, by what, line of the problem, its field, words of its message
BAD_ROWS = [
    ("dossier.yaml", "id: small", "id: Small!", 1, "id", "not an id"),
    ("dossier.yaml", "title: A small dossier", "", 1, "title", "missing"),
    ("parties.yaml", "kind: armed_group", "kind: armed_grop", 8, "rebels.kind", '"armed_group"'),
    ("parties.yaml", "name: The army", "nam: The army", 2, "army.nam", "not a field"),
    ("parties.yaml", "rebels:", "army:", 6, "army", "written twice"),
    ("parties.yaml", "fr: [L'armée]", "french!: [L'armée]", 5, "army.aliases.french!", "language"),
    ("parties.yaml", "rebels:", "civilians:", 7, "civilians", "known to every dossier"),
    ("publishers.yaml", "country: ML", "country: Mali", 4, "daily.country", "two capital"),
    (
        "publishers.yaml",
        "kind: newspaper",
        "kind: newspaper\n  grade: B",
        4,
        "daily.grade",
        "reason",
    ),
    ("publishers.yaml", "country: ML", "aliases: [Jour]", 4, "daily.aliases", ""),
    (CLASH, "quote: une vingtaine", _ASIDE, 18, "claims.C1.cites.0.confirms_by", "stance"),
    ("places.yaml", "latitude: 12.5", "latitude: 95", 3, "town.latitude", "-90 and 90"),
    ("places.yaml", "longitude: -4", "note: x", 3, "town.latitude", "go together"),
    ("pages.yaml", "publisher: daily", "publisher: dayly", 3, "story.publisher", '"daily"'),
    (
        "pages.yaml",
        "https://daily.example/story",
        "daily.example",
        2,
        "story.address",
        "web address",
    ),
    ("pages.yaml", "https://daily.example/story", "ftp://a.example/", 2, "story.address", "web"),
    ("pages.yaml", "https://daily.example/story", "http://[::1", 2, "story.address", "web address"),
    ("pages.yaml", "https://daily.example/story", "exercise:/x", 2, "story.address", "exercise"),
    (
        "pages.yaml",
        "https://daily.example/other",
        "https://daily.example/story",
        10,
        "other.address",
        "already",
    ),
    (
        "pages.yaml",
        "https://daily.example/other",
        "HTTPS://DAILY.example:443/%73tory#top",
        10,
        "other.address",
        "already",
    ),
    (
        "pages.yaml",
        "https://daily.example/story",
        "https://daily.example/" + "\u0436" * 500,
        2,
        "story.address",
        "longer",
    ),
    (
        "pages.yaml",
        "https://daily.example/story",
        "https://me:word@daily.example/",
        2,
        "story.address",
        "password",
    ),
    ("pages.yaml", "published: 2024-07", "published: 2024-13", 5, "story.published", "not a date"),
    ("pages.yaml", "language: fr", "language: français", 4, "story.language", "language tag"),
    ("pages.yaml", "credited: The Wire", "title: x", 7, "story.credits", "own words"),
    (
        "pages.yaml",
        "publisher: wire,",
        "publisher: wyre,",
        8,
        "story.credits.0.publisher",
        '"wire"',
    ),
    ("pages.yaml", "credited: The Wire", "credited: x\n  origin: own", 7, "story.origin", "nobody"),
    (CLASH, "title: A clash", "titel: A clash", 2, "incident.titel", '"title"'),
    (CLASH, "end: 2024-07-27", "end: 2024-07-01", 4, "incident.end", "before the start"),
    (CLASH, "start: 2024-07-25", "start: 25 July 2024", 3, "incident.start", "not a date"),
    (CLASH, "start: 2024-07-25", "start: 2024-02-30", 3, "incident.start", "not a date"),
    (CLASH, "place: town", "place: twon", 5, "incident.place", '"town"'),
    (CLASH, "by: army", "by: amry", 8, "claims.C1.by", '"army"'),
    (CLASH, "by: army", "by:", 8, "claims.C1.by", "missing"),
    (
        CLASH,
        "by: army",
        "by: army\n    spokesperson_role: minister",
        9,
        "claims.C1.spokesperson_role",
        "needs a spokesperson",
    ),
    (
        CLASH,
        "by: army",
        "by: army\n    medium: on Telegram",
        9,
        "claims.C1.medium",
        '"channel"',
    ),
    (CLASH, "by: army", "by: [army, rebels]", 8, "claims.C1.by", "must be a text"),
    (
        CLASH,
        "verbatim: Seven of us died.",
        "spokesperson: x",
        19,
        "claims.C2.paraphrase",
        "missing",
    ),
    (CLASH, "about: 20", "about: -1", 14, "claims.C1.figures.0.about", "cannot be negative"),
    (CLASH, "about: 20", "about: twenty", 14, "claims.C1.figures.0.about", "not a number"),
    (CLASH, "about: 20", "about: .nan", 14, "claims.C1.figures.0.about", "not a number"),
    (CLASH, "about: 20", "about: 1e400", 14, "claims.C1.figures.0.about", "not a number"),
    (CLASH, "about: 20", "about:", 14, "claims.C1.figures.0.about", "no value"),
    (CLASH, "about: 20", "between: [50, 20]", 14, "claims.C1.figures.0.between", "more than"),
    (CLASH, "about: 20", "between: 50", 14, "claims.C1.figures.0.between", "two numbers"),
    (CLASH, "about: 20", "note: x", 12, "claims.C1.figures.0.measure", "how much"),
    (
        CLASH,
        "about: 20",
        "about: 20\n        at_least: 10",
        15,
        "claims.C1.figures.0.at_least",
        "more than once",
    ),
    (
        CLASH,
        "about: 20",
        "qualifier: range\n        low: 9\n        best: 7",
        15,
        "claims.C1.figures.0.low",
        "more than",
    ),
    (
        CLASH,
        "about: 20",
        "qualifier: vague\n        low: 9",
        14,
        "claims.C1.figures.0.qualifier",
        "no number",
    ),
    (CLASH, "measure: killed", "measure: kiled", 12, "claims.C1.figures.0.measure", '"killed"'),
    (CLASH, "of: rebels", "of: [rebels, rebels]", 13, "claims.C1.figures.0.of", "twice"),
    (CLASH, "of: rebels", "of: rebel", 13, "claims.C1.figures.0.of", '"rebels"'),
    (CLASH, "page: story", "page: storey", 16, "claims.C1.cites.0.page", '"story"'),
    (CLASH, "quote: une vingtaine", "stance: report", 17, "claims.C1.cites.0.stance", '"reports"'),
    (CLASH, "quote: une vingtaine", "credibility: 7", 17, "claims.C1.cites.0.credibility", "known"),
    (
        CLASH,
        "page: other",
        "page: other\n      - page: other",
        27,
        "claims.C2.cites.1.page",
        "second time",
    ),
    (CLASH, "claim: C1, ground", "claim: C9, ground", 28, "claims.C2.answers.0.claim", "C9"),
    (CLASH, "claim: C1, ground", "claim: C2, ground", 28, "claims.C2.answers.0.claim", "itself"),
    (CLASH, "different_figure", "different", 28, "claims.C2.answers.0.ground", "different_"),
    (CLASH, "  C2:", "  C3:", 18, "claims.C3", ""),
    (CLASH, "  C2:", "  C 2:", 18, "claims.C 2", "not an id"),
    (CLASH, "claims:", "claims: none\nrest:", 6, "claims", "named entries"),
]


@pytest.mark.parametrize(("file", "old", "new", "line", "field", "words"), BAD_ROWS)
def test_a_bad_row_is_named_with_file_line_and_field(  # noqa: PLR0917  a table of cases
    tmp_path: Path, file: str, old: str, new: str, line: int, field: str, words: str
) -> None:
    found = small.problems_of(small.spoil(small.write(tmp_path), file, old, new))

    places = [(problem.where.file, problem.where.line, problem.where.name) for problem in found]
    if field == "claims.C3":
        # Which of the two files of one claim id is named depends on their names alone.
        assert any(
            problem.where.name == field and "already" in problem.message for problem in found
        )
        return
    assert (file, line, field) in places, "\n".join(map(str, found))
    said = [p.message for p in found if (p.where.line, p.where.name) == (line, field)]
    assert any(words in message for message in said), said


def test_a_faulty_incident_leaves_the_others_sound(tmp_path: Path) -> None:
    small.spoil(small.write(tmp_path), CLASH, "by: army", "by: amry")

    reading = read_dossier(tmp_path, words=small.words())

    assert {problem.incident for problem in reading.problems} == {"clash"}
    assert reading.dossier is not None
    assert [incident.slug for incident in reading.dossier.incidents] == ["quiet"]


def test_a_faulty_shared_file_keeps_everything_out(tmp_path: Path) -> None:
    small.spoil(small.write(tmp_path), "parties.yaml", "kind: armed_group", "kind: none")

    assert read_dossier(tmp_path, words=small.words()).dossier is None


def test_all_problems_are_reported_at_once(tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    small.spoil(folder, CLASH, "by: army", "by: amry")
    small.spoil(folder, CLASH, "about: 20", "about: twenty")
    small.spoil(folder, "pages.yaml", "language: fr", "language: français")

    assert len(small.problems_of(folder)) == 3
