"""Register publishers and pages, grade publishers, say where a page has its content from."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _

from sources import acts
from sources.archiver.network.guard import RULES, RefusedAddressError, read
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
from sources.operations.acts import choice, words
from tracker.base.acts.refusal import Refusal
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.precision import DatePrecision

LONGEST_ADDRESS = 2600
"""In bytes."""


def register_publisher(
    *,
    slug: str,
    name: str,
    by: User,
    at: datetime,  # noqa: ARG001 - acts are given their time; the row history keeps its own
    kind: str = PublisherKind.OTHER.value,
    country: str = "",
    homepage: str = "",
    note: str = "",
) -> Publisher:
    """Add a publisher.

    `slug` is its name in addresses; `country` an ISO 3166-1 code of two letters, or nothing.

    Raises:
        Refusal: `slug_taken`, `not_a_slug`, `not_a_country`, `required`, `too_long`,
            `unknown_value`, `wrong_role`.
    """
    slug = words(slug, field="slug", required=True, longest=80)
    try:
        validate_slug(slug)
    except ValidationError:
        raise Refusal(
            _("Use Latin letters, digits and hyphens only."), code="not_a_slug", field="slug"
        ) from None
    country = words(country, field="country").upper()
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):  # noqa: PLR2004
        raise Refusal(
            _("Give the country as two letters, such as ML."), code="not_a_country", field="country"
        )
    with act(acts.REGISTER_PUBLISHER, by=by):
        if Publisher.objects.filter(slug=slug).exists():
            raise Refusal(_("This short name is taken."), code="slug_taken", field="slug")
        return Publisher.objects.create(
            slug=slug,
            name=words(name, field="name", required=True, longest=200),
            kind=choice(kind, PublisherKind.values, field="kind"),
            country=country,
            homepage=words(homepage, field="homepage", longest=500),
            note=words(note, field="note"),
        )


def grade_publisher(
    *, publisher: Publisher, grade: str, reason: str, by: User, at: datetime
) -> PublisherGrade:
    """Grade a publisher's reliability; earlier grades stay, the newest is in force.

    Raises:
        Refusal: `required` (the reason), `unknown_value`, `wrong_role`.
    """
    grade = choice(grade, Grade.values, field="grade")
    reason = words(reason, field="reason", required=True)
    with act(acts.GRADE_PUBLISHER, by=by):
        return PublisherGrade.objects.create(
            publisher=publisher, grade=grade, reason=reason, author=by, at=at
        )


def register_page(
    *,
    url: str,
    publisher: Publisher,
    by: User,
    at: datetime,
    language: str = "",
    title: str = "",
    kind: str = PageKind.ARTICLE.value,
    published: date | None = None,
    published_precision: str = DatePrecision.UNKNOWN.value,
    origin: str = Origin.UNKNOWN.value,
) -> Page:
    """Get or create the page at an address; a page that is there stays as it is.

    The address is kept as it was given. Whether it may be fetched is asked when it is captured,
    and of people where they type it (`desk.fields.AddressField`); here it must only be an address
    that can be read in one way, so that a dossier loads with every address it was written with.

    Raises:
        Refusal: with a rule of `archiver.guard.RULES` for the address; `date_and_precision`,
            `required`, `too_long`, `unknown_value`, `wrong_role`.
    """
    url = web_address(url)
    if (published is None) != (published_precision == DatePrecision.UNKNOWN.value):
        raise Refusal(
            _("Give the date and how exactly it is known, or neither."),
            code="date_and_precision",
            field="published",
        )
    with act(acts.REGISTER_PAGE, by=by):
        page, _created = Page.objects.get_or_create(
            url=url,
            defaults={
                "publisher": publisher,
                "title": words(title, field="title"),
                "language": words(language, field="language", longest=35),
                "kind": choice(kind, PageKind.values, field="kind"),
                "published": published,
                "published_precision": choice(
                    published_precision, DatePrecision.values, field="published_precision"
                ),
                "origin": choice(origin, Origin.values, field="origin"),
                "added_by": by,
                "added_at": at,
            },
        )
    return page


def describe_page(
    *,
    page: Page,
    by: User,
    at: datetime,  # noqa: ARG001 - acts are given their time; the row history keeps its own
    title: str | None = None,
    language: str | None = None,
    published: date | None = None,
    published_precision: str | None = None,
) -> Page:
    """Record what a page says of itself; what is not given stays as it is.

    The row history keeps what was recorded before, who changed it and when.

    Args:
        page: the page.
        by: who records it.
        at: the present moment.
        title: as the page words it.
        language: a BCP 47 tag.
        published: the first day of what is known of the date.
        published_precision: how exactly it is known; given with the date, or neither.

    Raises:
        Refusal: `date_and_precision`, `required`, `too_long`, `unknown_value`, `wrong_role`.
    """
    if (published is None) != (published_precision in (None, DatePrecision.UNKNOWN.value)):
        raise Refusal(
            _("Give the date and how exactly it is known, or neither."),
            code="date_and_precision",
            field="published",
        )
    with act(acts.DESCRIBE_PAGE, by=by):
        row = Page.objects.select_for_update(no_key=True).get(pk=page.pk)
        if title is not None:
            row.title = words(title, field="title", required=True)
        if language is not None:
            row.language = words(language, field="language", required=True, longest=35)
        if published is not None and published_precision is not None:
            row.published = published
            row.published_precision = choice(
                published_precision, DatePrecision.values, field="published_precision"
            )
        row.save()
    return row


def web_address(url: str, *, field: str = "url") -> str:
    """Check that an address is http or https and can be read in one way only.

    Raises:
        Refusal: its code is the guard's rule.
    """
    url = words(url, field=field, required=True)
    # The index over addresses holds no longer ones; a longer one names no article.
    if len(url.encode("utf-8", "replace")) > LONGEST_ADDRESS:
        raise Refusal(_(RULES["too_long"]), code="too_long", field=field)
    try:
        read(url)
    except RefusedAddressError as error:
        raise Refusal(_(RULES[error.rule]), code=error.rule, field=field) from error
    return url


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
    credited_to = words(credited_to, field="credited_to", required=True, longest=300)
    if from_page is not None:
        _check_direction(page, from_page)
    with act(acts.DERIVE_PAGE, by=by):
        row, _created = Derivation.objects.get_or_create(
            page=page,
            credited_to=credited_to,
            origin_key=words(origin_key, field="origin_key", longest=120),
            defaults={
                "kind": choice(kind, DerivationKind.values, field="kind"),
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
