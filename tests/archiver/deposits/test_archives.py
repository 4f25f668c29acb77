"""In an archive that a person brought the page is found, or it is said why not."""

from __future__ import annotations

import gzip
import io
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

import brotli
import pytest

from sources.archiver.deposits.archives import (
    ArchivedAnswer,
    Files,
    Index,
    NotFoundError,
    choose,
)
from sources.archiver.deposits.unpack import UnpackError, count_contradictions, find, unpack
from sources.archiver.values import Limits
from tests.archiver.warcs import Made, a_record, again, answered, info, packed, plain
from tests.sources.depositing import wacz

REPORTED = Path(__file__).resolve().parents[2] / "suites" / "reported" / "archives"
STORY = "http://127.0.0.1:8670/story"
WORDS = b"84 soldiers were killed"
URL = "http://news.example/a"
PAGE = b"<p>Twelve soldiers"
OTHER = b"<p>Ten soldiers"
LIMITS = Limits()
HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


def answer(
    body: bytes = PAGE,
    *,
    url: str = URL,
    status: str = "200 OK",
    date: str = "2026-03-01T12:00:00Z",
    headers: str = "",
    name: str = "1",
    **fields: str,
) -> Made:
    head = f"HTTP/1.1 {status}\r\n{headers}\r\n".encode()
    made = answered(body, head)
    return made.but(
        WARC_Target_URI=url,
        WARC_Date=date,
        WARC_Record_ID=f"<urn:uuid:{name}>",
        WARC_Concurrent_To=None,
        **fields,
    )


def files(*contents: bytes) -> Files:
    @contextmanager
    def opened(content: bytes) -> Iterator[BinaryIO]:
        yield io.BytesIO(content)

    return [partial(opened, content) for content in contents]


def page(*contents: bytes, url: str = URL) -> bytes:
    return find(files(*contents), url, LIMITS).body


def why_not(*contents: bytes, url: str = URL) -> str:
    with pytest.raises(NotFoundError) as found:
        find(files(*contents), url, LIMITS)
    return found.value.why


@pytest.mark.parametrize(
    "name",
    [
        "04-revisit-last.warc.gz",
        "05-revisit-other-url.warc.gz",
        "06-then-304.warc.gz",
        "07-then-429.warc.gz",
        "09-resource.warc.gz",
        "12-brotli.warc.gz",
        "13-gzip-decoded.warc.gz",
    ],
)
def test_the_page_is_found_in_the_reported_archives(name: str) -> None:
    assert WORDS in page((REPORTED / name).read_bytes(), url=STORY)


def test_an_address_is_found_that_the_record_writes_as_an_iri() -> None:
    content = (REPORTED / "10-iri.warc").read_bytes()
    iri = content.split(b"WARC-Target-URI: ", 1)[1].split(b"\r\n", 1)[0].decode()

    assert WORDS in page(content, url=iri)
    assert WORDS in page(content, url=quote(iri, safe="/:"))


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("http://news.example/caf\u00e9", "http://news.example/caf%C3%A9"),
        ("http://news.example/caf%c3%a9", "http://news.example/caf\u00e9"),
        ("HTTP://NEWS.example:80/a", "http://news.example/a"),
        ("https://news.example/a", "http://news.example/a"),
        ("http://news.example/a#top", "http://news.example/a"),
        ("http://\u043d\u043e\u0432\u043e\u0441\u0442\u0438.example/a", "http://xn--b1amnebsh.example/a"),
        ("<http://news.example/a>", "http://news.example/%61"),
        ("http://news.example/b/../a", "http://news.example/a"),
    ],
)  # fmt: skip
def test_an_address_is_one_however_it_is_written(written: str, asked: str) -> None:
    assert page(packed(info(), answer(url=written)), url=asked) == PAGE


@pytest.mark.parametrize(
    "later",
    [
        answer(b"", status="304 Not Modified"),
        answer(b"slow", status="429 Too Many Requests"),
        answer(b"", status="302 Found", headers="Location: /a\r\n"),
        answer(b"", status="301 Moved", headers="Location: http://news.example/a#x\r\n"),
        answer(b"<p>part", status="206 Partial Content"),
        answer(b"<p>Twelve", WARC_Truncated="length"),
        answer(b"", status="500 Oops"),
        answer(b"", status="301 Moved", headers="Location: http://news.example/elsewhere\r\n"),
    ],
    ids=["304", "429", "itself", "itself, fragment", "206", "cut", "500", "led elsewhere"],
)
def test_a_whole_answer_counts_before_any_other(later: Made) -> None:
    later.but(WARC_Date="2026-05-01T12:00:00Z", WARC_Record_ID="<urn:uuid:2>")

    assert page(packed(info(), answer(), later)) == PAGE
    assert page(packed(later, answer())) == PAGE


def test_of_two_whole_answers_the_later_one_counts_wherever_it_stands() -> None:
    old, new = answer(OTHER), answer(date="2026-04-01T12:00:00Z", name="2")

    assert page(packed(old, new)) == page(packed(new, old)) == PAGE
    assert page(packed(new), packed(old)) == page(packed(old), packed(new)) == PAGE


