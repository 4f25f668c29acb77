"""Other names of things, and their addresses: one that is left leads on to the new one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _

from claims.models import FormerAddress
from claims.reads.mending.things import Thing, thing_kind
from tracker.base.acts.names import refuse_taken, refusing_taken
from tracker.base.people.models import User
from tracker.base.values.language_tag import LanguageTag
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text

MOST_NAMES = 60
"""Other names of one thing."""


def other_names(aliases: Collection[tuple[str, str]]) -> list[tuple[str, str]]:
    """Read other names: pairs of a language tag and a name, each once.

    Raises:
        Refusal: `language_tag`, `required`, `too_long`, `too_many`.
    """
    named = {
        (
            str(LanguageTag.parse(language, field="aliases")),
            text(name, field="aliases", required=True, longest=200),
        )
        for language, name in aliases
    }
    if len(named) > MOST_NAMES:
        raise Refusal(
            _("Give at most %(most)s other names.") % {"most": MOST_NAMES},
            code="too_many",
            field="aliases",
        )
    return sorted(named)


def call_otherwise(row: Any, named: Collection[tuple[str, str]]) -> None:
    """Let a locked row go by these other names and no others; the row history keeps the rest."""
    rows = row.aliases
    known = {(alias.language, alias.name): alias.pk for alias in rows.all()}
    rows.filter(pk__in=[key for name, key in known.items() if name not in named]).delete()
    for language, name in named:
        if (language, name) not in known:
            rows.create(language=language, name=name)


def readdress(row: Thing, slug: str, *, by: User, at: datetime) -> None:
    """Give a locked row another short name; the address it had leads on to it.

    Args:
        row: a party, place, incident or publisher.
        slug: the new short name; nothing, or the present one, changes nothing.
        by: who changes it.
        at: when.

    Raises:
        Refusal: `not_a_slug`, `too_long`, `slug_taken` (something else has it, or had it, so that
            links to that would lead here).
    """
    longest = row._meta.get_field("slug").max_length  # noqa: SLF001 - documented name
    slug = text(slug, field="slug", longest=longest)
    if slug in {"", row.slug}:
        return
    try:
        validate_slug(slug)
    except ValidationError:
        raise Refusal(
            _("Use Latin letters, digits and hyphens only."), code="not_a_slug", field="slug"
        ) from None
    kind = thing_kind(row)
    refuse_taken(type(row), "slug", slug)
    left = FormerAddress.objects.filter(kind=kind, slug=slug)
    if left.exclude(thing=row.pk).exists():
        raise Refusal(
            _("“%(slug)s” was the address of something else, and leads there.") % {"slug": slug},
            code="slug_taken",
            field="slug",
        )
    left.delete()
    before, row.slug = row.slug, slug
    with refusing_taken(type(row), "slug", slug):
        row.save(update_fields=["slug"])
    # Somebody else may have left the same one: then it has belonged to this since.
    FormerAddress.objects.filter(kind=kind, slug=before).delete()
    FormerAddress.objects.create(kind=kind, slug=before, thing=row.pk, left_by=by, left_at=at)
