"""A file that a person brings is sealed with their word on it, read, and never called captured."""

from __future__ import annotations

import gzip
import hashlib
from datetime import date

import pytest
from django.core.files.storage import default_storage

from sources.archiver.deposits.kinds import ContentKind
from sources.archiver.sealing.store import StoreError
from sources.models import Capture, Deposit, ExtractionStatus, FileKind, SealedFile, text_of
from sources.operations.captures.request import give_up, request_capture
from sources.operations.captures.sweep import sweep
from sources.operations.deposits import receive
from sources.operations.deposits.receive import bare_name
from sources.operations.register.quotations import quote
from sources.reads.deposited import deposit_told
from sources.reads.pages import PageState, page_state
from sources.replay.sealed import kind_held
from tests.factories import AT, a_page, later
from tests.sources.conftest import files
from tests.sources.depositing import HTML, PNG, STATEMENT, WORDS, bring, read, wacz
from tests.sources.sealed_pages import warc_of
from tests.suites.marked_files import mhtml
from tracker.base.ledger.models import Entry
from tracker.base.values.partial_date import PartialDate
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(evidence):
    return a_page("https://example.org/a")


def test_a_deposited_page_is_sealed_read_and_its_quotations_checked(page, evidence):
    words = quote(page=page, exact="Twelve soldiers were killed", by=page.added_by, at=AT)

    capture = bring(page, HTML, obtained=PartialDate.parse("2026-02-01"))
    done = read(capture)

    digest = hashlib.sha256(HTML).hexdigest()
    assert (done.status, done.outcome, done.cause) == ("sealed", "deposited", "deposited")
    assert (done.file_sha256, done.file_size) == (digest, len(HTML))
    assert done.file_name == f"deposit/{digest[:2]}/{digest}.html"
    with default_storage.open(done.file_name) as file:
        assert file.read() == HTML
    assert WORDS in text_of(done)
    assert words.findings.get(capture=done).kind == "verbatim"
    assert not done.is_whole
    assert done.is_copy
    assert files(evidence) == [done.file_name]


def test_a_page_saved_in_one_file_is_read_as_the_page_it_holds(page):
    words = quote(page=page, exact="Twelve soldiers were killed", by=page.added_by, at=AT)

    done = read(bring(page, mhtml()))

    assert (done.deposit.kind, done.deposit.media_type) == ("html", "multipart/related")
    assert done.file_name.endswith(".mhtml")
    assert words.findings.get(capture=done).kind == "verbatim"
    assert text_of(done) == "Twelve soldiers were killed."
    assert kind_held(done.pk) is ContentKind.MHTML  # which no frame shows


def test_what_was_said_of_it_is_kept_with_it(page):
    capture = bring(
        page,
        HTML,
        obtained=PartialDate.parse("2026-01"),
        original_name="C:\\Users\\ada\\post.html",
    )
    row = Deposit.objects.get(capture=capture)

    assert (row.statement, row.deposited_by, row.deposited_at) == (STATEMENT, page.added_by, AT)
    assert (row.obtained_on, row.obtained_precision) == (date(2026, 1, 1), "month")
    assert (row.original_name, row.kind, row.media_type) == ("post.html", "html", "text/html")
    file = SealedFile.objects.get()
    assert (file.kind, file.name, file.size) == (FileKind.DEPOSIT, capture.file_name, len(HTML))
    assert [entry.kind for entry in Entry.objects.all()] == ["deposit"]


