"""What a language's table says: its words with role and value, its phrases, how it counts.

A table is one file of `tables/`, named by its language tag. All words in it are folded by
`folding.plain`; the builders here fold what a file lists.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto
from functools import cached_property

from tracker.base.language.folding import plain

Phrase = tuple[str, ...]
"""Folded words in order."""
Valued = Mapping[str, int | None]
"""Folded word -> its value, None where it has none."""


class WordRole(Enum):
    """What a word does in a sentence that claims a number."""

    CARDINAL = auto()
    """ "Twelve", "двадцатью", "مئتي"."""
    MULTIPLIER = auto()
    """ "Thousand", "lakh": makes the number before it another."""
    ABBREVIATION = auto()
    """A multiplier written short: "bn", "млн"."""
    COLLECTIVE = auto()
    """ "Dozen", "vingtaine": a round number that nobody means exactly."""
    ORDINAL = auto()
    FRACTION = auto()
    MULTIPLE = auto()
    """ "Twice", "tenfold"."""
    QUANTITY = auto()
    """ "Several", "fewer", "twenties": speaks of a number and says none."""
    BOUND = auto()
    """How to take the number beside it: "over", "environ", "почти"."""
    NEGATION = auto()
    UNIT = auto()
    MONTH = auto()
    NAME = auto()
    """A name that is written small: "yesterday", "malien", "российский"."""
    DAY = auto()
    """A day of the week."""
    HARM = auto()
    """What became of somebody or something: "killed", "blessé", "захвачен"."""
    PEOPLE = auto()
    """Whom it befell, or who did it: "soldier", "civil", "متمرد"."""
    HEDGE = auto()
    """Leaves open whether it is so: "allegedly", "auraient", "возможно"."""
    ASSURANCE = auto()
    """Says that it is so, or will be: "confirmed", "promised", "окончательно"."""
    DIRECTION = auto()
    """Where to, or up or down: "north", "rose", "entered", "наступление"."""
    SEQUENCE = auto()
    """What came first: "before", "après", "во время"."""
    LINK = auto()
    """Stands between what denies or doubts and the word that it turns: "been", "yet"."""
    THAT = auto()
    """Opens what somebody said, denied or doubted: "that", "que", "أن"."""
    STOP = auto()
    """A small word that carries no sense of its own: "of", "dans"."""


class Bound(Enum):
    """How a phrase says to take its number."""

    AT_LEAST = auto()
    MORE_THAN = auto()
    AT_MOST = auto()
    LESS_THAN = auto()
    ABOUT = auto()
    EXACT = auto()


def phrases(text: str) -> frozenset[Phrase]:
    """Read "at least, no fewer than" as folded phrases."""
    return frozenset(tuple(map(plain, part.split())) for part in text.split(",") if part.strip())


def bounds(table: Mapping[Bound, str]) -> dict[Phrase, Bound]:
    """Turn "bound: phrases" around."""
    return {phrase: bound for bound, text in table.items() for phrase in phrases(text)}


def valued(table: Mapping[int, str]) -> dict[str, int | None]:
    """Turn "value: words" around."""
    return {plain(word): value for value, text in table.items() for word in text.split()}


def listed(*words: str | Iterable[str]) -> dict[str, int | None]:
    """Words that have a role and no value."""
    parts = [part.split() if isinstance(part, str) else part for part in words]
    return dict.fromkeys(plain(word) for part in parts for word in part)


def tens_then_unit(rest: int, value: int, joiner: str) -> int | None:
    """Compose "twenty" and "one", with a hyphen or nothing between them.

    Args:
        rest: what of the number below a hundred was read.
        value: what the next word says.
        joiner: what stands between them.

    Returns:
        Both together, or None if they are not one number.
    """
    is_tens = rest >= 20 and rest % 10 == 0  # noqa: PLR2004 - the numbers are the rule
    return rest + value if is_tens and value < 10 and joiner in {"", "-"} else None  # noqa: PLR2004


@dataclass(frozen=True, kw_only=True)
class Writing:
    """How a language writes digits: what parts its groups of three, and its decimals."""

    grouping: str
    decimal: str
    is_indian: bool = False
    """Whether groups may be of two before the last: 12,50,000."""


@dataclass(frozen=True, kw_only=True)
class Credits:
    """The words with which a page says where it has something from; all folded."""

    around: frozenset[str] = frozenset()
    """Around a name, and no part of it: "according to", "communiqué", "spokesman"."""
    issued: frozenset[str] = frozenset()
    """What may be a part of a name where it begins with a capital: "post", "service"."""
    ours: frozenset[str] = frozenset()
    """What a page calls its own house: "our agency"."""
    speaking: frozenset[str] = frozenset()
    """Who speaks for a house: "spokesman"; what stands around it names the house."""
    citing: frozenset[str] = frozenset()
    """Between two names: the first has it from the second."""
    through: frozenset[str] = frozenset()
    """Between two names: it came from the first by way of the second."""
    unnamed: frozenset[str] = frozenset()
    """Somebody whom the page does not name: "source", "témoin"."""
    army: frozenset[str] = frozenset()
    """Words that say no more than "the army"."""
    government: frozenset[str] = frozenset()
    """Words that say no more than "the government"."""


@dataclass(frozen=True, kw_only=True)
class Language:
    """One language's table."""

    credits: Credits = Credits()
    roles: Mapping[WordRole, Valued]
    patterns: Mapping[WordRole, str] = field(default_factory=dict)
    """Roles of words that are too many to list, as a pattern for the whole word."""
    capitals: frozenset[str] = frozenset()
    """Months that are common words too unless they begin with a capital."""
    apart: frozenset[str] = frozenset()
    """Number words that are no part of another number that stands beside them."""
    denying_ends: tuple[str, ...] = ()
    """Ends of words that deny: "n't"."""
    denying_beginnings: tuple[str, ...] = ()
    """Beginnings that turn a word into its opposite: "un", "бес"."""
    # How numbers are written and composed.
    writing: Writing
    articles: frozenset[str] = frozenset()
    """ "A" of "a hundred"."""
    one_or_a: frozenset[str] = frozenset()
    """ "One" where that is the article too: "une" of "une poignée"."""
    joiners: frozenset[str] = frozenset()
    """ "And" inside a number."""
    conjunctions: frozenset[str] = frozenset()
    """ "And" between two things."""
    bare_vague: frozenset[str] = frozenset()
    """Multipliers and collectives that say no number with nothing before them ("thousands")."""
    after_bound: frozenset[str] = frozenset()
    """Those of them that are one round number after "more than": "сотни"."""
    below_hundred: Callable[[int, int, str], int | None] = tens_then_unit
    """What a number below a hundred becomes when a word (and a joiner) follows it, or None."""
    teens_of_hundreds: bool = False
    """Whether "fifteen hundred" is a number."""
    idioms: Mapping[Phrase, Decimal] = field(default_factory=dict)
    """Round numbers of several words: "half a dozen"."""
    parts: Mapping[Phrase, Decimal] = field(default_factory=dict)
    """What is added to the last unit named: "and a half"."""
    duals: frozenset[str] = frozenset()
    """Nouns whose form says two: "جنديان"."""
    dual_pattern: str = ""
    """Forms that say two of whatever noun: Arabic feminines in "تان"."""
    never_alone: frozenset[str] = frozenset()
    """Number words that are one only in a longer number: Arabic "anybody" of "eleven"."""
    lookalikes: Mapping[str, str] = field(default_factory=dict)
    """Folded words that are numbers only if this letter stands in them: "مئتين", not "ميتين"."""
    glued: frozenset[str] = frozenset()
    """Abbreviations that are multipliers only where they touch their digits: "3k"."""
    as_written: Mapping[str, int] = field(default_factory=dict)
    """Abbreviations that multiply only as they are written: "M" is a million, "m" may be metres."""
    conjunction: str = ""
    """ "And" where it is written together with the next word."""
    proclitics: tuple[str, ...] = ()
    """Other words that are; longer ones first."""
    enclitics: tuple[str, ...] = ()
    """Words that are written together with the one before; longer ones first."""
    article_of_ordinals: str = ""
    """The proclitic that may make an ordinal of a number: Arabic "the" of "the twentieth"."""
    is_elided: bool = False
    """Whether what stands before an apostrophe is a word of its own: "d'une"."""
    shortened: frozenset[str] = frozenset()
    """Words that may end in a full stop: "ca.", "тыс."."""
    # Phrases around numbers.
    before: Mapping[Phrase, Bound] = field(default_factory=dict)
    after: Mapping[Phrase, Bound] = field(default_factory=dict)
    hedges: frozenset[Phrase] = frozenset()
    """ "Possibly": before a number a guess; before a second one, the end of a range."""
    fillers: frozenset[Phrase] = frozenset()
    """Words between a bound and its number that change neither ("another")."""
    openers: Mapping[Phrase, frozenset[str]] = field(default_factory=dict)
    """What opens a range, and what may stand between its two ends."""
    changes: frozenset[str] = frozenset()
    """Before "from 12 to 15" they make the second the figure: "rose"."""
    change_openers: frozenset[Phrase] = frozenset()
    """What then stands before the old number, or before the difference: "from", "by"."""
    change_ends: frozenset[str] = frozenset()
    """What then stands before the new number: "to"."""
    range_joiners: frozenset[str] = frozenset()
    """What stands between the two ends of a range that nothing opens."""
    inverted: frozenset[str] = frozenset()
    """Nouns that before their number make it a guess: "человек двадцать"."""
    vague_determiners: frozenset[Phrase] = frozenset()
    pairs: frozenset[str] = frozenset()
    """Words that say two and mean a few: "a couple of dozen" is no number that can be read."""
    vague: frozenset[Phrase] = frozenset()
    zero: frozenset[Phrase] = frozenset()
    losses: frozenset[str] = frozenset()
    """What such figures count: "no" before these is nought, "no figures" is not."""
    zero_before: frozenset[str] = frozenset()
    """Small words and verbs that may stand there too: "none were killed"."""
    shares: frozenset[Phrase] = frozenset()
    """Right after a number they make it a share and no count: "per cent", "out of"."""
    ratios: frozenset[Phrase] = frozenset()
    """Between two numbers they make them a share: "one in three"."""
    of: frozenset[str] = frozenset()
    """After a share they say of how many: "two thirds of the 300"."""
    portions: frozenset[Phrase] = frozenset()
    """Shares that have no number: "most of the 300"."""
    open_ended: frozenset[Phrase] = frozenset()
    """Beside a number they say that it is more by nobody knows how much: "twenty-odd"."""
    points: frozenset[str] = frozenset()
    """ "Point" of "two point five", which is not read."""
    formations: frozenset[str] = frozenset()
    """Units of so many men as nobody says: "two battalions" is no number of people."""
    date_joiners: frozenset[str] = frozenset()
    """Between two days of one month: "du 25 au 27 juillet", "с 25 по 27 июля"."""
    labels: frozenset[str] = frozenset()
    """Before a number they make it a name or a place in a row: "page 12", "aged 20"."""
    clock: frozenset[Phrase] = frozenset()
    """After a number they make it a time of day."""
    year_openers: frozenset[str] = frozenset()
    """Before four digits they make them a year: "in 2024"."""
    year_words: frozenset[str] = frozenset()
    """After four digits they make them a year: "2024 года"."""

    def value(self, word: str, *roles: WordRole) -> int | None:
        """What a folded word is worth in the first of these roles that it has, or None."""
        return next((self.roles[role][word] for role in roles if self.has(word, role)), None)

    def has(self, word: str, *roles: WordRole) -> bool:
        """Whether a folded word is listed in one of these roles."""
        return any(word in self.roles.get(role, ()) for role in roles)

    def says_two(self, word: str) -> bool:
        """Whether a folded word is a noun whose form says two."""
        pattern = self.dual_pattern
        looks_so = bool(pattern) and re.fullmatch(pattern, word) is not None
        return word in self.duals or (looks_so and word not in self.counting)

    @cached_property
    def counting(self) -> frozenset[str]:
        """The words that may be a part of a number, or make one another."""
        roles = (WordRole.CARDINAL, WordRole.MULTIPLIER, WordRole.ABBREVIATION, WordRole.COLLECTIVE,
                 WordRole.ORDINAL, WordRole.FRACTION)  # fmt: skip
        return frozenset(word for role in roles for word in self.roles.get(role, ()))

    @cached_property
    def known(self) -> frozenset[str]:
        """Every word that numbers are read from, to know what a proclitic may be cut from."""
        listed = (
            self.before, self.after, self.hedges, self.openers, self.vague, self.zero, self.parts,
            self.vague_determiners, self.open_ended, self.shares, self.idioms,
        )  # fmt: skip
        phrased = {word for table in listed for phrase in table for word in phrase}
        months = self.roles.get(WordRole.MONTH, {}).keys()
        return self.counting | phrased | self.duals | self.range_joiners | self.labels | months

    def bare(self, word: str) -> tuple[str, ...]:
        """A folded word without what this language writes together with it."""
        letters = self.conjunction + "".join(one for one in self.proclitics if len(one) == 1)
        if not letters or not self._letter.match(word):
            return ()
        stripped = (word[1:] if word[0] in letters else word, self._clitics.sub("", word))
        return tuple(form for form in stripped if len(form) > 1 and form != word)

    @cached_property
    def _letter(self) -> re.Pattern[str]:
        letters = "".join(sorted(set(self.conjunction + "".join(self.proclitics))))
        return re.compile(f"[{letters}]")

    @cached_property
    def _clitics(self) -> re.Pattern[str]:
        single = self.conjunction + "".join(one for one in self.proclitics if len(one) == 1)
        longer = "|".join(one for one in self.proclitics if len(one) > 1)
        return re.compile(rf"\A[{single}]?(?:{longer})?")
