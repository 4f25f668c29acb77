"""Parties, places, incidents and publishers as things that are mended: found, told and counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims.models import (
    Claim,
    Event,
    FormerAddress,
    Incident,
    Party,
    Place,
)
from claims.reads.incidents import withdrawn_dossiers
from claims.reads.parties import places_shown, publishers_shown
from claims.reads.visible import claims_seen_by, dossiers_shown, parties_shown
from claims.rules.states import ClaimStatus
from claims.rules.thing_kinds import ThingKind
from sources.models import Derivation, Publisher
from tracker.base.people.models import Role, User, role_of

Thing = Party | Place | Incident | Publisher
"""What claims name, and what can be mended by itself."""

KINDS: Mapping[ThingKind, type[Thing]] = {
    ThingKind.PARTY: Party,
    ThingKind.PLACE: Place,
    ThingKind.INCIDENT: Incident,
    ThingKind.PUBLISHER: Publisher,
}


def thing_kind(thing: Thing) -> ThingKind:
    """Which kind of thing a row is."""
    return next(kind for kind, model in KINDS.items() if isinstance(thing, model))


def things(kind: ThingKind) -> QuerySet[Any]:
    """All rows of a kind, with what their sheet shows."""
    match kind:
        case ThingKind.PARTY:
            return Party.objects.select_related("kind").prefetch_related(
                "aliases", "affiliations__publisher"
            )
        case ThingKind.PLACE:
            return Place.objects.prefetch_related("aliases")
        case ThingKind.INCIDENT:
            return Incident.objects.select_related("place")
        case _:
            return Publisher.objects.select_related("kind").prefetch_related(
                "aliases", "grades__author", "affiliations__party"
            )


def is_public(thing: Thing) -> bool:
    """Whether readers see it: through a public claim or page, or as a released dossier."""
    match thing:
        case Incident():
            return thing.released_at is not None
        case Party():
            shown: QuerySet[Any] = parties_shown()
        case Place():
            shown = places_shown()
        case _:
            shown = publishers_shown()
    return shown.filter(pk=thing.pk).exists()


def needs_editor(thing: Thing, user: User) -> bool:
    """Whether readers see it, so that this person, who is no editor, does not change it."""
    return role_of(user) is not Role.EDITOR and is_public(thing)


def naming(thing: Thing) -> Q:
    """Which claims name it, or rest on what it publishes, as a filter of claims."""
    match thing:
        case Party():
            counted = Q(figures__subjects=thing)
            return _any(Q(claimant=thing), counted)
        case Place():
            return _any(Q(place=thing), Q(incident__place=thing), Q(figures__place=thing))
        case Incident():
            return Q(incident=thing)
        case _:
            credited = Derivation.objects.filter(from_publisher=thing).values("page")
            return _any(
                Q(outlet=thing),
                Q(citations__page__publisher=thing),
                Q(citations__page__in=credited),
            )


def _any(*conditions: Q) -> Q:
    """Claims of which one condition is true; each is asked by itself, so none comes twice."""
    found = Q()
    for condition in conditions:
        found |= Q(pk__in=Claim.objects.filter(condition).order_by().values("pk"))
    return found


def claims_naming(thing: Thing, user: User) -> QuerySet[Claim]:
    """The claims that name it, as far as this person knows of them, the newest first."""
    return claims_seen_by(user).filter(naming(thing)).order_by("-pk")


def with_claims_counted(kind: ThingKind) -> QuerySet[Any]:
    """Parties or places in the order of their names, with ``claims_count``: of claims, no drafts.

    Args:
        kind: which of the two.
    """
    column = "claimant" if kind is ThingKind.PARTY else "place"
    claims = Claim.objects.exclude(status=ClaimStatus.DRAFT).filter(**{column: OuterRef("pk")})
    counted = claims.order_by().values(column).annotate(n=Count("pk")).values("n")
    rows: QuerySet[Any] = things(kind).annotate(claims_count=Coalesce(Subquery(counted), 0))
    return rows.order_by("name", "pk")


def events_of_thing(thing: Thing) -> QuerySet[Event]:
    """The journal of a thing and of what was merged into it, oldest first, without claims' own."""
    merged = type(thing).everything.filter(merged_into=thing.pk)
    keys = [thing.pk, *merged.values_list("pk", flat=True)]
    rows = Event.objects.filter(
        target_type=thing_kind(thing).value, target_id__in=[str(key) for key in keys]
    )
    return rows.filter(claim_id=None).order_by("at", "pk")


def moved_to(kind: ThingKind, slug: str, among: QuerySet[Any] | None = None) -> str | None:
    """The present short name of what had another one before; None if nothing had it.

    Args:
        kind: of what.
        slug: the short name in the address that was asked for.
        among: the rows that whoever asks may see; all of them if not said.
    """
    left = FormerAddress.objects.filter(kind=kind, slug=slug).values("thing")
    merged = KINDS[kind].everything.filter(slug=slug, merged_into__isnull=False)
    rows: QuerySet[Any] = KINDS[kind].objects.all() if among is None else among
    leading = rows.filter(Q(pk__in=left) | Q(pk__in=merged.values("merged_into")))
    found: str | None = leading.values_list("slug", flat=True).first()
    return found


def was_left(model: type[Model], slug: str) -> bool:
    """Whether a short name in addresses belonged to a row of a table, and leads to it still."""
    kinds = [kind for kind, of in KINDS.items() if of is model]
    return FormerAddress.objects.filter(kind__in=kinds, slug=slug).exists() if kinds else False


def by_slug(kind: ThingKind, slugs: Iterable[str]) -> dict[str, Any]:
    """The rows that have these short names, or had them before; a present one goes first.

    Args:
        kind: of what.
        slugs: short names, as files and proposals keep them.
    """
    wanted = set(slugs)
    found = {row.slug: row for row in things(kind).filter(slug__in=wanted)}
    left = FormerAddress.objects.filter(kind=kind, slug__in=wanted - found.keys())
    merged = KINDS[kind].everything.filter(slug__in=wanted, merged_into__isnull=False)
    keys = dict(left.values_list("slug", "thing")) | dict(merged.values_list("slug", "merged_into"))
    rows = things(kind).in_bulk(set(keys.values()))
    return found | {slug: rows[key] for slug, key in keys.items() if key in rows}


def dossiers_told() -> QuerySet[Incident]:
    """Dossiers at whose address readers are told something: shown, or withdrawn."""
    told = [rows().order_by().values("pk") for rows in (dossiers_shown, withdrawn_dossiers)]
    return Incident.objects.filter(Q(pk__in=told[0]) | Q(pk__in=told[1]))
