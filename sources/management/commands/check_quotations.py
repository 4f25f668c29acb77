"""Check quotations as the desk does: `manage.py check_quotations < lines.jsonl`."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from sources.archiver.quoting.verify import verify
from sources.archiver.reading.extract import extract
from sources.archiver.values import Check, Extraction, ExtractionState, Limits, Quote


class Command(BaseCommand):
    """Look for quotations in texts, pages or files, one JSON object a line in and out.

    In: `id`, `quote`, and where they are known `lang`, `prefix`, `suffix`; with `text`, or `html`
    and `content_type`, or `file` and `content_type`. Out: `id`, `finding`, `start`, `end` (of the
    text that was read) and `differences`. See docs/checking-quotations.md.
    """

    help = "Check quotations: JSON lines from standard input, findings to standard output."
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django reads it so

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the lines from a file instead."""
        parser.add_argument("lines", nargs="?", type=Path, help="JSON lines; otherwise standard in")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer line by line, in the order of the lines."""
        path: Path | None = options["lines"]
        if path is None:
            self._answer(sys.stdin)
            return
        try:
            with path.open(encoding="utf-8") as lines:
                self._answer(lines)
        except OSError as error:
            raise CommandError(str(error)) from error

    def _answer(self, lines: Any) -> None:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                self.stdout.write(json.dumps(_answered(line, number), ensure_ascii=False))


def _answered(line: str, number: int) -> dict[str, Any]:
    """Check the quotation of one line.

    Raises:
        CommandError: the line is not as it must be; the message names the line and the field.
    """
    try:
        case = json.loads(line)
    except ValueError as error:
        raise CommandError(_("Line %(n)s is not JSON.") % {"n": number}) from error
    if not isinstance(case, dict) or not isinstance(case.get("quote"), str):
        message = _("Line %(n)s: “quote” is missing.")
        raise CommandError(message % {"n": number})
    quote = Quote(
        case["quote"],
        prefix=str(case.get("prefix") or ""),
        suffix=str(case.get("suffix") or ""),
        language=str(case.get("lang") or ""),
    )
    return {"id": case.get("id")} | _as_json(verify(quote, _read(case, number)))


def _read(case: Mapping[str, Any], number: int) -> Extraction:
    """The text that a line gives, or that is read from what it gives."""
    if isinstance(case.get("text"), str):
        return Extraction(ExtractionState.DONE, text=case["text"])
    content_type = str(case.get("content_type") or "")
    if isinstance(case.get("html"), str):
        kind = content_type or "text/html; charset=utf-8"
        return extract(case["html"].encode(), kind, limits=Limits())
    if isinstance(case.get("file"), str):
        try:
            body = Path(case["file"]).read_bytes()
        except OSError as error:
            message = _("Line %(n)s: the file cannot be read: %(why)s.")
            raise CommandError(message % {"n": number, "why": error.strerror}) from error
        return extract(body, content_type, limits=Limits())
    message = _("Line %(n)s: “text”, “html” or “file” is missing.")
    raise CommandError(message % {"n": number})


def _as_json(check: Check) -> dict[str, Any]:
    return {
        "finding": check.kind.value,
        "start": check.start,
        "end": check.end,
        "differences": [one.as_json() for one in check.differences],
    }
