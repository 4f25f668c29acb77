"""A row says what the newest line of its history says; without one it is as it was made."""

from __future__ import annotations

import pytest

from claims.operations.shared_evidence import see_change, unsee_change
from sources.models import Recheck
from tests.factories import an_editor, later
from tests.house.database import rows
from tests.ledger.tampering import tamper
from tracker.base.ledger.history import histories, unrecorded

pytestmark = pytest.mark.django_db
EMPTY = {"seen_by_id": None, "seen_at": None, "seen_note": ""}


def said() -> list[str]:
    return [defect.sentence for defect in unrecorded()]


def an_alarm() -> Recheck:
    return rows.recheck(kind="quotation_altered", number_altered=True)


def test_every_table_with_a_history_fits_as_it_is_made() -> None:
    made = {type(make()) for make in rows.MAKERS}

    assert {history.pgh_tracked_model for history in histories()} <= made
    assert said() == []


def test_what_is_filled_in_later_fits_before_and_after() -> None:
    alarm = an_alarm()
    assert said() == []

    seen = see_change(recheck=alarm, note="Corrected.", by=an_editor(), at=later())
    assert said() == []

    unsee_change(recheck=seen, reason="Not all of it.", by=an_editor(), at=later(days=1))
    assert said() == []


def test_what_was_filled_in_past_the_triggers_is_found() -> None:
    alarm = an_alarm()

    tamper(alarm, seen_by=rows.user(), seen_at=rows.AT, seen_note="Nothing to see.")

    assert said() == [
        f"recheck {alarm.pk} has no line of history: it was written past the triggers."
    ]


def test_what_was_emptied_past_the_triggers_is_found() -> None:
    alarm = see_change(recheck=an_alarm(), note="Corrected.", by=an_editor(), at=later())

    tamper(alarm, **EMPTY)

    (sentence,) = said()
    assert sentence.startswith(f"recheck {alarm.pk}: ")
    assert "seen_at" in sentence
    assert sentence.endswith("is not what its history says: changed past the triggers.")
