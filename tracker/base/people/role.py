"""What a person does here, in plain Python: the tables of acts hang on it."""

from enum import StrEnum

from tracker.base.values.sentence import gettext_noop as _


class Role(StrEnum):
    """What a person does here. Whoever has no account is a reader."""

    READER = "reader"
    FACT_CHECKER = "fact_checker"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """The role in a word."""
        return _LABELS[self]


_LABELS: dict[Role, str] = {
    Role.READER: _("Reader"),
    Role.FACT_CHECKER: _("Fact-checker"),
    Role.EDITOR: _("Editor"),
    Role.ADMINISTRATOR: _("Administrator"),
}

CHECKERS = frozenset({Role.FACT_CHECKER})
EDITORS = frozenset({Role.EDITOR})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
DESK = CHECKERS | EDITORS
"""Who records, reviews and decides."""
STAFF = DESK | ADMINISTRATORS
"""Everybody who works here."""
