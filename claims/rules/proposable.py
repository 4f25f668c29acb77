"""What the house proposes to people, who may say that it is not so."""

from enum import StrEnum

from tracker.base.values.sentence import gettext_noop as _


class Proposable(StrEnum):
    """A kind of proposal that is not made again once somebody has refused it."""

    CLAIM = "claim"
    """That a sentence of a text reports a claim."""
    ORIGIN = "origin"
    """That a page has its content from another."""
    COUNTERCLAIM = "counterclaim"
    """That one claim answers another."""
    DUPLICATE = "duplicate"
    """That two rows are one thing."""

    @property
    def label(self) -> str:
        """The kind in a word or two."""
        return _LABELS[self]


_LABELS: dict[Proposable, str] = {
    Proposable.CLAIM: _("claim in a text"),
    Proposable.ORIGIN: _("origin of a page"),
    Proposable.COUNTERCLAIM: _("counterclaim"),
    Proposable.DUPLICATE: _("the same thing twice"),
}
