"""Figures that are not held against the others: judged wrong, forged, or repeated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from claims.models import Claim, Counterclaim, Figure, Verdict
from claims.presentation.figures.axis import numbers_of
from claims.presentation.figures.in_words import figure_words
from claims.reads.verdicts import verdict_in_force
from claims.rules.actors import Actor
from claims.rules.grounds import Ground
from claims.rules.ratings import Asserts, speaks_against


@dataclass(frozen=True, slots=True)
class Standing:
    """Why a figure is shown and not counted with the others.

    Args:
        label: the mark beside the figure: what the verdict on it is called, if there is one.
        stays_on_axis: whether its number may stretch the axis: that of a repetition stands there
            anyway.
    """

    label: str
    stays_on_axis: bool = False


def why_apart(
    claim: Claim,
    figure: Figure,
    others: Sequence[tuple[Claim, Figure]],
    pairs: Sequence[Counterclaim],
) -> Standing | None:
    """Why a figure is not one more beside others; None if it is.

    Args:
        claim: the claim it stands in, fetched as for cards (`claims.reads.claims.for_cards`).
        figure: the figure.
        others: the figures of the same thing with their claims, itself among them.
        pairs: which claim answers which.
    """
    verdict = verdict_in_force(claim)
    if verdict is not None and _is_wrong(figure, verdict):
        return Standing(verdict.rated.label)
    if claim.claimant.kind.actor == Actor.FORGED:
        return Standing(_("forged"))
    said = figure_words(figure)
    repeats = [pair for pair in pairs if pair.ground == Ground.REPETITION]
    origins = {pair.answers_id for pair in repeats if pair.claim_id == claim.pk}
    is_said_there = any(one.pk in origins and figure_words(row) == said for one, row in others)
    return Standing(_("repeats another claim"), stays_on_axis=True) if is_said_there else None


def _is_wrong(figure: Figure, verdict: Verdict) -> bool:
    """Whether a verdict says so of this figure; one that is only too large or too small is one.

    Of several figures that it gives ranges for, those that lie in theirs are neither.
    """
    if speaks_against(verdict.rating_number):
        return True
    asserts = Asserts(verdict.asserts)  # type: ignore[attr-defined]
    if not speaks_against(None, asserts):
        return False
    about = {one.figure_id: one.supported for one in verdict.about}
    if len(about) > 1 and figure.pk in about:
        return not about[figure.pk].holds(numbers_of(figure))
    return not about or figure.pk in about


Grounds = Mapping[frozenset[int], frozenset[Ground]]
"""On what grounds two claims answer each other, by the keys of both."""


def grounds_between(pairs: Sequence[Counterclaim]) -> Grounds:
    """On what grounds two claims answer each other, by the keys of both."""
    found: dict[frozenset[int], set[Ground]] = defaultdict(set)
    for pair in pairs:
        found[frozenset({pair.claim_id, pair.answers_id})].add(Ground(pair.ground))
    return {key: frozenset(grounds) for key, grounds in found.items()}
