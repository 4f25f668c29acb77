"""An altered number, or what is gone, is marked as seen by somebody of the desk, with a note."""

from __future__ import annotations

import pytest

from sources.models import Recheck
from sources.operations.watching.schedule import acknowledge, acknowledge_not
from tests.factories import AT, a_user, later
from tests.house.database import rows
from tracker.base.people.models import Role
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def altered() -> Recheck:
    return rows.recheck(kind="quotation_altered", number_altered=True)


def test_who_has_seen_it_when_and_what_they_did_is_kept(altered: Recheck) -> None:
    by = a_user()
    acknowledge(recheck=altered, note=" Asked the paper. ", by=by, at=AT)

    altered.refresh_from_db()
    assert (altered.seen_by, altered.seen_at, altered.seen_note) == (by, AT, "Asked the paper.")


def test_it_is_seen_once(altered: Recheck) -> None:
    acknowledge(recheck=altered, note="Seen.", by=a_user(), at=AT)

    with pytest.raises(Refusal, match="already"):
        acknowledge(recheck=altered, note="Seen again.", by=a_user(), at=later(days=1))


@pytest.mark.parametrize("note", ["", " \n", "x" * 2001, "a\x00b"])
def test_a_note_is_needed_and_bounded(altered: Recheck, note: str) -> None:
    with pytest.raises(Refusal):
        acknowledge(recheck=altered, note=note, by=a_user(), at=AT)


def test_a_reader_does_not_mark_it(altered: Recheck) -> None:
    with pytest.raises(Refusal, match="Only people who work at the desk"):
        acknowledge(recheck=altered, note="Seen.", by=a_user(Role.READER), at=AT)


@pytest.mark.parametrize("kind", ["page_gone", "quotation_gone"])
def test_what_is_gone_is_marked_too(kind: str) -> None:
    gone = rows.recheck(kind=kind)

    assert acknowledge(recheck=gone, note="Asked the paper.", by=a_user(), at=AT).seen_at == AT


def test_what_raises_no_alarm_is_not_marked() -> None:
    other = rows.recheck(kind="changed_elsewhere")

    with pytest.raises(Refusal, match="nothing to mark"):
        acknowledge(recheck=other, note="Seen.", by=a_user(), at=AT)


def test_that_it_was_seen_is_taken_back_and_can_be_said_again(altered: Recheck) -> None:
    acknowledge(recheck=altered, note="Seen.", by=a_user(), at=AT)

    acknowledge_not(recheck=altered, reason="The paper answered.", by=a_user(), at=later(days=1))

    altered.refresh_from_db()
    assert (altered.seen_by, altered.seen_at, altered.seen_note) == (None, None, "")
    acknowledge(recheck=altered, note="Seen anew.", by=a_user(), at=later(days=2))


@pytest.mark.parametrize("reason", ["", " \n", "x" * 2001])
def test_it_is_taken_back_for_a_reason(altered: Recheck, reason: str) -> None:
    acknowledge(recheck=altered, note="Seen.", by=a_user(), at=AT)

    with pytest.raises(Refusal):
        acknowledge_not(recheck=altered, reason=reason, by=a_user(), at=AT)


def test_what_nobody_has_seen_is_not_taken_back(altered: Recheck) -> None:
    with pytest.raises(Refusal, match="Nobody"):
        acknowledge_not(recheck=altered, reason="Look again.", by=a_user(), at=AT)
