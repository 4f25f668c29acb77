"""What a loading knows already: the rows behind the ids of the files."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.models import Party, Place
from sources.models import Page, Publisher


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
