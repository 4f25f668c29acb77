"""French number words, with "septante", "huitante" and "nonante"."""

from claims.rules.figures.lexicon import Lexicon, phrases, qualifying, tens_then_unit, valued, words
from claims.rules.figures.measures import Qualifier


def _below_hundred(rest: int, value: int, joiner: str) -> int | None:
    """Compose "dix-sept", "soixante et onze", "quatre-vingt-dix-sept"."""
    # The numbers are the rule.
    if joiner == "et":
        fits = value in {1, 11} and rest in {20, 30, 40, 50, 60, 70, 80, 90}
        return rest + value if fits and (value == 1 or rest == 60) else None  # noqa: PLR2004
    if rest == 4 and value == 20:  # noqa: PLR2004
        return 80
    if rest == 10 and value in {7, 8, 9}:  # noqa: PLR2004
        return 10 + value
    if rest in {60, 80} and 10 <= value <= 16:  # noqa: PLR2004
        return rest + value
    return tens_then_unit(rest, value, joiner)


FRENCH = Lexicon(
    numbers=valued(
        {
            0: "zéro",
            1: "un une",
            2: "deux",
            3: "trois",
            4: "quatre",
            5: "cinq",
            6: "six",
            7: "sept",
            8: "huit",
            9: "neuf",
            10: "dix",
            11: "onze",
            12: "douze",
            13: "treize",
            14: "quatorze",
            15: "quinze",
            16: "seize",
            20: "vingt vingts",
            30: "trente",
            40: "quarante",
            50: "cinquante",
            60: "soixante",
            70: "septante",
            80: "huitante octante",
            90: "nonante",
        }
    ),
    multipliers=valued(
        {
            100: "cent cents",
            1000: "mille",
            1_000_000: "million millions",
            1_000_000_000: "milliard milliards",
        }
    ),
    bare_vague=words("cents million millions milliard milliards"),
    idioms={("une", "demi", "-", "douzaine"): 6},
    collectives=valued(
        {
            8: "huitaine",
            10: "dizaine dizaines",
            12: "douzaine douzaines",
            15: "quinzaine",
            20: "vingtaine",
            30: "trentaine",
            40: "quarantaine",
            50: "cinquantaine",
            60: "soixantaine",
            100: "centaine centaines",
            1000: "millier milliers",
        }
    ),
    joiners=frozenset({"et"}),
    before=qualifying(
        {
            Qualifier.AT_LEAST: "au moins, pas moins de, pas moins d, au minimum, un minimum de, "
            "à tout le moins",
            Qualifier.MORE_THAN: "plus de, plus d, au-delà de, supérieur à, bien plus de",
            Qualifier.AT_MOST: "au plus, tout au plus, au maximum, jusqu à, pas plus de, "
            "pas plus d, un maximum de",
            Qualifier.LESS_THAN: "moins de, moins d, inférieur à",
            Qualifier.ABOUT: "environ, autour de, autour d, près de, près d, presque, quelque, "
            "quelques, à peu près, approximativement, aux alentours de, quasiment",
            Qualifier.EXACT: "exactement, précisément, seulement",
        }
    ),
    after=qualifying(
        {
            Qualifier.AT_LEAST: "au moins, ou plus, et plus, au minimum",
            Qualifier.AT_MOST: "au plus, au maximum, ou moins",
            Qualifier.ABOUT: "environ, à peu près",
        }
    ),
    fillers=phrases("autres"),
    openers={
        ("entre",): frozenset({"et", "a", "-"}),
        ("de",): frozenset({"a"}),
        ("d",): frozenset({"a"}),
    },
    range_joiners=frozenset({"-", "a", "ou"}),
    vague_determiners=phrases(
        "plusieurs, quelques, de nombreux, de nombreuses, nombreux, nombreuses, des, beaucoup de"
    ),
    vague=phrases(
        "dizaines, centaines, milliers, dizaines de milliers, centaines de milliers, "
        "une poignée, un grand nombre, un certain nombre, lourdes pertes, pertes lourdes, "
        "pertes importantes, pertes humaines, de lourdes pertes, lourd bilan, pertes"
    ),
    zero=phrases("aucun, aucune, pas un seul, pas une seule, pas de"),
    zero_before=words(
        "mort morts tué tués décès blessé blessés victime victimes perte pertes prisonnier "
        "prisonniers disparu disparus soldat soldats civil civils combattant combattants véhicule "
        "véhicules militaire militaires personne personnes n de des"
    ),
    shares=phrases("pour cent, tiers, quarts, pourcent"),
    negations=frozenset({"pas"}),
    below_hundred=_below_hundred,
    grouping=" \u00a0\u202f\u2009.'’",
    decimal=",",
)
