"""A text is cut into the same tokens whatever stands around each of them."""

from __future__ import annotations

import pytest

from tracker.base.language.tokens import Token, tokens

ALONE = ["soldiers,", "(«morts»)", "l'AFP", "½", "km²", "U.S.", "e\u0301te\u0301", "وعشرون،", "a_b"]


def moved(token: Token, by: int) -> tuple[str, str, str, int, int]:
    return (*token[:3], token.start + by, token.end + by)


@pytest.mark.parametrize("gap", [" ", "\n", "\u00a0 ", "\t\n "])
def test_what_stands_alone_is_cut_as_it_is_among_others(gap: str) -> None:
    text = gap.join(ALONE)
    alone = []
    at = 0
    for part in ALONE:
        alone += [moved(token, at) for token in tokens(part)]
        at += len(part) + len(gap)

    assert [moved(token, 0) for token in tokens(text)] == alone


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("break-\ning news", ["breaking", "news"]),
        ("1 200 men", ["1200", "men"]),
        ("12 and 300", ["12", "and", "300"]),
        ("lost 20\u2011\n soldiers", ["lost", "20", "-", "soldiers"]),
        ("at km2 5", ["at", "km2", "5"]),
    ],
)
def test_what_goes_on_over_white_space_is_one_token(text: str, plain: list[str]) -> None:
    assert [token.plain for token in tokens(text)] == plain


def test_the_first_word_of_a_line_or_sentence_opens_it() -> None:
    text = "He left.  They\nstayed (so) on"

    assert [token.text for token in tokens(text) if token.opens] == ["He", "They", "stayed"]
