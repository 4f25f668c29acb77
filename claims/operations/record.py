"""Record claims, and change what nobody has reviewed yet.

What claims are about is recorded in `scene`; its names can be had from here too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict, Unpack

from django.utils.translation import gettext as _

from claims.involvement import Involvement
from claims.models import (
    Authorship,
    Claim,
    Incident,
    Nature,
    Party,
    Place,
    Review,
    Translation,
    Wording,
)
from claims.operations.figures import FigureInput, check_figures, write_figures
from claims.operations.journal import journal
from claims.operations.scene import (
    NewParty,
    affiliate,
    known_party,
    record_incident,
    record_party,
    record_place,
)
from claims.operations.transition import locked, transition
from claims.operations.versions import content_of
from claims.rules import acts
from claims.rules.grants import ClaimFacts
from claims.rules.states import ClaimStatus
from sources.models import Publisher
from tracker.base.acts.law import ensure
from tracker.base.acts.names import refuse_taken
from tracker.base.acts.table import Act
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.language_tag import LanguageTag
from tracker.base.values.partial_date import UNKNOWN_DATE, PartialDate
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text, word

__all__ = [
    "ClaimFields",
    "FigureInput",
    "affiliate",
    "record_claim",
    "record_incident",
    "record_party",
    "record_place",
    "restore",
    "revise_claim",
    "submit",
    "translate",
    "withdraw",
]


class ClaimFields(TypedDict, total=False):
    """What a claim says: everything of it that may be revised."""

    incident: Incident
    claimant: Party | NewParty
    spokesperson: str
    outlet: Publisher | None
    statement: str
    wording: str
    nature: str
    language: LanguageTag | str
    made_on: PartialDate
    place: Place | None
    note: str


def record_claim(
    *,
    incident: Incident,
    claimant: Party | NewParty,
    statement: str,
    wording: str,
    by: User,
    at: datetime,
    language: LanguageTag | str = "en",
    figures: Sequence[FigureInput] = (),
    spokesperson: str = "",
    outlet: Publisher | None = None,
    nature: str = Nature.STATEMENT.value,
    made_on: PartialDate = UNKNOWN_DATE,
    place: Place | None = None,
    note: str = "",
    reference: str | None = None,
    draft: bool = False,
) -> Claim:
    """Record one statement by one claimant about one incident, with its figures.

    A new claimant is recorded with it. `wording` says whose words the statement is in; `outlet` is
    set where an outlet speaks in its own voice; a `draft` is seen by its author and editors only
    until it is submitted. Refuses with `required`, `too_long`, `unknown_value`, `language_tag`,
    `in_future`, `reference_taken`, and what `check_figures` and `record_party` refuse.
    """
    ensure(by, acts.RECORD_CLAIM)
    fields: ClaimFields = {
        "incident": incident,
        "claimant": claimant,
        "statement": statement,
        "wording": wording,
        "language": language,
        "spokesperson": spokesperson,
        "outlet": outlet,
        "nature": nature,
        "made_on": made_on,
        "place": place,
        "note": note,
    }
    columns = _columns(at, fields)
    reference = text(reference or "", field="reference", longest=150) or None
    checked = check_figures(figures)
    status = ClaimStatus.DRAFT if draft else ClaimStatus.RECORDED
    verb = "drafted" if draft else "recorded"
    with act(acts.RECORD_CLAIM, by=by):
        if reference:
            refuse_taken(Claim, "reference", reference)
        columns["claimant"] = known_party(claimant, field="claimant", by=by, at=at)
        claim = Claim(
            **columns, reference=reference, status=status.value, created_by=by, created_at=at
        )
        claim.save()
        write_figures(claim, checked)
        journal(
            verb=verb,
            target=claim,
            claim_id=claim.pk,
            by=by,
            at=at,
            to_status=status.value,
        )
    return claim


def revise_claim(
    *,
    claim: Claim,
    by: User,
    at: datetime,
    reason: str = "",
    figures: Sequence[FigureInput] | None = None,
    **changes: Unpack[ClaimFields],
) -> Claim:
    """Change what a claim says, as long as nobody has reviewed it.

    Without `figures` they stay; with them they are replaced, and a figure at the same place keeps
    its row. Who changes anything is an author of the claim from then on, who neither reviews nor
    decides it. A recorded claim is read by others: changing it needs a reason. Refuses with
    `already_reviewed`, `required` (a reason) and what `record_claim` refuses.
    """
    with act(acts.REVISE, by=by, reason=reason):
        row = locked(claim)
        ensure(by, acts.REVISE, Involvement(by, row))
        if Review.objects.filter(assignment__round__claim=row, sealed_at__isnull=False).exists():
            raise Refusal(
                _("A review of this claim has been sealed, so its words and figures stay."),
                code="already_reviewed",
            )
        if row.status == ClaimStatus.RECORDED:
            reason = text(reason, field="reason", required=True)
        current: ClaimFields = {
            "incident": row.incident,
            "claimant": row.claimant,
            "spokesperson": row.spokesperson,
            "outlet": row.outlet,
            "statement": row.statement,
            "wording": row.wording,
            "nature": row.nature,
            "language": row.language,
            "made_on": PartialDate.of(row.made_on, row.made_on_precision),
            "place": row.place,
            "note": row.note,
        }
        current.update(changes)
        columns = _columns(at, current)
        columns["claimant"] = known_party(current["claimant"], field="claimant", by=by, at=at)
        checked = None if figures is None else check_figures(figures)
        before = content_of(row)
        changed = [name for name, value in columns.items() if getattr(row, name) != value]
        for name in changed:
            setattr(row, name, columns[name])
        if changed:
            row.save(update_fields=changed)
        if checked is not None:
            write_figures(row, checked)
            changed.append("figures")
        if content_of(row) != before:
            Authorship.objects.get_or_create(claim=row, person=by, defaults={"since": at})
        journal(
            verb="revised",
            target=row,
            claim_id=row.pk,
            by=by,
            at=at,
            reason=reason,
            data={"changed": changed},
        )
    claim.refresh_from_db()
    return claim


def _columns(at: datetime, fields: ClaimFields) -> dict[str, object]:
    """Check what a claim says and give it back as columns."""
    made_on = fields["made_on"].not_after(at, field="made_on")
    return {
        "incident": fields["incident"],
        "outlet": fields["outlet"],
        "place": fields["place"],
        "statement": text(fields["statement"], field="statement", required=True),
        "spokesperson": text(fields["spokesperson"], field="spokesperson", longest=200),
        "note": text(fields["note"], field="note"),
        "wording": word(fields["wording"], Wording, field="wording"),
        "nature": word(fields["nature"], Nature, field="nature"),
        "language": str(LanguageTag.parse(fields["language"], field="language")),
        "made_on": made_on.day,
        "made_on_precision": made_on.precision.value,
    }


def translate(
    *,
    claim: Claim,
    language: LanguageTag | str,
    text_: str,
    translator: str,
    by: User,
    at: datetime,
) -> Translation:
    """Put a statement into another language; `translator` is a person's name or the program's.

    The same translator's translation into the same language is replaced. Refuses with `required`,
    `too_long`, `language_tag`, `withdrawn` or `same_language`.
    """
    language = str(LanguageTag.parse(language, field="language"))
    body = text(text_, field="text", required=True)
    name = text(translator, field="translator", required=True, longest=200)
    with act(acts.TRANSLATE, by=by):
        row = locked(claim)
        ensure(by, acts.TRANSLATE, Involvement(by, row))
        if language == row.language:
            raise Refusal(
                _("The statement is in this language already."),
                code="same_language",
                field="language",
            )
        found = Translation.objects.filter(claim=row, language=language, translator=name).first()
        if found is not None and found.text == body:
            return found
        translation, _created = Translation.objects.update_or_create(
            claim=row,
            language=language,
            translator=name,
            defaults={"text": body, "added_by": by, "added_at": at},
        )
        journal(
            verb="translated",
            target=translation,
            claim_id=row.pk,
            by=by,
            at=at,
            data={"language": language},
        )
    return translation


def submit(*, claim: Claim, by: User, at: datetime) -> Claim:
    """Make a draft a recorded claim that everybody can read.

    Refuses with `illegal_move` (it is no draft) or `not_yours`.
    """
    return _move(claim, ClaimStatus.RECORDED, acts.SUBMIT, by=by, at=at, reason="")


def withdraw(*, claim: Claim, reason: str, by: User, at: datetime) -> Claim:
    """Take back a claim that nobody is reviewing.

    Refuses with `illegal_move`, `not_yours` or `required` (a reason).
    """
    return _move(claim, ClaimStatus.WITHDRAWN, acts.WITHDRAW, by=by, at=at, reason=reason)


def restore(*, claim: Claim, reason: str, by: User, at: datetime) -> Claim:
    """Bring a withdrawn claim back.

    Refuses with `illegal_move` (it is not withdrawn), `not_yours` or `required`.
    """
    return _move(claim, ClaimStatus.RECORDED, acts.RESTORE, by=by, at=at, reason=reason)


def _move(
    claim: Claim, to: ClaimStatus, what: Act[ClaimFacts], *, by: User, at: datetime, reason: str
) -> Claim:
    """Go through the door with the act asked first: several of them lead to "recorded"."""
    with act(what, by=by, reason=reason):
        row = locked(claim)
        ensure(by, what, Involvement(by, row))
        row = transition(claim=row, to=to, by=by, at=at, reason=reason)
    claim.status = row.status
    return row
