"""The provenance sheet: everything about how a copy came about, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from claims.presentation.evidence.provenance import FOLDED, HEADERS_SHOWN, flattened
from sources.archiver.sentences import as_json, say
from sources.models import Capture
from sources.reads.provenance import request_head, worker_label
from tests.archiver.authority import Authority, openssl
from tests.factories import a_citation, a_claim, a_quotation, a_user, later
from tests.markup import folded
from tests.public.captures import a_capture, a_finding, failed, waiting
from tests.public.conftest import Read
from tests.sources.authorities import a_sealed_file, configure, stamp_all, with_another_byte
from tracker.base.ledger.models import Entry
from tracker.base.ledger.operations import enter

HOP: dict[str, Any] = {
    "url": "https://example.org/a",
    "addresses": ["192.0.2.7", "2001:db8::7"],
    "connected_to": "192.0.2.7",
    "port": 443,
    "allowed_by": "",
    "started_at": "2026-03-01T12:00:00.250000+00:00",
    "request": "GET /a HTTP/1.1\r\nHost: example.org\r\nUser-Agent: Counterclaim\r\n\r\n",
    "status": 200,
    "headers": [["Server", "nginx"], ["Set-Cookie", "a=1"], ["Set-Cookie", "b=2"]],
    "wire_size": 812,
    "wire_sha256": "11" * 32,
    "payload_size": 400,
    "payload_sha256": "22" * 32,
    "truncated": "",
    "tls": {"version": "TLSv1.3", "cipher": "TLS_AES_256", "certificate_sha256": "33" * 32},
}
SHEET: dict[str, Any] = {
    "requested_url": "http://example.org/a",
    "at": "2026-03-01T12:00:00+00:00",
    "seconds": 1.25,
    "clock": {
        "synchronised": True,
        "offset_microseconds": 12,
        "estimated_error_microseconds": 7,
        "maximum_error_microseconds": 900,
    },
    "agent": "Counterclaim/0.1",
    "limits": {"wire_bytes": 25_000_000, "total_seconds": 60.0, "redirects": 10, "of_mine": 3},
    "hops": [HOP | {"url": "http://example.org/a", "status": 301, "tls": None}, HOP],
    "software": {"python": "3.11", "openssl": "OpenSSL 3.0.19"},
    "requested_by": 77_777,
    "worker": "host-in-the-cellar/4711",
    "attempts": 2,
    "unheard_of": {"new": ["thing"]},
}


def captured(**fields: Any) -> Capture:
    return a_capture(
        a_citation().page, **{"provenance": SHEET, "taken_by": "host-in-the-cellar/4711"} | fields
    )


def sheet_of(capture: Capture, suffix: str = "/") -> str:
    return f"/evidence/captures/{capture.pk}/provenance{suffix}"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    authority = Authority(tmp_path_factory.mktemp("one"))
    yield authority
    authority.close()


@pytest.fixture
def stamping(authority: Authority, settings: Settings, tmp_path: Path) -> Authority:
    """An authority is configured, and files go to a folder of this test's own."""
    configure(settings, tmp_path / "roots", one=authority)
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "evidence")},
        }
    }
    return authority


def stamped_capture(**fields: Any) -> Capture:
    """A capture of a cited page whose file is kept and timestamped."""
    file = a_sealed_file()
    stamp_all()
    return captured(file_name=file.name, file_sha256=file.sha256, file_size=file.size, **fields)


def test_the_sheet_tells_every_hop(read: Read) -> None:
    page = read(sheet_of(captured()))

    assert "Request 1 of 2" in page
    assert "GET /a HTTP/1.1" in page
    assert page.count("Set-Cookie") == 4
    assert "2001:db8::7" in page
    assert "TLSv1.3, TLS_AES_256" in page
    assert "33" * 32 in page
    assert "None: the connection was not protected." in page
    assert "12 µs still to correct, at most 900 µs off" in page
    assert "60 seconds" in page
    assert "unheard of: new 1" in page


def test_readers_learn_the_role_of_who_asked_and_the_desk_the_name(
    read: Read, client: Client
) -> None:
    asker = a_user(name="Ines Qvist")
    capture = captured(requested_by=asker)

    for path in (sheet_of(capture), sheet_of(capture, ".json")):
        page = read(path)
        assert "Ines" not in page
        assert "77777" not in page
        assert "cellar" not in page
    assert "Fact-checker" in read(sheet_of(capture))
    client.force_login(a_user(), "django.contrib.auth.backends.ModelBackend")
    assert "Ines Qvist" in read(sheet_of(capture))
    assert "Ines" not in read(sheet_of(capture, ".json"))


