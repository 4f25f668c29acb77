"""What a language's table says: its words with role and value, its phrases, how it counts.

A table is one file of `tables/`, named by its language tag. All words in it are folded by
`folding.plain`; the builders here fold what a file lists.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto
from functools import cached_property, lru_cache

from tracker.base.language.folding import plain

_MOST_WORDS_KEPT = 20_000
Phrase = tuple[str, ...]
"""Folded words in order."""
Valued = Mapping[str, int | None]
"""Folded word -> its value, None where it has none."""


class WordRole(Enum):
    """What a word does in a sentence that claims a number."""

    __hash__ = object.__hash__  # as good, and roles are asked for millions of times

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
    ORDINARY = auto()
    """A word that does nothing of all this, and that the dictionaries lack: "corps", "назад"."""
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
    opening: frozenset[Phrase] = frozenset()
    """Before a name in a text they credit it: "according to", "told", "сообщает"."""
    retelling: frozenset[Phrase] = frozenset()
    """Those after which whoever is named has said it first: "as reported by", "نقلا عن"."""
    passing: frozenset[str] = frozenset()
    """After a name in a text they credit it: "AFP reported"."""
    photo: frozenset[str] = frozenset()
    """Near a name in a line of its own they credit a picture, not the words."""


@dataclass(frozen=True, kw_only=True)
class Disputes:
    """The words in which one claim answers another; all folded."""

    denying: frozenset[Phrase] = frozenset()
    """Says that something is not so: "denied", "dément", "no evidence"."""
    lacking: frozenset[str] = frozenset()
    """Says that something is wanting, and denies nothing: "without a death toll"."""
    blaming: frozenset[Phrase] = frozenset()
    """Before a name they say that it was they: "carried out by", "accuse"."""
    claiming: frozenset[Phrase] = frozenset()
    """After a name they say the same: "is responsible for", "a revendiqué"."""
    won: frozenset[str] = frozenset()
    """The attack came through: "captured", "s'empare", "захватили"."""
    held: frozenset[str] = frozenset()
    """It did not: "repelled", "foiled", "отразили"."""


def worded(text: str) -> str:
    """Make one pattern for folded words of "killed death*"; a star is any ending."""
    return "|".join(plain(word).replace("*", r"\w*") for word in text.split())


@dataclass(frozen=True, kw_only=True)
class Happenings:
    """What befalls people and things, as running text says it; patterns are for whole folded words.

    A word that measures of an installation list ("killed", "tués") leads all that say the same.
    """

    befell: Mapping[str, str] = field(default_factory=dict)
    """What befell people: the leading word -> a pattern for all of its words."""
    done_to_things: Mapping[str, str] = field(default_factory=dict)
    """The same of things: "destroyed", "captured", "lost"."""
    lost: str = ""
    """What is death of people and loss of things: "lost"."""
    present: str = ""
    """How many there are: "deployed", "took part"; its leading word is `strong`."""
    strong: str = ""
    suffered: str = ""
    """Forms that say it of whom they stand behind without an auxiliary: "died"."""
    active: str = ""
    """Forms that only say it of whom they stand before: "killing"."""
    auxiliaries: frozenset[str] = frozenset()
    """What makes other forms say it of whom they stand behind: "were"; none needs any."""
    governing: frozenset[str] = frozenset()
    """Small words between what happened and the number: "killing of the 12"."""
    before_others: frozenset[str] = frozenset()
    """Before a number they say that it counts a place, a time or those who did it: "by", "in"."""
    determiners: frozenset[str] = frozenset()
    """Behind a verb they begin whom it was done to: "killed the"."""
    parts: frozenset[Phrase] = frozenset()
    """Before or behind a number they make it a part of the number before: "among them"."""
    clauses: frozenset[str] = frozenset()
    """What opens another clause: "when", "who"."""
    relatives: frozenset[str] = frozenset()
    """What says more of those just counted: "who"."""
    alongside: frozenset[Phrase] = frozenset()
    """Before a number: the same befell those as somebody before: "along with"."""
    located: frozenset[str] = frozenset()
    """Before a name they say where: "in"."""
    as_of: frozenset[Phrase] = frozenset()
    """Before a day they say that numbers are those of that day: "as of"."""
    people: str = ""
    """Who is counted, beside the people of the table."""
    uncounted: str = ""
    """What is counted and is nobody: "times", "villages", "sources"."""
    noun_endings: tuple[str, ...] = ()
    """Endings that a noun has by its number and case; longer ones first."""
    is_head_last: bool = False
    """Whether the noun that says what is counted stands last: "police car"."""


@dataclass(frozen=True, kw_only=True)
class Speech:
    """The words with which a text says that somebody said something; all folded."""

    said: frozenset[str] = frozenset()
    """Verbs that report words: "said", "déclaré", "сообщил"."""
    held: frozenset[str] = frozenset()
    """Verbs that report what somebody holds, wants or foresees: "believes", "accused"."""
    nouns: frozenset[str] = frozenset()
    """What is said or held: "statement", "reproche"."""
    according: frozenset[Phrase] = frozenset()
    """What stands before who said it: "according to", "по словам"."""
    speakers: frozenset[str] = frozenset()
    """Pronouns of who speaks: "she", "они"."""
    own: frozenset[str] = frozenset()
    """Pronouns of the one who speaks, in their own words: "we", "mon"."""
    titles: frozenset[str] = frozenset()
    """What is shortened before a name, so that its full stop ends no sentence: "Gen."."""


@dataclass(frozen=True, kw_only=True)
class Language:
    """One language's table."""

    credits: Credits = Credits()
    disputes: Disputes = Disputes()
    speech: Speech = Speech()
    happenings: Happenings = Happenings()
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
    beginnings: tuple[str, ...] = ()
    """Beginnings that make another word: "re", "вы"."""
    adverbs: tuple[tuple[str, str], ...] = ()
    """Ends of adverbs, and of the words that they are made of: "rapidement", "rapide"."""
    tensed: tuple[tuple[str, str], ...] = ()
    """Beginnings of other tenses, and of the one that dictionaries have: "ستبقى", "تبقى"."""
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
    counted_short: frozenset[str] = frozenset()
    """What, beside losses and people, is counted in millions behind a small "m" and has no length:
    "3m votes", "3m euros"."""
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
    months: Valued = field(default_factory=dict)
    """Which month of the year a name says; one that says either of two is left out."""
    earlier: frozenset[str] = frozenset()
    """Before a date: not on it yet, "before", "avant"."""
    later: frozenset[str] = frozenset()
    """Before a date: not on it any more, "after", "depuis"."""

    def value(self, word: str, *roles: WordRole) -> int | None:
        """What a folded word is worth in the first of these roles that it has, or None."""
        for role in roles:
            words = self.roles.get(role)
            if words is not None and word in words:
                return words[word]
        return None

    def has(self, word: str, *roles: WordRole) -> bool:
        """Whether a folded word is listed in one of these roles."""
        table = self.roles
        for role in roles:  # noqa: SIM110 - `any` takes twice the time
            if word in table.get(role, ()):
                return True
        return False

    @cached_property
    def may_begin_number(self) -> Callable[[str], bool]:
        """Whether a folded word that is no digits may begin a number; a word is looked at once."""
        begins = self.counting | self.articles | self.after_bound | {"-"}
        begins = begins.union(phrase[0] for phrase in self.idioms)

        def may_begin(word: str) -> bool:
            return (
                word in begins
                or self.says_two(word)
                or any(form in self.counting for form in self.bare(word))
            )

        return lru_cache(_MOST_WORDS_KEPT)(may_begin)

    @cached_property
    def beside_digits(self) -> frozenset[str]:
        """The folded words and marks that, behind digits, may belong to the same number."""
        return self.counting.union({"-", "/"}, (part[0] for part in self.parts))

    @cached_property
    def opening_bounds(self) -> frozenset[str]:
        """The folded words with which a bound, a hedge, or what stands between these may begin."""
        listed = (self.before, self.hedges, self.fillers)
        return frozenset(phrase[0] for phrases in listed for phrase in phrases)

    @cached_property
    def speaking(self) -> frozenset[str]:
        """The folded words that say that somebody said or holds something.

        Of a phrase ("according to") the longest stands for all.
        """
        phrased = (max(phrase, key=len) for phrase in self.speech.according)
        return self.speech.said | self.speech.held | frozenset(phrased)

    def says_two(self, word: str) -> bool:
        """Whether a folded word is a noun whose form says two."""
        pattern = self.dual_pattern
        if word in self.duals:
            return True
        looks_so = bool(pattern) and re.fullmatch(pattern, word) is not None
        return looks_so and word not in self.counting

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
        if not self.proclitics or not self._letter.match(word):
            return ()
        letters = self.conjunction + "".join(one for one in self.proclitics if len(one) == 1)
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
