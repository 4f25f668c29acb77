"""Compare what two running sentences count, and say why in words.

Figures that were recorded, with measure, subject and scope, are compared by exact rules
(`claims.rules.figures.compare`). In a sentence nobody has said which number counts what: whether
two sentences speak of the same is judged by a trained model, and what it says is a proposal.
"""

from dataclasses import dataclass
from itertools import product

from claims.matching.comparing.alignment import TIMES, Aligned, align_quantities, are_of_other_times
from claims.matching.comparing.features import features
from claims.matching.comparing.measured_numbers import (
    count_the_same,
    counts_apart,
    is_measured_whole,
)
from claims.matching.comparing.quantities import (
    LONGEST_SENTENCE,
    Quantity,
    ReadSentence,
    read_sentence,
)
from claims.matching.comparing.trees import BoostedTrees, trained
from claims.rules.figures.compare_figures import Relation
from claims.rules.figures.in_text import TextReader
from tracker.base.values.sentence import Sentence
from tracker.base.values.sentence import gettext_noop as _

SURE_ENOUGH = 0.6
"""How likely a contradiction must be to be called one: wrongly called, it costs trust.

What other thresholds would find and call wrongly is measured in docs/compare-figures.md.
"""


@dataclass(frozen=True, slots=True)
class SentencesCompared:
    """How two sentences stand to each other, why, and how likely the model holds it."""

    relation: Relation
    sentence: Sentence
    likelihood: float = 1.0


def compare_sentences(
    a: str,
    b: str,
    *,
    language: str = "en",
    other_language: str = "",
    reader: TextReader | None = None,
) -> SentencesCompared:
    """Compare the figures of two sentences; it proposes, a person decides.

    Args:
        a: a sentence, such as a claim.
        b: another, such as a passage of a page; the order says which is held against which.
        language: the tag of the language of both.
        other_language: that of `b`, if it is another.
        reader: tells which numbers count one of its measures, and of whom; without one, nothing
            of that is known.

    Returns:
        Not comparable, with the reason, for what is too long to be read whole or gives no number.
    """
    if max(len(a), len(b)) > LONGEST_SENTENCE:
        return SentencesCompared(Relation.NOT_COMPARABLE, _TOO_LONG)
    one = read_sentence(a, language, reader)
    other = read_sentence(b, other_language or language, reader)
    if a.split() == b.split():
        return SentencesCompared(Relation.AGREE, _SAME_WORDS)
    if not (one.quantities or other.quantities):
        return SentencesCompared(Relation.NOT_COMPARABLE, _NEITHER)
    pair = _Pair(one, other)
    relation, likelihood = _judged(pair, trained())
    return _worded(relation, likelihood, pair)


def relation_of(one: ReadSentence, other: ReadSentence, model: BoostedTrees) -> Relation:
    """How two sentences stand to each other, as a model judges and the rules allow.

    Args:
        one: a sentence with at least one number, or `other` has one.
        other: the sentence that it is held against.
        model: the weights to ask; those in training are asked in the same way.
    """
    return _judged(_Pair(one, other), model)[0]


def _judged(pair: "_Pair", model: BoostedTrees) -> tuple[Relation, float]:
    """What the model holds likeliest; a contradiction must be likely enough and have a ground."""
    likelihoods = model.likelihoods(features(pair.one, pair.other, pair.aligned))
    if pair.is_of_other_times or pair.is_of_other_kinds:
        return Relation.NOT_COMPARABLE, 1.0
    if pair.is_surely_of_the_same:
        return Relation.CONTRADICT if pair.excluding() else Relation.AGREE, 1.0
    if likelihoods[Relation.CONTRADICT] < SURE_ENOUGH or not pair.has_ground:
        contradict = likelihoods.pop(Relation.CONTRADICT)
        if pair.is_rounded and contradict > max(likelihoods.values()):
            return Relation.AGREE, 1 - likelihoods[Relation.NOT_COMPARABLE]
    said = max(likelihoods, key=lambda name: likelihoods[name])
    return Relation(said), likelihoods[said]


