"""Atom feeds (RFC 4287) of new claims and of verdicts with their corrections."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from django.contrib.syndication.views import Feed
from django.urls import reverse, reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.presentation import change_words, words
from claims.presentation.figures import in_words
from claims.reads import claims, verdicts, visible
from claims.reads.evidence import changes
from claims.rules.verdicts import Rating

if TYPE_CHECKING:
    from claims.models import Claim, Incident, Verdict
    from sources.models import Recheck

    ClaimFeed = Feed[Claim, None]
    VerdictFeed = Feed[Verdict, None]
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


class NewClaims(ClaimFeed):
    """The newest claims that everybody may read."""

    feed_type = Atom1Feed
    title = gettext_lazy("New claims")
    subtitle = gettext_lazy("Who says what, as it is recorded.")
    link = reverse_lazy("public:search")
    feed_url = reverse_lazy("feeds:claims")

    def items(self) -> list[Claim]:
        """The newest claims first."""
        return list(
            claims.for_cards(visible.claims_shown()).order_by("-created_at", "-pk")[:ENTRIES]
        )

    def item_title(self, item: Claim) -> str:
        """Who speaks, and of what."""
        return writable(f"{_label(item.incident)}{words.who(item)}: {item.incident.title}")

    def item_description(self, item: Claim) -> str:
        """The statement and its figures."""
        figures = [
            "; ".join(
                [
                    f"{in_words.counted(figure)}: {in_words.figure_words(figure)}",
                    *in_words.beside(figure),
                ]
            )
            for figure in item.figures.all()
        ]
        return writable("\n".join([item.statement, *figures]))

    def item_link(self, item: Claim) -> str:
        """The claim's page."""
        return reverse("public:claim", args=[item.pk])

    def item_pubdate(self, item: Claim) -> dt.datetime:
        """When it was recorded here."""
        return item.created_at


class NewVerdicts(VerdictFeed):
    """The newest verdicts and corrections."""

    feed_type = Atom1Feed
    title = gettext_lazy("Verdicts and corrections")
    subtitle = gettext_lazy("What was decided, and what was changed afterwards and why.")
    link = reverse_lazy("public:corrections")
    feed_url = reverse_lazy("feeds:verdicts")

    def items(self) -> list[Verdict]:
        """The newest verdicts first."""
        return list(verdicts.verdicts_shown()[:ENTRIES])

    def item_title(self, item: Verdict) -> str:
        """The rating and what it is of."""
        kind = _("Correction: ") if item.supersedes_id else ""
        label = _label(item.claim.incident, demonstration=item.is_demonstration)
        statement = Truncator(item.claim.statement).chars(120)
        return writable(f"{label}{kind}{_(Rating(item.rating).label)}: {statement}")

    def item_description(self, item: Verdict) -> str:
        """The summary and, of a correction, the reason."""
        return writable("\n".join(part for part in (item.change_reason, item.summary) if part))

    def item_link(self, item: Verdict) -> str:
        """The claim's page, at the verdict."""
        return f"{reverse('public:claim', args=[item.claim_id])}#verdict-{item.version}"

    def item_pubdate(self, item: Verdict) -> dt.datetime:
        """When it was published."""
        return item.published_at


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
