"""``manage.py create_person USERNAME``: an account, made by an administrator."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tracker.base.accounts.operations import invite
from tracker.base.people.role import Role
from tracker.management.commands.person import shell


class Command(BaseCommand):
    """Make an account with one role and print a password for the first sign-in.

    The password is kept nowhere but as a hash: it is shown once. Exit codes: 0; 1 with the reason
    if the name is taken or a value cannot be used.
    """

    help = "Make an account with a role; prints a password, once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Read who it is from the command line."""
        parser.add_argument("username")
        parser.add_argument("--role", choices=list(Role), required=True)
        parser.add_argument("--name", required=True, help="the name shown beside what they do")
        parser.add_argument("--email", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the account."""
        given = {field: options[field] for field in ("username", "name", "email")}
        try:
            person, password = invite(
                role=Role(options["role"]), by=shell(), at=timezone.now(), **given
            )
        except ValidationError as error:
            said = "; ".join(
                f"{field}: {' '.join(sentences)}" for field, sentences in error.message_dict.items()
            )
            raise CommandError(said) from error
        self.stdout.write(f"{person.username} may sign in as {person.get_role_display()}.")
        self.stdout.write(f"Password, shown only now: {password}")
        self.stdout.write("They have to change it at the first sign-in; ask for a second factor.")
