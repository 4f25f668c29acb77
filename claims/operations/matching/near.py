"""Offer what may be recorded already, before a second row of it is made."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from claims.matching.near_duplicates import NearDuplicate, near_duplicates, said_already
from claims.models import Claim
from claims.models.matching.index import IndexedKind
from tracker.base.acts.names import NameKnown, RowKnown
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal


class NameNear(NameKnown):
    """There is a row that goes by much the same name, perhaps in another script.

    Args:
        known: the rows.
        name: the name as it was given.
        field: the field it was given in.
    """

    def __init__(self, known: Sequence[NearDuplicate], *, name: str, field: str) -> None:
        said = _(
            "“%(name)s” may be there already, in another spelling or under another name. Choose "
            "it; or say that yours is another one."
        )
        RowKnown.__init__(
            self,
            said % {"name": name},
            known=[one.row for one in known],
            code="name_near",
            field=field,
        )


def refuse_near(kind: IndexedKind, name: str, *, field: str, besides: int | None = None) -> None:
    """Refuse a name that is much like one that a row goes by already, and offer the row.

    Args:
        kind: of which rows; each is one that everybody at the desk sees.
        name: the name as it was given.
        field: the field it was given in.
        besides: the key of the row that it is for, where that is there already.

    Raises:
        NameNear: with the rows.
    """
    found = [one for one in near_duplicates(name, kind) if one.subject != besides]
    if found:
        raise NameNear(found, name=name, field=field)


class SaidAlready(Refusal):
    """The same claimant may be recorded with this claim already.

    Args:
        found: what is recorded that is much the same, whoever said it.
    """

    def __init__(self, found: Sequence[NearDuplicate]) -> None:
        super().__init__(
            _(
                "This claim may be recorded already. Look at what is there; if yours is another "
                "claim, say so and record it."
            ),
            code="said_already",
            field="statement",
        )
        self.found = found


def refuse_said(claim: Claim, *, by: User) -> None:
    """Refuse a claim that its claimant may be recorded with already.

    The same said by another claimant is a claim of its own: it is told beside, and refuses nothing.

    Args:
        claim: what was recorded just now; the refusal takes it back.
        by: who records it: a draft of somebody else is not told.

    Raises:
        SaidAlready: with the claims.
    """
    found = said_already(claim.statement, by, language=claim.language, besides=claim.pk)
    claims = [one.row for one in found if isinstance(one.row, Claim)]
    if any(other.claimant_id == claim.claimant_id for other in claims):
        raise SaidAlready(found)
