"""What the tests of notices do over and over: follow, write, send."""

from __future__ import annotations

from datetime import datetime

from claims.models import Letter, Notice
from claims.operations.notices import post
from claims.operations.notices.follow import follow
from claims.operations.notices.remind import remind
from tests.factories import later
from tracker.base.people.models import User

SOON = later(minutes=1)


def follow_all(at: datetime = SOON) -> None:
    """Make the notices of all that the ledger has."""
    while follow(at=at):
        pass


def sweep(at: datetime = SOON) -> None:
    """What the clock has done, up to the messages to workers."""
    follow_all(at)
    remind(at=at)
    post.write_letters(at=at)


def send_all(at: datetime = SOON) -> None:
    """What the clock and the workers do."""
    sweep(at)
    for letter in post.letters_to_send(at=at):
        post.send(letter_id=letter, worker="w", at=at)


def codes(person: User) -> list[str]:
    """What somebody was told, in the order in which it was."""
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("code", flat=True))


def ends() -> list[str]:
    """How far each e-mail has come."""
    return list(Letter.objects.order_by("pk").values_list("status", flat=True))
