"""Figures that are not held against the others: refuted, forged, or repeated from another claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import Enum

from django.utils.translation import gettext_lazy as _

from claims.models import Claim, Counterclaim, Figure
from claims.presentation.figures.in_words import figure_words
from claims.reads.verdicts import verdict_in_force
from claims.rules.actors import Actor
from claims.rules.grounds import Ground
from claims.rules.ratings import speaks_against


class Standing(Enum):
    """Why a figure is shown and not counted with the others."""

    REFUTED = "refuted"
    FORGED = "forged"
    REPEATED = "repeated"

    @property
    def label(self) -> str:
        """The mark beside the figure."""
        return str(_LABELS[self])

    @property
    def stays_on_axis(self) -> bool:
        """Whether its number may stretch the axis: that of a repetition stands there anyway."""
        return self is Standing.REPEATED


_LABELS = {
    Standing.REFUTED: _("refuted"),
    Standing.FORGED: _("forged"),
    Standing.REPEATED: _("repeats another claim"),
}


def why_apart(
    claim: Claim,
    figure: Figure,
    others: Sequence[tuple[Claim, Figure]],
    pairs: Sequence[Counterclaim],
) -> Standing | None:
    """Why a figure is not one more beside others; None if it is.

    Args:
        claim: the claim it stands in, with its claimant and its verdicts fetched.
        figure: the figure.
        others: the figures of the same thing with their claims, itself among them.
        pairs: which claim answers which.
    """
    verdict = verdict_in_force(claim)
    if verdict is not None and speaks_against(verdict.rating_number):
        return Standing.REFUTED
    if claim.claimant.kind.actor == Actor.FORGED:
        return Standing.FORGED
    said = figure_words(figure)
    repeats = [pair for pair in pairs if pair.ground == Ground.REPETITION]
    origins = {pair.answers_id for pair in repeats if pair.claim_id == claim.pk}
    is_said_there = any(one.pk in origins and figure_words(row) == said for one, row in others)
    return Standing.REPEATED if is_said_there else None


def grounds_between(pairs: Sequence[Counterclaim]) -> Mapping[frozenset[int], frozenset[Ground]]:
    """On what grounds two claims answer each other, by the keys of both."""
    found: dict[frozenset[int], set[Ground]] = defaultdict(set)
    for pair in pairs:
        found[frozenset({pair.claim_id, pair.answers_id})].add(Ground(pair.ground))
    return {key: frozenset(grounds) for key, grounds in found.items()}
