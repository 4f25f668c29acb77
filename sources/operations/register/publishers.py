"""Register publishers, say by which names they go, and grade them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db.models import Q
from django.utils.translation import gettext as _

from sources import acts
from sources.models import (
    OTHER_KIND,
    Grade,
    Publisher,
    PublisherAlias,
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
from tracker.base.values.language_tag import LanguageTag
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text, whole_sentence, word

MOST_ALIASES = 60
"""Other names of one publisher."""


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
    aliases: Iterable[tuple[str, str]] = (),
    internal_note: str = "",
    public_note: str = "",
    another: bool = False,
) -> Publisher:
    """Add a publisher.

    `slug` is its name in addresses, made from the name where none is given; `country` an
    ISO 3166-1 code of two letters, or nothing; `aliases` pairs of a language tag and a name.
    Without a `slug`, a publisher that goes by this name is offered in its place, unless this is
    `another` one.

    Raises:
        Refusal: `slug_taken`, `not_a_slug`, `not_a_country`, `required`, `too_long`,
            `unknown_value`, `language_tag`, `too_many`, `name_known`, `not_allowed`, and of the
            home page a rule of `sources.archiver.network.guard.RULES`.
    """
    slug, named = _slug(slug), _names(aliases)
    publisher = Publisher(
        name=text(name, field="name", required=True, longest=200),
        kind=term(kind, PublisherKind, field="kind"),
        country=_country(country),
        homepage=web_address(homepage, field="homepage", longest=500) if homepage else "",
        internal_note=text(internal_note, field="internal_note"),
        public_note=text(public_note, field="public_note"),
    )
    with act(acts.REGISTER_PUBLISHER, by=by):
        if not slug and not another:
            also = Q(aliases__name__iexact=publisher.name)
            refuse_known(Publisher, publisher.name, field="name", also=also)
        insert_named(publisher, slug=slug, name=publisher.name, otherwise="publisher")
        _call(publisher, named)
    return publisher


def change_publisher(
    *,
    publisher: Publisher,
    name: str,
    kind: PublisherKind | str,
    country: str,
    homepage: str,
    internal_note: str,
    public_note: str,
    reason: str,
    by: User,
    at: datetime,  # noqa: ARG001 - acts are given their time; the row history keeps its own
    another: bool = False,
) -> Publisher:
    """Change what is recorded of a publisher; all of it is given.

    Raises:
        Refusal: what `register_publisher` refuses, and `required` (the reason).
    """
    name = text(name, field="name", required=True, longest=200)
    with act(acts.CHANGE_PUBLISHER, by=by, reason=text(reason, field="reason")):
        row = Publisher.objects.select_for_update(no_key=True).get(pk=publisher.pk)
        if name != row.name and not another:
            also = Q(aliases__name__iexact=name)
            refuse_known(Publisher, name, field="name", also=also, besides=row.pk)
        row.name = name
        row.kind = term(kind, PublisherKind, field="kind")
        row.country = _country(country)
        row.homepage = web_address(homepage, field="homepage", longest=500) if homepage else ""
        row.internal_note = text(internal_note, field="internal_note")
        row.public_note = text(public_note, field="public_note")
        row.save()
    return row


def _country(country: str) -> str:
    country = text(country, field="country").upper()
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):  # noqa: PLR2004
        raise Refusal(
            _("Give the country as two letters, such as ML."), code="not_a_country", field="country"
        )
    return country


def name_publisher(
    *,
    publisher: Publisher,
    aliases: Iterable[tuple[str, str]],
    reason: str,
    by: User,
    at: datetime,  # noqa: ARG001 - acts are given their time; the row history keeps its own
) -> Publisher:
    """Say by which other names a publisher goes; the row history keeps those it went by before.

    Args:
        publisher: whose names they are.
        aliases: pairs of a language tag and a name: all of them.
        reason: why they are its names.
        by: who says so.
        at: the present moment.

    Raises:
        Refusal: `required` (the reason, a name), `too_long`, `unreadable`, `language_tag`,
            `too_many`, `wrong_role`.
    """
    named = _names(aliases)
    with act(acts.NAME_PUBLISHER, by=by, reason=text(reason, field="reason")):
        row = Publisher.objects.select_for_update(no_key=True).get(pk=publisher.pk)
        known = {(alias.language, alias.name): alias for alias in row.aliases.all()}
        gone = [alias.pk for name, alias in known.items() if name not in named]
        row.aliases.filter(pk__in=gone).delete()
        _call(row, [name for name in named if name not in known])
    return row


def _names(aliases: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    named = {
        (
            str(LanguageTag.parse(language, field="aliases")),
            text(name, field="aliases", required=True, longest=200),
        )
        for language, name in aliases
    }
    if len(named) > MOST_ALIASES:
        raise Refusal(
            _("Give at most %(most)s other names.") % {"most": MOST_ALIASES},
            code="too_many",
            field="aliases",
        )
    return sorted(named)


def _call(publisher: Publisher, named: Iterable[tuple[str, str]]) -> None:
    PublisherAlias.objects.bulk_create(
        PublisherAlias(publisher=publisher, language=language, name=name)
        for language, name in named
    )


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
        Refusal: `required` or `no_sentence` (the reason), `unknown_value`, `wrong_role`.
    """
    grade = word(grade, Grade, field="grade")
    with act(acts.GRADE_PUBLISHER, by=by, reason=reason):
        reason = whole_sentence(reason, field="reason")
        row = PublisherGrade.objects.create(
            publisher=publisher, grade=grade, reason=reason, author=by, at=at
        )
        enter_rows((GRADE, [row]), at=at)
    return row
