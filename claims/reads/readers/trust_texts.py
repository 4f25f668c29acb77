"""The texts of the standing pages: what an administrator wrote, else what the software brings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from claims.models import TrustText
from claims.rules.readers.trust_pages import TrustPage

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class ShownTrustText:
    """The text of a page as readers are shown it.

    Args:
        body: the text, in its markup.
        language: the language it is in: English where there is none in the reader's.
        changed_at: when it was written here; None for the text that comes with the software.
    """

    body: str
    language: str
    changed_at: datetime | None


def trust_text(page: TrustPage, language: str) -> ShownTrustText:
    """The text of a page, in one query.

    Written here, else as it comes with the software; in the reader's language, else in English.

    Args:
        page: which.
        language: the tag of the reader's language.
    """
    tags = list(dict.fromkeys([language, language.partition("-")[0], ENGLISH]))
    rows = TrustText.objects.filter(page=page, language__in=tags)
    newest = {row.language: row for row in rows.order_by("number")}
    # What was written here comes first, in whatever language: it says what is so at this house.
    for row in filter(None, map(newest.get, tags)):
        if row.body:
            return ShownTrustText(row.body, row.language, row.at)
        if brought_text(page, row.language):
            break  # whoever left it empty wants what comes with the software, in that language
    for tag in tags:
        if brought := brought_text(page, tag):
            return ShownTrustText(brought, tag, None)
    return ShownTrustText("", ENGLISH, None)


@cache
def brought_text(page: TrustPage, language: str) -> str:
    """The text of a page that comes with the software; "" where there is none in a language."""
    path = Path(settings.BASE_DIR, "seeds", "trust", f"{page.value}.{language}.md")
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


def trust_text_in_force(page: TrustPage, language: str) -> TrustText | None:
    """What was written here for a page last, in one language; None before anything was."""
    return trust_texts_written(page, language).first()


def trust_texts_written(page: TrustPage, language: str) -> QuerySet[TrustText]:
    """Every version of the text of a page in one language, newest first, with who wrote it."""
    rows = TrustText.objects.filter(page=page, language=language)
    return rows.select_related("by").order_by("-number")


def newest_trust_texts() -> list[TrustText]:
    """Of every page and language the version in force, with who wrote it."""
    rows = TrustText.objects.select_related("by").order_by("page", "language", "-number")
    return list(rows.distinct("page", "language"))
