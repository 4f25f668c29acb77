"""What administrators do to accounts, at the desk or at the shell, each journaled.

Who acts at the shell holds the whole house already, so the shell may do what any administrator
may; what is against the act in the given case holds there as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from tracker.base.accounts.acts import (
    CHANGE_ROLE,
    CHANGE_TEAM,
    DEACTIVATE,
    END_SESSIONS,
    GIVE_PASSWORD,
    INVITE,
    REACTIVATE,
    RESET_FACTORS,
    AccountFacts,
    Standing,
)
from tracker.base.accounts.letters import tell
from tracker.base.acts.law import say
from tracker.base.acts.refusal import Forbidden
from tracker.base.acts.table import Act
from tracker.base.acts.unsent.keep import forget_all_of
from tracker.base.people import operations as people
from tracker.base.people.happenings import Happening
from tracker.base.people.models import Role, User, role_of
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text

LONGEST_TEAM = 60
"""Characters of a team's name."""
By = User | str
"""Who acts: an administrator, or the shell, by the name it goes under in the log."""


def invite(
    *, username: str, name: str, email: str, role: Role, by: By, at: datetime
) -> tuple[User, str]:
    """Make an account with a first password.

    Returns:
        The account, and the password to hand over; it is kept nowhere.

    Raises:
        Forbidden: who acts may not.
        ValidationError: by field, what cannot be used.
    """
    with _act(INVITE, None, by=by):
        person, password = people.invite(
            username=username, name=name, email=email, role=role, at=at
        )
        _journal(Happening.INVITED, person, by, at, data={"role": role.value})
    return person, password


def change_role(person: User, role: Role, *, reason: str, by: By, at: datetime) -> None:
    """Give somebody another role; they sign in anew to use it.

    Raises:
        Forbidden: who acts may not, or nobody could let people in any more.
        Refusal: they have it already, or no reason was given.
    """
    with _act(CHANGE_ROLE, person, by=by, reason=reason) as theirs:
        if theirs.role == role:
            raise Refusal(_("That is the role they have."), code="same_role", field="role")
        before = theirs.role
        theirs.role = role.value
        theirs.save(update_fields=["role"])
        people.end_sessions(theirs)
        data = {"from": before, "to": role.value}
        _journal(Happening.ROLE_CHANGED, theirs, by, at, reason, data)


def change_team(person: User, team: str, *, reason: str, by: By, at: datetime) -> None:
    """Put somebody into a team, or into none; one that there is keeps the way it is written.

    Args:
        person: who.
        team: its name; empty for none.
        reason: why.
        by: who acts.
        at: the present moment.

    Raises:
        Forbidden: who acts may not.
        Refusal: it is the team they are in, the name is too long, or no reason was given.
    """
    wanted = " ".join(text(team, field="team").split())
    text(wanted, field="team", longest=LONGEST_TEAM)
    with _act(CHANGE_TEAM, person, by=by, reason=reason) as theirs:
        named = User.objects.filter(team__iexact=wanted).exclude(pk=theirs.pk).order_by("pk")
        name = (named.values_list("team", flat=True).first() or wanted) if wanted else ""
        if theirs.team == name:
            raise Refusal(_("That is the team they are in."), code="same_team", field="team")
        before, theirs.team = theirs.team, name
        theirs.save(update_fields=["team"])
        data = {"from": before, "to": name}
        _journal(Happening.TEAM_CHANGED, theirs, by, at, reason, data)


def give_password(person: User, *, reason: str, by: By, at: datetime) -> str:
    """Give somebody a new first password; their sessions end.

    Returns:
        The password to hand over; it is kept nowhere.

    Raises:
        Forbidden: who acts may not.
        Refusal: no reason was given.
    """
    with _act(GIVE_PASSWORD, person, by=by, reason=reason) as theirs:
        password = people.give_first_password(theirs, at=at)
        _journal(Happening.PASSWORD_GIVEN, theirs, by, at, reason)
    return password


