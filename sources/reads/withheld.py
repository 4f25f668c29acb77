"""What is withheld from readers now: copies, the pages they would give away, and quoted words."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from sources.models import (
    Capture,
    Finding,
    HeldDeposit,
    HeldStatus,
    Quotation,
    WithheldOriginal,
    Withholding,
)
from tracker.base.built_once import built_once


def withholdings() -> QuerySet[Withholding]:
    """Every withholding that holds now."""
    return Withholding.objects.filter(ended_at__isnull=True)


@built_once
def withheld_captures() -> QuerySet[Withholding, UUID]:
    """Keys of the copies that readers do not get."""
    return withholdings().order_by().values_list("capture_id", flat=True)


@built_once
def hidden_pages() -> QuerySet[Withholding, int]:
    """Keys of the pages whose address, publisher and words are shown nowhere."""
    hiding = withholdings().filter(hides_page=True)
    return hiding.order_by().values_list("capture__page_id", flat=True)


@built_once
def hidden_quotations() -> QuerySet[Quotation, int]:
    """Keys of quotations that were drawn from withheld copies only.

    Of a page with a withheld copy, words are shown only if they stand in a copy that readers get.
    """
    elsewhere = Finding.objects.filter(quotation=OuterRef("pk"), start__isnull=False)
    drawn = Quotation.objects.filter(
        Exists(withholdings().filter(capture__page=OuterRef("page"))),
        ~Exists(elsewhere.exclude(capture__in=withheld_captures())),
    )
    return drawn.order_by().values_list("pk", flat=True)


def told_of(page_id: int) -> list[Withholding]:
    """What readers are told of the withheld copies of a page: newest first, with their captures."""
    rows = withholdings().filter(capture__page=page_id, hides_page=False)
    return list(rows.select_related("capture").order_by("-begun_at"))


def withholdings_of(capture: Capture) -> list[Withholding]:
    """Every withholding of a copy, newest first, with who."""
    rows = Withholding.objects.filter(capture=capture).select_related("begun_by", "ended_by")
    return list(rows.order_by("-begun_at"))


def original_of(capture: Capture) -> WithheldOriginal | None:
    """The file that a deposited copy was made from, if it was not deposited as it was brought."""
    return WithheldOriginal.objects.select_related("file").filter(deposit__capture=capture).first()


def held_deposits() -> QuerySet[HeldDeposit]:
    """What waits for a choice."""
    rows = HeldDeposit.objects.filter(status=HeldStatus.HELD)
    return rows.select_related("page__publisher", "brought_by")


def held_of(person_id: int | None) -> QuerySet[HeldDeposit]:
    """The same of one person; of everybody for None."""
    rows = held_deposits()
    return rows if person_id is None else rows.filter(brought_by=person_id)
