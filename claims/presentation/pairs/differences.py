"""What the two claims of a pair say otherwise, row by row, and in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from claims.models import Claim, Counterclaim, Figure, Place
from claims.presentation import dates
from claims.presentation.figures import in_words
from claims.presentation.figures.groups import compare_claims
from claims.presentation.words import who_in_full
from claims.reads.claims import voice_of
from claims.rules.figures import Counts
from claims.rules.grounds import Ground
from tracker.base.values.partial_date import PartialDate
from tracker.base.writing.lists import comma_list, isolated, semicolon_list


class Sameness(StrEnum):
    """How two things that two claims say stand to each other."""

    SAME = "same"
    DIFFERENT = "different"
    ONE_SIDED = "one_sided"
    OPEN = "open"

    @property
    def label(self) -> str:
        """The same in a word or two."""
        return _(_SAMENESS[self])


_SAMENESS = {
    Sameness.SAME: gettext_noop("the same"),
    Sameness.DIFFERENT: gettext_noop("different"),
    Sameness.ONE_SIDED: gettext_noop("only one of them says"),
    Sameness.OPEN: gettext_noop("not known whether the same"),
}


@dataclass(frozen=True, slots=True)
class PairDifference:
    """One thing that both claims may say: ``before`` is what the claim says, ``now`` its answer."""

    label: str
    before: str
    now: str
    sameness: Sameness


def pair_differences(pair: Counterclaim) -> list[PairDifference]:
    """Hold both claims of a pair against each other.

    Their figures are not among it: those that both give for one thing are compared by
    `compare_pair`, the others stand in `unmatched_figures`.

    Args:
        pair: fetched as `claims.reads.claims.pairs_shown` does.
    """
    first, second = pair.answers, pair.claim
    rows = [
        _claimants(first, second),
        _days(first, second),
        _places(first, second),
        _subjects(first, second),
        _scopes(first, second),
    ]
    return [row for row in rows if row is not None]


def _claimants(first: Claim, second: Claim) -> PairDifference:
    one, other = voice_of(first), voice_of(second)
    sameness = Sameness.OPEN
    if one is not None or other is not None:
        sameness = Sameness.SAME if one == other else Sameness.DIFFERENT
    return PairDifference(_("Who says it"), _speaker(first), _speaker(second), sameness)


def _speaker(claim: Claim) -> str:
    return comma_list(
        filter(None, [who_in_full(claim), claim.spokesperson, claim.spokesperson_role])
    )


def _days(first: Claim, second: Claim) -> PairDifference:
    one, other = (
        PartialDate.of(claim.made_on, claim.made_on_precision) for claim in (first, second)
    )
    return PairDifference(
        _("When it was said"),
        dates.partial_date(first.made_on, first.made_on_precision),
        dates.partial_date(second.made_on, second.made_on_precision),
        _same_day(one, other),
    )


def _same_day(one: PartialDate, other: PartialDate) -> Sameness:
    """Two months may hold one day: only days that cannot be one are different."""
    if one.day is None or one.last is None or other.day is None or other.last is None:
        return Sameness.ONE_SIDED if one.is_known != other.is_known else Sameness.OPEN
    if one.last < other.day or other.last < one.day:
        return Sameness.DIFFERENT
    is_one_day = one.day == one.last == other.day == other.last
    return Sameness.SAME if is_one_day else Sameness.OPEN


def _places(first: Claim, second: Claim) -> PairDifference | None:
    one, other = (claim.place or claim.incident.place for claim in (first, second))
    if one is None and other is None:
        return None
    return PairDifference(
        _("Where"),
        _("not stated") if one is None else isolated(one.name),
        _("not stated") if other is None else isolated(other.name),
        _same_place(one, other),
    )


def _same_place(one: Place | None, other: Place | None) -> Sameness:
    """A town may lie in a region: only places known as exactly as each other are different."""
    if one is None or other is None:
        return Sameness.ONE_SIDED
    if one == other:
        return Sameness.SAME
    return Sameness.DIFFERENT if one.precision == other.precision else Sameness.OPEN


def _subjects(first: Claim, second: Claim) -> PairDifference | None:
    """Whose losses are counted: a loss that is put to somebody else is told here."""
    one, other = (
        [figure for figure in claim.figures.all() if figure.measure.counts == Counts.LOSSES]
        for claim in (first, second)
    )
    if not one or not other:
        return None
    return _row(
        _("Whose losses it counts"),
        _listed(map(in_words.subjects_words, one)),
        _listed(map(in_words.subjects_words, other)),
    )


def _scopes(first: Claim, second: Claim) -> PairDifference | None:
    """Of which part, place or time; nothing where both count all of it."""
    one, other = (
        _listed(
            limit
            for figure in claim.figures.all()
            for limit in in_words.scope_in_claim_words(figure, claim)
        )
        for claim in (first, second)
    )
    if not one and not other:
        return None
    whole = _("all of it, as far as is said")
    return _row(_("How much of it"), one or [whole], other or [whole])


def unmatched_figures(pair: Counterclaim) -> list[PairDifference]:
    """Figures of what only one of the two gives a figure for.

    Args:
        pair: fetched as `claims.reads.claims.pairs_shown` does.
    """
    first, second = pair.answers, pair.claim
    compared = compare_claims(first, second, [Ground(pair.ground)])
    met = {figure.pk for one, other, _result in compared for figure in (one, other)}
    before = [row for row in first.figures.all() if row.pk not in met]
    now = [row for row in second.figures.all() if row.pk not in met]
    return [
        *(_only(figure, before=in_words.told(figure)) for figure in before),
        *(_only(figure, now=in_words.told(figure)) for figure in now),
    ]


def _only(figure: Figure, *, before: str = "", now: str = "") -> PairDifference:
    none = _("no figure")
    return PairDifference(in_words.counted(figure), before or none, now or none, Sameness.ONE_SIDED)


def _row(label: str, one: list[str], other: list[str]) -> PairDifference:
    sameness = Sameness.SAME if set(one) == set(other) else Sameness.DIFFERENT
    return PairDifference(label, semicolon_list(one), semicolon_list(other), sameness)


def _listed(said: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, said)))
