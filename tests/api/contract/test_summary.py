"""The summary counts what the public may read."""

from __future__ import annotations

from tests.api.conftest import Get
from tests.api.disputes import dispute
from tests.house.database import rows


def test_public_rows_are_counted(get: Get) -> None:
    claim = dispute(status="published")
    rows.counterclaim(claim=claim, answers=dispute(incident=rows.incident(is_exercise=True)))
    old = rows.verdict(claim=claim)
    rows.verdict(claim=claim, version=2, supersedes=old, change_reason="New.", rating="contested")
    rows.capture(page=claim.citations.get().page)

    counted = get("summary/")

    assert (counted["claims"], counted["incidents"], counted["pairs"]) == (2, 2, 1)
    assert (counted["figures"], counted["citations"], counted["quotations"]) == (2, 2, 2)
    assert counted["captures"] == {"captured": 2, "waiting": 1}
    assert counted["findings"] == {"verbatim": 2}
    assert counted["verdicts"] == {"contested": 1}
    assert counted["exercise"] == {"incidents": 1, "claims": 1}


def test_hidden_rows_are_not_counted(get: Get) -> None:
    hidden = dispute(status="draft")
    rows.counterclaim(claim=hidden)

    counted = get("summary/")

    assert (counted["claims"], counted["pairs"], counted["pages"]) == (1, 0, 0)
    assert (counted["figures"], counted["captures"], counted["findings"]) == (0, {}, {})