@pytest.mark.parametrize(
    ("content", "kind", "media_type", "suffix"),
    [
        (HTML, "html", "text/html", "html"),
        (b"\xef\xbb\xbf \n<!-- x --><HTML><p>x", "html", "text/html", "html"),
        ("<html><p>x".encode("utf-16"), "html", "text/html", "html"),
        (b"%PDF-1.7\n%x", "pdf", "application/pdf", "pdf"),
        (PNG, "image", "image/png", "png"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 40, "image", "image/jpeg", "jpg"),
        (b"GIF89a" + b"\0" * 40, "image", "image/gif", "gif"),
        (b"RIFF\x20\0\0\0WEBPVP8 " + b"\0" * 40, "image", "image/webp", "webp"),
        ("Двенадцать солдат.".encode(), "text", "text/plain", "txt"),
        (warc_of(HTML), "warc", "application/warc", "warc.gz"),
        (gzip.decompress(warc_of(HTML)), "warc", "application/warc", "warc"),
        (wacz(warc=warc_of(HTML)), "wacz", "application/wacz", "wacz"),
    ],
)
def test_its_kind_is_what_its_content_is(page, content, kind, media_type, suffix):
    # A name that says something else changes nothing.
    capture = bring(page, content, original_name="report.pdf.exe")

    assert (capture.deposit.kind, capture.deposit.media_type) == (kind, media_type)
    assert capture.file_name.endswith(f".{suffix}")
    done = read(capture)
    assert (done.status, done.outcome) == ("sealed", "deposited")


def test_the_same_file_twice_is_one_deposit_of_a_page(page, evidence):
    first = bring(page, HTML)

    with pytest.raises(Refusal) as found:
        bring(page, HTML)

    assert (found.value.code, found.value.field) == ("deposited_before", "file")
    assert files(evidence) == [first.file_name]
    other = bring(a_page(), HTML)
    assert other.file_name == first.file_name
    assert SealedFile.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\a.html", "a.html"),
        ("a\u202egnp.html", "a\ufffdgnp.html"),
        ("a\nb\x00c", "a\ufffdb\ufffdc"),
        ("x" * 300, "x" * 255),
        ("<script>alert(1)</script>.png", "script>.png"),
        ("", ""),
    ],
)
def test_a_hostile_name_is_only_words(page, name, kept):
    assert bare_name(name) == kept
    capture = bring(page, HTML, original_name=name)
    assert capture.deposit.original_name == kept
    assert capture.file_name.startswith("deposit/")


@pytest.mark.parametrize("pack", [lambda warc: warc, lambda warc: wacz(warc=warc)])
def test_the_page_is_found_in_an_archive_past_others_and_redirects(page, pack):
    moved = warc_of(b"", ("Location", "/b"), url=page.url, status="301 Moved")
    there = warc_of(HTML, ("Content-Type", "text/html"), url="https://example.org/b")
    other = warc_of(b"<p>other", ("Content-Type", "text/html"), url="https://example.org/icon")

    done = read(bring(page, pack(other + moved + there + other)))

    assert done.extraction == ExtractionStatus.DONE
    assert WORDS in text_of(done)
    assert done.final_url == "https://example.org/b"
    assert done.payload_sha256 == hashlib.sha256(HTML).hexdigest()
    assert done.provenance["in_archive"]["date"] == "2026-03-01T12:00:00Z"


@pytest.mark.parametrize(
    "archive",
    [
        warc_of(HTML, url="https://example.org/elsewhere"),
        warc_of(b"", ("Location", "/a"), url="https://example.org/a", status="302 Found"),
        warc_of(HTML, url="https://example.org/a")[:-20],
        gzip.compress(b"WARC/1.1\r\n" + b"A" * 10_000, mtime=0),
        warc_of(gzip.compress(b"x" * 9_000_000, mtime=0), ("Content-Encoding", "gzip")),
        wacz(warc=b"no archive"),
        warc_of(HTML, ("Content-Type", "text/html"), status="404 Not Found"),
        warc_of(HTML, ("Content-Type", "text/html"), status="206 Partial Content"),
        warc_of(HTML, ("Content-Type", "text/html"), truncated="disconnect"),
    ],
)
def test_an_archive_without_the_page_is_sealed_but_unread(page, settings, archive):
    settings.CAPTURE_MAX_BYTES = 4_000_000
    words = quote(page=page, exact="Twelve soldiers", by=page.added_by, at=AT)

    done = read(bring(page, archive))

    assert (done.status, done.outcome) == ("sealed", "deposited")
    assert (done.extraction, text_of(done)) == (ExtractionStatus.FAILED, "")
    assert done.provenance["extraction_reason"]
    # Not read is never not there.
    assert words.findings.get(capture=done).kind == "unreadable"


