"""Pages of a dossier, and where they have their content from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from claims.exchange.dossier_files import EXERCISE_SCHEME, Dossier
from claims.exchange.dossier_files.values import (
    CreditRow,
    PageRow,
)
from claims.operations.imports.known import Known
from claims.operations.imports.ledger import Ledger, row
from sources.models import Origin, Page
from sources.operations.register.derivations import derive
from sources.operations.register.pages import register_page
from tracker.base.values.address import one_spelling
from tracker.base.values.partial_date import PartialDate


def load_pages(dossier: Dossier, known: Known, ledger: Ledger) -> None:
    """Register the pages that are not there yet, and say where they have their content from."""
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
        return one_spelling(ledger.exercise_address + given.address.removeprefix(EXERCISE_SCHEME))
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
