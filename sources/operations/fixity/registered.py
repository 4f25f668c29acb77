"""The register of sealed files: one row a file, whoever names it."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from sources.archiver.sealing.store import StoreError
from sources.models import (
    SealedFile,
)

_REGISTER = """
    INSERT INTO sources_sealedfile (name, sha256, size, kind, sealed_at, fixity)
    VALUES (%s, %s, %s, %s, %s, 'unchecked')
    ON CONFLICT (name) DO NOTHING RETURNING id
"""


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
    row = SealedFile(name=name, sha256=sha256, size=size, kind=kind, sealed_at=at)
    # One statement, where get_or_create asks, saves the point, inserts and lets the point go: this
    # is done for every capture.
    with connection.cursor() as cursor:
        cursor.execute(_REGISTER, [name, sha256, size, str(kind), at])
        made = cursor.fetchone()
    if made is None:
        row = SealedFile.objects.get(name=name)
        if (row.sha256, row.size) != (sha256, size):
            raise StoreError("other", name=name)
        return row
    row.pk, row._state.adding, row._state.db = made[0], False, connection.alias  # noqa: SLF001
    return row
