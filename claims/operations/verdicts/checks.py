"""Nothing is published while a point of the checklist is open, unless it is waived in writing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from claims.models import Claim, Verdict
from claims.reads.publishing.checklist import checked, left_open_in
from claims.rules.deciding.checklist import Point
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import whole_sentence, word
from tracker.base.writing.lists import semicolon_list


class NotReady(Refusal):
    """Points of the checklist are open, and nobody has said why they may stay so.

    Args:
        points: the points, in order.
    """

    def __init__(self, points: list[Point]) -> None:
        super().__init__(
            _("This is still open: %(points)s. Mend it, or say why it is published all the same.")
            % {"points": semicolon_list(_(point.label) for point in points)},
            code="not_ready",
            field=f"waive_{points[0].value}",
        )
        self.points = points


def ensure_ready(claim: Claim, told: Sequence[str], waived: Mapping[str, str]) -> dict[Point, str]:
    """Say which points of the checklist are open and waived, with the reasons.

    What is waived and is in order is not kept: there was nothing to waive.

    Args:
        claim: the claim, its row locked.
        told: each text that readers are told: the summary, and what stands beside it.
        waived: why a point may stay open, by its code.

    Raises:
        Refusal: ``unknown_value``, there is no such point; ``not_ready``, a point is open;
            ``no_sentence``, a reason says nothing to readers.
    """
    reasons = {
        word(point, Point, field="waived"): reason.strip() for point, reason in waived.items()
    }
    rows = checked(claim, *told, waived=reasons)
    open_points = [row.point for row in rows if row.is_open]
    if left := [point for point in open_points if not reasons.get(point)]:
        raise NotReady(left)
    return {
        point: whole_sentence(reasons[point], field=f"waive_{point.value}") for point in open_points
    }


def ensure_still_ready(
    latest: Verdict, told: Sequence[str], waived: Mapping[str, str]
) -> dict[Point, str]:
    """The same for a correction: what was left open may stay so, for the reason that was given.

    Args:
        latest: the verdict that is corrected.
        told: each text that readers are told with the corrected one.
        waived: why a point may stay open, by its code, where another reason is given or a point has
            come open since.

    Raises:
        Refusal: what `ensure_ready` refuses.
    """
    return ensure_ready(latest.claim, told, left_open_in(latest) | dict(waived))
