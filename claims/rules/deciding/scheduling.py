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


class WhyRefused(StrEnum):
    """Why what was planned could not be published when its time came."""

    NOT_READY = "not_ready"
    NOT_THEIRS = "not_theirs"
    DOSSIER = "dossier"
    OTHERWISE = "otherwise"

    @property
    def label(self) -> str:
        """The same in a sentence."""
        return _WHY_REFUSED[self]

    @classmethod
    def of(cls, code: str) -> WhyRefused:
        """Which one it is.

        Args:
            code: of the refusal to publish.
        """
        return _BY_CODE.get(code, cls.OTHERWISE)


_WHY_REFUSED: dict[WhyRefused, str] = {
    WhyRefused.NOT_READY: _("A point of the checklist had come open."),
    WhyRefused.NOT_THEIRS: _("Whoever planned it may no longer publish this verdict."),
    WhyRefused.DOSSIER: _("Its dossier is not released."),
    WhyRefused.OTHERWISE: _("It no longer fits what the reviewers or the editor decided."),
}
_BY_CODE = {
    "not_ready": WhyRefused.NOT_READY,
    "wrong_role": WhyRefused.NOT_THEIRS,
    "own_claim": WhyRefused.NOT_THEIRS,
    "own_review": WhyRefused.NOT_THEIRS,
    "own_settlement": WhyRefused.NOT_THEIRS,
    "dossier_not_released": WhyRefused.DOSSIER,
    "dossier_withdrawn": WhyRefused.DOSSIER,
}

_ENDINGS: dict[ScheduleEnding, str] = {
    ScheduleEnding.PUBLISHED: _("published"),
    ScheduleEnding.CHANGED: _("not published: the claim changed meanwhile"),
    ScheduleEnding.REFUSED: _("not published: it could not be at that time"),
    ScheduleEnding.CANCELLED: _("cancelled by an editor"),
}
