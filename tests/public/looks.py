"""Two looks at a page and what the later one showed, made as a worker makes them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from sources.models import Capture, Finding, Page, Quotation, Recheck
from sources.operations.sealing.compare import looked
from sources.operations.sealing.seal import check_in
from tests.factories import AT, a_citation, a_claim, a_page, a_quotation, later
from tests.public.captures import a_capture

BEFORE = "The mayor said that twelve guards were killed near the bridge on Friday."
NOW = BEFORE.replace("twelve", "seven")
TOMORROW = later(days=1)
QUOTED = "twelve guards were killed"


def a_look(page: Page, text: str, *, at: datetime, **fields: Any) -> tuple[Capture, list[Finding]]:
    """A finished capture with its findings; a whole copy unless `fields` say otherwise."""
    capture = a_capture(page, text, at=at, **fields)
    if not capture.is_whole:
        return capture, []
    quotations = list(page.quotations.all())
    by_key = {row.key: row for row in check_in(capture, quotations)}
    made = [Finding.of(each, capture, by_key[str(each.pk)], at=at) for each in quotations]
    return capture, Finding.objects.bulk_create(made)


@transaction.atomic
def a_change(
    page: Page, before: str = BEFORE, now: str = NOW, *, at: datetime = TOMORROW, **fields: Any
) -> Recheck:
    """What a later look showed; facts of the later capture by name."""
    if not page.captures.exists():
        _looked(page, before, at=AT)
    (found,) = _looked(page, now, at=at, **{"cause": "recheck"} | fields)
    return found


def _looked(page: Page, text: str, *, at: datetime, **fields: Any) -> list[Recheck]:
    capture, findings = a_look(page, text, at=at, **fields)
    return looked([capture], findings, at=at)


def a_quoted_page(exact: str = QUOTED, *, draft: bool = False, **fields: Any) -> Page:
    """A page that a claim rests on with a quotation."""
    page = a_page(**fields)
    cite(page, a_quotation(page, exact=exact), draft=draft)
    return page


def cite(page: Page, quotation: Quotation | None = None, *, draft: bool = False) -> None:
    a_citation(a_claim(draft=draft), page=page, quotation=quotation)
