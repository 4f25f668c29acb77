"""What two numbers surely count, as the reader of figures tells: the same, or other things.

Where it does not tell surely, nothing is said here, and the words around both must do.
"""

from collections.abc import Iterable

from claims.matching.comparing.quantities import Quantity
from claims.rules.figures.in_text import FigureInText
from tracker.base.language.folding import plain
from tracker.base.language.retrieval.skeletons import skeletons
from tracker.base.values.sentence import Sentence
from tracker.base.values.sentence import gettext_noop as _


def counts_apart(one: Quantity, other: Quantity) -> Sentence | None:
    """Why two numbers surely count other things, such as killed and wounded; None if not surely.

    So they do where one is denied: "did not kill 84" gives no number of killed.
    """
    a, b = one.figure, other.figure
    if a is None or b is None:
        return None
    are_compared = bool(a.compared_as) and a.compared_as == b.compared_as
    if not (are_compared or a.measure == b.measure):
        return _OTHER_MEASURES
    if a.is_negated != b.is_negated:
        return _ONE_DENIED
    if a.party is not None and b.party is not None and a.party != b.party:
        return _OTHER_PEOPLE
    if _is_part_of_other(a, b) or _is_part_of_other(b, a):
        return _ONE_PART
    return _OTHER_PLACES if _are_elsewhere(a, b) else None


def count_the_same(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers surely count the same: one measure, the same people, all of them."""
    a, b = one.figure, other.figure
    if a is None or b is None or not (a.stands and b.stands) or not a.compared_as:
        return False
    is_whole = not (a.part or b.part or a.as_of or b.as_of)
    is_there = _folded(a.place) == _folded(b.place)
    is_said = bool(_whose(a))
    return (
        is_said
        and is_whole
        and is_there
        and a.compared_as == b.compared_as
        and _whose(a) == _whose(b)
    )


def is_measured_whole(quantities: Iterable[Quantity]) -> bool:
    """Whether each of these numbers is a figure, and none of the measure of another."""
    figures = [one.figure for one in quantities]
    measures = {one.compared_as for one in figures if one is not None and one.compared_as}
    return len(measures) == len(figures) > 0


def _whose(figure: FigureInText) -> object:
    return figure.party if figure.party is not None else _folded(figure.subject)


def _are_elsewhere(one: FigureInText, other: FigureInText) -> bool:
    """Whether each says where, and no word of one place can be one of the other's.

    In two scripts that is known only of names that are long enough to have a skeleton.
    """
    if not (one.place and other.place) or _folded(one.place) & _folded(other.place):
        return False
    here, there = (_bones(figure.place) for figure in (one, other))
    is_one_script = one.place.isascii() == other.place.isascii()
    return not here & there and (is_one_script or bool(here and there))


def _bones(place: str) -> frozenset[str]:
    return frozenset(bones for word in place.split() for bones in skeletons(word))


def _is_part_of_other(one: FigureInText, other: FigureInText) -> bool:
    """Whether one counts a part ("3 of them children") of what the other may count all of."""
    return bool(one.part) and not other.part and not _folded(one.part) & _folded(other.subject)


def _folded(words: str) -> frozenset[str]:
    return frozenset(map(plain, words.split()))


_OTHER_MEASURES = Sentence("different_measure", _("Not comparable: they count different things."))
_OTHER_PEOPLE = Sentence(
    "different_subject", _("Not comparable: they count the losses of different parties.")
)
_ONE_DENIED = Sentence("denied", _("Not comparable: one of the numbers is denied, not given."))
_ONE_PART = Sentence("different_part", _("Not comparable: one of them counts only a part."))
_OTHER_PLACES = Sentence("different_place", _("Not comparable: they are for different places."))
