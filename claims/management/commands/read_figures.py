"""Read all figures of running texts: `manage.py read_figures < texts.jsonl`."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import DatabaseError

from claims.reads.desk.text_reader import brought_text_reader, text_reader
from claims.rules.figures.in_text import FigureInText, TextReader
from tracker.base.language.dictionary import language_of_text
from tracker.base.line_command import LineCommand
from tracker.base.values.json_lines import BadLineError
from tracker.base.web.serializer_fields import as_number


class Command(LineCommand):
    """Read `{id, text, lang}` a line, write `{id, figures}`, as `docs/read-figures.md` says.

    The measures and parties are those of the installation; where its database has none or does not
    answer, the measures that come with the software.
    """

    help = (
        "Reads JSON lines {id, text, lang} from a file or standard input and writes {id, figures}: "
        "measure, subject, low, best, high, qualifier, start and end of each figure of the text."
    )
    needs = ("text",)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the measures from the software."""
        super().add_arguments(parser)
        parser.add_argument(
            "--brought",
            action="store_true",
            help="read by the measures that come with the software, and ask no database",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make a reader for all lines, and answer them."""
        self.reader = brought_text_reader() if options["brought"] else self._installed()
        super().handle(*args, **options)

    def _installed(self) -> TextReader:
        """The reader of this installation, or else that of the software."""
        try:
            reader = text_reader()
        except DatabaseError:
            reader = None
        if reader is not None and reader.measures:
            return reader
        self.stderr.write("No measures in the database: those of the software are read by.")
        return brought_text_reader()

    def answer(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Read the text of one line."""
        found = self.reader.figures(row["text"], _language(row))
        return {"id": row.get("id"), "figures": [as_row(one) for one in found if one.stands]}


def as_row(figure: FigureInText) -> dict[str, Any]:
    """One figure as the command writes it."""
    numbers = {"low": figure.low, "best": figure.best, "high": figure.high}
    scope = {"part": figure.part, "place": figure.place, "as_of": figure.as_of}
    return {
        "measure": figure.measure,
        "subject": figure.party or figure.subject,
        **{name: _number(number) for name, number in numbers.items()},
        "qualifier": figure.qualifier.value,
        "start": figure.start,
        "end": figure.end,
        **{name: words for name, words in scope.items() if words},
    }


def _number(number: Decimal | None) -> int | float | None:
    return None if number is None else as_number(number)


def _language(row: Mapping[str, Any]) -> str:
    """The language that a row says, or else that of its first words; English if they tell none.

    Raises:
        BadLineError: what it says is no text.
    """
    said = row.get("lang", row.get("language", ""))
    if not isinstance(said, str):
        raise BadLineError(f"{row.get('id')}: “lang” is no text.")
    return said or language_of_text(row["text"])
