"""The statuses of a claim and of an assignment: what they are called, who acts next, who sees them.

What moves a claim from one status to another stands in `claims.rules.acts`.
"""

from enum import StrEnum

from tracker.base.values.sentence import gettext_noop as _


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


TAKING_PART = (AssignmentStatus.OPEN, AssignmentStatus.SEALED)
"""Where a task stands of somebody who was asked for a review and has not given it back."""


_ASSIGNMENT_LABELS: dict[AssignmentStatus, str] = {
    AssignmentStatus.OPEN: _("open"),
    AssignmentStatus.SEALED: _("sealed"),
    AssignmentStatus.DECLINED: _("declined"),
    AssignmentStatus.CANCELLED: _("cancelled"),
}


class Owner(StrEnum):
    """Who has to act next while a claim has a status."""

    AUTHOR = "author"
    EDITOR = "editor"
    REVIEWERS = "reviewers"
    NOBODY = "nobody"


OWNERS: dict[ClaimStatus, Owner] = {
    ClaimStatus.DRAFT: Owner.AUTHOR,
    ClaimStatus.RECORDED: Owner.EDITOR,
    ClaimStatus.IN_REVIEW: Owner.REVIEWERS,
    ClaimStatus.AGREED: Owner.EDITOR,
    ClaimStatus.SPLIT: Owner.EDITOR,
    ClaimStatus.SETTLED: Owner.EDITOR,
    ClaimStatus.PUBLISHED: Owner.NOBODY,
    ClaimStatus.WITHDRAWN: Owner.NOBODY,
}

PUBLIC: frozenset[ClaimStatus] = frozenset(ClaimStatus) - {
    ClaimStatus.DRAFT,
    ClaimStatus.WITHDRAWN,
}
"""Statuses in which a claim may be public. Whether it is, an editor's release says besides:
`claims.reads.visible`."""

DECIDED: frozenset[ClaimStatus] = frozenset(
    {ClaimStatus.AGREED, ClaimStatus.SPLIT, ClaimStatus.SETTLED}
)
"""Reviewers have judged it, and no verdict is published yet."""

HELD: frozenset[ClaimStatus] = DECIDED | {ClaimStatus.IN_REVIEW, ClaimStatus.PUBLISHED}
"""Reviewers judge it or have judged it: what it says and rests on holds still, unless an editor
changes it and says why."""

UNDER_REVIEW: frozenset[ClaimStatus] = frozenset(
    {ClaimStatus.IN_REVIEW, ClaimStatus.AGREED, ClaimStatus.SPLIT, ClaimStatus.SETTLED}
)
"""What the desk tells apart here is one thing to the public: no verdict has been published."""


class PublicStatus(StrEnum):
    """How far a claim is, as readers and programs are told it: the only names there are."""

    NOT_REVIEWED = "recorded"
    UNDER_REVIEW = "in_review"
    PUBLISHED = "published"

    @property
    def label(self) -> str:
        """The status as readers see it."""
        return _PUBLIC_LABELS[self]

    @property
    def statuses(self) -> frozenset[ClaimStatus]:
        """The statuses of the desk that it stands for."""
        if self is PublicStatus.UNDER_REVIEW:
            return UNDER_REVIEW
        return frozenset({ClaimStatus(self.value)})


_PUBLIC_LABELS: dict[PublicStatus, str] = {
    PublicStatus.NOT_REVIEWED: _("not reviewed yet"),
    PublicStatus.UNDER_REVIEW: _("under review"),
    PublicStatus.PUBLISHED: _("verdict published"),
}


def public_status(status: str) -> PublicStatus:
    """What the public is told of a status of the desk: agreed, split and settled say too much.

    Raises:
        ValueError: a claim with this status is nothing to readers.
    """
    known = ClaimStatus(status)
    return PublicStatus("in_review" if known in UNDER_REVIEW else known.value)
