"""Figures that are not held against the others: judged wrong, forged, or repeated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from claims.models import Claim, Counterclaim, Figure, Verdict
from claims.presentation.figures.axis import numbers_of
from claims.presentation.figures.in_words import says_alike
from claims.reads.verdicts import judgement_of, verdict_in_force
from claims.rules.actors import Actor
from claims.rules.grounds import Ground


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


def is_trial(claim: Claim, verdict: Verdict) -> bool:
    """Whether a verdict on what really happened is a demonstration: shown, and deciding nothing.

    Of an exercise the whole page says that nobody stands behind it.
    """
    return verdict.is_demonstration and not claim.incident.is_exercise


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
    judged = verdict is not None and not is_trial(claim, verdict)
    if verdict and judged and judgement_of(verdict).is_against(figure.pk, numbers_of(figure)):
        return Standing(verdict.rated.label)
    if claim.claimant.kind.actor == Actor.FORGED:
        return Standing(_("forged"))
    said = says_alike(figure)
    repeats = [pair for pair in pairs if pair.ground == Ground.REPETITION]
    origins = {pair.answers_id for pair in repeats if pair.claim_id == claim.pk}
    is_said_there = any(one.pk in origins and says_alike(row) == said for one, row in others)
    return Standing(_("repeats another claim"), stays_on_axis=True) if is_said_there else None


Grounds = Mapping[frozenset[int], frozenset[Ground]]
"""On what grounds two claims answer each other, by the keys of both."""


def grounds_between(pairs: Sequence[Counterclaim]) -> Grounds:
    """On what grounds two claims answer each other, by the keys of both."""
    found: dict[frozenset[int], set[Ground]] = defaultdict(set)
    for pair in pairs:
        found[frozenset({pair.claim_id, pair.answers_id})].add(Ground(pair.ground))
    return {key: frozenset(grounds) for key, grounds in found.items()}
