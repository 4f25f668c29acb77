"""English number words."""

from claims.rules.figures.lexicon import Lexicon, phrases, qualifying, valued, words
from claims.rules.figures.measures import Qualifier

ENGLISH = Lexicon(
    numbers=valued(
        {
            0: "zero nil",
            1: "one",
            2: "two",
            3: "three",
            4: "four",
            5: "five",
            6: "six",
            7: "seven",
            8: "eight",
            9: "nine",
            10: "ten",
            11: "eleven",
            12: "twelve",
            13: "thirteen",
            14: "fourteen",
            15: "fifteen",
            16: "sixteen",
            17: "seventeen",
            18: "eighteen",
            19: "nineteen",
            20: "twenty",
            30: "thirty",
            40: "forty",
            50: "fifty",
            60: "sixty",
            70: "seventy",
            80: "eighty",
            90: "ninety",
        }
    ),
    multipliers=valued(
        {100: "hundred", 1000: "thousand", 1_000_000: "million", 1_000_000_000: "billion"}
    ),
    bare_vague=words("hundred thousand million billion"),
    idioms={("half", "a", "dozen"): 6, ("half", "a", "million"): 500_000},
    collectives=valued({12: "dozen"}),
    articles=frozenset({"a", "an"}),
    joiners=frozenset({"and"}),
    before=qualifying(
        {
            Qualifier.AT_LEAST: "at least, no fewer than, not fewer than, no less than, "
            "not less than, a minimum of, minimum, upwards of, as few as, from at least",
            Qualifier.MORE_THAN: "more than, over, above, in excess of, exceeding, greater than, "
            "well over, upward of, higher than",
            Qualifier.AT_MOST: "at most, up to, no more than, not more than, as many as, "
            "a maximum of, maximum, as much as",
            Qualifier.LESS_THAN: "less than, fewer than, under, below",
            Qualifier.ABOUT: "about, around, approximately, approx, roughly, circa, some, nearly, "
            "almost, close to, just under, just over, an estimated, estimated, in the region of, "
            "somewhere around, on the order of",
            Qualifier.EXACT: "exactly, precisely, only, just",
        }
    ),
    after=qualifying(
        {
            Qualifier.AT_LEAST: "or more, or over, and more, and above, at least, plus, "
            "at a minimum",
            Qualifier.AT_MOST: "at most, or fewer, or less, at the most",
            Qualifier.ABOUT: "or so, approximately, or thereabouts, or about",
        }
    ),
    fillers=phrases("another, additional, a further, further, estimated, the"),
    openers={
        ("between",): frozenset({"and", "to", "-"}),
        ("from",): frozenset({"to", "-"}),
    },
    range_joiners=frozenset({"-", "to", "or"}),
    vague_determiners=phrases(
        "several, a few, few, quite a few, many, some, numerous, multiple, countless, various"
    ),
    vague=phrases(
        "dozens and dozens, dozens, tens of thousands, hundreds of thousands, tens, scores, "
        "hundreds, thousands, millions, a handful, a couple, a large number, large numbers, "
        "a number of, a great many, heavy casualties, heavy losses, significant losses, "
        "significant casualties, human losses, severe losses, serious losses, mass casualties, "
        "casualties, losses, others, entire"
    ),
    zero=phrases("none, no one, nobody, no, not one, not a single"),
    zero_before=words(
        "casualties casualty losses deaths death dead killed wounded injured injuries fatalities "
        "victims prisoners missing soldiers soldier people civilians civilian troops fighters "
        "militants men women children vehicles aircraft weapons damage was were died has have of"
    ),
    shares=phrases("percent, per cent, third, thirds, quarter, quarters, fifth, fifths, tenths"),
    negations=frozenset({"not", "never"}),
    grouping=",\u00a0\u202f\u2009'’٬",
    decimal=".٫",
)
