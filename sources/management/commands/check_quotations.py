"""Check quotations as the desk does: `manage.py check_quotations < lines.jsonl`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sources.archiver.quoting.verify import verify
from sources.archiver.reading.extract import extract
from sources.archiver.values import Check, Extraction, ExtractionState, Limits, Quote
from tracker.base.line_command import LineCommand
from tracker.base.values.json_lines import BadLineError


class Command(LineCommand):
    """Look for quotations in texts, pages or files, one JSON object a line in and out.

    In: `id`, `quote`, and where they are known `lang`, `prefix`, `suffix`; with `text`, or `html`
    and `content_type`, or `file` and `content_type`. Out: `id`, `finding`, `start`, `end` (of the
    text that was read) and `differences`. See docs/checking-quotations.md.
    """

    help = "Check quotations: JSON lines from standard input, findings to standard output."
    needs = ("quote",)

    def answer(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Check the quotation of one line."""
        quote = Quote(
            row["quote"],
            prefix=str(row.get("prefix") or ""),
            suffix=str(row.get("suffix") or ""),
            language=str(row.get("lang") or ""),
        )
        return {"id": row.get("id")} | _as_json(verify(quote, _read(row)))


def _read(case: Mapping[str, Any]) -> Extraction:
    """The text that a line gives, or that is read from what it gives.

    Raises:
        BadLineError: it gives none, or its file cannot be read.
    """
    if isinstance(case.get("text"), str):
        return Extraction(ExtractionState.DONE, text=case["text"])
    content_type = str(case.get("content_type") or "")
    if isinstance(case.get("html"), str):
        # What markup says of its charset is about bytes that are not here: a mark of UTF-8 wins.
        body = case["html"].encode("utf-8-sig")
        return extract(body, content_type or "text/html", limits=Limits())
    if not isinstance(case.get("file"), str):
        raise BadLineError(f"{case.get('id')}: “text”, “html” or “file” is missing.")
    try:
        body = Path(case["file"]).read_bytes()
    except (OSError, ValueError) as error:
        raise BadLineError(f"{case.get('id')}: the file cannot be read: {error}") from error
    return extract(body, content_type, limits=Limits())


def _as_json(check: Check) -> dict[str, Any]:
    return {
        "finding": check.kind.value,
        "start": check.start,
        "end": check.end,
        "differences": [one.as_json() for one in check.differences],
    }
