"""Content codings are taken off as browsers take them off, within limits."""

from __future__ import annotations

import gzip
import random
import sys
import zlib

import brotli
import pytest

from sources.archiver.network import content_coding
from sources.archiver.network.content_coding import decode_content

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

BODY = "<!doctype html><p>Twelve soldiers were killed near Гао.".encode() * 3000
LIMIT = 1_000_000


def decoded(payload: bytes, coding: str, limit: int = LIMIT) -> bytes:
    return decode_content(payload, coding, limit=limit, layers=3)


@pytest.mark.parametrize(
    ("coding", "payload"),
    [
        ("br", brotli.compress(BODY)),
        ("BR", brotli.compress(BODY)),
        ("zstd", zstd.compress(BODY)),
        ("zstd", zstd.compress(BODY[:900]) + zstd.compress(BODY[900:])),
        ("gzip, br", brotli.compress(gzip.compress(BODY, mtime=0))),
        ("zstd, gzip", gzip.compress(zstd.compress(BODY), mtime=0)),
    ],
    ids=["br", "case", "zstd", "frames", "gzip in br", "zstd in gzip"],
)
def test_younger_codings_are_taken_off(coding: str, payload: bytes) -> None:
    assert decoded(payload, coding) == BODY


@pytest.mark.parametrize("label", ["none", "binary", "utf-8", "UTF-8", "identity", "8bit", ", ,"])
def test_a_label_that_names_no_coding_changes_nothing(label: str) -> None:
    assert decoded(BODY, label) == BODY
    assert decoded(gzip.compress(BODY, mtime=0), f"{label}, gzip") == BODY


@pytest.mark.parametrize("label", ["gzip", "x-gzip", "br", "zstd", "deflate", "gzip, gzip"])
def test_a_label_on_a_plain_body_is_not_believed(label: str) -> None:
    assert decoded(BODY, label) == BODY


@pytest.mark.parametrize("label", ["br", "deflate"])
@pytest.mark.parametrize("body", [b"84", b"a" * 300, b'"06', b"02L", "٨٤ جنديا".encode()])
def test_no_plain_body_is_called_cut_short_because_of_its_label(label: str, body: bytes) -> None:
    assert decoded(body, label) == body


def test_a_layer_that_yields_nothing_at_first_is_taken_off_as_well() -> None:
    """The first piece of the outer layer is less than one of its blocks."""
    letters = bytes(random.Random(7).choices(range(64), k=300_000))
    inner = zstd.compress(letters, level=-100)

    assert decoded(zstd.compress(inner), "zstd, zstd") == letters


def test_a_second_label_on_a_body_packed_once_is_not_believed() -> None:
    assert decoded(gzip.compress(BODY, mtime=0), "gzip, gzip") == BODY


def test_one_label_takes_off_one_layer() -> None:
    once = gzip.compress(BODY, mtime=0)

    assert decoded(gzip.compress(once, mtime=0), "gzip") == once


@pytest.mark.parametrize("coding", ["compress", "dcb", "gzip, exi"])
def test_a_coding_that_is_not_read_is_named(coding: str) -> None:
    with pytest.raises(content_coding.UnknownCodingError):
        decoded(b"\x1f\x9d\x90", coding)


@pytest.mark.parametrize(
    ("coding", "pack"), [("br", brotli.compress), ("zstd", zstd.compress), ("gzip", gzip.compress)]
)
def test_what_is_cut_short_damaged_or_a_bomb_is_told_apart(coding: str, pack) -> None:
    packed = pack(BODY)
    with pytest.raises(content_coding.CutCodingError):
        decoded(packed[:-9], coding)
    with pytest.raises(content_coding.CodingError):
        decoded(packed[:8] + b"\xff" * 40, coding)
    with pytest.raises(content_coding.DecodedTooLargeError):
        decoded(pack(bytes(60_000_000)), coding)


def test_a_window_beyond_that_of_the_web_is_not_opened() -> None:
    """RFC 9659: at most 8 MiB."""
    options = {zstd.CompressionParameter.window_log: 27}
    engine = zstd.ZstdCompressor(options=options)
    packed = engine.compress(BODY) + engine.compress(zlib.compress(BODY)) + engine.flush()

    with pytest.raises(content_coding.BrokenCodingError):
        decoded(packed, "zstd")
