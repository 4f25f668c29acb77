"""Timestamps as readers see them: what an authority said, and how to check it without us."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from django.utils.translation import gettext as _

from claims.reads.evidence.stamps import stamps_of
from sources.authorities import configured
from sources.models import Capture, Timestamp, TimestampStatus


@dataclass(frozen=True, slots=True)
class Stamped:
    """One authority's timestamp over one file, as a reader sees it."""

    row: Timestamp
    command: str = ""
    """The line to type, with the names the downloads have; empty while there is no timestamp."""

    @property
    def words(self) -> str:
        """How it stands, in a sentence."""
        if self.row.status == TimestampStatus.GRANTED:
            return _("Granted.")
        if self.row.status == TimestampStatus.REFUSED:
            return _("The authority refused to give one.")
        if self.row.reason:
            return _("Asked for and not granted yet; the authority will be asked again.")
        return _("Waiting: the authority is asked within a few minutes.")


def stamped(capture: Capture) -> list[Stamped]:
    """What every authority said of a capture's sealed file, in the order they were asked."""
    return [Stamped(row, command(row, capture)) for row in stamps_of(capture)]


def are_asked_for() -> bool:
    """Whether any authority is configured."""
    return bool(configured())


def command(row: Timestamp, capture: Capture) -> str:
    """The line that checks a timestamp with openssl, as of the moment that was signed.

    Without that moment openssl would refuse a certificate that has run out since.
    """
    if row.granted_at is None:
        return ""
    over = f"-digest {row.sha256}"
    if row.sha256 == capture.file_sha256:
        over = f"-data {_name_of(capture)}"
    return (
        f"openssl ts -verify {over} -in {token_name(row)} "
        f"-CAfile {row.authority}.pem -attime {int(row.granted_at.timestamp())}"
    )


def token_name(row: Timestamp) -> str:
    """The name a downloaded timestamp has: that of the file beside it, the authority, `.tsr`."""
    return posixpath.basename(row.token_name)


def _name_of(capture: Capture) -> str:
    _stem, dot, suffix = posixpath.basename(capture.file_name).partition(".")
    return f"{capture.file_sha256}{dot}{suffix}"
