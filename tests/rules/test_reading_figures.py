"""What is read from the words of a figure."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.rules.figures import Qualifier, read
from claims.rules.figures.said_words import are_said

EXACT, AT_LEAST, MORE_THAN = Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.MORE_THAN
AT_MOST, LESS_THAN, ABOUT = Qualifier.AT_MOST, Qualifier.LESS_THAN, Qualifier.ABOUT


def numbers(text: str, language: str = "en") -> tuple[object, ...]:
    reading = read(text, language)
    return (reading.qualifier, reading.low, reading.best, reading.high)


@pytest.mark.parametrize(
    ("text", "qualifier", "low", "best", "high"),
    [
        ("84", EXACT, 84, 84, 84),
        ("at least 12 soldiers", AT_LEAST, 12, None, None),
        ("no fewer than ten", AT_LEAST, 10, None, None),
        ("12 or more", AT_LEAST, 12, None, None),
        ("30+", AT_LEAST, 30, None, None),
        ("more than 100", MORE_THAN, 100, None, None),
        ("up to 1,000", AT_MOST, None, None, 1000),
        ("as many as 80", AT_MOST, None, None, 80),
        ("less than 2 km", LESS_THAN, None, None, 2),
        ("about 20", ABOUT, None, 20, None),
        ("nearly four years", ABOUT, None, 4, None),
        ("some 30", ABOUT, None, 30, None),
        ("a dozen", ABOUT, None, 12, None),
        ("half a dozen", ABOUT, None, 6, None),
        ("more than about 20", MORE_THAN, 20, None, None),
        ("2.5 million", EXACT, 2_500_000, 2_500_000, 2_500_000),
        ("one hundred and twenty-five", EXACT, 125, 125, 125),
    ],
)
def test_it_reads_english(text, qualifier, low, best, high):
    assert numbers(text) == (qualifier, low, best, high)


@pytest.mark.parametrize(
    ("text", "language", "low", "high"),
    [
        ("12-15", "en", 12, 15),
        ("12–15", "en", 12, 15),
        ("12 to 15", "en", 12, 15),
        ("between 12 and 15", "en", 12, 15),
        ("six or seven men", "en", 6, 7),
        ("2 to 3 million", "en", 2_000_000, 3_000_000),
        ("1,500-2,000", "en", 1500, 2000),
        ("entre 12 et 15", "fr", 12, 15),
        ("de 12 à 15", "fr", 12, 15),
        ("بين 12 و15", "ar", 12, 15),
        ("от 12 до 15", "ru", 12, 15),
    ],
)
def test_it_reads_ranges(text, language, low, high):
    assert numbers(text, language) == (Qualifier.RANGE, low, None, high)


def test_a_range_whose_upper_end_is_open_has_no_upper_end():
    assert numbers("75 to more than 90") == (AT_LEAST, 75, None, None)


@pytest.mark.parametrize(
    ("text", "qualifier", "value"),
    [
        ("au moins 47", AT_LEAST, 47),
        ("plus d'une centaine", MORE_THAN, 100),
        ("jusqu’à 100", AT_MOST, 100),
        ("une vingtaine", ABOUT, 20),
        ("près de 84", ABOUT, 84),
        ("1 500", EXACT, 1500),
        ("dix-sept", EXACT, 17),
        ("soixante et onze", EXACT, 71),
        ("quatre-vingt-dix-sept", EXACT, 97),
        ("deux cent cinquante mille", EXACT, 250_000),
    ],
)
def test_it_reads_french(text, qualifier, value):
    assert (read(text, "fr").qualifier, _the_number(text, "fr")) == (qualifier, value)


@pytest.mark.parametrize(
    ("text", "qualifier", "value"),
    [
        ("٨٤", EXACT, 84),
        ("١٬٢٠٠", EXACT, 1200),
        ("\u200f84\u200f", EXACT, 84),
        ("أكثر من ٨٠", MORE_THAN, 80),
        ("ما لا يقل عن 15 جنديا", AT_LEAST, 15),
        ("12 على الأقل", AT_LEAST, 12),
        ("نحو 20 قتيلا", ABOUT, 20),
        ("ثلاثة عشر", EXACT, 13),
        ("خمسة وعشرون", EXACT, 25),
        ("مئة وخمسة وعشرون جنديا", EXACT, 125),
        ("ألفان وخمسمئة", EXACT, 2500),
    ],
)
def test_it_reads_arabic(text, qualifier, value):
    assert (read(text, "ar").qualifier, _the_number(text, "ar")) == (qualifier, value)


@pytest.mark.parametrize(
    ("text", "qualifier", "value"),
    [
        ("не менее 84", AT_LEAST, 84),
        ("более сотни", MORE_THAN, 100),
        ("до 50", AT_MOST, 50),
        ("около двадцати", ABOUT, 20),
        ("двадцать пять", EXACT, 25),
        ("20 тысяч", EXACT, 20_000),
        ("две тысячи", EXACT, 2000),
        ("трое погибших", EXACT, 3),
    ],
)
def test_it_reads_russian(text, qualifier, value):
    assert (read(text, "ru").qualifier, _the_number(text, "ru")) == (qualifier, value)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("dozens", "en"),
        ("several dozen fighters", "en"),
        ("thousands", "en"),
        ("hundreds of thousands", "en"),
        ("heavy casualties", "en"),
        ("at least dozens", "en"),
        ("des dizaines", "fr"),
        ("plusieurs dizaines", "fr"),
        ("العشرات", "ar"),
        ("آلاف", "ar"),
        ("десятки", "ru"),
        ("несколько десятков", "ru"),
        ("тысячи", "ru"),
    ],
)
def test_vague_words_get_no_number(text, language):
    assert numbers(text, language) == (Qualifier.VAGUE, None, None, None)


@pytest.mark.parametrize(
    ("text", "language"),
    [("no", "en"), ("none", "en"), ("no casualties", "en"), ("aucun mort", "fr"), ("صفر", "ar")],
)
def test_none_is_nought(text, language):
    assert numbers(text, language) == (EXACT, 0, 0, 0)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "en"),
        ("no number given", "en"),
        ("no survivors", "en"),
        ("the crew", "en"),
        ("aucun bilan", "fr"),
        ("not 12", "en"),
        ("не 12", "ru"),
        ("M23", "en"),
        ("AK-47", "en"),
        ("12 %", "en"),
        ("3rd", "en"),
        ("about 20 percent", "en"),
        ("10-15 per cent", "en"),
        ("one-third of the men", "en"),
        ("20 pour cent", "fr"),
        ("20 процентов", "ru"),
        ("20 في المئة", "ar"),
        ("26.07.2024", "ru"),
        ("at 10:30", "en"),
    ],
)
def test_what_is_no_count_is_not_read(text, language):
    assert numbers(text, language) == (Qualifier.NONE, None, None, None)


def test_a_count_after_a_share_is_read():
    assert numbers("20 per cent of the men, at least 12") == (AT_LEAST, 12, None, None)


def test_the_words_are_kept_as_they_were_written():
    text = "the column lost At Least 12 men"

    reading = read(text)

    assert reading.wording == "At Least 12"
    assert text[reading.start : reading.end] == reading.wording


def test_a_language_without_words_is_read_by_its_digits():
    assert numbers("১২", "bn") == (EXACT, 12, 12, 12)


def test_a_bound_of_a_language_without_words_is_not_taken_for_an_exact_number():
    assert numbers("কমপক্ষে ১২", "bn") == (Qualifier.NONE, None, None, None)


@given(st.text(max_size=60), st.sampled_from(["en", "fr", "ar", "ru"]))
def test_any_text_is_read_without_failing_and_keeps_its_words(text, language):
    reading = read(text, language)

    assert text[reading.start : reading.end] == reading.wording
    assert reading.has_number == (reading.qualifier not in {Qualifier.VAGUE, Qualifier.NONE})


@given(st.integers(min_value=0, max_value=10**9))
def test_a_number_is_read_the_same_in_every_script(number):
    arabic = str(number).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    assert read(arabic, "ar").best == read(f"{number:,}").best == Decimal(number)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("dozens", "Dozens of people were hurt."),
        ("a large number", "They spoke of “a  large number” of dead."),
        ("blessés", "deux blesses"),
        ("سبعة", "قتلنا سبعة من الحراس"),
        ("несколько", "Погибли несколько солдат"),
    ],
)
def test_words_that_stand_in_a_text_are_said(words: str, text: str) -> None:
    assert are_said(words, ["Something else.", text])


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("losses confirmed, no number", "Losses were confirmed."),
        ("a large number", "un nombre important de pertes"),
        ("some", "Something burnt."),
        ("several dead", "Several men lay dead."),
        ("", "Anything."),
        ("...", "Anything..."),
    ],
)
def test_a_note_and_a_part_of_a_word_are_not(words: str, text: str) -> None:
    assert not are_said(words, [text])
    assert not are_said(words, [])


def _the_number(text: str, language: str) -> Decimal | None:
    reading = read(text, language)
    return next(n for n in (reading.low, reading.best, reading.high) if n is not None)
