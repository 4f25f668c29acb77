"""Check a quotation against the text of a page.

Verbatim only if every letter is the same; near if only the writing differs; interrupted if
something else stands between its parts; reworded if words differ; altered if a number, a negation
or a name does, or a word that turns the sense, or if such a word was cut off; absent otherwise.
Differences are shown. A quotation that stops before the page's possessive ('s), or begins after
an elided French word (l', d'), is near. Offsets count characters of the text as it was given. The
time grows with the length of the text, not with its square, and the steps of one quotation have a
bound: what would take more is said to be undecided, never absent.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import Match
from functools import cached_property
from itertools import islice

from sources.archiver.quoting.differences import POSSESSIVE, TextVocabulary, compare, judge
from sources.archiver.quoting.ends import cut_off, is_minus, left_out
from sources.archiver.quoting.in_part import as_far_as_read
from sources.archiver.quoting.interposed import MOST_WORDS, interposed
from sources.archiver.quoting.kinds import without_glosses
from sources.archiver.quoting.literal import AROUND, NEXT_TO, windows
from sources.archiver.quoting.steps import AT_A_GLANCE, CountedMatcher, Steps, TooMuchError
from sources.archiver.quoting.token_index import CutText, anchor
from sources.archiver.quoting.turned import AFTER, BEFORE, INSIDE, Surroundings, turned_by
from sources.archiver.values import Check, CheckKind, Difference, Extraction, ExtractionState, Quote
from tracker.base.language.tokens import Token, tokens

ELISION = re.compile(r"[\[(]\s*(?:\u2026|\.{3})\s*[\])]|\u2026|\.{3,}")
MAX_PLACES = 200
"""Places of one segment that are weighed against each other."""
MAX_GAP = 300
"""Tokens that an elision may leave out: farther apart, words do not belong together."""
MAX_PARTS = 4
"""Times that a quotation may be interrupted."""
MAX_PARTED = 20
"""Places at which the first part of an interrupted quotation is looked at."""
MAX_VOTES = 120_000
"""Places of its words, together, by which an inexact search finds where a segment may lie."""
MAX_INEXACT = 12
"""Inexact searches for one quotation: each costs more than any number of exact ones."""
CANDIDATES = 6
CLEAR = 0.8
"""Share of same words from which a place is taken before others with less than half its weight."""
CONTEXT_WORDS = 12
TOO_MUCH = "too_much"
"""Kind of the one difference of a check that was given up: nothing was decided."""
PLACED = 300
"""Steps that judging what the ends of a place cut off takes."""
SEARCHED = 200
"""Characters that are searched in one step, for several words together."""
_RANK = (
    CheckKind.VERBATIM,
    CheckKind.NEAR,
    CheckKind.INTERRUPTED,
    CheckKind.REWORDED,
    CheckKind.ALTERED,
    CheckKind.ABSENT,
)


def verify(quote: Quote, extraction: Extraction) -> Check:
    """Check one quotation in what was extracted from one capture."""
    return verify_all([quote], extraction)[0]


def verify_all(quotes: Sequence[Quote], extraction: Extraction) -> list[Check]:
    """Check several quotations in one text, which is cut only once."""
    if extraction.state is not ExtractionState.DONE:
        return [Check(CheckKind.UNREADABLE, key=quote.key) for quote in quotes]
    page = _Page(extraction.text)
    return [as_far_as_read(page.check(quote), extraction) for quote in quotes]


class _Place:
    """Where a segment was found: token numbers, verdict, differences."""

    def __init__(
        self,
        first: int,
        last: int,
        kind: CheckKind,
        differences: Sequence[Difference],
        share: float,
    ) -> None:
        self.first = first
        self.last = last
        self.kind = kind
        self.differences = list(differences)
        self.share = share


class _Page:
    """A text made ready for many searches; it is cut only if one needs that."""

    def __init__(self, text: str, steps: Steps | None = None) -> None:
        self.text = text
        self.tag = ""
        """The language that the quotation looked for is said to be in."""
        self.steps = steps or Steps()
        self.inexact_left = 0

    @cached_property
    def tokens(self) -> CutText:
        cut = CutText(self.text)
        cut.steps = self.steps
        return cut

    @property
    def words(self) -> Sequence[int]:
        return self.tokens.words

    def check(self, quote: Quote) -> Check:
        self.tag = quote.language
        whole = tokens(quote.exact)
        if not any(token.kind != "punctuation" for token in whole):
            return Check(CheckKind.ABSENT, key=quote.key)
        try:
            check = self._at_a_glance(quote, whole)
        except TooMuchError:
            check = None
        if check is not None:
            return check
        self.steps = self.tokens.steps = Steps()
        try:
            return self._thorough(quote, whole)
        except TooMuchError:
            undecided = Difference(TOO_MUCH, "", "", 0, 0)
            return Check(CheckKind.UNREADABLE, differences=(undecided,), key=quote.key)

    def _at_a_glance(self, quote: Quote, whole: list[Token]) -> Check | None:
        """Look for the quotation letter by letter; most stand so, and no text has to be cut.

        Only a place that is verbatim and has all of the surroundings is taken: there is no better.
        """
        steps = Steps(AT_A_GLANCE)
        wanted = len(_before(quote)) + len(_after(quote))
        around = AROUND if wanted else NEXT_TO
        for start, window, words in windows(self.text, quote.exact, around=around, steps=steps):
            near = _Page(window, steps)
            for place in near._exact(whole, 0):
                # At its ends a stretch may hold the words too, without what stands beside them.
                is_here = near.tokens[place.first].start in words
                found = near._surrounded(place, place, quote)
                if is_here and place.kind is CheckKind.VERBATIM and found == wanted:
                    check = near._result([place], quote)
                    assert check.start is not None
                    assert check.end is not None
                    return replace(check, start=check.start + start, end=check.end + start)
        return None

    def _thorough(self, quote: Quote, whole: list[Token]) -> Check:
        self.inexact_left = MAX_INEXACT
        chain = self._chain([whole], quote)
        segments = [tokens(part) for part in ELISION.split(quote.exact)]
        segments = [part for part in segments if any(one.kind != "punctuation" for one in part)]
        if (chain is None or _worst(chain) is not CheckKind.VERBATIM) and len(segments) > 1:
            # Laid over as a whole, a short end that differs would weigh little.
            chain = self._chain(segments, quote) or chain
        chain = self._without_glosses(whole, quote, chain)
        return self._result(chain, quote) if chain else Check(CheckKind.ABSENT, key=quote.key)

    def _without_glosses(
        self, whole: list[Token], quote: Quote, chain: list[_Place] | None
    ) -> list[_Place] | None:
        """Look again without words in brackets, which are those of whoever quotes: "[Malian]"."""
        bare, put_in = without_glosses(whole)
        if not put_in or (chain is not None and _worst(chain) is CheckKind.VERBATIM):
            return chain
        again = self._chain([bare], quote)
        if again is None:
            return chain
        at = self.tokens[again[0].first].start
        again[0].differences[:0] = [Difference("gloss", said, "", at, at) for said in put_in]
        again[0].kind = judge(again[0].differences, again[0].share)
        return min((one for one in (chain, again) if one), key=lambda one: _RANK.index(_worst(one)))

    def _result(self, chain: list[_Place], quote: Quote) -> Check:
        kind = _worst(chain)
        if kind is CheckKind.ABSENT:
            return Check(kind, key=quote.key)
        start = self.tokens[chain[0].first].start
        end = self.tokens[chain[-1].last].end
        differences = tuple(one for place in chain for one in place.differences)
        return Check(kind, start, end, self.text[start:end], differences, quote.key)

    def _chain(self, segments: list[list[Token]], quote: Quote) -> list[_Place] | None:
        """Find the segments in order; the surroundings choose between several places."""
        best: tuple[tuple[int, int, int], list[_Place]] | None = None
        try:
            for first in self._places(segments[0]):
                chain = self._followed(first, segments[1:])
                if chain is None:
                    continue
                around = self._surrounded(chain[0], chain[-1], quote)
                score = (-_RANK.index(_worst(chain)), around, chain[0].first - chain[-1].last)
                if best is None or score > best[0]:
                    best = (score, chain)
        except TooMuchError:
            # That the words stand there is true however much else there is; anything less is not.
            if best is None or _worst(best[1]) is not CheckKind.VERBATIM:
                raise
        return best[1] if best else None

    def _followed(self, first: _Place, segments: list[list[Token]]) -> list[_Place] | None:
        """Find each further segment at the next place after the one before."""
        chain = [first]
        for segment in segments:
            after = chain[-1].last + 1
            following = (
                next(self._exact(segment, after), None)
                or next(self._cut(segment, after), None)
                or self._inexact(segment, after)
            )
            if following is None or following.first - after >= MAX_GAP:
                return None
            hidden = list(left_out(self.tokens[after : following.first]))
            for place in (chain[-1], following):
                _tell_once(place, hidden)
            following.differences[:0] = hidden
            if following.differences:
                following.kind = judge(following.differences, following.share)
            # Only the quotation's own end may stop before a possessive: "Wagner … fled" is not
            # what a page says of Wagner's enemies.
            _forbid_possessive(chain[-1])
            chain.append(following)
        return chain

    def _surrounded(self, first: _Place, last: _Place, quote: Quote) -> int:
        """How many words of the quotation's surroundings stand around a chain."""
        before = self._around(first.first, _before(quote), -1)
        return before + self._around(last.last, _after(quote), 1)

    def _placed(self, first: int, last: int, differences: list[Difference], share: float) -> _Place:
        """Judge a stretch of the page, with what its ends cut off."""
        self.steps.take(PLACED)
        nearby = self.tokens[max(first - 2, 0) : first], self.tokens[last + 1 : last + 3]
        ends = self.tokens[first], self.tokens[last]
        cut = cut_off(self.text, nearby[0], ends, nearby[1])
        turned = () if cut else turned_by(self._beside(first, last))
        differences = [*differences, *cut, *turned]
        return _Place(first, last, judge(differences, share), differences, share)

    def _beside(self, first: int, last: int) -> Surroundings:
        """The words on either side of a stretch, and at its two ends."""
        return Surroundings(
            before=self.tokens[max(first - BEFORE, 0) : first],
            begins=self.tokens[first : min(first + INSIDE, last + 1)],
            ends=self.tokens[max(last + 1 - INSIDE, first) : last + 1],
            after=self.tokens[last + 1 : last + 1 + AFTER],
        )

    def _around(self, place: int, words: list[str], step: int) -> int:
        """Count how many words of a context stand beside a token, nearest first."""
        number = bisect_left(self.words, place)
        count = 0
        for word in words:
            number += step
            if not 0 <= number < len(self.words):
                break
            if self.tokens[self.words[number]].plain != word:
                break
            count += 1
        return count

    def _places(self, segment: list[Token]) -> list[_Place]:
        """Every exact place of a segment, else the best inexact one."""
        exact = [*self._exact(segment, 0), *self._cut(segment, 0)]
        if exact:
            return exact
        best = self._in_parts(segment) or self._inexact(segment, 0)
        return [best] if best else []

    def _in_parts(self, segment: list[Token]) -> _Place | None:
        """Where all words stand in their order, with whole lines of something else between."""
        words = [token.text for token in segment if token.kind != "punctuation"]
        length = self._shared_beginning(words, 0)
        for number in islice(self._find(words[:length], 0), MAX_PARTED) if length else ():
            place = self._continued(words, number, length)
            if place is not None:
                return place
        return None

    def _continued(self, words: list[str], number: int, length: int) -> _Place | None:
        """Follow a quotation from part to part; None where it does not go on to its end."""
        first, done, between = self.words[number], length, []
        number += length
        for _ in range(MAX_PARTS):
            length = self._shared_beginning(words[done:], number)
            following = (
                next(self._find(words[done : done + length], number), None) if length else None
            )
            if following is None or following - number > MOST_WORDS:
                return None
            last, begins = self.words[number - 1], self.words[following]
            found = interposed(
                self.text,
                self.tokens[last],
                self.tokens[last + 1 : begins],
                self.tokens[begins],
            )
            if found is None:
                return None
            between.append(found)
            done, number = done + length, following + length
            if done == len(words):
                return self._placed(first, self.words[number - 1], between, 1.0)
        return None

    def _shared_beginning(self, words: list[str], number: int) -> int:
        """How many words from the first on stand together somewhere from a word on."""
        least, most = 0, len(words)
        while least < most:
            middle = (least + most + 1) // 2
            if next(self._find(words[:middle], number), None) is None:
                most = middle - 1
            else:
                least = middle
        return least

    def _find(self, words: list[str], number: int) -> Iterator[int]:
        self.steps.take(len(self.tokens.written.text) // SEARCHED)
        return self.tokens.written.find("\0".join(words), number)

    def _exact(self, segment: list[Token], after: int) -> Iterator[_Place]:
        """Places where all words are the same; what stands between them is compared too."""
        words = [token for token in segment if token.kind != "punctuation"]
        wanted = "\0".join(token.text for token in words)
        inner = [token.text for token in _inner(segment)]
        lower = bisect_left(self.words, after)
        self.steps.take(len(self.tokens.written.text) // SEARCHED)
        for number in islice(self.tokens.written.find(wanted, lower), MAX_PLACES):
            first = self._with_minus(segment, self.words[number])
            last = self.words[number + len(words) - 1]
            stretch = self.tokens[first : last + 1]
            same = inner == [one.text for one in stretch]
            # A mark may be part of a number, so even the same words can be altered.
            differences = (
                []
                if same
                else compare(_inner(segment), stretch, _NO_NAMES, self.steps, self.tag)[0]
            )
            yield self._placed(first, last, differences, 1.0)

    def _with_minus(self, segment: list[Token], first: int) -> int:
        """Where a stretch begins: with the page's minus if the quotation has one."""
        has_one = _inner(segment)[0].kind == "punctuation" and first > 0
        return first - (has_one and is_minus(self.tokens[first - 1], self.tokens[first]))

    def _cut(self, segment: list[Token], after: int) -> Iterator[_Place]:
        """Places where only an elision before or a possessive after the words was cut off."""
        words = [token for token in segment if token.kind != "punctuation"]
        core = "\0".join(token.text for token in words)
        joined, offsets = self.tokens.written.text, self.tokens.written.offsets
        at = bisect_left(self.words, after)
        begin = offsets[at] if at < len(offsets) else len(joined)
        for wanted in _cut_forms(core):
            offset = begin
            self.steps.take(len(joined) // SEARCHED)
            for _ in range(MAX_PLACES):
                offset = joined.find(wanted, offset)
                if offset < 0:
                    break
                # Counted from the end, as a word may begin before the letters that were found.
                final = bisect_left(offsets, offset + len(wanted) - 1) - 1
                first = self.words[max(final - len(words) + 1, 0)]
                stretch = self.tokens[first : self.words[final] + 1]
                place = self._placed(
                    first,
                    self.words[final],
                    *compare(
                        _inner(segment), stretch, self.tokens.vocabulary, self.steps, self.tag
                    ),
                )
                if place.kind is CheckKind.NEAR:
                    yield place
                offset += 1

    def _inexact(self, segment: list[Token], after: int) -> _Place | None:
        """The stretch that is most like a segment, found by counting shared words by shift."""
        if self.inexact_left == 0:
            return None
        self.inexact_left -= 1
        words = [token for token in segment if token.kind != "punctuation"]
        lower = bisect_left(self.words, after)
        votes = self._votes(words, lower)
        best: _Place | None = None
        shifts = _strongest(votes, len(words))
        for shift, weight in shifts:
            if best and best.share >= CLEAR and weight * 2 < shifts[0][1]:
                break
            place = self._laid_over(segment, words, shift, lower)
            if place is not None and (best is None or place.share > best.share):
                best = place
        return best if best and best.kind is not CheckKind.ABSENT else None

    def _votes(self, words: Sequence[Token], lower: int) -> Counter[int]:
        """How many words of a segment stand where its beginning would be at a word number.

        The rarest are asked first, for a word that stands everywhere says nothing about where;
        only if there are no others.
        """
        anchors = [anchor(token) for token in words]
        most = max(50, len(self.words) // 50)
        found = self.tokens.places_of(set(anchors), max(most, MAX_PLACES))
        places = {one: there[bisect_left(there, lower) :] for one, there in found.items()}
        rare = [one for one in enumerate(anchors) if len(found[one[1]]) <= most]
        votes: Counter[int] = Counter()
        left = MAX_VOTES
        for position, word in sorted(rare, key=lambda one: len(places[one[1]])):
            left -= len(places[word])
            if left < 0:
                break
            self._vote(votes, places[word], position)
        if not votes:
            for position, word in enumerate(anchors):
                first = found[word][:MAX_PLACES]
                self._vote(votes, first[bisect_left(first, lower) :], position)
        return votes

    def _vote(self, votes: Counter[int], places: Sequence[int], position: int) -> None:
        self.steps.take(len(places))
        votes.update(place - position for place in places)

    def _laid_over(
        self, segment: list[Token], words: list[Token], shift: int, lower: int
    ) -> _Place | None:
        """Compare a segment with the text around a shift; trim what lies outside it."""
        slack = 3 + len(words) // 4
        start = max(shift - slack, lower, 0)
        stop = min(shift + len(words) + slack, len(self.words))
        if start >= stop:
            return None
        around = [self.tokens[self.words[number]] for number in range(start, stop)]
        spans = _spans(words, around, self.steps)
        places = [self._compared(segment, start + first, start + last) for first, last in spans]
        return min(places, key=lambda one: (_RANK.index(one.kind), -one.share), default=None)

    def _compared(self, segment: list[Token], first: int, last: int) -> _Place:
        """Hold a segment against the words of the page from one to another, by number."""
        begin = self._with_minus(segment, self.words[first])
        end = self.words[last]
        stretch = self.tokens[begin : end + 1]
        differences, share = compare(
            _inner(segment), stretch, self.tokens.vocabulary, self.steps, self.tag
        )
        return self._placed(begin, end, differences, share)


_NO_NAMES = TextVocabulary()


def _cut_forms(core: str) -> Iterator[str]:
    for start in ("\0", "'"):
        for end in ("\0", POSSESSIVE + "\0", POSSESSIVE.upper() + "\0"):
            if (start, end) != ("\0", "\0"):
                yield start + core + end


def _forbid_possessive(place: _Place) -> None:
    place.differences = [
        replace(one, kind="name" if one.quoted[:1].isupper() else "words")
        if one.kind == "possessive"
        else one
        for one in place.differences
    ]
    place.kind = judge(place.differences, place.share)


def _tell_once(place: _Place, hidden: Sequence[Difference]) -> None:
    """Drop from what stands beside a place what is told as hidden by an elision there."""
    place.differences = [
        one
        for one in place.differences
        if not any(one.start <= other.start < one.end for other in hidden)
    ]


def _before(quote: Quote) -> list[str]:
    return _plain_words(quote.prefix)[::-1][:CONTEXT_WORDS]


def _after(quote: Quote) -> list[str]:
    return _plain_words(quote.suffix)[:CONTEXT_WORDS]


def _plain_words(text: str) -> list[str]:
    return [token.plain for token in tokens(text) if token.kind != "punctuation"]


def _inner(segment: list[Token]) -> list[Token]:
    """A segment from its first word to its last: marks around it are the writer's.

    Not so a minus before a number.
    """
    numbers = [number for number, token in enumerate(segment) if token.kind != "punctuation"]
    first = numbers[0]
    return segment[
        first - (first > 0 and is_minus(segment[first - 1], segment[first])) : numbers[-1] + 1
    ]


def _strongest(votes: Counter[int], length: int) -> list[tuple[int, int]]:
    """The shifts with most votes, neighbours counted together (a word more or less)."""
    reach = 2 + length // 10
    merged = Counter(
        {
            shift: sum(votes.get(shift + near, 0) for near in range(-reach, reach + 1))
            for shift, _ in votes.most_common(200)
        }
    )
    return merged.most_common(CANDIDATES)


def _spans(words: list[Token], stretch: list[Token], steps: Steps) -> list[tuple[int, int]]:
    """Which parts of a stretch the words may lie over: first and last place, inclusive.

    As far as shared words reach; and as the longest run of them lies, for a small word at an end
    is often shared with another sentence.
    """
    matcher = CountedMatcher(
        [token.plain for token in words], [token.plain for token in stretch], steps
    )
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return []
    longest = max(blocks, key=lambda block: block.size)
    found = [
        _span(first, last, len(words), len(stretch))
        for first, last in ((blocks[0], blocks[-1]), (longest, longest))
    ]
    return list(dict.fromkeys(found))


def _span(first: Match, last: Match, length: int, most: int) -> tuple[int, int]:
    """As many words before the first and after the last shared ones as the quotation has there."""
    rest = length - (last.a + last.size)
    return max(first.b - first.a, 0), min(last.b + last.size + rest, most) - 1


def _worst(chain: Sequence[_Place]) -> CheckKind:
    return max((place.kind for place in chain), key=_RANK.index)
