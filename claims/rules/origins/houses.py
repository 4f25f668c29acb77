"""Which names and publishers are one house: by alias, acronym, affiliation and known owner.

A house is not independent of itself, whatever name it goes by. Members are any identifiers: keys
of publishers and parties, names as written. Work grows with the names that are told.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from claims.rules.origins.credits import (
    Credited,
    Who,
    acronym_of,
    folded_names,
    initials_of,
    parts_of,
    read_credit,
)
from claims.rules.origins.known_houses import KNOWN_HOUSES

_ROLES = (Who.ARMY, Who.GOVERNMENT)


_KNOWN: dict[str, int] = {}
"""Every known name's house, by its number in the table."""
_KNOWN_ROLES: dict[str, Who] = {}
"""Those names under which an army or a government speaks."""
_STARRED: set[str] = set()
"""Those that longer names begin with."""


def _know(number: int, names: str, role: Who | None = None) -> None:
    for name in filter(None, names.split(", ")):
        for key in folded_names(name.removesuffix("*")):
            _KNOWN[key] = number
            if name.endswith("*"):
                _STARRED.add(key)
            if role is not None:
                _KNOWN_ROLES[key] = role


for _number, _house in enumerate(KNOWN_HOUSES):
    _know(_number, _house.names)
    _know(_number, _house.army, Who.ARMY)
    _know(_number, _house.government, Who.GOVERNMENT)
_LONGEST = 8
"""Words of a name that are asked for what it begins with."""


class Houses:
    """What is told of names; ask for a house only when all are told."""

    def __init__(self) -> None:
        self._above: dict[Hashable, Hashable] = {}
        self._acronyms: dict[str, Hashable] = {}
        self._initials: dict[str, Hashable] = {}
        self._beginning: dict[str, Hashable] = {}
        self._speaking: dict[Who, list[Hashable]] = {role: [] for role in _ROLES}

    def copy(self) -> Houses:
        """The same, of which more can be told."""
        other = Houses()
        other._above = self._above.copy()
        other._acronyms = self._acronyms.copy()
        other._initials = self._initials.copy()
        other._beginning = self._beginning.copy()
        other._speaking = {role: members.copy() for role, members in self._speaking.items()}
        return other

    def call(self, member: Hashable, *names: str) -> None:
        """Say which names a member goes by."""
        for name in names:
            for key in folded_names(name):
                self.tie(member, self._named(key))
            if acronym := acronym_of(name):
                self._meet(acronym, self._acronyms, self._initials, member)

    def begin(self, member: Hashable, *names: str) -> None:
        """Say that longer names which begin with one of these are a member's too.

        "FAMa general staff" is of "FAMa". To be said before a longer name is told.
        """
        self.call(member, *names)
        for name in names:
            self._beginning |= dict.fromkeys(folded_names(name), member)

    def tie(self, member: Hashable, other: Hashable) -> None:
        """Say that two are of one house."""
        self._above[self.of(member)] = self.of(other)

    def speaks(self, member: Hashable, role: Who) -> None:
        """Say that a member is an army or a government: `Who.ARMY` or `Who.GOVERNMENT`."""
        self._speaking[role].append(member)

    def read(self, credit: str) -> tuple[Credited, ...]:
        """Whom a credit names; their names are told with it."""
        found = []
        whole_name = any(key in _KNOWN for key in folded_names(credit))
        for whole, together in ((credit, ()),) if whole_name else parts_of(credit):
            several = len(together) > 1 and all(self._is_known(part) for part in together)
            found += [read_credit(part) for part in (together if several else (whole,))]
        for one in found:
            if one.who is Who.NAMED:
                self.call(self._as_written(one), *one.names)
        return tuple(found)

    def of(self, member: Hashable) -> Hashable:
        """The house of a member, as one of its members that stands for all."""
        above = self._above
        while above.setdefault(member, member) != member:
            above[member] = above[above[member]]
            member = above[member]
        return member

    def credited(self, one: Credited) -> Hashable:
        """The house that a credit names: of "the army", the only army that is told, if any.

        An army and a government that are named no further are taken for those of one state.
        """
        if one.who is Who.NAMED:
            return self.of(self._as_written(one))
        for roles in ((one.who,), _ROLES):
            speaking = {self.of(member) for role in roles for member in self._speaking[role]}
            if len(speaking) == 1:
                return speaking.pop()
        return ("role", "state")

    def _as_written(self, one: Credited) -> Hashable:
        return self._named(next(iter(folded_names(one.names[0])), one.names[0]))

    def _named(self, key: str) -> Hashable:
        name = ("name", key)
        if name not in self._above:
            self._above[name] = name
            self._look_up(name, key)
        return name

    def _look_up(self, name: Hashable, key: str) -> None:
        """Tie a new name to the known house, and to the name it is short or long for."""
        known = _known_by(key)
        if known:
            self.tie(name, ("known", _KNOWN[known]))
        begun = (begin for begin in _beginnings(key) if begin in self._beginning)
        if begin := next(begun, ""):
            self.tie(name, self._beginning[begin])
        if (role := _KNOWN_ROLES.get(known)) or (role := _role_in(key)):
            self.speaks(name, role)
        if initials := initials_of(key):
            self._meet(initials, self._initials, self._acronyms, name)

    def _meet(
        self,
        letters: str,
        own: dict[str, Hashable],
        others: dict[str, Hashable],
        member: Hashable,
    ) -> None:
        own.setdefault(letters, member)
        if letters in others:
            self.tie(member, others[letters])

    def _is_known(self, name: str) -> bool:
        return any(_known_by(key) or ("name", key) in self._above for key in folded_names(name))


def _known_by(key: str) -> str:
    """The known name that a name is, or begins with if that is starred; else nothing."""
    if key in _KNOWN:
        return key
    return next((begin for begin in _beginnings(key) if begin in _STARRED), "")


def _beginnings(key: str) -> Iterator[str]:
    """What a folded name begins with, the longest first."""
    words = key.split()
    return (" ".join(words[:end]) for end in range(min(len(words), _LONGEST) - 1, 0, -1))


def _role_in(key: str) -> Who | None:
    who = read_credit(key).who
    return who if who in _ROLES else None
