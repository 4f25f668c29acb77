"""Register publishers and pages, grade publishers, say where a page has its content from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _

from sources import acts
from sources.archiver.network.guard import RULES, RefusedAddressError, check_as_written
from sources.configuration import allowance
from sources.models import (
    Derivation,
    DerivationKind,
    Grade,
    Origin,
    Page,
    PageKind,
    Publisher,
    PublisherGrade,
    PublisherKind,
)
from tracker.base.acts.names import insert_named
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.address import Address
from tracker.base.values.language_tag import LanguageTag
from tracker.base.values.partial_date import UNKNOWN_DATE, PartialDate
from tracker.base.values.refusal import Refusal, within
from tracker.base.values.text import text, word

LONGEST_ADDRESS = 2600
"""In bytes."""


@dataclass(frozen=True, slots=True)
class NewPublisher:
    """A publisher that is registered together with its first page."""

    name: str
    kind: str


def register_publisher(
    *,
    name: str,
    by: User,
    at: datetime,  # noqa: ARG001 - acts are given their time; the row history keeps its own
    slug: str = "",
    kind: str = PublisherKind.OTHER.value,
    country: str = "",
    homepage: str = "",
    note: str = "",
) -> Publisher:
    """Add a publisher.

    `slug` is its name in addresses, made from the name where none is given; `country` an
    ISO 3166-1 code of two letters, or nothing.

    Raises:
        Refusal: `slug_taken`, `not_a_slug`, `not_a_country`, `required`, `too_long`,
            `unknown_value`, `not_allowed`, and of the home page a rule of `archiver.guard.RULES`.
    """
    slug = _slug(slug)
    country = text(country, field="country").upper()
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):  # noqa: PLR2004
        raise Refusal(
            _("Give the country as two letters, such as ML."), code="not_a_country", field="country"
        )
    publisher = Publisher(
        name=text(name, field="name", required=True, longest=200),
        kind=word(kind, PublisherKind, field="kind"),
        country=country,
        homepage=web_address(homepage, field="homepage", longest=500) if homepage else "",
        note=text(note, field="note"),
    )
    with act(acts.REGISTER_PUBLISHER, by=by):
        insert_named(publisher, slug=slug, name=publisher.name, otherwise="publisher")
    return publisher


def _slug(slug: str) -> str:
    slug = text(slug, field="slug", longest=80)
    try:
        validate_slug(slug or "chosen-later")
    except ValidationError:
        raise Refusal(
            _("Use Latin letters, digits and hyphens only."), code="not_a_slug", field="slug"
        ) from None
    return slug


def grade_publisher(
    *, publisher: Publisher, grade: str, reason: str, by: User, at: datetime
) -> PublisherGrade:
    """Grade a publisher's reliability; earlier grades stay, the newest is in force.

    Raises:
        Refusal: `required` (the reason), `unknown_value`, `wrong_role`.
    """
    grade = word(grade, Grade, field="grade")
    reason = text(reason, field="reason", required=True)
    with act(acts.GRADE_PUBLISHER, by=by):
        return PublisherGrade.objects.create(
            publisher=publisher, grade=grade, reason=reason, author=by, at=at
        )


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
) -> Page:
    """Get or create the page at an address; a page that is there stays as it is.

    The address is kept as it was given. Whether it may be fetched is asked when it is captured,
    and of people who cite it (`check_fetchable`); here it must only be an address that can be
    read in one way, so that a dossier loads with every address it was written with. A new
    publisher is registered only for a page that is new.

    Raises:
        Refusal: with a rule of `archiver.guard.RULES` for the address; `required`, `too_long`,
            `unknown_value`, `language_tag`, `not_allowed`; what `register_publisher` refuses.
    """
    url = web_address(url)
    defaults = {
        "title": text(title, field="title"),
        "language": str(LanguageTag.parse(language, field="language")) if language else "",
        "kind": word(kind, PageKind, field="kind"),
        "published": published.day,
        "published_precision": published.precision.value,
        "origin": word(origin, Origin, field="origin"),
        "added_by": by,
        "added_at": at,
    }
    with act(acts.REGISTER_PAGE, by=by):
        known = Page.objects.filter(url=url).first()
        if known is not None:
            return known
        if isinstance(publisher, NewPublisher):
            with within("publisher"):
                publisher = register_publisher(
                    name=publisher.name, kind=publisher.kind, by=by, at=at
                )
        page, _created = Page.objects.get_or_create(
            url=url, defaults=defaults | {"publisher": publisher}
        )
    return page


def describe_page(
    *,
    page: Page,
    by: User,
    at: datetime,  # noqa: ARG001 - acts are given their time; the row history keeps its own
    title: str | None = None,
    language: LanguageTag | str | None = None,
    published: PartialDate | None = None,
) -> Page:
    """Record what a page says of itself; what is not given stays as it is.

    The row history keeps what was recorded before, who changed it and when.

    Args:
        page: the page.
        by: who records it.
        at: the present moment.
        title: as the page words it.
        language: a BCP 47 tag.
        published: the date, as far as it is known.

    Raises:
        Refusal: `required`, `too_long`, `language_tag`, `not_allowed`.
    """
    with act(acts.DESCRIBE_PAGE, by=by):
        row = Page.objects.select_for_update(no_key=True).get(pk=page.pk)
        if title is not None:
            row.title = text(title, field="title", required=True)
        if language is not None:
            row.language = str(LanguageTag.parse(language, field="language"))
        if published is not None and published.is_known:
            row.published = published.day
            row.published_precision = published.precision.value
        row.save()
    return row


def web_address(url: str, *, field: str = "url", longest: int = LONGEST_ADDRESS) -> str:
    """Check that an address is http or https and can be read in one way only.

    Args:
        url: the address.
        field: the field that a fault is said of.
        longest: bytes that fit. An index over addresses holds no longer ones than this module
            allows, and a longer one names no article.

    Raises:
        Refusal: its code is the guard's rule.
    """
    url = text(url, field=field, required=True)
    if len(url.encode("utf-8", "replace")) > longest:
        raise Refusal(_(RULES["too_long"]), code="too_long", field=field)
    try:
        return str(Address.parse(url))
    except Refusal as refusal:
        refusal.at(field)
        raise


def check_fetchable(url: str, *, field: str = "url") -> None:
    """Refuse an address that can never be fetched, as far as it says so by itself.

    Nothing is looked up: capturing asks the whole guard in any case.

    Raises:
        Refusal: its code is the guard's rule.
    """
    try:
        check_as_written(url, allowance=allowance())
    except RefusedAddressError as error:
        raise Refusal(_(RULES[error.rule]), code=error.rule, field=field) from error


def derive(
    *,
    page: Page,
    credited_to: str,
    by: User,
    at: datetime,
    kind: str = DerivationKind.UNSPECIFIED.value,
    from_page: Page | None = None,
    from_publisher: Publisher | None = None,
    origin_key: str = "",
) -> Derivation:
    """Say where a page has its content from; saying the same twice changes nothing.

    Args:
        page: the page that credits another.
        credited_to: the credit as the page words it.
        kind: how the content came over.
        from_page: the page it was taken from, if known.
        from_publisher: the publisher it was taken from, if known.
        origin_key: the same for every spelling of one origin.
        by: who says so.
        at: the present moment.

    Raises:
        Refusal: `of_itself`, `required`, `too_long`, `unknown_value`, `wrong_role`.
    """
    credited_to = text(credited_to, field="credited_to", required=True, longest=300)
    if from_page is not None:
        _check_direction(page, from_page)
    with act(acts.DERIVE_PAGE, by=by):
        row, _created = Derivation.objects.get_or_create(
            page=page,
            credited_to=credited_to,
            origin_key=text(origin_key, field="origin_key", longest=120),
            defaults={
                "kind": word(kind, DerivationKind, field="kind"),
                "from_page": from_page,
                "from_publisher": from_publisher,
                "added_by": by,
                "added_at": at,
            },
        )
    return row


def _check_direction(page: Page, from_page: Page) -> None:
    # Pages that credit each other do occur (circular reporting); only the page itself is nonsense.
    if page.pk == from_page.pk:
        raise Refusal(
            _("A page cannot have its content from itself."), code="of_itself", field="from_page"
        )
