"""Terms of the installation: codes that rows hold, each with its labels in readers' languages.

What a newsroom counts and whom it names differs from one conflict to the next, so such lists are
tables and no enums. A code never changes, because sealed rows name it; what it is called may, and
its history is kept. A term is never deleted: one that is not wanted any more is not offered.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, ClassVar, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tracker.base.values.refusal import InvalidValueError
from tracker.base.values.sentence import Sentence, gettext_noop
from tracker.base.values.text import CODE, LONGEST_CODE

TermT = TypeVar("TermT", bound="Term")

_FALLBACK = "en"
_UNKNOWN = gettext_noop('"%(value)s" is not one of: %(known)s.')


class Term(models.Model):
    """One word of a list: a code for programs and files, labels for people.

    ``labels`` are by language tag, one at least.
    """

    code = models.CharField(_("code"), max_length=LONGEST_CODE, primary_key=True)
    labels = models.JSONField(_("labels"))
    position = models.PositiveSmallIntegerField(default=0)
    is_offered = models.BooleanField(_("offered in forms"), default=True)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["position", "code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(code__regex=rf"^{CODE.pattern}$"), name="%(class)s_code_shaped"
            ),
            models.CheckConstraint(condition=~models.Q(labels={}), name="%(class)s_labelled"),
        ]

    def __str__(self) -> str:
        return self.named

    @property
    def label(self) -> str:
        """What it is called in the reader's language."""
        return in_reader_language(self.labels) or self.code

    @property
    def named(self) -> str:
        """The label, with what it takes to tell it from others in a list."""
        return self.label


def in_reader_language(labels: Mapping[str, str]) -> str:
    """The label in the language of the page, else in English, else the first there is, or ""."""
    wanted = (get_language() or _FALLBACK).lower()
    for tag in (wanted, wanted.partition("-")[0], _FALLBACK):
        if tag in labels:
            return labels[tag]
    return next(iter(labels.values()), "")


def term(code: TermT | str, kind: type[TermT], *, field: str) -> TermT:
    """Read a code, or the term itself, as a term of a list.

    Raises:
        InvalidValueError: ``unknown_value``, at `field`, with the codes that there are.
    """
    if isinstance(code, kind):
        return code
    rows: Any = kind._default_manager  # noqa: SLF001 - documented name
    try:
        found: TermT = rows.get(pk=code if CODE.fullmatch(str(code)) else "")
    except ObjectDoesNotExist:
        known = ", ".join(rows.values_list("code", flat=True))
        sentence = Sentence("unknown_value", _UNKNOWN, {"value": str(code), "known": known})
        raise InvalidValueError(sentence, field=field) from None
    return found


def offered(kind: type[Term], *, also: Collection[str] = ()) -> list[tuple[str, str]]:
    """The terms of a list as the choices of a form, in the reader's language.

    Args:
        kind: the list.
        also: codes that stay choices though their terms are not offered any more.
    """
    rows: Any = kind._default_manager  # noqa: SLF001 - documented name
    # What was sent may be anything, a NUL too, which no column holds.
    codes = [code for code in also if CODE.fullmatch(code)]
    wanted = rows.filter(models.Q(is_offered=True) | models.Q(pk__in=codes))
    # Named only where it is shown: of a form that is sent nobody reads the choices.
    named = lazy(getattr, str)
    return [(row.code, named(row, "named")) for row in wanted]
