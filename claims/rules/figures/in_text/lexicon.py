"""What words say of figures: those of the language room and of the installation's measures."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from claims.rules.figures.in_text.found import CountedMeasure
from claims.rules.figures.measures import Counts
from tracker.base.language.folding import plain
from tracker.base.language.languages import LANGUAGES
from tracker.base.language.sentence import TokenSentence
from tracker.base.language.table import Language, Phrase, WordRole
from tracker.base.language.tokens import tokens

_GONE = frozenset({"destroyed", "shot down", "lost"})
"""What is as good as the same, said of things."""
_MOST_WORDS_KEPT = 50_000


class Sense(NamedTuple):
    """What one word may say of a figure near it."""

    befell: str = ""
    """The measure of what it says befell people, or that names them itself."""
    done: frozenset[str] = frozenset()
    """What it says was done to things."""
    is_active: bool = False
    """Whether it says so only of whom it stands before."""
    is_suffered: bool = False
    """Whether it says so also of whom it stands behind."""
    is_joined: bool = False
    """Whether "and" is written together with it."""
    is_person: bool = False
    is_uncounted: bool = False
    speaks: bool = False

    @property
    def tells(self) -> bool:
        """Whether it says what happened."""
        return bool(self.befell or self.done)


_NOTHING = Sense()
_SIGNS = frozenset("≥>≤<~≈±")


NUMBER, OPENS, OPENS_CHANGED, ARTICLE, INSTEAD = 1, 2, 4, 8, 16
"""How a figure may begin with a word: with a number, with what may stand before one that follows
soon ("at", "~"; "from" only where something says that a number changed), with an article, with a
phrase that says a number without one ("dozens")."""


class Lexicon:
    """The words of one language, as an installation's measures need them."""

    def __init__(self, tag: str, language: Language, measures: Sequence[CountedMeasure]) -> None:
        """Sort the words of the measures.

        Args:
            tag: the language.
            language: its table.
            measures: those of the installation.
        """
        self.tag = tag
        self.language = language
        self.measures = measures
        self.sense = lru_cache(_MOST_WORDS_KEPT)(self._sensed)
        """What a folded word says; a word is looked at once."""
        self.begins = lru_cache(_MOST_WORDS_KEPT)(self._begins)
        """How a figure may begin with a folded word: a sum of those above."""
        happenings = language.happenings
        self._befell = [
            (re.compile(pattern), code)
            for lead, pattern in happenings.befell.items()
            if (code := self._listing(lead))
        ]
        self.lost_people = self._befell[0][1] if self._befell else ""
        self.strong = self._listing(happenings.strong)
        patterns = {
            name: re.compile(getattr(happenings, name) or r"(?!)")
            for name in ("lost", "present", "suffered", "active", "people", "uncounted")
        }
        self._patterns = patterns
        self._done = _done_to_things(language)
        self.phrases = dict(self._phrases())
        self.nouns = self._nouns()

    @cached_property
    def _instead(self) -> tuple[frozenset[str], tuple[Collection[Phrase], ...]]:
        """The phrases that stand for a number, and the folded words with which they begin."""
        listed = (self.language.zero, self._quantities, self.language.idioms)
        return frozenset(phrase[0] for phrases in listed for phrase in phrases), listed

    @cached_property
    def _quantities(self) -> frozenset[Phrase]:
        """Words that speak of a number and give none: "dozens", but no "heavy losses"."""
        language = self.language
        return frozenset(
            phrase
            for phrase in language.vague
            if any(
                word in language.counting or language.has(word, WordRole.QUANTITY)
                for word in phrase
            )
        )

    def quantity(self, words: TokenSentence, at: int) -> int:
        """Count the words that speak of a number at a place and give none; 0 if none do."""
        return words.phrase(at, self._quantities)

    def stands_for_number(self, words: TokenSentence, at: int) -> bool:
        """Whether a phrase stands at a place that says a number without one: "no one", "dozens"."""
        return any(words.phrase(at, one) for one in self._instead[1])

    @cached_property
    def _opening_changed(self) -> frozenset[str]:
        """The folded words that may begin a figure where something says that a number changed."""
        changing = frozenset(phrase[0] for phrase in self.language.change_openers)
        return changing | self.language.change_ends

    @cached_property
    def _opening_unchanged(self) -> frozenset[str]:
        """Those that may anyway, where a number follows soon."""
        table = self.language
        listed = (
            table.before, table.openers, table.vague_determiners, table.portions, table.hedges,
        )  # fmt: skip
        return table.articles.union(phrase[0] for phrases in listed for phrase in phrases)

    def _begins(self, word: str) -> int:
        return (
            NUMBER * self._may_be_number(word)
            | OPENS * (word in self._opening_unchanged or word in _SIGNS)
            | OPENS_CHANGED * (word in self._opening_changed)
            | ARTICLE * (word in self.language.articles)
            | INSTEAD * (word in self._instead[0])
        )

    def _may_be_number(self, word: str) -> bool:
        """Whether a folded word may be a part of a number."""
        language = self.language
        forms = (word, *language.bare(word))
        return any(one in language.counting or language.says_two(one) for one in forms)

    @cached_property
    def _telling_number(self) -> frozenset[str]:
        """Words of which one stands in whatever says a number: of a phrase the longest will do."""
        language = self.language
        phrased = {max(phrase, key=len) for phrases in self._instead[1] for phrase in phrases}
        roles = (WordRole.CARDINAL, WordRole.MULTIPLIER, WordRole.COLLECTIVE)
        return frozenset(phrased).union(*(language.roles.get(role, ()) for role in roles))

    def may_number(self, word: str) -> bool:
        """Whether a folded word may be that of a text which says that there is a number."""
        forms = (word, *self.language.bare(word))
        return any(one in self._telling_number or self.language.says_two(one) for one in forms)

    def things(self, word: str) -> Sequence[tuple[str, frozenset[str]]]:
        """The measures of things that a folded noun names, and what was done to these."""
        return self.nouns.get(self._stem(word), ())

    def measure_of_things(self, word: str, done: Collection[str]) -> str:
        """The measure of things of a kind to which something was done; "" if there is none.

        Args:
            word: the folded noun.
            done: what was done; nothing for things that are counted as they are ("attacks").
        """
        best, score = "", 0
        for code, kinds in self.things(word):
            exact = bool(kinds & frozenset(done)) or (not kinds and not done)
            alike = bool(kinds & _GONE) and not _GONE.isdisjoint(done)
            if 2 * exact + alike > score:
                best, score = code, 2 * exact + alike
        return best

    def _sensed(self, word: str) -> Sense:
        found = self._said_by(word)
        if found is not None:
            return found
        conjunction = self.language.conjunction
        for form in self.language.bare(word):
            found = self._said_by(form)
            if found is not None:
                is_joined = bool(conjunction) and word.startswith(conjunction)
                return found._replace(is_joined=is_joined)
        return _NOTHING

    def _said_by(self, word: str) -> Sense | None:
        fits = {name: one.fullmatch(word) is not None for name, one in self._patterns.items()}
        befell = next((code for one, code in self._befell if one.fullmatch(word)), "")
        if not befell and fits["lost"]:
            befell = self.lost_people
        if not befell and fits["present"]:
            befell = self.strong
        befell = befell or self.phrases.get((word,), "")
        done = {kind for kind, one in self._done if one.fullmatch(word)}
        if fits["lost"]:
            done.add("lost")
        roles = self.language
        sense = Sense(
            befell=befell,
            done=frozenset(done),
            is_active=fits["active"],
            is_suffered=fits["suffered"],
            is_person=fits["people"] or self._has(word, WordRole.PEOPLE),
            is_uncounted=fits["uncounted"]
            or self._has(word, WordRole.UNIT)
            or self._has(word, WordRole.MONTH)
            or word in roles.formations
            or self._has(word, WordRole.DAY),
            speaks=word in roles.speaking,
        )
        return None if sense == _NOTHING else sense

    def _has(self, word: str, role: WordRole) -> bool:
        if self.language.has(word, role):
            return True
        pattern = self._role_patterns.get(role)
        return pattern is not None and pattern.fullmatch(word) is not None

    @cached_property
    def _role_patterns(self) -> dict[WordRole, re.Pattern[str]]:
        return {role: re.compile(one) for role, one in self.language.patterns.items()}

    def _listing(self, lead: str) -> str:
        """The measure that lists a word; "" if none does."""
        folded = plain(lead)
        for measure in self.measures:
            if folded in map(plain, measure.words.get(self.tag, ())):
                return measure.code
        return ""

    def _phrases(self) -> Iterator[tuple[Phrase, str]]:
        """The phrases that name what befell people, and that the room's own words do not."""
        for measure in self.measures:
            if self._counts_things(measure):
                continue
            for phrase in measure.words.get(self.tag, ()):
                folded = _folded(phrase)
                is_known = len(folded) == 1 and self._is_known(folded[0])
                if folded and not is_known:
                    yield folded, measure.code

    def _is_known(self, word: str) -> bool:
        """Whether a word says what befell people anyway, or only who was there."""
        befell = any(one.fullmatch(word) for one, _ in self._befell)
        return befell or self._has(word, WordRole.PEOPLE)

    def _counts_things(self, measure: CountedMeasure) -> bool:
        """Whether a measure's words name things: those of its unit are among them."""
        unit = {
            word
            for word in _folded(measure.units.get(self.tag, ""))
            if not (self._patterns["people"].fullmatch(word) or self._has(word, WordRole.PEOPLE))
        }
        said = {word for phrase in measure.words.get(self.tag, ()) for word in _folded(phrase)}
        return not unit.isdisjoint(said)

    def _kinds(self, measure: CountedMeasure) -> frozenset[str]:
        """What was done to the things that a measure counts, in the words of any language."""
        kinds = {
            kind
            for tag, phrases in measure.words.items()
            if (language := LANGUAGES.get(tag)) is not None
            for phrase in phrases
            for word in _folded(phrase)
            for kind, one in _done_to_things(language)
            if len(_folded(phrase)) > 1 and one.fullmatch(word)
        }
        return frozenset(kinds)

    def _nouns(self) -> dict[str, list[tuple[str, frozenset[str]]]]:
        nouns: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for measure in self.measures:
            if not self._counts_things(measure):
                continue
            kinds = self._kinds(measure)
            if not kinds and measure.counts == Counts.LOSSES:
                kinds = _GONE
            unit = measure.units.get(self.tag, "")
            for phrase in (*measure.words.get(self.tag, ()), unit):
                stem = self._stem(self._noun(_folded(phrase)))
                entry = (measure.code, kinds)
                if stem and entry not in nouns.setdefault(stem, []):
                    nouns[stem].append(entry)
        return nouns

    def _noun(self, phrase: Phrase) -> str:
        """The noun of a phrase: what is left without what was done to it."""
        left = [word for word in phrase if not any(one.fullmatch(word) for _, one in self._done)]
        left = [word for word in left if word not in ("down", "de")]
        if not left:
            return ""
        return left[-1] if self.language.happenings.is_head_last else left[0]

    def _stem(self, word: str) -> str:
        """A noun without the ending that its number and case give it."""
        for ending in self.language.happenings.noun_endings:
            if word.endswith(ending) and len(word) - len(ending) >= 3:  # noqa: PLR2004
                return word[: len(word) - len(ending)]
        return word


def _done_to_things(language: Language) -> list[tuple[str, re.Pattern[str]]]:
    kinds = dict(language.happenings.done_to_things)
    kinds["lost"] = language.happenings.lost
    return [(kind, re.compile(pattern)) for kind, pattern in kinds.items() if pattern]


def _folded(text: str) -> Phrase:
    return tuple(token.plain for token in tokens(text))
