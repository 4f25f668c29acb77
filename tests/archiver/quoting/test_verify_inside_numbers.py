"""A quotation that stops or begins inside a number is altered, in every language with a table."""

from __future__ import annotations

import pytest

from sources.archiver.quoting.verify import verify
from sources.archiver.values import CheckKind, Extraction, ExtractionState, Quote


def look(exact: str, text: str) -> CheckKind:
    return verify(Quote(exact), Extraction(ExtractionState.DONE, text=text)).kind


@pytest.mark.parametrize(
    ("exact", "text"),
    [
        ("قتل مئتي", "قتل مئتي ألف شخص"),
        ("صرف منها مليون", "صرف منها مليون ونصف دينار"),
        ("they killed two hundred", "they killed two hundred and fifty men"),
        ("fifty men", "they killed two hundred and fifty men"),
        ("million men", "half a million men"),
        ("300 thousand people", "about 2 million 300 thousand people"),
        ("ils ont tué vingt", "ils ont tué vingt et un soldats"),
        ("le convoi partit avec une", "le convoi partit avec une trentaine de pick-up"),
        ("trentaine de pick-up", "le convoi partit avec une trentaine de pick-up"),
        ("тремя солдатами", "с двадцатью тремя солдатами"),
    ],
)
def test_a_number_that_is_cut_is_altered(exact: str, text: str) -> None:
    assert look(exact, text) is CheckKind.ALTERED


@pytest.mark.parametrize(
    ("exact", "text"),
    [
        ("قتل ألفي", "قتل ألفي شخص"),
        ("killed twelve", "killed twelve and wounded 5"),
        ("of two million men", "of two million men and 5 women"),
        ("partit avec une trentaine", "le convoi partit avec une trentaine de pick-up"),
    ],
)
def test_a_whole_number_beside_another_is_verbatim(exact: str, text: str) -> None:
    assert look(exact, text) is CheckKind.VERBATIM
