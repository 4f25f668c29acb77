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
class RevisedFigure:
    """A claim and another one in which its claimant said something else.

    Args:
        earlier: the one that was said first, if that is known.
        later: the other.
        figures: of both.
        note: of the pair, if there is one.
        is_ordered: whether it is known which of them came later.
    """

    earlier: Claim
    later: Claim
    figures: tuple[FigureStep, ...]
    note: str
    is_ordered: bool


@dataclass(frozen=True, slots=True)
class OwnChanges:
    """What a party changed of what it had said.

    Args:
        steps: each change once, the newest first and exercises last.
        revised: how many of its claims it is known to have changed later, exercises left out.
        unordered: in how many pairs it is not known which of the two it said later, exercises left
            out.
    """

    steps: Sequence[_Change]
    revised: int
    unordered: int


@dataclass(frozen=True, slots=True)
class _Change:
    """Two claims that differ, and the pair that is recorded of them, if there is one."""

    earlier: Claim
    later: Claim
    is_ordered: bool
    pair: Counterclaim | None = None


def changes_of(said: OwnStatements) -> OwnChanges:
    """Find what a party changed: what dossiers tell of its figures, and what its pairs record.

    Two figures of two things, of which one pair says that they differ, changed nothing.

    Args:
        said: as `claims.reads.profiles.own_changes.own_statements` fetches it.
    """
    revised = revised_claims(said.pairs)
    steps = [step for step in _told_in_dossiers(said) if step.replaces]
    found: dict[frozenset[int], _Change] = {}
    for pair in filter(_says_otherwise, said.pairs):
        change = _recorded(pair, revised)
        known = found.setdefault(frozenset({pair.claim_id, pair.answers_id}), change)
        if pair.ground == Ground.REVISION and known is not change:
            found[frozenset({pair.claim_id, pair.answers_id})] = change
    for step in steps:
        last = step.replaces[-1]
        found.setdefault(frozenset({last.pk, step.claim.pk}), _Change(last, step.claim, True))
    changed = {claim.pk: claim for step in steps for claim in step.replaces}
    changed |= {each.earlier.pk: each.earlier for each in found.values() if each.is_ordered}
    return OwnChanges(
        steps=sorted(found.values(), key=_newest),
        revised=sum(not claim.incident.is_exercise for claim in changed.values()),
        unordered=sum(
            not (each.is_ordered or each.later.incident.is_exercise) for each in found.values()
        ),
    )


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
    while reached:
        following = [
            each.later for each in changes.steps if each.is_ordered and each.earlier.pk in reached
        ]
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
    answer, answered = _OfClaim(pair.claim), _OfClaim(pair.answers)
    if follows(answered, answer, revised):
        return _Change(pair.claim, pair.answers, True, pair)
    return _Change(pair.answers, pair.claim, follows(answer, answered, revised), pair)


def _newest(change: _Change) -> tuple[bool, bool, int, int, int]:
    made = change.later.made_on
    return (
        change.later.incident.is_exercise,
        made is None,
        -(made.toordinal() if made else 0),
        -change.later.pk,
        -change.earlier.pk,
    )


def revision_steps(changes: Iterable[_Change]) -> list[RevisedFigure]:
    """Lay out changes of what somebody said."""
    return [
        RevisedFigure(
            earlier=each.earlier,
            later=each.later,
            figures=tuple(_figures(each)),
            note=each.pair.public_note if each.pair else "",
            is_ordered=each.is_ordered,
        )
        for each in changes
    ]


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
