"""The register of sealed files: one row a file, whoever names it."""

from __future__ import annotations

from datetime import datetime

from sources.archiver.sealing.store import StoreError
from sources.models import SealedFile


def register_file(*, name: str, sha256: str, size: int, kind: str, at: datetime) -> SealedFile:
    """Get or create the row of a file the storage must hold from now on.

    Call it in the transaction that writes the row which names the file, after the file was stored.

    Args:
        name: its name in the storage.
        sha256: digest of its content, in hexadecimal digits.
        size: in bytes.
        kind: a `FileKind`.
        at: the present moment.

    Raises:
        StoreError: a file of this name was registered with another digest or size.
    """
    facts = {"sha256": sha256, "size": size, "kind": kind, "sealed_at": at}
    row, _made = SealedFile.objects.get_or_create(name=name, defaults=facts)
    if (row.sha256, row.size) != (sha256, size):
        raise StoreError("other", name=name)
    return row
