"""The people of the demonstration. Their passwords are made anew at each start."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.db import transaction

from tracker.base.people.models import Role, User
from tracker.base.people.operations import demonstration_account, set_password


@dataclass(frozen=True)
class Person:
    """A person to sign in as, with the password of this run."""

    username: str
    name: str
    role: Role
    password: str


CAST = (
    ("ines", "Ines (fact-checker)", Role.FACT_CHECKER),
    ("tomas", "Tomas (fact-checker)", Role.FACT_CHECKER),
    # A third one: nobody reviews a claim of their own, and a verdict needs two reviews.
    ("lin", "Lin (fact-checker)", Role.FACT_CHECKER),
    ("mara", "Mara (editor)", Role.EDITOR),
    # A second one: nobody decides alone, so who settled a split does not publish it.
    ("oumar", "Oumar (editor)", Role.EDITOR),
    ("admin", "Sami (administrator)", Role.ADMINISTRATOR),
)

# The dossiers' own demonstration reviews and claims belong to this one, so that the two
# fact-checkers above stay free to review anything.
RECORDER = ("archive-desk", "Archive desk", Role.EDITOR)


@transaction.atomic
def invite_cast() -> list[Person]:
    """Make the cast where it is missing and give each a fresh password.

    Returns:
        The people with the passwords of this run; they are kept nowhere but as hashes.
    """
    people = []
    for username, name, role in CAST:
        person = Person(username, name, role, "-".join(secrets.token_hex(2) for _ in range(3)))
        user = demonstration_account(username=username, name=name, role=role)
        set_password(user, person.password)
        people.append(person)
    return people


def recorder() -> User:
    """The account in whose name the demonstration asks for captures. Nobody signs in as it."""
    username, name, role = RECORDER
    return demonstration_account(username=username, name=name, role=role)
