"""Read the visible text of a body in a process of its own, with limits on CPU, memory and time.

What is fetched is hostile until shown otherwise; a parser that hangs, grows or crashes takes only
its own process along, and the outcome is "extraction failed", which never means "no such words".
"""

import json
import subprocess
import sys
from pathlib import Path

from sources.archiver.values import Extraction, ExtractionState, Limits, gettext_noop

ROOT = Path(__file__).resolve().parents[2]
READER = "sources.archiver.reading"
# C.UTF-8 and a fixed hash seed: the same bytes always read the same.
ENVIRONMENT = {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}

LATE = gettext_noop("Reading the page took too long.")
BROKE = gettext_noop("The page could not be read; the reader broke off.")


def extract(body: bytes, content_type: str, *, limits: Limits) -> Extraction:
    """Read a decoded body.

    Args:
        body: bytes without any coding.
        content_type: the Content-Type header, or nothing.
        limits: time, CPU, memory and length of the text.
    """
    task = {
        "content_type": content_type,
        "cpu_seconds": limits.extract_cpu_seconds,
        "memory_bytes": limits.extract_memory_bytes,
        "text_characters": limits.text_characters,
    }
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module, no shell
            [sys.executable, "-B", "-m", READER],
            input=json.dumps(task).encode() + b"\n" + body,
            capture_output=True,
            timeout=limits.extract_seconds,
            cwd=ROOT,
            env=ENVIRONMENT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Extraction(ExtractionState.FAILED, reason=LATE)
    return _answer(done.returncode, done.stdout)


def _answer(code: int, output: bytes) -> Extraction:
    if code != 0:
        return Extraction(ExtractionState.FAILED, reason=BROKE)
    try:
        answer = json.loads(output)
        return Extraction(
            state=ExtractionState(answer["state"]),
            text=answer["text"],
            reason=answer["reason"],
            kind=answer["kind"],
            charset=answer["charset"],
            metadata=answer["metadata"],
        )
    except (ValueError, KeyError, TypeError):
        return Extraction(ExtractionState.FAILED, reason=BROKE)
