"""The statuses of a claim and of an assignment, and the moves between them.

Three small tables say everything: the statuses with who has to act next, the legal moves with
who may make them, and the verb each move leaves in the journal. The diagram in `docs/states.md`
is drawn from them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from tracker.base.values.sentence import Sentence
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
"""Claims that everybody may read."""

UNDER_REVIEW: frozenset[ClaimStatus] = frozenset(
    {ClaimStatus.IN_REVIEW, ClaimStatus.AGREED, ClaimStatus.SPLIT, ClaimStatus.SETTLED}
)
"""What the desk tells apart here is one thing to the public: no verdict has been published."""


def public_label(status: ClaimStatus) -> str:
    """Name `status` as readers see it: agreed, split and settled are all "under review"."""
    return _("under review") if status in UNDER_REVIEW else status.label


class Actor(StrEnum):
    """What somebody is to a claim when a status changes."""

    AUTHOR = "author"
    EDITOR = "editor"
    SYSTEM = "system"

    @property
    def label(self) -> str:
        """The actor in a few words."""
        return _ACTORS[self]


_ACTORS: dict[Actor, str] = {
    Actor.AUTHOR: _("the author of the claim"),
    Actor.EDITOR: _("an editor"),
    Actor.SYSTEM: _("the last seal of a round"),
}


@dataclass(frozen=True, slots=True)
class Move:
    """One legal change of status."""

    source: ClaimStatus
    target: ClaimStatus
    who: frozenset[Actor]
    verb: str
    reason_required: bool
    label: str


_AUTHOR_OR_EDITOR = frozenset({Actor.AUTHOR, Actor.EDITOR})
_EDITOR = frozenset({Actor.EDITOR})
_SYSTEM = frozenset({Actor.SYSTEM})
_S = ClaimStatus

MOVES: tuple[Move, ...] = (
    Move(_S.DRAFT, _S.RECORDED, _AUTHOR_OR_EDITOR, "submitted", False, _("submit")),
    Move(_S.RECORDED, _S.IN_REVIEW, _EDITOR, "round_opened", False, _("assign")),
    Move(_S.IN_REVIEW, _S.AGREED, _SYSTEM, "round_agreed", False, _("reviewers agree")),
    Move(_S.IN_REVIEW, _S.SPLIT, _SYSTEM, "round_split", False, _("reviewers differ")),
    Move(_S.IN_REVIEW, _S.RECORDED, _EDITOR, "round_cancelled", True, _("cancel the round")),
    Move(_S.IN_REVIEW, _S.PUBLISHED, _EDITOR, "reopening_cancelled", True, _("let it stand")),
    Move(_S.AGREED, _S.PUBLISHED, _EDITOR, "published", False, _("publish")),
    Move(_S.AGREED, _S.IN_REVIEW, _EDITOR, "round_repeated", True, _("review again")),
    Move(_S.SPLIT, _S.SETTLED, _EDITOR, "settled", True, _("settle in writing")),
    Move(_S.SPLIT, _S.IN_REVIEW, _EDITOR, "round_repeated", True, _("review again")),
    Move(_S.SETTLED, _S.PUBLISHED, _EDITOR, "published", False, _("publish")),
    Move(_S.PUBLISHED, _S.PUBLISHED, _EDITOR, "corrected", True, _("correct")),
    Move(_S.PUBLISHED, _S.IN_REVIEW, _EDITOR, "reopened", True, _("reopen")),
    Move(_S.DRAFT, _S.WITHDRAWN, _AUTHOR_OR_EDITOR, "withdrawn", True, _("withdraw")),
    Move(_S.RECORDED, _S.WITHDRAWN, _AUTHOR_OR_EDITOR, "withdrawn", True, _("withdraw")),
    Move(_S.WITHDRAWN, _S.RECORDED, _EDITOR, "restored", True, _("restore")),
)

_TABLE: dict[tuple[ClaimStatus, ClaimStatus], Move] = {(m.source, m.target): m for m in MOVES}


def find_move(source: ClaimStatus, target: ClaimStatus) -> Move | None:
    """Look the move from `source` to `target` up; None if there is no such move."""
    return _TABLE.get((source, target))


def moves_from(source: ClaimStatus) -> tuple[Move, ...]:
    """All moves that leave `source`, in the order of the table."""
    return tuple(move for move in MOVES if move.source == source)


def refuse_move(
    source: ClaimStatus,
    target: ClaimStatus,
    *,
    actors: Collection[Actor],
    reason: str = "",
) -> Sentence | None:
    """Say why somebody who is `actors` to the claim may not make this move; None if they may.

    The codes are `illegal_move`, `not_yours` and `reason_required`.
    """
    move = find_move(source, target)
    if move is None:
        return Sentence(
            "illegal_move",
            _('A claim that is "%(source)s" cannot become "%(target)s".'),
            {"source": source.label, "target": target.label},
        )
    if not move.who & set(actors):
        return Sentence("not_yours", _WHO_MAY[move.who])
    if move.reason_required and not reason.strip():
        return Sentence("reason_required", _("Say why: the reason is kept in the journal."))
    return None


_WHO_MAY: dict[frozenset[Actor], str] = {
    _AUTHOR_OR_EDITOR: _("Only the author of the claim or an editor may do this."),
    _EDITOR: _("Only an editor may do this."),
    _SYSTEM: _("This happens by itself when the last review of a round is sealed."),
}


def mermaid() -> str:
    """Draw the table of moves as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", f"    [*] --> {_S.DRAFT}", f"    [*] --> {_S.RECORDED}"]
    for move in MOVES:
        who = " or ".join(actor.value for actor in Actor if actor in move.who)
        lines.append(f"    {move.source} --> {move.target}: {move.label} ({who})")
    return "\n".join(lines) + "\n"
