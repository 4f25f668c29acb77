"""What becomes of a verdict that is to be published at a time."""

from __future__ import annotations

from enum import StrEnum

from tracker.base.values.sentence import gettext_noop as _


class ScheduleEnding(StrEnum):
    """How it ended."""

    PUBLISHED = "published"
    CHANGED = "changed"
    REFUSED = "refused"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The same in a few words."""
        return _ENDINGS[self]


_ENDINGS: dict[ScheduleEnding, str] = {
    ScheduleEnding.PUBLISHED: _("published"),
    ScheduleEnding.CHANGED: _("not published: the claim changed meanwhile"),
    ScheduleEnding.REFUSED: _("not published: it could not be at that time"),
    ScheduleEnding.CANCELLED: _("cancelled by an editor"),
}
