"""One tag has one spelling, and the name of a language is no tag."""

import pytest

from tracker.base.values.language_tag import LanguageTag
from tracker.base.values.refusal import InvalidValueError


@pytest.mark.parametrize(
    ("written", "spelt"),
    [
        ("en", "en"),
        ("PT-br", "pt-BR"),
        ("zh-hant", "zh-Hant"),
        ("SR-LATN-rs", "sr-Latn-RS"),
        ("es-419", "es-419"),
        ("ca-Valencia", "ca-valencia"),
        ("de-1996", "de-1996"),
        (" arq ", "arq"),
    ],
)
def test_a_tag_is_spelt_in_one_way(written, spelt):
    assert str(LanguageTag.parse(written)) == spelt
    assert str(LanguageTag.parse(LanguageTag.parse(written))) == spelt


@pytest.mark.parametrize(
    "written",
    ["", "e", "Englisch", "french", "not a tag", "fr-", "en_US", "x-y", "en-x-y", "français"],
)
def test_what_is_no_tag_is_refused(written):
    with pytest.raises(InvalidValueError) as refused:
        LanguageTag.parse(written, field="language")
    assert (refused.value.code, refused.value.field) == ("language_tag", "language")


def test_a_tag_is_no_longer_than_its_column():
    with pytest.raises(InvalidValueError):
        LanguageTag.parse("de" + "-abcdefgh" * 4)


@pytest.mark.parametrize(
    ("written", "runs"), [("ar", True), ("az-Arab", True), ("ar-Latn", False), ("fr", False)]
)
def test_a_script_says_which_way_it_runs_before_the_language_does(written, runs):
    assert LanguageTag.parse(written).runs_right_to_left is runs
