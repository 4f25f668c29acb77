"""What a notice says, in the language and the time zone that are active."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from claims.models import Claim, Notice
from claims.rules.notices import TELLING, Telling
from claims.rules.states import ClaimStatus
from sources.models import Capture, Page
from sources.reads.withheld import hidden_pages
from tracker.base.writing.days import written_date

LONGEST_WORDS = 300
"""Characters of a claim that are shown."""
LONGEST_SUBJECT = 60
"""Characters of a claim, or of a page's title, that a subject takes."""


@dataclass(frozen=True, slots=True)
class Said:
    """A notice in words.

    Args:
        notice: the row.
        title: what has happened, in a few words.
        sentence: the same in a sentence.
        quoted: the claim's words or the page's title; empty where they are not to be shown.
        language: theirs, as a tag.
        when: day and time, in words.
        button: what the link is called.
        url: where it leads, from the root of the site.
    """

    notice: Notice
    title: str
    sentence: str
    quoted: str
    language: str
    when: str
    button: str
    url: str

    @property
    def subject(self) -> str:
        """The title and the first words of what it is about, on one line."""
        if not self.quoted:
            return self.title
        words = Truncator(" ".join(self.quoted.split())).chars(LONGEST_SUBJECT)
        return _("%(what)s: %(words)s") % {"what": self.title, "words": words}


def said(notices: Iterable[Notice]) -> list[Said]:
    """Put notices into words, in a fixed number of queries.

    Args:
        notices: fetched by `with_what_they_say`.
    """
    rows = list(notices)
    pages = _pages_of(rows)
    return [_said(row, TELLING[row.code], pages.get(row.pk)) for row in rows]


def with_what_they_say(rows: QuerySet[Notice]) -> QuerySet[Notice]:
    """The same notices, fetched with what their words are made of."""
    return rows.select_related("claim")


def _said(row: Notice, telling: Telling, page: Page | None) -> Said:
    quoted, language = _quoted(row.claim, telling, page)
    values = {
        "who": row.who or _("Somebody"),
        "due": written_date(row.due) if row.due else "",
        "number": str(row.claim_id or ""),
    }
    return Said(
        notice=row,
        title=_(telling.subject),
        sentence=" ".join([_(telling.words) % values, *_next_step(row.claim, telling)]),
        quoted=Truncator(quoted).chars(LONGEST_WORDS),
        language=language,
        when=written_date(timezone.localtime(row.at), "j F Y, H:i e"),
        button=_(telling.button),
        url=_address(row, telling),
    )


def _address(row: Notice, telling: Telling) -> str:
    if telling.unnamed:
        return reverse(telling.address)
    return reverse(telling.address, args=[row.claim_id if telling.of_claim else row.thing])


def _next_step(claim: Claim | None, telling: Telling) -> list[str]:
    """What can be done now, unless it has been done since."""
    is_open = claim is not None and claim.status == telling.next_while
    return [_(telling.next_step)] if is_open else []


def _quoted(claim: Claim | None, telling: Telling, page: Page | None) -> tuple[str, str]:
    """The words that are shown, and their language; none of what was withdrawn or is withheld."""
    if telling.names_claim and claim is not None and claim.status != ClaimStatus.WITHDRAWN:
        return claim.statement, claim.language
    if page is not None:
        return page.title or page.url, page.language if page.title else ""
    return "", ""


def _pages_of(rows: list[Notice]) -> dict[int, Page]:
    """The pages that notices without a claim are about, unless they are hidden."""
    captures = {row.pk: UUID(row.thing) for row in rows if row.code == "capture_failed"}
    if not captures:
        return {}
    found = Capture.objects.filter(pk__in=captures.values()).exclude(page__in=hidden_pages())
    by_capture = {one.pk: one.page for one in found.select_related("page").only("page")}
    return {
        notice: by_capture[capture] for notice, capture in captures.items() if capture in by_capture
    }
