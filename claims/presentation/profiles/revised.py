"""What a claimant revised: from what to what, and when."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from claims.models import Claim, Counterclaim, Figure
from claims.presentation.figures import in_words
from claims.presentation.figures.groups import changes_told
from claims.presentation.figures.order import Revised, as_it_went, follows, revised_claims
from claims.presentation.figures.revisions import RevisionStep
from claims.reads.claims import scope_of
from claims.reads.profiles.own_changes import OwnStatements
from claims.rules.grounds import Ground
from tracker.base.writing.lists import comma_list, semicolon_list


@dataclass(frozen=True, slots=True)
class FigureStep:
    """One figure before and after.

    Args:
        counted: what is counted: "Killed, FAMa".
        before: "30", or that none was given.
        after: "80", or that none is given.
        is_same: whether both say the same.
    """

    counted: str
    before: str
    after: str
    is_same: bool


@dataclass(frozen=True, slots=True)
class SaidOtherwise:
    """Another claim, in which the claimant said something else.

    Args:
        claim: that other one.
        figures: of both.
        note: of the pair, if there is one.
    """

    claim: Claim
    figures: tuple[FigureStep, ...]
    note: str


@dataclass(frozen=True, slots=True)
class RevisedClaim:
    """A claim and those in which its claimant said something else.

    Args:
        claim: the one that was said first, if that is known.
        others: the others, as they followed.
        is_ordered: whether it is known that they came later.
    """

    claim: Claim
    others: tuple[SaidOtherwise, ...]
    is_ordered: bool


@dataclass(frozen=True, slots=True)
class _Change:
    """Two claims that differ, and the pair that is recorded of them, if there is one."""

    earlier: Claim
    later: Claim
    is_ordered: bool
    pair: Counterclaim | None = None


_Changes = tuple[_Change, ...]


@dataclass(frozen=True, slots=True)
class OwnChanges:
    """What a party changed of what it had said: what is listed and what is counted are the same.

    Args:
        revised: of each claim that it is known to have changed later those changes, as they
            followed; the claim that it changed last first, exercises last.
        unordered: pairs of which it is not known which of the two it said later, likewise.
    """

    revised: Sequence[_Changes]
    unordered: Sequence[_Changes]

    @property
    def revised_count(self) -> int:
        """How many of its claims it is known to have changed later, exercises left out."""
        return _really(self.revised)

    @property
    def unordered_count(self) -> int:
        """In how many pairs it is not known which it said later, exercises left out."""
        return _really(self.unordered)


def _really(listed: Iterable[_Changes]) -> int:
    return sum(not changes[0].earlier.incident.is_exercise for changes in listed)


def changes_of(said: OwnStatements) -> OwnChanges:
    """Find what a party changed: what dossiers tell of its figures, and what its pairs record.

    Two figures of two things, of which one pair says that they differ, changed nothing.

    Args:
        said: as `claims.reads.profiles.own_changes.own_statements` fetches it.
    """
    found = _recorded_changes(said)
    for step in _told_in_dossiers(said):
        for earlier in step.replaces:
            key = frozenset({earlier.pk, step.claim.pk})
            known = found.get(key)
            if known is None or not known.is_ordered:
                found[key] = _Change(earlier, step.claim, True, known.pair if known else None)
    changes = sorted(found.values(), key=_newest)
    revised: dict[int, list[_Change]] = {}
    for change in changes:
        if change.is_ordered:
            revised.setdefault(change.earlier.pk, []).append(change)
    return OwnChanges(
        revised=[tuple(reversed(each)) for each in revised.values()],
        unordered=[(change,) for change in changes if not change.is_ordered],
    )


def _recorded_changes(said: OwnStatements) -> dict[frozenset[int], _Change]:
    """What pairs record, by the keys of their claims; of two pairs of the same, a revision."""
    revised = revised_claims(said.pairs)
    found: dict[frozenset[int], _Change] = {}
    for pair in filter(_says_otherwise, said.pairs):
        change = _recorded(pair, revised)
        key = frozenset({pair.claim_id, pair.answers_id})
        if key not in found or pair.ground == Ground.REVISION:
            found[key] = change
    return found


def _says_otherwise(pair: Counterclaim) -> bool:
    """Whether a pair of one claimant's claims says something else of the same thing."""
    if pair.ground != Ground.DIFFERENT_FIGURE:
        return True
    before, after = (_by_what_counts(claim) for claim in (pair.answers, pair.claim))
    return any(_said(before[key]) != _said(after[key]) for key in before.keys() & after.keys())


