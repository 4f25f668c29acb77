"""What is sealed cannot be changed, not even past the operations."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from pytest_django import Settings

from sources.models import Capture, Finding, Page, Quotation
from sources.operations.captures.visits import run
from sources.operations.register.quotations import quote
from tests.archiver.world import World
from tests.factories import AT, later
from tests.sources.conftest import Capturing


@pytest.fixture
def capture(page: Page, capture_of: Capturing) -> Capture:
    quote(page=page, exact="Twelve soldiers", by=page.added_by, at=AT)
    return capture_of(page)


def test_a_finished_capture_is_not_run_again(capture: Capture, world: World) -> None:
    assert not run(capture_id=capture.pk, worker="two", at=later(days=1))
    assert len(world.asked) == 1


@pytest.mark.parametrize("field", ["final_url", "outcome", "file_sha256", "status", "reason"])
def test_no_field_of_a_sealed_capture_can_be_changed(capture: Capture, field: str) -> None:
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Capture.objects.filter(pk=capture.pk).update(**{field: "waiting"})


def test_a_capture_cannot_be_deleted(capture: Capture) -> None:
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        Capture.objects.filter(pk=capture.pk)._raw_delete("default")


def test_a_failed_capture_stays_failed(
    page: Page, capture_of: Capturing, settings: Settings
) -> None:
    settings.ALLOWED_ADDRESSES = []
    failed = capture_of(page)

    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Capture.objects.filter(pk=failed.pk).update(outcome="captured")


@pytest.mark.parametrize(("model", "field"), [(Finding, "kind"), (Quotation, "exact")])
def test_findings_and_quotations_stay(
    capture: Capture, model: type[Finding | Quotation], field: str
) -> None:
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        model.objects.update(**{field: "verbatim"})
