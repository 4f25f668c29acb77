"""Find which claims of a file others repeat: `manage.py match_claims`. See docs/matching.md."""

from __future__ import annotations

import gzip
import json
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from claims.matching.ranking.lexical import IndexRow, index_row
from claims.matching.ranking.rank import rank
from claims.matching.ranking.sentence_vectors import is_installed
from claims.matching.ranking.space import SentenceSpace
from claims.models.matching.index import IndexedKind
from claims.operations.matching.index import count_terms, scratch_index, write_index
from tracker.base.values.json_lines import BadLineError, bounded, rows


class Command(BaseCommand):
    """Rank claims of one file for each text of another, in a scratch schema."""

    help = (
        "Reads claims {id, claim, title} and queries {id, text} as JSON lines (.gz too) and writes "
        "{id, ranked: [claim ids], scores: [...]} for each query. Nothing is stored."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the rows stand, and how many claims are wanted."""
        parser.add_argument("--claims", type=Path, required=True)
        parser.add_argument("--queries", type=Path, required=True)
        parser.add_argument("--top", type=int, default=5, metavar="N")
        parser.add_argument("--semantic", action="store_true", help="with vectors of sentences")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Answer query by query.

        Raises:
            CommandError: a file cannot be read, or a line is no row of its shape.
        """
        if options["top"] < 1:
            raise CommandError(_("--top must be 1 or more."))
        try:
            self._answer(
                options["claims"], options["queries"], options["top"], semantic=options["semantic"]
            )
        except BadLineError as error:
            raise CommandError(str(error)) from error

    def _answer(self, claims: Path, queries: Path, top: int, *, semantic: bool) -> None:
        if semantic and not is_installed():
            raise CommandError(_("--semantic needs the extra counterclaim[semantic]."))
        known = list(read_rows(claims, needs=("id", "claim")))
        said = ((number, row["claim"]) for number, row in enumerate(known))
        with scratch_index():
            write_index(indexed_claims(known), kind=IndexedKind.CLAIM)
            count_terms()
            space = SentenceSpace.of(said) if semantic and known else None
            for row in read_rows(queries, needs=("id", "text")):
                found = rank(
                    row["text"],
                    IndexedKind.CLAIM,
                    top=top,
                    language=language_said(row),
                    space=space,
                )
                answer = {
                    "id": row["id"],
                    "ranked": [known[match.subject]["id"] for match in found],
                    "scores": [round(match.score, 4) for match in found],
                }
                self.stdout.write(json.dumps(answer, ensure_ascii=False))


def indexed_claims(known: Sequence[dict[str, Any]]) -> Iterator[tuple[int, IndexRow]]:
    """What is stored of each claim of a file, by its place in the file."""
    for number, row in enumerate(known):
        title = row.get("title")
        yield (
            number,
            index_row(
                row["claim"],
                title=title if isinstance(title, str) else "",
                language=language_said(row),
            ),
        )


def language_said(row: dict[str, Any]) -> str:
    """The tag of the language that a row says it is in; nothing where it says none."""
    said = row.get("lang", "")
    return said if isinstance(said, str) else ""


def read_rows(path: Path, *, needs: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Read the rows of a file.

    Args:
        path: of JSON lines, packed where its name ends so.
        needs: names that every row must have, each with a text.

    Raises:
        BadLineError: a line is no such row, or too long.
        CommandError: the file cannot be read.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            yield from rows(bounded(lines), needs=needs)
    except BadLineError as error:
        raise BadLineError(f"{path}: {error}") from error
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise CommandError(
            _("%(path)s cannot be read: %(why)s") % {"path": path, "why": error}
        ) from error
