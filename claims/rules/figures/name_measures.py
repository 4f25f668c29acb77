"""Find which measure the words of a figure name, by the words that the installation lists."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from tracker.base.language.sentence import LONGEST_PHRASE
from tracker.base.language.tokens import tokens

MOST_WORDS = 40
"""How many words may name a measure in one language; phrases count as one."""


def measure_named(text: str, listed: Mapping[str, Iterable[str]]) -> str:
    """Name the one measure that a text speaks of.

    At each place the longest phrase counts: "killed or wounded" is neither killed nor wounded.

    Args:
        text: the words of a figure, such as "at least 12 drones shot down".
        listed: of each measure's code, the words that name it in the language of the text.

    Returns:
        The code, or "" where the words name none, or more than one.
    """
    phrases: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for code, words in listed.items():
        for phrase in words:
            phrases[_folded(phrase)].add(code)
    said = _folded(text)
    found: set[str] = set()
    at = 0
    while at < len(said):
        count = next((n for n in range(LONGEST_PHRASE, 0, -1) if said[at : at + n] in phrases), 0)
        found |= phrases[said[at : at + count]] if count else set()
        at += max(count, 1)
    return found.pop() if len(found) == 1 else ""


def _folded(text: str) -> tuple[str, ...]:
    return tuple(token.plain for token in tokens(text))
