"""Texts lose the white space around them and nothing else; words are members of what is known."""

import pytest

from tracker.base.values.precision import DatePrecision
from tracker.base.values.refusal import InvalidValueError
from tracker.base.values.text import any_word, text, whole_sentence, word


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


@pytest.mark.parametrize(
    "said",
    [
        "It is so.",
        "Nobody answered us.",
        "没有人能够在那天之前回答我们的问题",
        "没有人能够在那天之前 回答我们的问题。",
        "ตัวเลขในหน้านี้ผิด เราจึงแก้ไขแล้ว",
    ],
)
def test_a_sentence_has_three_words_or_as_many_letters_without_spaces(said):
    assert whole_sentence(f" {said} ", field="why") == said


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("", "required"),
        ("x", "no_sentence"),
        ("So be - it", ""),
        ("a b .", "no_sentence"),
        ("x x x", "no_sentence"),
        ("xxxx xxxx xxxx", "no_sentence"),
        ("Uncharacteristically misunderstood", "no_sentence"),
        ("错了 错误", "no_sentence"),
    ],
)
def test_a_word_or_two_is_no_sentence(said, code):
    if not code:
        assert whole_sentence(said, field="why") == said
        return
    with pytest.raises(InvalidValueError) as refused:
        whole_sentence(said, field="why")
    assert refused.value.code == code


@pytest.mark.parametrize("said", ["", "No.", "错", "誤。", "예", "לא", "ไม่", "2x"])
def test_a_word_is_said_in_any_script(said):
    assert any_word(said, field="why") == said


@pytest.mark.parametrize("said", ["x", "xxx", "...", "1", "ع", "あ", "я", "?!", "、"])
def test_a_letter_is_no_word_where_words_have_several(said):
    with pytest.raises(InvalidValueError) as refused:
        any_word(said, field="why")
    assert refused.value.code == "no_word"
