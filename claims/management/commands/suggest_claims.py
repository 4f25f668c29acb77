"""Find what texts say that somebody claimed: `manage.py suggest_claims < texts.jsonl`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from claims.management.commands.read_figures import as_row
from claims.matching.reported.reading import ReportedClaim, SpeechRead, speech_among, speech_in
from claims.reads.desk.text_reader import brought_text_reader
from claims.rules.figures.in_text import TextReader
from tracker.base.language.dictionary import language_of_text
from tracker.base.line_command import LineCommand
from tracker.base.values.json_lines import BadLineError
from tracker.base.values.refusal import InvalidValueError
from tracker.base.web.forms import worded


class Command(LineCommand):
    """Read texts as the desk does, one JSON object a line in and out; no database is asked.

    In: `id`, `text` or `sentences` (a list of texts), and `lang` where it is known. Out: `id`,
    `scores` (one a sentence, from 0 to 1) and `claims`. See docs/claims-in-a-text.md.
    """

    help = "Find claims in texts: JSON lines from standard input, proposals to standard output."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make a reader for all lines, and answer them."""
        self.reader = brought_text_reader()
        super().handle(*args, **options)

    def answer(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Read the text of one line."""
        language = _language(row)
        try:
            texts, read = _read(row, language)
        except InvalidValueError as error:
            raise BadLineError(f"{row.get('id')}: {worded(error)}") from error
        return {
            "id": row.get("id"),
            "scores": [round(score, 4) for score in read.scores],
            "claims": [_as_json(claim, texts, self.reader, language) for claim in read.claims],
        }


def _read(row: Mapping[str, Any], language: str) -> tuple[str | list[str], SpeechRead]:
    """What a line gives to be read, and what was read of it.

    Raises:
        BadLineError: it gives nothing, or both.
    """
    text, sentences = row.get("text"), row.get("sentences")
    if isinstance(text, str) and sentences is None:
        return text, speech_in(text, language)
    if isinstance(sentences, list) and text is None and all(type(one) is str for one in sentences):
        return sentences, speech_among(sentences, language)
    raise BadLineError(f"{row.get('id')}: give “text”, or “sentences” as a list of texts.")


def _language(row: Mapping[str, Any]) -> str:
    said = row.get("lang") or ""
    if not isinstance(said, str):
        raise BadLineError(f"{row.get('id')}: “lang” is no text.")
    text = row.get("text") or " ".join(map(str, row.get("sentences") or ()))[:2_000]
    return said or language_of_text(str(text))


def _as_json(
    claim: ReportedClaim, given: str | list[str], reader: TextReader, language: str
) -> dict[str, Any]:
    text = given if isinstance(given, str) else given[claim.number]
    return {
        "sentence": claim.number,
        "start": claim.start,
        "end": claim.end,
        "score": round(claim.score, 4),
        "speaker": text[slice(*claim.speaker)],
        "said": text[slice(*claim.said)],
        "said_start": claim.said[0],
        "said_end": claim.said[1],
        "quoted": claim.is_quoted,
        "figures": [
            as_row(replace(one, reading=one.reading.moved(claim.said[0])))
            for one in reader.figures(text[slice(*claim.said)], language)
            if one.stands
        ],
    }
