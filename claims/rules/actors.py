"""Who speaks where a party does: an organisation, a person, or nobody in particular."""

from enum import StrEnum

from tracker.base.values.sentence import gettext_noop as _


class Actor(StrEnum):
    """Who speaks where a party of a kind does."""

    ORGANISATION = "organisation"
    PERSON = "person"
    NOBODY = "nobody"
    FORGED = "forged"

    @property
    def label(self) -> str:
        """What it means, in a line of a form."""
        return _ACTORS[self]


_ACTORS: dict[Actor, str] = {
    Actor.ORGANISATION: _("an organisation"),
    Actor.PERSON: _("a person"),
    Actor.NOBODY: _("nobody in particular, such as an unnamed source"),
    Actor.FORGED: _("nobody: words forged in somebody's name"),
}