def test_the_answer_to_a_form_is_not_the_page() -> None:
    posted = answer(OTHER, date="2026-06-01T12:00:00Z", name="2")
    request = a_record(
        "request",
        "<urn:uuid:9>",
        b"POST /a HTTP/1.1\r\nHost: news.example\r\n\r\n",
        Content_Type="application/http;msgtype=request",
        WARC_Target_URI=URL,
        WARC_Concurrent_To="<urn:uuid:2>",
    )

    assert page(packed(answer(), posted, request)) == PAGE
    assert why_not(packed(posted, request)) == "posted"


def test_redirects_are_followed_across_files_and_rings_end() -> None:
    moved = answer(b"", status="301 Moved", headers="Location: /b\r\n")
    back = answer(b"", url="http://news.example/b", status="302 x", headers="Location: /a\r\n")

    assert page(packed(moved), packed(answer(url="http://news.example/b", name="2"))) == PAGE
    assert why_not(packed(moved)) == "leads_out"
    assert why_not(packed(moved, back)) == "redirects_in_a_ring"


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"WARC_Refers_To": None},
        {
            "WARC_Refers_To": None,
            "WARC_Refers_To_Target_URI": None,
            "WARC_Refers_To_Date": None,
        },
    ],
    ids=["by its name", "by address and date", "by its digest"],
)
def test_a_revisit_leads_to_the_answer_it_names_in_any_file(fields: dict[str, None]) -> None:
    first = answered(PAGE, HTML).but(WARC_Target_URI="http://news.example/other")
    revisit = again().but(WARC_Refers_To_Target_URI="http://news.example/other").but(**fields)

    assert page(packed(revisit), packed(first)) == PAGE
    assert page(packed(first, revisit)) == PAGE


def test_an_archive_of_many_looks_at_one_page_is_gone_through_once() -> None:
    """Each look refers to an answer that is not there; none is looked for among all others."""
    fields = {
        "warc-target-uri": URL,
        "warc-refers-to-target-uri": URL,
        "warc-refers-to-date": "2020-01-01T00:00:00Z",
    }
    found = Index()
    for number in range(20_000):
        found.add(ArchivedAnswer(0, number, "revisit", fields, 0))
    began = time.process_time()

    with pytest.raises(NotFoundError, match="revisit_alone"):
        choose(found, URL)
    assert time.process_time() - began < 15  # each with each would take minutes


def test_a_revisit_without_its_answer_says_so() -> None:
    assert why_not(packed(info(), again())) == "revisit_alone"


def test_records_that_have_no_head_of_http_are_pages_too() -> None:
    resource = a_record("resource", "<urn:uuid:1>", PAGE, WARC_Target_URI=URL)
    conversion = a_record("conversion", "<urn:uuid:2>", OTHER, WARC_Target_URI=URL)
    for one in (resource, conversion):
        one.but(Content_Type="text/html")

    found = find(files(packed(conversion, resource)), URL, LIMITS)

    assert (found.body, found.facts["status"], found.facts["content_type"]) == (
        PAGE,
        0,
        "text/html",
    )
    assert page(packed(conversion)) == OTHER


def test_a_file_cut_after_the_page_is_read_and_one_cut_in_it_says_so() -> None:
    after = answer(OTHER * 5000, url="http://news.example/b", name="2")

    assert page(packed(answer(), after)[:-40]) == PAGE
    assert why_not(plain(after, answer())[:-10]) == "record_cut"
    assert why_not(packed(after)[:-40]) == "damaged"


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (answer(url="http://news.example/b"), "not_there"),
        (answer(b"\x1f\x9d", headers="Content-Encoding: compress\r\n"), "coding_not_read"),
        (answer(brotli.compress(PAGE)[:-3], headers="Content-Encoding: br\r\n"), "coding_damaged"),
        (answer(bytes(90_000_000)), "record_too_large"),
        (
            answer(gzip.compress(bytes(90_000_000)), headers="Content-Encoding: gzip\r\n"),
            "unpacked_too_large",
        ),
    ],
    ids=["elsewhere", "coding", "damaged coding", "large", "bomb"],
)
def test_what_cannot_be_read_has_its_true_reason(made: Made, why: str) -> None:
    assert why_not(packed(info(), made)) == why


def test_what_contradicts_itself_is_counted() -> None:
    false = answer().but(WARC_Block_Digest=answered(OTHER, HTML).fields["WARC-Block-Digest"])

    assert count_contradictions(files(packed(info(), false))) == {"block_digest_untrue": 1}
    assert count_contradictions(files(plain(info(), answer()))) == {}


def test_an_archive_is_read_in_a_process_of_its_own() -> None:
    package = wacz(warc=packed(info(), answer()))

    with io.FileIO("/dev/null") as nothing, pytest.raises(UnpackError):
        unpack(nothing, "warc", URL, limits=LIMITS)
    with tempfile.TemporaryFile() as kept:
        kept.write(package)
        kept.flush()
        found = unpack(kept, "wacz", URL, limits=LIMITS)

    assert (found.body, found.date, found.kind) == (PAGE, "2026-03-01T12:00:00Z", "response")
    assert found.contradictions == {}
