"""Parties, publishers, places and pages of a dossier."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from claims.exchange.dossier_files import BUILT_IN, EXERCISE_SCHEME, Dossier
from claims.exchange.dossier_files.values import (
    CreditRow,
    PageRow,
    PartyRow,
    PlaceRow,
    PublisherRow,
)
from claims.models import Party, Place
from claims.operations.importing.ledger import Ledger, row
from claims.operations.record import affiliate, record_party, record_place
from sources.models import Origin, Page, PageKind, Publisher
from sources.operations.register.pages import (
    derive,
    grade_publisher,
    register_page,
    register_publisher,
)
from tracker.base.values.partial_date import PartialDate


@dataclass(frozen=True)
class Founding:
    """The page a dossier started from: what its texts call it, what it is, and whose."""

    word: str
    kind: str
    publisher: str


@dataclass
class Known:
    """The rows of the database behind the ids of a dossier."""

    parties: dict[str, Party] = field(default_factory=dict)
    publishers: dict[str, Publisher] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    founding: Founding | None = None


def load_shared(dossier: Dossier, *, ledger: Ledger) -> Known:
    """Add what all incidents share, as far as it is not there."""
    known = Known()
    _parties(dossier, known, ledger)
    _publishers(dossier, known, ledger)
    _places(dossier, known, ledger)
    _pages(dossier, known, ledger)
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
    present = {
        party.slug: party
        for party in Party.objects.filter(slug__in=slugs).prefetch_related("aliases")
    }
    for given in rows:
        party = present.get(given.slug)
        if party is None:
            with row(given.where):
                party = record_party(
                    slug=given.slug,
                    name=given.name,
                    kind=given.kind,
                    acronym=given.acronym,
                    aliases=given.aliases,
                    note=given.note,
                    by=ledger.by,
                    at=ledger.at,
                )
            ledger.added["parties"] += 1
        else:
            _compare_party(given, party, ledger)
        known.parties[given.slug] = party


def _named_built_in(dossier: Dossier) -> set[str]:
    claims = [claim for incident in dossier.incidents for claim in incident.claims]
    subjects = {slug for claim in claims for figure in claim.figures for slug in figure.subjects}
    return (subjects | {claim.claimant for claim in claims}) & BUILT_IN.keys()


def _compare_party(given: PartyRow, party: Party, ledger: Ledger) -> None:
    for name in ("name", "kind", "acronym", "note"):
        ledger.differ(given.where, name, file=getattr(given, name), here=getattr(party, name))
    here = {(alias.language, alias.name) for alias in party.aliases.all()}
    if not set(given.aliases) <= here:
        ledger.differ(given.where, "aliases", file=set(given.aliases), here=here)


def _publishers(dossier: Dossier, known: Known, ledger: Ledger) -> None:
    slugs = [given.slug for given in dossier.publishers]
    known.publishers.update(Publisher.objects.filter(slug__in=slugs).in_bulk(field_name="slug"))
    for given in dossier.publishers:
        publisher = known.publishers.get(given.slug)
        if publisher is None:
            known.publishers[given.slug] = _add_publisher(given, known, ledger)
        else:
            _compare_publisher(given, publisher, ledger)


def _add_publisher(given: PublisherRow, known: Known, ledger: Ledger) -> Publisher:
    with row(given.where):
        publisher = register_publisher(
            slug=given.slug,
            name=given.name,
            kind=given.kind,
            country=given.country,
            homepage=given.homepage,
            note=given.note,
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
    for name in ("name", "kind", "country", "homepage", "note"):
        ledger.differ(given.where, name, file=getattr(given, name), here=getattr(publisher, name))


def _places(dossier: Dossier, known: Known, ledger: Ledger) -> None:
    slugs = [given.slug for given in dossier.places]
    known.places.update(Place.objects.filter(slug__in=slugs).in_bulk(field_name="slug"))
    for given in dossier.places:
        place = known.places.get(given.slug)
        if place is None:
            known.places[given.slug] = _add_place(given, ledger)
            continue
        for name in ("name", "latitude", "longitude", "precision", "note"):
            ledger.differ(given.where, name, file=getattr(given, name), here=getattr(place, name))


def _add_place(given: PlaceRow, ledger: Ledger) -> Place:
    with row(given.where):
        place = record_place(
            slug=given.slug,
            name=given.name,
            latitude=given.latitude,
            longitude=given.longitude,
            precision=given.precision,
            note=given.note,
            by=ledger.by,
            at=ledger.at,
        )
    ledger.added["places"] += 1
    return place


def _pages(dossier: Dossier, known: Known, ledger: Ledger) -> None:
    addresses = {given.id: _address(given, ledger) for given in dossier.pages}
    present = {page.url: page for page in Page.objects.filter(url__in=addresses.values())}
    present |= _served_elsewhere(addresses.values(), present, ledger)
    fresh = []
    for given in dossier.pages:
        page = present.get(addresses[given.id])
        if page is None:
            page = _add_page(given, addresses[given.id], known, ledger)
            fresh.append(given)
        else:
            ledger.differ(given.where, "address", file=addresses[given.id], here=page.url)
            _compare_page(given, page, known, ledger)
        known.pages[given.id] = page
    # A page may be derived from one that stands further down in the file.
    for given in fresh:
        for credit in given.credits or _in_words_alone(given):
            _derive(given, credit, known, ledger)


def _address(given: PageRow, ledger: Ledger) -> str:
    if given.address.startswith(EXERCISE_SCHEME):
        return ledger.exercise_address + given.address.removeprefix(EXERCISE_SCHEME)
    return given.address


def _served_elsewhere(
    addresses: Iterable[str], present: Mapping[str, Page], ledger: Ledger
) -> dict[str, Page]:
    """Pages of an exercise that was loaded when its server had another port."""
    base = urlsplit(ledger.exercise_address)
    if not ledger.is_exercise or not base.hostname:
        return {}
    found = {}
    for address in addresses:
        parts = urlsplit(address)
        if address not in present and parts.netloc == base.netloc:
            other = rf"^{parts.scheme}://{re.escape(base.hostname)}:\d+{re.escape(parts.path)}$"
            page = Page.objects.filter(url__regex=other).order_by("pk").first()
            if page is not None:
                found[address] = page
    return found


def _add_page(given: PageRow, address: str, known: Known, ledger: Ledger) -> Page:
    with row(given.where):
        page = register_page(
            url=address,
            publisher=known.publishers[given.publisher],
            language=given.language,
            title=given.title,
            kind=given.kind,
            published=given.published,
            origin=given.origin,
            by=ledger.by,
            at=ledger.at,
        )
    ledger.added["pages"] += 1
    return page


def _compare_page(given: PageRow, page: Page, known: Known, ledger: Ledger) -> None:
    for name in ("language", "title", "kind", "origin"):
        ledger.differ(given.where, name, file=getattr(given, name), here=getattr(page, name))
    publisher = known.publishers[given.publisher].pk
    ledger.differ(given.where, "publisher", file=publisher, here=page.publisher_id)
    published = PartialDate.of(page.published, page.published_precision)
    ledger.differ(given.where, "published", file=given.published, here=published)


def _in_words_alone(given: PageRow) -> tuple[CreditRow, ...]:
    """The credit of a page that names nobody we know, such as "local sources"."""
    if given.origin != Origin.DERIVED:
        return ()
    return (CreditRow(given.where, kind="unspecified"),)


def _derive(given: PageRow, credit: CreditRow, known: Known, ledger: Ledger) -> None:
    with row(credit.where):
        derive(
            page=known.pages[given.id],
            kind=credit.kind,
            credited_to=given.credited,
            origin_key=_origin_key(given, credit),
            from_page=known.pages[credit.page] if credit.page else None,
            from_publisher=known.publishers[credit.publisher] if credit.publisher else None,
            by=ledger.by,
            at=ledger.at,
        )
    ledger.added["derivations"] += 1


def _origin_key(given: PageRow, credit: CreditRow) -> str:
    """One key for every spelling of one origin, at most 120 characters."""
    if credit.party:
        return f"party:{credit.party}"
    if credit.publisher:
        return f"publisher:{credit.publisher}"
    if credit.page:
        return f"page:{credit.page}"
    return f"words:{' '.join(given.credited.casefold().split())}"[:120]
