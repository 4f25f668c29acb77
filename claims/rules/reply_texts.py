"""Texts that people outside are sent about a result, with places for what differs each time."""

import re
from collections.abc import Mapping
from enum import StrEnum

from tracker.base.values.sentence import gettext_noop as _

_PLACE = re.compile(r"\{([^{}]*)\}")


class Placeholder(StrEnum):
    """What a text may leave a place for, written in braces: ``{link}``."""

    CLAIM = "claim"
    CLAIMANT = "claimant"
    VERDICT = "verdict"
    MEANING = "meaning"
    SUMMARY = "summary"
    LINK = "link"

    @property
    def label(self) -> str:
        """What stands there, in a few words."""
        return _PLACEHOLDERS[self]


_PLACEHOLDERS: dict[Placeholder, str] = {
    Placeholder.CLAIM: _("the statement"),
    Placeholder.CLAIMANT: _("who makes it"),
    Placeholder.VERDICT: _("the name of the rating"),
    Placeholder.MEANING: _("what the rating means"),
    Placeholder.SUMMARY: _("the published summary"),
    Placeholder.LINK: _("the address of the claim’s page"),
}


def unknown_places(text: str) -> list[str]:
    """What stands in braces in a text and is no placeholder, a brace without its other one too."""
    unknown = [name for name in _PLACE.findall(text) if name not in set(Placeholder)]
    return [f"{{{name}}}" for name in unknown] + re.findall(r"[{}]", _PLACE.sub("", text))


def filled(text: str, values: Mapping[Placeholder, str]) -> str:
    """A text with what belongs in its places; what is put there is not read again.

    Args:
        text: one without unknown places.
        values: what belongs where; a line that held nothing but an empty value is dropped.
    """
    lines = [
        (line, _PLACE.sub(lambda found: values[Placeholder(found[1])], line))
        for line in text.splitlines()
    ]
    return "\n".join(said for line, said in lines if said.strip() or not line.strip())
