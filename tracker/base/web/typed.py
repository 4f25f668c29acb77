"""What somebody typed into a form, to give it back where the form itself cannot be shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

_OURS = re.compile(
    r"^(csrfmiddlewaretoken|submission|unsent|.*-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS)$"
)
_SECRET = re.compile(
    r"passw|passphrase|secret|otp|recovery|credential|^code$|_code$|token", re.IGNORECASE
)
LONGEST = 100_000
"""Characters of one field that are given back."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One field as it was sent.

    Args:
        name: its name.
        label: the same in words.
        text: what was sent.
    """

    name: str
    label: str
    text: str

    @property
    def is_text(self) -> bool:
        """Whether it is more than a choice: something that would have to be written again."""
        return " " in self.text.strip() or "\n" in self.text.strip()

    @property
    def lines(self) -> int:
        """How high its box is."""
        return min(12, 1 + self.text.count("\n") + len(self.text) // 80)


def is_secret(name: str) -> bool:
    """Whether a field holds what is kept nowhere and shown to nobody."""
    return _SECRET.search(name) is not None


def is_ours(name: str) -> bool:
    """Whether a field holds what a form needs and nobody has typed."""
    return _OURS.match(name) is not None


def typed_in(sent: QueryDict, *, everything: bool = False) -> list[Typed]:
    """What was typed, in the order of the form, without secrets.

    Args:
        sent: what was sent.
        everything: with what else the form needs to be sent again; left out, only what somebody
            reads.
    """
    return list(_typed(sent, everything=everything))


def typed_at_desk(request: HttpRequest) -> list[Typed]:
    """What was typed into the form of the desk that was just sent, if one was.

    Elsewhere nothing is given back: forms of the account are about secrets.
    """
    match = request.resolver_match
    if request.method != "POST" or match is None or match.namespace != "desk":
        return []
    return typed_in(request.POST)


def _typed(sent: QueryDict, *, everything: bool) -> Iterator[Typed]:
    for name, values in sent.lists():
        if name == "csrfmiddlewaretoken" or is_secret(name):
            continue
        if not everything and _OURS.match(name):
            continue
        label = re.sub(r"[-_]+", " ", name).strip().capitalize()
        for value in values:
            text = str(value)[:LONGEST]
            if text.strip() or everything:
                yield Typed(name, label, text)
