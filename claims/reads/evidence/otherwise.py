"""What somebody who cites a page says of it, beside what is recorded of it already."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sources.models import Origin, Page
from tracker.base.values.partial_date import PartialDate

TITLE, PUBLISHED, LANGUAGE, ORIGIN, PUBLISHER = (
    *("title", "published", "language", "origin"),
    "publisher",
)
_LABELS = {
    TITLE: _("Title of the page"),
    PUBLISHED: _("Published"),
    LANGUAGE: _("Language of the page"),
    ORIGIN: _("Where the page has it from"),
    PUBLISHER: _("Publisher"),
}


@dataclass(frozen=True, slots=True)
class Otherwise:
    """One thing of a page that is recorded in one way and said in another.

    Attributes:
        field: which thing.
        recorded: what is recorded, in words; empty if nothing is.
        given: what somebody says, in words.
        can_be_taken: whether it may be recorded with the citation; a publisher may not, on whom
            other claims' counts of origins hang.
    """

    field: str
    recorded: str
    given: str
    can_be_taken: bool = True

    @property
    def label(self) -> str | Promise:
        """What it is called."""
        return _LABELS[self.field]


def described_otherwise(
    page: Page,
    *,
    title: str = "",
    published: PartialDate | None = None,
    language: str = "",
    origin: str = "",
    publisher: str = "",
) -> list[Otherwise]:
    """Compare what is said of a page with what is recorded; what is not said makes no difference.

    Args:
        page: the page.
        title: as somebody writes it.
        published: when, as far as somebody says.
        language: a BCP 47 tag.
        origin: one of `Origin`; that nothing is stated is not said.
        publisher: the name of its publisher.
    """
    recorded = PartialDate.of(page.published, page.published_precision)
    names = {name.casefold() for name in _names(page)}
    found: list[Otherwise] = []
    if title.strip() not in ("", page.title):
        found.append(Otherwise(TITLE, page.title, title.strip()))
    if published is not None and published.is_known and published != recorded:
        found.append(Otherwise(PUBLISHED, str(recorded), str(published)))
    if language not in ("", page.language):
        found.append(Otherwise(LANGUAGE, page.language, language))
    if origin not in ("", Origin.UNKNOWN, page.origin):
        found.append(Otherwise(ORIGIN, page.get_origin_display(), str(Origin(origin).label)))
    if publisher.strip() and publisher.strip().casefold() not in names:
        name = page.publisher.name
        found.append(Otherwise(PUBLISHER, name, publisher.strip(), can_be_taken=False))
    return found


def _names(page: Page) -> list[str]:
    aliases = page.publisher.aliases.values_list("name", flat=True)
    return [page.publisher.name, *aliases]
