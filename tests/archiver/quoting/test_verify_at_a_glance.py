"""What is found verbatim at a glance is verbatim when the whole text is cut and searched too."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from sources.archiver.quoting.verify import _Page, verify
from sources.archiver.values import Check, CheckKind, Extraction, ExtractionState, Quote
from tracker.base.language.tokens import tokens

FAR = " " * 450
ODD = (
    "80 12 5 200 ٨٠ 0 1 ½ ² % $ - – ( ) . , … men not non no n't un armed died l' d' qu' 's ’s the "
    "Wagner قتل ما не do"
)
WORDS = [*ODD.split(), "dis-\n", "\u200b", "\u00ad"]
GAPS = (" ", "  ", "\n", "\u00a0", "", "\t", " " * 70, "\n" * 65)


def check(text: str, exact: str) -> Check:
    return verify(Quote(exact), Extraction(ExtractionState.DONE, text=text))


def odd_texts(seed: int, number: int) -> Iterator[tuple[str, str]]:
    chance = random.Random(seed)
    for _ in range(number):
        length = chance.randint(5, 60)
        text = "".join(chance.choice(WORDS) + chance.choice(GAPS) for _ in range(length))
        start = chance.randrange(len(text))
        yield text, text[start : start + chance.randint(3, 40)].strip()


@pytest.mark.parametrize("seed", range(2))
def test_a_glance_and_a_search_say_the_same(seed: int) -> None:
    seen = 0
    for text, exact in odd_texts(seed, 8000):
        whole = tokens(exact)
        if not any(token.kind != "punctuation" for token in whole):
            continue
        glance = _Page(text)._at_a_glance(Quote(exact), whole)
        if glance is not None:
            seen += 1
            assert _Page(text)._thorough(Quote(exact), whole).kind is glance.kind, (text, exact)
    assert seen > 1000


@pytest.mark.parametrize(
    ("text", "exact", "kind"),
    [
        (f"The men were dis-\n{FAR}armed at noon.", "armed at noon", "negation"),
        (f"It is ½{FAR}\u00ad% of them.", "½", "number"),
        (f"They paid ${FAR}12 and 200.", "12", "number"),
        (f"${FAR}0{FAR}200", "0", "number"),
    ],
)
def test_what_changes_the_words_counts_however_far_away(text: str, exact: str, kind: str) -> None:
    found = check(text, exact)

    assert found.kind is CheckKind.ALTERED
    assert [one.kind for one in found.differences] == [kind]


def test_a_place_is_given_in_the_text_as_a_whole() -> None:
    text = "Words before. " * 100 + "Twelve men “fled”." + " Words after." * 100

    found = check(text, 'Twelve men "fled"')

    assert found.kind is CheckKind.VERBATIM
    assert text[found.start : found.end] == "Twelve men “fled"
