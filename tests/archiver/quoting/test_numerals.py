"""Every form of a number word counts, and words that look like one do not."""

from __future__ import annotations

import pytest

from tracker.base.language.folding import plain
from tracker.base.language.words import is_cardinal, is_number_word, multiplies

ENGLISH = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
hundred thousand million billion trillion first second third fourth fifth sixth seventh eighth
ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth
nineteenth twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth
hundredth thousandth millionth billionth twos threes fours fives sixes sevens eights nines tens
dozens scores half quarter quarters thirds fifths twice thrice trio duo pair pairs twin twins
triplets forty-five sextuple treble trebled
"""
FRENCH = """
zéro un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze
seize vingt trente quarante cinquante soixante septante huitante octante nonante cent cents
mille million millions milliard milliards billion trillion premier première deuxième second
seconde troisième quatrième cinquième sixième septième huitième neuvième dixième onzième
douzième treizième quatorzième quinzième seizième dix-septième vingtième trentième quarantième
cinquantième soixantième centième millième unième dizaine dizaines douzaine quinzaine vingtaine
trentaine quarantaine cinquantaine soixantaine centaine centaines millier milliers demi demie
moitié tiers quart quarts double triple quadruple quintuple décuple centuple huitaine neuvaine
trio duo couple paire paires
"""
ARABIC = """
صفر واحد واحدة اثنان اثنين اثنتان اثنتين ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية
ثماني ثمان تسعة تسع عشرة عشر أحد إحدى اثنا اثني عشرون عشرين ثلاثون ثلاثين أربعون أربعين خمسون
ستون سبعون ثمانون تسعون مئة مائة مئتان مائتين ألف ألفان ألفين آلاف مليون مليونان ملايين مليار
ملياران مليارات نصف ثلث ربع خمس سدس عشر عشرات مئات بضعة
"""
RUSSIAN = """
один одного одному одним одном одна одной одну одною одно одни одних одними два двух двум двумя
две три трех трём тремя четыре четырёх четырем четырьмя пять пяти пятью шесть шести шестью семь
семи семью восемь восьми восемью восьмью девять девяти девятью десять десяти десятью одиннадцать
одиннадцати одиннадцатью двенадцать двенадцати двенадцатью тринадцать тринадцати тринадцатью
четырнадцать четырнадцатью пятнадцать пятнадцати шестнадцать шестнадцатью семнадцать семнадцати
восемнадцать восемнадцатью девятнадцать девятнадцати двадцать двадцати двадцатью тридцать
тридцати тридцатью сорок сорока пятьдесят пятидесяти пятьюдесятью шестьдесят шестидесяти
шестьюдесятью семьдесят семидесяти семьюдесятью восемьдесят восьмидесяти восемьюдесятью
восьмьюдесятью девяносто девяноста сто ста двести двухсот двумстам двумястами двухстах триста
трёхсот трёмстам тремястами трёхстах четыреста четырёхсот четырёмстам четырьмястами четырёхстах
пятьсот пятисот пятистам пятьюстами пятистах шестьсот шестисот шестистам шестьюстами шестистах
семьсот семисот семистам семьюстами восемьсот восьмисот восьмистам восемьюстами девятьсот
девятисот девятистам девятьюстами тысяча тысячи тысяче тысячу тысячей тысячью тысяч тысячам
тысячами тысячах миллион миллиона миллионов миллионами миллиард миллиарда миллиардов триллион
триллиона двое двоих двоим двоими трое троих троим троими четверо четверых четверым четверыми
пятеро пятерых пятерым шестеро шестерых семеро семерых восьмеро восьмерых девятеро девятерых
десятеро десятерых первый первая первое первого первой первому первым первую первых второй
вторая второго второму вторым вторую третий третья третье третьего третьей третьему третьим
третью третьих четвертый четвёртого пятый пятого пятой шестой шестого седьмой седьмого восьмой
восьмого девятый девятого десятый десятого одиннадцатый двенадцатого двадцатый двадцатого
тридцатый тридцатого сороковой сорокового пятидесятый шестидесятого семидесятый восьмидесятого
девяностый девяностого сотый сотого двухсотый трехсотый тысячный тысячного половина половины
половину половиной треть трети третью четверть четверти полтора полторы полутора полтораста
полсотни полсотне полдюжины полусотни десяток десятка десятки десятков десятками десятках сотня
сотни сотню сотнями сотен сотням пара пары пару дюжина дюжины дюжину пятёрка тройка двойка
пятерка семерка десятка тройку двойку вдвое втрое вчетверо впятеро дважды трижды четырежды
пятикратно двукратный трехкратный многократно полмиллиона полмиллиарда полтысячи двухлетний
трехдневный пятиэтажный семилетняя двадцатилетняя двухмесячный сорокалетний столетний однажды
единожды оба обе обоих обеих двадцатью тридцатью ноль ноля нуля нулевой
"""
ROMAN = "xixe XXIe iiie xiv XVIII iv"
OTHERS = """
ones someone tend often oneself weight height freight sixpence fortress manifold scaffold
vie civil mix dixit Xi vi unité quartier douane centre sixtine millénaire
استقبل عشيرة خميس
троллейбус двор стол стоял пятно шесток дверь тревога трасса утром однако
"""


@pytest.mark.parametrize(
    "word", [*ENGLISH.split(), *FRENCH.split(), *ARABIC.split(), *RUSSIAN.split(), *ROMAN.split()]
)
def test_a_number_word_counts(word: str) -> None:
    assert all(is_number_word(plain(part)) for part in word.split("-"))


@pytest.mark.parametrize("word", OTHERS.split())
def test_a_word_that_looks_like_one_does_not(word: str) -> None:
    assert not is_number_word(plain(word))


def test_an_arabic_number_counts_with_what_is_written_together_with_it() -> None:
    assert is_number_word(plain("وعشرون"))
    assert is_number_word(plain("بالثلاثين"))
    assert not is_number_word(plain("وجنود"))


def test_a_cardinal_may_be_part_of_a_longer_number_and_a_fraction_not() -> None:
    assert is_cardinal(plain("hundred"))
    assert is_cardinal(plain("двадцать"))
    assert not is_cardinal(plain("half"))
    assert not is_cardinal(plain("soldiers"))


@pytest.mark.parametrize("word", ["million", "mn", "crore", "milliards", "ألف", "тысячами"])
def test_what_multiplies(word: str) -> None:
    assert multiplies(plain(word))
