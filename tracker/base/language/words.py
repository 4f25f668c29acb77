"""Words that change what a sentence claims, beside those that count (`numerals.py`).

Units, bounds, dates and negations in English, French, Arabic and Russian. A word on these lists
that differs between page and quotation makes the quotation altered. The lists are made to err on
that side. Entries and the words asked about are folded by `folding.plain`: lower case, no
diacritics, one form of alef.
"""

import re

from tracker.base.language.numerals import folded, without_clitics

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

_MONTHS_EN = """
january february march april may june july august september october november december
jan feb mar apr jun jul aug sept sep oct nov dec
"""
_MONTHS = """
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre janv fev fevr
avr juil oct nov dec
يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر جانفي فيفري افريل ماي
جوان جويليه اوت كانون شباط اذار نيسان ايار حزيران تموز اب ايلول تشرين
май мая маю маем мае
"""
_MONTHS_RU = re.compile(
    "(?:январ|феврал|март|апрел|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]{0,2}"
)
# Names that are written small: days (as months are), peoples. Arabic has no capitals at all, and
# English writes only these few small.
_SMALL_NAMES = """
yesterday today tonight tomorrow
lundi mardi mercredi jeudi vendredi samedi dimanche hier demain aujourd'hui
среда среды среде среду средой вчера сегодня завтра
"""
_DAYS_RU = "(?:понедельник|вторник|четверг|пятниц|суббот|воскресень)[а-я]{0,2}"
_PEOPLES_FR = """
malien nigerien nigerian burkinabe burkinais mauritanien senegalais ivoirien algerien libyen
tchadien guineen togolais beninois ghaneen tunisien marocain egyptien soudanais ethiopien somalien
congolais rwandais camerounais centrafricain africain francais russe ukrainien americain britannique
anglais allemand italien espagnol portugais belge turc turque chinois indien pakistanais afghan
iranien irakien syrien libanais israelien palestinien saoudien emirati qatari yemenite europeen
arabe touareg peul peulh dogon bambara songhai kurde serbe georgien armenien bielorusse polonais
tchetchene
"""
# Russian makes adjectives of places so ("малийский"), other than of ideas ("политический").
_PLACES_RU = "[а-я]{2,}(?<!иче)(?:ск|цк)(?:ии|ая|ое|ие|ого|ои|ому|им|ом|их|ими|ую|и)"
_SMALL_BY_RULE = re.compile(
    f"{_DAYS_RU}|{_PLACES_RU}|(?:{'|'.join(_PEOPLES_FR.split())})(?:n?e)?s?"
)

_NEGATIONS_EN = """
no not non none nobody nothing nowhere never neither nor without cannot cant wont dont nay hardly
barely scarcely deny denies denied denying denial refute refutes refuted refuting false falsely
untrue reject rejects rejected rejecting unless except fail fails failed failing refuse refuses
refused refusing refusal decline declines declined declining lack lacks lacked lacking
"""
_NEGATIONS_FR = """
ne n pas non ni jamais aucun aucune nul nulle nullement rien personne sans point guere dement
dementi dementie dementent dementir nie nient niee refute refutent rejette rejettent faux fausse
sauf infirme infirmee infirment infirmer refus refuse refusent refusee refuser rejete rejetee
"""
_NEGATIONS_AR = """
لا لم لن ليس ليست ليسوا لست ما غير بدون دون بلا كلا نفي نفت ينفي تنفي نفوا نفيا انكر انكرت ينكر
كذب كذبت عدم لما سوي الا باطل كاذب رفض رفضت يرفض
"""
_NEGATIONS_RU = """
не ни нет без никто никого никому ничто ничего ничему никогда нигде никуда нельзя никак никакой
никаких никакие никакого ложь кроме вряд
"""
_DENIALS_RU = re.compile("(?:отриц|опроверг|опроверж|отверг|отказ|ложн|неверн)[а-я]*")

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


NEGATIONS = (
    folded(_NEGATIONS_EN) | folded(_NEGATIONS_FR) | folded(_NEGATIONS_AR) | folded(_NEGATIONS_RU)
)
STOPWORDS = folded(_STOPWORDS)
UNITS = folded(_UNITS)
BOUNDS = folded(_BOUNDS)
MONTHS = folded(_MONTHS)
MONTHS_EN = folded(_MONTHS_EN)
SMALL_NAMES = folded(_SMALL_NAMES)


def is_unit(word: str) -> bool:
    """Whether a folded word says what a number counts: "km", "jours", "ساعات", "тонн"."""
    return word in UNITS or _UNITS_RU.fullmatch(word) is not None


def is_bound(word: str) -> bool:
    """Whether a folded word says how to take the number beside it: "over", "environ", "почти"."""
    return word in BOUNDS


def is_month(word: str, *, is_capital: bool) -> bool:
    """Whether a folded word names a month; "may" and "march" only where they begin large.

    Args:
        word: the word, folded.
        is_capital: whether it begins with a capital where it stands.
    """
    if word in MONTHS or _MONTHS_RU.fullmatch(word) is not None:
        return True
    return is_capital and word in MONTHS_EN


def is_small_name(word: str) -> bool:
    """Whether a folded word is a name although written small: "juin", "maliens", "российские"."""
    named = word in SMALL_NAMES or _SMALL_BY_RULE.fullmatch(word) is not None
    return named or is_month(word, is_capital=False)


def is_negation(word: str) -> bool:
    """Whether a folded word denies: "not", "n't", "n'a", "ولم", "не"."""
    if word in NEGATIONS or word.endswith("n't") or _DENIALS_RU.fullmatch(word):
        return True
    if "'" in word:
        return any(part in NEGATIONS for part in word.split("'"))
    return any(form in NEGATIONS for form in without_clitics(word))


def is_opposite(one: str, other: str) -> bool:
    """Whether two folded words differ by a beginning that negates ("armed", "unarmed")."""
    short, long = sorted((one, other), key=len)
    return len(short) > 2 and long.endswith(short) and long[: -len(short)] in NEGATING_PREFIXES  # noqa: PLR2004