def reset_factors(person: User, *, reason: str, by: By, at: datetime) -> int:
    """Take somebody's second factors away, lost ones say; their sessions end.

    Returns:
        How many there were.

    Raises:
        Forbidden: who acts may not.
        Refusal: no reason was given.
    """
    with _act(RESET_FACTORS, person, by=by, reason=reason) as theirs:
        gone = people.reset_factors(theirs)
        people.end_sessions(theirs)
        _journal(Happening.FACTORS_RESET, theirs, by, at, reason, {"factors": gone})
    return gone


def end_sessions(person: User, *, reason: str, by: By, at: datetime) -> int:
    """Sign somebody out everywhere and forget their known devices.

    Returns:
        How many sessions were listed.

    Raises:
        Forbidden: who acts may not.
        Refusal: no reason was given.
    """
    with _act(END_SESSIONS, person, by=by, reason=reason) as theirs:
        ended = people.end_sessions(theirs)
        _journal(Happening.SESSIONS_ENDED, theirs, by, at, reason, {"ended": ended})
    return ended


def deactivate(person: User, *, reason: str, by: By, at: datetime) -> None:
    """Close an account; its sessions end at once, what was done in its name stays.

    What was typed in its name and never sent is forgotten.

    Raises:
        Forbidden: who acts may not, or nobody could let people in any more.
        Refusal: no reason was given.
    """
    with _act(DEACTIVATE, person, by=by, reason=reason) as theirs:
        theirs.is_active = False
        theirs.save(update_fields=["is_active"])
        people.end_sessions(theirs)
        forget_all_of(theirs)
        _journal(Happening.DEACTIVATED, theirs, by, at, reason)


def reactivate(person: User, *, reason: str, by: By, at: datetime) -> None:
    """Open a closed account again; its password and second factors are as they were.

    Raises:
        Forbidden: who acts may not.
        Refusal: no reason was given.
    """
    with _act(REACTIVATE, person, by=by, reason=reason) as theirs:
        theirs.is_active = True
        theirs.save(update_fields=["is_active"])
        _journal(Happening.REACTIVATED, theirs, by, at, reason)


def facts_of(person: User, by: By) -> AccountFacts:
    """What somebody is to an account."""
    others = User.objects.filter(role=Role.ADMINISTRATOR.value, is_active=True)
    alone = role_of(person) is Role.ADMINISTRATOR and not others.exclude(pk=person.pk).exists()
    return AccountFacts(
        status=Standing.OPEN if person.is_active else Standing.CLOSED,
        own=isinstance(by, User) and by.pk == person.pk,
        last_administrator=alone,
    )


@contextmanager
def _act(
    what: Act[AccountFacts], person: User | None, *, by: By, reason: str = ""
) -> Iterator[User]:
    """One transaction in which the account, and who else is an administrator, stays as it is."""
    context: dict[str, object] = {"why": f"{what.name}: {reason}" if reason else what.name}
    if isinstance(by, User):
        context["user"] = by.pk
    with pghistory.context(**context), transaction.atomic():
        # Two administrators who close each other's accounts follow each other.
        keepers = User.objects.filter(role=Role.ADMINISTRATOR.value)
        list(keepers.order_by("pk").select_for_update().values_list("pk"))
        role = role_of(User.objects.get(pk=by.pk)) if isinstance(by, User) else Role.ADMINISTRATOR
        locked = None if person is None else User.objects.select_for_update().get(pk=person.pk)
        facts = None if locked is None else facts_of(locked, by)
        sentence = what.refusal(role, facts)
        if sentence is not None:
            raise Forbidden(say(sentence), code=sentence.code)
        if what.reason and not reason.strip():
            raise Refusal(_("Say why."), code="reason_missing", field="reason")
        yield locked if locked is not None else User()


def _journal(  # noqa: PLR0917 - the same five in every act, in one order
    kind: Happening,
    person: User,
    by: By,
    at: datetime,
    reason: str = "",
    data: Mapping[str, object] | None = None,
) -> None:
    actor = by.get_full_name() if isinstance(by, User) else by
    people.note(kind, person, at=at, actor=actor, reason=reason.strip(), data=data)
    tell(person, kind, actor)
