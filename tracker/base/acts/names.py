"""Names that only one row has: short names for addresses, references of imported rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any

from django.db import IntegrityError, connection, models, transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tracker.base.values.refusal import Refusal

OFFERED = 5
"""Rows of one name that are offered at most."""
LONGEST = 60
"""Of a short name that is made here, without the number behind it."""

Asked = Callable[[type[models.Model], str], bool]
_ASKED: list[Asked] = []


def keep_free(asked: Asked) -> None:
    """Let no row be inserted under a short name that another room keeps, as of an address left.

    Args:
        asked: whether it keeps a short name from new rows of a table.
    """
    _ASKED.append(asked)


class RowKnown(Refusal):
    """There is a row already that may be the one that is meant.

    Args:
        message: what is there, translated, ready to show.
        known: the rows.
        code: the same for programs.
        field: the field that tells which row is meant.
        key: the attribute of a row that this field takes.
    """

    def __init__(
        self, message: str, *, known: Sequence[models.Model], code: str, field: str, key: str = "pk"
    ) -> None:
        super().__init__(message, code=code, field=field)
        self.known = known
        self.key = key


class NameKnown(RowKnown):
    """There is a row of this name already.

    Args:
        known: the rows.
        name: the name as it was given.
        field: the field it was given in.
    """

    def __init__(self, known: Sequence[models.Model], *, name: str, field: str) -> None:
        said = _(
            "“%(name)s” is there already. Choose it; or say that yours is another one of the "
            "same name."
        )
        super().__init__(said % {"name": name}, known=known, code="name_known", field=field)


def refuse_known(
    model: type[models.Model],
    name: str,
    *,
    field: str,
    also: Q | None = None,
    besides: int | None = None,
) -> None:
    """Refuse a name that a row goes by already; call it inside the transaction of the act.

    Of several people who add the same at once, one adds it and the others are told: who asks
    for a name waits until whoever asked for the same before has ended.

    Args:
        model: the table.
        name: the name, compared without regard to case.
        field: the column it stands in.
        also: where else a row may go by it.
        besides: the key of the row that it is for, where that is there already.

    Raises:
        NameKnown: with the rows.
    """
    stand_in_line(model, name)
    condition = Q(**{f"{field}__iexact": name})
    rows = model._default_manager.filter(condition | also if also else condition)  # noqa: SLF001
    known = list(rows.exclude(pk=besides).distinct().order_by("pk")[:OFFERED])
    if known:
        raise NameKnown(known, name=name, field=field)


def stand_in_line(model: type[models.Model], name: str) -> None:
    """Wait until everybody who asked for the same name before has ended, and let others wait."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext(%s), hashtext(lower(%s)))",
            [model._meta.db_table, name],  # noqa: SLF001 - documented name
        )


@contextmanager
def refusing_taken(model: type[models.Model], field: str, value: str | None) -> Iterator[None]:
    """Insert, within, a row under a name that somebody else may take at the same moment.

    Raises:
        Refusal: ``<field>_taken``.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        if value:
            refuse_taken(model, field, value)
        raise


def refuse_taken(model: type[models.Model], field: str, value: str) -> None:
    """Refuse a name that a row has already.

    Raises:
        Refusal: ``<field>_taken``.
    """
    if _is_taken(model, field, value):
        raise _taken(field, value)


def _taken(field: str, value: str) -> Refusal:
    return Refusal(
        _('"%(value)s" is taken. Choose another name.') % {"value": value},
        code=f"{field}_taken",
        field=field,
    )


def insert_named(row: Any, *, slug: str, name: str, otherwise: str) -> None:
    """Insert a row under a short name; call it inside the transaction of the act.

    Two rows of one name that are inserted at once get two short names: the later insert waits for
    the earlier one, fails on its name and takes the next. So it does where it waited for a row that
    left the name meanwhile, and to which the name leads since.

    Args:
        row: an unsaved row with a ``slug`` that is unique.
        slug: the short name, if somebody chose it.
        name: what one is made from otherwise; only its Latin letters and digits survive.
        otherwise: used where nothing of ``name`` survives, as with a name in Arabic script.

    Raises:
        Refusal: ``slug_taken``, of a short name that was chosen.
    """
    if slug:
        if not _is_free(type(row), slug):
            raise _taken("slug", slug)
        try:
            _insert_as(row, slug)
        except IntegrityError:
            if not _is_free(type(row), slug):
                raise _taken("slug", slug) from None
            raise
        return
    for candidate in _candidates(slugify(name)[:LONGEST].strip("-") or otherwise):
        if not _is_free(type(row), candidate):
            continue
        try:
            _insert_as(row, candidate)
        except IntegrityError:
            if _is_free(type(row), candidate):
                raise
        else:
            return


def _insert_as(row: Any, slug: str) -> None:
    row.slug = slug
    with transaction.atomic():
        row.save(force_insert=True)
        if _is_kept(type(row), slug):
            raise IntegrityError(slug)


def _is_free(model: type[models.Model], slug: str) -> bool:
    return not _is_taken(model, "slug", slug) and not _is_kept(model, slug)


def _is_kept(model: type[models.Model], slug: str) -> bool:
    return any(asked(model, slug) for asked in _ASKED)


def _candidates(stem: str) -> Iterator[str]:
    yield stem
    yield from (f"{stem}-{number}" for number in count(2))


def _is_taken(model: type[models.Model], field: str, value: str) -> bool:
    # Asked of all rows: one that was merged into another keeps its name.
    return model._base_manager.filter(**{field: value}).exists()  # noqa: SLF001 - documented name
