"""An authority as a setting, and files for it to stamp."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from pytest_django import Settings

from tests.archiver.authority import Authority

if TYPE_CHECKING:
    from sources.models import SealedFile, Timestamp


def now() -> datetime:
    """The moment a real authority would tell."""
    return datetime.now(UTC)


def configure(settings: Settings, folder: Path, **authorities: Authority) -> None:
    """Name authorities in the settings, with their roots in a folder and leave to reach them."""
    folder.mkdir(parents=True, exist_ok=True)
    settings.TIMESTAMP_AUTHORITIES = [f"{name}={each.url}" for name, each in authorities.items()]
    settings.TIMESTAMP_ROOTS = str(folder)
    settings.ALLOWED_ADDRESSES = [each.place for each in authorities.values()]
    for name, each in authorities.items():
        (folder / f"{name}.pem").write_bytes(each.root.read_bytes())


def a_sealed_file(content: bytes = b"a sealed file", *, kind: str = "warc") -> SealedFile:
    """A file in the storage and in the register."""
    from sources.operations.fixity.registered import register_file  # noqa: PLC0415

    sha256 = hashlib.sha256(content).hexdigest()
    name = default_storage.save(f"{kind}/{sha256[:2]}/{sha256}.warc.gz", ContentFile(content))
    return register_file(name=name, sha256=sha256, size=len(content), kind=kind, at=now())


def stamp_all(at: datetime | None = None) -> list[Timestamp]:
    """Do what beat and a worker do; give back all rows, oldest first."""
    from sources.models import Timestamp  # noqa: PLC0415
    from sources.operations.stamps.obtain import run, sweep  # noqa: PLC0415

    at = at or now()
    for timestamp_id in sweep(at=at):
        run(timestamp_id=timestamp_id, worker="w", at=at)
    return list(Timestamp.objects.order_by("pk"))


def with_another_byte(content: bytes) -> bytes:
    """The last byte is another one, whatever it was: tokens and signatures end in any byte."""
    return content[:-1] + bytes([content[-1] ^ 1])
