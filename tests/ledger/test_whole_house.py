"""Whatever the operations write, the ledger holds, and it all fits."""

from __future__ import annotations

from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from claims.models import Event
from claims.operations.verdicts.correct import correct
from claims.reads.ledger.kinds import ALL_KINDS
from sources.models import CaptureCause, Page
from sources.operations.captures.request import give_up, request_capture
from sources.operations.register.quotations import quote
from tests.archiver.world import World
from tests.factories import AT, a_verdict, an_editor, later
from tests.sources.conftest import HTML, WORDS, Capturing
from tests.sources.depositing import HTML as BROUGHT
from tests.sources.depositing import bring, read
from tracker.base.ledger.models import Entry
from tracker.base.ledger.verify import verify


def test_captures_looks_deposits_quotations_and_verdicts(
    page: Page, world: World, capture_of: Capturing
) -> None:
    quote(page=page, exact=WORDS, by=page.added_by, at=AT)
    capture_of(page)
    world.page("/a", b"<!doctype html><p>Thirteen soldiers were killed near the border.", HTML)
    capture_of(page, at=later(days=1))
    world.page("/a", b"gone", HTML, status="404 Not Found")
    capture_of(page, at=later(days=2))
    read(bring(page, BROUGHT))
    quote(page=page, exact="near the border", by=page.added_by, at=later(days=3))
    waiting = request_capture(
        page=page, cause=CaptureCause.ASKED, by=page.added_by, at=later(days=4)
    )
    give_up(capture=waiting, reason="Not needed.", by=an_editor(), at=later(days=4))
    verdict = a_verdict()
    correct(
        claim=verdict.claim,
        kind="clarity",
        summary="Put more clearly.",
        reason="It was not clear.",
        by=an_editor(),
        at=later(days=5),
    )

    assert [defect.sentence for defect in verify(ALL_KINDS)] == []
    assert Counter(Entry.objects.values_list("kind", flat=True)) == {
        "capture": 5,
        "finding": 6,
        "recheck": 2,
        "deposit": 1,
        "version": 1,
        "round": 1,
        "round_end": 1,
        "review": 2,
        "event": Event.objects.count(),
        "verdict": 1,
        "correction": 1,
    }


@pytest.mark.django_db(transaction=True)
def test_the_command_reads_one_snapshot_and_writes_nothing() -> None:
    a_verdict()
    said = StringIO()

    call_command("verify_ledger", stdout=said)

    assert f"Everything fits. {Entry.objects.count()} entries" in said.getvalue()
