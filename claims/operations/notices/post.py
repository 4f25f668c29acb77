"""Send notices by e-mail: at once or once a day, each of them in one e-mail that is sent once.

The row is the queue. Before the mail server is spoken to, the row says so; a worker that dies after
that leaves an e-mail that was perhaps sent, and it is not sent a second time: everything in it
stands at the desk. A server that does not answer, or says no for now, is asked again, each time
later, with the same Message-ID. See docs/decisions/notices.md.
"""

from __future__ import annotations

import logging
import secrets
from datetime import date, datetime, timedelta
from smtplib import SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Q, QuerySet

from claims.models import Letter, LetterStatus, Notice
from claims.notices.letters import address_off, kinds_told, mail_of
from claims.notices.seen import still_news, unread_by, ways_of
from claims.notices.words import said, with_what_they_say
from claims.rules.notices import NoticeWay
from tracker.base import queue
from tracker.base.accounts.preferences import as_read_by, local_time
from tracker.base.mail import composed, way_out
from tracker.base.people.models import User
from tracker.base.queue import Backoff, is_due

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
BACKOFF = Backoff(timedelta(minutes=1), 4, timedelta(hours=6))
ATTEMPTS = 7
"""After so many, within half a day, an e-mail is given up."""
STALE = timedelta(days=2)
"""Notices older than this are mailed nobody any more: mail was switched on since, say."""
MOST = 500
"""Notices that one sweep puts into e-mails, and e-mails that it tells workers of."""
NEVER = 500
"""Answers of a mail server from here on say that it will never take the e-mail."""


# --- writing


def write_letters(*, at: datetime) -> None:
    """Put notices that wait into e-mails: those to be sent at once, and those of a day.

    Args:
        at: the present moment.
    """
    if way_out() is None:
        return
    with transaction.atomic():
        rows = _to_mail(NoticeWay.AT_ONCE, at=at).select_for_update(skip_locked=True)
        by_person: dict[int, list[int]] = {}
        for key, person in rows.order_by("pk").values_list("pk", "person")[:MOST]:
            by_person.setdefault(person, []).append(key)
        for person, keys in by_person.items():
            letter = Letter.objects.create(
                person_id=person, message_id=_new_name(), requested_at=at
            )
            Notice.objects.filter(pk__in=keys).update(letter=letter)
    waiting = _to_mail(NoticeWay.DAILY, at=at).order_by().values("person")
    for one in User.objects.filter(pk__in=waiting).order_by("pk"):
        now = local_time(one, at)
        if now.hour >= one.daily_mail_hour:
            _write_daily(one, now.date(), at=at)


def _write_daily(person: User, day: date, *, at: datetime) -> None:
    with transaction.atomic():
        letter, is_new = Letter.objects.get_or_create(
            person=person, day=day, defaults={"message_id": _new_name(), "requested_at": at}
        )
        if is_new:
            _to_mail(NoticeWay.DAILY, at=at).filter(person=person).update(letter=letter)


def _to_mail(way: NoticeWay, *, at: datetime) -> QuerySet[Notice]:
    return Notice.objects.filter(
        letter__isnull=True, way=way.value, read_at__isnull=True, made_at__gt=at - STALE
    )


def _new_name() -> str:
    """A Message-ID of our own."""
    return f"<{secrets.token_hex(16)}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>"


# --- sending


def letters_to_send(*, at: datetime) -> list[int]:
    """Pick up what dead workers held, and say which e-mails a worker should be told of.

    Args:
        at: the present moment.
    """
    queue.give_back_lost(
        Letter.objects.select_for_update(skip_locked=True),
        lease=LEASE,
        at=at,
        most=MOST,
        give_back=lambda row: _give_back(row, at=at),
    )
    return list(queue.due(Letter.objects.all(), at=at).values_list("pk", flat=True)[:MOST])