def test_a_picture_is_sealed_and_its_words_are_unreadable_not_absent(page):
    words = quote(page=page, exact="Twelve soldiers", by=page.added_by, at=AT)

    done = read(bring(page, PNG))

    assert done.extraction == ExtractionStatus.UNSUPPORTED
    assert words.findings.get().kind == "unreadable"


def test_a_quotation_added_later_is_checked_in_a_deposit_too(page):
    done = read(bring(page, HTML))

    words = quote(
        page=page, exact="Twelve soldiers were killed", by=page.added_by, at=later(days=1)
    )

    assert words.findings.get(capture=done).kind == "verbatim"


def test_a_deposit_never_makes_a_page_captured(page):
    capture = bring(page, HTML)
    assert page_state([capture]) is PageState.DEPOSITED
    assert page_state([read(capture)]) is PageState.DEPOSITED


def test_a_deposit_that_waits_does_not_stand_in_for_a_capture(page):
    waiting = bring(page, HTML)

    asked = request_capture(page=page, cause="asked", by=page.added_by, at=AT)

    assert asked.pk != waiting.pk
    assert bring(page, PNG).pk not in {asked.pk, waiting.pk}


def test_a_deposit_that_no_worker_could_read_stays_sealed(page, evidence, settings):
    settings.CAPTURE_ATTEMPTS = 1
    capture = bring(page, HTML)
    Capture.objects.filter(pk=capture.pk).update(
        status="taken", taken_by="dead", taken_at=AT, attempts=1
    )

    sweep(at=later(hours=1))

    done = Capture.objects.get(pk=capture.pk)
    assert (done.status, done.outcome) == ("sealed", "deposited")
    assert done.extraction == ExtractionStatus.FAILED
    assert done.file_name == capture.file_name
    assert files(evidence) == [capture.file_name]


def test_a_store_that_goes_away_at_the_last_step_saves_nothing(page, evidence, monkeypatch):
    def away(*_arguments):
        raise StoreError("away", why="It does not answer")

    monkeypatch.setattr(receive, "size_of", away)

    with pytest.raises(Refusal) as refused:
        bring(page, HTML)

    assert (refused.value.code, refused.value.field) == ("not_kept", "file")
    assert not Deposit.objects.exists()
    assert files(evidence) == []


def test_a_reader_that_breaks_off_leaves_a_sealed_deposit(page, settings, monkeypatch):
    settings.CAPTURE_ATTEMPTS = 1
    capture = bring(page, HTML)

    def broken(*_arguments, **_named):
        raise RuntimeError

    monkeypatch.setattr("sources.operations.deposits.read.extract", broken)
    done = read(capture)

    assert (done.outcome, done.extraction) == ("deposited", ExtractionStatus.FAILED)


def test_a_deposit_is_not_given_up(page):
    with pytest.raises(Refusal) as found:
        give_up(capture=bring(page, HTML), reason="No.", by=page.added_by, at=AT)
    assert found.value.code == "deposited"


def test_no_site_is_asked_for_a_deposit(world, evidence):
    page = a_page(world.url("/a"))

    read(bring(page, HTML))

    assert world.asked == []


def test_where_an_archive_contradicts_itself_is_told_beside_it(page):
    archive = gzip.decompress(warc_of(HTML, url=page.url)).replace(
        b"WARC-Date: 2026", b"WARC-Block-Digest: sha1:" + b"A" * 32 + b"\r\nWARC-Date: 2226"
    )

    told = deposit_told(read(bring(page, archive)))

    assert told is not None
    assert (told.unread, told.archive_date) == ("", "2226-03-01T12:00:00Z")
    to_come, digest = told.contradictions
    assert "still to come" in to_come
    assert digest == "Records of the archive that do not fit the digest beside them: 1."


def test_why_an_archive_could_not_be_read_is_told_beside_it(page):
    moved = warc_of(b"", ("Location", "/b"), url=page.url, status="301 Moved")

    told = deposit_told(read(bring(page, moved)))

    assert told is not None
    assert "https://example.org/b" in told.unread
