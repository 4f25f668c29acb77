"""Language tags (BCP 47, RFC 5646): a language, perhaps its script, its region and variants."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from tracker.base.values.refusal import InvalidValueError
from tracker.base.values.sentence import Sentence, gettext_noop

LONGEST = 35
# RFC 5646, section 2.1. A language of four to eight letters is reserved there and in no registry,
# so that a name such as "Englisch" is no tag; extensions and private use say nothing to a reader.
_TAG = re.compile(
    r"(?P<language>[A-Za-z]{2,3})"
    r"(?:-(?P<script>[A-Za-z]{4}))?"
    r"(?:-(?P<region>[A-Za-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*)"
)
# Scripts that run from right to left, and the languages that are written in one of them.
_RIGHT_TO_LEFT_SCRIPTS = {"Adlm", "Arab", "Hebr", "Nkoo", "Syrc", "Thaa"}
_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"}

_NO_TAG = Sentence(
    "language_tag",
    gettext_noop(
        "Give the language's code of two or three letters, such as en for English; "
        "script or region may follow, as in zh-Hant or pt-BR."
    ),
)


@dataclass(frozen=True, slots=True)
class LanguageTag:
    """A language tag in its own spelling: ``pt-BR``, ``zh-Hant``, ``ca-valencia``."""

    language: str
    script: str = ""
    region: str = ""
    variants: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str | LanguageTag, *, field: str | None = None) -> Self:
        """Read a tag; letters are put in the case that RFC 5646, section 2.1.1 recommends.

        Args:
            text: the tag, as written or read already.
            field: the field that a fault is said of.

        Raises:
            InvalidValueError: ``language_tag``.
        """
        found = _TAG.fullmatch(str(text).strip())
        if found is None or len(found[0]) > LONGEST:
            raise InvalidValueError(_NO_TAG, field=field)
        return cls(
            found["language"].lower(),
            (found["script"] or "").capitalize(),
            (found["region"] or "").upper(),
            tuple(found["variants"].lower().split("-")[1:]),
        )

    def __str__(self) -> str:
        return "-".join(filter(None, (self.language, self.script, self.region, *self.variants)))

    @property
    def runs_right_to_left(self) -> bool:
        """Whether it is written so; a script decides before the language does (``az-Arab``)."""
        if self.script:
            return self.script in _RIGHT_TO_LEFT_SCRIPTS
        return self.language in _RIGHT_TO_LEFT
