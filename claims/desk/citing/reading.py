"""Reading the sealed text of a copy at the desk, to choose words of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from claims.desk.citing.forms import ReadingForm
from claims.desk.coming_back import from_quoting, quoting_address
from claims.presentation.evidence.copies import CHANGED
from claims.presentation.evidence.pictures import allow_picture, pictures_of
from claims.presentation.evidence.reading import ChosenWords, CopyText, FoundWords, texts_of
from claims.reads.desk.claims import citations_seen_by
from claims.reads.desk.evidence import all_captures, findings_seen_by
from claims.reads.visible import claims_seen_by
from sources.acts import QUOTE
from tracker.base.acts.law import refuse
from tracker.base.people.signed_in import person

if TYPE_CHECKING:
    from sources.models import Capture
    from tracker.base.people.models import User


@dataclass(frozen=True, slots=True)
class Choosable:
    """A place that a search found, with the addresses at which it is quoted."""

    found: FoundWords
    part: int
    quote_words: str
    quote_sentence: str


@require_safe
def capture_read(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a part of the text of one copy, a picture of the page beside it, and what was sought.

    A form that asks for it gets the part alone, to be read in its place there.
    """
    capture = get_object_or_404(all_captures(), pk=pk)
    reader = person(request)
    asked = ReadingForm(request.GET).asked()
    words, claim = asked.get("q", ""), asked.get("claim")
    reading = part_to_read(capture, reader, within=asked.get("within", ""), part=asked.get("part"))
    text: CopyText = reading["text"]
    cited = citations_seen_by(reader).filter(claim=claim, page=capture.page_id)
    to_quote = min(cited, key=lambda row: (not row.is_of_whole_page, row.pk), default=None)
    quoting = quoting_address(reader, to_quote)
    context = {
        **reading,
        "reading": reading,
        "claim": claims_seen_by(reader).filter(pk=claim).first() if claim else None,
        "words": words,
        "found": [_choosable(capture, text, one, claim) for one in text.find(words)],
        "may_quote": refuse(reader, QUOTE) is None,
        "quoting": quoting,
        "came_from": from_quoting(to_quote) if to_quote and quoting else "",
        "pictures": pictures_of(capture, at=timezone.now()),
        "section": "desk",
    }
    in_place = request.headers.get("HX-Request") == "true"
    name = "in_place" if in_place else "reading"
    response = allow_picture(render(request, f"desk/citing/{name}.html", context))
    patch_vary_headers(response, ["HX-Request"])
    return response


def part_to_read(
    capture: Capture, reader: User, *, within: str = "", part: int | None = None
) -> dict[str, Any]:
    """What the pages show on which a part of the text of a copy is read.

    Args:
        capture: the copy.
        reader: who reads it.
        within: which of its texts, a `TextOfCopy`; what was read from it where that is none.
        part: which part, counted from 1; the last where there are fewer.
    """
    texts = texts_of(capture)
    text = texts.within(within)
    parts = text.parts
    shown = parts[min(part or 1, len(parts)) - 1] if parts else None
    return {
        "capture": capture,
        "text": text,
        "has_shown": texts.shown is not None,
        "changed": CHANGED if text.has_changed else "",
        "part": shown,
        "parts": parts,
        "lines": text.lines(shown, findings_seen_by(reader, capture)) if shown else [],
    }


def _choosable(capture: Capture, text: CopyText, found: FoundWords, claim: int | None) -> Choosable:
    def address(passage: ChosenWords) -> str:
        place = {"within": text.which, "start": passage.start, "end": passage.end}
        query = urlencode(place | ({"claim": claim} if claim else {}))
        return f"{reverse('desk:capture_quote', args=[capture.pk])}?{query}"

    part = text.part_with(found.words.start)
    return Choosable(found, part, address(found.words), address(found.sentence))


def reading_address(capture: Capture, text: CopyText, place: int, **more: Any) -> str:
    """The address of the part of a text in which a place stands.

    Args:
        capture: the copy.
        text: which of its texts.
        place: characters from its beginning.
        more: further parameters.
    """
    query = urlencode({"within": text.which, "part": text.part_with(place), **more})
    return f"{reverse('desk:capture_read', args=[capture.pk])}?{query}"
