"""Seal a file that a person brought, with their word on how they came by it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
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
from sources.archiver.sealing.store import StoreError, fault, size_of
from sources.archiver.sentences import as_json
from sources.models import (
    Capture,
    CaptureCause,
    Deposit,
    FileKind,
    Page,
    SealedFile,
    WithheldOriginal,
)
from sources.operations.deposits.withhold import begin
from sources.operations.fixity import announced_files
from sources.operations.fixity.registered import register_file
from sources.reads.ledger_kinds import DEPOSIT, ORIGINAL
from sources.reads.sentences import worded
from tracker.base.acts.transaction import act
from tracker.base.ledger.operations import enter_rows
from tracker.base.people.models import User
from tracker.base.values.partial_date import UNKNOWN_DATE, PartialDate
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text

log = logging.getLogger(__name__)

LONGEST_STATEMENT = 5_000
LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class Choice:
    """What readers get: the file itself; a cleaned copy of it; or, with a description, nothing."""

    original: Callable[[], Iterable[bytes]] | None = None
    """Reads the file as it was brought, where the public copy is a cleaned one."""
    original_sha256: str = ""
    original_name: str = ""
    removed: tuple[str, ...] = ()
    program: str = ""
    description: str = ""
    reason: str = ""
    hides_page: bool = False
    by: User | None = None
    """Who chose, if it was not who brought it."""

    @property
    def is_cleaned(self) -> bool:
        """Whether the public copy was made from another file."""
        return self.original is not None


def deposit(
    *,
    page: Page,
    file: Iterable[bytes],
    statement: str,
    by: User,
    at: datetime,
    obtained: PartialDate = UNKNOWN_DATE,
    original_name: str = "",
    choice: Choice,
) -> Capture:
    """Seal a file as a copy of a page that a person brought, once they chose what is public of it.

    Args:
        page: the page it is a copy of.
        file: the bytes in pieces, such as an uploaded file's chunks.
        statement: how and when it was obtained, in the person's words.
        by: who brings it.
        at: the present moment.
        obtained: when it was obtained, as far as it is known.
        original_name: what the file was called; kept as words, never used as a name.
        choice: what readers get.

    Returns:
        The capture, waiting for a worker to read its text.

    Raises:
        Refusal: `required`, `too_long`, `unreadable`, `in_the_future`,
            `deposited_before`, `not_allowed`, `not_kept` (the storage refused),
            or a rule of `sources.archiver.deposits.deposit.REFUSED`.
    """
    chooser = choice.by or by
    with act(acts.DEPOSIT_COPY, by=chooser):
        facts = as_facts(statement, obtained, original_name, at=at)
    with ExitStack() as kept:
        first = None
        if choice.original is not None:
            first = kept.enter_context(_received(None, choice.original(), at=at))
        received, announced = kept.enter_context(_received(page, file, at=at))
        kept.enter_context(act(acts.DEPOSIT_COPY, by=chooser))
        announced.settle([received.name])
        capture = _write(page, received, facts, by=by, at=at)
        if first is not None:
            original, original_announced = first
            original_announced.settle([original.name])
            _write_original(capture, original, choice, at=at)
        elif choice.description:
            begin(
                capture,
                description=choice.description,
                reason=choice.reason,
                hides_page=choice.hides_page,
                by=chooser,
                at=at,
            )
        return capture


def as_facts(
    statement: str, obtained: PartialDate, original_name: str, *, at: datetime
) -> dict[str, Any]:
    """What a person says of a file, as columns.

    Raises:
        Refusal: `required`, `too_long`, `unreadable` or `in_the_future`.
    """
    facts = {
        "statement": text(statement, field="statement", required=True, longest=LONGEST_STATEMENT),
        "obtained_on": obtained.day,
        "obtained_precision": obtained.precision.value,
        "original_name": bare_name(original_name),
    }
    if obtained.day is not None and obtained.day > timezone.localdate(at):
        raise Refusal(_("This day is still to come."), code="in_the_future", field="obtained")
    return facts


@contextmanager
def _received(
    page: Page | None, file: Iterable[bytes], *, at: datetime
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
    page: Page | None, file: Iterable[bytes], *, at: datetime
) -> tuple[Received, announced_files.Announced]:
    storage = configuration.storage()
    announced = announced_files.Announced({})
    try:
        with receive(storage, file, most=settings.DEPOSIT_MAX_BYTES) as (received, aside, path):
            if page is not None:
                check_new(page, received)
            announced = announced_files.announce([received.name], at=at)
            keep(storage, received, aside, path)
    except RefusedFileError as error:
        raise Refusal(_(REFUSED[error.rule]), code=error.rule, field="file") from error
    except (OSError, StoreError) as error:
        log.exception("A deposited file could not be kept")
        announced.clear()
        raise not_kept(error) from error
    return received, announced


def not_kept(error: OSError | StoreError) -> Refusal:
    """Say that a file could not be kept, and why, so that the person sends it again later."""
    sentence = _("The file could not be kept, so nothing was saved. %(why)s")
    why = worded(as_json(fault(error)))
    return Refusal(sentence % {"why": why}, code="not_kept", field="file")


def bare_name(name: str) -> str:
    """Give the last part of a file's name without what no name shows."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(char if char.isprintable() else "\ufffd" for char in last)
    return shown.strip()[:LONGEST_NAME]


def check_new(page: Page, received: Received) -> None:
    """Refuse a file that was deposited for this page before, as it is or as what was cleaned.

    Raises:
        Refusal: `deposited_before`.
    """
    before = Capture.objects.filter(
        Q(file_sha256=received.sha256) | Q(deposit__original__file__sha256=received.sha256),
        page=page,
        cause=CaptureCause.DEPOSITED,
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
    check_new(page, received)
    _register(received, at=at)
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


def _write_original(capture: Capture, original: Received, choice: Choice, *, at: datetime) -> None:
    """Seal the file that the public copy was made from; readers are told its digest."""
    if original.sha256 != choice.original_sha256:
        raise StoreError("differs", name=original.name)
    row = WithheldOriginal.objects.create(
        deposit=capture.deposit,
        file=_register(original, at=at),
        original_name=bare_name(choice.original_name),
        removed=list(choice.removed),
        program=choice.program,
        at=at,
    )
    enter_rows((ORIGINAL, [row]), at=at)


def _register(received: Received, *, at: datetime) -> SealedFile:
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
    return register_file(
        name=received.name,
        sha256=received.sha256,
        size=received.size,
        kind=FileKind.DEPOSIT,
        at=at,
    )
