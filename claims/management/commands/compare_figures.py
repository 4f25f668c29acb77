"""Compare sentences with figures: `manage.py compare_figures < pairs.jsonl`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from claims.matching.comparing import compare_sentences
from claims.reads.desk.text_reader import brought_text_reader
from tracker.base.line_command import LineCommand

_reader = cache(brought_text_reader)


class Command(LineCommand):
    """Compare `{id, a, b}` a line, write `{id, relation, reason}`, as docs/compare-figures.md says.

    No database is asked: the measures are those that come with the software.
    """

    help = "Compares the figures of two sentences: JSON lines in, relation and reason out."
    needs = ("a", "b")

    def answer(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Compare the two sentences of one line."""
        language = str(row.get("lang") or "en")
        other = str(row.get("lang_b") or "")
        found = compare_sentences(
            row["a"], row["b"], language=language, other_language=other, reader=_reader()
        )
        return {
            "id": row.get("id"),
            "relation": found.relation.value,
            "reason": str(found.sentence),
            "code": found.sentence.code,
            "likelihood": round(found.likelihood, 3),
        }
