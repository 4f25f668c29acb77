"""Arabic; digits may be Arabic-Indic or European, the particles are written on."""

from decimal import Decimal

from tracker.base.language.folding import folded, plain
from tracker.base.language.table import (
    Bound,
    Language,
    WordRole,
    Writing,
    bounds,
    listed,
    phrases,
    valued,
)

_STEMS = {3: "ثلاث", 4: "أربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثمان", 9: "تسع"}
_TENS = {20: "عشر", 30: "ثلاث", 40: "أربع", 50: "خمس", 60: "ست", 70: "سبع", 80: "ثمان", 90: "تسع"}
_HUNDRED = ("مئة", "مائة", "مية", "ماية")


def _dual(stem: str) -> tuple[str, ...]:
    """Two of something: subject and object, each alone and before its noun."""
    return tuple(stem + end for end in ("ان", "ين", "ا", "ي"))


def _cardinals() -> dict[str, int | None]:
    made = valued(
        {
            0: "صفر صفرا",
            1: "واحد واحدة واحدا أحد إحدى أحدا",
            2: "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي إثنان إثنين ثنتان ثنتين",
            8: "ثماني ثمانيا ثمانية",
            10: "عشرة عشر عشرا",
        }
    )
    for value, stem in _STEMS.items():
        # Three of men, of women, and as the object of a sentence, "ثلاثا".
        made |= {plain(stem + end): value for end in ("", "ة", "ا")}
        for hundred in _HUNDRED:
            made |= {plain(stem + hundred): 100 * value, plain(stem + "ي" + hundred): 100 * value}
    for value, stem in _TENS.items():
        made |= {plain(stem + end): value for end in ("ون", "ين")}
    for value, stems in {200: ("مئت", "مائت"), 2000: ("ألف",), 2 * 10**6: ("مليون",)}.items():
        made |= {plain(form): value for stem in stems for form in _dual(stem)}
    made |= {plain(form): 2 * 10**9 for stem in ("مليار", "بليون") for form in _dual(stem)}
    # "ألفا" and "مليونا" are "a thousand", "a million" as what is counted: one, not two.
    for word in ("ألفا", "مليونا", "مليارا", "بليونا"):
        del made[plain(word)]
    return made


_CARDINALS = _cardinals()
_MULTIPLIERS = valued(
    {
        100: "مئة مائة مية ماية مئات",
        1000: "ألف آلاف ألفا ألاف ألوف",
        10**6: "مليون مليونا ملايين",
        10**9: "مليار مليارا مليارات بليون بليونا بلايين",
        10**12: "تريليون تريليونا تريليونات ترليون ترليونا ترليونات",
    }
)
_ORDINALS = {
    1: "أول أولى", 2: "ثان ثاني ثانية", 3: "ثالث ثالثة", 4: "رابع رابعة", 5: "خامس خامسة",
    6: "سادس سادسة", 7: "سابع سابعة", 8: "ثامن ثامنة", 9: "تاسع تاسعة", 10: "عاشر عاشرة",
}  # fmt: skip
_PARTED = {
    "ملايين": 10**6, "مليون": 10**6, "المليون": 10**6, "مليار": 10**9, "المليار": 10**9,
    "ألف": 1000, "الألف": 1000, "مئة": 100, "المئة": 100,
}  # fmt: skip
# Broken plurals: their form in -ين is the dual alone. Of the others it is a plural too.
_COUNTED = """
جندي قتيل جريح شخص طفل رجل ضابط عنصر أسير صاروخ يوم شهيد لغم هجوم انفجار موقع شهر عام قائد عامل
"""
_COUNTED_BY_PLURAL = "مدني مقاتل مسلح عسكري إرهابي متمرد مصاب مفقود مرتزق"
_COUNTED_FEMININE = """
جثة مركبة طائرة دبابة سيارة امرأة شاحنة مروحية مدرعة طفلة قرية قاعدة آلية عربة مسيرة غارة ضحية عملية
"""
_DUALS = frozenset(
    {plain(word + end) for word in _COUNTED.split() for end in ("ان", "ين")}
    | {plain(word) + "ان" for word in _COUNTED_BY_PLURAL.split()}
    | {plain(word)[:-1] + end for word in _COUNTED_FEMININE.split() for end in ("تان", "تين")}
)


