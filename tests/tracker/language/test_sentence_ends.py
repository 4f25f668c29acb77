"""A text is cut into sentences, in any of the languages, and in linear time."""

from __future__ import annotations

import pytest

from tracker.base.language.sentence_ends import LONGEST, sentence_spans


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["It ended.", "Ten men died.", "So it goes."],
        ["“Why?” he asked.", "Nobody knew!"],
        ["Gen. Vale met Lt. Hill.", "The U.S. Army left."],
        ["Il a dit : « Nous partons. »", "M. Val est resté."],
        ["قال د. أحمد إنهم عشرة.", "هل هذا صحيح؟", "نعم."],
        ["По словам г. Вейла, погибли 5 тыс. человек.", "Это так."],
        ["At 3.5 km it stopped...", "Then it went on."],
    ],
)
def test_sentences_end_where_people_end_them(sentences: list[str]) -> None:
    assert cut("  ".join(sentences)) == sentences


def test_a_line_ends_a_sentence_unless_the_next_goes_on_small() -> None:
    assert cut("A heading\nThe army said\nthat it won.\n\nand more") == [
        "A heading",
        "The army said\nthat it won.",
        "and more",
    ]


LINE = "IT WAS REPORTED THAT THREE SUBVERSIVES WERE KILLED AND SEVEN OTHERS WERE"
WRAPPED = f"{LINE}\nWOUNDED DURING CLASHES YESTERDAY. THE U.S.\nARMY SAID NOTHING."
HEADED = """\
At least twenty soldiers killed in an attack on a camp in the north
The army said on Sunday that it had repelled the attack, which had begun in the early hours."""


def test_a_line_that_only_the_width_of_a_page_ends_goes_on() -> None:
    assert [" ".join(one.split()) for one in cut(WRAPPED)] == [
        f"{LINE} WOUNDED DURING CLASHES YESTERDAY.",
        "THE U.S.",
        "ARMY SAID NOTHING.",
    ]
    assert len(cut(HEADED)) == 2
    assert len(cut(WRAPPED.replace("WERE\n", "WERE\n\n"))) == 4


def test_a_heading_gives_no_figure_to_the_sentence_below_it() -> None:
    text = "Twenty dead in the north\nThree soldiers of the army were wounded."

    assert cut(text) == text.split("\n")


@pytest.mark.parametrize("text", ["a" * 9_000, "." * 9_000, "a. " * 3_000, "word " * 2_000])
def test_no_sentence_is_longer_than_the_bound_and_no_letter_is_lost(text: str) -> None:
    found = cut(text)

    assert max(map(len, found)) <= LONGEST
    assert "".join("".join(found).split()) == "".join(text.split())
