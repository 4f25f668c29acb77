"""What somebody has typed into a form and not sent yet, found again on any of their devices.

A row is one person's, at one address, encrypted for them. It goes when the form was sent, when
they throw it away, when nothing was added to it for `UNSENT_DAYS`, and when their account is
closed. One that is thrown away stays behind emptied for a moment (`ON_ITS_WAY`), so that what a
page had sent by itself before does not bring it back.

Each opening of a form has a number (`Opening`): an opening writes on in the row that it began or
was filled with, as long as no other has; after that it begins a row of its own, so that of two
tabs neither takes away what was typed in the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tracker.base.acts.models import SentForm, UnsentForm
from tracker.base.acts.submission import Submission
from tracker.base.acts.transaction import tried_again
from tracker.base.acts.unsent.sealed import seal_for, unseal_for
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal

UNSENT_DAYS = 30
"""As long as the key of a form is known that was sent: what is older could be done twice."""
MOST_UNSENT = 60
"""Of one person."""
MOST_UNSENT_BYTES = 600_000
"""Of one form, encrypted: its longest texts, and what it was written against."""
ON_ITS_WAY = timedelta(seconds=5)
"""How late what a page sends by itself may arrive after its form was sent or thrown away."""
_EMPTIED = b""
"""What is left of a form that was thrown away just now."""


@dataclass(frozen=True, slots=True)
class TypedForm:
    """What was typed into a form.

    Args:
        path: its address, without what a link fills in.
        query: what a link filled in.
        fields: what would be sent, without secrets and files.
        device: what the browser calls itself.
        sha256: digest of what was typed alone, without the form's own key; "" where none is made.
    """

    path: str
    query: str = ""
    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    device: str = ""
    sha256: str = ""

    @property
    def key(self) -> str:
        """The form's own key, by which it is done once however often it is sent."""
        return Submission.read("".join(self.fields.get("submission", ())[:1])).key


@dataclass(frozen=True, slots=True)
class Opening:
    """One opening of a form, on one page of one browser.

    Args:
        page: its number.
        goes_on: the number of the row that it was filled with, and of the opening that had
            written that row last; None where it began empty.
    """

    page: UUID
    goes_on: tuple[UUID, UUID] | None = None

    def own_number(self, person: User) -> UUID:
        """The number of the row that this opening begins."""
        return uuid5(self.page, str(person.pk))

    def known_to(self, person: User) -> list[UUID]:
        """The numbers of the rows that this opening begins, and was filled with."""
        return [self.own_number(person), *(self.goes_on or ())[:1]]


@dataclass(frozen=True, slots=True)
class Unsent:
    """What was found again.

    Args:
        number: the row's.
        typed: what was typed.
        page: the opening that wrote it last.
        at: when that was.
    """

    number: UUID
    typed: TypedForm
    page: UUID
    at: datetime


@tried_again
def keep_unsent(
    typed: TypedForm, opening: Opening, *, by: User, at: datetime, sent_as: str = ""
) -> bool:
    """Keep what was typed so far, in place of what this opening of the form kept before.

    Args:
        typed: what was typed.
        opening: where.
        by: who typed it.
        at: when.
        sent_as: the key under which the form was sent just now, where it has another since.

    Returns:
        Whether it is kept beside what another opening of the form has kept meanwhile.

    Raises:
        Refusal: it is too long, there are too many, the form was sent or thrown away just now
            (`just_sent`), it was sent as it stands (`sent`), or the database cannot do it at this
            moment (`at_once`).
    """
    with transaction.atomic():
        _stand_in_line(by)
        _refuse_thrown_away(opening, by=by, at=at)
        row, is_beside = _going_on(typed, opening, by=by)
        if row is None:
            _ensure_room(typed, {typed.key, sent_as} - {""}, by=by, at=at)
            number = uuid4() if is_beside else opening.own_number(by)
            row = UnsentForm(pk=number, by=by, path=typed.path)
        row.sealed = seal_for(
            {"query": typed.query, "fields": _plain(typed.fields), "device": typed.device}, by.pk
        )
        if len(row.sealed) > MOST_UNSENT_BYTES:
            raise Refusal(_("This is too long to be kept before it is sent."), code="too_long")
        row.page, row.at = opening.page, at
        row.save()
    return is_beside


def _stand_in_line(person: User) -> None:
    """One after the other: what a page sends by itself may cross its own form being sent."""
    User.objects.select_for_update(no_key=True).get(pk=person.pk)


def _written_by(person: User) -> QuerySet[UnsentForm]:
    """What somebody began, without what they have thrown away."""
    return UnsentForm.objects.filter(by=person).exclude(sealed=_EMPTIED)


def _emptied_before(at: datetime) -> QuerySet[UnsentForm]:
    """What is left of forms that were thrown away so long ago that nothing is on its way."""
    return UnsentForm.objects.filter(sealed=_EMPTIED, at__lt=at - ON_ITS_WAY)


def _refuse_thrown_away(opening: Opening, *, by: User, at: datetime) -> None:
    _emptied_before(at).filter(by=by).delete()
    emptied = UnsentForm.objects.filter(by=by, sealed=_EMPTIED)
    if emptied.filter(Q(pk__in=opening.known_to(by)) | Q(page=opening.page)).exists():
        raise Refusal(_("This form was thrown away just now."), code="just_sent")


