"""The statuses of a claim and of an assignment, and the moves between them."""

from enum import StrEnum

from claims.rules.words import gettext_noop as _


class ClaimStatus(StrEnum):
    """Where a claim stands between being written down and being decided."""

    DRAFT = "draft"
    RECORDED = "recorded"
    IN_REVIEW = "in_review"
    AGREED = "agreed"
    SPLIT = "split"
    SETTLED = "settled"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The status in one or two words, as the desk says it."""
        return _CLAIM_LABELS[self]


_CLAIM_LABELS: dict[ClaimStatus, str] = {
    ClaimStatus.DRAFT: _("draft"),
    ClaimStatus.RECORDED: _("recorded"),
    ClaimStatus.IN_REVIEW: _("in review"),
    ClaimStatus.AGREED: _("agreed"),
    ClaimStatus.SPLIT: _("split"),
    ClaimStatus.SETTLED: _("settled"),
    ClaimStatus.PUBLISHED: _("published"),
    ClaimStatus.WITHDRAWN: _("withdrawn"),
}


class AssignmentStatus(StrEnum):
    """Where one reviewer's task stands."""

    OPEN = "open"
    SEALED = "sealed"
    DECLINED = "declined"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The status in one word."""
        return _ASSIGNMENT_LABELS[self]


_ASSIGNMENT_LABELS: dict[AssignmentStatus, str] = {
    AssignmentStatus.OPEN: _("open"),
    AssignmentStatus.SEALED: _("sealed"),
    AssignmentStatus.DECLINED: _("declined"),
    AssignmentStatus.CANCELLED: _("cancelled"),
}
