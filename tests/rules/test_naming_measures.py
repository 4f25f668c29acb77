"""The measure that a figure's words name, found by the words that come with the software."""

import pytest

from claims.exchange.dossier_files import brought_terms
from claims.rules.figures import measure_named


def listed(language: str) -> dict[str, tuple[str, ...]]:
    return {row.code: row.words.get(language, ()) for row in brought_terms().measures}


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("at least 12 soldiers were killed", "en", "killed"),
        ("31 drones shot down", "en", "drones_destroyed"),
        ("two air-defence systems", "en", "air_defence_systems_destroyed"),
        ("20 Killed or Wounded", "en", "killed_or_wounded"),
        ("une vingtaine de blessés", "fr", "wounded"),
        ("سبعة قتلى", "ar", "killed"),
        ("не менее 12 человек погибли", "ru", "killed"),
        ("a turnout of 61 per cent", "en", ""),
        ("12 killed and 3 wounded", "en", ""),
        ("about twenty", "en", ""),
        ("", "en", ""),
    ],
)
def test_words_name_one_measure_or_none(text: str, language: str, code: str) -> None:
    assert measure_named(text, listed(language)) == code


def test_words_of_an_installation_are_its_own() -> None:
    assert measure_named("nine balloons", {"balloons_launched": ["balloons"]}) == (
        "balloons_launched"
    )
    assert measure_named("nine balloons", listed("en")) == ""
