"""The ledger is verified all the time, and held against heads that were kept outside."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from sources.operations.register.publishers import grade_publisher
from tests.factories import AT, a_publisher, a_user, later
from tests.ledger.tampering import tamper, trigger_disabled
from tests.tracker.test_health import house_at_work
from tracker.base.ledger import standing
from tracker.base.ledger.chain import digest, link_digest, moment
from tracker.base.ledger.models import Entry, Standing
from tracker.base.people.models import Role
from tracker.site import ledger

__all__ = ["house_at_work"]

pytestmark = pytest.mark.django_db


def entries(number: int) -> None:
    admin = a_user(Role.ADMINISTRATOR)
    for _each in range(number):
        grade_publisher(
            publisher=a_publisher(), grade="B", reason="It was checked.", by=admin, at=AT
        )


def forge(position: int) -> None:
    entry = Entry.objects.get(position=position)
    tamper(entry, content=entry.content.replace("It was checked.", "Forged."))


@pytest.fixture
def heads(settings: Settings, tmp_path: Path) -> Path:
    settings.LEDGER_HEADS_FILE = str(tmp_path / "heads.txt")
    return tmp_path / "heads.txt"


def test_a_round_reads_everything_and_says_so_at_health(client: Client) -> None:
    entries(3)

    assert ledger.verify_on(at=later(hours=1))

    told = standing.standing(at=later(hours=1))
    assert (told["ok"], told["found"], told["verified_entries"]) == (True, 0, 3)
    assert told["verified_at"] == later(hours=1)
    assert client.get("/health/all/").json()["checks"]["ledger"]["verified_entries"] == 3


def test_it_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    entries(5)
    monkeypatch.setattr(standing, "AT_ONCE", 2)
    monkeypatch.setattr(ledger, "STEP_SECONDS", 0.0)
    seen = []
    while not ledger.verify_on(at=later(hours=1)):
        seen.append(Standing.objects.get().position)

    assert seen[:3] == [2, 4, 5]
    assert Standing.objects.get().ended_position == 5
    assert len(seen) > len(ledger.other_checks())


def test_it_rests_between_two_rounds() -> None:
    entries(1)
    assert ledger.verify_on(at=AT)

    assert not ledger.verify_on(at=later(hours=11))
    assert ledger.verify_on(at=later(hours=13))


def test_what_does_not_fit_makes_health_unwell_until_a_round_finds_nothing(client: Client) -> None:
    entries(3)
    now = timezone.now()
    ledger.verify_on(at=now)
    assert client.get("/health/all/").status_code == 200

    forge(2)
    ledger.verify_on(at=now + timedelta(hours=13))
    answer = client.get("/health/all/")
    assert (answer.status_code, answer.json()["ok"]) == (503, False)
    checks = answer.json()["checks"]
    assert [name for name, check in checks.items() if not check["ok"]] == ["ledger"]
    assert checks["ledger"]["codes"] == ["content", "row"]

    entry = Entry.objects.get(position=2)
    tamper(entry, content=entry.content.replace("Forged.", "It was checked."))
    ledger.verify_on(at=now + timedelta(hours=26))
    assert client.get("/health/all/").status_code == 200


def test_a_ledger_that_nobody_verified_for_days_is_not_well() -> None:
    entries(1)
    assert standing.standing(at=later(days=1))["ok"] is True
    assert standing.standing(at=later(days=3))["ok"] is False


def test_the_head_is_kept_in_a_file_and_only_when_it_moved(heads: Path) -> None:
    entries(2)
    ledger.keep_head(at=AT)
    ledger.keep_head(at=later(hours=2))
    entries(1)
    ledger.keep_head(at=later(minutes=1))
    ledger.keep_head(at=later(hours=3))

    kept = [line.split(" ") for line in heads.read_text().splitlines()]
    assert [int(position) for _at, position, _sha256 in kept] == [2, 3]
    assert kept[-1][2] == Entry.objects.get(position=3).sha256


def test_and_mailed_to_the_newsroom_once_a_day(settings: Settings) -> None:
    settings.LEDGER_HEADS_EMAIL = ["news@example.org"]
    entries(1)
    for hours in (0, 5, 25):
        ledger.keep_head(at=later(hours=hours))

    assert [message.to for message in mail.outbox] == [["news@example.org"]] * 2
    assert Entry.objects.get().sha256 in mail.outbox[0].body


def cut_off() -> None:
    """The last entry and its row, as if they had never been."""
    last = Entry.objects.get(position=3)
    with trigger_disabled("ledger_entry"), trigger_disabled("sources_publishergrade"):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM sources_publishergrade WHERE id = %s", [last.subject])
        Entry.objects.filter(position=3)._raw_delete("default")


def recomputed() -> None:
    """The last entry and its row say something else, with every digest made anew."""
    last = Entry.objects.get(position=3)
    content = json.dumps(
        json.loads(last.content) | {"reason": "Forged."},
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    with trigger_disabled("sources_publishergrade"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE sources_publishergrade SET reason = 'Forged.' WHERE id = %s", [last.subject]
        )
    sha256 = link_digest(
        position=3,
        at=moment(last.at),
        kind=last.kind,
        subject=last.subject,
        content_sha256=digest(content),
        previous_sha256=last.previous_sha256,
    )
    tamper(last, content=content, content_sha256=digest(content), sha256=sha256)


@pytest.mark.parametrize("forgery", [cut_off, recomputed])
def test_a_tail_that_is_another_is_found_by_the_heads_that_were_kept(
    heads: Path, forgery: Callable[[], None], capsys: Any
) -> None:
    entries(3)
    ledger.keep_head(at=AT)
    call_command("verify_ledger")

    forgery()

    with pytest.raises(CommandError):
        call_command("verify_ledger")
    assert "Kept in heads.txt" in capsys.readouterr().err
    ledger.verify_on(at=AT)
    assert standing.standing(at=AT)["codes"] == ["rewritten"]


@pytest.mark.parametrize("forgery", [cut_off, recomputed])
def test_without_them_it_fits(forgery: Callable[[], None]) -> None:
    """Which is why they are kept."""
    entries(3)
    forgery()

    call_command("verify_ledger")


def test_a_file_of_something_else_is_not_passed_over(heads: Path) -> None:
    entries(1)
    heads.write_text("something else\n")

    with pytest.raises(CommandError, match=r"Line 1 of .* is no head"):
        call_command("verify_ledger")
    ledger.verify_on(at=AT)
    assert standing.standing(at=AT)["codes"] == ["heads"]


def test_readers_see_the_head_and_when_it_was_verified(client: Client) -> None:
    entries(2)
    ledger.verify_on(at=AT)

    page = client.get("/ledger/").content.decode()

    assert Entry.objects.get(position=2).sha256 in page
    assert "Last full check" in page


def test_the_clock_has_both_on_its_schedule(settings: Settings) -> None:
    told = {row["task"]: row["schedule"] for row in settings.CELERY_BEAT_SCHEDULE.values()}

    assert told["tracker.site.tasks.verify_ledger"] <= timedelta(minutes=10).total_seconds()
    assert told["tracker.site.tasks.keep_ledger_head"] <= timedelta(hours=1).total_seconds()
