"""No quotation with a changed number, negation or name ever passes, in any of four languages."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from sources.archiver.quoting.verify import verify
from sources.archiver.values import CheckKind, Extraction, ExtractionState, Quote
from tracker.base.language.words import is_number_word

PASSING = (CheckKind.VERBATIM, CheckKind.NEAR)
TEXTS = (
    """On 27 July 2024 a column of 21 vehicles was ambushed near Tinzaouaten, and the coalition said
    that 84 fighters and 47 soldiers had been killed after three days. The army reported only two
    dead and 10 wounded, and did not confirm that anyone had been captured. Reporters counted at
    least 46 bodies in 12 videos; about 1,500 people fled towards the border, 35.5 km away. The
    convoy had left Kidal on 22 July with some 30 pick-ups, nobody knew where to.""",
    """Le 27 juillet 2024, une colonne de 21 véhicules est tombée dans une embuscade près de
    Tinzaouaten ; la coalition affirme que 84 combattants et 47 soldats ont été tués en trois jours.
    L’armée n’a reconnu que deux morts et 10 blessés, et ne confirme pas les captures. Au moins
    46 corps ont été comptés dans 12 vidéos ; près de 1 500 personnes ont fui vers la frontière.
    Le convoi avait quitté Kidal le 22 juillet avec une trentaine de pick-up.""",
    """في ٢٧ يوليو ٢٠٢٤ تعرض رتل من ٢١ مركبة لكمين قرب تنزواتين، وقالت الجبهة إن ٨٤ مقاتلا و٤٧ جنديا
    قتلوا خلال ثلاثة أيام. ولم يعترف الجيش إلا بمقتل جنديين وإصابة 10 آخرين، ولم يؤكد وقوع أسرى.
    وأحصى صحفيون 46 جثة على الأقل في 12 مقطعا، وفر نحو 1500 شخص نحو الحدود على بعد ٣٥ كيلومترا.
    وكان الرتل قد غادر كيدال في ٢٢ يوليو مع نحو ثلاثين سيارة.""",
    """27 июля 2024 года колонна из 21 машины попала в засаду у Тинзауатена; коалиция заявила, что
    за три дня погибли 84 бойца и 47 солдат. Армия признала лишь двух погибших и 10 раненых и не
    подтвердила захват пленных. Журналисты насчитали не менее 46 тел на 12 записях; около 1500
    человек бежали к границе. Колонна вышла из Кидаля 22 июля, в ней было тридцать пикапов.""",
)
SCRIPTS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "０１２３４５６７８９")
# A number written in groups, or in two words, is one word: half of it is another number.
WORDS = re.compile(r"\d{1,3} \d{3}|une trentaine|\S+")


@st.composite
def quotations(draw: st.DrawFn) -> tuple[str, str]:
    """A text and 5 to 40 words of it, perhaps with something left out."""
    text = draw(st.sampled_from(TEXTS))
    places = [match.span() for match in WORDS.finditer(text)]
    first = draw(st.integers(0, len(places) - 6))
    last = draw(st.integers(first + 4, min(first + 39, len(places) - 1)))
    return text, text[places[first][0] : places[last][1]]


def verdict(exact: str, text: str) -> CheckKind:
    return verify(Quote(exact), Extraction(ExtractionState.DONE, text=text)).kind


def elided(draw: st.DataObject, quote: str) -> str:
    """Leave out some words in the middle of a long quotation."""
    words = quote.split()
    if len(words) < 14 or not draw.draw(st.booleans()):
        return quote
    start = draw.draw(st.integers(5, len(words) - 8))
    return " ".join([*words[:start], "…", *words[start + 2 :]])


@settings(max_examples=150)
@given(quotations())
def test_what_was_copied_differs_at_most_by_its_cut(pair: tuple[str, str]) -> None:
    text, quote = pair

    found = verify(Quote(" ".join(quote.split())), Extraction(ExtractionState.DONE, text=text))

    # A cut may drop what turns the words: that stands outside them.
    assert found.start is not None
    assert found.end is not None
    assert all(one.start < found.start or one.end > found.end for one in found.differences)


@settings(max_examples=600)
@given(quotations(), st.data())
def test_no_changed_digit_passes(pair: tuple[str, str], data: st.DataObject) -> None:
    text, quote = pair
    quote = elided(data, quote)
    digits = [place for place, char in enumerate(quote) if char.isdigit()]
    if not digits:
        return
    place = data.draw(st.sampled_from(digits))
    value = (int(quote[place]) + data.draw(st.integers(1, 9))) % 10
    digit = data.draw(st.sampled_from(SCRIPTS))[value]

    assert verdict(quote[:place] + digit + quote[place + 1 :], text) not in PASSING


@settings(max_examples=300)
@given(quotations(), st.data())
def test_no_digit_more_or_less_passes(pair: tuple[str, str], data: st.DataObject) -> None:
    text, quote = pair
    digits = [place for place, char in enumerate(quote) if char.isdigit()]
    # At the ends a digit less can leave a whole shorter quotation.
    inner = [place for place in digits if 0 < place < len(quote) - 1]
    if not inner:
        return
    place = data.draw(st.sampled_from(inner))
    middle = data.draw(st.sampled_from(["", quote[place] + "7", "7" + quote[place]]))

    assert verdict(quote[:place] + middle + quote[place + 1 :], text) not in PASSING


NUMBER_WORDS = ["seven", "forty", "hundred", "sept", "quarante", "cent", "سبعة", "أربعين"]
NUMBER_WORDS += ["مئة", "семь", "сорока", "сто", "7", "٧"]
NEGATIONS = ["not", "never", "ne", "pas", "jamais", "لم", "ليس", "لا", "не", "ни"]


@settings(max_examples=300)
@given(quotations(), st.data())
def test_no_changed_number_word_passes(pair: tuple[str, str], data: st.DataObject) -> None:
    text, quote = pair
    words = quote.split()
    places = [
        place for place, word in enumerate(words) if is_number_word(word.strip(".,;").lower())
    ]
    if not places:
        return
    place = data.draw(st.sampled_from(places))
    words[place] = data.draw(st.sampled_from(NUMBER_WORDS))

    assert verdict(" ".join(words), text) not in PASSING


@settings(max_examples=300)
@given(quotations(), st.data())
def test_no_added_negation_passes(pair: tuple[str, str], data: st.DataObject) -> None:
    text, quote = pair
    words = quote.split()
    place = data.draw(st.integers(1, len(words) - 1))
    words.insert(place, data.draw(st.sampled_from(NEGATIONS)))
    if " ".join(words) in " ".join(text.split()):
        return

    assert verdict(" ".join(words), text) not in PASSING


NAMES = ["Tinzaouaten", "Kidal", "Тинзауатена", "Кидаля"]


@settings(max_examples=200)
@given(quotations(), st.data())
def test_no_changed_name_passes(pair: tuple[str, str], data: st.DataObject) -> None:
    text, quote = pair
    present = [name for name in NAMES if name in quote]
    if not present:
        return
    name = data.draw(st.sampled_from(present))
    other = data.draw(st.sampled_from(["Mopti", "Sévaré", "Мопти", "Kidalou"]))

    assert verdict(quote.replace(name, other), text) not in PASSING
