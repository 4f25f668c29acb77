"""Read all figures of a running text.

Most sentences give no figure: one look at the words of each, every word remembered, tells those
that have a number and something that it may count. Only these are cut into their words. A sentence
is bounded, and so is how far around a number is looked, so the work is linear in the text.
"""

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace

from claims.rules.figures.in_text.counted import SentenceWords, counted_in
from claims.rules.figures.in_text.found import CountedMeasure, FigureInText
from claims.rules.figures.in_text.lexicon import Lexicon
from claims.rules.figures.in_text.measured import Measuring
from claims.rules.figures.in_text.narrowed import narrowed
from claims.rules.figures.in_text.scope_words import as_of_in
from claims.rules.figures.in_text.whose import Alias, PartiesByName
from claims.rules.figures.measures import Counts
from tracker.base.language.folding import plain
from tracker.base.language.languages import LANGUAGES, language_of
from tracker.base.language.sentence import TokenSentence
from tracker.base.language.sentence_ends import sentence_spans
from tracker.base.language.words import is_month

_WORD = re.compile(r"[^\s.,;:!?()\[\]{}\"«»“”،؛؟'’\-–—/]+")
_COUNTS, _TELLS, _DATES = 1, 2, 4
"""Marks of a word, which are added up; those of a sentence are searched as a row of bytes."""
_TELLING = re.compile(rb"[\x02\x03\x06\x07]")
_UNDATED = re.compile(
    rb"(?:(?<![\x04-\x07])|(?<=[\x01\x03\x05\x07][\x04-\x07]))[\x01\x03\x05\x07](?![\x04-\x07])"
)
"""What counts and is no day of a month: of "27 July 12" the 12, of "July 27" nothing."""
_LONGEST_KEPT = 60
_MOST_WORDS_KEPT = 100_000


class TextReader:
    """Reads texts by the measures of one installation."""

    def __init__(self, measures: Iterable[CountedMeasure], aliases: Iterable[Alias] = ()) -> None:
        """Take what texts are read by.

        Args:
            measures: what figures may count.
            aliases: names of the parties whose figures they may be.
        """
        self.measures = tuple(one for one in measures if one.counts != Counts.QUANTITY)
        self._parties = PartiesByName(aliases)
        self._pages: dict[str, _LanguageReader] = {}

    def party(self, words: str) -> Hashable:
        """Whom words surely name, as the caller's aliases say; None where nobody, or several.

        Args:
            words: such as "a spokesman of the Malian army".
        """
        return self._parties.named(words)

    def figures(self, text: str, language: str = "en") -> Iterator[FigureInText]:
        """Read the figures of a text in the order in which they stand.

        Also those that do not stand (denied, superseded), marked so.

        Args:
            text: any text.
            language: its tag, of which only the first part counts. In a language without a table
                nothing is read.
        """
        table = language_of(language)
        if table is None:
            return
        tag = next(tag for tag, one in LANGUAGES.items() if one is table)
        if tag not in self._pages:
            self._pages[tag] = _LanguageReader(Lexicon(tag, table, self.measures), self._parties)
        yield from self._pages[tag].figures(text)


class _LanguageReader:
    def __init__(self, lexicon: Lexicon, parties: PartiesByName) -> None:
        self.lexicon = lexicon
        self.parties = parties
        self._marks = _WordMarks(lexicon)
        self._compared_as = {one.code: one.compared_as for one in lexicon.measures}

    def figures(self, text: str) -> Iterator[FigureInText]:
        marks = self._marks.__getitem__
        for start, end in sentence_spans(text):
            sentence = text[start:end]
            if _may_give_figure(b"".join(map(marks, sentence.split()))):
                yield from self._of_sentence(sentence, start)

    def _of_sentence(self, text: str, start: int) -> Iterator[FigureInText]:
        words = SentenceWords(TokenSentence(text, self.lexicon.language), self.lexicon)
        subject = ""
        found = Measuring(words, list(counted_in(words))).all()
        measured_numbers = [(number, what) for number, what in found if what is not None]
        as_of = as_of_in(words) if measured_numbers else ""
        for number, measured in measured_numbers:
            figure = narrowed(words, number, measured, subject, as_of)
            subject = figure.subject
            yield self._placed(figure, start)

    def _placed(self, figure: FigureInText, start: int) -> FigureInText:
        """The figure of a sentence as one of the text."""
        party = self.parties.named(figure.subject) if figure.subject else None
        compared_as = self._compared_as[figure.measure]
        return replace(
            figure, reading=figure.reading.moved(start), party=party, compared_as=compared_as
        )


def _may_give_figure(marks: bytes) -> bool:
    """Whether a sentence has a number that is no day of a month, and tells what it may count.

    Args:
        marks: those of its words.
    """
    return _TELLING.search(marks) is not None and _UNDATED.search(marks) is not None


class _WordMarks(dict[str, bytes]):
    """Of the words between two white spaces whether each counts, tells what is counted, dates."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, written: str) -> bytes:
        marks = bytes(
            self._marks(plain(word), is_capital=word[:1].isupper())
            for word in _WORD.findall(written)
        )
        if len(written) <= _LONGEST_KEPT:
            if len(self) > _MOST_WORDS_KEPT:
                self.clear()
            self[written] = marks
        return marks

    def _marks(self, word: str, *, is_capital: bool) -> int:
        lexicon = self._lexicon
        language = lexicon.language
        forms = (word, *language.bare(word))
        tells = lexicon.sense(word).tells or any(map(lexicon.things, forms))
        counts = word[:1].isdigit() or lexicon.may_number(word)
        dates = is_month(word, is_capital=is_capital)
        return _COUNTS * counts | _TELLS * tells | _DATES * (dates and not tells)
