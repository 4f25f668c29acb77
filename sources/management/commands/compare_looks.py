"""Compare looks at pages: `manage.py compare_looks < pairs.jsonl`; see docs/compare-looks.md."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from sources.archiver.drift.pairs import compare_answers
from tracker.base.line_command import LineCommand
from tracker.base.values.json_lines import BadLineError


class Command(LineCommand):
    """Say what became of quotations between two looks, as the desk does."""

    help = (
        "Reads JSON lines {id, before, after, status, final_url, quotes} and writes "
        "{id, page, quotations: [{quote, change}], number_altered}."
    )
    needs = ("before", "after")

    def answer(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Compare the two looks of one line."""
        quotes = _quotes(row)
        found = compare_answers(
            row["before"],
            row["after"],
            status=_status(row),
            final_url=_address(row, "final_url") or _address(row, "url"),
            quotes=quotes,
            url=_address(row, "url"),
        )
        changes = {each.key: each.change.value for each in found.quotations}
        return {
            "id": row.get("id"),
            "page": found.kind.value,
            "quotations": [
                {"quote": quote, "change": changes.get(number, "unread")}
                for number, quote in enumerate(quotes)
            ],
            "number_altered": found.number_altered,
        }


def _quotes(row: Mapping[str, Any]) -> list[str]:
    quotes = row.get("quotes", [])
    if not isinstance(quotes, list) or not all(isinstance(one, str) for one in quotes):
        raise BadLineError(f"{row.get('id')}: “quotes” must be a list of texts.")
    return quotes


def _status(row: Mapping[str, Any]) -> int:
    status = row.get("status", HTTPStatus.OK)
    if isinstance(status, bool) or not isinstance(status, int):
        raise BadLineError(f"{row.get('id')}: “status” must be a number.")
    return status


def _address(row: Mapping[str, Any], name: str) -> str:
    address = row.get(name, "")
    if not isinstance(address, str):
        raise BadLineError(f"{row.get('id')}: “{name}” must be a text.")
    return address
