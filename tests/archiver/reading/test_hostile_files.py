"""Every hostile file ends in a named state within the limits, and the worker stays small."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sources.archiver.reading import extract as extracting
from sources.archiver.reading import pdf as pdf_reader
from sources.archiver.reading.extract import extract
from sources.archiver.values import MIB, Extraction, ExtractionState, Limits
from tests.archiver.waiting import IN_TIME
from tests.suites import hostile_files
from tests.suites.outside import Take

LIMITS = Limits(extract_seconds=20)
WORKER_BYTES = 256 * MIB
PDF = "application/pdf"
UNREAD = {pdf_reader.DAMAGED, pdf_reader.NO_TEXT, pdf_reader.LOCKED, pdf_reader.TOO_LONG}
"""Why a PDF may not be read, if its reader is not broken off."""


def declared(path: Path) -> str:
    return "image/svg+xml" if path.suffix == ".svg" else PDF


def largest() -> int:
    """Bytes that this process ever held at once."""
    kilo = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * kilo


def read(bodies: dict[str, tuple[bytes, str]], limits: Limits = LIMITS) -> dict[str, Extraction]:
    """Read each within its time: no reader is waited for much longer than it may take."""
    found = {}
    for name, (body, content_type) in bodies.items():
        began = time.monotonic()
        found[name] = extract(body, content_type, limits=limits)
        most = limits.extract_seconds + extracting.GRACE_SECONDS + extracting.END_SECONDS
        assert time.monotonic() - began < most + IN_TIME, name
    return found


def pdfs(bodies: dict[str, bytes], limits: Limits = LIMITS) -> dict[str, Extraction]:
    return read({name: (body, PDF) for name, body in bodies.items()}, limits)


def is_named(found: Extraction) -> bool:
    if found.state is ExtractionState.DONE:
        return found.text != "" and found.reason == ()
    return found.state is not ExtractionState.NOT_TRIED and found.reason != ()


def test_a_sound_file_is_read() -> None:
    found = extract(hostile_files.SOUND, PDF, limits=LIMITS)

    assert (found.state, found.text) == (ExtractionState.DONE, hostile_files.WORDS)


@pytest.mark.parametrize("make", [hostile_files.acting, hostile_files.carrying])
def test_what_a_file_would_do_or_carries_is_neither_done_nor_read(make) -> None:
    found = {name: (one.state, one.text) for name, one in pdfs(make()).items()}

    sound = (ExtractionState.DONE, hostile_files.WORDS)
    assert {name: one for name, one in found.items() if one != sound} == {}
    assert len(found) > 8


def test_a_broken_file_is_mended_or_named() -> None:
    found = pdfs(hostile_files.broken())

    strays = {
        name: one
        for name, one in found.items()
        if not {sentence.code.removeprefix("page.") for sentence in one.reason} <= UNREAD
    }
    assert strays == {}
    assert [name for name, one in found.items() if not is_named(one)] == []
    assert {one.state for one in found.values()} == {ExtractionState.DONE, ExtractionState.FAILED}


def test_a_file_that_is_cut_off_is_never_taken_for_whole() -> None:
    cut = [one for name, one in pdfs(hostile_files.broken()).items() if name.startswith("cut")]

    assert len(cut) > 10
    assert {one.state for one in cut} == {ExtractionState.FAILED}


def test_a_file_that_goes_round_or_grows_ends_within_the_limits() -> None:
    bodies = hostile_files.growing()
    before = largest()
    found = pdfs(bodies, Limits(extract_seconds=1))

    assert len(found) > 25
    assert [name for name, one in found.items() if not is_named(one)] == []
    assert largest() - before < WORKER_BYTES // 4


def test_no_text_is_looked_for_in_pictures_and_archives() -> None:
    found = read(hostile_files.pictures())

    assert len(found) > 20
    assert {one.state for one in found.values()} == {ExtractionState.UNSUPPORTED}
    assert {one.text for one in found.values()} == {""}


def test_no_entity_is_followed() -> None:
    found = read(hostile_files.outside_entities())

    assert len(found) > 18
    assert {one.state for one in found.values()} == {ExtractionState.FAILED}
    assert {one.text for one in found.values()} == {""}


def test_what_nests_or_grows_ends_within_the_limits() -> None:
    bodies = hostile_files.large()
    before = largest()
    found = read(bodies, Limits(extract_seconds=0.5))

    assert len(found) > 20
    assert {one.state for one in found.values()} > {ExtractionState.DONE, ExtractionState.FAILED}
    assert [name for name, one in found.items() if not (one.reason or one.state == "done")] == []
    assert largest() - before < WORKER_BYTES // 4


def test_the_files_of_others_end_in_a_named_state(outside: Take) -> None:
    files = outside("hostile_pdfs")
    before = largest()
    found = {path.name: extract(path.read_bytes(), declared(path), limits=LIMITS) for path in files}

    assert [name for name, one in found.items() if not is_named(one)] == []
    # A known kind of failure, not merely a reader that broke.
    assert [name for name, one in found.items() if one.reason == extracting.BROKE] == []
    assert largest() - before < 32 * MIB


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
