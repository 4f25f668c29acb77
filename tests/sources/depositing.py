"""Bringing a copy of a page, having it read, and making a package of archives."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from tests.factories import AT, later

if TYPE_CHECKING:
    from sources.models import Capture, Page

WORDS = "Twelve soldiers were killed near the border, the ministry said."
HTML = f"<!doctype html><title>Post</title><p>{WORDS}".encode()
STATEMENT = "Saved from the channel with a browser, signed in as a member."


def bring(page: Page, content: bytes, **facts: Any) -> Capture:
    from sources.operations.deposits.receive import Choice, deposit  # noqa: PLC0415

    chunks = [content[n : n + 7000] for n in range(0, len(content), 7000)]
    return deposit(
        **{"page": page, "file": chunks, "statement": STATEMENT, "by": page.added_by, "at": AT}
        | {"choice": Choice()}
        | facts
    )


def read(capture: Capture) -> Capture:
    from sources.operations.captures.visits import run  # noqa: PLC0415

    assert run(capture_id=capture.pk, worker="one", at=later(minutes=1))
    capture.refresh_from_db()
    return capture


def wacz(*entries, datapackage=True, warc=None):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        if datapackage:
            package.writestr("datapackage.json", "{}")
        if warc is not None:
            package.writestr("archive/data.warc.gz", warc)
        for name, content in entries:
            package.writestr(name, content)
    return out.getvalue()


PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
