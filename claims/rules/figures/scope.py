"""What of an incident a figure counts, where that is less than all of it.

A number of bodies left behind does not contradict a number of dead, nor one of Monday one of
Tuesday: figures of another scope are not comparable, and it is said why.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace

from tracker.base.values.sentence import Sentence
from tracker.base.values.sentence import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Scope:
    """The part, place and time that a figure is limited to; nothing given is the whole incident.

    `place`, `period` and `as_of` are anything that is equal where they are the same; `part` is
    in words, such as "left behind".
    """

    part: str = ""
    place: Hashable = None
    period: Hashable = None
    as_of: Hashable = None

    @property
    def folded(self) -> "Scope":
        """The scope to tell from others by: case and spacing of a part make no other part."""
        return replace(self, part=" ".join(self.part.casefold().split()))


WHOLE = Scope()
"""The scope of a figure of which nothing narrower is said."""


def other_scope(a: Scope, b: Scope) -> Sentence | None:
    """Why two scopes are not the same; None if they are. The order does not matter."""
    if a.folded.part != b.folded.part:
        return _other_part(a.part, b.part)
    for facet, one_alone, both in _FACETS:
        given = [facet(scope) is not None for scope in (a, b)]
        if facet(a) != facet(b):
            return both if all(given) else one_alone
    return None


def _other_part(first: str, second: str) -> Sentence:
    if not (first and second):
        text = _("Not comparable: one of them counts only a part (%(part)s).")
        return Sentence("different_part", text, {"part": first or second})
    first, second = sorted((first, second))
    text = _("Not comparable: they count different parts (%(first)s; %(second)s).")
    return Sentence("different_part", text, {"first": first, "second": second})


_FACETS: tuple[tuple[Callable[[Scope], Hashable], Sentence, Sentence], ...] = (
    (
        lambda scope: scope.place,
        Sentence("different_place", _("Not comparable: one of them is for one place only.")),
        Sentence("different_place", _("Not comparable: they are for different places.")),
    ),
    (
        lambda scope: scope.period,
        Sentence("different_period", _("Not comparable: one of them is for a part of the time.")),
        Sentence("different_period", _("Not comparable: they are for different times.")),
    ),
    (
        lambda scope: scope.as_of,
        Sentence("different_as_of", _("Not comparable: only one of them says as of when.")),
        Sentence("different_as_of", _("Not comparable: they give the state of different days.")),
    ),
)
"""A facet, what is said where one of two has it, and where both have another."""
