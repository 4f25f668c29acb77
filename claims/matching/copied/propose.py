"""Propose where a page may have its content from, each origin with its evidence.

What the text credits, what it shares with other archived pages and what it links to speak for an
origin; whatever speaks for one house is one proposal. What is recorded already is not proposed,
and neither is a house itself: a house is not independent of itself.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from urllib.parse import urlsplit

from claims.matching.copied.credit_lines import CreditLine, CreditWay, credits_in
from claims.matching.copied.shared_passages import Runs, SharedPassage, furniture_of, shared_passage
from claims.matching.copied.text_links import links_in
from claims.matching.known_names import KnownNames
from claims.rules.origins import Houses, Who
from claims.rules.origins.links import circles_last_first
from tracker.base.values.sentence import Sentence
from tracker.base.values.sentence import gettext_noop as _
from tracker.base.values.twins import likeness

MOST_PAGES = 40
"""Other pages that one page is compared with."""
MOST_ORIGINS = 12
_DIGEST = 32
_MOST_OF_IT = 0.5
"""From this share of its words on, a page is a copy of another and does not only quote it."""


@dataclass(frozen=True, slots=True)
class ArchivedText:
    """A page as far as its sealed text tells.

    `page` and `publisher` are any identifiers; `published` is None where the day is not known.
    """

    page: Hashable
    publisher: Hashable
    publisher_name: str
    address: str
    text: str
    published: date | None = None


@dataclass(frozen=True, slots=True)
class OriginEvidence:
    """One thing that speaks for an origin: what it is, and the passage that shows it."""

    said: Sentence
    passage: str


@dataclass(frozen=True, slots=True)
class OriginProposed:
    """Where a page may have its content from.

    `credited_to` are the words of the credit, `from_page` and `from_publisher` who that is where
    it is known. `circle` are the pages that would have it from each other if it were so.
    """

    page: Hashable
    credited_to: str
    kind: str
    from_page: Hashable | None = None
    from_publisher: Hashable | None = None
    evidence: tuple[OriginEvidence, ...] = ()
    circle: tuple[Hashable, ...] = ()

    @property
    def subject(self) -> str:
        """What a refusal is remembered by: the page, and who is named; words as their digest."""
        if self.from_page is not None:
            return f"page:{self.page}:page:{self.from_page}"
        if isinstance(self.from_publisher, tuple):
            return f"page:{self.page}:{':'.join(map(str, self.from_publisher))}"
        words = " ".join(self.credited_to.casefold().split())
        return f"page:{self.page}:words:{sha256(words.encode()).hexdigest()[:_DIGEST]}"


@dataclass(frozen=True, slots=True)
class Register:
    """What is known here of publishers and of what pages were derived from.

    Attributes:
        names: of publishers, keyed by publisher, of parties and of known houses.
        houses: which of them are one house; all names are told.
        publishers: every publisher, by key, with its host where one is known.
        links: what each page is recorded to have its content from.
        recorded: houses that each page is recorded to credit.
    """

    names: KnownNames
    houses: Houses
    publishers: Mapping[Hashable, str] = field(default_factory=dict)
    links: Mapping[Hashable, Sequence[Hashable]] = field(default_factory=dict)
    recorded: Mapping[Hashable, frozenset[Hashable]] = field(default_factory=dict)


def propose_origins(
    page: ArchivedText,
    others: Sequence[ArchivedText],
    register: Register,
    *,
    of_house: Iterable[str] = (),
) -> list[OriginProposed]:
    """Where a page may have its content from, the best founded first.

    Args:
        page: the page.
        others: other archived pages about the same; as many as `MOST_PAGES` are compared.
        register: what is known here.
        of_house: texts of other pages of the same publisher, to know its furniture by.
    """
    return _Tracing(page, others[:MOST_PAGES], register).propose(of_house)


class _Tracing:
    """One page, traced."""

    def __init__(
        self, page: ArchivedText, others: Sequence[ArchivedText], register: Register
    ) -> None:
        self.page, self.others, self.register = page, others, register
        self.own = register.houses.of(page.publisher)
        self.found: dict[Hashable, OriginProposed] = {}

    def propose(self, of_house: Iterable[str]) -> list[OriginProposed]:
        """Gather what speaks for each origin, and leave out what is recorded."""
        self.credited = {
            other.page: self._credited_houses(other) for other in (self.page, *self.others)
        }
        for credit in credits_in(self.page.text, self.register.names):
            self._add_credit(credit)
        self._add_shared(furniture_of([Runs(text) for text in of_house]))
        self._add_links()
        proposed = [self._closing(one) for one in self.found.values() if not self._is_known(one)]
        return sorted(proposed, key=lambda one: -len(one.evidence))[:MOST_ORIGINS]

    def _house(self, credit: CreditLine) -> Hashable:
        """The house that a credit means; its words where nobody knows it."""
        houses = self.register.houses
        if credit.key is not None:
            return houses.of(credit.key)
        read = houses.read(credit.wording)
        is_named = bool(read) and read[0].who is Who.NAMED
        return houses.credited(read[0]) if is_named else ("words", credit.wording)

    def _credited_houses(self, page: ArchivedText) -> frozenset[Hashable]:
        found = credits_in(page.text, self.register.names)
        recorded = self.register.recorded.get(page.page, frozenset())
        plain = {self._house(one) for one in found if one.form is not CreditWay.WORDS}
        return recorded | plain

    # --- what the text credits

    def _add_credit(self, credit: CreditLine) -> None:
        house = self._house(credit)
        if house == self.own:
            return
        said = Sentence(f"credit_{credit.form.value}", credit.form.label)
        self._add(
            house,
            OriginProposed(
                self.page.page,
                credit.wording,
                "wire_copy" if credit.form is CreditWay.LINE else "quotation",
                from_publisher=self._publisher(credit, house),
                evidence=(OriginEvidence(said, credit.passage),),
            ),
        )

    def _publisher(self, credit: CreditLine, house: Hashable) -> Hashable | None:
        """The publisher that a credit means: of that very name, or the only one of its house."""
        publishers, houses = self.register.publishers, self.register.houses
        if credit.key in publishers or credit.is_party:
            return None if credit.is_party else credit.key
        of_house = [key for key in publishers if houses.of(key) == house]
        return of_house[0] if len(of_house) == 1 else None

    # --- what it shares

    def _add_shared(self, furniture: frozenset[int]) -> None:
        own = Runs(self.page.text)
        for other in self.others:
            if not self._may_come_from(other):
                continue
            shared = shared_passage(own, Runs(other.text), furniture=furniture)
            if shared is None:
                continue
            house = self.register.houses.of(other.publisher)
            is_copy = shared.share >= _MOST_OF_IT
            self._add(
                house,
                OriginProposed(
                    self.page.page,
                    other.publisher_name,
                    "reprint" if is_copy else "unspecified",
                    from_page=other.page,
                    from_publisher=other.publisher,
                    evidence=(OriginEvidence(_in_common(shared), shared.passage),),
                ),
            )

    def _may_come_from(self, other: ArchivedText) -> bool:
        """Whether a page may have what both have from the other, and not from a third."""
        house = self.register.houses.of(other.publisher)
        if house == self.own:
            return False
        if house in self.credited[self.page.page]:
            return True
        if self.own in self.credited[other.page]:
            return False
        if self.credited[self.page.page] & self.credited[other.page]:
            return False
        days = (self.page.published, other.published)
        return days[0] is None or days[1] is None or days[1] <= days[0]

    # --- what it links to

    def _add_links(self) -> None:
        linked = links_in(self.page.text)
        by_address = {_alike(other.address): other for other in self.others}
        hosts = {host: key for key, host in self.register.publishers.items() if host}
        for address in linked[:MOST_PAGES]:
            other = by_address.get(_alike(address))
            publisher = other.publisher if other else hosts.get(link_host(address))
            if publisher is None or self.register.houses.of(publisher) == self.own:
                continue
            text = _("It links to the other page.") if other else _("It links to them.")
            self._add(
                self.register.houses.of(publisher),
                OriginProposed(
                    self.page.page,
                    other.publisher_name if other else link_host(address),
                    "unspecified",
                    from_page=other.page if other else None,
                    from_publisher=publisher,
                    evidence=(OriginEvidence(Sentence("links", text), address),),
                ),
            )

    # --- together

    def _add(self, house: Hashable, one: OriginProposed) -> None:
        """Put what speaks for one house together; a page is named rather than its house."""
        known = self.found.get(house)
        if known is None:
            self.found[house] = one
            return
        self.found[house] = replace(
            known,
            from_page=known.from_page if known.from_page is not None else one.from_page,
            from_publisher=known.from_publisher or one.from_publisher,
            evidence=(*known.evidence, *one.evidence),
        )

    def _is_known(self, one: OriginProposed) -> bool:
        links = self.register.links.get(self.page.page, ())
        if one.from_page is not None and one.from_page in links:
            return True
        recorded = self.register.recorded.get(self.page.page, frozenset())
        return next(house for house, known in self.found.items() if known is one) in recorded

    def _closing(self, one: OriginProposed) -> OriginProposed:
        """Name the pages that would have it from each other."""
        links = {page: list(sources) for page, sources in self._all_links()}
        houses = self.register.houses
        sources = [one.from_page] if one.from_page is not None else [
            other.page for other in self.others
            if one.from_publisher is not None
            and houses.of(other.publisher) == houses.of(one.from_publisher)
        ]  # fmt: skip
        links.setdefault(self.page.page, []).extend(sources)
        circles = circles_last_first(links)
        closed = next((circle for circle in circles if self.page.page in circle), [])
        return replace(one, circle=tuple(closed) if len(closed) > 1 else ())

    def _all_links(self) -> Iterator[tuple[Hashable, Iterable[Hashable]]]:
        """What is recorded, and what the other pages credit this page's house with."""
        crediting = {other.page for other in self.others if self.own in self.credited[other.page]}
        pages = self.register.links.keys() | crediting
        for page in pages:
            recorded = self.register.links.get(page, ())
            yield page, [*recorded, *([self.page.page] if page in crediting else [])]


def _in_common(shared: SharedPassage) -> Sentence:
    return Sentence(
        "shared_passage",
        _(
            "%(words)s words in a row stand in the other page too: %(share)s%% of this page, "
            "%(other)s%% of the other."
        ),
        {
            "words": str(shared.words),
            "share": str(round(100 * shared.share)),
            "other": str(round(100 * shared.share_of_other)),
        },
    )


def _alike(address: str) -> str:
    """What the addresses of one page have in common; one that is none is like itself."""
    try:
        return likeness(address)
    except ValueError:
        return address


def link_host(address: str) -> str:
    """The host of an address, without www; nothing where it has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
