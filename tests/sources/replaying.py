"""A replay beside the site, and asking it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.test import Client
from django.utils import timezone

if TYPE_CHECKING:
    from sources.models import Capture

SITE = "http://localhost:8000"
REPLAY = "http://127.0.0.1:8001"
HOST = "127.0.0.1:8001"


def path_of(address: str) -> str:
    return urlsplit(address).path


def asked(client: Client, capture: Capture, **headers: str) -> Any:
    """What the replay answers for a capture."""
    from sources.replay.addresses import payload_url  # noqa: PLC0415 - models need Django set up

    path = path_of(payload_url(capture, at=timezone.now()))
    return client.get(path, headers={"host": HOST, **headers})


def shown(answer: Any) -> bytes:
    """The body of an answer, streamed or not."""
    return answer.getvalue() if answer.streaming else answer.content
