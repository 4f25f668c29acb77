"""Texts lose the white space around them and nothing else; words are members of what is known."""

import pytest

from tracker.base.values.precision import DatePrecision
from tracker.base.values.refusal import InvalidValueError
from tracker.base.values.text import text, word


def test_a_text_is_kept_without_the_space_around_it():
    assert text("  Twenty  men.\n", field="statement") == "Twenty  men."
    assert text(" ", field="note") == ""


@pytest.mark.parametrize(
    ("value", "asked", "code"),
    [
        (" \n", {"required": True}, "required"),
        ("four", {"longest": 3}, "too_long"),
        ("a\x00b", {}, "unreadable"),
        ("a\ud800b", {}, "unreadable"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(value, asked, code):
    with pytest.raises(InvalidValueError) as refused:
        text(value, field="note", **asked)
    assert (refused.value.code, refused.value.field) == (code, "note")


def test_a_word_is_one_of_those_known():
    assert word("month", DatePrecision, field="precision") is DatePrecision.MONTH
    with pytest.raises(InvalidValueError) as refused:
        word("week", DatePrecision, field="precision")
    assert refused.value.message == '"week" is not one of: day, month, year, unknown.'