def test_the_api_tells_no_worker_either_and_leads_to_the_sheet(client: Client, db: None) -> None:
    capture = captured()

    told = client.get(f"/api/v1/captures/{capture.pk}/").json()

    assert "worker" not in told["provenance"]
    assert told["provenance_sheet"].endswith(sheet_of(capture, ".json"))


def test_a_worker_has_one_label_that_tells_nothing() -> None:
    assert worker_label("host/1") == worker_label("host/1") != worker_label("host/2")
    assert "host" not in worker_label("host/1")
    assert worker_label("") == ""


def test_the_json_has_the_documented_parts(read: Read) -> None:
    told = json.loads(read(sheet_of(captured(), ".json")))
    documented = (Path(__file__).parents[3] / "docs" / "provenance.md").read_text()

    assert told["format"] == "counterclaim-provenance/1"
    assert told["hops"][1]["request"]["headers"][0] == ["Host", "example.org"]
    assert told["times"]["started_at"] == "2026-03-01T12:00:00.000000Z"
    assert told["recorded"]["clock"] == SHEET["clock"]
    assert [part for part in told if f"`{part}`" not in documented] == []


def test_what_was_recorded_can_be_held_against_the_ledger(read: Read) -> None:
    capture = captured()
    enter(kind="capture", subject=str(capture.pk), content={}, at=later(hours=1))

    told = json.loads(read(sheet_of(capture, ".json")))
    page = read(sheet_of(capture))

    entry = Entry.objects.get(kind="capture")
    assert [each["position"] for each in told["ledger"]] == [entry.position]
    assert told["ledger"][0]["sha256"] in page
    assert "timestamped once a day" in page


def test_hostile_headers_are_shown_and_nothing_more(read: Read) -> None:
    headers = [
        ["X-Evil", "<script>alert(1)</script>"],
        ['"><img src=x onerror=alert(2)>', "a"],
        ["X-Long", "<b>" + "A" * 5000],
        ["X-Broken"],
    ]
    hop = HOP | {"headers": headers, "request": "<svg onload=x>\r\nno colon here\r\n\r\nbody"}

    page = read(sheet_of(captured(provenance=SHEET | {"hops": [hop]})))

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<svg onload" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "(5003 characters)" in page
    assert f"&lt;b&gt;{'A' * (FOLDED - 3)}…" in page


def test_thousands_of_headers_do_not_bury_the_sheet(read: Read) -> None:
    hop = HOP | {"headers": [["X-Many", "value"]] * 3000}

    page = read(sheet_of(captured(provenance={"hops": [hop]})))

    assert page.count("X-Many") == HEADERS_SHOWN
    assert f"{3000 - HEADERS_SHOWN} more headers stand in the JSON." in page


@pytest.mark.parametrize(
    "provenance",
    [
        {},
        {"hops": None, "limits": [], "clock": "late", "software": 3, "seconds": None, "at": "soon"},
        {"hops": ["x", {}, {"headers": [[]], "tls": "no", "addresses": None}], "at": "2026-99-99"},
    ],
)
def test_an_old_or_odd_record_still_has_a_sheet(read: Read, provenance: dict[str, Any]) -> None:
    capture = captured(provenance=provenance)

    assert "Provenance sheet" in read(sheet_of(capture))
    assert json.loads(read(sheet_of(capture, ".json")))["recorded"] == provenance


def test_a_capture_that_failed_or_waits_has_a_sheet(read: Read) -> None:
    page = a_citation().page

    assert "The site did not answer." in read(sheet_of(failed(page, "The site did not answer.")))
    assert "Nothing was kept." in read(sheet_of(waiting(page)))


def test_attempts_before_are_told(read: Read) -> None:
    tries = [
        {
            "at": "2026-03-01T11:00:00+00:00",
            "outcome": "timeout",
            "reason": [],
            "http_status": None,
        },
        {
            "at": "odd",
            "outcome": "unheard_of",
            "reason": as_json(say("fetch.status_unnamed", status=503)),
            "http_status": 503,
        },
    ]

    page = folded(read(sheet_of(captured(tries=tries))))

    assert "The site did not finish its answer within the time allowed." in page
    assert "The site answered with status 503. (HTTP 503)" in page


