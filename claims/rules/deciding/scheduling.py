"""What becomes of a verdict that is to be published at a time."""

from __future__ import annotations

from enum import StrEnum

from tracker.base.values.sentence import gettext_noop as _


class Ending(StrEnum):
    """How it ended."""

    PUBLISHED = "published"
    CHANGED = "changed"
    REFUSED = "refused"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The same in a few words."""
        return _ENDINGS[self]


_ENDINGS: dict[Ending, str] = {
    Ending.PUBLISHED: _("published"),
    Ending.CHANGED: _("not published: the claim changed meanwhile"),
    Ending.REFUSED: _("not published: it could not be at that time"),
    Ending.CANCELLED: _("cancelled by an editor"),
}