class _Pair:
    """Two sentences with their numbers side by side."""

    def __init__(self, one: ReadSentence, other: ReadSentence) -> None:
        self.one, self.other = one, other
        self.aligned = align_quantities(one, other)
        numbers = [pair for pair in self.aligned if pair.other is not None]
        numbers.sort(key=lambda pair: -pair.closeness)
        self.counted = [pair for pair in numbers if pair.one.kind not in TIMES]
        self.timed = [pair for pair in numbers if pair.one.kind in TIMES]

    def excluding(self) -> Aligned | None:
        """The two counts that exclude each other and most surely count the same.

        A number and the same number rounded ("1.3 million") do not.
        """
        apart = (pair for pair in self.counted if not (pair.is_possible or pair.is_only_rounded))
        return next(apart, None)

    @property
    def has_ground(self) -> bool:
        """Whether a contradiction could be told by what: by numbers, times or a denial."""
        return bool(self.excluding() or self.at_other_times() or self.is_denied)

    @property
    def is_of_other_times(self) -> bool:
        """Whether both count something, each at a time that the other does not give."""
        return bool(self.counted) and are_of_other_times(self.timed)

    def at_other_times(self) -> Aligned | None:
        """Two dates that are not the same."""
        return next((pair for pair in self.timed if not pair.is_possible), None)

    @property
    def is_of_other_kinds(self) -> bool:
        """Whether both count something, and nothing of one is of a kind and unit of the other."""
        return not self.counted and all(
            any(quantity.kind not in TIMES for quantity in read.quantities)
            for read in (self.one, self.other)
        )

    @property
    def is_surely_of_the_same(self) -> bool:
        """Whether all that both count is measured, and the same: nothing is left to weigh.

        The names of one must stand in the other as well: elsewhere as many others may have died.
        """
        names = min(
            self.one.names - self.other.words.keys(),
            self.other.names - self.one.words.keys(),
            key=len,
        )
        counts = [
            [one for one in read.quantities if one.kind not in TIMES]
            for read in (self.one, self.other)
        ]
        return (
            not names
            and not self.is_denied
            and self.at_other_times() is None
            and all(map(is_measured_whole, counts))
            and all(pair.other and count_the_same(pair.one, pair.other) for pair in self.counted)
            and len(self.counted) == len(counts[0]) == len(counts[1])
        )

    def measured_apart(self) -> Sentence | None:
        """Why a number of one surely counts other things than one of the other."""
        both = product(self.one.quantities, self.other.quantities)
        return next(filter(None, (counts_apart(*pair) for pair in both)), None)

    @property
    def is_rounded(self) -> bool:
        """Whether no two counts exclude each other, and two are one number, once rounded."""
        rounded = any(pair.is_only_rounded for pair in self.counted)
        return rounded and self.excluding() is None

    @property
    def is_denied(self) -> bool:
        """Whether one of them alone denies something."""
        return bool(self.one.negations) != bool(self.other.negations)


def _worded(relation: Relation, likelihood: float, pair: _Pair) -> SentencesCompared:
    match relation:
        case Relation.CONTRADICT:
            sentence = _why_contradicting(pair)
        case Relation.NOT_COMPARABLE:
            sentence = _why_apart(pair)
        case _:
            relation, sentence = _why_agreeing(pair)
    return SentencesCompared(relation, sentence, likelihood)


def _why_contradicting(pair: _Pair) -> Sentence:
    if numbers := pair.excluding():
        return _told("numbers_exclude", _EXCLUDE, numbers)
    if times := pair.at_other_times():
        return _told("other_time", _OTHER_TIME, times)
    return _DENIED


def _why_apart(pair: _Pair) -> Sentence:
    if not (pair.one.quantities and pair.other.quantities):
        return _ONE_ONLY
    if pair.is_of_other_kinds:
        return pair.measured_apart() or _OTHER_KINDS
    if times := pair.at_other_times():
        return _told("other_time", _TIMES_APART, times)
    return _DENIED_APART if pair.is_denied else _OTHER_THINGS


def _why_agreeing(pair: _Pair) -> tuple[Relation, Sentence]:
    possible = [one for one in pair.counted or pair.timed if one.is_possible or one.is_only_rounded]
    if not possible:
        return Relation.AGREE, _WORDS_AGREE
    first = possible[0]
    if first.is_equal and first.other is not None and _stated(first.one) == _stated(first.other):
        return Relation.AGREE, _told("same", _EQUAL, first)
    if first.is_only_rounded:
        return Relation.OVERLAP, _told("rounded", _ROUNDED, first)
    return Relation.OVERLAP, _told("both_possible", _BOTH_POSSIBLE, first)


def _stated(quantity: Quantity) -> tuple[float, float, bool, bool]:
    return (quantity.low, quantity.high, quantity.low_open, quantity.high_open)


def _told(code: str, text: str, pair: Aligned) -> Sentence:
    assert pair.other is not None
    return Sentence(code, text, {"first": pair.one.wording, "second": pair.other.wording})


_EXCLUDE = _("They contradict: one says “%(first)s”, the other “%(second)s”.")
_OTHER_TIME = _("They contradict: one gives “%(first)s” as the time, the other “%(second)s”.")
_TIMES_APART = _("Not comparable: one is about %(first)s, the other about %(second)s.")
_EQUAL = _("Both say “%(first)s”.")
_BOTH_POSSIBLE = _("Both can be true at once: “%(first)s” and “%(second)s”.")
_ROUNDED = _("Both can be true at once: of “%(first)s” and “%(second)s” one is rounded.")
_DENIED = Sentence("denied", _("They contradict: one denies what the other says."))
_DENIED_APART = Sentence(
    "denied", _("Not comparable: one of them denies something and the other does not.")
)
_WORDS_AGREE = Sentence("words_agree", _("Both say the same in words; no numbers differ."))
_SAME_WORDS = Sentence("same_words", _("Both are the same words."))
_ONE_ONLY = Sentence("no_number", _("Not comparable: one of them gives no number."))
_NEITHER = Sentence("no_number", _("Not comparable: neither gives a number."))
_OTHER_KINDS = Sentence(
    "other_kinds", _("Not comparable: their numbers are of different kinds or units.")
)
_OTHER_THINGS = Sentence(
    "other_things", _("Not comparable: it is not clear that their numbers count the same.")
)
_TOO_LONG = Sentence("too_long", _("Not comparable: one of them is too long to be read whole."))
