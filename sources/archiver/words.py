"""Words that change what a sentence claims: numbers, negations and dates in four languages.

English, French, Arabic and Russian. A word on these lists that differs between page and
quotation makes the quotation altered. The lists are made to err on that side. Entries and the
words asked about are folded by `folding.plain`: lower case, no diacritics, one form of alef.
"""

import re

from sources.archiver.folding import plain

_NUMBERS_EN = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
hundreds thousand thousands million millions billion billions trillion dozen dozens score scores
tens once twice thrice single double triple half halves third thirds quarter quarters first second
fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth hundredth
thousandth both pair couple several few many nil nought quadruple quintuple doubled doubles doubling
tripled triples tripling quadrupled halved halves halving trillions billions twenties thirties
forties fifties sixties seventies eighties nineties fifths sixths sevenths eighths ninths tenths
hundredths thousandths lakh lakhs crore crores least most fewer less more minimum maximum
"""
_NUMBERS_FR = """
zero un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize
vingt vingts trente quarante cinquante soixante septante octante nonante cent cents mille millier
milliers million millions milliard milliards dizaine dizaines douzaine douzaines quinzaine
vingtaine trentaine quarantaine cinquantaine soixantaine centaine centaines demi demie moitie
tiers quart quarts premier premiere premiers premieres deuxieme second seconde troisieme quatrieme
cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme quinzieme vingtieme centieme
millieme plusieurs quelques double triple quadruple huitaine neuvaine moins minimum maximum
doublent doubler triplent tripler
deuxiemes troisiemes quatriemes cinquiemes sixiemes septiemes huitiemes neuviemes dixiemes onziemes
douziemes quinziemes vingtiemes centiemes milliemes
"""
_NUMBERS_AR = """
صفر واحد واحده احد احدي اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي ثلاثه ثلاث اربعه اربع خمسه
خمس سته ست سبعه سبع ثمانيه ثماني ثمان تسعه تسع عشره عشر عشرون عشرين ثلاثون ثلاثين اربعون اربعين
خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين مئه مايه مائه مئتان مئتين مائتان
مائتين ثلاثمئه ثلاثمائه اربعمئه اربعمائه خمسمئه خمسمائه ستمئه ستمائه سبعمئه سبعمائه ثمانمئه
ثمانمائه تسعمئه تسعمائه مئات الف الفان الفين الاف الوف مليون مليونان مليونين ملايين مليار مليارات
عشرات عقود نصف ثلث ربع خمس سدس ضعف اول اولي ثان ثاني ثانيه ثالث ثالثه رابع رابعه خامس خامسه سادس
سادسه سابع سابعه ثامن ثامنه تاسع تاسعه عاشر عاشره بضع بضعه عده اقل اكثر كلا كلتا زوج دزينه
مليونا مليارا مليارين الفا مئتا مائتا خمساً نصفا ثلثا ثلثي ثلاثا اربعا خمسا ستا سبعا تسعا عشرا
ثلاثمئه اربعمايه خمسمايه ستمايه سبعمايه ثمانمايه تسعمايه ثلاثمايه مئوي
"""
_NUMBERS_RU = """
ноль нуль оба обе обоих обеих пара пары пару полтора полтораста половина половины половину треть
четверть третья третью третьи семь семи семью семеро семерых сотен сотня два две двоих дюжина
дюжины несколько нескольких нескольким много многие менее более меньше больше минимум максимум
млн млрд тыс вдвое втрое вчетверо дважды трижды четырежды полсотни полтысячи обеим обеими обоим
обоими двоим троим дюжину парой
"""
# Russian numerals change their endings; the stem decides, the rest must be an ending.
_RU_STEMS = """
один одн перв дв двум двух дву втор тр трем трет четыр четвер четверт пят шест седьм восем восьм
девят десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат
девятнадцат двадцат тридцат сорок пятьдесят пятидесят шестьдесят шестидесят семьдесят семидесят
восемьдесят восьмидесят девяност сотн сот двест двухсот двумст двухст трист трехсот четырест
четырехсот пятьсот пятисот шестьсот шестисот семьсот семисот восемьсот восьмисот девятьсот
девятисот тысяч миллион миллиард десятк десяток сто ста трое двое
"""
_RU_ENDINGS = """
а ам ами ах е его ей ем ему ех и ий им ими их ие ь ью ю я ях о ого ое ой ом ому у ую ый ые ых ым
ыми ы ая ов оих емя умя еро ерых ерым ерыми
"""

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
_RU_LARGE = "(?:тысячн|миллионн|миллиардн)[а-я]+|(?:удво|утрои|утроен)[а-я]+"

# What a figure counts: beside a number, another of these makes it another figure.
_UNITS = """
km kms cm mm kg kgs mg g t lb lbs oz ton tons tonne tonnes mile miles metre metres meter meters
kilometre kilometres kilometer kilometers kilo kilos kilogram kilograms gram grams gramme grammes
litre litres liter liters hectare hectares acre acres ha hour hours minute minutes min day days week
weeks month months year years decade decades century centuries percent am pm p h degrees dollar
dollars euro euros pound pounds franc francs ruble rubles rouble roubles usd eur gbp cfa fcfa xof
heure heures jour jours semaine semaines mois an ans annee annees siecle siecles decennie decennies
pourcent متر مترا امتار كيلومتر كيلومترا كيلومترات كيلو كيلوغرام غرام طن طنا اطنان دقيقه دقائق
دقايق ساعه ساعات يوم يوما ايام اسبوع اسبوعا اسابيع شهر شهرا اشهر شهور سنه سنوات عام عاما اعوام قرن
قرون دولار دولارا يورو فرنك
км см мм кг г т ч мин час часа часов часам день дня дней дням сутки суток год года лет годы век века
веков евро
"""
_UNITS_RU = re.compile(
    "(?:километр|метр|тонн|килограмм|грамм|минут|недел|месяц|доллар|рубл|франк|гектар|литр|мил)"
    "[а-я]{0,3}"
)

# What makes the number beside it a bound or a guess: "over 80", "jusqu'à 80", "почти 80". In Arabic
# every changed word alters, for any may be a name.
_BOUNDS = """
over under above below about around roughly nearly almost approximately approx circa exactly only
just up upwards close another additional
plus pres environ presque quelque jusqu'a seulement seul seule seuls seules exactement autour
dessus dessous
около почти примерно приблизительно свыше до лишь только ровно порядка еще
"""

# Days and months where they are written small and so do not look like names.
_DATES = """
yesterday today tonight tomorrow
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre janv fev fevr
avr juil oct nov dec lundi mardi mercredi jeudi vendredi samedi dimanche hier demain aujourd'hui
май мая маю маем мае среда среды среде среду средой вчера сегодня завтра
"""
_DATES_RU = re.compile(
    "(?:январ|феврал|март|апрел|июн|июл|август|сентябр|октябр|ноябр|декабр|понедельник|вторник"
    "|четверг|пятниц|суббот|воскресень)[а-я]{0,2}"
)

_NEGATIONS_EN = """
no not non none nobody nothing nowhere never neither nor without cannot cant wont dont nay hardly
barely scarcely deny denies denied denying denial refute refutes refuted refuting false falsely
untrue reject rejects rejected rejecting unless except fail fails failed failing
"""
_NEGATIONS_FR = """
ne n pas non ni jamais aucun aucune nul nulle nullement rien personne sans point guere dement
dementi dementie dementent dementir nie nient nie niee refute refutent rejette rejettent faux fausse
sauf
"""
_NEGATIONS_AR = """
لا لم لن ليس ليست ليسوا لست ما غير بدون دون بلا كلا نفي نفت ينفي تنفي نفوا نفيا انكر انكرت ينكر
كذب كذبت عدم لما سوي الا باطل كاذب رفض رفضت يرفض
"""
_NEGATIONS_RU = """
не ни нет без никто никого никому ничто ничего ничему никогда нигде никуда нельзя никак никакой
никаких никакие никакого отрицает отрицают отрицал отрицала отрицали опроверг опровергла опровергли
опровергает опровергают ложь ложный ложные кроме вряд
"""

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
_MULTIPLIERS_RU = re.compile("(?:тысяч|миллион|миллиард|сот|сотен)[а-я]{0,3}")

# Beginnings that turn a word into its opposite.
NEGATING_PREFIXES = (
    "un",
    "in",
    "im",
    "il",
    "ir",
    "non",
    "dis",
    "de",
    "mis",
    "не",
    "без",
    "бес",
    "а",
)

_STOPWORDS = """
the a an in on at of to for from by with and or but as if is are was were be been it its he she
they we you i his her their our this that these those there here when while after before according
le la les l un une des du de d a au aux en et ou mais par pour sur dans avec il elle ils elles on
nous vous ce cet cette ces son sa ses leur leurs qui que quand selon apres avant
в во на с со и а но или из от до по за о об у к ко для при что как это этот эта эти он она они мы вы
его ее их после перед по когда согласно
في من الي علي عن مع و او ثم ان انه انها هذا هذه ذلك تلك هو هي هم كان كانت قد بعد قبل التي الذي
الذين عند حين حول بين كما
"""


def _set(words: str) -> frozenset[str]:
    return frozenset(map(plain, words.split()))


NUMBERS = _set(_NUMBERS_EN) | _set(_NUMBERS_FR) | _set(_NUMBERS_AR) | _set(_NUMBERS_RU)
NEGATIONS = _set(_NEGATIONS_EN) | _set(_NEGATIONS_FR) | _set(_NEGATIONS_AR) | _set(_NEGATIONS_RU)
APART = _set(_APART)
MULTIPLIERS = _set(_MULTIPLIERS)
STOPWORDS = _set(_STOPWORDS)
UNITS = _set(_UNITS)
BOUNDS = _set(_BOUNDS)
DATES = _set(_DATES)
_RU_NUMBER = re.compile(
    "(?:" + "|".join(sorted(_set(_RU_STEMS), key=len, reverse=True)) + ")"
    "(?:" + "|".join(sorted(_set(_RU_ENDINGS), key=len, reverse=True)) + ")?"
)
_RU_COMPOUND_NUMBER = re.compile(
    f"(?:{'|'.join(_set(_RU_COMPOUND))})(?:{'|'.join(_set(_RU_COUNTED))})[а-я]*|{_RU_LARGE}"
)
_AR_CLITICS = re.compile(r"\A[وفبلك]?(?:ال|لل)?")
_JOINED_EN = re.compile(
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:one|two|three|four|five|six|seven|eight|nine)"
)
# Centuries and battalions: "XIXe" is written "xixe" where small capitals are a matter of style.
# Shorter ones are words and names as well: "vi", "Xi".
_ROMAN = re.compile(
    r"(?=[ivx]{3}|[ivx]{2}(?:e|eme|th|nd|rd)|xe|ii|iv|ix|xv|xx)"
    r"x{0,3}(?:ix|iv|v?i{0,3})(?:e|eme|emes|th|st|nd|rd)?"
)
_FOLD = "fold"


def is_number_word(word: str) -> bool:
    """Whether a folded word counts: "twelve", "dizaine", "وعشرون", "двенадцати"."""
    return (
        word in NUMBERS
        or any(form in NUMBERS for form in _without_clitics(word))
        or _RU_NUMBER.fullmatch(word) is not None
        or _JOINED_EN.fullmatch(word) is not None
        or _RU_COMPOUND_NUMBER.fullmatch(word) is not None
        or (_ROMAN.fullmatch(word) is not None and word != "vie")
        or (word.endswith(_FOLD) and word.removesuffix(_FOLD) in NUMBERS)
    )


def is_cardinal(word: str) -> bool:
    """Whether a folded word can be part of a number of several words: "hundred", "vingt"."""
    return is_number_word(word) and not any(
        form in APART for form in (word, *_without_clitics(word))
    )


def multiplies(word: str) -> bool:
    """Whether a folded word makes the number before it another: "million", "ألف", "тысяч"."""
    return word in MULTIPLIERS or _MULTIPLIERS_RU.fullmatch(word) is not None


def is_unit(word: str) -> bool:
    """Whether a folded word says what a number counts: "km", "jours", "ساعات", "тонн"."""
    return word in UNITS or _UNITS_RU.fullmatch(word) is not None


def is_bound(word: str) -> bool:
    """Whether a folded word says how to take the number beside it: "over", "environ", "почти"."""
    return word in BOUNDS


def is_date(word: str) -> bool:
    """Whether a folded word names a day or a month where those are written small: "juin", "мая"."""
    return word in DATES or _DATES_RU.fullmatch(word) is not None


def is_negation(word: str) -> bool:
    """Whether a folded word denies: "not", "n't", "n'a", "ولم", "не"."""
    if word in NEGATIONS or word.endswith("n't"):
        return True
    if "'" in word:
        return any(part in NEGATIONS for part in word.split("'"))
    return any(form in NEGATIONS for form in _without_clitics(word))


def _without_clitics(word: str) -> tuple[str, ...]:
    """An Arabic word without what is written together with it."""
    if not "\u0621" <= word[:1] <= "\u064a":
        return ()
    stripped = (word[1:] if word[0] in "وفبلك" else word, word[_AR_CLITICS.match(word).end() :])  # type: ignore[union-attr]
    return tuple(form for form in stripped if len(form) > 1 and form != word)


def is_opposite(one: str, other: str) -> bool:
    """Whether two folded words differ by a beginning that negates ("armed", "unarmed")."""
    short, long = sorted((one, other), key=len)
    return len(short) > 2 and long.endswith(short) and long[: -len(short)] in NEGATING_PREFIXES  # noqa: PLR2004
