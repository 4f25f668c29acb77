"""Say where a page has its content from."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from sources import acts
from sources.models import (
    Derivation,
    DerivationKind,
    Page,
    Publisher,
)
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text, word


def derive(
    *,
    page: Page,
    credited_to: str,
    by: User,
    at: datetime,
    kind: str = DerivationKind.UNSPECIFIED.value,
    from_page: Page | None = None,
    from_publisher: Publisher | None = None,
    origin_key: str = "",
) -> Derivation:
    """Say where a page has its content from; saying the same twice changes nothing.

    Args:
        page: the page that credits another.
        credited_to: the credit as the page words it.
        kind: how the content came over.
        from_page: the page it was taken from, if known.
        from_publisher: the publisher it was taken from, if known.
        origin_key: the same for every spelling of one origin.
        by: who says so.
        at: the present moment.

    Raises:
        Refusal: `of_itself`, `required`, `too_long`, `unknown_value`, `wrong_role`.
    """
    credited_to = text(credited_to, field="credited_to", required=True, longest=300)
    if from_page is not None:
        _check_direction(page, from_page)
    with act(acts.DERIVE_PAGE, by=by):
        row, _created = Derivation.objects.get_or_create(
            page=page,
            credited_to=credited_to,
            origin_key=text(origin_key, field="origin_key", longest=120),
            defaults={
                "kind": word(kind, DerivationKind, field="kind"),
                "from_page": from_page,
                "from_publisher": from_publisher,
                "added_by": by,
                "added_at": at,
            },
        )
    return row


def _check_direction(page: Page, from_page: Page) -> None:
    # Pages that credit each other do occur (circular reporting); only the page itself is nonsense.
    if page.pk == from_page.pk:
        raise Refusal(
            _("A page cannot have its content from itself."), code="of_itself", field="from_page"
        )
