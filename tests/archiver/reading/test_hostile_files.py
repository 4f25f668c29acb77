"""Every hostile file ends in a named state within the limits, and the worker stays small."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest

from sources.archiver.reading import extract as extracting
from sources.archiver.reading.extract import extract
from sources.archiver.values import MIB, ExtractionState, Limits

SUITE = Path(__file__).resolve().parents[3].parent / "shared" / "suites" / "hostile_pdfs"
LIMITS = Limits(extract_seconds=20)
WORKER_BYTES = 256 * MIB


def declared(path: Path) -> str:
    return "image/svg+xml" if path.suffix == ".svg" else "application/pdf"


def largest() -> int:
    """Bytes that this process ever held at once."""
    kilo = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * kilo


@pytest.mark.skipif(not SUITE.is_dir(), reason="../shared/suites is not here")
def test_every_hostile_file_ends_in_a_named_state() -> None:
    files = sorted(path for path in SUITE.iterdir() if path.is_file())
    assert len(files) > 30
    before = largest()
    for path in files:
        began = time.monotonic()
        found = extract(path.read_bytes(), declared(path), limits=LIMITS)

        assert found.state is not ExtractionState.NOT_TRIED, path.name
        assert found.text if found.state is ExtractionState.DONE else found.reason, path.name
        # A known kind of failure, not merely a reader that broke.
        assert found.reason != extracting.BROKE, path.name
        assert time.monotonic() - began < LIMITS.extract_seconds + extracting.GRACE_SECONDS
    assert largest() - before < 32 * MIB


def bomb(words: bytes, layers: int = 1) -> bytes:
    """A PDF whose one page unpacks to very much."""
    for _ in range(layers):
        words = zlib.compress(words, 9)
    filters = b"[" + b"/FlateDecode " * layers + b"]"
    return (
        b"%PDF-1.4\n1 0 obj<</Pages 2 0 R>>endobj 2 0 obj<</Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Filter " + filters + b"/Length %d>>stream\n" % len(words) + words + b"\n"
        b"endstream endobj\ntrailer<</Root 1 0 R>>"
    )


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (bomb(b"q " * 20_000_000), "application/pdf"),
        (bomb(b"\0" * 200_000_000, 2), "application/pdf"),
        (b"<div><table>" * 200_000, "text/html"),
        (b"<p " + b" ".join(b"a%d=1" % number for number in range(50_000)) + b">x", "text/html"),
        (b"<a" * 1_000_000, "text/html"),
        (b"&" * 3_000_000, "text/html"),
        (b'{"a":' * 500_000, "application/json"),
        (b"<rss>" * 300_000, "application/rss+xml"),
        (bytes(range(256)) * 4_000, "text/plain"),
        (b"<pre>" + b"\t" * 1_000_000 + b"x", "text/html"),
    ],
    ids=["pdf", "layers", "tables", "attributes", "tags", "amps", "json", "rss", "bytes", "tabs"],
)
def test_what_grows_or_nests_ends_within_the_limits(body: bytes, content_type: str) -> None:
    before, began = largest(), time.monotonic()

    found = extract(body, content_type, limits=Limits(extract_seconds=1))

    assert found.text or found.reason or found.state is ExtractionState.DONE
    assert time.monotonic() - began < 1 + extracting.GRACE_SECONDS + extracting.END_SECONDS
    assert largest() - before < WORKER_BYTES // 4


WORKER = """
import re
from sources.archiver.pipeline import extract, verify_all
from sources.archiver.values import Limits, Quote
for body, kind in ((b"<p>Twelve men fled. " * 60_000, "text/html"), (b"%PDF-1.4" * 3_000_000, "")):
    found = extract(body, kind, limits=Limits())
    verify_all([Quote("Thirteen men fled")], found)
print(re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())[1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_worker_alone_is_far_below_what_it_may_hold() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WORKER], cwd=extracting.ROOT, capture_output=True, check=True
    )

    assert int(done.stdout) * 1024 < WORKER_BYTES
