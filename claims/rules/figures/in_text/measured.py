"""Tell what happened to those whom a number counts, by the words around it.

A number is said of what stands nearest in the ways in which the languages say it: inside what is
counted ("5 soldiers killed"), at once before ("the killing of 5"), behind ("5 were killed"), once
for several numbers ("killed 84 fighters and 47 soldiers"), or further before ("killed the mayor and
two peasants"). What only looks so (a time, a place, a source, who did it) is nobody's measure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from claims.rules.figures.in_text.counted import Counted, SentenceWords
from claims.rules.figures.in_text.lexicon import Sense
from tracker.base.language.table import WordRole

_BEFORE = 4
"""Small words between what happened and its number."""
_BEHIND = 25
_BEHIND_UNKNOWN = 8
_BEHIND_BARE = 4
_FAR_BEFORE = 14
_BETWEEN_ALIKE = 14
"""Words between two numbers of which the same is said."""
_AUXILIARY = 3
_ENDS = frozenset(";.:؛!?؟")
_MONEY = frozenset("$€£¥₽₴")


class CountedKind(Enum):
    """What a number counts."""

    BARE = auto()
    PERSON = auto()
    THING = auto()
    UNKNOWN = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Measured:
    """What a number counts: the measure, what was said (and where), and whether of a part."""

    measure: str
    sense: Sense
    place: int
    is_part: bool = False


class Measuring:
    """The numbers of one sentence, measured one after another."""

    def __init__(self, sentence: SentenceWords, numbers: Sequence[Counted]) -> None:
        self.sentence = sentence
        self.words = sentence.words
        self.language = sentence.language
        self.happenings = sentence.language.happenings
        self.lexicon = sentence.lexicon
        self.numbers = numbers
        self._others: set[int] = set()
        self._of_wholes: set[int] = set()
        self._wholes = set(self._join_wholes())
        self._changing = {one.start for one in numbers if one.is_superseded}
        self._at_number = {one.start: index for index, one in enumerate(numbers)}

    def all(self) -> Iterator[tuple[Counted, Measured | None]]:
        """Each number with what it counts; None where that is no measure."""
        last: tuple[Counted, Measured] | None = None
        for number in self.numbers:
            found = self._measured(number, last)
            if found is not None:
                last = (number, found)
            yield number, found

    def _measured(self, number: Counted, last: tuple[Counted, Measured] | None) -> Measured | None:
        kind, noun = self._kind(number)
        if kind is CountedKind.THING and (counted := self.lexicon.measure_of_things(noun, ())):
            return None if self._is_source(number) else Measured(counted, Sense(), number.head)
        if kind is CountedKind.OTHER or self._is_named(number, kind):
            if self._is_other(number):
                self._others.add(number.end)
            return None
        inside = self._inside(number, kind, noun)
        if number.start in self._of_wholes:
            inside = self._behind(number, kind, noun) or inside
        if inside is not None:
            return inside if inside and inside.measure else None
        if number.start in self._wholes:
            return self._present(kind, number.start)
        for found in self._around(number, kind, noun, last):
            if found is not None:
                return found if found.measure else None
        return None

    def _around(
        self, number: Counted, kind: CountedKind, noun: str, last: tuple[Counted, Measured] | None
    ) -> Iterator[Measured | None]:
        """What may be said of a number, the surest first; one without a measure ends it."""
        is_other = self._is_other(number)
        if is_other:
            self._others.add(number.end)
        if not is_other:
            yield self._before(number, noun)
        if self._is_part(number):
            yield self._behind(number, kind, noun, limit=_BEHIND_BARE)
            yield self._alike(number, noun, last, is_part=True)
        if is_other:
            return
        yield self._behind(number, kind, noun)
        yield self._alike(number, noun, last)
        yield self._behind(number, kind, noun, crosses=True)
        yield self._far_before(number, kind, noun)

    def _join_wholes(self) -> Iterator[int]:
        """Let a part count what its whole does, and tell the wholes: "ten of the 1,200 men"."""
        for part, whole in pairwise(self.numbers):
            between = range(part.head, whole.start)
            if between and all(self.words.plain(one) in self.language.of for one in between):
                part.head, part.end = whole.head, whole.end
                self._of_wholes.add(part.start)
                yield whole.start

    # --- what is counted

    def _kind(self, number: Counted) -> tuple[CountedKind, str]:
        """What a number counts, and the noun that says so."""
        places = range(number.head, number.end)
        known = [
            (kind, self.words.plain(place))
            for place in places
            if (kind := self._kind_of(place)) is not None
        ]
        if self.language.has(self.words.plain(number.head), WordRole.UNIT):
            return CountedKind.OTHER, ""  # "a 122 mm rocket"
        if known:
            return known[-1] if self.happenings.is_head_last else known[0]
        is_bare = not any(self.words.kind(place) == "word" for place in places)
        return (CountedKind.BARE if is_bare else CountedKind.UNKNOWN), ""

    def _kind_of(self, place: int) -> CountedKind | None:
        word, sense = self.words.plain(place), self.sentence.sense(place)
        if self.lexicon.things(word):
            return CountedKind.THING
        if sense.is_uncounted or (word in self.language.credits.unnamed and not sense.is_person):
            return CountedKind.OTHER
        return CountedKind.PERSON if sense.is_person else None

    def _is_source(self, number: Counted) -> bool:
        """Whether those counted are who says it: "according to three sources"."""
        before = self.words.plain(number.start - 1)
        speaks = self.sentence.sense(number.start - 1).speaks
        return speaks or before in self.language.credits.around & self.happenings.before_others

    def _is_named(self, number: Counted, kind: CountedKind) -> bool:
        """Whether a number alone is an age, a year or a time: "Porth, 65, was killed"."""
        first = self.words.plain(number.head)
        is_one_of = number.reading.high == 1 and first in self.language.of
        is_money = any(
            self.words.plain(place) in _MONEY for place in range(number.start - 1, number.head)
        )
        if is_money or (is_one_of and not self._is_part(number)):
            return True
        if kind is not CountedKind.BARE:
            return False
        before, after = self.words.plain(number.start - 1), self.words.plain(number.head)
        is_digits = self.words.kind(number.head - 1) == "number"
        is_age = is_digits and before in {",", "("} and after in {",", ")"}
        clock = is_digits and self.words.raw(number.head - 1).startswith("0")
        return (
            is_age
            or clock
            or (is_one_of and number.reading.high == 1)
            or (
                before in self.happenings.before_others
                and before not in self.language.change_ends
                and number.start not in self._changing
            )
        )

    def _named(self, sense: Sense, noun: str) -> str:
        """The measure that what was said makes of a noun."""
        if noun and self.lexicon.things(noun):
            return self.lexicon.measure_of_things(noun, sense.done) if sense.done else ""
        return sense.befell

    # --- where it is said

    def _inside(self, number: Counted, kind: CountedKind, noun: str) -> Measured | None:
        """What is said inside of what is counted; without a measure for those who did it."""
        for place in range(number.head, number.end):
            count = self.words.phrase(place, self.lexicon.phrases)
            if count > 1:
                code = self.lexicon.phrases[self.words.words_at(place, count)]
                return Measured(code, Sense(befell=code), place)
            sense = self.sentence.sense(place)
            if sense.tells and not (noun == self.words.plain(place) and kind is CountedKind.THING):
                is_doer = place > number.head and self._has_object(place)
                if is_doer and not sense.is_joined:
                    return Measured("", sense, place)
                measure = self._named(sense, noun if kind is CountedKind.THING else "")
                if measure:
                    return Measured(measure, sense, place)
        return None

    def _has_object(self, place: int) -> bool:
        """Whether whom something was done to stands behind it: "soldiers killed 5"."""
        after = place + 1
        word = self.words.plain(after)
        is_number = any(one.start == after for one in self.numbers)
        return is_number or word in self.happenings.determiners

    def _before(self, number: Counted, noun: str) -> Measured | None:
        """What stands at once before a number: "killing of 5"."""
        place = number.start - 1
        for _ in range(_BEFORE):
            sense = self.sentence.sense(place)
            if sense.tells:
                return Measured(self._named(sense, noun), sense, place)
            if not self._is_between(place):
                return None
            place -= 1
        return None

    def _is_between(self, place: int) -> bool:
        """Whether a word may stand between what happened and its number."""
        word = self.words.plain(place)
        is_change = word in self.language.changes | self.language.change_ends
        is_hedge = self.language.has(word, WordRole.HEDGE)
        governs = word in self.happenings.governing or word in self.happenings.auxiliaries
        return bool(word) and (is_change or is_hedge or governs)

    def _behind(
        self,
        number: Counted,
        kind: CountedKind,
        noun: str,
        *,
        crosses: bool = False,
        limit: int = 0,
    ) -> Measured | None:
        """What is said behind those counted: "5 soldiers of the army were killed"."""
        limit = limit or self._reach(kind)
        crosses = crosses and self._goes_on(number)
        is_short = limit <= _BEHIND_BARE
        for place in range(number.end, min(number.end + limit, len(self.words))):
            is_number = place in self._at_number and not crosses
            if is_number or self._stops(place) or (is_short and self._parts_bare(place)):
                return None
            found = self._said_behind(place, noun)
            if found is not None:
                return found
        return None

    def _stops(self, place: int) -> bool:
        """Whether what stands behind a place is said of somebody else."""
        is_relative = self.words.plain(place) in self.happenings.relatives
        sense = self.sentence.sense(place)
        return sense.is_joined or sense.speaks or (self._ends_clause(place) and not is_relative)

    def _said_behind(self, place: int, noun: str) -> Measured | None:
        """What is said at a place of those before it; without a measure for those who did it."""
        count = self.words.phrase(place, self.lexicon.phrases)
        if count > 1:
            code = self.lexicon.phrases[self.words.words_at(place, count)]
            return Measured(code, Sense(befell=code), place)
        sense = self.sentence.sense(place)
        if sense.tells and self._is_suffered(place, sense):
            return Measured(self._named(sense, noun), sense, place)
        is_doer = sense.tells and (sense.is_active or self._has_object(place))
        return Measured("", sense, place) if is_doer else None

    def _goes_on(self, number: Counted) -> bool:
        """Whether another number may share what is said behind both: "3 officers and 7 men"."""
        word = self.words.plain(number.end)
        of = word in self.language.of or word in self.happenings.governing
        return of or word in {",", "،"} or self.sentence.is_conjunction(number.end)

    def _reach(self, kind: CountedKind) -> int:
        if kind is CountedKind.BARE:
            return _BEHIND_BARE
        return _BEHIND_UNKNOWN if kind is CountedKind.UNKNOWN else _BEHIND

    def _parts_bare(self, place: int) -> bool:
        is_mark = self.words.kind(place) == "punctuation" and self.words.plain(place) != '"'
        return is_mark or self.sentence.is_conjunction(place)

    def _is_suffered(self, place: int, sense: Sense) -> bool:
        """Whether what is said befell those who stand before it."""
        if sense.is_active:
            return False
        if sense.is_suffered or not self.happenings.auxiliaries:
            return True
        return self._has_auxiliary(place)

    def _ends_clause(self, place: int) -> bool:
        word = self.words.plain(place)
        happenings = self.happenings
        return word in _ENDS or word in happenings.clauses or word in happenings.relatives

    def _alike(
        self,
        number: Counted,
        noun: str,
        last: tuple[Counted, Measured] | None,
        *,
        is_part: bool = False,
    ) -> Measured | None:
        """What was said of the number before: "84 fighters and 47 soldiers"."""
        if last is None:
            return None
        before, said = last
        gap = range(before.head, number.start)
        if len(gap) > _BETWEEN_ALIKE or (said.place >= number.end and not is_part):
            return None
        if any(self._ends_clause(place) for place in gap):
            return None
        joins = number.start - 1
        is_joined = self.sentence.is_conjunction(joins) or self.words.plain(joins) in {",", "،"}
        if not is_part and not is_joined:
            return None
        between = range(before.end, number.start)
        if not is_part and any(
            self.sentence.sense(place).tells for place in between if place != said.place
        ):
            return None
        measure = (
            said.measure
            if is_part
            else self._named(said.sense, noun) or ("" if said.sense.tells else said.measure)
        )
        return Measured(measure, said.sense, said.place, is_part=is_part) if measure else None

    def _is_part(self, number: Counted) -> bool:
        """Whether a number counts some of those before: "among them 3 children"."""
        before = self.words.phrase_before(number.start, self.happenings.parts)
        behind = self.words.phrase(number.head, self.happenings.parts)
        number.end = max(number.end, number.head + behind)
        return bool(before or behind)

    def _is_other(self, number: Counted) -> bool:
        """Whether a number counts places, times, sources or those who did it: "by 3 men"."""
        before = number.start - 1
        if self._is_alongside(number):
            return False
        is_joined = self.sentence.is_conjunction(before) and before in self._others
        return is_joined or self.words.plain(before) in self.happenings.before_others

    def _is_alongside(self, number: Counted) -> bool:
        """Whether the same befell those counted as somebody before: "along with 2 guards"."""
        return bool(self.words.phrase_before(number.start, self.happenings.alongside))

    def _far_before(self, number: Counted, kind: CountedKind, noun: str) -> Measured | None:
        """What is said further before: "killed the mayor of the town and two peasants"."""
        if kind is CountedKind.BARE:
            return None
        for place in range(number.start - 1, max(-1, number.start - 1 - _FAR_BEFORE), -1):
            opens = self.language.has(self.words.plain(place), WordRole.THAT)
            if opens or self._ends_clause(place) or self.sentence.sense(place).speaks:
                return None
            sense = self.sentence.sense(place)
            measure = self._named(sense, noun)
            is_said_of_others = sense.is_suffered and not sense.is_active
            if (
                not self._is_alongside(number)
                and measure
                and (is_said_of_others or self._has_auxiliary(place))
            ):
                return None
            if measure:
                return Measured(measure, sense, place)
        return None

    def _has_auxiliary(self, place: int) -> bool:
        """Whether what stands at a place was suffered by whom stands before it."""
        before = range(place - 1, place - 1 - _AUXILIARY, -1)
        return any(self.words.plain(one) in self.happenings.auxiliaries for one in before)

    def _present(self, kind: CountedKind, place: int) -> Measured | None:
        """How many there were: the 1,200 of "ten of the 1,200 men"."""
        if kind is not CountedKind.PERSON or not self.lexicon.strong:
            return None
        return Measured(self.lexicon.strong, Sense(befell=self.lexicon.strong), place)
