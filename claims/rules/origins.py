"""How many independent origins a number of reports has.

Nine pages that print one agency's wire are one origin, not nine. A page is traced up the chain
of what it was derived from until a page or a publisher that derives from nothing known. What is
independent of what is judged cautiously: an outlet is not independent of itself, so two pages of
one publisher are one origin, and so are a page of an agency and a page that credits that agency.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Stated(StrEnum):
    """What a page says of where it has its information from."""

    OWN = "own"
    DERIVED = "derived"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Report:
    """A page that reports a claim; `page` and `publisher` are any identifiers."""

    page: Hashable
    publisher: Hashable | None = None
    origin: Stated = Stated.UNKNOWN


@dataclass(frozen=True, slots=True)
class Derived:
    """`page` has its information from a page, a publisher or somebody it only names.

    With `from_page`, `from_publisher` may name the publisher of that page. `key` is the same for
    every spelling of one credit, where somebody has told which are the same.
    """

    page: Hashable
    from_page: Hashable | None = None
    from_publisher: Hashable | None = None
    credited_to: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class CountedOrigin:
    """One independent origin and the pages, in the order given, that rest on it."""

    pages: tuple[Hashable, ...]
    publisher: Hashable | None = None
    credited_to: str = ""


@dataclass(frozen=True, slots=True)
class Origins:
    """What was counted: the line under a claim is written from it."""

    reports: int
    origins: tuple[CountedOrigin, ...]
    circular: tuple[Hashable, ...]
    """Pages that, by whatever way round, have it from themselves."""
    unstated: tuple[Hashable, ...]
    """Pages that do not say where they have it from; each counts as an origin of its own."""

    @property
    def independent(self) -> int:
        """How many independent origins there are."""
        return len(self.origins)


_Node = tuple[str, Hashable]


def count_origins(reports: Iterable[Report], derivations: Iterable[Derived]) -> Origins:
    """Trace `reports` along `derivations` and group them by origin.

    A page given twice is one report. A page with several sources rests on several origins. Pages
    that derive from each other in a circle, with nobody outside the circle as a source, are one
    origin and are named in `circular`.
    """
    by_page = {report.page: report for report in reports}
    graph = _Graph()
    for report in by_page.values():
        graph.add_page(report.page, report.publisher)
    for derived in derivations:
        graph.add(derived)
    resting: dict[_Node, list[Hashable]] = {}
    for page in by_page:
        for root in graph.roots(("page", page)):
            resting.setdefault(root, []).append(page)
    return Origins(
        reports=len(by_page),
        origins=tuple(graph.origin(root, pages) for root, pages in resting.items()),
        circular=tuple(page for page in by_page if graph.is_circular(("page", page))),
        unstated=tuple(
            report.page
            for report in by_page.values()
            if report.origin is not Stated.OWN and not graph.parents.get(("page", report.page))
        ),
    )


class _Graph:
    """Who has it from whom; a node is a page, a publisher or a name."""

    def __init__(self) -> None:
        self.parents: dict[_Node, list[_Node]] = {}
        self.publisher: dict[Hashable, Hashable] = {}
        self.names: dict[_Node, str] = {}

    def add_page(self, page: Hashable, publisher: Hashable | None) -> None:
        """Make `page` known, with its publisher if that is known."""
        self.parents.setdefault(("page", page), [])
        if publisher is not None:
            self.publisher[page] = publisher

    def add(self, derived: Derived) -> None:
        """Add one derivation; one that names no source at all says nothing."""
        source = self._source(derived)
        if source is not None:
            self.parents.setdefault(("page", derived.page), []).append(source)

    def _source(self, derived: Derived) -> _Node | None:
        if derived.from_page is not None:
            self.add_page(derived.from_page, derived.from_publisher)
            return ("page", derived.from_page)
        if derived.from_publisher is not None:
            return ("publisher", derived.from_publisher)
        name = " ".join(derived.credited_to.split())
        if not name and not derived.key:
            return None
        node = ("key", derived.key) if derived.key else ("name", name.casefold())
        self.names.setdefault(node, name)
        return node

    def _ancestors(self, start: _Node) -> set[_Node]:
        """Everything above `start`; contains `start` only if it stands above itself."""
        seen: set[_Node] = set()
        waiting = list(self.parents.get(start, []))
        while waiting:
            node = waiting.pop()
            if node not in seen:
                seen.add(node)
                waiting.extend(self.parents.get(node, []))
        return seen

    def is_circular(self, node: _Node) -> bool:
        """Whether `node` has it, by whatever way round, from itself."""
        return node in self._ancestors(node)

    def roots(self, start: _Node) -> list[_Node]:
        """The origins that `start` rests on, itself if it derives from nothing known."""
        above = self._ancestors(start)
        reached = above | {start}
        found: dict[_Node, None] = {}
        for node in sorted(reached, key=repr):
            if not self.parents.get(node):
                found[self._merged(node)] = None
            elif self._closes_circle(node):
                found[self._circle(node)] = None
        return list(found)

    def _merged(self, node: _Node) -> _Node:
        """Stand the publisher in for its page: an outlet is not independent of itself."""
        kind, key = node
        if kind == "page" and key in self.publisher:
            return ("publisher", self.publisher[key])
        return node

    def _closes_circle(self, node: _Node) -> bool:
        """Whether everything above `node` also has it from `node`: nobody outside to trace to."""
        above = self._ancestors(node)
        return node in above and all(node in self._ancestors(other) for other in above)

    def _circle(self, node: _Node) -> _Node:
        members = self._ancestors(node)
        return ("circle", frozenset(members))

    def origin(self, root: _Node, pages: list[Hashable]) -> CountedOrigin:
        """Write `root` down as an origin for readers."""
        kind, key = root
        return CountedOrigin(
            pages=tuple(pages),
            publisher=key if kind == "publisher" else None,
            credited_to=self.names.get(root, ""),
        )
