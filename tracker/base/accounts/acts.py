"""The acts on accounts, each one row, on the same engine as the acts on claims.

They are journaled in the security log, with who and why.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tracker.base.acts.table import Act, Grant, Table
from tracker.base.people.role import ADMINISTRATORS
from tracker.base.values.sentence import Sentence
from tracker.base.values.sentence import gettext_noop as _


class Standing(StrEnum):
    """Whether an account can be used."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """What somebody is to an account.

    Args:
        status: whether it is open.
        own: whether it is their own.
        last_administrator: whether nobody else could let people in again.
    """

    status: Standing
    own: bool = False
    last_administrator: bool = False


def _own(facts: AccountFacts) -> Sentence | None:
    return _OTHERS_ONLY if facts.own else None


def _own_or_last(facts: AccountFacts) -> Sentence | None:
    return _OTHERS_ONLY if facts.own else _LAST if facts.last_administrator else None


_OTHERS_ONLY = Sentence(
    "own_account", _("Nobody does this to their own account. Another administrator can.")
)
_LAST = Sentence(
    "last_administrator",
    _("This is the last administrator. Make somebody else one first."),
)

_ADMINISTRATOR: Grant[AccountFacts] = Grant("an administrator", ADMINISTRATORS)
_ANOTHER: Grant[AccountFacts] = Grant("another administrator", ADMINISTRATORS, _own)
_ANOTHER_BUT_LAST: Grant[AccountFacts] = Grant(
    "another administrator, if one is left", ADMINISTRATORS, _own_or_last
)
_OPEN = frozenset({Standing.OPEN})


def _closed(_status: StrEnum) -> Sentence:
    return Sentence("account_closed", _("This account is closed."))


def _not_closed(_status: StrEnum) -> Sentence:
    return Sentence("account_open", _("This account is open."))


SEE_ACCOUNTS: Act[AccountFacts] = Act(
    name="see_accounts",
    label=_("See accounts and the security log"),
    may=(_ADMINISTRATOR,),
    addresses=("person", "security_log"),
)
INVITE: Act[AccountFacts] = Act(
    name="invite",
    label=_("Make an account"),
    may=(_ADMINISTRATOR,),
    addresses=("person_new",),
)
CHANGE_ROLE: Act[AccountFacts] = Act(
    name="change_role",
    label=_("Change the role"),
    may=(_ANOTHER_BUT_LAST,),
    when=_OPEN,
    elsewhere=_closed,
    reason=True,
    addresses=("person_role",),
)
CHANGE_TEAM: Act[AccountFacts] = Act(
    name="change_team",
    label=_("Change the team"),
    may=(_ADMINISTRATOR,),
    reason=True,
    addresses=("person_team",),
)
GIVE_PASSWORD: Act[AccountFacts] = Act(
    name="give_password",
    label=_("Give a new first password"),
    may=(_ANOTHER,),
    when=_OPEN,
    elsewhere=_closed,
    reason=True,
    addresses=("person_password",),
)
RESET_FACTORS: Act[AccountFacts] = Act(
    name="reset_factors",
    label=_("Reset the second factors"),
    may=(_ANOTHER,),
    reason=True,
    addresses=("person_factors",),
)
END_SESSIONS: Act[AccountFacts] = Act(
    name="end_sessions",
    label=_("End all sessions"),
    may=(_ADMINISTRATOR,),
    reason=True,
    addresses=("person_sessions",),
)
DEACTIVATE: Act[AccountFacts] = Act(
    name="deactivate",
    label=_("Close the account"),
    may=(_ANOTHER_BUT_LAST,),
    when=_OPEN,
    elsewhere=_closed,
    reason=True,
    addresses=("person_deactivate",),
)
REACTIVATE: Act[AccountFacts] = Act(
    name="reactivate",
    label=_("Open the account again"),
    may=(_ADMINISTRATOR,),
    when=frozenset({Standing.CLOSED}),
    elsewhere=_not_closed,
    reason=True,
    addresses=("person_reactivate",),
)

ACCOUNT_ACTS: Table[AccountFacts] = Table(
    [
        SEE_ACCOUNTS,
        INVITE,
        CHANGE_ROLE,
        CHANGE_TEAM,
        GIVE_PASSWORD,
        RESET_FACTORS,
        END_SESSIONS,
        DEACTIVATE,
        REACTIVATE,
    ]
)
"""All of them, in the order in which the desk offers them."""