def _going_on(typed: TypedForm, opening: Opening, *, by: User) -> tuple[UnsentForm | None, bool]:
    """The row that this opening writes on in, and whether one it knows is another's by now."""
    rows = _written_by(by).filter(path=typed.path)
    others = rows.filter(pk__in=opening.known_to(by)).exclude(page=opening.page)
    mine = rows.filter(page=opening.page).first()
    if mine is not None:
        return mine, others.exists()
    before = _goes_on(others, opening).first()
    return before, before is None and others.exists()


def _goes_on(rows: QuerySet[UnsentForm], opening: Opening) -> QuerySet[UnsentForm]:
    """The row that an opening was filled with, as long as no other has written on in it."""
    if opening.goes_on is None:
        return rows.none()
    number, page = opening.goes_on
    return rows.filter(pk=number, page=page)


def _ensure_room(typed: TypedForm, keys: set[str], *, by: User, at: datetime) -> None:
    sent = SentForm.objects.filter(by=by, key__in=keys)
    if keys and sent.filter(at__gte=at - ON_ITS_WAY, key=typed.key).exists():
        raise Refusal(_("This form was sent just now."), code="just_sent")
    if keys and typed.sha256 and sent.filter(typed_sha256=typed.sha256).exists():
        raise Refusal(_("This was sent as it stands here."), code="sent")
    if _written_by(by).count() >= MOST_UNSENT:
        said = _("You have begun %(number)s forms and not sent them. Throw some away first.")
        raise Refusal(said % {"number": MOST_UNSENT}, code="too_many")


def unsent_of(person: User, *, at: datetime) -> list[Unsent]:
    """All that somebody has typed and not sent, the newest first; one query."""
    return _unsent(_written_by(person), at=at)


def unsent_at(path: str, *, by: User, at: datetime) -> list[Unsent]:
    """What somebody has typed and not sent at one address, the newest first."""
    return _unsent(_written_by(by).filter(path=path), at=at)


def unsent_numbered(number: UUID, *, by: User, at: datetime) -> Unsent | None:
    """One form that somebody has begun; None if it is gone, or another's."""
    return next(iter(_unsent(_written_by(by).filter(pk=number), at=at)), None)


def _unsent(rows: QuerySet[UnsentForm], *, at: datetime) -> list[Unsent]:
    rows = rows.filter(at__gte=at - timedelta(days=UNSENT_DAYS)).order_by("-at", "pk")
    return [one for one in map(_read, rows) if one is not None]


@tried_again
def drop_unsent(number: UUID, *, by: User, at: datetime, opening: Opening | None = None) -> bool:
    """Throw away what somebody typed.

    Args:
        number: the row's.
        by: who typed it.
        at: when it is thrown away.
        opening: the opening of the form in which they say so. Of the row that it began or was
            filled with goes what it wrote itself; what another has written on in it stays.

    Returns:
        Whether there was something.
    """
    with transaction.atomic():
        _stand_in_line(by)
        rows = _written_by(by)
        if opening is not None and number in opening.known_to(by):
            rows = rows.filter(page=opening.page) | _goes_on(rows, opening)
        else:
            rows = rows.filter(pk=number)
        return bool(rows.update(sealed=_EMPTIED, at=at))


@tried_again
def forget_sent(typed: TypedForm, opening: Opening, *, by: User, at: datetime) -> None:
    """Forget what an opening of a form kept, once it was sent and done, be it not the first time.

    What another opening has written on since stays: it may say more. What was sent is known from
    then on: a page to which somebody goes back does not keep it again.
    """
    with transaction.atomic():
        known = SentForm.objects.filter(by=by, key=typed.key)
        known.update(at=at, typed_sha256=typed.sha256)
        forget_typed(typed, opening, by=by)


@tried_again
def forget_typed(typed: TypedForm, opening: Opening, *, by: User) -> None:
    """Forget what an opening of a form kept, in which nothing stands any more."""
    with transaction.atomic():
        _stand_in_line(by)
        rows = _written_by(by).filter(path=typed.path)
        rows.filter(page=opening.page).delete()
        _goes_on(rows, opening).delete()


def forget_all_of(person: User) -> None:
    """Forget all that somebody typed, whose account is closed."""
    UnsentForm.objects.filter(by=person).delete()


def forget_old(*, at: datetime) -> int:
    """Forget what nobody has added to for a long time, and what is left of what was thrown away.

    Returns:
        How many forms these were.
    """
    _delete_unlocked(_emptied_before(at))
    return _delete_unlocked(UnsentForm.objects.filter(at__lt=at - timedelta(days=UNSENT_DAYS)))


def _delete_unlocked(rows: QuerySet[UnsentForm]) -> int:
    """Delete rows, save those that somebody writes just now: neither waits for the other."""
    with transaction.atomic():
        free = list(rows.select_for_update(skip_locked=True).values_list("pk", flat=True))
        return UnsentForm.objects.filter(pk__in=free).delete()[0]


def _read(row: UnsentForm) -> Unsent | None:
    found = unseal_for(bytes(row.sealed), row.by_id)
    if found is None:
        return None
    typed = TypedForm(row.path, found["query"], found["fields"], found["device"])
    return Unsent(row.pk, typed, row.page, row.at)


def _plain(fields: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {name: list(values) for name, values in fields.items()}
