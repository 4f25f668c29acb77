"""Register pages, and record what they say of themselves."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from sources import acts
from sources.models import (
    Origin,
    Page,
    PageKind,
    Publisher,
)
from sources.operations.register.addresses import web_address
from sources.operations.register.publishers import NewPublisher, register_publisher
from sources.reads.twins import twins_of
from tracker.base.acts.names import RowKnown, stand_in_line
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.language_tag import LanguageTag
from tracker.base.values.partial_date import UNKNOWN_DATE, PartialDate
from tracker.base.values.refusal import within
from tracker.base.values.text import text, word


def register_page(
    *,
    url: str,
    publisher: Publisher | NewPublisher,
    by: User,
    at: datetime,
    language: LanguageTag | str = "",
    title: str = "",
    kind: str = PageKind.ARTICLE.value,
    published: PartialDate = UNKNOWN_DATE,
    origin: str = Origin.UNKNOWN.value,
    offer_twins: bool = False,
) -> Page:
    """Get or create the page at an address; a page that is there stays as it is.

    The address is kept in the one spelling that all of its spellings have. A page at another
    address that is most likely the same one (`offer_twins`) is offered, and never taken unasked.
    Whether it may be fetched is asked when it is captured,
    and of people who cite it (`check_fetchable`); here it must only be an address that can be
    read in one way, so that a dossier loads with every address it was written with. A new
    publisher is registered only for a page that is new.

    Raises:
        Refusal: for the address with a rule of `sources.archiver.network.guard.RULES`; `required`,
            `too_long`, `unknown_value`, `language_tag`, `not_allowed`; `page_known` (a `RowKnown`
            with the pages); what `register_publisher` refuses.
    """
    written, url = url.strip(), web_address(url)
    defaults = {
        "title": text(title, field="title"),
        "language": _tag(language),
        "kind": word(kind, PageKind, field="kind"),
        "published": published.day,
        "published_precision": published.precision.value,
        "origin": word(origin, Origin, field="origin"),
        "added_by": by,
        "added_at": at,
    }
    with act(acts.REGISTER_PAGE, by=by):
        if isinstance(publisher, NewPublisher):
            stand_in_line(Page, url)  # whoever else adds this page now adds its publisher too
        # One from before addresses had one spelling keeps its own, which the ledger holds.
        known = Page.objects.filter(url__in=(url, written)).order_by("pk").first()
        if known is not None:
            return known
        if offer_twins:
            _refuse_known(url)
        if isinstance(publisher, NewPublisher):
            with within("publisher"):
                publisher = register_publisher(
                    name=publisher.name,
                    kind=publisher.kind,
                    another=publisher.another,
                    by=by,
                    at=at,
                )
        page, _created = Page.objects.get_or_create(
            url=url, defaults=defaults | {"publisher": publisher}
        )
    return page


def _tag(language: LanguageTag | str) -> str:
    return str(LanguageTag.parse(language, field="language")) if language else ""


def _refuse_known(url: str) -> None:
    known = twins_of(url)
    if known:
        said = _(
            "This is most likely a page that is here already under another address: %(url)s. "
            "Use it; or say that yours is another page."
        )
        raise RowKnown(
            said % {"url": known[0].url}, known=known, code="page_known", field="url", key="url"
        )


def describe_page(
    *,
    page: Page,
    by: User,
    at: datetime,  # noqa: ARG001 - acts are given their time; the row history keeps its own
    title: str | None = None,
    author: str | None = None,
    language: LanguageTag | str | None = None,
    published: PartialDate | None = None,
    reason: str = "",
) -> Page:
    """Record what a page says of itself; what is not given stays as it is.

    The row history keeps what was recorded before, who changed it and when.

    Args:
        page: the page.
        by: who records it.
        at: the present moment.
        title: as the page words it.
        author: as the page names them.
        language: a BCP 47 tag; an empty one where it is not known after all.
        published: the date, as far as it is known.
        reason: why, if somebody said; the row history keeps it.

    Raises:
        Refusal: `required`, `too_long`, `language_tag`, `not_allowed`.
    """
    with act(acts.DESCRIBE_PAGE, by=by, reason=reason.strip()):
        row = Page.objects.select_for_update(no_key=True).get(pk=page.pk)
        if title is not None:
            row.title = text(title, field="title", required=True)
        if author is not None:
            row.author = text(author, field="author", longest=300)
        if language is not None:
            row.language = _tag(language)
        if published is not None:
            row.published = published.day
            row.published_precision = published.precision.value
        row.save()
    return row
