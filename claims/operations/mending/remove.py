"""Delete what was recorded by mistake: a draft nobody else has seen, a thing that nothing names."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import JSONField, ProtectedError, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from claims.involvement import Involvement
from claims.models import (
    Affiliation,
    Authorship,
    Citation,
    Claim,
    Counterclaim,
    EvidenceProposal,
    FormerAddress,
    Incident,
    Party,
    Place,
    Translation,
    Version,
)
from claims.models.matching.index import IndexedKind
from claims.operations.journal import journal
from claims.operations.matching.index import forget_indexed
from claims.operations.mending.openly import locked_thing
from claims.operations.transition import locked
from claims.reads.mending.things import Thing, thing_kind
from claims.rules import acts
from claims.rules.thing_kinds import ThingKind
from tracker.base.acts.law import ensure
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal


def delete_draft(*, claim: Claim, by: User, at: datetime) -> None:
    """Delete a draft that was never submitted, with its figures, translations and citations.

    The journal keeps that it was deleted, not what it said. Pages and quotations stay.

    Raises:
        Refusal: `submitted`, `not_yours` (they did not write it down), `paired`.
    """
    with act(acts.DELETE_DRAFT, by=by):
        row = locked(claim)
        ensure(by, acts.DELETE_DRAFT, Involvement(by, row))
        pairs = Counterclaim.everything.filter(Q(claim=row) | Q(answers=row))
        if pairs.exists():
            raise Refusal(
                _("It is paired with another claim. Use “%(act)s” first.")
                % {"act": _(acts.RETRACT.label)},
                code="paired",
            )
        journal(verb="draft_deleted", target=row, claim_id=row.pk, by=by, at=at)
        forget_indexed(IndexedKind.CLAIM, row.pk)
        Citation.everything.filter(claim=row).delete()
        Translation.everything.filter(claim=row).delete()
        Authorship.objects.filter(claim=row).delete()
        row.delete()


def remove_thing(*, thing: Thing, reason: str, by: User, at: datetime) -> None:
    """Delete a party, place, incident or publisher that nothing names, or ever named.

    Raises:
        Refusal: `in_use`, and `required` (the reason).
    """
    kind = thing_kind(thing)
    with act(acts.REMOVE, by=by, reason=reason):
        row = locked_thing(thing)
        verb = {
            ThingKind.PARTY: "party_removed",
            ThingKind.PLACE: "place_removed",
            ThingKind.INCIDENT: "incident_removed",
            ThingKind.PUBLISHER: "publisher_removed",
        }[kind]
        _check_unused(row)
        journal(verb=verb, target=row, by=by, at=at, reason=reason.strip(), data={"of": str(row)})
        forget_indexed(IndexedKind(kind.value), row.pk)
        FormerAddress.objects.filter(kind=kind, thing=row.pk).delete()
        try:
            row.delete()
        except ProtectedError:
            raise _in_use() from None


def _in_use() -> Refusal:
    return Refusal(
        _("Something still names it, or did when it was reviewed, so it stays."), code="in_use"
    )


def _check_unused(row: Thing) -> None:
    """Refuse what a row of another table would follow, and what a sealed version names."""
    if _follows(row) or _was_judged(row):
        raise _in_use()


def _follows(row: Thing) -> bool:
    match row:
        case Party():
            return Affiliation.objects.filter(party=row).exists()
        case Place():
            return False
        case Incident():
            return row.released_at is not None
        case _:
            proposed = EvidenceProposal.objects.filter(evidence__publisher__slug=row.slug)
            return Affiliation.objects.filter(publisher=row).exists() or proposed.exists()


def _was_judged(row: Thing) -> bool:
    contents = Version.objects.annotate(said=Cast("content", JSONField()))
    named = Q()
    for part in _in_a_version(row):
        named |= Q(said__contains=part)
    return contents.filter(named).exists()


def _in_a_version(row: Thing) -> list[dict[str, Any]]:
    """How a version names it: by the key of the row, in `claims.operations.versions`."""
    match row:
        case Party():
            return [
                {"claim": {"claimant_id": row.pk}},
                {"figures": [{"subjects": [row.pk]}]},
            ]
        case Place():
            return [
                {"claim": {"place_id": row.pk}},
                {"figures": [{"scope": {"place_id": row.pk}}]},
            ]
        case Incident():
            return [{"claim": {"incident_id": row.pk}}]
        case _:
            return [{"claim": {"outlet_id": row.pk}}]
