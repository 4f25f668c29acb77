"""Arabic number words; digits may be Arabic-Indic or European, the particles written on."""

from claims.rules.figures.lexicon import Lexicon, fold, phrases, qualifying, valued, words
from claims.rules.figures.measures import Qualifier

_UNIT_STEMS = {3: "ثلاث", 4: "أربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثمان", 9: "تسع"}

_HUNDREDS = {
    fold(stem + hundred): 100 * unit
    for unit, stem in _UNIT_STEMS.items()
    for hundred in ("مئة", "مائة")
}


def _below_hundred(rest: int, value: int, joiner: str) -> int | None:
    """Compose "three ten" (thirteen) and "five and twenty"."""
    if rest >= 10:  # noqa: PLR2004 - the numbers are the rule
        return None
    if value == 10:  # noqa: PLR2004
        return None if joiner else rest + value
    return rest + value if value > 10 and joiner == "و" else None  # noqa: PLR2004


ARABIC = Lexicon(
    numbers={
        **valued(
            {
                0: "صفر",
                1: "واحد واحدة أحد إحدى",
                2: "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي",
                3: "ثلاثة ثلاث",
                4: "أربعة أربع",
                5: "خمسة خمس",
                6: "ستة ست",
                7: "سبعة سبع",
                8: "ثمانية ثماني ثمان",
                9: "تسعة تسع",
                10: "عشرة عشر",
                20: "عشرون عشرين",
                30: "ثلاثون ثلاثين",
                40: "أربعون أربعين",
                50: "خمسون خمسين",
                60: "ستون ستين",
                70: "سبعون سبعين",
                80: "ثمانون ثمانين",
                90: "تسعون تسعين",
                200: "مئتان مئتين مائتان مائتين مئتا مئتي مائتا مائتي",
                2000: "ألفان ألفين",
                2_000_000: "مليونان مليونين",
            }
        ),
        **_HUNDREDS,
    },
    multipliers=valued(
        {
            100: "مئة مائة",
            1000: "ألف آلاف ألفا",
            1_000_000: "مليون ملايين",
            1_000_000_000: "مليار مليارات",
        }
    ),
    bare_vague=words("آلاف ملايين مليارات"),
    joiners=frozenset({"و"}),
    before=qualifying(
        {
            Qualifier.AT_LEAST: "على الأقل, ما لا يقل عن, لا يقل عن, لا تقل عن, بحد أدنى",
            Qualifier.MORE_THAN: "أكثر من, ما يزيد عن, ما يزيد على, يزيد عن, يزيد على, فوق, "
            "أزيد من",
            Qualifier.AT_MOST: "على الأكثر, ما لا يزيد عن, ما لا يزيد على, لا يزيد عن, "
            "لا يزيد على, لا يتجاوز, حتى, ما يصل إلى, يصل إلى",
            Qualifier.LESS_THAN: "أقل من, ما دون, دون",
            Qualifier.ABOUT: "نحو, حوالي, قرابة, زهاء, ما يقارب, ما يقرب من, تقريبا, يقارب",
            Qualifier.EXACT: "بالضبط, فقط",
        }
    ),
    after=qualifying(
        {
            Qualifier.AT_LEAST: "على الأقل, أو أكثر, فأكثر, فما فوق",
            Qualifier.AT_MOST: "على الأكثر, أو أقل, كحد أقصى",
            Qualifier.ABOUT: "تقريبا",
        }
    ),
    openers={
        (fold("بين"),): frozenset({"و", fold("إلى"), "-"}),
        (fold("ما"), fold("بين")): frozenset({"و", fold("إلى"), "-"}),
        (fold("من"),): frozenset({fold("إلى")}),
    },
    range_joiners=frozenset({"-", fold("إلى"), fold("أو")}),
    vague_determiners=phrases("عدة, بضع, بضعة, بعض, عدد من, العديد من, كثير من"),
    vague=phrases(
        "عشرات, العشرات, مئات, المئات, آلاف, الآلاف, عشرات الآلاف, مئات الآلاف, ملايين, "
        "عدد كبير, أعداد كبيرة, خسائر فادحة, خسائر كبيرة, خسائر بشرية, خسائر جسيمة, خسائر"
    ),
    zero=phrases("لا أحد, لا قتلى, لا ضحايا, لا خسائر, لا إصابات, دون خسائر"),
    shares=(
        (fold("في"), fold("مئة")),
        (fold("في"), fold("مائة")),
        (fold("بالمئة"),),
        (fold("بالمائة"),),
    ),
    negations=frozenset({fold("ليس"), fold("ليسوا")}),
    below_hundred=_below_hundred,
    grouping=",٬،\u00a0\u202f\u2009",
    decimal=".٫",
    proclitics=tuple(fold(p) for p in ("ال", "ب", "ل", "ف", "ك")),
    apart="و",
)
