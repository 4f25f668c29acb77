"""Merge two of a kind: what named the one names the other; the row that goes points to it.

No sealed row changes. A version that names the merged row by its key is read as if it named the
kept one (`claims.operations.versions`), so a merge alone is no change of what a claim says. See
docs/decisions/merging.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from claims.models import (
    Affiliation,
    Claim,
    Counterclaim,
    FigureSubject,
    FormerAddress,
    Incident,
    Merge,
    Party,
)
from claims.models.matching.index import IndexedKind
from claims.operations.journal import journal
from claims.operations.matching.index import forget_indexed, index_claims_anew, index_named
from claims.operations.matching.widths import measure_pairs_of
from claims.operations.mending.openly import asked_claims
from claims.reads.mending.merging import rows_naming
from claims.reads.mending.things import Thing, naming, thing_kind
from claims.rules import acts
from claims.rules.thing_kinds import ThingKind
from sources.models import Publisher
from sources.operations.register.merge import merge_publishers
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text

UNSAID = "und"
"""The language tag of a name of which nobody has said the language (BCP 47)."""

Moved = dict[str, list[int]]
"""The keys of what moved, by table and column."""


def merge_things(*, gone: Thing, kept: Thing, reason: str, by: User, at: datetime) -> Any:
    """Merge a thing into another of its kind, whose names its own become.

    Args:
        gone: what is merged; its row stays, and leads to the other.
        kept: what it is merged into.
        reason: why they are one.
        by: an editor who has no part in what is judged.
        at: when.

    Returns:
        The row that is kept, as it is now.

    Raises:
        Refusal: `with_itself`, `merged_already`, `waits_for_the_round` and what else `hold.ask`
            refuses of a claim that names it; `against_each_other`, `nobody`, `exercise`,
            `withdrawn`, `not_released`.
    """
    kind = thing_kind(gone)
    reason = text(reason, field="reason")
    with act(acts.MERGE, by=by, reason=reason):
        gone, kept = _locked_two(gone, kept)
        check_mergeable(gone, kept)
        told = asked_claims(gone, acts.MERGE, by=by, reason=reason)
        moved = _move(gone, kept, reason=reason, by=by, at=at)
        FormerAddress.objects.filter(kind=kind, thing=gone.pk).update(thing=kept.pk)
        _give_names(gone, kept)
        Merge.objects.create(
            kind=kind, gone=gone.pk, kept=kept.pk, moved=moved, reason=reason, by=by, at=at
        )
        _index(gone, kept, moved)
        verb = {
            ThingKind.PARTY: "party_merged",
            ThingKind.PLACE: "place_merged",
            ThingKind.INCIDENT: "incident_merged",
            ThingKind.PUBLISHER: "publisher_merged",
        }[kind]
        data = {"gone": str(gone), "kept": str(kept), "slug": gone.slug}
        line: dict[str, Any] = {"target": kept, "by": by, "at": at, "reason": reason, "data": data}
        journal(verb=verb, **line)
        for claim in told:
            journal(verb=verb, claim_id=claim.pk, **line)
        named = Q(outlet=kept) if isinstance(kept, Publisher) else naming(kept)
        measure_pairs_of(Claim.objects.filter(named))
    return type(kept).objects.get(pk=kept.pk)


def ensure_mergeable(*, gone: Thing, kept: Thing, by: User) -> None:
    """Refuse what merging two would be refused for, before anybody has written why they are one.

    Args:
        gone: what would be merged.
        kept: what it would be merged into.
        by: who would merge them.

    Raises:
        Refusal: what `merge_things` refuses, but for its reason.
    """
    check_mergeable(gone, kept)
    with transaction.atomic():  # claims are asked with their rows locked
        asked_claims(gone, acts.MERGE, by=by, reason=str(kept))


def _locked_two(gone: Any, kept: Any) -> tuple[Any, Any]:
    if gone.pk == kept.pk:
        raise Refusal(_("These are one and the same already."), code="with_itself")
    rows = type(gone).objects.select_for_update(of=("self",)).order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in={gone.pk, kept.pk})}
    if len(found) != 2:  # noqa: PLR2004 - both
        raise Refusal(_("One of the two was merged already."), code="merged_already")
    return found[gone.pk], found[kept.pk]


def check_mergeable(gone: Thing, kept: Thing) -> None:
    """Refuse two that cannot be one.

    Raises:
        Refusal: `against_each_other`, `nobody`, `exercise`, `withdrawn`, `not_released`.
    """
    match gone, kept:
        case Party(), Party():
            _check_parties(gone, kept)
        case Incident(), Incident():
            _check_incidents(gone, kept)


def _check_parties(gone: Party, kept: Party) -> None:
    if gone.kind.is_nobody or kept.kind.is_nobody:
        raise Refusal(
            _("One of the two is nobody in particular, so nobody can say that they are one."),
            code="nobody",
        )
    one = Q(claim__claimant=gone, answers__claimant=kept)
    other = Q(claim__claimant=kept, answers__claimant=gone)
    pair = Counterclaim.objects.filter(one | other).order_by("pk").first()
    if pair is not None:
        said = _(
            "Claim %(one)s of the one answers claim %(other)s of the other, so they are two. "
            "If they are one all the same, use “%(act)s” first."
        )
        named = {"one": pair.claim_id, "other": pair.answers_id, "act": _(acts.RETRACT.label)}
        raise Refusal(said % named, code="against_each_other")


def _check_incidents(gone: Incident, kept: Incident) -> None:
    if gone.is_exercise != kept.is_exercise:
        raise Refusal(
            _("One of the two is an exercise, and nothing invented happened."), code="exercise"
        )
    if gone.withdrawn_at or kept.withdrawn_at:
        raise Refusal(
            _("One of the two dossiers is withdrawn. Use “%(act)s” first.")
            % {"act": _(acts.RESTORE_DOSSIER.label)},
            code="withdrawn",
        )
    if gone.released_at and not kept.released_at:
        raise Refusal(
            _(
                "Readers see the dossier that would go. Use “%(act)s” of the other first, or keep "
                "this one."
            )
            % {"act": _(acts.RELEASE_DOSSIER.label)},
            code="not_released",
        )


def _move(gone: Any, kept: Any, *, reason: str, by: User, at: datetime) -> Moved:
    """Let what names the one name the other, and point the one to it."""
    moved: Moved = {}
    if isinstance(gone, Publisher):
        moved |= merge_publishers(gone=gone, kept=kept, reason=reason, by=by, at=at)
    for each in rows_naming(gone, kept):
        if each.name not in moved:
            moved[each.name] = list(each.rows.order_by("pk").values_list("pk", flat=True))
            each.rows.order_by().update(**{each.column: kept})
    for name, doubled in _doubled_rows(gone):
        moved[f"{name} (already there, deleted)"] = _deleted(doubled)
    if not isinstance(gone, Publisher):
        rows = type(gone).everything
        rows.filter(merged_into=gone).update(merged_into=kept)
        rows.filter(pk=gone.pk).update(merged_into=kept)
    return moved


def _doubled_rows(gone: Any) -> Iterator[tuple[str, QuerySet[Any]]]:
    """What still names the one once all else has moved: the other was named there as well."""
    if isinstance(gone, Party):
        yield "figure_subject.party", FigureSubject.objects.filter(party=gone)
        yield "affiliation.party", Affiliation.objects.filter(party=gone)
    elif isinstance(gone, Publisher):
        yield "affiliation.publisher", Affiliation.objects.filter(publisher=gone)


def _deleted(rows: QuerySet[Any]) -> list[int]:
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    rows.delete()
    return keys


def _give_names(gone: Any, kept: Any) -> None:
    """Let the one that is kept go by the names of the other too; that one keeps its own as well."""
    if isinstance(gone, Incident):
        return
    known = {kept.name.casefold(), getattr(kept, "acronym", "").casefold()}
    known |= {alias.name.casefold() for alias in kept.aliases.all()}
    named = [(alias.language, alias.name) for alias in gone.aliases.all()]
    own = [(UNSAID, gone.name), (UNSAID, getattr(gone, "acronym", ""))]
    for language, name in (*named, *own):
        if name and name.casefold() not in known:
            kept.aliases.create(language=language, name=name)
            known.add(name.casefold())


def _index(gone: Any, kept: Any, moved: Moved) -> None:
    forget_indexed(IndexedKind(thing_kind(gone).value), gone.pk)
    index_named(kept)
    for incident in Incident.objects.filter(pk__in=moved.get("incident.place", ())):
        index_named(incident)
    keys = {key for name, found in moved.items() if name.startswith("claim.") for key in found}
    in_incidents = Q(incident__in=moved.get("incident.place", ()))
    index_claims_anew(Claim.objects.filter(Q(pk__in=keys) | in_incidents))
