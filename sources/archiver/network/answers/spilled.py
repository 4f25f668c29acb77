"""A body that is too large to be held goes into a temporary file while it arrives."""

import hashlib
import tempfile
from io import BytesIO

from sources.archiver.network.content_coding import codings_in
from sources.archiver.values import Hop, LargeBody

DOCUMENTS = ("application/pdf", "application/x-pdf")


def is_document(hop: Hop) -> bool:
    """Whether an answer is a PDF as it stands: one of those that are published as large files.

    A packed one would have to be unpacked in memory.
    """
    kind = hop.header("content-type").split(";", 1)[0].strip().lower()
    return kind in DOCUMENTS and not codings_in(hop.list_header("content-encoding"))


class Spilled:
    """What came of an answer whose body grew beyond what is held."""

    def __init__(self, received: BytesIO, payload: BytesIO, head_end: int) -> None:
        """Take over what has come: all of it, the body without transfer coding, and the head."""
        self.head = received.getvalue()[:head_end]
        self._wire = hashlib.sha256(received.getbuffer())
        self._wire_size = received.tell()
        self._digest = hashlib.sha256(payload.getbuffer())
        self._size = payload.tell()
        self.file = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the answer
        self.file.write(payload.getbuffer())

    def received(self, data: bytes) -> None:
        """Count what came over the wire."""
        self._wire.update(data)
        self._wire_size += len(data)

    def write(self, data: bytes) -> None:
        """Keep a piece of the body."""
        self._digest.update(data)
        self._size += len(data)
        self.file.write(data)

    def whole(self) -> LargeBody:
        """Give the body, of which all has come."""
        self.file.flush()
        facts = (self._size, self._digest.digest(), self._wire_size, self._wire.digest())
        return LargeBody(self.file, *facts)
