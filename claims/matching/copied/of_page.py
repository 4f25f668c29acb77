"""The origins that are proposed for one page, from what is archived and recorded here."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from claims.matching.copied.propose import (
    MOST_PAGES,
    ArchivedText,
    OriginProposed,
    Register,
    link_host,
    propose_origins,
)
from claims.matching.copied.shared_passages import MOST_COMPARED
from claims.matching.known_names import KnownNames
from claims.models import Party
from claims.reads.desk.dismissed import dismissed_among
from claims.reads.desk.evidence import (
    affiliated,
    pages_beside,
    pages_of_house,
    parties_with_names,
    publishers_named,
)
from claims.rules.origins import Houses, Who
from claims.rules.origins.known_houses import KNOWN_HOUSES
from claims.rules.proposable import Proposable
from sources.models import Derivation, Page, Publisher
from sources.reads.chains import derivations_up
from sources.reads.pages import newest_texts
from tracker.base.values.precision import DatePrecision

_OF_HOUSE = 8
"""Other pages of a house that its furniture is known by."""
_NO_HOUSE = (Who.OURS, Who.UNNAMED)
"""Credits that say of no other house that a page has its content from it: "a source"."""
_Member = tuple[str, int]


@dataclass(frozen=True, slots=True)
class TracedPage:
    """What is proposed for a page.

    Attributes:
        has_text: whether a text of it is kept here; without one nothing can be proposed.
        origins: what is proposed, and nobody has refused.
        others: the pages that are named in it, by key.
        own_outlet_of: parties that its publisher belongs to.
        may_be_outlet_of: parties that its publisher is of one house with, as far as names tell,
            though nobody has recorded it.
    """

    has_text: bool
    origins: tuple[OriginProposed, ...]
    others: dict[int, Page]
    own_outlet_of: tuple[Party, ...]
    may_be_outlet_of: tuple[Party, ...]


def trace_page(page: Page) -> TracedPage:
    """Propose where a page may have its content from, in a fixed number of queries."""
    beside = list(pages_beside(page, most=MOST_PAGES))
    house = pages_of_house(page, most=_OF_HOUSE)
    keys = [page.pk, *(other.pk for other in beside), *house]
    texts = newest_texts(keys, length=MOST_COMPARED)
    told = _Told(list(publishers_named()), list(parties_with_names()), affiliated())
    proposed: list[OriginProposed] = []
    if page.pk in texts:
        proposed = propose_origins(
            _archived(page, texts),
            [_archived(other, texts) for other in beside if other.pk in texts],
            told.register(derivations_up(keys[: 1 + len(beside)])),
            of_house=[texts[key] for key in house if key in texts],
        )
    refused = dismissed_among(Proposable.ORIGIN, [one.subject for one in proposed])
    own, likely = told.outlets(page)
    return TracedPage(
        has_text=page.pk in texts,
        origins=tuple(one for one in proposed if one.subject not in refused),
        others={other.pk: other for other in (page, *beside)},
        own_outlet_of=own,
        may_be_outlet_of=likely,
    )


def _archived(page: Page, texts: dict[int, str]) -> ArchivedText:
    is_day = page.published_precision == DatePrecision.DAY
    return ArchivedText(
        page=page.pk,
        publisher=_publisher(page.publisher_id),
        publisher_name=page.publisher.name,
        address=page.url,
        text=texts[page.pk],
        published=page.published if is_day else None,
    )


class _Told:
    """Names of publishers and parties, and which of them are one house."""

    def __init__(
        self, publishers: list[Publisher], parties: list[Party], belongs: list[tuple[int, int]]
    ) -> None:
        self.publishers, self.parties, self.belongs = publishers, parties, belongs
        self.names, self.houses = KnownNames(), Houses()
        for party in parties:
            aliases = (alias.name for alias in party.aliases.all())
            called = tuple(filter(None, (party.name, party.acronym, *aliases)))
            self.houses.begin(_party(party.pk), *called)
            self.names.call(_party(party.pk), called, is_party=True)
        for publisher in publishers:
            called = (publisher.name, *(alias.name for alias in publisher.aliases.all()))
            self.houses.call(_publisher(publisher.pk), *called)
            self.names.call(_publisher(publisher.pk), called)
        for key, is_party, known in _known_houses():
            self.names.call(key, known, is_party=is_party)

    def register(self, derivations: Iterable[Derivation]) -> Register:
        """What is recorded: whom each page credits, and which pages it has its content from."""
        links: dict[Hashable, list[Hashable]] = {}
        recorded: dict[Hashable, set[Hashable]] = {}
        self._tie()
        for row in derivations:
            credited = recorded.setdefault(row.page_id, set())
            if row.from_page_id is not None:
                links.setdefault(row.page_id, []).append(row.from_page_id)
            if row.from_publisher_id is not None:
                credited.add(self.houses.of(_publisher(row.from_publisher_id)))
            named = [one for one in self.houses.read(row.credited_to) if one.who not in _NO_HOUSE]
            credited |= {self.houses.credited(one) for one in named}
        hosts: dict[Hashable, str] = {
            _publisher(row.pk): link_host(row.homepage) for row in self.publishers
        }
        kept = {page: frozenset(houses) for page, houses in recorded.items()}
        return Register(self.names, self.houses, hosts, links, kept)

    def _tie(self) -> None:
        """Make a publisher one house with the party it belongs to, unless there are several."""
        of: dict[int, list[int]] = {}
        for publisher, party in self.belongs:
            of.setdefault(publisher, []).append(party)
        for publisher, parties in of.items():
            if len(parties) == 1:
                self.houses.tie(_publisher(publisher), _party(parties[0]))

    def outlets(self, page: Page) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
        """The parties that a page's publisher belongs to, and those that names say it may."""
        recorded = {party for publisher, party in self.belongs if publisher == page.publisher_id}
        house = self.houses.of(_publisher(page.publisher_id))
        own = tuple(party for party in self.parties if party.pk in recorded)
        of_house = (p for p in self.parties if self.houses.of(_party(p.pk)) == house)
        return own, tuple(
            party for party in of_house if party.pk not in recorded
        ) if not own else ()


@lru_cache(maxsize=1)
def _known_houses() -> tuple[tuple[_Member, bool, tuple[str, ...]], ...]:
    """The houses that every installation knows, under the keys that `Houses` ties them by."""
    found = []
    for number, house in enumerate(KNOWN_HOUSES):
        for names, is_party in ((house.names, False), (f"{house.army}, {house.government}", True)):
            called = tuple(name.removesuffix("*") for name in names.split(", ") if name)
            found.append((("known", number), is_party, called))
    return tuple(found)


def _party(key: int) -> _Member:
    return ("party", key)


def _publisher(key: int) -> _Member:
    return ("publisher", key)
