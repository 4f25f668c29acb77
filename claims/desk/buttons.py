"""What can be done with a thing: a button for each act, or why not, each reason said once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tracker.base.writing.lists import comma_list


@dataclass(frozen=True, slots=True)
class Button:
    """One thing that can be done.

    Args:
        label: the act, in one or two words.
        url: where it is done.
        refused: why this person may not do it; None if they may.
        instead: who could.
        is_next: whether it is what comes next, not one of the many things that can be done besides.
    """

    label: str
    url: str
    refused: str | None
    instead: str = ""
    is_next: bool = True


class Buttons:
    """All that can be done with a thing, in order.

    Args:
        buttons: one for each act, allowed or not.
    """

    def __init__(self, buttons: Iterable[Button]) -> None:
        self._buttons = tuple(buttons)

    def __iter__(self) -> Iterator[Button]:
        return iter(self._buttons)

    @property
    def allowed(self) -> list[Button]:
        """Those that this person may press."""
        return [button for button in self if button.refused is None]

    @property
    def next(self) -> list[Button]:
        """What this person may do that comes next."""
        return [button for button in self.allowed if button.is_next]

    @property
    def besides(self) -> list[Button]:
        """What else they may do."""
        return [button for button in self.allowed if not button.is_next]

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """What they may not do now, with why and who could: acts with the same reason together."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for button in self:
            if button.refused is not None:
                found[f"{button.refused} {button.instead}".strip()].append(button.label)
        return [(comma_list(labels), why) for why, labels in found.items()]
