"""Asks a row of a table of acts about a person, in their language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext

from tracker.base.acts.refusal import Forbidden
from tracker.base.acts.table import Act, F
from tracker.base.people.models import Visitor, role_of
from tracker.base.values.sentence import Sentence


def refuse(person: Visitor, act: Act[F], facts: F | None = None) -> str | None:
    """Say, translated, why `person` may not do this; None if they may.

    Args:
        person: who asks.
        act: what they would do.
        facts: what they are to the thing; without them only the role is asked.
    """
    sentence = act.refusal(role_of(person), facts)
    return None if sentence is None else say(sentence)


def refuse_all(person: Visitor, acts: Iterable[Act[Any]]) -> str | None:
    """Say, translated, why `person` may do none of these, by their role; None if they may do one.

    Args:
        person: who asks.
        acts: what is done at one address, at least one.
    """
    refusals = [refuse(person, act) for act in acts]
    return None if None in refusals else refusals[0]


def ensure(person: Visitor, act: Act[F], facts: F | None = None) -> None:
    """Let a person go on who may do this.

    Raises:
        Forbidden: they may not, with the reason.
    """
    sentence = act.refusal(role_of(person), facts)
    if sentence is not None:
        raise Forbidden(say(sentence), code=sentence.code)


def say(sentence: Sentence) -> str:
    """Translate `sentence` with the words in it."""
    return gettext(sentence.text) % {
        name: gettext(value) if value else value for name, value in sentence.values.items()
    }
