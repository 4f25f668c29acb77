"""The widest contradictions, each in one sentence: who says what, how far apart, what was found.

One rule puts them in order, whoever speaks: `claims.rules.figures.width`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import product

from django.utils.translation import gettext as _

from claims.models import Claim, Counterclaim, Figure, Incident, Verdict
from claims.presentation import words
from claims.presentation.figures import in_words
from claims.presentation.figures.foreign import foreign_words
from claims.presentation.figures.groups import later_told
from claims.presentation.figures.standing import grounds_between, why_apart
from claims.reads.claims import figure_value, voice_of
from claims.reads.evidence.since import altered_in
from claims.reads.pairs.said_beside import ClaimsPaired
from claims.reads.verdicts import judgement_of, verdict_in_force
from claims.rules.figures import Comparison, FigureValue, compare
from claims.rules.figures.width import width_of
from claims.rules.grounds import Ground
from tracker.base.writing.lists import comma_list, semicolon_list


@dataclass(frozen=True, slots=True)
class FarApart:
    """Two figures of one dispute that contradict each other, in words.

    Args:
        incident: what they are about.
        pair_id: the pair that they stand in.
        counted: what both count, of whom, and in which scope.
        said: who says what: the smaller figure first.
        apart: how far apart they are.
        found: what verdicts say of the one and of the other; never empty.
        since: who is quoted from a page that says something else since, and the comparison.
        notes: what is noted for readers on a claim of theirs, each with who makes it.
        later: who has said something else of it since, and what.
        figures: the keys of both.
        foreign: names and words in it that are in another language, and in which.
    """

    incident: Incident
    pair_id: int
    counted: str
    said: str
    apart: str
    found: tuple[str, ...]
    since: tuple[tuple[str, int], ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    later: tuple[tuple[str, str], ...] = ()
    figures: frozenset[int] = frozenset()
    foreign: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Side:
    claim: Claim
    figure: Figure
    value: FigureValue


@dataclass(frozen=True, slots=True)
class _Contradiction:
    """`lower` and `upper` are the sides with the smaller and the larger figure."""

    pair: Counterclaim
    lower: _Side
    upper: _Side
    comparison: Comparison
    width: Decimal

    @property
    def order(self) -> tuple[Decimal, Decimal, int, int]:
        """The widest first; of equals who has a name, then the pair that was recorded first."""
        gap = self.comparison.gap
        named = sum(voice_of(side.claim) is not None for side in (self.lower, self.upper))
        return (self.width, gap.difference if gap else Decimal(0), named, -self.pair.pk)


Beside = Callable[[Collection[Claim]], ClaimsPaired]
"""Fetches what those who make some claims said besides."""


def farthest_apart(
    claims: Sequence[Claim],
    pairs: Iterable[Counterclaim],
    most: int,
    *,
    beside: Beside | None = None,
) -> list[FarApart]:
    """Choose the widest contradiction of each dispute, and of these the widest.

    Left out are forged figures and those that were judged wrong; what only a demonstration on a
    real event calls wrong stays.

    Args:
        claims: fetched as for cards (`claims.reads.claims.for_cards`).
        pairs: which claim answers which; those with a claim that is none of these are left out.
        most: how many to choose.
        beside: fetches what either side said besides; None where all of it is among `claims`.
    """
    pairs = list(pairs)
    widest = _widest_of_disputes(claims, pairs)
    chosen = sorted(widest.values(), key=lambda each: each.order, reverse=True)[:most]
    return _told(chosen, (claims, pairs) if beside is None else beside(_claims_of(chosen)))


def farthest_figures(claims: Sequence[Claim], pairs: Iterable[Counterclaim]) -> frozenset[int]:
    """The keys of the two figures of a dispute that `farthest_apart` tells of; none where none do.

    Args:
        claims: of one incident, fetched as for cards (`claims.reads.claims.for_cards`).
        pairs: which claim answers which; those with a claim that is none of these are left out.
    """
    widest = _widest_of_disputes(claims, pairs).values()
    return frozenset(side.figure.pk for each in widest for side in (each.lower, each.upper))


def _widest_of_disputes(
    claims: Sequence[Claim], pairs: Iterable[Counterclaim]
) -> dict[int, _Contradiction]:
    """The widest contradiction of each incident, by its key, among figures that are told."""
    sides = {claim.pk: _sides_told(claim) for claim in claims}
    widest: dict[int, _Contradiction] = {}
    for found in _contradictions(sides, pairs):
        _keep_wider(widest, found.lower.claim.incident_id, found)
    return widest


def widest_of_each(
    claims: Sequence[Claim], pairs: Iterable[Counterclaim], *, beside: Beside
) -> dict[int, FarApart]:
    """The widest contradiction that each claim stands in, by the keys of the claims.

    None is left out, because lists are put in order by all of them; what was found of a figure is
    told with it.

    Args:
        claims: fetched as for cards (`claims.reads.claims.for_cards`).
        pairs: which claim answers which; those with a claim that is none of these are left out.
        beside: fetches what either side said besides.
    """
    sides = {claim.pk: _sides(claim) for claim in claims}
    widest: dict[int, _Contradiction] = {}
    for found in _contradictions(sides, pairs):
        for side in (found.lower, found.upper):
            _keep_wider(widest, side.claim.pk, found)
    chosen = list(widest.values())
    return dict(zip(widest, _told(chosen, beside(_claims_of(chosen))), strict=True))


def _claims_of(found: Iterable[_Contradiction]) -> list[Claim]:
    both = (side.claim for each in found for side in (each.lower, each.upper))
    return list({claim.pk: claim for claim in both}.values())


def _told(found: Sequence[_Contradiction], said: ClaimsPaired) -> list[FarApart]:
    """Contradictions in words, with what was said since.

    Args:
        found: the contradictions.
        said: all that those who stand in them said of the same incidents.
    """
    return [replace(_worded(each), later=tuple(_later(each, said))) for each in found]


def _later(found: _Contradiction, said: ClaimsPaired) -> Iterator[tuple[str, str]]:
    """What either side said last, where that replaced its figure."""
    claims, pairs = said
    incident = found.lower.claim.incident_id
    there = {claim.pk: claim for claim in claims if claim.incident_id == incident}
    among = [pair for pair in pairs if {pair.answers_id, pair.claim_id} <= there.keys()]
    for side in (found.lower, found.upper):
        last = later_told(side.claim, side.figure, there.values(), among)
        if last is not None:
            told = _("later %(words)s, %(when)s") % {"words": last.words, "when": last.when}
            yield words.who(side.claim), told


def _keep_wider(widest: dict[int, _Contradiction], key: int, found: _Contradiction) -> None:
    known = widest.get(key)
    if known is None or found.order > known.order:
        widest[key] = found


def _contradictions(
    sides: Mapping[int, Sequence[_Side]], pairs: Iterable[Counterclaim]
) -> Iterator[_Contradiction]:
    among = [pair for pair in pairs if {pair.answers_id, pair.claim_id} <= sides.keys()]
    grounds = grounds_between(among)
    for pair in among:
        one, other = pair.answers_id, pair.claim_id
        yield from _of_pair(pair, sides[one], sides[other], grounds[frozenset({one, other})])


def _of_pair(
    pair: Counterclaim, ones: Sequence[_Side], others: Sequence[_Side], grounds: Collection[Ground]
) -> Iterator[_Contradiction]:
    for first, second in product(ones, others):
        comparison = compare(first.value, second.value, grounds=grounds)
        width = width_of(comparison)
        if width is not None:
            lower, upper = sorted((second, first), key=lambda side: min(side.value.numbers))
            yield _Contradiction(pair, lower, upper, comparison, width)


def _sides(claim: Claim) -> list[_Side]:
    return [_Side(claim, each, figure_value(each, claim)) for each in claim.figures.all()]


def _sides_told(claim: Claim) -> list[_Side]:
    """The figures of a claim but for those that are forged or were judged wrong."""
    return [side for side in _sides(claim) if why_apart(claim, side.figure, (), ()) is None]


def _worded(found: _Contradiction) -> FarApart:
    lower, upper = found.lower, found.upper
    scope = in_words.scope_in_claim_words(lower.figure, lower.claim)
    return FarApart(
        incident=lower.claim.incident,
        pair_id=found.pair.pk,
        counted=comma_list([in_words.counted(lower.figure), *scope]),
        said=_said(lower, upper),
        apart=words.sentence(found.comparison.sentence),
        found=tuple(_found(lower, upper)),
        since=tuple(
            (words.who(side.claim), key)
            for side in (lower, upper)
            if (key := altered_in(side.figure)) is not None
        ),
        notes=tuple(
            (words.who(side.claim), side.claim.public_note)
            for side in (lower, upper)
            if side.claim.public_note
        ),
        figures=frozenset({lower.figure.pk, upper.figure.pk}),
        foreign=foreign_words([lower.claim, upper.claim]),
    )


def _said(lower: _Side, upper: _Side) -> str:
    text = _("%(first_figure)s according to %(first)s, %(second_figure)s according to %(second)s.")
    if not (voice_of(lower.claim) or voice_of(upper.claim)):
        text = _("%(first_figure)s in one claim, %(second_figure)s in another; no source is named.")
    return text % {
        "first": _dated(lower.claim),
        "first_figure": _with_caveats(lower.figure),
        "second": _dated(upper.claim),
        "second_figure": _with_caveats(upper.figure),
    }


def _with_caveats(figure: Figure) -> str:
    """A figure with what must not be left out where it is told, within the very sentence."""
    noted = comma_list(in_words.caveats(figure))
    return in_words.of_its_own(in_words.told(figure), noted)


def _dated(claim: Claim) -> str:
    """Who says it and when: somebody may have said something else since."""
    name = words.who(claim)
    return name if claim.made_on is None else words.name_and_date(name, claim)


def _found(*sides: _Side) -> list[str]:
    verdicts = [verdict_in_force(side.claim) for side in sides]
    if not any(verdicts):
        return [_("No verdict has been published on either claim.")]
    return [_verdict(side, each) for side, each in zip(sides, verdicts, strict=True)]


def _verdict(side: _Side, verdict: Verdict | None) -> str:
    who = words.who(side.claim)
    if verdict is None:
        return _("No verdict has been published on the claim by %(who)s.") % {"who": who}
    if not judgement_of(verdict).is_of([side.figure.pk]):
        return _("The verdict on the claim by %(who)s does not judge this figure.") % {"who": who}
    if verdict.is_demonstration:
        text = _("Demonstration verdict on the claim by %(who)s: %(found)s.")
    else:
        text = _("Verdict on the claim by %(who)s: %(found)s.")
    supported = _supported(side.figure, verdict)
    found = semicolon_list(part for part in (verdict.rated.label, supported) if part)
    return text % {"who": who, "found": found}


def _supported(figure: Figure, verdict: Verdict) -> str:
    """The range that the evidence supports, where the verdict gives one for this very figure."""
    one = next((one for one in verdict.ranges if one.figure_id == figure.pk), None)
    if one is None:
        return ""
    range_ = in_words.bounds_words(one.low, one.high)
    return _("the evidence supports %(range)s") % {"range": range_}
