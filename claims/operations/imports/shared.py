"""Parties, publishers and places of a dossier."""

from __future__ import annotations

from django.utils.translation import gettext as _

from claims.exchange.dossier_files import BUILT_IN, Dossier
from claims.exchange.dossier_files.values import (
    PartyRow,
    PlaceRow,
    PublisherRow,
)
from claims.models import Party, Place
from claims.models.matching.index import IndexedKind
from claims.operations.imports.known import Founding, Known
from claims.operations.imports.ledger import Ledger, row
from claims.operations.imports.pages import load_pages
from claims.operations.imports.terms import declare_terms
from claims.operations.scene import record_party, record_place
from claims.operations.shared_evidence import add_publisher, affiliate
from claims.reads.mending.things import by_slug
from claims.rules.thing_kinds import ThingKind
from sources.models import PageKind, Publisher
from sources.operations.register.publishers import grade_publisher


def load_shared(dossier: Dossier, *, ledger: Ledger) -> Known:
    """Add what all incidents share, as far as it is not there."""
    known = Known()
    declare_terms(dossier.terms, ledger)
    _parties(dossier, known, ledger)
    _publishers(dossier, known, ledger)
    _places(dossier, known, ledger)
    load_pages(dossier, known, ledger)
    known.founding = _founding(dossier, known)
    return known


def _founding(dossier: Dossier, known: Known) -> Founding | None:
    page = known.pages.get(dossier.founding_document)
    if page is None:
        return None
    kind = _("page") if page.kind == PageKind.OTHER else str(PageKind(page.kind).label).lower()
    return Founding(dossier.founding_document, kind, page.publisher.name)


def _parties(dossier: Dossier, known: Known, ledger: Ledger) -> None:
    rows = [*dossier.parties, *(BUILT_IN[slug] for slug in sorted(_named_built_in(dossier)))]
    slugs = [given.slug for given in rows]
    present = by_slug(ThingKind.PARTY, slugs)
    for given in rows:
        party = present.get(given.slug)
        if party is None:
            told = ledger.told_alike(given.where.of("name"), IndexedKind.PARTY, *_names(given))
            ledger.namesakes[given.slug] = told
            with row(given.where):
                party = record_party(
                    slug=given.slug,
                    name=given.name,
                    kind=given.kind,
                    acronym=given.acronym,
                    aliases=given.aliases,
                    internal_note=given.internal_note,
                    public_note=given.public_note,
                    by=ledger.by,
                    at=ledger.at,
                )
            ledger.added["parties"] += 1
        else:
            _compare_party(given, party, ledger)
        known.parties[given.slug] = party


def _names(given: PartyRow | PublisherRow) -> tuple[str, ...]:
    return (given.name, *(alias for _language, alias in given.aliases))


def _named_built_in(dossier: Dossier) -> set[str]:
    claims = [claim for incident in dossier.incidents for claim in incident.claims]
    subjects = {slug for claim in claims for figure in claim.figures for slug in figure.subjects}
    return (subjects | {claim.claimant for claim in claims}) & BUILT_IN.keys()


def _compare_party(given: PartyRow, party: Party, ledger: Ledger) -> None:
    ledger.differ(given.where, "kind", file=given.kind, here=party.kind_id)
    for name in ("name", "acronym", "internal_note", "public_note"):
        ledger.differ(given.where, name, file=getattr(given, name), here=getattr(party, name))
    _compare_aliases(given, party, ledger)


def _compare_aliases(
    given: PartyRow | PublisherRow, known: Party | Publisher, ledger: Ledger
) -> None:
    here = {(alias.language, alias.name) for alias in known.aliases.all()}
    if not set(given.aliases) <= here:
        ledger.differ(given.where, "aliases", file=set(given.aliases), here=here)


def _publishers(dossier: Dossier, known: Known, ledger: Ledger) -> None:
    slugs = [given.slug for given in dossier.publishers]
    known.publishers.update(by_slug(ThingKind.PUBLISHER, slugs))
    for given in dossier.publishers:
        publisher = known.publishers.get(given.slug)
        if publisher is None:
            known.publishers[given.slug] = _add_publisher(given, known, ledger)
        else:
            _compare_publisher(given, publisher, ledger)


def _add_publisher(given: PublisherRow, known: Known, ledger: Ledger) -> Publisher:
    ledger.told_alike(given.where.of("name"), IndexedKind.PUBLISHER, *_names(given))
    with row(given.where):
        publisher = add_publisher(
            slug=given.slug,
            name=given.name,
            kind=given.kind,
            country=given.country,
            homepage=given.homepage,
            aliases=given.aliases,
            internal_note=given.internal_note,
            public_note=given.public_note,
            by=ledger.by,
            at=ledger.at,
        )
        if given.grade:
            grade_publisher(
                publisher=publisher,
                grade=given.grade,
                reason=given.grade_reason,
                by=ledger.by,
                at=ledger.at,
            )
        if given.affiliated_with:
            party = known.parties[given.affiliated_with]
            affiliate(party=party, publisher=publisher, by=ledger.by, at=ledger.at)
    ledger.added["publishers"] += 1
    return publisher


def _compare_publisher(given: PublisherRow, publisher: Publisher, ledger: Ledger) -> None:
    ledger.differ(given.where, "kind", file=given.kind, here=publisher.kind_id)
    for name in ("name", "country", "homepage", "internal_note", "public_note"):
        ledger.differ(given.where, name, file=getattr(given, name), here=getattr(publisher, name))
    _compare_aliases(given, publisher, ledger)


def _places(dossier: Dossier, known: Known, ledger: Ledger) -> None:
    slugs = [given.slug for given in dossier.places]
    known.places.update(by_slug(ThingKind.PLACE, slugs))
    for given in dossier.places:
        place = known.places.get(given.slug)
        if place is None:
            known.places[given.slug] = _add_place(given, ledger)
            continue
        for name in ("name", "latitude", "longitude", "precision", "internal_note", "public_note"):
            ledger.differ(given.where, name, file=getattr(given, name), here=getattr(place, name))


def _add_place(given: PlaceRow, ledger: Ledger) -> Place:
    ledger.told_alike(given.where.of("name"), IndexedKind.PLACE, given.name)
    with row(given.where):
        place = record_place(
            slug=given.slug,
            name=given.name,
            latitude=given.latitude,
            longitude=given.longitude,
            precision=given.precision,
            internal_note=given.internal_note,
            public_note=given.public_note,
            by=ledger.by,
            at=ledger.at,
        )
    ledger.added["places"] += 1
    return place
