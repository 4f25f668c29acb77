"""Words that count, in four languages: "twelve", "dizaine", "وعشرون", "двенадцати".

English, French, Arabic and Russian; cardinals, ordinals, collectives, fractions, multiples, and the
words that say "few" or "at least". Where a language forms them by rule, the rule stands here and no
list. They err on the side of counting. All words are folded by `folding.plain`: lower case, no
diacritics, one form of alef.
"""

import re

from tracker.base.language.folding import plain


def folded(words: str) -> frozenset[str]:
    """The words of a list, in the form that words are asked for in."""
    return frozenset(map(plain, words.split()))


def _any(*lists: str) -> str:
    """A pattern for any word of some lists, folded as those it is asked about; longest first."""
    return "(?:" + "|".join(sorted(folded(" ".join(lists)), key=len, reverse=True)) + ")"


_EN = """
zero nil nought hundred hundreds dozen dozens score scores lakh lakhs crore crores
thousand thousands million millions billion billions trillion trillions
once twice thrice single double triple treble quadruple quintuple sextuple doubled doubles doubling
tripled triples tripling trebled quadrupled halved halves halving half quarter quarters third thirds
first second both pair pairs couple twin twins trio duo triplets several few many
least most fewer less more minimum maximum
"""
_EN_FROM_TWO = "two three four five six seven eight nine"
_EN_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_EN_TENS = "twent thirt fort fift sixt sevent eight ninet"
_EN_LARGE = "hundred thousand million billion"
_EN_ORDINALS = "four fif six seven eigh nin twelf"
_ENGLISH = re.compile(
    # "one" but not "the ones who"; twelve, "in threes", fifths
    rf"one|{_any(_EN_FROM_TWO, _EN_TEENS)}(?:e?s)?|{_any(_EN_ORDINALS, _EN_TEENS, _EN_LARGE)}ths?"
    # twenty, twentieth, twenties, twentyone, tenfold
    rf"|{_any(_EN_TENS)}(?:y|ieths?|ies)|{_any(_EN_TENS)}y{_any('one', _EN_FROM_TWO)}"
    rf"|(?:{_any('one', _EN_FROM_TWO, _EN_TEENS, _EN_LARGE)}|{_any(_EN_TENS)}y)fold"
)
_FR = """
zero un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize
vingt vingts trente quarante cinquante soixante septante huitante octante nonante cent cents mille
millier milliers million millions milliard milliards demi demie moitie tiers quart quarts
premier premiere premiers premieres second seconde double doublent doubler triple triplent tripler
quadruple quintuple decuple centuple trio duo paire paires plusieurs quelques neuvaine moins minimum
maximum
"""
_FR_ORDINALS = """
un deux trois quatr cinqu six sept huit neuv dix onz douz treiz quatorz quinz seiz vingt trent
quarant cinquant soixant septant huitant octant nonant cent mill million milliard
"""
_FR_ROUND = "huit diz douz quinz vingt trent quarant cinquant soixant cent"
_FRENCH = re.compile(rf"{_any(_FR_ORDINALS)}ieme(?:s|ment)?|{_any(_FR_ROUND)}aines?")
_AR = """
صفر واحد واحده احد احدي اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي ثلاثه ثلاث اربعه اربع خمسه
خمس سته ست سبعه سبع ثمانيه ثماني ثمان تسعه تسع عشره عشر عشرون عشرين ثلاثون ثلاثين اربعون اربعين
خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين مئه مايه مائه مئتان مئتين مائتان مائتين
ثلاثمئه ثلاثمائه اربعمئه اربعمائه خمسمئه خمسمائه ستمئه ستمائه سبعمئه سبعمائه ثمانمئه ثمانمائه تسعمئه
تسعمائه مئات الف الفان الفين الاف الوف مليون مليونان مليونين ملايين مليار مليارات عشرات عقود نصف ثلث
ربع سدس ضعف اول اولي ثان ثاني ثانيه ثالث ثالثه رابع رابعه خامس خامسه سادس سادسه سابع سابعه ثامن
ثامنه تاسع تاسعه عاشر عاشره بضع بضعه عده اقل اكثر كلا كلتا زوج دزينه مليونا مليارا مليارين الفا مئتا
مائتا خمساً نصفا ثلثا ثلثي ثلاثا اربعا خمسا ستا سبعا تسعا عشرا اربعمايه خمسمايه ستمايه سبعمايه
ثمانمايه تسعمايه ثلاثمايه مئوي ملياران
"""
_RU = """
ноль нуль оба обе обоих обеих обоим обеим обоими обеими пара пары пару парой дюжина дюжины дюжину
третье третьего третьей третьему третьем третьим третьими третьих третья третью третьи треть трети
семь семи семью семеро семерых сотен сотня два две двоих двоим троим
несколько нескольких нескольким много многие менее более меньше больше минимум максимум
млн млрд тыс вдвое втрое вчетверо впятеро вшестеро вдесятеро дважды трижды четырежды однажды
единожды
"""
# Numerals change their endings; the stem decides, the rest must be an ending.
_RU_STEMS = """
один одн перв дв двум двух дву дво втор тр трем трет тро четыр четырьм четвер четверт пят шест седьм
восем восьм девят десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат шестнадцат семнадцат
восемнадцат девятнадцат двадцат тридцат сорок сороков девяност сотн сот тысяч миллион миллиард
триллион десятк десяток сто ста трое двое полтор полутор полтораст половин полсотн полусотн полдюжин
полтысяч полмиллион полмиллиард нол нул нулев двойк тройк четверк пятерк шестерк семерк восьмерк
девятк
"""
_RU_TENS = "пять пяти пятью шесть шести шестью семь семи семью восемь восьми восемью восьмью"
_RU_HUNDREDS = """
пять пяти пятью шесть шести шестью семь семи семью восемь восьми восемью восьмью девять девяти
девятью две двух двум двумя три трех трем тремя четыре четырех четырем четырьмя
"""
_RU_ENDINGS = """
а ам ами ах е его ей ем ему ех и ий им ими их ие ь ью ю я ях ям ями о ого ое ой ом ому ою у ую ый ые
ых ым ыми ы ая ов оих емя умя еро ерых ерым ерыми
"""
_RU_STEM = rf"(?:{_any(_RU_STEMS)}|{_any(_RU_TENS)}десят|{_any(_RU_HUNDREDS)}(?:сот|ст))"
# Compounds with a number in front: "двадцатилетний", "трёхкратный"; and adjectives of large ones.
_RU_COMPOUND = """
одно двух дву трех четырех пяти шести семи восьми девяти десяти одиннадцати двенадцати тринадцати
четырнадцати пятнадцати шестнадцати семнадцати восемнадцати девятнадцати двадцати тридцати сорока
пятидесяти шестидесяти семидесяти восьмидесяти девяносто сто двухсот трехсот четырехсот пятисот
шестисот семисот восьмисот девятисот полутора много
"""
_RU_COUNTED = """
летн кратн дневн час минутн недельн месячн годичн тонн метров километров процентн значн сторонн
этажн тысячн миллионн миллиардн местн
"""
_RUSSIAN = re.compile(
    rf"{_RU_STEM}{_any(_RU_ENDINGS)}?|{_any(_RU_COMPOUND)}{_any(_RU_COUNTED)}[а-я]*"
    r"|(?:тысячн|миллионн|миллиардн|удво|утрои|утроен)[а-я]+"
)
# Centuries and battalions: "XIXe" is written "xixe" where small capitals are a matter of style.
# Shorter ones are words and names as well: "vi", "Xi".
_ROMAN = re.compile(
    r"(?!vie\Z)(?=[ivx]{3}|[ivx]{2}(?:e|eme|th|nd|rd)|xe|ii|iv|ix|xv|xx)"
    r"x{0,3}(?:ix|iv|v?i{0,3})(?:e|eme|emes|th|st|nd|rd)?"
)
_BY_RULE = (_ENGLISH, _FRENCH, _RUSSIAN, _ROMAN)

