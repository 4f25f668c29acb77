"""A quotation may stop before the page's possessive or begin after an elided word: near."""

from __future__ import annotations

import pytest

from sources.archiver.quoting.verify import verify
from sources.archiver.values import Check, Extraction, ExtractionState, Quote

ENGLISH = """Nine border guards were brought in dead after Saturday's raid by 40 men, and 80 fled
on Saturday night. The army did not kill Wagner’s men, nor the soldiers’ families. Nobody’s
men were armed. Captain D’Arcy saw WAGNER'S camp. It was the militia’s eighth camp."""
FRENCH = """L’armée d’Ondralie n’a pas tiré lorsqu’elle a vu l’ennemi ; douze hommes
n’ont pas été tués près d’Ondralie. Le capitaine D’Arcy l’a dit."""


def look(exact: str, text: str = ENGLISH) -> Check:
    return verify(Quote(exact), Extraction(ExtractionState.DONE, text=text))


@pytest.mark.parametrize(
    ("exact", "end"),
    [
        ("Nine border guards were brought in dead after Saturday", "after Saturday's"),
        ("The army did not kill Wagner", "kill Wagner\u2019s"),
        ("The army did not kill Wagner.", "kill Wagner\u2019s"),
        ("nor the soldiers\u2019 families. Nobody", "families. Nobody\u2019s"),
        ("saw WAGNER", "saw WAGNER'S"),
        ("It was … militia", "the militia\u2019s"),
    ],
)
def test_an_end_before_the_possessive_is_near(exact: str, end: str) -> None:
    check = look(exact)

    assert (check.kind, check.differences[-1].kind) == ("near", "possessive")
    assert check.matched.endswith(end)


def test_the_difference_at_the_end_is_shown() -> None:
    (difference,) = look("did not kill Wagner").differences

    assert (difference.quoted, difference.found) == ("Wagner", "Wagner's")
    assert ENGLISH[difference.start : difference.end] == "Wagner\u2019s"


@pytest.mark.parametrize(
    ("exact", "quoted", "found"),
    [
        ("armée d'Ondralie n'a pas tiré", "armée", "L'armée"),
        ("Ondralie n\u2019a pas tiré", "Ondralie", "d'Ondralie"),
        ("Ondralie. Le capitaine", "Ondralie", "d'Ondralie"),
        ("elle a vu l'ennemi", "elle", "lorsqu'elle"),
        ("ennemi ; douze hommes n'ont pas été tués", "ennemi", "l'ennemi"),
    ],
)
def test_a_beginning_after_an_elided_word_is_near(exact: str, quoted: str, found: str) -> None:
    check = look(exact, FRENCH)

    assert check.kind == "near"
    (difference,) = check.differences
    assert (difference.kind, difference.quoted, difference.found) == ("elision", quoted, found)


@pytest.mark.parametrize(
    "exact", ["nor the soldiers", "nor the soldiers\u2019", "did not kill Wagner's"]
)
def test_the_possessive_of_a_plural_and_a_whole_word_are_verbatim(exact: str) -> None:
    assert look(exact).kind == "verbatim"


@pytest.mark.parametrize(
    ("exact", "text"),
    [
        ("The army did not kill Wagner", "The army did not kill Wagnerian men."),
        ("were brought in dead after Sunday", ENGLISH),
        ("were brought in dead after Friday", ENGLISH),
        ("The army did not kill Wagner's", "The army did not kill Wagner men."),
        ("by 40 men, and 8", ENGLISH),
        ("by 40 men, and 8", "by 40 men, and 80's"),
        ("It was the militia's eight", ENGLISH),
        ("The army did kill Wagner", ENGLISH),
        ("Arcy saw WAGNER'S camp", ENGLISH),
        ("ont pas été tués près d'Ondralie", FRENCH),
        ("a pas tiré lorsqu'elle", FRENCH),
        ("Arcy l'a dit", FRENCH),
        ("kill Wagner … families", ENGLISH),
        ("after Saturday raid by 40 men", ENGLISH),
    ],
)
def test_another_word_number_or_denial_at_an_end_stays_altered(exact: str, text: str) -> None:
    assert look(exact, text).kind == "altered"
