"""The right of reply: how a party is asked, what becomes of it, and when its silence is said."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from tracker.base.values.sentence import gettext_noop as _


class ReplyChannel(StrEnum):
    """How a party was asked for its reply."""

    EMAIL = "email"
    LETTER = "letter"
    PHONE = "phone"
    MESSAGE = "message"
    FORM = "form"
    IN_PERSON = "in_person"

    @property
    def label(self) -> str:
        """The way in a few words."""
        return _CHANNELS[self]


_CHANNELS: dict[ReplyChannel, str] = {
    ReplyChannel.EMAIL: _("by e-mail"),
    ReplyChannel.LETTER: _("by letter"),
    ReplyChannel.PHONE: _("by telephone"),
    ReplyChannel.MESSAGE: _("by a message to an account of theirs"),
    ReplyChannel.FORM: _("by a form on their site"),
    ReplyChannel.IN_PERSON: _("in person"),
}


class ReplyKind(StrEnum):
    """What a party did when it was asked."""

    ANSWERED = "answered"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """The kind in a few words."""
        return _KINDS[self]


_KINDS: dict[ReplyKind, str] = {
    ReplyKind.ANSWERED: _("They answered"),
    ReplyKind.REFUSED: _("They declined to comment"),
}


class ReplyStanding(StrEnum):
    """How it stands with a request for a reply."""

    WAITING = "waiting"
    SILENT = "silent"
    ANSWERED = "answered"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """The same in a few words."""
        return _STANDINGS[self]


_STANDINGS: dict[ReplyStanding, str] = {
    ReplyStanding.WAITING: _("no answer yet"),
    ReplyStanding.SILENT: _("did not answer by the day they were given"),
    ReplyStanding.ANSWERED: _("answered"),
    ReplyStanding.REFUSED: _("declined to comment"),
}


def reply_standing(*, due: date, reply: str | None, today: date) -> ReplyStanding:
    """Say how it stands with a request.

    Args:
        due: the last day on which an answer was asked for.
        reply: the kind of the reply that stands now; None if there is none.
        today: the present day. A party is silent only once the day it was given is over.
    """
    if reply is not None:
        return ReplyStanding(ReplyKind(reply).value)
    return ReplyStanding.SILENT if today > due else ReplyStanding.WAITING
