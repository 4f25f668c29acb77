"""Fold the writing of a word away, so that its spellings meet."""

import unicodedata

INVISIBLE = (
    "\u00ad\u034f\u061c\u0640\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
)
"""Signs that nobody sees, as the inside of a pattern's class."""
VOWEL_MARKS = (
    "\u0610-\u061a\u064b-\u0652\u0656-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
)
_ARABIC_FORMS = str.maketrans({"ٱ": "ا", "ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك"})


def plain(word: str) -> str:
    """Fold case and diacritics, join the forms of alef, ya, ta marbuta and hamza seats."""
    if word.isascii():
        return word.lower()  # there is nothing else to fold
    bare = "".join(
        char
        for char in unicodedata.normalize("NFKD", word.casefold())
        if not unicodedata.combining(char)
    )
    return bare.translate(_ARABIC_FORMS)


def folded(words: str) -> frozenset[str]:
    """The words of a list, in the form that words are asked for in."""
    return frozenset(map(plain, words.split()))
