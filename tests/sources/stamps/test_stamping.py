"""Sealed files are timestamped by every authority, whatever becomes of one request."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from pytest_django import Settings

from sources.archiver.time.timestamp import new_nonce, request
from sources.checks import timestamping_authorities
from sources.models import Page, SealedFile, Timestamp
from sources.operations.stamps import obtain
from sources.operations.stamps.obtain import BACKOFF, ask_again, run, sweep, take
from sources.reads.ledger_kinds import CAPTURE
from sources.reads.sentences import worded
from sources.reads.stamps import check_stamp
from sources.tasks import sweep_timestamps
from tests.archiver.authority import Authority, openssl_accepts
from tests.archiver.world import World
from tests.house.database import rows
from tests.sources.authorities import a_sealed_file, configure, now, stamp_all
from tests.sources.conftest import Capturing
from tracker.base.ledger.operations import enter_rows, head

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    authority = Authority(tmp_path_factory.mktemp("one"))
    yield authority
    authority.close()


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    authority = Authority(tmp_path_factory.mktemp("two"))
    yield authority
    authority.close()


@pytest.fixture(autouse=True)
def configured(
    one: Authority, two: Authority, evidence: Path, settings: Settings, tmp_path: Path
) -> Path:
    """Both authorities are in order and configured; gives back the folder of roots."""
    one.answer, two.answer = one.reply, two.reply
    configure(settings, tmp_path / "roots", one=one, two=two)
    return tmp_path / "roots"


@pytest.fixture
def down(one: Authority, two: Authority) -> None:
    one.answer = two.answer = lambda _: (503, "text/html", b"<h1>Back soon</h1>")


def test_a_file_is_stamped_by_every_authority_and_openssl_agrees(
    one: Authority, two: Authority, evidence: Path
) -> None:
    file = a_sealed_file()

    rows = stamp_all()

    assert [(row.authority, row.status) for row in rows] == [("one", "granted"), ("two", "granted")]
    for row, authority in zip(rows, (one, two), strict=True):
        assert row.token_name == f"{file.name}.{row.authority}.tsr"
        assert row.granted_at is not None
        assert abs(row.granted_at - now()) < timedelta(seconds=30)
        kept = evidence / row.token_name
        assert openssl_accepts(kept, file.sha256, authority.root).returncode == 0
        assert check_stamp(row, with_file=True).trouble == ""


def test_a_token_is_a_file_that_must_be_kept_but_is_not_stamped_itself() -> None:
    a_sealed_file()
    rows = stamp_all()

    kept = SealedFile.objects.filter(kind="timestamp")

    assert {file.name for file in kept} == {row.token_name for row in rows}
    assert {file.sha256 for file in kept} == {row.token_sha256 for row in rows}
    assert len(stamp_all()) == len(rows)


@pytest.mark.parametrize("kind", ["deposit", "screenshot", "print", "dom"])
def test_whatever_holds_evidence_is_stamped(kind: str) -> None:
    a_sealed_file(kind=kind)

    assert len(stamp_all()) == 2


def test_what_a_sweep_passes_over_is_found_by_the_next_hour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(obtain, "RECENT_FILES", 1)
    for number in range(3):
        a_sealed_file(b"file %d" % number)
    at = now()

    assert len(sweep(at=at.replace(minute=1))) == 2
    assert len(sweep(at=at.replace(minute=0) + timedelta(hours=1))) == 6


def test_without_authorities_nothing_waits(settings: Settings) -> None:
    settings.TIMESTAMP_AUTHORITIES = []
    a_sealed_file()

    assert stamp_all() == []


def test_beat_hands_rows_to_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    monkeypatch.setattr("sources.tasks.run_timestamp.delay", told.append)
    a_sealed_file()

    sweep_timestamps()

    assert told == list(Timestamp.objects.values_list("pk", flat=True))
    assert len(told) == 2


def test_a_row_is_worked_on_once(one: Authority) -> None:
    a_sealed_file()
    first, _second = sweep(at=now())
    asked = len(one.asked)

    assert [run(timestamp_id=first, worker="w", at=now()) for _ in range(3)] == [True, False, False]
    assert len(one.asked) == asked + 1


def test_a_row_whose_worker_died_is_taken_up_after_its_lease() -> None:
    a_sealed_file()
    first, _second = sweep(at=now())
    assert take(timestamp_id=first, worker="dead", at=now()) is not None

    assert first not in sweep(at=now() + timedelta(minutes=1))
    assert first in sweep(at=now() + timedelta(minutes=3))
    assert run(timestamp_id=first, worker="w", at=now() + timedelta(minutes=3))


def test_a_worker_that_was_taken_for_dead_writes_nothing() -> None:
    a_sealed_file()
    first, _second = sweep(at=now())
    slow = take(timestamp_id=first, worker="dead", at=now() - timedelta(minutes=3))
    assert slow is not None
    assert first in sweep(at=now())
    assert run(timestamp_id=first, worker="w", at=now())
    row = Timestamp.objects.get(pk=first)

    obtain._grant(slow, *obtain._obtain(slow, obtain.system_resolver), at=now())

    row.refresh_from_db()
    assert row.attempts == 2
    assert SealedFile.objects.filter(kind="timestamp").count() == 1


def test_the_answer_a_dead_worker_had_kept_is_taken_up(one: Authority) -> None:
    file = a_sealed_file()
    token = one.stamp(request(file.sha256, new_nonce()))
    default_storage.save(f"{file.name}.one.tsr", ContentFile(token))
    asked = len(one.asked)

    row = stamp_all()[0]

    assert row.status == "granted"
    assert len(one.asked) == asked
    assert check_stamp(row).trouble == ""


def test_what_stands_in_the_place_of_a_token_is_never_written_over(evidence: Path) -> None:
    file = a_sealed_file()
    name = f"{file.name}.one.tsr"
    default_storage.save(name, ContentFile(b"half a tok"))

    row = stamp_all()[0]

    assert (evidence / name).read_bytes() == b"half a tok"
    assert row.token_name != name
    assert row.token_name.startswith(f"{file.name}.one.")
    assert check_stamp(row).trouble == ""


def test_while_an_authority_fails_one_row_asks_and_the_others_wait(
    one: Authority, two: Authority, down: None
) -> None:
    for number in range(5):
        a_sealed_file(b"file %d" % number)
    asked = len(one.asked)
    at = now()

    rows = stamp_all(at)

    assert len(one.asked) == asked + 1
    probe = next(row for row in rows if row.authority == "one" and row.reason)
    assert "cannot give the time" in worded(probe.reason)
    assert probe.next_attempt_at == at + timedelta(minutes=1)
    assert sweep(at=at + timedelta(seconds=30)) == []
    for minutes, tries in ((1, 2), (5, 3), (21, 4)):
        stamp_all(at + timedelta(minutes=minutes))
        assert len(one.asked) == asked + tries


def test_when_an_authority_is_back_everything_that_waited_is_stamped(
    one: Authority, two: Authority, down: None
) -> None:
    for number in range(5):
        a_sealed_file(b"file %d" % number)
    stamp_all(now() - timedelta(minutes=2))
    one.answer, two.answer = one.reply, two.reply

    stamp_all()  # the one row that was tried
    rows = stamp_all()

    assert [row.status for row in rows] == ["granted"] * 10
    assert [row.reason for row in rows] == [[]] * len(rows)


def test_one_authority_that_is_down_holds_up_no_other(two: Authority, one: Authority) -> None:
    one.answer = lambda _: (503, "text/html", b"")
    a_sealed_file()

    assert [row.status for row in stamp_all()] == ["waiting", "granted"]


def test_pauses_grow_to_six_hours_and_no_further() -> None:
    minutes = [
        BACKOFF.pause(attempts).total_seconds() / 60 for attempts in (1, 2, 3, 4, 5, 6, 7, 30_000)
    ]

    assert minutes == [1, 4, 16, 64, 256, 360, 360, 360]


def test_an_authority_that_says_no_is_believed_after_a_while(one: Authority) -> None:
    refused = bytes.fromhex("3009 3007 020102 03020780")  # rejection: bad algorithm
    one.answer = lambda _: (200, "application/timestamp-reply", refused)
    a_sealed_file()
    at = now()

    for hour in range(obtain.REFUSALS):
        row = stamp_all(at + timedelta(hours=6 * hour))[0]

    assert row.status == "refused"
    assert worded(row.reason).startswith("The authority refused the request.")
    assert sweep(at=at + timedelta(days=30)) == []
    one.answer = one.reply
    assert ask_again(authority="one", at=now()) == 1
    assert stamp_all()[0].status == "granted"


@pytest.mark.parametrize("body", [b"<h1>Welcome</h1>", b"", b"\x30" * 300_000])
def test_an_answer_that_is_no_timestamp_is_waited_out(one: Authority, body: bytes) -> None:
    one.answer = lambda _: (200, "text/html", body)
    a_sealed_file()
    at = now()

    for hour in range(obtain.REFUSALS + 2):
        row = stamp_all(at + timedelta(hours=6 * hour))[0]

    assert row.status == "waiting"
    assert row.reason


def test_nothing_is_asked_of_an_authority_whose_root_is_missing(
    configured: Path, one: Authority
) -> None:
    (configured / "one.pem").write_bytes(b"not a certificate")
    a_sealed_file()
    asked = len(one.asked)

    row = stamp_all()[0]

    assert row.status == "waiting"
    assert "no certificate of this authority" in worded(row.reason)
    assert len(one.asked) == asked


def test_rows_of_an_authority_that_is_no_longer_asked_stay(settings: Settings) -> None:
    a_sealed_file()
    due = sweep(at=now())
    settings.TIMESTAMP_AUTHORITIES = []

    assert [run(timestamp_id=each, worker="w", at=now()) for each in due] == [False, False]
    assert Timestamp.objects.filter(status="waiting").count() == 2


def test_a_full_disk_lets_the_row_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(obtain, "keep_as", full)
    a_sealed_file()

    row = stamp_all()[0]

    assert row.status == "waiting"
    assert "No space left on device" in worded(row.reason)


def test_a_capture_does_not_notice_that_every_authority_is_down(
    page: Page, world: World, settings: Settings, capture_of: Capturing, down: None
) -> None:
    settings.ALLOWED_ADDRESSES = [*settings.ALLOWED_ADDRESSES, world.place]

    capture = capture_of(page)

    assert capture.is_whole
    assert not Timestamp.objects.exists()
    assert capture.file_sha256 in {row.sha256 for row in stamp_all()}


def entered() -> str:
    """Digest of the ledger's head after one more entry."""
    enter_rows((CAPTURE, [rows.sealed_capture()]), at=now())
    return head().sha256


