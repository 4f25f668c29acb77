"""Take in a file that a person brought, and hold it until they have chosen what is public of it.

Nothing of it is sealed or shown before: what was found in it is shown to whoever brought it, and to
editors. What nobody chooses for is removed.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import IO, Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from sources import acts, configuration
from sources.archiver.deposits.deposit import (
    REFUSED,
    WORDS,
    RefusedFileError,
    arrived,
    receive,
)
from sources.archiver.deposits.inside.examine import Examined, examine
from sources.archiver.deposits.unpack import UnpackError, unpack
from sources.archiver.sealing.store import READ_SIZE, StoreError, keep_as, keep_file
from sources.archiver.sentences import Said, as_json
from sources.models import Capture, HeldDeposit, HeldStatus, Page
from sources.operations.deposits import quota
from sources.operations.deposits.receive import (
    Choice,
    as_facts,
    check_new,
    deposit,
    not_kept,
)
from sources.operations.fixity import announced_files
from sources.reads.deposited import ARCHIVES, why_not_the_page
from tracker.base.acts.transaction import act
from tracker.base.people.models import User, role_of
from tracker.base.people.role import EDITORS
from tracker.base.values.partial_date import UNKNOWN_DATE, PartialDate
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text

log = logging.getLogger(__name__)

FOLDER = "held"
LONGEST_DESCRIPTION = 2_000
CLEARED_AT_ONCE = 100


class Shown(StrEnum):
    """What is public of a deposit."""

    ORIGINAL = "original"
    CLEANED = "cleaned"
    NOTHING = "nothing"


def hold(
    *,
    page: Page,
    file: Iterable[bytes],
    statement: str,
    by: User,
    at: datetime,
    obtained: PartialDate = UNKNOWN_DATE,
    original_name: str = "",
) -> HeldDeposit:
    """Take a file in, have it read and cleaned in a confined process, and hold it.

    Args:
        page: the page it is a copy of.
        file: the bytes in pieces, such as an uploaded file's chunks.
        statement: how and when it was obtained, in the person's words.
        by: who brings it.
        at: the present moment.
        obtained: when it was obtained, as far as it is known.
        original_name: what the file was called; kept as words, never used as a name.

    Raises:
        Refusal: as `receive.deposit`, and `too_many_today`, `too_much_today` or `too_many_held`
            (the limits of a person, at the field of the file).
    """
    with act(acts.DEPOSIT_COPY, by=by):
        facts = as_facts(statement, obtained, original_name, at=at)
        quota.check(by, size=1, at=at)
    key, announced = uuid.uuid4(), announced_files.Announced({})
    own, clean = f"{FOLDER}/{key}", f"{FOLDER}/{key}.clean"
    storage = configuration.storage()
    try:
        with receive(storage, file, most=settings.DEPOSIT_MAX_BYTES) as (received, aside, path):
            check_new(page, received)
            quota.check(by, size=received.size, at=at)
            examined = examine(aside, received.kind, limits=configuration.limits())
            unread = _page_unread(aside, WORDS[received.kind], page)
            announced = announced_files.announce([own, clean], at=at)
            keep_file(storage, own, received.sha256, arrived(storage, aside, path))
            cleaned = _keep_clean(clean, examined)
        with act(acts.DEPOSIT_COPY, by=by):
            quota.hold(by)
            quota.check(by, size=received.size, at=at)
            announced.settle([own, *([clean] if cleaned else [])])
            row = HeldDeposit.objects.create(
                pk=key,
                page=page,
                brought_by=by,
                brought_at=at,
                expires_at=at + timedelta(hours=settings.DEPOSIT_HELD_HOURS),
                kind=WORDS[received.kind],
                media_type=received.media_type,
                sha256=received.sha256,
                size=received.size,
                file_name=own,
                page_unread=as_json(unread),
                **facts,
                **_as_told(examined),
                **cleaned,
            )
    except RefusedFileError as error:
        announced.clear()
        raise Refusal(_(REFUSED[error.rule]), code=error.rule, field="file") from error
    except (OSError, StoreError) as error:
        log.exception("A deposited file could not be held")
        announced.clear()
        raise not_kept(error) from error
    except Exception:
        announced.clear()
        raise
    announced.clear(but=[own, *([clean] if cleaned else [])])
    return row


def _page_unread(aside: IO[bytes], kind: str, page: Page) -> Said:
    """Why the page cannot be read out of an archive; nothing of what is none or holds the page."""
    if kind not in ARCHIVES:
        return ()
    try:
        return why_not_the_page(unpack(aside, kind, page.url, limits=configuration.limits()))
    except UnpackError as error:
        return error.said


def _as_told(examined: Examined) -> dict[str, Any]:
    return {
        "found": examined.found,
        "unread": examined.unread,
        "not_cleaned": examined.not_cleaned,
        "removed": examined.removed,
        "program": examined.program if examined.clean else "",
    }


def _keep_clean(name: str, examined: Examined) -> dict[str, Any]:
    if not examined.clean:
        return {}
    sha256 = examined.clean_sha256
    keep_as(configuration.storage(), name, examined.clean, sha256)
    return {"clean_name": name, "clean_sha256": sha256, "clean_size": len(examined.clean)}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a depositor chose: what is public, and what readers are told of what is not."""

    shown: Shown
    description: str = ""
    reason: str = ""
    hides_page: bool = False


