"""Atom feeds (RFC 4287) of new claims and of verdicts with their corrections."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.syndication.views import Feed
from django.urls import reverse, reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.presentation import change_words, words
from claims.presentation.claims.dossier import ClaimEntry
from claims.presentation.claims.origins import lines_on_origins
from claims.presentation.figures import in_words
from claims.reads import claims, verdicts, visible
from claims.reads.evidence import changes
from claims.reads.evidence.citations import citations_counted
from claims.reads.evidence.origins import Trail

if TYPE_CHECKING:
    from claims.models import Claim, Incident, Verdict
    from sources.models import Recheck

    ClaimFeed = Feed[ClaimEntry, None]
    VerdictFeed = Feed["VerdictEntry", None]
    ChangeFeed = Feed[Recheck, None]
else:  # the class takes parameters in its type stubs only
    ClaimFeed = VerdictFeed = ChangeFeed = Feed

ENTRIES = 50

# XML 1.0 has no way to write these characters, not even escaped.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def writable(text: str) -> str:
    """Replace the characters that XML cannot hold."""
    return _UNWRITABLE.sub("\ufffd", text)


def _label(incident: Incident, *, demonstration: bool = False) -> str:
    if incident.is_exercise:
        return _("[Exercise] ")
    return _("[Demonstration] ") if demonstration else ""


@dataclass(frozen=True, slots=True)
class VerdictEntry:
    """A verdict with the line on the origins of its claim's reports."""

    verdict: Verdict
    origins: str


def _lines(rows: Sequence[Claim]) -> dict[int, str]:
    cited = list(citations_counted(rows))
    return lines_on_origins(rows, cited, Trail.of(cited))


class NewClaims(ClaimFeed):
    """The newest claims that everybody may read."""

    feed_type = Atom1Feed
    title = gettext_lazy("New claims")
    subtitle = gettext_lazy("Who says what, as it is recorded.")
    link = reverse_lazy("public:search")
    feed_url = reverse_lazy("feeds:claims")

    def items(self) -> list[ClaimEntry]:
        """The newest claims first, each with what its reports amount to."""
        newest = claims.for_cards(visible.claims_shown()).order_by("-created_at", "-pk")[:ENTRIES]
        rows = list(newest)
        lines = _lines(rows)
        return [ClaimEntry(row, lines[row.pk]) for row in rows]

    def item_title(self, item: ClaimEntry) -> str:
        """Who speaks, and of what."""
        return writable(
            f"{_label(item.claim.incident)}{words.who(item.claim)}: {item.claim.incident.title}"
        )

    def item_description(self, item: ClaimEntry) -> str:
        """The statement, its figures, and where the reports of it have it from."""
        figures = [
            "; ".join(
                [
                    f"{in_words.counted(figure)}: {in_words.figure_words(figure)}",
                    *in_words.beside(figure),
                ]
            )
            for figure in item.claim.figures.all()
        ]
        evidence = _("Evidence: %(origins)s") % {"origins": item.origins}
        return writable("\n".join([item.claim.statement, *figures, evidence]))

    def item_link(self, item: ClaimEntry) -> str:
        """The claim's page."""
        return reverse("public:claim", args=[item.claim.pk])

    def item_pubdate(self, item: ClaimEntry) -> dt.datetime:
        """When it was recorded here."""
        return item.claim.created_at


class NewVerdicts(VerdictFeed):
    """The newest verdicts and corrections."""

    feed_type = Atom1Feed
    title = gettext_lazy("Verdicts and corrections")
    subtitle = gettext_lazy("What was decided, and what was changed afterwards and why.")
    link = reverse_lazy("public:corrections")
    feed_url = reverse_lazy("feeds:verdicts")

    def items(self) -> list[VerdictEntry]:
        """The newest verdicts first, each with what the reports of its claim amount to now."""
        rows = list(verdicts.verdicts_shown()[:ENTRIES])
        lines = _lines([row.claim for row in rows])
        return [VerdictEntry(row, lines[row.claim_id]) for row in rows]

    def item_title(self, item: VerdictEntry) -> str:
        """The rating and what it is of."""
        kind = _("Correction: ") if item.verdict.supersedes_id else ""
        label = _label(item.verdict.claim.incident, demonstration=item.verdict.is_demonstration)
        statement = Truncator(item.verdict.claim.statement).chars(120)
        return writable(f"{label}{kind}{item.verdict.rated.label}: {statement}")

    def item_description(self, item: VerdictEntry) -> str:
        """The summary, of a correction the reason, and the origins of the claim's reports."""
        evidence = _("Evidence now: %(origins)s") % {"origins": item.origins}
        parts = (item.verdict.change_reason, item.verdict.summary, evidence)
        return writable("\n".join(part for part in parts if part))

    def item_link(self, item: VerdictEntry) -> str:
        """The claim's page, at the verdict."""
        page = reverse("public:claim", args=[item.verdict.claim_id])
        return f"{page}#verdict-{item.verdict.version}"

    def item_pubdate(self, item: VerdictEntry) -> dt.datetime:
        """When it was published."""
        return item.verdict.published_at


class NewChanges(ChangeFeed):
    """What later looks at cited pages found."""

    feed_type = Atom1Feed
    title = gettext_lazy("Changes of cited pages")
    subtitle = gettext_lazy("What later looks at cited pages found, beside the earlier copy.")
    link = reverse_lazy("public:changes")
    feed_url = reverse_lazy("feeds:changes")

    def items(self) -> list[Recheck]:
        """The newest changes first; a site that did not answer is no change."""
        return list(changes.changes_listed()[:ENTRIES])

    def item_title(self, item: Recheck) -> str:
        """What was found, and of which page."""
        label = _("[Exercise] ") if item.is_exercise else ""  # type: ignore[attr-defined]
        said = change_words.headline(
            item.shown_kind,  # type: ignore[attr-defined]
            number=item.shown_number,  # type: ignore[attr-defined]
            unread=item.shown_unread,  # type: ignore[attr-defined]
        )
        return writable(f"{label}{said}: {item.page.publisher.name}")

    def item_description(self, item: Recheck) -> str:
        """The page."""
        return writable("\n".join(part for part in (item.page.title, item.page.url) if part))

    def item_link(self, item: Recheck) -> str:
        """The change's page."""
        return reverse("public:change", args=[item.pk])

    def item_pubdate(self, item: Recheck) -> dt.datetime:
        """When it was found."""
        return item.at