def _give_back(row: Letter, *, at: datetime) -> None:
    """A worker died: before it spoke to the server, another tries; after that, nobody does."""
    if row.handed_at is not None:
        log.warning("Nobody knows whether the e-mail %s was sent; it is not sent again.", row.pk)
        queue.finish(row, LetterStatus.IN_DOUBT, at=at)
    else:
        _put_back(row, "WorkerLost", at=at)


def send(*, letter_id: int, worker: str, at: datetime) -> bool:
    """Take an e-mail, ask again what of it may still be told, and send that.

    Args:
        letter_id: the row.
        worker: who works.
        at: the present moment.

    Returns:
        Whether the row was there to be taken.
    """
    free = Q(is_due(at), status=LetterStatus.WAITING)
    held = queue.take(Letter.objects.all(), keys=[letter_id], free=free, worker=worker, at=at)
    taken = held.select_related("person").first()
    if taken is None:
        return False
    message = _message(taken)
    if message is None:
        _end(taken, LetterStatus.NOT_NEEDED, at=at)
    elif _hand_over(taken, at=at):
        try:
            message.send()
        except OSError as error:  # what smtplib raises, too
            _failed(taken, error, at=at)
        else:
            _end(taken, LetterStatus.SENT, at=at)
    return True


def _message(letter: Letter) -> EmailMultiAlternatives | None:
    """The e-mail as it may be sent now; None if there is nothing left to say, or no way to."""
    person, connection = letter.person, way_out()
    if connection is None or not _is_reached(person):
        return None
    wanted = [kind.value for kind, way in ways_of(person).items() if way is not NoticeWay.DESK_ONLY]
    rows = unread_by(person).filter(letter=letter, kind__in=wanted)
    with as_read_by(person):
        lines = said(with_what_they_say(still_news(rows)))
        if not lines:
            return None
        headers = {
            "Message-ID": letter.message_id,
            "List-Unsubscribe": f"<{address_off(person, kinds_told(lines))}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
        mail = mail_of(lines, person=person, daily=letter.day is not None)
        message = composed(mail, person.email, headers=headers, connection=connection)
        message.message()  # what cannot be written fails here, before anything was handed over
    return message


def _is_reached(person: User) -> bool:
    """Whether e-mails reach somebody; the demonstration's people have no address in the world."""
    outside = settings.MAIL_CONFIGURED and person.is_demonstration
    return person.is_active and bool(person.email) and not outside


def _hand_over(taken: Letter, *, at: datetime) -> bool:
    """Write down that the server is spoken to now; not if somebody else holds the row since."""
    with transaction.atomic():
        row = _held(taken)
        if row is None:
            return False
        row.handed_at = at
        row.save(update_fields=["handed_at"])
    return True


def _end(taken: Letter, status: LetterStatus, *, at: datetime) -> None:
    with transaction.atomic():
        row = _held(taken)
        if row is not None:
            queue.finish(row, status, at=at)


def _failed(taken: Letter, error: OSError, *, at: datetime) -> None:
    """The server did not take it: try later, or not at all where it never will."""
    name = type(error).__name__
    log.warning("The e-mail %s was not sent: %s", taken.pk, name)
    with transaction.atomic():
        row = _held(taken)
        if row is None:
            return
        if isinstance(error, SMTPRecipientsRefused) and _for_good(error):
            queue.finish(row, LetterStatus.FAILED, at=at, reason=name)
        else:
            _put_back(row, name, at=at)


def _put_back(row: Letter, reason: str, *, at: datetime) -> None:
    if row.attempts >= ATTEMPTS:
        queue.finish(row, LetterStatus.FAILED, at=at, reason=reason)
    else:
        queue.put_back(row, BACKOFF.pause(row.attempts), at=at, handed_at=None, reason=reason)


def _for_good(error: SMTPRecipientsRefused) -> bool:
    return all(code >= NEVER for code, _words in error.recipients.values())


def _held(taken: Letter) -> Letter | None:
    """The row, locked, if it is still ours: nobody else took it after our lease had run out."""
    held = queue.still_held(Letter.objects.select_for_update(), [taken])
    return next(iter(held), None)
