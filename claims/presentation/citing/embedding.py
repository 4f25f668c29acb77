"""The code that shows a card of ours on another site."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from tracker.base.web.pages import whole_address

WIDTH, HEIGHT = 600, 400
"""Of the frame, in CSS pixels, where the other site names nothing smaller."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A card that other sites show in a frame.

    Args:
        title: what the frame is called.
        path: of the card.
    """

    title: str
    path: str

    @property
    def code(self) -> str:
        """What whoever shows the card puts into a page."""
        return str(self.sized(WIDTH, HEIGHT))

    def sized(self, width: int, height: int) -> SafeString:
        """The same in another size.

        Args:
            width: in CSS pixels.
            height: the same.
        """
        return format_html(
            '<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy"></iframe>',
            whole_address(self.path),
            width,
            height,
            self.title,
        )
