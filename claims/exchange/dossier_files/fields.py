"""Reading one entry of a dossier file, field by field, with every fault noted at its line."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from claims.exchange.dossier_files.nodes import MappingNode, Node, ScalarNode, SequenceNode, is_null
from claims.exchange.dossier_files.problems import Problems, Where, meant, meant_field
from tracker.base.values.language_tag import LanguageTag
from tracker.base.values.number_range import amount
from tracker.base.values.partial_date import PartialDate
from tracker.base.values.refusal import InvalidValueError

SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
DOSSIER_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
CLAIM_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
_SHOWN = 60  # characters of a wrong value that a message repeats
NAME, LINE, TEXT = 200, 300, 20_000  # characters, as wide as the columns they go into


@dataclass
class FileEntry:
    """A mapping of a dossier file and where it stands.

    Args:
        node: the mapping.
        file: the file, relative to the dossier's folder.
        name: the entry's place in the file, with dots; "" for the whole file.
        problems: faults are added here.
        incident: the incident a fault keeps out; "" for a shared file.
    """

    node: MappingNode
    file: str
    name: str
    problems: Problems
    incident: str = ""
    _read: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._fields: dict[str, tuple[Node, Node]] = {}
        for key, value in self.node.value:
            word = key.value if isinstance(key, ScalarNode) else "?"
            if word in self._fields:
                self._add(key, word, "is written twice")
            else:
                self._fields[word] = (key, value)

    @property
    def where(self) -> Where:
        """The entry itself."""
        lines = {word: key.start_mark.line + 1 for word, (key, _value) in self._fields.items()}
        return Where(self.file, self.node.start_mark.line + 1, self.name, lines)

    @property
    def keys(self) -> list[str]:
        """The fields in the order written."""
        return list(self._fields)

    def at(self, key: str) -> Where:
        """The place of one field, or of the entry if the field is not there."""
        return self.where.of(key)

    def fault(self, key: str, message: str) -> None:
        """Note that a field is wrong."""
        self.problems.add(self.at(key), message, incident=self.incident)

    def has(self, key: str) -> bool:
        """Whether something is written for the field."""
        return self._value(key) is not None

    def is_group(self, key: str) -> bool:
        """Whether the field holds named entries of its own."""
        return isinstance(self._value(key), MappingNode)

    def text(
        self, key: str, *, required: bool = False, limit: int = TEXT, one_line: bool = True
    ) -> str:
        """A text, "" if there is none. ``limit`` counts characters."""
        node = self._value(key)
        if node is None:
            if required:
                self.fault(key, "is missing")
            return ""
        return self._text(node, key, limit=limit, one_line=one_line)

    def note(self, key: str) -> str:
        """A note of one of the two kinds, ``internal_note`` or ``public_note``; several lines.

        A ``note`` that does not say which is refused: a file must not decide by silence what
        readers see.
        """
        if "note" in self._fields and "note" not in self._read:
            self._read.add("note")
            self.fault("note", "does not say for whom: write public_note or internal_note")
        return self.text(key, one_line=False)

    def word(self, key: str, *, shape: re.Pattern[str], what: str, required: bool = False) -> str:
        """A text of one shape, such as an id or a language; "" if there is none or it is wrong."""
        text = self.text(key, required=required, limit=NAME)
        if text and not shape.fullmatch(text):
            self.fault(key, f'"{_shown(text)}" is not {what}')
            return ""
        return text

    def slug(self, key: str, *, required: bool = False) -> str:
        """An id of a party, publisher, place or page."""
        what = "an id (small letters, digits, - and _)"
        return self.word(key, shape=SLUG, what=what, required=required)

    def language(self, key: str, *, default: str = "") -> str:
        """A language tag such as ``fr`` or ``ar-SD``."""
        written = self.text(key, limit=NAME)
        if not written:
            return default
        try:
            return str(LanguageTag.parse(written))
        except InvalidValueError:
            self.fault(key, f'"{_shown(written)}" is not a language tag such as fr or ar')
            return ""

    def language_key(self, key: str) -> bool:
        """Whether a key is a language tag; a fault is noted if it is not."""
        try:
            LanguageTag.parse(key)
        except InvalidValueError:
            self._read.add(key)
            self.fault(key, "is not a language tag such as fr or ar")
            return False
        return True

    def choice(
        self,
        key: str,
        known: Collection[str],
        *,
        default: str | None = None,
        otherwise: str = "",
    ) -> str:
        """One of the known words; without a default it must be there.

        ``otherwise`` is what can be done where none is meant; without it all are listed.
        """
        text = self.text(key, required=default is None, limit=NAME)
        if not text:
            return default or ""
        if text not in known:
            hint = meant(text, known) or otherwise or f" (known: {', '.join(sorted(known))})"
            self.fault(key, f'"{_shown(text)}" is not known here{hint}')
            return default or ""
        return text

    def flag(self, key: str) -> bool:
        """Read true or false; false if it is not written."""
        return self.choice(key, ("true", "false"), default="false") == "true"

    def number(self, key: str) -> Decimal | None:
        """A number of zero or more, with at most three decimals; None if there is none."""
        node = self._value(key)
        return None if node is None else self._number(node, key)

    def coordinate(self, key: str, *, bound: int) -> Decimal | None:
        """Degrees between minus and plus ``bound``."""
        node = self._value(key)
        if node is None:
            return None
        text = self._text(node, key, limit=NAME)
        if not re.fullmatch(r"-?\d{1,3}(\.\d{1,5})?", text) or abs(Decimal(text)) > bound:
            self._add(node, key, f'"{_shown(text)}" is not between -{bound} and {bound} degrees')
            return None
        return Decimal(text)

    def numbers(self, key: str) -> list[Decimal]:
        """A list of numbers, such as the two ends of ``between``."""
        read = (self._number(node, key) for node in self._items(key))
        return [number for number in read if number is not None]

    def date(self, key: str) -> PartialDate:
        """A day, a month or a year; unknown if it is not written."""
        text = self.text(key, limit=NAME)
        try:
            return PartialDate.parse(text)
        except InvalidValueError:
            message = "is not a date; write 2024-07-26, 2024-07 or 2024"
            self.fault(key, f'"{_shown(text)}" {message}')
            return PartialDate()

    def texts(self, key: str, *, limit: int = NAME) -> list[str]:
        """A list of texts; a single one may stand without brackets."""
        read = (self._text(node, key, limit=limit) for node in self._items(key))
        return [text for text in read if text]

    def slugs(self, key: str) -> list[str]:
        """A list of ids; a single one may stand without brackets."""
        found = self.texts(key)
        for text in found:
            if not SLUG.fullmatch(text):
                self.fault(key, f'"{_shown(text)}" is not an id (small letters, digits, - and _)')
        return [text for text in found if SLUG.fullmatch(text)]

    def entry(self, key: str) -> "FileEntry | None":
        """A nested entry, None if there is none."""
        node = self._value(key)
        if node is None:
            return None
        if not isinstance(node, MappingNode):
            self._add(node, key, "must hold named entries (name: value)")
            return None
        return self._inner(node, self._path(key))

    def entries(self, key: str) -> "list[FileEntry]":
        """A list of nested entries."""
        node = self._value(key)
        if node is None:
            return []
        if not isinstance(node, SequenceNode):
            self._add(node, key, "must be a list (lines that begin with -)")
            return []
        found = []
        for position, item in enumerate(node.value):
            if isinstance(item, MappingNode):
                found.append(self._inner(item, f"{self._path(key)}.{position}"))
            else:
                self._add(item, f"{key}.{position}", "must hold named entries (name: value)")
        return found

    def named(self, *, shape: re.Pattern[str] = SLUG) -> "Iterator[tuple[str, FileEntry]]":
        """The entries of a file or table whose keys are ids."""
        for word, (key, value) in self._fields.items():
            self._read.add(word)
            if not shape.fullmatch(word):
                self._add(key, word, "is not an id (letters, digits, - and _)")
            elif isinstance(value, MappingNode):
                yield word, self._inner(value, self._path(word))
            else:
                self._add(key, word, "must hold named entries (name: value)")

    def done(self, *, also: Collection[str] = ()) -> None:
        """Note every field that nobody read; ``also`` could have been written instead."""
        known = self._read.union(also)
        for word, (key, _value) in self._fields.items():
            if word not in self._read:
                self._add(key, word, f"is not a field here{meant_field(word, known)}")

    def _value(self, key: str) -> Node | None:
        self._read.add(key)
        found = self._fields.get(key)
        return None if found is None or is_null(found[1]) else found[1]

    def _items(self, key: str) -> list[Node]:
        node = self._value(key)
        if node is None:
            return []
        return list(node.value) if isinstance(node, SequenceNode) else [node]

    def _text(self, node: Node, key: str, *, limit: int, one_line: bool = True) -> str:
        if not isinstance(node, ScalarNode):
            self._add(node, key, "must be a text, not a list or a group")
            return ""
        text = str(node.value).strip()
        fault = _text_fault(text, limit=limit, one_line=one_line)
        if fault:
            self._add(node, key, fault)
            return ""
        return text

    def _number(self, node: Node, key: str) -> Decimal | None:
        text = self._text(node, key, limit=NAME)
        if not text:
            return None
        try:
            return amount(text)
        except InvalidValueError as error:
            self._add(node, key, f'"{_shown(text)}" cannot be read: {error.message}')
            return None

    def _inner(self, node: MappingNode, name: str) -> "FileEntry":
        return FileEntry(node, self.file, name, self.problems, self.incident)

    def _path(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key

    def _add(self, node: Node, key: str, message: str) -> None:
        where = Where(self.file, node.start_mark.line + 1, self._path(_shown(key)))
        self.problems.add(where, message, incident=self.incident)


def declare(section: str) -> str:
    """What to do about a term that is not there: a dossier may bring its own."""
    return f"; declare it under {section} in dossier.yaml"


def _text_fault(text: str, *, limit: int, one_line: bool) -> str:
    """What is wrong with a text; stricter than what can be kept, for a file is read by people."""
    if len(text) > limit:
        return f"has {len(text)} characters; {limit} fit"
    for character in text:
        category = unicodedata.category(character)
        if category == "Cs" or (category == "Cc" and character not in "\n\t"):
            return f"holds the invisible character U+{ord(character):04X}; take it out"
    if one_line and "\n" in text:
        return "must stand on one line; fold long text with >-"
    return ""


def _shown(text: str) -> str:
    """A text as it may stand in a message: short, and nothing in it that a terminal obeys."""
    clean = "".join(part if part.isprintable() else "\N{REPLACEMENT CHARACTER}" for part in text)
    return clean if len(clean) <= _SHOWN else f"{clean[: _SHOWN - 3]}..."
