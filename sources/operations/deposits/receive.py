"""Seal a file that a person brought, with their word on how they came by it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from sources import acts, configuration
from sources.archiver.deposits.deposit import (
    REFUSED,
    WORDS,
    Received,
    RefusedFileError,
    keep,
    receive,
)
from sources.archiver.sealing.store import StoreError, size_of
from sources.models import (
    Capture,
    CaptureCause,
    Deposit,
    FileKind,
    Page,
)
from sources.operations.fixity import announced_files
from sources.operations.fixity.registered import register_file
from sources.reads.ledger_kinds import DEPOSIT
from tracker.base.acts.transaction import act
from tracker.base.ledger.operations import enter_rows
from tracker.base.people.models import User
from tracker.base.values.partial_date import UNKNOWN_DATE, PartialDate
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text

log = logging.getLogger(__name__)

LONGEST_STATEMENT = 5_000
LONGEST_NAME = 255


def deposit(
    *,
    page: Page,
    file: Iterable[bytes],
    statement: str,
    by: User,
    at: datetime,
    obtained: PartialDate = UNKNOWN_DATE,
    original_name: str = "",
) -> Capture:
    """Seal a file as a copy of a page that a person brought.

    Args:
        page: the page it is a copy of.
        file: the bytes in pieces, such as an uploaded file's chunks.
        statement: how and when it was obtained, in the person's words.
        by: who brings it.
        at: the present moment.
        obtained: when it was obtained, as far as it is known.
        original_name: what the file was called; kept as words, never used as a name.

    Returns:
        The capture, waiting for a worker to read its text.

    Raises:
        Refusal: `required`, `too_long`, `unreadable`, `in_the_future`,
            `deposited_before`, `not_allowed`, `not_kept` (the storage refused),
            or a rule of `sources.archiver.deposits.deposit.REFUSED`.
    """
    with act(acts.DEPOSIT_COPY, by=by):
        facts = {
            "statement": text(
                statement, field="statement", required=True, longest=LONGEST_STATEMENT
            ),
            "obtained_on": obtained.day,
            "obtained_precision": obtained.precision.value,
            "original_name": bare_name(original_name),
        }
        if obtained.day is not None and obtained.day > at.date():
            raise Refusal(_("This day is still to come."), code="in_the_future", field="obtained")
    with (
        _received(page, file, at=at) as (received, announced),
        act(acts.DEPOSIT_COPY, by=by),
    ):
        announced.settle([received.name])
        return _write(page, received, facts, by=by, at=at)


@contextmanager
def _received(
    page: Page, file: Iterable[bytes], *, at: datetime
) -> Iterator[tuple[Received, announced_files.Announced]]:
    """Put a file into the storage; it is removed again if no row comes to name it.

    It is written down before (`announced_files.announce`), which no transaction may hold back: a
    process that is killed meanwhile leaves no file that nobody knows of.
    """
    received, announced = _receive(page, file, at=at)
    try:
        yield received, announced
    except Exception:
        announced.clear()
        raise


def _receive(
    page: Page, file: Iterable[bytes], *, at: datetime
) -> tuple[Received, announced_files.Announced]:
    storage = configuration.storage()
    announced = announced_files.Announced({})
    try:
        with receive(storage, file, most=settings.DEPOSIT_MAX_BYTES) as (received, aside, path):
            _check_new(page, received)
            announced = announced_files.announce([received.name], at=at)
            keep(storage, received, aside, path)
    except RefusedFileError as error:
        raise Refusal(_(REFUSED[error.rule]), code=error.rule, field="file") from error
    except (OSError, StoreError) as error:
        log.exception("A deposited file could not be kept")
        announced.clear()
        why = getattr(error, "strerror", "") or str(error)
        sentence = _("The file could not be kept: %(why)s. Nothing was saved.") % {"why": why}
        raise Refusal(sentence, code="not_kept", field="file") from error
    return received, announced


def bare_name(name: str) -> str:
    """Give the last part of a file's name without what no name shows."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(char if char.isprintable() else "\ufffd" for char in last)
    return shown.strip()[:LONGEST_NAME]


def _check_new(page: Page, received: Received) -> None:
    before = Capture.objects.filter(
        page=page, cause=CaptureCause.DEPOSITED, file_sha256=received.sha256
    ).first()
    if before is not None:
        raise Refusal(
            _("This very file was deposited for this page already, on %(day)s.")
            % {"day": before.requested_at.date().isoformat()},
            code="deposited_before",
            field="file",
        )


def _write(
    page: Page, received: Received, facts: dict[str, Any], *, by: User, at: datetime
) -> Capture:
    # Two who bring the same file at once must not both find it new.
    Page.objects.select_for_update(no_key=True).get(pk=page.pk)
    _check_new(page, received)
    announced_files.hold(received.name)
    try:
        size = size_of(configuration.storage(), received.name)
    except (OSError, StoreError):
        log.exception("The storage does not answer for a deposited file")
        size = None
    if size is None:
        # Or somebody who brought the same file failed, and cleared it away.
        sentence = _("The file could not be kept. Nothing was saved; send it once more.")
        raise Refusal(sentence, code="not_kept", field="file")
    register_file(
        name=received.name,
        sha256=received.sha256,
        size=received.size,
        kind=FileKind.DEPOSIT,
        at=at,
    )
    capture = Capture.objects.create(
        page=page,
        cause=CaptureCause.DEPOSITED,
        requested_by=by,
        requested_at=at,
        content_type=received.media_type,
        file_name=received.name,
        file_sha256=received.sha256,
        file_size=received.size,
    )
    row = Deposit.objects.create(
        capture=capture,
        kind=WORDS[received.kind],
        media_type=received.media_type,
        deposited_by=by,
        deposited_at=at,
        **facts,
    )
    enter_rows((DEPOSIT, [row]), at=at)
    return capture
