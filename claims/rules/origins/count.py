"""Count origins: trace reports along what they were derived from, and group them by where it ends.

Nine pages that print one agency's wire are one origin, not nine. What is independent of what is
judged cautiously: a house is not independent of itself, so two pages of one publisher are one
origin, and so are a page of an agency and a page that credits that agency. A page that does not
say where it has it from may have it from one of the others: with it the count is a range.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from functools import cached_property

from claims.rules.origins.credits import Credited, Who
from claims.rules.origins.houses import Houses
from claims.rules.origins.links import circles_last_first
from claims.rules.origins.values import CountedOrigin, Derived, OriginKind, Origins, Report, Stated

_Node = tuple[Hashable, ...]
_KINDS = {"unnamed": OriginKind.UNNAMED, "circle": OriginKind.CIRCLE}


def count_origins(
    reports: Iterable[Report],
    derivations: Iterable[Derived],
    *,
    beyond: Iterable[Report] = (),
    houses: Houses | None = None,
    claimant: Iterable[Hashable] = (),
) -> Origins:
    """Trace `reports` along `derivations` and group them by origin.

    Args:
        reports: the pages that report the claim; one given twice is one report.
        derivations: of these pages and of any that they were derived from. A page with several
            sources rests on several origins.
        beyond: what is known of pages that are no reports; of one that is not given, only that it
            is credited.
        houses: what is known of names; publishers and claimants given as text are called by it.
        claimant: who makes the claim, and who belongs to them.

    Returns:
        Origins in the order of the first page that rests on them.
    """
    given = {report.page: report for report in reports}
    others = {page.page: page for page in beyond if page.page not in given}
    chain = _Chain(others | given, houses or Houses(), claimant)
    chain.add(list(derivations))
    return chain.count(list(given.values()))


class _Chain:
    """Who has it from whom. A node is a tuple whose first part says what it is.

    `page`, and `credit` for a house that is credited, lead on; `house`, `alone` (a page of nobody
    known), `unnamed` and `circle` are ends.
    """

    def __init__(
        self, pages: dict[Hashable, Report], houses: Houses, claimant: Iterable[Hashable]
    ) -> None:
        self.pages = pages
        self.houses = houses
        self.claimant = list(claimant)
        self.claiming: set[Hashable] = set()
        self.links: dict[Hashable, list[_Node]] = {}
        self.certain: set[_Node] = set()
        self.members: dict[_Node, dict[Hashable, None]] = {}
        self.wordings: dict[_Node, str] = {}
        for member in (*self.claimant, *(page.publisher for page in pages.values())):
            self._call(member)

    def _call(self, member: Hashable) -> None:
        if isinstance(member, str):
            self.houses.call(member, member)

    # --- what leads to what

    def add(self, derivations: list[Derived]) -> None:
        """Link every page to what it has it from; names are told before any house is asked for."""
        leading_on = {derived.page for derived in derivations}
        told = [(derived, self._tell(derived, leading_on)) for derived in derivations]
        self.claiming = {self.houses.of(member) for member in self.claimant}
        sources: dict[Hashable, list[_Node]] = {page: [] for page in self.pages}
        for derived, credited in told:
            sources[derived.page] += self._sources(derived, credited)
        for page, found in sources.items():
            self._link(page, found)
        for credit in [node for links in self.links.values() for node in links]:
            if credit[0] == "credit" and credit not in self.links:
                self.links[credit] = self._pages_of(credit[1])

    def _tell(self, derived: Derived, leading_on: set[Hashable]) -> tuple[Credited, ...]:
        """Make pages known that are only credited, and the names that a credit gives."""
        self._call(derived.from_publisher)
        self.pages.setdefault(derived.page, Report(derived.page))
        if derived.from_page is not None:
            stated = Stated.UNKNOWN if derived.from_page in leading_on else Stated.OWN
            source = Report(derived.from_page, derived.from_publisher, stated)
            self.pages.setdefault(derived.from_page, source)
        credited = self.houses.read(derived.credited_to)
        if derived.key and len(credited) == 1 and credited[0].who is Who.NAMED:
            self.houses.tie(self.houses.credited(credited[0]), ("key", derived.key))
        return credited

    def _sources(self, derived: Derived, credited: tuple[Credited, ...]) -> Iterator[_Node]:
        """What a derivation leads to; the page's own end where it credits its own house."""
        if derived.from_page is not None:
            own = derived.from_page == derived.page
            yield self._end(derived.page) if own else ("page", derived.from_page)
        elif derived.from_publisher is not None:
            house = self.houses.of(derived.from_publisher)
            self.members.setdefault(("house", house), {})[derived.from_publisher] = None
            yield self._credit(derived.page, house)
        else:
            yield from self._credited(derived, credited)

    def _credited(self, derived: Derived, credited: tuple[Credited, ...]) -> Iterator[_Node]:
        if derived.key and (not credited or credited[0].who is Who.UNNAMED):
            house = self.houses.of(("key", derived.key))
            self.wordings.setdefault(("house", house), derived.credited_to)
            yield self._credit(derived.page, house)
            return
        for one in credited:
            if one.who is Who.OURS:
                yield self._end(derived.page)
            elif one.who is Who.UNNAMED:
                node: _Node = ("unnamed", *self._end(derived.page), *one.names)
                self.wordings.setdefault(node, one.wording)
                yield node
            else:
                house = self.houses.credited(one)
                self.wordings.setdefault(("house", house), one.wording)
                yield self._credit(derived.page, house)

    def _credit(self, page: Hashable, house: Hashable) -> _Node:
        """A house that a page credits; the page's own end where that is its own house."""
        end = self._end(page)
        return end if end == ("house", house) else ("credit", house)

    def _end(self, page: Hashable) -> _Node:
        """Where a page ends that has it from nobody else: its house, or itself."""
        publisher = self.pages[page].publisher
        if publisher is None:
            return ("alone", page)
        return ("house", self.houses.of(publisher))

    def _link(self, page: Hashable, sources: list[_Node]) -> None:
        known, end = self.pages[page], self._end(page)
        self.members.setdefault(end, {})[page if end[0] == "alone" else known.publisher] = None
        if end in sources or (not sources and self._speaks(known, end)):
            self.certain.add(end)
            sources = [*sources, end]
        self.links["page", page] = list(dict.fromkeys(sources)) or [end]

    def _speaks(self, page: Report, end: _Node) -> bool:
        """Whether a page that credits nobody is known to speak for itself."""
        return page.origin is Stated.OWN or page.confirms or self._is_claimant(end)

    def _is_claimant(self, end: _Node) -> bool:
        return end[0] == "house" and end[1] in self.claiming

    def _pages_of(self, house: Hashable) -> list[_Node]:
        """Where a credit to a house leads: through its own pages, if they have it from others."""
        end: _Node = ("house", house)
        own = self._by_house.get(house, [])
        if own and end not in self.certain and house not in self.claiming:
            return own
        self.certain.add(end)
        return [end]

    @cached_property
    def _by_house(self) -> dict[Hashable, list[_Node]]:
        """The pages of each house, once all names are told."""
        found: dict[Hashable, list[_Node]] = {}
        for page in self.pages:
            kind, house = self._end(page)
            if kind == "house":
                found.setdefault(house, []).append(("page", page))
        return found

    # --- where it ends

    def count(self, reports: list[Report]) -> Origins:
        """Follow the links of every report to their ends."""
        ends, reached, circular = self._follow()
        resting: dict[int, list[Hashable]] = {}
        for report in reports:
            for number in _numbers(reached["page", report.page]):
                resting.setdefault(number, []).append(report.page)
        confirming, dependent = self._confirming(reports, ends, reached)
        return Origins(
            reports=tuple(report.page for report in reports),
            origins=tuple(
                self._origin(ends[number], tuple(pages)) for number, pages in resting.items()
            ),
            circular=tuple(one.page for one in reports if ("page", one.page) in circular),
            confirmations=confirming,
            not_independent=dependent,
            unstated=tuple(one.page for one in reports if self._is_unstated(one.page)),
        )

    def _follow(self) -> tuple[list[_Node], dict[Hashable, int], set[Hashable]]:
        """The ends; for every node the ends that it reaches, one bit each; the nodes in circles."""
        ends: dict[_Node, int] = {}
        reached: dict[Hashable, int] = {}
        circular: set[Hashable] = set()
        for nodes in circles_last_first(self.links):
            inside = set(nodes)
            links = [link for node in nodes for link in self.links.get(node, ())]
            if len(nodes) > 1 or nodes[0] in links:
                circular |= inside
            found = 0
            for link in links:
                found |= reached[link] if link not in inside else 0
            for end in [] if found else self._ends_of(nodes):
                found |= 1 << ends.setdefault(end, len(ends))
            reached |= dict.fromkeys(nodes, found)
        return list(ends), reached, circular

    def _ends_of(self, nodes: list[Hashable]) -> list[_Node]:
        """Where nodes end that lead to nothing else: an end itself, or pages in a circle."""
        if nodes[0] not in self.links:
            return [node for node in nodes if isinstance(node, tuple)]
        pages = [node[1] for node in nodes if isinstance(node, tuple) and node[0] == "page"]
        own = [self._end(page) for page in pages if self.pages[page].origin is Stated.OWN]
        self.certain.update(own)
        return own or [("circle", *sorted(map(repr, pages))[:1])]

    def _origin(self, end: _Node, pages: tuple[Hashable, ...]) -> CountedOrigin:
        otherwise = OriginKind.SAID if end in self.certain else OriginKind.UNSTATED
        return CountedOrigin(
            kind=_KINDS.get(str(end[0]), otherwise),
            pages=pages,
            members=tuple(self.members.get(end, ())),
            credited_to=self.wordings.get(end, ""),
            of_claimant=self._is_claimant(end),
        )

    def _is_unstated(self, page: Hashable) -> bool:
        end = self._end(page)
        return self.links["page", page] == [end] and end not in self.certain

    # --- what confirms

    def _confirming(
        self, reports: list[Report], ends: list[_Node], reached: dict[Hashable, int]
    ) -> tuple[tuple[Hashable, ...], tuple[Hashable, ...]]:
        """Of the reports that are marked: one for each origin, and those of the claimant."""
        claiming = sum(1 << number for number, end in enumerate(ends) if self._is_claimant(end))
        taken = 0
        confirming, dependent = [], []
        for report in reports:
            own = reached["page", report.page]
            if report.confirms and own & claiming:
                dependent.append(report.page)
            elif report.confirms and not own & taken:
                confirming.append(report.page)
                taken |= own
        return tuple(confirming), tuple(dependent)


def _numbers(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
