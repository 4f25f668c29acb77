"""Merge two publishers: pages and credits of the one are those of the other from then on."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from sources import acts
from sources.models import Derivation, Page, Publisher
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text


def merge_publishers(
    *,
    gone: Publisher,
    kept: Publisher,
    reason: str,
    by: User,
    at: datetime,  # noqa: ARG001 - acts are given their time; the row history keeps its own
) -> dict[str, list[int]]:
    """Give the pages and credits of one publisher to another. Its sealed grades stay with its row.

    Args:
        gone: the one that is merged.
        kept: the one that it is merged into.
        reason: why they are one.
        by: an editor.
        at: when.

    Returns:
        The keys of what moved, by table and column.

    Raises:
        Refusal: `with_itself`, `merged_already`, `required` (the reason), `wrong_role`.
    """
    with act(acts.MERGE_PUBLISHERS, by=by, reason=text(reason, field="reason")):
        if gone.pk == kept.pk:
            raise Refusal(_("These are one and the same already."), code="with_itself")
        rows = Publisher.objects.select_for_update(of=("self",)).order_by("pk")
        found = {row.pk: row for row in rows.filter(pk__in={gone.pk, kept.pk})}
        if len(found) != 2:  # noqa: PLR2004 - both
            raise Refusal(_("One of the two was merged already."), code="merged_already")
        pages = Page.objects.filter(publisher=gone).order_by("pk")
        credits_ = Derivation.objects.filter(from_publisher=gone).order_by("pk")
        moved = {
            "page.publisher": list(pages.values_list("pk", flat=True)),
            "derivation.from_publisher": list(credits_.values_list("pk", flat=True)),
        }
        pages.update(publisher=kept)
        credits_.update(from_publisher=kept)
        Publisher.everything.filter(merged_into=gone).update(merged_into=kept)
        Publisher.objects.filter(pk=gone.pk).update(merged_into=kept)
    return moved
