"""Whatever a capture ends in, the file that is written of it passes the own checker."""

from __future__ import annotations

from io import BytesIO

import brotli
import pytest

from sources.archiver.outcomes import Outcome
from sources.archiver.sealing.conformance import Checked, check_file
from sources.archiver.sealing.record import record
from sources.archiver.values import Fetched
from tests.archiver.conftest import AGENT, AT, Fetch
from tests.archiver.hostile import NOISE, OK, crooked, slow, stream, whole
from tests.archiver.world import Answer, World

BODY = b"<!doctype html><p>Twelve soldiers were killed."
MOST = 100_000


def of(status: bytes, *headers: bytes, body: bytes = BODY) -> bytes:
    lines = [b"HTTP/1.1 " + status, *headers, b"Content-Length: %d" % len(body), b"", b""]
    return b"\r\n".join(lines) + body


ANSWERS: dict[str, tuple[Answer, Outcome]] = {
    "a page": (whole(BODY), Outcome.CAPTURED),
    "a page in br": (whole(brotli.compress(BODY), b"Content-Encoding: br"), Outcome.CAPTURED),
    "a page that begins its body at once": (
        b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + whole(BODY),
        Outcome.CAPTURED,
    ),
    "a page with more than it declares": (whole(BODY) + b"more", Outcome.CAPTURED),
    "a page with a head of lone line feeds": (
        b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + BODY,
        Outcome.CAPTURED,
    ),
    "a page with odd lines in its head": (
        OK + b"Nonsense\r\nX : y\r\nX-L: caf\xe9\r\n\r\n" + BODY,
        Outcome.CAPTURED,
    ),
    "an answer declared too large": (
        OK + b"Content-Length: 900000\r\n\r\n" + BODY * 200,
        Outcome.TOO_LARGE,
    ),
    "an answer declared too large, in its head alone": (
        OK + b"Content-Length: 900000\r\n\r\n",
        Outcome.TOO_LARGE,
    ),
    "an answer longer than it may be": (
        stream(OK + b"\r\n", iter([NOISE[:90_000]] * 4)),
        Outcome.TOO_LARGE,
    ),
    "chunks longer than they may be": (
        stream(
            OK + b"Transfer-Encoding: chunked\r\n\r\n",
            iter([b"15f90\r\n" + NOISE[:90_000] + b"\r\n"] * 4),
        ),
        Outcome.TOO_LARGE,
    ),
    "a chunk without end": (
        OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nTwelve",
        Outcome.BAD_RESPONSE,
    ),
    "chunks cut short": (
        OK + b"Transfer-Encoding: chunked\r\n\r\n6\r\nTwelve\r\nff\r\nsol",
        Outcome.TRUNCATED,
    ),
    "a body cut short": (OK + b"Content-Length: 900\r\n\r\n" + BODY, Outcome.TRUNCATED),
    "an answer refused": (of(b"403 No"), Outcome.BLOCKED),
    "a challenge": (of(b"503 No", b"cf-mitigated: challenge"), Outcome.CHALLENGE_SUSPECTED),
    "an error": (of(b"500 Oops", body=b""), Outcome.ERROR_PAGE),
    "not modified, with a length": (
        b"HTTP/1.1 304 Not Modified\r\nContent-Length: 900\r\n\r\n",
        Outcome.ERROR_PAGE,
    ),
    "an odd status": (of(b"999 "), Outcome.BLOCKED),
    "no content": (b"HTTP/1.1 204 No Content\r\n\r\n", Outcome.EMPTY),
    "damaged packing": (
        whole(b"\x1f\x8b\x08 no gzip", b"Content-Encoding: gzip"),
        Outcome.BAD_RESPONSE,
    ),
    "a redirect without end": (
        of(b"302 Found", b"Location: /", b"Set-Cookie: a=1", body=b""),
        Outcome.TOO_MANY_REDIRECTS,
    ),
    "a redirect to no place": (of(b"302 Found", b"Location: http://10.0.0.1/"), Outcome.REFUSED),
} | dict(crooked())


def defects(fetched: Fetched) -> list[str]:
    file = record(fetched.hops, at=AT, agent=AGENT, provenance={"said": "so"})
    found = [*check_file(BytesIO(file.content), "file.warc.gz")]
    checked = found.pop()
    assert isinstance(checked, Checked)
    assert checked.records == len(file.record_ids) == 2 + 2 * len(fetched.hops)
    return [str(one) for one in found]


@pytest.mark.parametrize("name", ANSWERS)
def test_the_file_of_an_outcome_has_no_defect(world: World, fetch_from: Fetch, name: str) -> None:
    answer, outcome = ANSWERS[name]
    world.pages["/"] = world.pages["/?"] = answer

    fetched = fetch_from("/", wire_bytes=MOST)

    assert fetched.outcome is outcome, fetched.reason
    if fetched.hops:
        assert defects(fetched) == []


@pytest.mark.parametrize("name", slow())
def test_the_file_of_what_came_too_late_has_no_defect(
    world: World, fetch_from: Fetch, name: str
) -> None:
    world.pages["/"], _outcome = slow()[name]

    fetched = fetch_from("/", total_seconds=0.3)

    if fetched.hops:
        assert defects(fetched) == []


def test_of_an_answer_that_is_not_read_no_part_is_kept(world: World, fetch_from: Fetch) -> None:
    """A part of a body with a digest of nothing is no evidence of either."""
    head = OK + b"Content-Length: 900000\r\n\r\n"
    world.pages["/"] = head + BODY

    last = fetch_from("/", wire_bytes=MOST).last

    assert last is not None
    assert (last.response, last.payload, last.truncated) == (head, b"", "length")
