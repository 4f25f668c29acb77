"""What is not taken as a deposit is refused with a sentence, and leaves nothing behind."""

from __future__ import annotations

import gzip
import io
import stat
import zipfile
from datetime import timedelta

import pytest

from sources.models import Capture, SealedFile
from sources.operations.deposits.receive import Choice, deposit
from tests.factories import AT, a_page, a_user
from tests.sources.conftest import files
from tests.sources.depositing import HTML, STATEMENT, bring, wacz
from tracker.base.people.models import Role
from tracker.base.values.partial_date import PartialDate
from tracker.base.values.precision import DatePrecision
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(evidence):
    return a_page("https://example.org/a")


def refused(page, content, **facts):
    with pytest.raises(Refusal) as found:
        bring(page, content, **facts)
    assert not Capture.objects.exists()
    assert not SealedFile.objects.exists()
    return found.value.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \n\t", "unknown_kind"),
        (b"\x7fELF\x02\x01\x01\0", "unknown_kind"),
        (b"MZ\x90\0\x03", "unknown_kind"),
        (b"Rar!\x1a\x07\0", "unknown_kind"),
        (b"\x1f\x8b\x08\0\0\0\0\0\0\x03junk", "unknown_kind"),
        (gzip.compress(b"plain text", mtime=0), "unknown_kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "svg"),
        (b"<?xml version='1.0'?><!DOCTYPE svg><svg onload=alert(1)></svg>", "svg"),
        (b"RIFF\x20\0\0\0WAVEfmt " + b"\0" * 40, "unknown_kind"),
        (b"\0\0\0\x20ftypisom", "unknown_kind"),
        (wacz(datapackage=True), "package_no_wacz"),
        (wacz(datapackage=False, warc=b"x"), "package_no_wacz"),
        (wacz(("word/document.xml", "x")), "package_no_wacz"),
        (wacz(warc=b"x")[:-10], "package_damaged"),
        (b"PK\x03\x04" + b"x" * 100, "package_damaged"),
        (wacz(("../../etc/cron.d/x", "x"), warc=b"x"), "package_names"),
        (wacz(("/etc/passwd", "x"), warc=b"x"), "package_names"),
        (wacz(("C:/x", "x"), warc=b"x"), "package_names"),
        (wacz(("pages\\..\\x", "x"), warc=b"x"), "package_names"),
        (wacz(*((f"pages/{n}", "") for n in range(5001)), warc=b"x"), "package_entries"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_is_not_taken_is_refused_with_the_reason_and_leaves_nothing(
    page, evidence, content, code
):
    assert refused(page, content) == code
    assert files(evidence) == []


def test_a_package_with_a_link_two_of_a_name_or_a_lock_is_refused(page):
    def package(change):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as made:
            made.writestr("datapackage.json", "{}")
            made.writestr("archive/a.warc", "x")
            change(made)
        return out.getvalue()

    link = zipfile.ZipInfo("pages/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16

    assert refused(page, package(lambda made: made.writestr(link, "/etc"))) == "package_names"
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = package(lambda made: made.writestr("archive/a.warc", "y"))
    assert refused(page, twice) == "package_names"
    locked = bytearray(package(lambda _made: None))
    place = locked.rfind(b"PK\x01\x02")
    locked[place + 8] |= 1
    assert refused(page, bytes(locked)) == "package_locked"


def test_a_package_that_would_grow_without_measure_is_refused(page, settings):
    settings.DEPOSIT_MAX_BYTES = 100_000
    bomb = wacz(("pages/bomb", b"0" * 1_000_001), warc=b"x")

    assert len(bomb) < 10_000
    assert refused(page, bomb) == "package_grows"


def test_a_directory_that_claims_to_be_longer_than_the_file_is_refused(page):
    package = wacz(warc=b"x")
    place = package.rfind(b"PK\x05\x06")
    zip64 = package[:place] + b"PK\x06\x07" + b"\0" * 16 + package[place:]

    assert refused(page, zip64) == "package_entries"


def test_a_directory_with_more_entries_than_it_says_is_refused(page):
    package = bytearray(wacz(*((f"pages/{number}", b"") for number in range(5_001)), warc=b"x"))
    place = package.rfind(b"PK\x05\x06")
    package[place + 8 : place + 12] = b"\x02\0\x02\0"

    assert refused(page, bytes(package)) == "package_entries"


def test_a_file_that_is_too_large_is_refused_before_it_has_arrived(page, evidence, settings):
    settings.DEPOSIT_MAX_BYTES = 10_000
    drawn = []

    def endless():
        while True:
            drawn.append(1)
            yield b"x" * 1000

    with pytest.raises(Refusal) as found:
        deposit(
            choice=Choice(), page=page, file=endless(), statement=STATEMENT, by=page.added_by, at=AT
        )

    assert (found.value.code, found.value.field) == ("too_large", "file")
    assert len(drawn) == 11
    assert files(evidence) == []


@pytest.mark.parametrize(
    ("facts", "code", "field"),
    [
        ({"statement": " "}, "required", "statement"),
        ({"statement": "x" * 5001}, "too_long", "statement"),
        ({"statement": "a\0b"}, "unreadable", "statement"),
        (
            {"obtained": PartialDate(AT.date() + timedelta(days=1), DatePrecision.DAY)},
            "in_the_future",
            "obtained",
        ),
    ],
)
def test_what_is_said_of_it_is_checked_first(page, evidence, facts, code, field):
    with pytest.raises(Refusal) as found:
        bring(page, HTML, **facts)

    assert (found.value.code, found.value.field) == (code, field)
    assert files(evidence) == []


def test_only_people_of_the_desk_deposit(page, evidence):
    for by in (a_user(Role.READER), a_user(Role.EDITOR, is_active=False)):
        assert refused(page, HTML, by=by) == "wrong_role"
    assert files(evidence) == []
