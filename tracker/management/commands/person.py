"""``manage.py person ACT USERNAME``: what administrators do to accounts, at the shell."""

from __future__ import annotations

import getpass
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from claims.reads.assignments import with_open_reviews
from tracker.base.accounts import operations
from tracker.base.people.models import SecurityEvent, User
from tracker.base.people.operations import renew_factors
from tracker.base.people.role import Role
from tracker.base.values.refusal import Refusal

SHOWN = 50


def shell() -> str:
    """Who acts, as far as a shell can say."""
    try:
        return f"shell ({getpass.getuser()})"
    except (KeyError, OSError):  # a user without a name, as in a container
        return "shell"


class Command(BaseCommand):
    """Act on an account; each act is journaled in the security log with its reason.

    Exit codes: 0; 1 with the reason if it cannot be done.
    """

    help = "Act on an account: change-role, give-password, reset-factors, end-sessions, ..."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Read the act, whose account, and why."""
        acts = parser.add_subparsers(dest="act", required=True)
        for name, words in (
            ("deactivate", "close an account; its sessions end"),
            ("reactivate", "open it again"),
            ("change-role", "give another role"),
            ("give-password", "make a new first password; prints it, once"),
            ("reset-factors", "take lost second factors away"),
            ("end-sessions", "sign somebody out everywhere"),
        ):
            act = acts.add_parser(name, help=words)
            act.add_argument("username")
            act.add_argument("--reason", required=True, help="kept in the security log")
            if name == "change-role":
                act.add_argument("--role", choices=list(Role), required=True)
        log = acts.add_parser("log", help="print what happened to an account")
        log.add_argument("username")
        acts.add_parser("renew-factors", help="encrypt all second factors under the present key")

    def handle(self, *args: Any, **options: Any) -> None:
        """Act."""
        if options["act"] == "renew-factors":
            renewed = renew_factors()
            self.stdout.write(f"Encrypted under the present key: {renewed}.")
            return
        everybody = with_open_reviews(User.objects.all())
        person = everybody.filter(username__iexact=options["username"]).first()
        if person is None:
            raise CommandError(f"Nobody signs in as {options['username']}.")
        try:
            self.stdout.write(self._act(person, options))
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal

    def _act(self, person: User, options: dict[str, Any]) -> str:
        if options["act"] == "log":
            return told(person)
        given = {"reason": options["reason"], "by": shell(), "at": timezone.now()}
        name = person.username
        said = ""
        match options["act"]:
            case "deactivate":
                operations.deactivate(person, **given)
                asked: int = person.open_reviews  # type: ignore[attr-defined]
                left = f" Reviews still asked of them: {asked}; an editor asks somebody else."
                said = f"The account {name} is closed.{left if asked else ''}"
            case "reactivate":
                operations.reactivate(person, **given)
                said = f"The account {name} is open."
            case "change-role":
                operations.change_role(person, Role(options["role"]), **given)
                said = f"{name} is {options['role']} now and signs in anew."
            case "give-password":
                password = operations.give_password(person, **given)
                said = f"Password of {name}, shown only now: {password}"
            case "reset-factors":
                gone = operations.reset_factors(person, **given)
                said = f"{name} has no second factor now; {gone} were taken away."
            case "end-sessions":
                ended = operations.end_sessions(person, **given)
                said = f"{name} is signed out everywhere; {ended} sessions ended."
        return said


def told(person: User) -> str:
    """The last lines of the security log about an account."""
    lines = SecurityEvent.objects.filter(person_id=person.pk)[:SHOWN]
    return "\n".join(
        f"{line.at:%Y-%m-%d %H:%M} {line.kind} {line.actor_name} {line.network}".rstrip()
        for line in lines
    )
