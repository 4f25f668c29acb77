"""What readers are told of who at the desk did something: a name only if the house names people."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from claims.models import Round, Translation
from tracker.base.people.models import Role, User

_UNNAMED = {
    Role.READER: gettext_noop("somebody of the newsroom"),
    Role.FACT_CHECKER: gettext_noop("a fact-checker"),
    Role.EDITOR: gettext_noop("an editor"),
    Role.ADMINISTRATOR: gettext_noop("an administrator"),
}


def shown_person(person: User) -> str:
    """Name somebody of the desk to readers, or only say what they are here.

    `COUNTERCLAIM_NAME_PEOPLE` decides for every surface. The role is the one they have now.
    """
    return person.get_full_name() if settings.NAME_PEOPLE else _(_UNNAMED[Role(person.role)])


def named_reviewers(over: Round) -> list[str]:
    """Name those whose reviews a verdict may rest on, if the house names people; else nobody.

    Args:
        over: a round, fetched by `claims.reads.verdicts.rounds_fetched`.
    """
    given = over.given if settings.NAME_PEOPLE else []  # type: ignore[attr-defined]
    return [asked.reviewer.get_full_name() for asked in given]


def shown_translator(translation: Translation) -> str:
    """Name the translator to readers; whoever has an account here is a person of the desk.

    Args:
        translation: fetched by `claims.reads.claims.translations_shown`.
    """
    if settings.NAME_PEOPLE or not translation.by_account:  # type: ignore[attr-defined]
        return translation.translator
    return _("a person of our desk")
