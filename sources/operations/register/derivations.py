"""Say where a page has its content from, correct it and take it back."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from sources import acts
from sources.models import Derivation, DerivationKind, Origin, Page, Publisher
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


def mend_derivation(
    *,
    derivation: Derivation,
    credited_to: str,
    kind: str,
    by: User,
    at: datetime,  # noqa: ARG001 - acts are given their time; the row history keeps its own
    from_page: Page | None = None,
    from_publisher: Publisher | None = None,
) -> Derivation:
    """Say otherwise where a page has its content from; the row history keeps what was said.

    The key of its origin goes where another is named: it was the key of what was named before.

    Args:
        derivation: what was said.
        credited_to: the credit as the page words it.
        kind: how the content came over.
        from_page: the page it was taken from, if known.
        from_publisher: the publisher it was taken from, if known.
        by: who corrects it.
        at: the present moment.

    Raises:
        Refusal: `already_taken_back`, `credited_already` and what `derive` refuses.
    """
    credited_to = text(credited_to, field="credited_to", required=True, longest=300)
    with act(acts.DERIVE_PAGE, by=by):
        row = _locked(derivation)
        if from_page is not None:
            _check_direction(row.page, from_page)
        named = (row.credited_to, row.from_page, row.from_publisher)
        if named != (credited_to, from_page, from_publisher):
            row.origin_key = ""
        row.credited_to, row.kind = credited_to, word(kind, DerivationKind, field="kind")
        row.from_page, row.from_publisher = from_page, from_publisher
        _check_once(row)
        row.save()
    return row


def remove_derivation(
    *,
    derivation: Derivation,
    reason: str,
    by: User,
    at: datetime,  # noqa: ARG001 - acts are given their time; the row history keeps its own
) -> None:
    """Take back that a page has its content from somewhere; the row history keeps it.

    Raises:
        Refusal: `required` (the reason), `already_taken_back`, `wrong_role`.
    """
    with act(acts.UNDERIVE_PAGE, by=by, reason=text(reason, field="reason")):
        _locked(derivation).delete()


def state_origin(
    *,
    page: Page,
    origin: str,
    by: User,
    at: datetime,  # noqa: ARG001 - acts are given their time; the row history keeps its own
) -> Page:
    """Record whether a page is its own reporting, credits others, or does not say.

    Raises:
        Refusal: `unknown_value`, `wrong_role`.
    """
    with act(acts.DERIVE_PAGE, by=by):
        row = Page.objects.select_for_update(no_key=True).get(pk=page.pk)
        row.origin = word(origin, Origin, field="origin")
        row.save(update_fields=["origin"])
    return row


def _locked(derivation: Derivation) -> Derivation:
    rows = Derivation.objects.select_for_update(of=("self",))
    named = rows.select_related("page", "from_page", "from_publisher")
    row = named.filter(pk=derivation.pk).first()
    if row is None:
        raise Refusal(_("Somebody else has taken this back already."), code="already_taken_back")
    return row


def _check_once(row: Derivation) -> None:
    same = Derivation.objects.filter(
        page=row.page_id, credited_to=row.credited_to, origin_key=row.origin_key
    )
    if same.exclude(pk=row.pk).exists():
        raise credited_already()


def credited_already() -> Refusal:
    """What refuses to say a credit twice."""
    sentence = _("The page is recorded with this credit already.")
    return Refusal(sentence, code="credited_already", field="credited_to")


def _check_direction(page: Page, from_page: Page) -> None:
    # Pages that credit each other do occur (circular reporting); only the page itself is nonsense.
    if page.pk == from_page.pk:
        raise Refusal(
            _("A page cannot have its content from itself."), code="of_itself", field="from_page"
        )
