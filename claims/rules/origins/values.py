"""What origins are counted from, and what the count says."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum


class Stated(StrEnum):
    """What a page says of where it has its information from."""

    OWN = "own"
    DERIVED = "derived"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Report:
    """A page; `page` and `publisher` are any identifiers.

    `confirms` is what a person says: that this page confirms the claim by means of its own.
    """

    page: Hashable
    publisher: Hashable | None = None
    origin: Stated = Stated.UNKNOWN
    confirms: bool = False


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


class OriginKind(StrEnum):
    """What sort of origin it is."""

    SAID = "said"
    """Somebody who is named, or a page."""
    UNNAMED = "unnamed"
    """A source that one outlet speaks of without naming it."""
    UNSTATED = "unstated"
    """Who does not say where they have it from: perhaps from one of the others."""
    CIRCLE = "circle"
    """Pages that have it from each other and from nobody else: perhaps from one of the others."""


@dataclass(frozen=True, slots=True)
class CountedOrigin:
    """One origin and the pages, in the order given, that rest on it."""

    kind: OriginKind
    pages: tuple[Hashable, ...]
    members: tuple[Hashable, ...] = ()
    """Publishers and pages that were given, of the house that it is."""
    credited_to: str = ""
    """As the first page that credits it words it."""
    of_claimant: bool = False
    """Whether it is the claimant, or affiliated with it."""

    @property
    def is_certain(self) -> bool:
        """Whether it is surely not one of the others."""
        return self.kind in (OriginKind.SAID, OriginKind.UNNAMED)


@dataclass(frozen=True, slots=True)
class Origins:
    """Three numbers, each with its list: reports, origins, confirmations."""

    reports: tuple[Hashable, ...]
    origins: tuple[CountedOrigin, ...]
    circular: tuple[Hashable, ...] = ()
    """Reports that, by whatever way round, have it from themselves."""
    confirmations: tuple[Hashable, ...] = ()
    """Reports that confirm the claim independently of the claimant, one for each origin."""
    not_independent: tuple[Hashable, ...] = ()
    """Reports marked as confirming that are the claimant's, or relay it."""
    unstated: tuple[Hashable, ...] = ()
    """Reports that do not say where they have it from."""

    @property
    def high(self) -> int:
        """How many origins there are at most."""
        return len(self.origins)

    @property
    def low(self) -> int:
        """How many there are at least: who does not say may have it from one of the others."""
        return max(sum(origin.is_certain for origin in self.origins), min(1, self.high))
