"""What a sealed capture holds, and what it is shown as."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sources import configuration
from sources.archiver.deposits.kinds import SNIFFED, ContentKind, kind_of
from sources.archiver.deposits.unpack import UnpackError
from sources.archiver.network.content_coding import codings_in
from sources.archiver.sealing.checked import ChangedFileError
from sources.archiver.sealing.payload import LargePayloadError, PayloadError, read_payload
from sources.archiver.sealing.places import PayloadPlace, find_place, open_place
from sources.archiver.sealing.store import StoreError
from sources.archiver.sentences import as_json
from sources.archiver.values import Limits
from sources.reads.deposited import ARCHIVES, held_in
from sources.reads.sealed import replayed_capture, sealed_files
from sources.reads.sentences import worded

if TYPE_CHECKING:
    from sources.models import Capture

log = logging.getLogger(__name__)

MOST_WORDS = 10_000_000
"""Bytes of markup or text that is shown: it is held in memory, and no article is longer."""
CHANGED = gettext_lazy(
    "The stored file no longer fits the digest that it was sealed under, so it is not shown."
)
HTML_TYPES = ("text/html", "application/xhtml+xml")
TEXT_TYPES = ("application/json", "application/ld+json", "application/xml", "image/svg+xml")


class UnshownError(Exception):
    """A sealed file cannot be shown; the message is a sentence for people, translated."""


@dataclass(frozen=True, slots=True)
class Held:
    """A body without any coding, and the media type that came with it (or nothing)."""

    opened: Callable[[], BinaryIO]
    """Opens it, to be read from at any place."""
    size: int
    sha256: str
    """Of the body (hex)."""
    kind: ContentKind
    """What it is shown as."""
    declared: str

    @classmethod
    def of(cls, body: bytes, declared: str) -> Held:
        """Of a body that was read."""
        kind = shown_as(body[:SNIFFED], declared)
        sha256 = hashlib.sha256(body).hexdigest()
        return cls(partial(BytesIO, body), len(body), sha256, kind, declared)

    @property
    def is_words(self) -> bool:
        """Whether it is shown as words, which are read whole to be shown."""
        return self.kind in (ContentKind.HTML, ContentKind.TEXT)


def kind_held(capture_id: UUID) -> ContentKind:
    """What a capture's page is shown as; what was sealed never changes, so it is unpacked once.

    Args:
        capture_id: of a sealed capture.

    Raises:
        UnshownError: as `held_by`; that is never remembered, and each time it is asked whether the
            file is still the one that was sealed.
    """
    capture = replayed_capture(capture_id)
    if capture is None:
        raise UnshownError(_("There is no sealed copy here."))
    try:
        sealed_files().open(capture.file_name, sha256=capture.file_sha256).close()
    except ChangedFileError as error:
        raise UnshownError(str(CHANGED)) from error
    except (OSError, StoreError):
        log.exception("The sealed file of capture %s cannot be opened", capture_id)
        _unpacked.cache_clear()  # `held_by` says in a sentence what is the matter
    return _unpacked(capture_id)


@lru_cache(maxsize=10_000)
def _unpacked(capture_id: UUID) -> ContentKind:
    capture = replayed_capture(capture_id)
    if capture is None:
        raise UnshownError(_("There is no sealed copy here."))
    return held_by(capture, configuration.limits()).kind


def held_by(capture: Capture, limits: Limits) -> Held:
    """Read the page that a capture sealed.

    Args:
        capture: a sealed one, with its page and its deposit if it is one.
        limits: how much is unpacked at most.

    Raises:
        UnshownError: the file is not there, is damaged, or holds nothing that can be shown.
    """
    try:
        held = _deposited(capture) if capture.is_deposit else _fetched(capture, limits)
    except FileNotFoundError as error:
        raise UnshownError(_("The sealed file is not where it was kept.")) from error
    except ChangedFileError as error:
        raise UnshownError(str(CHANGED)) from error
    except UnpackError as error:
        raise UnshownError(worded(as_json(error.said))) from error
    except LargePayloadError as error:
        raise UnshownError(_("What was sealed is too large to be shown.")) from error
    except UnshownError:
        raise
    except PayloadError as error:
        log.warning("Capture %s cannot be replayed: %s", capture.pk, error)
        raise UnshownError(_("The sealed file cannot be unpacked.")) from error
    except Exception as error:  # every storage has errors of its own
        log.exception("Capture %s cannot be replayed", capture.pk)
        raise UnshownError(_("The sealed file could not be read.")) from error
    if held.is_words and held.size > MOST_WORDS:
        raise UnshownError(_("What was sealed is too large to be shown."))
    return held


def _fetched(capture: Capture, limits: Limits) -> Held:
    place = _place(capture.file_name)
    declared = place.header("content-type")
    where_it_stands = Held(
        partial(open_place, sealed_files(), place),
        place.size,
        place.sha256,
        shown_as(place.beginning[:SNIFFED], declared),
        declared,
    )
    if not (where_it_stands.is_words or codings_in(place.header("content-encoding"))):
        # A document may be large, and parts of it are asked for.
        where_it_stands.opened().close()  # refused here if it no longer fits its digest
        return where_it_stands
    answer = read_payload(sealed_files(), capture.file_name, limits=limits)
    if answer.body is None:
        raise UnshownError(_("The page was sealed in a coding that is not read."))
    return Held.of(answer.body, answer.header("content-type"))


@lru_cache(maxsize=1_000)
def _place(file_name: str) -> PayloadPlace:
    """Where a payload stands in the file of this name, which is the digest of the file."""
    return find_place(sealed_files(), file_name)


def _deposited(capture: Capture) -> Held:
    if capture.deposit.kind not in ARCHIVES:
        itself = _file_itself(capture)
        if not itself.is_words:
            return itself
    held = held_in(capture)
    return Held.of(held.body, held.content_type)


def _file_itself(capture: Capture) -> Held:
    opened = partial(sealed_files().open, capture.file_name, sha256=capture.file_sha256)
    declared = capture.deposit.media_type
    with opened() as file:
        kind = shown_as(file.read(SNIFFED), declared)
    return Held(opened, capture.file_size or 0, capture.file_sha256, kind, declared)


def shown_as(start: bytes, declared: str) -> ContentKind:
    """Decide what a body is shown as.

    A signature in the bytes counts before anything that was said of them; of text, what was said
    decides whether it is markup, as it did in the browsers of those days. SVG and XML are markup
    of a kind that is shown as text only.

    Args:
        start: the first `kinds.SNIFFED` bytes.
        declared: the Content-Type that came with the body, or nothing.
    """
    kind = kind_of(start)
    said = declared.split(";", 1)[0].strip(" \t").lower()
    if kind not in (ContentKind.HTML, ContentKind.TEXT, ContentKind.OTHER):
        return kind
    if said in HTML_TYPES:
        return ContentKind.HTML
    if said.startswith("text/") or said in TEXT_TYPES or said.endswith(("+xml", "+json")):
        return ContentKind.TEXT
    # A picture or a film that is none by its bytes is not shown, whatever else it may be.
    return kind if said in ("", "application/octet-stream") else ContentKind.OTHER
