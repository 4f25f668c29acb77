"""What the structure of a page says of whether it is one, as the confined child answers it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signs:
    """What the markup of a short page shows."""

    own: str = ""
    """The text without menus and the like; headings are in it."""
    headings: tuple[str, ...] = ()
    refresh: str = ""
    """The content of `<meta http-equiv=refresh>`, as a browser that runs scripts reads it."""
    asks_password: bool = False
    has_scripts: bool = False

    def as_facts(self) -> dict[str, str]:
        """As the child answers it: a flat table of strings."""
        return {
            "own": self.own,
            "headings": "\n".join(self.headings),
            "refresh": self.refresh,
            "asks_password": "yes" * self.asks_password,
            "has_scripts": "yes" * self.has_scripts,
        }

    @classmethod
    def from_facts(cls, facts: Mapping[str, str]) -> "Signs | None":
        """Take them from a child's answer; None where it gave none."""
        if not facts:
            return None
        return cls(
            own=facts.get("own", ""),
            headings=tuple(filter(None, facts.get("headings", "").split("\n"))),
            refresh=facts.get("refresh", ""),
            asks_password=bool(facts.get("asks_password")),
            has_scripts=bool(facts.get("has_scripts")),
        )
