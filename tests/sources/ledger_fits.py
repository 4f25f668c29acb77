"""After whatever a test has done through the operations, the ledger fits the rows as stored.

`pytest_runtest_call` of a folder's conftest is `after_each`: it asks once the test's body is over,
inside the test's own transaction. So every operation is tried from every state that any test of
the folder brings about. Rows that a test wrote itself are in no ledger, and are not asked for.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest

WITH_ROWS = {"db", "transactional_db"}


@pytest.hookimpl(hookwrapper=True)
def after_each(item: pytest.Item) -> Generator[None, Any, None]:
    outcome = yield
    asked = WITH_ROWS & set(getattr(item, "fixturenames", ()))
    if outcome.excinfo is None and (asked or item.get_closest_marker("django_db")):
        told = what_does_not_fit()
        if told:
            pytest.fail("The ledger does not fit after this test:\n" + "\n".join(told))


def what_does_not_fit() -> list[str]:
    """Defects of the chain and of entries against rows; none where nothing can be asked."""
    from django.db import connection  # noqa: PLC0415 - only once Django is set up

    from claims.reads.ledger.kinds import ALL_KINDS  # noqa: PLC0415
    from tracker.base.ledger.chain import Head  # noqa: PLC0415
    from tracker.base.ledger.verify import entries, verify_piece  # noqa: PLC0415

    if connection.connection is None or connection.needs_rollback:
        return []
    head, told = Head(), list[str]()
    for piece in entries():
        told += [defect.sentence for defect in verify_piece(piece, ALL_KINDS, after=head)]
        head = Head(piece[-1].position, piece[-1].sha256)
    return told