def test_the_head_of_the_ledger_is_stamped_once_a_day(one: Authority, evidence: Path) -> None:
    at = now()
    first = entered()
    rows = stamp_all(at)
    entered()
    stamp_all(at + timedelta(hours=23))
    last = entered()

    later = sweep(at=at + timedelta(hours=25))

    assert {(row.subject, row.sha256, row.status) for row in rows} == {("ledger", first, "granted")}
    kept = evidence / f"ledger/{first}.one.tsr"
    assert openssl_accepts(kept, first, one.root).returncode == 0
    assert {row.sha256 for row in Timestamp.objects.filter(pk__in=later)} == {last}


def test_an_empty_ledger_has_no_head_to_stamp() -> None:
    assert stamp_all() == []


@pytest.mark.parametrize(
    ("authorities", "said"),
    [
        (["A Name=https://example.org/"], "does not name a timestamping authority"),
        (["https://example.org/"], "does not name a timestamping authority"),
        (["one=https://example.org/", "one=https://example.org/x"], "is named twice"),
        (["one=http://192.168.0.1/"], "not on the public Internet"),
        (["one=ftp://example.org/"], "http://"),
        (["three=https://example.org/"], "there is no certificate"),
    ],
)
def test_what_is_wrong_with_the_settings_is_said_at_the_start(
    settings: Settings, authorities: list[str], said: str
) -> None:
    settings.TIMESTAMP_AUTHORITIES = authorities

    messages = timestamping_authorities()

    assert len(messages) == 1
    assert said in messages[0].msg


def test_settings_in_order_leave_nothing_to_say() -> None:
    assert timestamping_authorities() == []
