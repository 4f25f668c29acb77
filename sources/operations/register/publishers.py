"""Register publishers and grade them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _

from sources import acts
from sources.models import (
    OTHER_KIND,
    Grade,
    Publisher,
    PublisherGrade,
    PublisherKind,
)
from sources.operations.register.addresses import web_address
from sources.reads.ledger_kinds import GRADE
from tracker.base.acts.names import insert_named, refuse_known
from tracker.base.acts.transaction import act
from tracker.base.ledger.operations import enter_rows
from tracker.base.people.models import User
from tracker.base.terms import term
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text, word


@dataclass(frozen=True, slots=True)
class NewPublisher:
    """A publisher that is registered together with its first page."""

    name: str
    kind: str
    another: bool = False


def register_publisher(
    *,
    name: str,
    by: User,
    at: datetime,  # noqa: ARG001 - acts are given their time; the row history keeps its own
    slug: str = "",
    kind: PublisherKind | str = OTHER_KIND,
    country: str = "",
    homepage: str = "",
    internal_note: str = "",
    public_note: str = "",
    another: bool = False,
) -> Publisher:
    """Add a publisher.

    `slug` is its name in addresses, made from the name where none is given; `country` an
    ISO 3166-1 code of two letters, or nothing. Without a `slug`, a publisher of this name is
    offered in its place, unless this is `another` one.

    Raises:
        Refusal: `slug_taken`, `not_a_slug`, `not_a_country`, `required`, `too_long`,
            `unknown_value`, `name_known`, `not_allowed`, and of the home page a rule of
            `sources.archiver.network.guard.RULES`.
    """
    slug = _slug(slug)
    country = text(country, field="country").upper()
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):  # noqa: PLR2004
        raise Refusal(
            _("Give the country as two letters, such as ML."), code="not_a_country", field="country"
        )
    publisher = Publisher(
        name=text(name, field="name", required=True, longest=200),
        kind=term(kind, PublisherKind, field="kind"),
        country=country,
        homepage=web_address(homepage, field="homepage", longest=500) if homepage else "",
        internal_note=text(internal_note, field="internal_note"),
        public_note=text(public_note, field="public_note"),
    )
    with act(acts.REGISTER_PUBLISHER, by=by):
        if not slug and not another:
            refuse_known(Publisher, publisher.name, field="name")
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
    reason = text(reason, field="reason")
    with act(acts.GRADE_PUBLISHER, by=by, reason=reason):
        row = PublisherGrade.objects.create(
            publisher=publisher, grade=grade, reason=reason, author=by, at=at
        )
        enter_rows((GRADE, [row]), at=at)
    return row