def seal_held(*, held: HeldDeposit, wish: Wish, by: User, at: datetime) -> Capture:
    """Seal what was held, as its depositor, or an editor, chose.

    Args:
        held: the row.
        wish: what is public of it.
        by: who chooses.
        at: the present moment.

    Returns:
        The capture, waiting for a worker to read its text.

    Raises:
        Refusal: `not_yours`, `ended`, `no_clean_copy`, `required`, `too_long`, `unreadable`,
            `page_with_file`, `deposited_before` or `not_kept`.
    """
    check_may(held, by)
    _check_held(held)
    if wish.shown is Shown.CLEANED and not held.is_cleanable:
        raise Refusal(
            _("There is no cleaned copy of this file."), code="no_clean_copy", field="shown"
        )
    choice = _as_choice(held, wish)
    public = held.clean_name if choice.is_cleaned else held.file_name
    try:
        with held_ended(held, HeldStatus.SEALED, at=at):
            return deposit(
                page=held.page,
                file=_read(public),
                statement=held.statement,
                obtained=PartialDate.of(held.obtained_on, held.obtained_precision),
                original_name="" if choice.is_cleaned else held.original_name,
                by=held.brought_by,
                at=at,
                choice=replace(choice, by=by),
            )
    except (OSError, StoreError) as error:
        raise not_kept(error) from error


def _as_choice(held: HeldDeposit, wish: Wish) -> Choice:
    if wish.hides_page and wish.shown is not Shown.NOTHING:
        raise Refusal(
            _(
                "A page is hidden only together with its file: withhold the file too, or leave the "
                "page public."
            ),
            code="page_with_file",
            field="hides_page",
        )
    if wish.shown is Shown.NOTHING:
        description = text(
            wish.description, field="description", required=True, longest=LONGEST_DESCRIPTION
        )
        reason = text(wish.reason, field="reason", required=True, longest=LONGEST_DESCRIPTION)
        return Choice(description=description, reason=reason, hides_page=wish.hides_page)
    if wish.shown is Shown.CLEANED:
        return Choice(
            original=lambda: _read(held.file_name),
            original_sha256=held.sha256,
            original_name=held.original_name,
            removed=tuple(held.removed),
            program=held.program,
        )
    return Choice()


def drop(*, held: HeldDeposit, by: User, at: datetime) -> None:
    """Remove what was held without sealing it.

    Raises:
        Refusal: `not_yours` or `ended`.
    """
    check_may(held, by)
    with act(acts.DEPOSIT_COPY, by=by), held_ended(held, HeldStatus.DROPPED, at=at):
        pass


def expire(*, at: datetime) -> int:
    """Remove what nobody chose for in time.

    Returns:
        How many.
    """
    late = HeldDeposit.objects.filter(status=HeldStatus.HELD, expires_at__lte=at)
    rows = list(late.order_by("expires_at")[:CLEARED_AT_ONCE])
    for row in rows:
        try:
            with transaction.atomic(), held_ended(row, HeldStatus.EXPIRED, at=at):
                pass
        except Refusal:
            continue  # somebody has chosen in this moment
    return len(rows)


def check_may(held: HeldDeposit, by: User) -> None:
    """Let only whoever brought it, and editors, see it and choose.

    Raises:
        Refusal: `not_yours`.
    """
    if held.brought_by_id != by.pk and role_of(by) not in EDITORS:
        sentence = _("Only whoever brought this file, or an editor, chooses what is public of it.")
        raise Refusal(sentence, code="not_yours")


def _check_held(held: HeldDeposit) -> None:
    if held.status != HeldStatus.HELD:
        raise Refusal(_("This file has been sealed or removed already."), code="ended")


@contextmanager
def held_ended(held: HeldDeposit, status: HeldStatus, *, at: datetime) -> Iterator[None]:
    """End a held deposit once; its files are gone with the transaction, what was found as well."""
    with transaction.atomic():
        row = HeldDeposit.objects.select_for_update(of=("self",)).get(pk=held.pk)
        _check_held(row)
        names = [name for name in (row.file_name, row.clean_name) if name]
        yield
        row.status, row.ended_at = status, at
        row.file_name, row.found, row.page_unread, row.original_name = "", [], [], ""
        row.clean_name, row.clean_sha256, row.clean_size, row.removed = "", "", None, []
        if status is not HeldStatus.SEALED:
            row.statement = ""
        row.save()
        # Until they are gone, the sweep knows of them.
        announced = announced_files.announce(names, at=at)
        transaction.on_commit(announced.clear, robust=True)
    held.refresh_from_db()


def _read(name: str) -> Iterator[bytes]:
    with configuration.storage().open(name, "rb") as file:
        while piece := file.read(READ_SIZE):
            yield piece