def said_since(claim: Claim, changes: OwnChanges) -> Claim | None:
    """The newest claim in which its claimant said something else later; None where there is none.

    Args:
        claim: an earlier one.
        changes: what the claimant changed.
    """
    later: dict[int, Claim] = {}
    reached = {claim.pk}
    told = [each for of_claim in changes.revised for each in of_claim]
    while reached:
        following = [each.later for each in told if each.earlier.pk in reached]
        reached = {each.pk for each in following} - later.keys() - {claim.pk}
        later |= {each.pk: each for each in following if each.pk in reached}
    return as_it_went([_OfClaim(each) for each in later.values()], ())[-1].claim if later else None


def _told_in_dossiers(said: OwnStatements) -> Iterator[RevisionStep]:
    by_incident: dict[int, list[Claim]] = {}
    for claim in said.claims:
        by_incident.setdefault(claim.incident_id, []).append(claim)
    for claims in by_incident.values():
        for changed in changes_told(claims, said.pairs):
            yield from changed.steps


@dataclass(frozen=True, slots=True)
class _OfClaim:
    claim: Claim


def _recorded(pair: Counterclaim, revised: Revised) -> _Change:
    """A pair as a change; where it has no order, what was recorded first stands first."""
    first, second = sorted((pair.answers, pair.claim), key=lambda claim: claim.pk)
    for earlier, later in ((pair.answers, pair.claim), (pair.claim, pair.answers)):
        if follows(_OfClaim(later), _OfClaim(earlier), revised):
            return _Change(earlier, later, True, pair)
    return _Change(first, second, False, pair)


def _newest(change: _Change) -> tuple[bool, bool, int, int, int]:
    made = change.later.made_on
    return (
        change.later.incident.is_exercise,
        made is None,
        -(made.toordinal() if made else 0),
        -change.later.pk,
        -change.earlier.pk,
    )


def revisions_told(listed: Iterable[_Changes]) -> list[RevisedClaim]:
    """Lay out changes of what somebody said.

    Args:
        listed: some of `OwnChanges.revised` or `OwnChanges.unordered`.
    """
    return [
        RevisedClaim(
            claim=changes[0].earlier,
            others=tuple(map(_said_otherwise, changes)),
            is_ordered=changes[0].is_ordered,
        )
        for changes in listed
    ]


def _said_otherwise(change: _Change) -> SaidOtherwise:
    note = change.pair.public_note if change.pair else ""
    return SaidOtherwise(change.later, tuple(_figures(change)), note)


def _figures(change: _Change) -> Iterator[FigureStep]:
    """The figures of both; only a revision says of a figure that it was dropped or added."""
    is_whole = change.pair is not None and change.pair.ground == Ground.REVISION
    before, after = (
        _by_what_counts(claim, of_any_day=is_whole) for claim in (change.earlier, change.later)
    )
    for key in {**before, **after}:
        if is_whole or (key in before and key in after):
            yield _step(before.get(key, []), after.get(key, []))


def _by_what_counts(
    claim: Claim, *, of_any_day: bool = False
) -> dict[Hashable, list[tuple[Figure, Claim]]]:
    """Figures by measure, subjects and scope; a revision may give those of another day."""
    found: dict[Hashable, list[tuple[Figure, Claim]]] = {}
    for figure in claim.figures.all():
        subjects = frozenset(subject.party_id for subject in figure.figure_subjects.all())
        scope = scope_of(figure, claim).folded
        if of_any_day:
            scope = replace(scope, as_of=None)
        found.setdefault((figure.measure_id, subjects, scope), []).append((figure, claim))
    return found


def _step(before: list[tuple[Figure, Claim]], after: list[tuple[Figure, Claim]]) -> FigureStep:
    figure, claim = (before or after)[0]
    scope = in_words.scope_in_claim_words(figure, claim, dated=False)
    said = _said(before) or _("no figure")
    says = _said(after) or _("no figure")
    return FigureStep(comma_list([in_words.counted(figure), *scope]), said, says, said == says)


def _said(figures: list[tuple[Figure, Claim]]) -> str:
    return semicolon_list(in_words.told(figure) for figure, _claim in figures)
