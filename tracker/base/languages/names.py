"""What languages are called, in English and in themselves: a person need not know their codes."""

from __future__ import annotations

from django.conf.locale import LANG_INFO

from tracker.base.language.folding import plain
from tracker.base.values.language_tag import LanguageTag

# No two languages that Django names have a name in common.
_CODES = {
    plain(info[key]): code
    for code, info in LANG_INFO.items()
    for key in ("name", "name_local")
    if key in info
}


def language_code(typed: str) -> str:
    """The code of a language that is called by its name, in English or in itself; else as typed.

    Args:
        typed: a language tag, or a name such as "French" or "français".
    """
    return _CODES.get(plain(typed.strip()), typed)


def language_typed(typed: str) -> LanguageTag:
    """The language that a person gives by its tag or its name.

    Args:
        typed: as for `language_code`.

    Raises:
        InvalidValueError: ``language_tag``.
    """
    return LanguageTag.parse(language_code(typed))
