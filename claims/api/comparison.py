"""How the figures of a pair compare: computed from the figures themselves, so it is never stale."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from claims.models import Counterclaim
from claims.reads.claims import figure_value
from claims.rules.figures import Comparison, compare
from claims.rules.grounds import Ground
from tracker.base.acts.law import say
from tracker.base.web.serializer_fields import as_number

_compared = lru_cache(maxsize=20_000)(compare)
"""The same two figures are asked for again and again; what is remembered is what they say."""


def comparison_of(pair: Counterclaim) -> Iterator[dict[str, Any]]:
    """Compare each figure of the answer with each figure it answers that has the same measure.

    Args:
        pair: with the figures and their subjects of both ends loaded.

    Yields:
        measure, the numbers of both figures, relation, code, sentence and, where they
        contradict, the gap.
    """
    for one in pair.claim.figures.all():
        for other in pair.answers.figures.all():
            if one.measure.value.compares_with(other.measure.value):
                compared = _compared(
                    figure_value(one, pair.claim),
                    figure_value(other, pair.answers),
                    grounds=(Ground(pair.ground),),
                )
                yield {
                    "measure": one.measure_id,
                    "figure": one.pk,
                    "answers": other.pk,
                    "relation": compared.relation.value,
                    "code": compared.code,
                    "sentence": say(compared.sentence),
                    "gap": _gap(compared),
                }


def _gap(compared: Comparison) -> dict[str, int | float | bool | None] | None:
    gap = compared.gap
    if gap is None:
        return None
    return {
        "lower": as_number(gap.lower),
        "upper": as_number(gap.upper),
        "difference": as_number(gap.difference),
        "ratio": None if gap.ratio is None else round(float(gap.ratio), 3),
        "is_least": gap.is_least,
        "is_about": gap.is_about,
    }
