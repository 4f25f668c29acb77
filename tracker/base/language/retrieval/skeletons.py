"""The consonants of a name, one alphabet for three scripts, so that its spellings meet.

Tinzaouaten, Tinzawatène, Tin Zaouatine, تينزاواتين and Тинзауатен are all "tnztn". Vowels, what
stands between a vowel and a consonant (w, y, h) and doubled letters are written in as many ways as
there are reporters; consonants that one of the scripts does not tell apart (p and b in Arabic, g
and j between French, English and Arabic) are one letter here. Different names may meet as well: a
skeleton proposes, it proves nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.base.language.folding import plain
from tracker.base.language.words import bare

SHORTEST = 3
"""Consonants that a skeleton has; of fewer, too many names have the same."""
_LONGEST = 40
"""Letters of a word that are read: no name is longer."""
_REMEMBERED = 50_000
# In this order: what is written with several letters comes first.
_LATIN = (
    ("tsch", "s"), ("sch", "s"), ("tch", "s"), ("tsh", "s"), ("sh", "s"), ("ch", "s"),
    ("dzh", "g"), ("dj", "g"), ("zh", "g"), ("gh", "g"), ("kh", "k"), ("ph", "f"), ("th", "t"),
    ("dh", "d"), ("ck", "k"), ("qu", "k"), ("x", "ks"), ("ce", "s"), ("ci", "s"), ("cy", "s"),
    ("c", "k"), ("q", "k"), ("j", "g"), ("p", "b"), ("v", "f"),
)  # fmt: skip
_CYRILLIC = (
    ("дж", "g"), ("тш", "s"), ("б", "b"), ("п", "b"), ("в", "f"), ("ф", "f"), ("г", "g"),
    ("ґ", "g"), ("ж", "g"), ("д", "d"), ("з", "z"), ("к", "k"), ("х", "k"), ("л", "l"), ("м", "m"),
    ("н", "n"), ("р", "r"), ("с", "s"), ("т", "t"), ("ц", "ts"), ("ч", "s"), ("ш", "s"),
    ("щ", "s"),
)  # fmt: skip
_ARABIC = (
    ("تش", "s"), ("دج", "g"), ("ب", "b"), ("پ", "b"), ("ت", "t"), ("ط", "t"), ("ث", "t"),
    ("ج", "g"), ("چ", "s"), ("غ", "g"), ("گ", "g"), ("خ", "k"), ("ك", "k"), ("ق", "k"), ("د", "d"),
    ("ذ", "d"), ("ض", "d"), ("ر", "r"), ("ز", "z"), ("ظ", "z"), ("ژ", "g"), ("س", "s"), ("ص", "s"),
    ("ش", "s"), ("ف", "f"), ("ڤ", "f"), ("ل", "l"), ("م", "m"), ("ن", "n"),
)  # fmt: skip
_LETTERS = dict((*_LATIN, *_CYRILLIC, *_ARABIC))
_READ = re.compile("|".join(letters for letters, _sound in (*_LATIN, *_CYRILLIC, *_ARABIC)))
_KEPT = re.compile(r"[^bdfgklmnrstz]")
_AGAIN = re.compile(r"(.)\1+")
_ARTICLE = "ال"
_BEGINS_AS_V = "wو"


@lru_cache(maxsize=_REMEMBERED)
def skeletons(name: str) -> frozenset[str]:
    """The consonants of a name, in each way that it can be meant; empty if there are too few.

    Args:
        name: one word, or the words of one name written as one, in any of the scripts.
    """
    word = plain(name)[:_LONGEST]
    forms = {word, *(form.removeprefix(_ARTICLE) for form in (word, *bare(word)))}
    if "в" in word[1:]:
        forms.add(word[0] + word[1:].replace("в", ""))  # a w of another script
    return frozenset(
        bones for form in forms if form and len(bones := _consonants(form)) >= SHORTEST
    )


def _consonants(word: str) -> str:
    if word[0] in _BEGINS_AS_V:
        word = "v" + word[1:]
    sounds = _READ.sub(lambda letters: _LETTERS[letters.group()], word)
    return _AGAIN.sub(r"\1", _KEPT.sub("", sounds))
