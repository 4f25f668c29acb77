"""What the parties were asked and what they said, as the desk, readers and programs are told it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from claims.models import Reply
from claims.reads.publishing.replies import AskedReply
from claims.rules.deciding.replies import ReplyChannel, ReplyStanding


@dataclass(frozen=True, slots=True)
class ReplyWords:
    """A request and what came of it.

    Args:
        request: the key of the request.
        party_id: the key of the party that was asked.
        party: its name.
        slug: its name in addresses.
        asked: what it was asked.
        channel: how, as a code.
        by_channel: the same in words.
        asked_by: who asked, for the desk.
        asked_on: on which day.
        due: the day by which an answer was asked for.
        standing: how it stands with it, as a code.
        came_to: the same in words.
        words: what the party answered; empty if it did not.
        language: in which language.
        received_on: on which day; None without a reply.
        page: a page that the claim cites and that has the words.
        how: how the reply came to us.
        correction: why it was corrected or added to.
        waits: whether it is kept from reviewers and readers until the open round has closed.
        earlier: what stood there before it was corrected, the newest first.
    """

    request: int
    party_id: int
    party: str
    slug: str
    asked: str
    channel: str
    by_channel: str
    asked_by: str
    asked_on: date
    due: date
    standing: str
    came_to: str
    words: str
    language: str
    received_on: date | None
    page: int | None
    how: str
    correction: str
    waits: bool
    earlier: tuple[Reply, ...]

    @property
    def is_waiting(self) -> bool:
        """Whether no reply has come."""
        return self.received_on is None


def reply_words(
    asked: Iterable[AskedReply], pages: Collection[int], *, today: date
) -> list[ReplyWords]:
    """Put requests and replies into words.

    Args:
        asked: the requests, as far as whoever looks may see them.
        pages: keys of the pages cited that they may see.
        today: the present day, by which a party is silent or is waited for.
    """
    return [_worded(one, pages, one.standing(today)) for one in asked]


def _worded(one: AskedReply, pages: Collection[int], standing: ReplyStanding) -> ReplyWords:
    request, reply = one.request, one.reply
    party: Any = request.party.merged_into or request.party
    page = None if reply is None else reply.page_id
    return ReplyWords(
        request=request.pk,
        party_id=party.pk,
        party=party.name_for_reader,
        slug=party.slug,
        asked=request.text,
        channel=request.channel,
        by_channel=_(ReplyChannel(request.channel).label),
        asked_by=request.asked_by.get_full_name(),
        asked_on=request.asked_on,
        due=request.due,
        standing=standing.value,
        came_to=_(standing.label),
        words="" if reply is None else reply.words,
        language="" if reply is None else reply.language,
        received_on=None if reply is None else reply.received_on,
        page=page if page in pages else None,
        how="" if reply is None else reply.how,
        correction="" if reply is None else reply.correction_reason,
        waits=False if reply is None else reply.is_kept,
        earlier=tuple(one.earlier),
    )