# Numbers that are no part of another number that stands beside them.
_APART = """
zero one un une first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
twentieth once twice thrice single double triple half halves both pair couple several few many least
most fewer less more minimum maximum premier premiere premiers premieres second seconde deuxieme
troisieme demi demie moitie plusieurs quelques moins واحد واحده احد احدي اول اولي ثان ثاني ثانيه
ثالث ثالثه نصف بضع بضعه عده اقل اكثر оба обе обоих пара пары пару половина половины половину
несколько нескольких нескольким много многие менее более меньше больше
"""
_MULTIPLIERS = """
lakh lakhs crore crores hundred hundreds thousand thousands million millions billion billions
trillion trillions dozen dozens score k m bn mn mln cent cents mille millier milliers milliard
milliards dizaine dizaines douzaine douzaines مئه مايه مائه مئات
الف الفا الاف الوف مليون مليونا ملايين مليار مليارا مليارات
млн млрд тыс
"""
_MULTIPLIERS_RU = re.compile("(?:тысяч|миллион|миллиард|триллион|сот|сотен)[а-я]{0,3}")

NUMBERS = folded(_EN) | folded(_FR) | folded(_AR) | folded(_RU)
APART = folded(_APART)
MULTIPLIERS = folded(_MULTIPLIERS)
_AR_CLITICS = re.compile(r"\A[وفبلك]?(?:ال|لل)?")


def is_number_word(word: str) -> bool:
    """Whether a folded word counts: "twelve", "dizaine", "وعشرون", "двенадцати"."""
    if word in NUMBERS or any(rule.fullmatch(word) for rule in _BY_RULE):
        return True
    return any(form in NUMBERS for form in without_clitics(word))


def is_cardinal(word: str) -> bool:
    """Whether a folded word can be part of a number of several words: "hundred", "vingt"."""
    return is_number_word(word) and not any(
        form in APART for form in (word, *without_clitics(word))
    )


def multiplies(word: str) -> bool:
    """Whether a folded word makes the number before it another: "million", "ألف", "тысяч"."""
    return word in MULTIPLIERS or _MULTIPLIERS_RU.fullmatch(word) is not None


def without_clitics(word: str) -> tuple[str, ...]:
    """An Arabic word without what is written together with it."""
    if not "\u0621" <= word[:1] <= "\u064a":
        return ()
    stripped = (word[1:] if word[0] in "وفبلك" else word, word[_AR_CLITICS.match(word).end() :])  # type: ignore[union-attr]
    return tuple(form for form in stripped if len(form) > 1 and form != word)
