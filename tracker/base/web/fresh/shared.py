"""Pages that all processes share: what one has made, the others need not make.

A row is no more than a proposal: it says which tables in which state a page was made from and what
it asked them, and whoever takes it looks whether that still holds. So it does not matter who put it
there, or when; only that the same code made it (`build`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Self

import brotli
from django.db import Error
from django.utils import timezone

from tracker.base.acts.models import SharedPage
from tracker.base.web.fresh.build import build
from tracker.base.web.fresh.codings import coded
from tracker.base.web.fresh.questions import Questions

MOST = 300
"""Pages that are shared: those that readers asked for last."""
_TOUCHED_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class ReaderRequest:
    """A request, as far as a page depends on it.

    Args:
        scheme: ``http`` or ``https``.
        host: with its port, if it has one of its own.
        path: as it is written in an address, without a query.
        headers: that the page varies by.
    """

    scheme: str
    host: str
    path: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SharedCopy:
    """A page as it lies there.

    Args:
        asked: the request that it answers.
        made_in: the day, or the hour of it.
        marks: the state of each table that it was made from, None for one never changed.
        headers: of the answer.
        body: the page.
        questions: what it asked the database; None where that cannot be asked again.
    """

    asked: ReaderRequest
    made_in: str
    marks: Mapping[str, str | None]
    headers: Mapping[str, str]
    body: bytes
    questions: Questions | None

    @classmethod
    def of(cls, row: SharedPage) -> Self:
        """The page of a row."""
        packed, answers = row.questions, row.answers or []
        return cls(
            asked=ReaderRequest(**row.asked),
            made_in=row.made_in,
            marks=row.marks,
            headers=row.headers,
            body=brotli.decompress(bytes(row.body)),
            questions=None if packed is None else Questions(bytes(packed), tuple(answers)),
        )

    def as_row(self) -> dict[str, Any]:
        """What a row of it says."""
        asked = self.questions
        return {
            "asked": asdict(self.asked),
            "made_in": self.made_in,
            "marks": dict(self.marks),
            "headers": dict(self.headers),
            "body": coded(self.body, "br"),
            "questions": asked and asked.packed,
            "answers": asked and list(asked.answers),
        }


def shared_copy(key: str) -> SharedCopy | None:
    """The page of a key, which a reader asks for; None too where the database does not answer."""
    with suppress(Error):
        row = SharedPage.objects.filter(key=_of_build(key)).first()
        if row is None:
            return None
        now = timezone.now()
        if now - row.read_at > _TOUCHED_AFTER:
            SharedPage.objects.filter(pk=row.pk).update(read_at=now)
        return SharedCopy.of(row)
    return None


def lend(key: str, page: SharedCopy, *, read: bool) -> None:
    """Put a page there for all, in the place of the one before.

    Args:
        key: what it is kept by.
        page: the page.
        read: whether a reader asked for it, and not who renews pages.
    """
    row = {"build": build(), **page.as_row()}
    first = row | {"read_at": timezone.now()}
    with suppress(Error):
        SharedPage.objects.update_or_create(
            key=_of_build(key), defaults=first if read else row, create_defaults=first
        )


@dataclass(frozen=True, slots=True)
class SharedRequest:
    """A request for a shared page, and of which rows the page was made.

    Args:
        pk: of its row.
        asked: the request.
        marks: the state of each table then, None for one never changed.
        made_in: the day on which it was made.
    """

    pk: str
    asked: ReaderRequest
    marks: Mapping[str, str | None]
    made_in: str


def shared_requests() -> list[SharedRequest]:
    """The requests for pages that are shared, those that readers asked for last first."""
    rows = SharedPage.objects.filter(build=build()).order_by("-read_at")[:MOST]
    found = rows.values_list("pk", "asked", "marks", "made_in")
    return [
        SharedRequest(pk, ReaderRequest(**asked), marks, day) for pk, asked, marks, day in found
    ]


def unshare(request: SharedRequest) -> None:
    """Share a page no longer."""
    SharedPage.objects.filter(pk=request.pk).delete()


def drop_unread(*, at: datetime) -> None:
    """Let go what is too much, and what another build has left behind.

    Args:
        at: the present moment.
    """
    ours = SharedPage.objects.filter(build=build()).order_by("-read_at")[:MOST].values_list("key")
    SharedPage.objects.filter(build=build()).exclude(key__in=[key for (key,) in ours]).delete()
    SharedPage.objects.exclude(build=build()).filter(read_at__lt=at - timedelta(days=1)).delete()


def _of_build(key: str) -> str:
    return hashlib.blake2b(f"{build()}\0{key}".encode(), digest_size=16).hexdigest()
