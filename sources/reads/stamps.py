"""Check kept timestamps again. Nobody is asked and nothing is written."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from sources import configuration
from sources.archiver.sealing.store import answering, file_digest
from sources.archiver.time.timestamp import Facts, TimestampError, verify
from sources.authorities import roots
from sources.models import (
    Capture,
    RenderedFile,
    SealedFile,
    Timestamp,
    TimestampSubject,
)
from sources.reads.tokens import STAMPED_KINDS, read_token
from tracker.base.ledger.verify import KnownHead

HEADS = "ledger"
"""The folder of tokens over heads of the ledger."""
_HEAD_TOKEN = re.compile(r"([0-9a-f]{64})\.([a-z0-9][a-z0-9-]*)(?:\.[0-9a-f]{12})?\.tsr")


@dataclass(frozen=True, slots=True)
class CheckedStamp:
    """A granted timestamp with what a check of it found: facts if it holds, else the trouble."""

    row: Timestamp
    facts: Facts | None
    trouble: str = ""
    """A sentence (in the reader's language), or nothing."""


def digests_of(capture: Capture) -> list[str]:
    """Digests of the files of a capture: what was sealed, then what a browser showed of it."""
    if not capture.file_sha256:
        return []
    rendered = RenderedFile.objects.filter(rendering__capture=capture)
    return [capture.file_sha256, *rendered.order_by("pk").values_list("file__sha256", flat=True)]


def check_stamp(row: Timestamp, *, with_file: bool = False) -> CheckedStamp:
    """Check a granted timestamp against its row, its digest and its authority's certificates.

    Args:
        row: the timestamp, granted.
        with_file: also read the file it is over and make its digest again.
    """
    try:
        token = read_token(row.token_name)
    except OSError:
        return CheckedStamp(row, None, _("The kept timestamp is not there."))
    if hashlib.sha256(token).hexdigest() != row.token_sha256:
        return CheckedStamp(
            row, None, _("The kept timestamp was altered: its digest does not fit.")
        )
    try:
        facts = verify(token, row.sha256, roots(row.authority))
    except TimestampError as error:
        return CheckedStamp(row, None, _(error.trouble.sentence))
    if (facts.time, facts.serial[:80]) != (row.granted_at, row.serial):
        return CheckedStamp(
            row, None, _("The row tells another time or serial than the timestamp.")
        )
    return CheckedStamp(row, facts, _file_trouble(row) if with_file else "")


def _file_trouble(row: Timestamp) -> str:
    if row.subject == TimestampSubject.LEDGER:
        return ""
    files = SealedFile.objects.filter(sha256=row.sha256, kind__in=STAMPED_KINDS)
    for name in files.values_list("name", flat=True):
        try:
            altered = file_digest(configuration.storage(), name) != row.sha256
        except OSError:
            return _("The file it is over is not there: %(name)s.") % {"name": name}
        if altered:
            return _("The file it is over was altered: %(name)s.") % {"name": name}
    return ""


def kept_head_tokens() -> Iterator[KnownHead]:
    """Heads of the ledger that kept tokens prove, whether or not a row still names the token.

    Whoever owns the database removes a row; the token stands in the storage, signed.

    Raises:
        OSError: the storage cannot be read.
        StoreError: an object store did not answer.
    """
    with answering():
        try:
            _folders, names = default_storage.listdir(HEADS)
        except (FileNotFoundError, NotImplementedError):
            return
    for name in sorted(names):
        found = _HEAD_TOKEN.fullmatch(name)
        if found is None:
            continue
        sha256, authority = found.groups()
        try:
            facts = verify(read_token(f"{HEADS}/{name}"), sha256, roots(authority))
        except (OSError, TimestampError):
            continue  # it proves nothing; check_fixity and verify_timestamps say what is wrong
        yield KnownHead(sha256, f"Stamped by {authority} at {facts.time} ({name})")
