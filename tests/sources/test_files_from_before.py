"""Captures that were sealed before there was a table of files have their files registered."""

from __future__ import annotations

from importlib import import_module

from django.db import connection

from sources.models import SealedFile
from tests.house import rows

MIGRATION = import_module("sources.migrations.0003_register_files")


def register() -> None:
    with connection.cursor() as cursor:
        cursor.execute(MIGRATION.REGISTER)


def test_their_files_are_registered_once(db: None) -> None:
    first = rows.sealed_capture()
    rows.sealed_capture(file_name=first.file_name)
    rows.capture()

    register()
    register()

    file = SealedFile.objects.get()
    assert (file.name, file.sha256, file.size) == (
        first.file_name,
        first.file_sha256,
        first.file_size,
    )
    assert (file.kind, file.sealed_at, file.fixity) == ("warc", first.finished_at, "unchecked")
