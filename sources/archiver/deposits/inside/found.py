"""The words of this room: what was found, of which group, and why a file is not read or cleaned."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tracker.base.values.sentence import gettext_noop

LONGEST = 300
"""Characters of a value that are shown."""
MOST = 200
"""Things that are shown of one file."""

GROUPS: dict[str, str] = {
    "gps": gettext_noop("Place where it was taken"),
    "device": gettext_noop("Camera, lens or program, with serial numbers"),
    "person": gettext_noop("Names of people"),
    "time": gettext_noop("Times"),
    "comment": gettext_noop("Comments and descriptions"),
    "block": gettext_noop("Blocks of data beside the content"),
    "session": gettext_noop("What identifies a signed-in person: cookies, tokens"),
    "network": gettext_noop("Addresses and names of machines"),
    "path": gettext_noop("Names in paths of files"),
}

UNREAD: dict[str, str] = {
    "failed": gettext_noop("The file is damaged or unusual, so what it holds could not be read."),
    "too_long": gettext_noop("Reading it took too long, so what it holds is not known."),
}

NOT_CLEANED: dict[str, str] = {
    "kind": gettext_noop(
        "Of files of this kind no cleaned copy is made: what identifies a person may stand "
        "anywhere in it."
    ),
    "moving": gettext_noop("Of pictures that move no cleaned copy is made."),
    "locked": gettext_noop("The file is encrypted."),
    "signed": gettext_noop("The file holds a signature, which a cleaned copy would break."),
    "attached": gettext_noop("The file holds other files or programs."),
    "pictures": gettext_noop(
        "Pictures in the file hold data of their own, which cannot be removed surely."
    ),
    "left": gettext_noop("Not everything could be removed."),
    "failed": gettext_noop("No cleaned copy could be made of it."),
}

NOT_LOOKED_AT = gettext_noop(
    "Not looked at: what the picture or the text itself shows (faces, plates, reflections, voices, "
    "a manner of writing), traces of the camera’s sensor in the picture, marks hidden in it, and "
    "data in forms that these programs do not know."
)


@dataclass(frozen=True)
class Found:
    """One thing that a file says beside its content."""

    group: str
    name: str
    value: str

    def as_json(self) -> dict[str, str]:
        """For a column and for the pipe."""
        return {"group": self.group, "name": shown_of(self.name, 80), "value": shown_of(self.value)}


def shown_of(value: object, longest: int = LONGEST) -> str:
    """Make a value of a hostile file fit to be kept and shown: printable, and not too long."""
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    text = "".join(char if char.isprintable() else " " for char in text)
    text = text.encode("utf-8", "replace").decode().strip()
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


class Told:
    """What was found so far, each thing once, and not without end."""

    def __init__(self) -> None:
        self._found: dict[Found, None] = {}

    def add(self, group: str, name: str, value: object) -> None:
        """Note one thing; one without a value is none."""
        text = shown_of(value)
        if text and len(self._found) < MOST:
            self._found[Found(group, name, text)] = None

    def __iter__(self) -> Iterator[Found]:
        return iter(self._found)

    def __bool__(self) -> bool:
        return bool(self._found)

    def as_json(self) -> list[dict[str, Any]]:
        """All of it."""
        return [one.as_json() for one in self]
