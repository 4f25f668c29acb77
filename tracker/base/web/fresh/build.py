"""What makes pages besides rows: pages of one build are not shown by another."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

_MADE_FROM = ("claims", "sources", "tracker", "templates", "uv.lock")
_CODE = frozenset(
    {".css", ".gz", ".html", ".js", ".json", ".lock", ".md", ".mo", ".py", ".svg", ".txt", ".xml"}
)
"""What files end in. Others come and go: Python writes what it compiled while processes start."""
_SHOWN_NOWHERE = (
    *("CACHES", "CELERY", "DATABASES", "EMAIL", "FILE_UPLOAD", "LOGGING", "REDIS", "SECRET"),
)
"""What settings begin with that processes of one house may have of their own."""


@cache
def build() -> str:
    """The digest of what makes pages besides rows: code, templates, words, libraries, settings.

    Files are told by name, size and moment: read whole, they would take longer than a start should.
    """
    digest = hashlib.blake2b(digest_size=16)
    for name in _MADE_FROM:
        root = Path(settings.BASE_DIR) / name
        for file in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if file.suffix in _CODE and file.is_file():
                seen = file.stat()
                digest.update(f"{file}\0{seen.st_size}\0{seen.st_mtime_ns}\n".encode())
    for name in sorted(dir(settings)):
        if name.isupper() and not name.startswith(_SHOWN_NOWHERE):
            digest.update(f"{name}\0{_plain(getattr(settings, name))}\n".encode())
    return digest.hexdigest()


def _plain(value: Any) -> str:
    """A setting as text that is the same in each process."""
    if isinstance(value, dict):
        return str([(str(key), _plain(each)) for key, each in value.items()])
    if isinstance(value, list | tuple):
        return str([_plain(each) for each in value])
    if isinstance(value, set | frozenset):
        return str(sorted(_plain(each) for each in value))
    return (
        str(value) if isinstance(value, str | int | float | Path | None) else type(value).__name__
    )
