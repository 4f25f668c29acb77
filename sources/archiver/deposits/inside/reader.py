"""The process that reads a brought file and cleans it; see `examine`.

All that reading loads is loaded before the process is confined: later no file can be opened.
"""

import json
import os
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from sources.archiver.deposits.inside import archives, documents, pictures, saved, words
from sources.archiver.deposits.inside.examine import MOST_CLEANED
from sources.archiver.deposits.inside.found import Told
from sources.archiver.deposits.inside.pictures import NotCleanedError
from sources.archiver.deposits.kinds import ContentKind
from sources.archiver.reading.sandbox import confine

CLEANED = frozenset(
    {ContentKind.PNG, ContentKind.JPEG, ContentKind.GIF, ContentKind.WEBP, ContentKind.PDF}
)


def look(file: BinaryIO, kind: ContentKind, told: Told) -> None:
    """Note what a file says beside its content.

    Raises:
        Exception: it is damaged; each library has kinds of its own.
    """
    if kind is ContentKind.WARC:
        archives.look(file, told)
    elif kind is ContentKind.ZIP:
        size = file.seek(0, os.SEEK_END)
        archives.look_in_package(file, size, told)
    else:
        body = file.read()
        if kind.is_image:
            pictures.look(body, told)
        elif kind is ContentKind.PDF:
            documents.look(body, told)
        elif kind is ContentKind.MHTML:
            saved.look(body, told)
        else:
            words.look(body, told, markup=kind is ContentKind.HTML)


def _cleaner(kind: ContentKind) -> tuple[Callable[[bytes], bytes], str]:
    if kind is ContentKind.PDF:
        return documents.clean, documents.PROGRAM
    return pictures.clean, pictures.PROGRAM


def _examined(file: BinaryIO, kind: ContentKind) -> tuple[dict[str, Any], bytes]:
    told, unread = Told(), ""
    try:
        file.seek(0)
        look(file, kind, told)
    except Exception:  # noqa: BLE001 - hostile bytes: whatever goes wrong, they were not read
        unread = "failed"
    facts: dict[str, Any] = {"found": told.as_json(), "unread": unread}
    if kind not in CLEANED:
        return facts | {"not_cleaned": "kind"}, b""
    clean, program = _cleaner(kind)
    try:
        file.seek(0)
        made = clean(file.read())
    except NotCleanedError as error:
        return facts | {"not_cleaned": str(error)}, b""
    except Exception:  # noqa: BLE001 - the same
        return facts | {"not_cleaned": "failed"}, b""
    if len(made) > MOST_CLEANED:
        return facts | {"not_cleaned": "failed"}, b""
    return facts | {"program": program}, made


def main() -> None:
    """Examine the file on standard input; print the facts as a line of JSON, then the copy."""
    task = json.loads(sys.argv[1])
    kind = ContentKind(task["kind"])
    "".encode("cp437")  # old names in packages; loaded before no file can be opened any more
    if kind.is_image or kind in (ContentKind.PDF, ContentKind.MHTML):
        pictures.prepare()
        documents.prepare()
    if kind is ContentKind.MHTML:
        saved.prepare()
    file = os.fdopen(os.dup(0), "rb")
    confine(cpu_seconds=task["cpu_seconds"], memory_bytes=task["memory_bytes"])
    facts, made = _examined(file, kind)
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n")
    sys.stdout.buffer.write(made)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
