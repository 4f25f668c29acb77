"""What the ledger and the table of files add to the end of a capture."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from sources.models import CaptureCause, Page
from sources.operations.captures.request import request_capture
from sources.operations.captures.visits import run
from sources.operations.register.quotations import quote
from tests.factories import AT
from tests.sources.conftest import WORDS

STATEMENTS = 2
"""The rows of files, and the end of the ledger with its lock. Entries are copied (COPY), which
Django does not count."""
OURS = ("ledger_entry", "sources_sealedfile")


def statements(page: Page, quotations: int) -> list[str]:
    for number in range(quotations):
        quote(page=page, exact=" ".join(WORDS.split()[number:]), by=page.added_by, at=AT)
    row = request_capture(page=page, cause=CaptureCause.CITED, by=page.added_by, at=AT)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        run(capture_id=row.pk, worker="one", at=AT)
    return [query["sql"] for query in captured if any(table in query["sql"] for table in OURS)]


def test_as_many_statements_whatever_the_number_of_findings(page: Page) -> None:
    assert len(statements(page, quotations=5)) == STATEMENTS


def test_and_without_any(page: Page) -> None:
    assert len(statements(page, quotations=0)) == STATEMENTS
