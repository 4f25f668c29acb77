"""Whether a later look brought the page in another language than the copy before."""

import re

from tracker.base.language.dictionary import language_spoken

SAMPLE = 2_000
"""Characters of a text's longest paragraphs by which its language is told."""
FEWEST = 8
"""Words; fewer tell nothing of a whole page."""
SEARCHED = 200_000
"""Characters of a text in which its longest paragraphs are looked for."""
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")


def is_other_language(earlier: str, later: str) -> bool:
    """Whether two texts are in different languages, as far as that can be told.

    Of a language without a table it is only told that it is none of the others, so it is another
    one where the earlier text is in one that has a table.

    Args:
        earlier: the text of the earlier copy.
        later: the text of the later one.
    """
    before, now = _sample(earlier), _sample(later)
    if len(before) < FEWEST or len(now) < FEWEST:
        return False
    spoken = language_spoken(before)
    return bool(spoken) and language_spoken(now) != spoken


def _sample(text: str) -> list[str]:
    """The words of the longest paragraphs that are no names, as they are written."""
    paragraphs = sorted(text[:SEARCHED].split("\n"), key=len, reverse=True)
    words = _WORD.findall("\n".join(paragraphs)[:SAMPLE])
    return [word for word in words if not word[0].isupper()]