def _below_hundred(rest: int, value: int, joiner: str) -> int | None:
    """Compose "three ten" (thirteen) and "five and twenty"."""
    # The numbers are the rule.
    if rest >= 10:  # noqa: PLR2004
        return None
    if value == 10:  # noqa: PLR2004
        return None if joiner else rest + value
    return rest + value if value > 10 and joiner == "و" else None  # noqa: PLR2004


_HARM = """
قتل قتلت قتلوا يقتل مقتل قتيل قتلى قتيلا قتيلة مات ماتوا توفي موت وفاة ميت موتى استشهد استشهاد
شهيد شهداء أعدم أعدموا إعدام اغتيل اغتيال صرع لقي مصرع مصرعهم مصرعه جرح جرحوا جريح جرحى جريحا
جريحين أصيب أصيبوا إصابة إصابات مصاب مصابين مصابون ناج ناجين نجا نجوا سليم أحياء حي مفقود مفقودين
مفقودون فقد فقدوا اختفى أسر أسروا أسير أسرى أسرت اعتقل اعتقلوا اعتقال معتقل معتقلين احتجز رهينة
رهائن خطف اختطف أطلق أفرج إفراج حرر تحرير فر فروا فرار هرب هربوا نزح نزوح نازحين استسلم استسلموا
دمر دمرت دمروا تدمير تضرر تضررت أضرار ضرر احترق أحرق أحرقت حرق قصف قصفت ضرب ضربت استهدف استهدفت
هاجم هاجمت دافع أسقط أسقطت سقط سقطت سيطر سيطرت استعاد استعادت احتل احتلت انسحب عذب نهب أنقذ عالج
خسر
"""
_PEOPLE_OF = """
جندي جنود جنديا جيش عسكري عسكريين عسكريون عسكريا قوات مدني مدنيين مدنيون مدنيا مقاتل مقاتلين
مقاتلون مقاتلا مقاتلو مقاتلي متمرد متمردين متمردون متمردا مسلح مسلحين مسلحون مسلحا إرهابي إرهابيين
إرهابيون إرهابيا جهادي جهاديين مرتزق مرتزقة انفصالي انفصاليين مهاجم مهاجمين ضحية ضحايا ميليشيا
مليشيا شرطي شرطة ضابط ضباط ضابطا قائد قادة زعيم عضو أعضاء مسؤول مسؤولين مسؤولون عدو أعداء حليف
حلفاء مجرم رجل رجال امرأة نساء ولد أولاد بنت بنات طفل أطفال طفلا رضيع تلميذ تلاميذ طالب طلاب معلم
طبيب أطباء صحفي صحفيين عامل عمال راع رعاة مزارع مزارعين قروي قرويين ساكن سكان لاجئ لاجئين متظاهر
متظاهرين ناخب وزير وزارة حكومة معارضة تحالف شاهد شهود سائق طيار
"""
_HEDGES = """
ربما لعل يحتمل محتمل يزعم زعم زعمت مزعوم مزعومة يقال قيل يشتبه مشتبه يرجح رجح مرجح يبدو اتهم اتهمت
يتهم متهم شائعة شائعات يمكن
"""
_ASSURANCES = """
أكد أكدت يؤكد تأكيد مؤكد تأكد أثبت ثبت مثبت أولي أولية نهائي نهائية تهديد هدد وعد خطط حاول عمدا
عمد خطأ
"""
_DIRECTIONS = """
شمال جنوب شرق غرب شمالي جنوبي شرقي غربي يمين يسار ارتفع ارتفعت ارتفاع زاد زادت زيادة ازداد انخفض
انخفضت انخفاض تراجع تراجعت هبط تقدم تقدمت انسحب انسحبت انسحاب دخل دخلت دخول خرج خرجت خروج غادر
غادرت مغادرة وصل وصلت وصول بدأ بدأت انتهى انتهت توقف استمر داخل خارج أول آخر فاز
"""

