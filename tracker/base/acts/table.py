"""The engine of the tables of acts: an act is one row, and everything else is read from it.

A row says who may do it and on what condition, in which statuses of a thing, which statuses it
moves the thing between, whether it needs a reason, what it is called, what it leaves in the
journal, whether that is hidden from a reviewer while a round is blind, and at which addresses it
is done. Rights, moves, buttons, the words of the journal, blindness and the table of addresses
are derived. The rows stand with what they are about (`claims.rules.acts`, `sources.acts`); this
module is plain Python and knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Generic, Protocol, TypeVar

from tracker.base.people.role import ADMINISTRATORS, DESK, EDITORS, STAFF, Role
from tracker.base.values.sentence import Sentence
from tracker.base.values.sentence import gettext_noop as _


class HasStatus(Protocol):
    """What a person is to a thing, as far as every table asks: where the thing stands."""

    @property
    def status(self) -> StrEnum:
        """The status the thing has now."""


F = TypeVar("F", bound=HasStatus)
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Grant(Generic[F]):
    """Somebody may do an act.

    Args:
        who: in a few words, as the documentation says it.
        roles: the roles that may.
        against: what is against it in a given case, in a sentence; None if nothing is.
    """

    who: str
    roles: frozenset[Role]
    against: Callable[[F], Sentence | None] | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """One legal change of status, and the verb it leaves in the journal."""

    source: StrEnum
    target: StrEnum
    verb: str


@dataclass(frozen=True, slots=True)
class Asking:
    """The words of the page that asks for an act's reason, or only for a confirmation.

    Args:
        heading: its title.
        explanation: what comes of it.
        button: what is pressed.
        said: what is said once it is done.
        reason_read: who reads the reason, said at its field; left out, the journal keeps it.
    """

    heading: str
    explanation: str
    button: str
    said: str
    reason_read: str = ""


def _not_now(_status: StrEnum) -> Sentence:
    return Sentence("illegal_move", _("This cannot be done as things stand now."))


@dataclass(frozen=True, kw_only=True, eq=False)
class Act(Generic[F]):
    """One row of a table of acts.

    Args:
        name: the act for programs, in snake_case; the row history keeps it as the why.
        label: what it is called, as a button says it.
        may: who may do it; any grant is enough. Nobody's act is the house's own.
        when: the statuses in which it can be done; left out, those its moves start from, and
            without moves it can be done in all of them.
        elsewhere: what is said where it cannot be done.
        moves: the changes of status it makes, one of them each time.
        reason: whether a reason has to be given; a word at least, as the transaction of acts asks.
        for_readers: whether readers may be given what is written for it, as its reason or beside
            it; its operation holds that to `tracker.base.values.text.whole_sentence`.
        verbs: what it may leave in the journal, each verb with its words.
        hidden: whether the journal hides it from somebody who reviews in an open round.
        reason_to: the roles that read in the journal why it was done.
        addresses: names of the addresses at the desk where it is done.
        asking: the words of its page, where that page asks for nothing but a reason.
    """

    name: str
    label: str
    may: tuple[Grant[F], ...]
    when: frozenset[StrEnum] = frozenset()
    elsewhere: Callable[[StrEnum], Sentence] = _not_now
    moves: tuple[Move, ...] = ()
    reason: bool = False
    for_readers: bool = False
    verbs: Mapping[str, str] = field(default_factory=dict)
    hidden: bool = True
    reason_to: frozenset[Role] = STAFF
    addresses: tuple[str, ...] = ()
    asking: Asking | None = None

    @cached_property
    def statuses(self) -> frozenset[StrEnum]:
        """The statuses in which it can be done; empty if they make no difference."""
        return self.when or frozenset(move.source for move in self.moves)

    @cached_property
    def roles(self) -> frozenset[Role]:
        """Everybody who may ever do it."""
        return frozenset[Role]().union(*(grant.roles for grant in self.may))

    def refusal(self, role: Role, facts: F | None = None) -> Sentence | None:
        """Say why somebody in this role may not do it, or give None if they may.

        Args:
            role: what the person is here.
            facts: what they are to the thing it would be done to; without them only the role is
                asked.
        """
        if role not in self.roles:
            return _WRONG_ROLE[self.roles]
        if facts is None:
            return None
        if self.statuses and facts.status not in self.statuses:
            return self.elsewhere(facts.status)
        against: Sentence | None = None
        for grant in self.may:
            if role in grant.roles:
                against = grant.against(facts) if grant.against else None
                if against is None:
                    break
        return against


_WRONG_ROLE: dict[frozenset[Role], Sentence] = {
    frozenset(): Sentence("wrong_role", _("Nobody does this: it happens by itself.")),
    STAFF: Sentence("wrong_role", _("Only people who work at the desk may do this.")),
    DESK: Sentence("wrong_role", _("Only fact-checkers and editors may do this.")),
    EDITORS: Sentence("wrong_role", _("Only an editor may do this.")),
    ADMINISTRATORS: Sentence("wrong_role", _("Only an administrator may do this.")),
    EDITORS | ADMINISTRATORS: Sentence(
        "wrong_role", _("Only an editor or an administrator may do this.")
    ),
}


class Table(Generic[F]):
    """Rows in the order in which people are shown them, and what is looked up in them.

    Args:
        acts: the rows.

    Raises:
        ValueError: the rows contradict each other: a name, a verb or a move stands in two of
            them, a move has a verb without words, or no sentence tells a role that it may not.
    """

    def __init__(self, acts: Sequence[Act[F]]) -> None:
        self._acts = tuple(acts)
        _once((act.name, act) for act in acts)
        self.by_verb: Mapping[str, Act[F]] = _once(
            (verb, act) for act in acts for verb in act.verbs
        )
        self.by_move: Mapping[tuple[StrEnum, StrEnum], tuple[Act[F], Move]] = _once(
            ((move.source, move.target), (act, move)) for act in acts for move in act.moves
        )
        for act in acts:
            if {move.verb for move in act.moves} - act.verbs.keys():
                raise ValueError(f"A move of {act.name!r} has a verb without words.")
            if act.roles not in _WRONG_ROLE:
                raise ValueError(f"No sentence says who may do {act.name!r}.")

    def __iter__(self) -> Iterator[Act[F]]:
        return iter(self._acts)

    @cached_property
    def by_address(self) -> dict[str, tuple[Act[F], ...]]:
        """Each address of the desk with what is done there."""
        found: dict[str, tuple[Act[F], ...]] = {}
        for act in self:
            for address in act.addresses:
                found[address] = (*found.get(address, ()), act)
        return found

    @property
    def open_verbs(self) -> list[str]:
        """Verbs that the journal shows to somebody who reviews in an open round."""
        return [verb for verb, act in self.by_verb.items() if not act.hidden]

    def reason_is_for(self, verb: str, role: Role) -> bool:
        """Whether somebody in this role reads why that was done; of a verb of old, all do."""
        act = self.by_verb.get(verb)
        return act is None or role in act.reason_to

    def words_of(self, verb: str) -> str:
        """The words of a verb; a verb of old that no row has any more is said as it is."""
        act = self.by_verb.get(verb)
        return verb.replace("_", " ") if act is None else act.verbs[verb]


def _once(pairs: Iterable[tuple[_Key, _Value]]) -> dict[_Key, _Value]:
    """Make a dictionary of pairs; none may take the place of another."""
    found: dict[_Key, _Value] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"{key!r} stands in a table of acts twice.")
        found[key] = value
    return found
