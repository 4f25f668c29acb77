"""What a claimant revised: from what to what, and when."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from claims.models import Claim, Counterclaim, Figure
from claims.presentation.figures import in_words
from claims.reads.claims import scope_of
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
    """A claim and the one that its claimant put in its place, with the figures of both."""

    earlier: Claim
    later: Claim
    figures: tuple[FigureStep, ...]
    note: str


def revision_steps(pairs: Iterable[Counterclaim]) -> list[RevisedFigure]:
    """Lay out revisions, fetched as `claims.reads.claims.pairs_shown` fetches them."""
    return [
        RevisedFigure(
            pair.answers, pair.claim, tuple(_steps(pair.answers, pair.claim)), pair.public_note
        )
        for pair in pairs
    ]


def _steps(earlier: Claim, later: Claim) -> list[FigureStep]:
    before, after = _by_what_counts(earlier), _by_what_counts(later)
    return [_step(before.get(key, []), after.get(key, [])) for key in {**before, **after}]


def _by_what_counts(claim: Claim) -> dict[Hashable, list[tuple[Figure, Claim]]]:
    """Figures by measure, subjects and scope, but for the day as of which a revision gives them."""
    found: dict[Hashable, list[tuple[Figure, Claim]]] = {}
    for figure in claim.figures.all():
        subjects = frozenset(subject.party_id for subject in figure.figure_subjects.all())
        scope = replace(scope_of(figure, claim).folded, as_of=None)
        found.setdefault((figure.measure_id, subjects, scope), []).append((figure, claim))
    return found


def _step(before: list[tuple[Figure, Claim]], after: list[tuple[Figure, Claim]]) -> FigureStep:
    figure, claim = (before or after)[0]
    scope = in_words.scope_in_claim_words(figure, claim, dated=False)
    said = _said(before) or _("no figure")
    says = _said(after) or _("no figure")
    return FigureStep(comma_list([in_words.counted(figure), *scope]), said, says, said == says)


def _said(figures: list[tuple[Figure, Claim]]) -> str:
    return semicolon_list(in_words.figure_words(figure) for figure, _claim in figures)