def test_the_quotations_of_a_draft_are_not_for_readers(read: Read) -> None:
    quotation = a_quotation(exact="twenty men")
    a_citation(page=quotation.page)
    a_citation(a_claim(draft=True), page=quotation.page, quotation=quotation)
    capture = a_capture(quotation.page, "They say twenty men fell.")
    a_finding(quotation, capture, matched="twenty men")

    assert "twenty men" not in read(sheet_of(capture))
    assert "twenty men" not in read(sheet_of(capture, ".json"))


def test_a_drafts_page_has_no_sheet_for_readers(read: Read) -> None:
    capture = a_capture(a_citation(a_claim(draft=True)).page)

    read(sheet_of(capture), expect=404)
    read(sheet_of(capture, ".json"), expect=404)


def test_the_line_that_is_printed_is_the_line_that_works(
    stamping: Authority, read: Read, client: Client, tmp_path: Path, db: None
) -> None:
    capture = stamped_capture()
    told = json.loads(read(sheet_of(capture, ".json")))["timestamps"][0]
    words = told["command"].split()
    folder = tmp_path / "taken away"
    folder.mkdir()
    for url in (
        told["token_url"],
        told["certificates_url"],
        f"/evidence/captures/{capture.pk}/file/",
    ):
        answer = client.get(url.removeprefix("http://localhost:8000"))
        name = answer["Content-Disposition"].split("filename=")[1].strip('"')
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        (folder / name).write_bytes(content)

    run = openssl(
        *(str(folder / word) if (folder / word).is_file() else word for word in words[1:])
    )

    assert run.stdout.strip() == "Verification: OK"
    assert told["holds"] is True
    assert told["command"] in read(f"/evidence/captures/{capture.pk}/")
    assert told["command"] in read(sheet_of(capture))
    assert told["command"] in read(f"/evidence/{capture.page_id}/")


def test_a_timestamp_that_no_longer_holds_is_said_to(
    stamping: Authority, read: Read, tmp_path: Path
) -> None:
    capture = stamped_capture()
    (token,) = (tmp_path / "evidence").rglob("*.tsr")
    token.chmod(0o600)
    token.write_bytes(with_another_byte(token.read_bytes()))

    page = folded(read(sheet_of(capture)))

    assert "It does not hold. The kept timestamp was altered" in page


def test_a_timestamp_of_a_drafts_page_is_not_for_readers(
    stamping: Authority, read: Read, client: Client, db: None
) -> None:
    file = a_sealed_file()
    (row,) = stamp_all()
    a_capture(a_citation(a_claim(draft=True)).page, file_name=file.name, file_sha256=file.sha256)

    for what in ("token", "certificates"):
        read(f"/evidence/timestamps/{row.pk}/{what}/", expect=404)
    client.force_login(a_user(), "django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/evidence/timestamps/{row.pk}/token/").status_code == 200


def test_a_timestamp_that_waits_is_no_download(read: Read, stamping: Authority, db: None) -> None:
    stamping.answer = lambda _: (503, "text/html", b"")
    try:
        capture = stamped_capture()
    finally:
        stamping.answer = stamping.reply
    page = read(f"/evidence/captures/{capture.pk}/")

    assert "the authority will be asked again" in page
    assert "(HTTP status 503)" in page
    assert "openssl" not in page
    read("/evidence/timestamps/1/token/", expect=404)


def test_where_no_authority_is_configured_the_page_says_so(read: Read) -> None:
    capture = captured()

    for path in (sheet_of(capture), f"/evidence/captures/{capture.pk}/"):
        assert "nobody but us vouches for the time" in read(path)


def test_a_request_is_taken_apart_line_by_line() -> None:
    assert request_head("GET / HTTP/1.1\r\nHost: a:1\r\nodd\r\n\r\n") == (
        "GET / HTTP/1.1",
        [["Host", "a:1"], ["odd", ""]],
    )
    assert request_head("") == ("", [])


def test_what_has_no_place_of_its_own_is_laid_out() -> None:
    told = {"a_b": {"c": [1, {"d": "x"}]}, "empty": "", "none": None}

    assert list(flattened(told)) == [("a b: c 1", "1"), ("a b: c 2: d", "x")]
