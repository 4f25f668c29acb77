"""What a sealed page is shown as is decided by us, and every answer forbids it to do anything."""

from __future__ import annotations

import gzip
import hashlib
import re
import zlib
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from sources.models import SealedFile
from sources.operations.captures.visits import run
from sources.operations.deposits.receive import Choice, deposit
from sources.replay.addresses import file_url, payload_url
from sources.replay.neutral import neutral
from tests.factories import AT, a_page
from tests.sources.replaying import HOST, asked, path_of, shown
from tests.sources.sealed_pages import sealed_page, warc_of

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 40
GIF = b"GIF89a" + b"\0" * 40
WEBP = b"RIFF\x20\0\0\0WEBPVP8 " + b"\0" * 40
PDF = b"%PDF-1.7\n" + b"x" * 100
MHTML = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b--\r\n"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
SCRIPT = b"<script>alert(1)</script>"
POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors http://localhost:8000"
)


@pytest.fixture(autouse=True)
def _with_replay(replaying, evidence):
    """Every test here asks the replay."""


def test_a_page_is_shown_as_it_was(client):
    answer = asked(client, sealed_page(b"<!doctype html><title>T</title><p>Twenty men."))

    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert answer.content == b"<!doctype html><title>T</title><p>Twenty men."


def test_every_answer_forbids_everything(client):
    for answer in (
        asked(client, sealed_page(b"<p>Words")),
        asked(client, sealed_page(PNG, "image/png")),
        asked(client, sealed_page(PDF, "application/pdf")),
        client.get("/", headers={"host": HOST}),
        client.post("/", headers={"host": HOST}),
    ):
        assert answer["Content-Security-Policy"] == POLICY
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-DNS-Prefetch-Control"] == "off"
        assert "camera=()" in answer["Permissions-Policy"]
        assert answer["Cross-Origin-Resource-Policy"] in {"same-origin", "cross-origin"}


