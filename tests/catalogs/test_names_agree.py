"""A claimant's name may be a plural ("Unnamed officials"): no verb or pronoun says that it is one.

What people of the desk do is told otherwise: an account is one person.
"""

from __future__ import annotations

import re

import pytest

from tests.catalogs.said import all_said

_PRESENT = (
    "answers|claims|confirms|contradicts|denies|disputes|gives|is|itself|repeats|replies|reports"
    "|revises|says|speaks"
)
AGREES = re.compile(
    rf"%\((who|whom|other|party|claimant|answering|answered|subject)\)s(</\w+>)? ({_PRESENT})\b"
    r"|%\((who|whom)\)s[^.:;]* (of its own|(says|said) itself|contradicts? itself)\b"
)


def test_no_sentence_agrees_with_a_name_that_may_be_a_plural() -> None:
    assert [said.words for said in all_said() if AGREES.search(said.words)] == []


@pytest.mark.parametrize(
    "words",
    [
        "<strong>%(answering)s</strong> answers <strong>%(answered)s</strong>",
        "%(who)s itself said %(figure)s",
        "%(who)s said %(figure)s of its own were killed",
        "What %(party)s claims",
    ],
)
def test_such_sentences_are_found(words: str) -> None:
    assert AGREES.search(words)