LANGUAGE = Language(
    roles={
        WordRole.CARDINAL: _CARDINALS,
        WordRole.MULTIPLIER: _MULTIPLIERS,
        WordRole.COLLECTIVE: valued({12: "دزينة"}),
        WordRole.ORDINAL: valued(_ORDINALS),
        WordRole.FRACTION: listed("نصف نصفا ثلث ثلثا ثلثي ثلثان ثلثين ربع ربعا أرباع سدس"),
        WordRole.MULTIPLE: listed("ضعف ضعفا ضعفي أضعاف"),
        WordRole.QUANTITY: listed("عشرات عقود بضع بضعة عدة أقل أكثر كلا كلتا زوج مئوي نيف نيفا"),
        WordRole.NEGATION: listed(
            """لا لم لن ليس ليست ليسوا لست ما غير بدون دون بلا كلا نفي نفت ينفي تنفي نفوا نفيا انكر
            انكرت ينكر كذب كذبت عدم لما سوي الا باطل كاذب رفض رفضت يرفض"""
        ),
        WordRole.UNIT: listed(
            """متر مترا امتار كيلومتر كيلومترا كيلومترات كيلو كيلوغرام غرام طن طنا اطنان دقيقه دقائق
            دقايق ساعه ساعات يوم يوما ايام اسبوع اسبوعا اسابيع شهر شهرا اشهر شهور سنه سنوات عام
            عاما اعوام قرن قرون دولار دولارا يورو فرنك"""
        ),
        WordRole.MONTH: listed(
            """يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر جانفي
            فيفري
            افريل ماي جوان جويليه اوت كانون شباط اذار نيسان ايار حزيران تموز اب ايلول تشرين"""
        ),
        WordRole.NAME: listed("الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت"),
        WordRole.DAY: listed("الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت"),
        WordRole.HARM: listed(_HARM),
        WordRole.PEOPLE: listed(_PEOPLE_OF),
        WordRole.HEDGE: listed(_HEDGES),
        WordRole.ASSURANCE: listed(_ASSURANCES),
        WordRole.DIRECTION: listed(_DIRECTIONS),
        WordRole.SEQUENCE: listed("قبل بعد أثناء خلال منذ حتى عقب قبيل سابقا لاحقا"),
        WordRole.LINK: listed("يتم تتم أي أحد من كان كانت يكن تكن هناك أن قد"),
        WordRole.THAT: listed("أن إن أنه أنها أنهم إنه بأن"),
        WordRole.STOP: listed(
            """في من الي علي عن مع و او ثم ان انه انها هذا هذه ذلك تلك هو هي هم كان كانت قد بعد قبل
            التي الذي الذين عند حين حول بين كما بما"""
        ),
    },
    apart=folded(
        """واحد واحده احد احدي اول اولي ثان ثاني ثانيه ثالث ثالثه نصف بضع بضعه عده اقل اكثر"""
    ),
    writing=Writing(grouping=",٬،\u00a0", decimal=".٫"),
    joiners=frozenset({"و"}),
    conjunctions=frozenset({"و"}),
    bare_vague=folded("مئات ألوف آلاف ألاف ملايين مليارات بلايين تريليونات ترليونات"),
    below_hundred=_below_hundred,
    idioms={
        (part, plain(word)): Decimal(value) * quarters / 4
        for word, value in _PARTED.items()
        if value >= 1000  # noqa: PLR2004
        for part, quarters in {"نصف": 2, "ربع": 1}.items()
    },
    parts={
        ("و", *part): share
        for share, part in {Decimal("0.5"): ("نصف",), Decimal("0.25"): ("ربع",)}.items()
    }
    | {
        ("و", part, plain(word)): share
        for word in ("مليون", "المليون", "مليار", "المليار")
        for part, share in {"نصف": Decimal("0.5"), "ربع": Decimal("0.25")}.items()
    },
    duals=_DUALS,
    never_alone=folded("أحد إحدى أحدا ألفا مليونا مليارا بليونا تريليونا"),
    lookalikes={plain("مئت" + end): "ئ" for end in ("ان", "ين", "ا", "ي")},
    conjunction="و",
    proclitics=("ال", "لل", "ب", "ل", "ف", "ك"),
    enclitics=("هما", "ها", "هم", "هن", "نا", "كم", "ه", "ك", "ي", "ا"),
    article_of_ordinals="ال",
    before=bounds(
        {
            Bound.AT_LEAST: "على الأقل, ما لا يقل عن, لا يقل عن, لا تقل عن, بحد أدنى, "
            "ما لا تقل عن, حد أدنى, ليس أقل من, لا أقل من, على أقل تقدير, ما لا يقل على",
            Bound.MORE_THAN: "أكثر من, ما يزيد عن, ما يزيد على, يزيد عن, يزيد على, تزيد على, "
            "تزيد عن, ما يربو على, يربو على, فوق, أزيد من, ما يفوق, يفوق, يتجاوز, تجاوز, تتجاوز, "
            "ما يتجاوز",
            Bound.AT_MOST: "على الأكثر, ما لا يزيد عن, ما لا يزيد على, لا يزيد عن, "
            "لا يزيد على, لا تزيد عن, لا تزيد على, لا يتجاوز, لا تتجاوز, لم يتجاوز, لم تتجاوز, "
            "لم يزد على, لم يزد عن, حتى, ما يصل إلى, "
            "يصل إلى, تصل إلى, بحد أقصى, ليس أكثر من, لا أكثر من, على أقصى تقدير, لا يتعدى, "
            "ما لا يتجاوز",
            Bound.LESS_THAN: "أقل من, ما دون, دون, ما يقل عن, يقل عن",
            Bound.ABOUT: "نحو, حوالي, قرابة, زهاء, ما يقارب, ما يقرب من, تقريبا, يقارب, "
            "ما يناهز, يناهز, بنحو, بحوالي, في حدود, حدود",
            Bound.EXACT: "بالضبط, فقط",
        }
    ),
    after=bounds(
        {
            Bound.AT_LEAST: "على الأقل, أو أكثر, فأكثر, فما فوق, و أكثر, كحد أدنى, بحد أدنى",
            Bound.AT_MOST: "على الأكثر, أو أقل, كحد أقصى, بحد أقصى, فأقل",
            Bound.ABOUT: "تقريبا",
        }
    ),
    hedges=phrases("ربما, لعل, يحتمل, و ربما, أو ربما"),
    openers={
        ("بين",): frozenset({"و", plain("إلى"), "-"}),
        (plain("ما"), "بين"): frozenset({"و", plain("إلى"), "-"}),
        ("من",): frozenset({plain("إلى")}),
    },
    changes=folded("ارتفع ارتفعت ارتفاع زاد زادت ازداد انخفض انخفضت تراجع تراجعت قفز قفزت العدد"),
    range_joiners=frozenset({"-", plain("إلى"), plain("أو")}),
    vague_determiners=phrases("عدة, بضع, بضعة, بعض, عدد من, العديد من, كثير من"),
    vague=phrases(
        "عشرات, العشرات, مئات, المئات, آلاف, الآلاف, عشرات الآلاف, مئات الآلاف, ملايين, "
        "عدد كبير, أعداد كبيرة, خسائر فادحة, خسائر كبيرة, خسائر بشرية, خسائر جسيمة, خسائر"
    ),
    zero=phrases(
        "لا أحد, لا قتلى, لا ضحايا, لا خسائر, لا إصابات, دون خسائر, بدون خسائر, بلا خسائر, "
        "لا جرحى, لا قتيل"
    ),
    zero_before=folded("قتلى ضحايا خسائر إصابات جرحى في بين من"),
    shares=phrases("في مئة, في مائة, بمئة, بمائة, في المئة, في المائة, بالمئة, بالمائة, %, ‰"),
    ratios=phrases("من أصل, من كل, من بين كل"),
    of=folded("من"),
    portions=phrases("معظم, أغلب, غالبية, أكثرية, بعض"),
    open_ended=phrases(
        "نيف و, و نيف, ونيف, ونيفا, و نيفا, بضع و, بضعة و, و بضع, و بضعة, وبضع, وبضعة"
    ),
    points=folded("فاصلة فاصل"),
    labels=folded("رقم ناقص المادة صفحة الصفحة قرار القرار الفصل عمره عمرها سن"),
    clock=phrases("صباحا, مساء, ظهرا, فجرا, ليلا, بتوقيت"),
    year_openers=folded("عام سنة العام منذ في لعام بعام قبل بعد"),
)