def test_only_pictures_may_be_shown_by_pages_of_another_site(client):
    page, picture = asked(client, sealed_page(b"<p>x")), asked(client, sealed_page(PNG))

    assert page["Cross-Origin-Resource-Policy"] == "same-origin"
    assert picture["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_no_archived_header_is_passed_on(client):
    hostile = [
        ("Set-Cookie", "a=b; Domain=example.org"),
        ("Refresh", "0;url=https://example.org/"),
        ("Link", "<https://example.org/x.css>; rel=preload"),
        ("Content-Security-Policy", "default-src *"),
        ("Access-Control-Allow-Origin", "*"),
        ("Content-Disposition", "attachment"),
        ("X-Told", "by the site"),
        ("Location", "https://example.org/"),
        ("Clear-Site-Data", '"*"'),
        ("Service-Worker-Allowed", "/"),
    ]
    answer = asked(client, sealed_page(b"<p>Words", "text/html", *hostile))

    assert answer["Content-Security-Policy"] == POLICY
    for name, _value in hostile:
        assert name == "Content-Security-Policy" or name not in answer
    assert not answer.cookies


@pytest.mark.parametrize(
    ("body", "declared", "given"),
    [
        (PNG, "image/png", "image/png"),
        (JPEG, "image/jpeg", "image/jpeg"),
        (GIF, "image/gif", "image/gif"),
        (WEBP, "image/webp", "image/webp"),
        (PNG, "text/html", "image/png"),
        (PDF, "application/pdf", "application/pdf"),
        (PDF, "text/html", "application/pdf"),
        (MHTML, "multipart/related", "multipart/related"),
        (MHTML, "text/html", "multipart/related"),
        (b"plain", "text/plain", "text/plain; charset=utf-8"),
        (b'{"a": 1}', "application/json", "text/plain; charset=utf-8"),
        (b"<rss></rss>", "application/rss+xml", "text/plain; charset=utf-8"),
        (b"<p>x", "", "text/html; charset=utf-8"),
        (b"x", "", "text/plain; charset=utf-8"),
        # Lies about the type.
        (SVG, "image/svg+xml", "text/plain; charset=utf-8"),
        (SVG, "image/png", "application/octet-stream"),
        (SVG, "", "text/plain; charset=utf-8"),
        (SCRIPT, "image/png", "application/octet-stream"),
        (SCRIPT, "image/png, text/html", "application/octet-stream"),
        (SCRIPT, "text/plain", "text/plain; charset=utf-8"),
        (SCRIPT, "text/xml", "text/plain; charset=utf-8"),
        (SCRIPT, "application/javascript", "application/octet-stream"),
        (SCRIPT, "multipart/x-mixed-replace", "application/octet-stream"),
        (SCRIPT, "text/html\x0b; charset=x", "text/plain; charset=utf-8"),
        (b"\x00\x01\x02", "video/mp4", "application/octet-stream"),
        (b"CWS\x00\x01", "application/x-shockwave-flash", "application/octet-stream"),
        (b"<html manifest=x>", "application/xhtml+xml", "text/html; charset=utf-8"),
    ],
)
def test_the_type_is_ours(client, body, declared, given):
    answer = asked(client, sealed_page(body, declared))

    assert answer["Content-Type"] == given
    if given in {"application/octet-stream", "application/pdf", "multipart/related"}:
        assert answer["Content-Disposition"].startswith("attachment; filename=")
    else:
        assert "Content-Disposition" not in answer


@pytest.mark.parametrize(
    ("body", "declared", "words"),
    [
        ("Потери".encode("cp1251"), "text/html; charset=windows-1251", "Потери"),
        ("déjà".encode("latin-1"), "text/html; charset=iso-8859-1", "déjà"),
        ("\ufeff<p>é".encode("utf-16"), "text/html", "<p>é"),
        (b"<meta charset=windows-1251><p>" + "да".encode("cp1251"), "text/html", "да"),
        # Declarations that turn harmless bytes into markup end up as UTF-8 and in the sandbox.
        (b"+ADw-script+AD4-alert(1)", "text/html; charset=utf-8", "+ADw-script"),
        (b"<p>\xff\xfe\x80", "text/html; charset=utf-8", "\ufffd"),
        (b"<p>x", "text/html; charset=no-such-set", "<p>x"),
        (b"<p>x", "text/html; charset=rot13", "<p>x"),
        (b"<p>x", "text/html; charset=zlib_codec", "<p>x"),
    ],
)
def test_a_page_is_given_out_in_utf_8_whatever_it_came_in(client, body, declared, words):
    answer = asked(client, sealed_page(body, declared))

    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert words in answer.content.decode("utf-8")


def test_content_codings_are_taken_off(client):
    body = b"<p>Twenty men."
    for name, coded in (("gzip", gzip.compress(body, mtime=0)), ("deflate", zlib.compress(body))):
        page = sealed_page(coded, "text/html", ("Content-Encoding", name))
        answer = asked(client, page)
        assert answer.content == body
        assert "Content-Encoding" not in answer


@pytest.mark.parametrize(
    ("coding", "body"),
    [("gzip", b"\x1f\x8b\x08 x"), ("compress", b"x"), ("gzip, gzip, gzip, gzip", b"x")],
)
def test_what_cannot_be_unpacked_is_said(client, coding, body):
    answer = asked(client, sealed_page(body, "text/html", ("Content-Encoding", coding)))

    assert answer.status_code == 404
    assert answer.content.decode() == "The page was sealed in a coding that is not read.\n"


def test_a_page_that_unpacks_without_end_is_not_shown(client, settings):
    settings.CAPTURE_MAX_BYTES = 100_000
    bomb = gzip.compress(b"<p>" + b"0" * 200_000, mtime=0)

    answer = asked(client, sealed_page(bomb, "text/html", ("Content-Encoding", "gzip")))

    assert answer.status_code == 404


def test_a_file_that_is_gone_or_damaged_is_said(client):
    gone, damaged = sealed_page(b"<p>one"), sealed_page(b"<p>two")
    default_storage.delete(gone.file_name)
    default_storage.delete(damaged.file_name)
    default_storage.save(damaged.file_name, ContentFile(b"\x1f\x8bnot gzip at all"))

    for page in (gone, damaged):
        answer = asked(client, page)
        assert answer.status_code == 404
        assert answer["Content-Security-Policy"] == POLICY
        assert re.match(b"The (sealed|stored) file ", answer.content)


def test_only_an_address_that_the_application_signed_is_answered(client):
    now = timezone.now()
    one, other = sealed_page(b"<p>one"), sealed_page(b"<p>two")
    path = path_of(payload_url(one, at=now))
    parts = path.strip("/").split("/")
    forged = [
        path.replace(str(one.pk), str(other.pk)),
        path.replace(f"/{parts[2]}/", f"/{int(parts[2]) + 3600}/"),
        path.replace(parts[3], "0" * 64),
        path.replace("/capture/", "/file/"),
        f"/capture/{one.pk}/",
        path_of(payload_url(one, at=now - timedelta(hours=2))),
    ]

    assert client.get(path, headers={"host": HOST}).status_code == 200
    for address in forged:
        assert client.get(address, headers={"host": HOST}).status_code == 404, address


def test_an_address_stays_the_same_for_an_hour_and_is_good_for_at_least_one():
    page = sealed_page(b"<p>x")
    addresses = {payload_url(page, at=AT + timedelta(minutes=n)) for n in range(60)}

    assert len(addresses) == 1
    assert payload_url(page, at=AT + timedelta(hours=1)) not in addresses


def test_a_repeat_is_answered_with_not_changed(client):
    page = sealed_page(b"<p>Words")
    first = asked(client, page)

    again = asked(client, page, **{"if-none-match": first["ETag"]})

    assert again.status_code == 304
    assert again["Content-Security-Policy"] == POLICY
    assert first["Cache-Control"] == "private, max-age=600, no-transform"


@pytest.mark.parametrize(
    ("asked_for", "status", "given"),
    [
        ("bytes=0-3", 206, b"%PDF"),
        ("bytes=4-", 206, b"-1.7\n" + b"x" * 100),
        ("bytes=-3", 206, b"xxx"),
        ("bytes=-999", 206, PDF),
        ("bytes=9-9999", 206, b"x" * 100),
        ("bytes=0-1,4-5", 200, PDF),
        ("bytes=5-2", 200, PDF),
        ("lines=1-2", 200, PDF),
        ("bytes=-", 200, PDF),
        ("bytes=109-", 416, b""),
        ("bytes=-0", 416, b""),
    ],
)
def test_a_part_is_given_where_one_is_asked_for(client, asked_for, status, given):
    answer = asked(client, sealed_page(PDF, "application/pdf"), range=asked_for)

    assert (answer.status_code, shown(answer)) == (status, given)
    assert ("Content-Range" in answer) == (status != 200)


LARGE = b"%PDF-1.7\n" + bytes(range(256)) * 1000


@pytest.mark.parametrize("deposited", [False, True], ids=["fetched", "deposited"])
def test_a_document_larger_than_is_held_is_handed_out_in_parts(client, settings, deposited):
    settings.CAPTURE_MAX_BYTES = 10_000
    capture = sealed_page(LARGE, "application/pdf")
    if deposited:
        page = a_page()
        told = {"statement": "By mail.", "by": page.added_by, "at": timezone.now()}
        capture = deposit(page=page, file=[LARGE], choice=Choice(), **told)
        assert run(capture_id=capture.pk, worker="w", at=timezone.now())

    whole, some = asked(client, capture), asked(client, capture, range="bytes=200000-200009")

    assert (whole.status_code, shown(whole)) == (200, LARGE)
    assert whole["Content-Disposition"].startswith("attachment; filename=")
    assert whole["Content-Length"] == str(len(LARGE))
    assert (some.status_code, shown(some)) == (206, LARGE[200_000:200_010])


def test_a_large_document_that_was_changed_is_not_handed_out(client):
    capture = sealed_page(LARGE, "application/pdf")
    assert asked(client, capture, range="bytes=0-3").status_code == 206
    default_storage.delete(capture.file_name)
    changed = warc_of(LARGE.replace(b"\x01", b"\x02"), ("Content-Type", "application/pdf"))
    default_storage.save(capture.file_name, ContentFile(changed))

    assert asked(client, capture, range="bytes=0-3").status_code == 404


def test_a_sealed_file_is_shown_by_its_content(client):
    for kind, content, given in (
        ("screenshot", PNG, "image/png"),
        ("print", PDF, "application/pdf"),
        ("dom", b"<html><p>Words", "text/html; charset=utf-8"),
        ("screenshot", SVG, "text/plain; charset=utf-8"),
        ("timestamp", b"\x30\x82\x00\x00", "application/octet-stream"),
    ):
        name = default_storage.save(f"{kind}/x", ContentFile(content))
        row = SealedFile.objects.create(
            name=name,
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
            kind=kind,
            sealed_at=AT,
        )
        path = path_of(file_url(row, at=timezone.now()))
        answer = client.get(path, headers={"host": HOST})
        assert (answer.status_code, answer["Content-Type"]) == (200, given)
        assert shown(answer) == content


@pytest.mark.parametrize(
    "markup",
    [
        "<link rel=preconnect href=https://example.org>",
        "<LINK\trel=dns-prefetch href=//example.org>",
        "<link/rel=stylesheet href=x>",
        "<meta http-equiv=refresh content='0;url=https://example.org'>",
        "<meta\nname=referrer content=unsafe-url>",
        "<svg><meta name=referrer content=unsafe-url></svg>",
        "<meta name=viewport content='a' http-equiv=refresh>",
        "<meta name='viewport' content='width=1'http-equiv='refresh'>",
        "<!--><meta http-equiv=refresh content=0>-->",
    ],
)
def test_elements_that_a_policy_does_not_stop_are_unmade(markup):
    assert "<meta name http-equiv content " in neutral(f"<p>{markup}<p>")
    assert "<link" not in neutral(markup).lower()


@pytest.mark.parametrize(
    "markup",
    [
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<metadata>",
        "<links>",
        "<p>a link to a meta page &lt;link&gt;",
    ],
)
def test_the_rest_of_a_page_stays_as_it_is(markup):
    assert neutral(markup) == markup


@pytest.mark.parametrize(
    ("content", "given"),
    [
        (b"<html><script>alert(1)</script><p>Words", "text/html; charset=utf-8"),
        ("<html><p>Words".encode("utf-16"), "text/html; charset=utf-8"),
        (b"Words <script>alert(1)</script>", "text/plain; charset=utf-8"),
        (PNG, "image/png"),
        (PDF, "application/pdf"),
        (
            warc_of(b"<p>Words", ("Content-Type", "text/html"), ("Set-Cookie", "a=b")),
            "text/html; charset=utf-8",
        ),
    ],
)
def test_a_deposit_is_shown_under_the_same_policy(client, content, given):
    page = a_page("https://example.org/a")
    row = deposit(
        choice=Choice(), page=page, file=[content], statement="Saved.", by=page.added_by, at=AT
    )
    run(capture_id=row.pk, worker="one", at=AT)
    row.refresh_from_db()

    answer = asked(client, row)

    assert (answer.status_code, answer["Content-Type"]) == (200, given)
    assert answer["Content-Security-Policy"] == POLICY
    assert not answer.cookies


def test_an_archive_without_the_page_is_not_shown(client):
    page = a_page("https://example.org/b")
    row = deposit(
        choice=Choice(),
        page=page,
        file=[warc_of(b"<p>x")],
        statement="Saved.",
        by=page.added_by,
        at=AT,
    )
    run(capture_id=row.pk, worker="one", at=AT)
    row.refresh_from_db()

    answer = asked(client, row)

    assert answer.status_code == 404
    assert answer.content == b"The archive holds no answer of the page's address.\n"
