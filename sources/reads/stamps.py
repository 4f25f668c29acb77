"""Check kept timestamps again. Nobody is asked and nothing is written."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sources import configuration
from sources.archiver.sealing.store import file_digest
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
