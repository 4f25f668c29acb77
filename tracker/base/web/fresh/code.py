"""What this process makes pages with: its code, templates and settings, as one digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import django
from django.conf import settings

_ROOMS = ("tracker", "claims", "sources", "templates")
_NOT_SHOWN = frozenset(
    {
        "SECRET_KEY",
        "FACTOR_KEYS",
        "DATABASES",
        "MIGRATION_DATABASE",
        "CACHES",
        "REDIS_URL",
        "CELERY_BROKER_URL",
        "EMAIL_HOST_PASSWORD",
        "STORAGES",
    }
)
"""Settings that hold secrets, or say where things are kept."""


@cache
def code_digest() -> str:
    """The digest of all that a page is made with besides the rows it shows.

    Two processes have the same one if they run the same files with the same settings, on whatever
    machine. It is taken once, when a process starts: what is changed in a file of a running process
    is no part of its pages.
    """
    found = hashlib.blake2b(django.__version__.encode(), digest_size=16)
    for name, path in _files():
        found.update(f"{name}\n".encode())
        found.update(hashlib.blake2b(path.read_bytes()).digest())
    for name in sorted(dir(settings)):
        if name.isupper() and name not in _NOT_SHOWN:
            found.update(f"{name}={getattr(settings, name)!r}\n".encode())
    return found.hexdigest()


def _files() -> Iterator[tuple[str, Path]]:
    base = Path(settings.BASE_DIR)
    yield "uv.lock", base / "uv.lock"
    names_of_sheets = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if names_of_sheets.is_file():
        yield "staticfiles.json", names_of_sheets
    for room in _ROOMS:
        for path in sorted((base / room).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.relative_to(base).as_posix(), path
