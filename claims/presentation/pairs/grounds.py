"""What the ground of a pair says of this very pair."""

from __future__ import annotations

from itertools import product

from django.utils.translation import gettext as _

from claims.models import Counterclaim
from claims.presentation import words
from claims.presentation.figures.groups import compare_claims, figures_given
from claims.rules.figures import Comparison, Relation, compare, nearest_first
from claims.rules.grounds import Ground

_ANOTHER_NUMBER = frozenset({Relation.CONTRADICT, Relation.OVERLAP, Relation.REVISION})


def ground_told(pair: Counterclaim) -> str:
    """The ground in a sentence; of figures that do not differ in one thing, why they do not.

    Args:
        pair: fetched as `claims.reads.claims.pairs_shown` does.
    """
    ground = Ground(pair.ground)
    if ground is not Ground.DIFFERENT_FIGURE:
        return _(ground.meaning)
    compared = [each[2] for each in compare_claims(pair.answers, pair.claim, [ground])]
    if any(result.relation in _ANOTHER_NUMBER for result in compared):
        return _(ground.meaning)
    apart = [each for each in compared if each.relation is Relation.NOT_COMPARABLE]
    nearest = (apart or compared or _of_other_things(pair))[:1]
    return words.sentence(nearest[0].sentence) if nearest else _without_figures(pair)


def _of_other_things(pair: Counterclaim) -> list[Comparison]:
    """How the figures stand to each other that count different things, the nearest first."""
    ones, others = figures_given(pair.answers), figures_given(pair.claim)
    results = [compare(one, other) for (_a, one), (_b, other) in product(ones, others)]
    return nearest_first(results)


def _without_figures(pair: Counterclaim) -> str:
    if pair.answers.figures.all() or pair.claim.figures.all():
        return _("One of the two gives no figure, so there are no numbers to compare.")
    return _("The two give no figures for the same thing, so there are no numbers to compare.")
