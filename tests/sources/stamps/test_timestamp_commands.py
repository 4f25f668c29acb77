"""Timestamps from the shell: asked for at once, asked for again, and checked without a network."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from sources.models import SealedFile, Timestamp
from tests.archiver.authority import Authority
from tests.sources.authorities import a_sealed_file, configure, stamp_all, with_another_byte

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    authority = Authority(tmp_path_factory.mktemp("one"))
    yield authority
    authority.close()


@pytest.fixture(autouse=True)
def roots(authority: Authority, evidence: Path, settings: Settings, tmp_path: Path) -> Path:
    """The authority is in order and configured; gives back the folder of roots."""
    authority.answer = authority.reply
    configure(settings, tmp_path / "roots", one=authority)
    return tmp_path / "roots"


@pytest.fixture
def file() -> SealedFile:
    """A sealed file with its timestamp."""
    file = a_sealed_file()
    stamp_all()
    return file


def told(name: str, *words: str) -> tuple[int, str]:
    """Exit status and everything a command said."""
    out = StringIO()
    try:
        call_command(name, *words, stdout=out, stderr=out)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue()
    return 0, out.getvalue()


def spoil(path: Path, content: bytes) -> None:
    path.chmod(0o600)
    path.write_bytes(content)


def test_what_holds_is_said_to_hold(file: SealedFile) -> None:
    status, said = told("verify_timestamps")

    assert status == 0
    assert f"holds  {file.sha256} one" in said
    assert "1 timestamps hold, 0 do not." in said


def test_a_token_in_which_one_byte_changed_is_named(file: SealedFile, evidence: Path) -> None:
    path = evidence / f"{file.name}.one.tsr"
    spoil(path, with_another_byte(path.read_bytes()))

    status, said = told("verify_timestamps", "--quiet")

    assert status == 1
    assert f"FAILED {file.sha256} one" in said
    assert "was altered: its digest does not fit" in said


def test_a_token_that_is_gone_is_named(file: SealedFile, evidence: Path) -> None:
    (evidence / f"{file.name}.one.tsr").unlink()

    status, said = told("verify_timestamps")

    assert status == 1
    assert "The kept timestamp is not there." in said


def test_another_root_than_the_one_it_was_made_under_is_not_enough(
    file: SealedFile, roots: Path, tmp_path: Path
) -> None:
    other = Authority(tmp_path / "other")
    other.close()
    (roots / "one.pem").write_bytes(other.root.read_bytes())

    status, said = told("verify_timestamps")

    assert status == 1
    assert "does not lead to a certificate that is trusted" in said


def test_a_row_whose_time_was_changed_past_the_trigger_is_named(file: SealedFile) -> None:
    table = Timestamp._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"UPDATE {table} SET granted_at = granted_at - interval '1 day'")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

    status, said = told("verify_timestamps")

    assert status == 1
    assert "another time or serial" in said


def test_a_row_whose_digest_was_changed_past_the_trigger_is_named(file: SealedFile) -> None:
    table = Timestamp._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"UPDATE {table} SET sha256 = repeat('0', 64)")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

    status, said = told("verify_timestamps")

    assert status == 1
    assert "over another digest" in said


def test_of_one_capture_the_file_is_read_too(file: SealedFile, evidence: Path) -> None:
    from tests.factories import a_page  # noqa: PLC0415 - models need Django set up
    from tests.public.captures import a_capture  # noqa: PLC0415

    capture = a_capture(a_page(), file_name=file.name, file_sha256=file.sha256)
    assert told("verify_timestamps", "--capture", str(capture.pk))[0] == 0
    spoil(evidence / file.name, b"a sealed fake")

    status, said = told("verify_timestamps", "--capture", str(capture.pk))

    assert told("verify_timestamps")[0] == 0
    assert status == 1
    assert f"The file it is over was altered: {file.name}." in said


@pytest.mark.parametrize("given", ["nonsense", str(UUID(int=7))])
def test_a_capture_that_is_not_there_is_said_in_a_sentence(given: str) -> None:
    with pytest.raises(CommandError, match="There is no capture"):
        call_command("verify_timestamps", "--capture", given)


def test_timestamps_are_asked_for_at_once() -> None:
    a_sealed_file()

    assert told("request_timestamps") == (0, "one: 1 granted\n")


def test_what_failed_is_asked_for_again(authority: Authority) -> None:
    authority.answer = lambda _: (503, "text/html", b"")
    a_sealed_file()
    assert told("request_timestamps") == (0, "one: 1 waiting\n")
    authority.answer = authority.reply

    assert told("request_timestamps") == (0, "one: 1 waiting\n")
    assert told("request_timestamps", "--again", "one") == (0, "one: 1 granted\n")


def test_an_authority_that_is_not_configured_is_not_asked(settings: Settings) -> None:
    with pytest.raises(CommandError, match="No authority two"):
        call_command("request_timestamps", "--again", "two")
    settings.TIMESTAMP_AUTHORITIES = ["A Name=x"]
    with pytest.raises(CommandError, match="does not name a timestamping authority"):
        call_command("request_timestamps")
