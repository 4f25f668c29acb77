"""Record claims, and change what nobody has reviewed yet.

What claims are about is recorded in `scene`; its names can be had from here too.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
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
from claims.operations.doubts.of_claim import doubts_of, refuse_doubtful
from claims.operations.figures import FigureInput, check_figures, check_states, write_figures
from claims.operations.hold import (
    ask,
    free_drafts,
    still_there,
    take_back,
    was_public,
    write_down,
)
from claims.operations.journal import journal
from claims.operations.matching.index import index_claim
from claims.operations.matching.near import refuse_said
from claims.operations.matching.widths import measure_pairs_of
from claims.operations.release import hide_again, release_at_once
from claims.operations.scene import (
    NewIncident,
    NewParty,
    NewPlace,
    OnTheSpot,
    record_incident,
    record_party,
    record_place,
)
from claims.operations.shared_evidence import affiliate
from claims.operations.transition import locked, transition
from claims.reads.journal.contents import content_of
from claims.reads.journal.said import fields_of_claim, said_otherwise
from claims.reads.later import was_shown_when_withdrawn
from claims.reads.visible import is_shown
from claims.rules import acts
from claims.rules.grants import ClaimFacts
from claims.rules.states import HELD, ClaimStatus
from sources.models import Publisher
from tracker.base.acts.law import ensure
from tracker.base.acts.names import refuse_taken, refusing_taken
from tracker.base.acts.table import Act
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.language_tag import LanguageTag
from tracker.base.values.partial_date import UNKNOWN_DATE, PartialDate
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text, whole_sentence, word

__all__ = [
    "ClaimFields",
    "FigureInput",
    "affiliate",
    "record_claim",
    "record_incident",
    "record_party",
    "record_place",
    "restore",
    "retract_translation",
    "revise_claim",
    "submit",
    "translate",
    "withdraw",
]


_MADE_ON_THE_SPOT = ("incident", "claimant", "place")
"""What of a claim may be recorded together with it."""


class ClaimFields(TypedDict, total=False):
    """What a claim says: everything of it that may be revised."""

    incident: Incident | NewIncident
    claimant: Party | NewParty
    spokesperson: str
    spokesperson_role: str
    channel: str
    outlet: Publisher | None
    statement: str
    wording: str
    nature: str
    language: LanguageTag | str
    made_on: PartialDate
    place: Place | NewPlace | None
    internal_note: str
    public_note: str


def record_claim(
    *,
    incident: Incident | NewIncident,
    claimant: Party | NewParty,
    statement: str,
    wording: str,
    by: User,
    at: datetime,
    language: LanguageTag | str = "en",
    figures: Sequence[FigureInput] = (),
    spokesperson: str = "",
    spokesperson_role: str = "",
    channel: str = "",
    outlet: Publisher | None = None,
    nature: str = Nature.STATEMENT.value,
    made_on: PartialDate = UNKNOWN_DATE,
    place: Place | NewPlace | None = None,
    internal_note: str = "",
    public_note: str = "",
    reference: str | None = None,
    draft: bool = False,
    offer_said: bool = False,
    sure: Collection[str] | None = None,
) -> Claim:
    """Record one statement by one claimant about one incident, with its figures.

    A new claimant, incident, place or subject of a figure is recorded with it. `wording` says
    whose words the statement is in, `spokesperson_role` what the spokesperson is and `channel` how
    it was said; `outlet` is set where an outlet speaks in its own voice; a `draft` is seen by its
    author and editors only until it is submitted. A claim of the claimant that is most likely the
    same is offered (`offer_said`), and never taken unasked. What may be a slip is asked about
    unless somebody is `sure` of it; None asks nothing. Refuses with `required`, `too_long`,
    `unknown_value`, `language_tag`, `in_future`, `reference_taken`, `role_of_nobody`,
    `said_already`, `doubtful`, and what `check_figures`, `record_party`, `record_place` and
    `record_incident` refuse.
    """
    ensure(by, acts.RECORD_CLAIM)
    fields: ClaimFields = {
        "incident": incident,
        "claimant": claimant,
        "statement": statement,
        "wording": wording,
        "language": language,
        "spokesperson": spokesperson,
        "spokesperson_role": spokesperson_role,
        "channel": channel,
        "outlet": outlet,
        "nature": nature,
        "made_on": made_on,
        "place": place,
        "internal_note": internal_note,
        "public_note": public_note,
    }
    columns = _columns(at, fields)
    reference = text(reference or "", field="reference", longest=150) or None
    checked = check_figures(figures, made_on=made_on, at=at)
    status = ClaimStatus.DRAFT if draft else ClaimStatus.RECORDED
    verb = "drafted" if draft else "recorded"
    with act(acts.RECORD_CLAIM, by=by):
        if reference:
            refuse_taken(Claim, "reference", reference)
        spot = OnTheSpot(by=by, at=at)
        columns |= {name: spot.row(columns[name], field=name) for name in _MADE_ON_THE_SPOT}
        claim = Claim(
            **columns, reference=reference, status=status.value, created_by=by, created_at=at
        )
        with refusing_taken(Claim, "reference", reference):
            claim.save()
        write_figures(claim, checked, spot)
        journal(
            verb=verb,
            target=claim,
            claim_id=claim.pk,
            by=by,
            at=at,
            to_status=status.value,
        )
        if not draft:
            release_at_once(claim, by=by, at=at)
        index_claim(claim)
        if sure is not None:
            refuse_doubtful(claim, sure=sure)
        if offer_said:
            refuse_said(claim, by=by)
    return claim


def revise_claim(
    *,
    claim: Claim,
    by: User,
    at: datetime,
    reason: str = "",
    figures: Sequence[FigureInput] | None = None,
    sure: Collection[str] | None = None,
    **changes: Unpack[ClaimFields],
) -> Claim:
    """Change what a claim says: before it is reviewed, and openly by an editor later.

    Without `figures` they stay; with them they are replaced, and a figure at the same place keeps
    its row. Who changes anything is an author of the claim from then on, who neither reviews nor
    decides it. A claim that is not a draft is read by others: changing it needs a reason. What may
    be a slip and was not there before is asked about unless somebody is `sure` of it. Refuses
    with `already_reviewed`, `required` (a reason), `figure_judged`, what `hold.ask` refuses and
    what `record_claim` refuses.
    """
    with act(acts.REVISE, by=by, reason=reason):
        row = locked(claim)
        reason = ask(row, acts.REVISE, by=by, reason=reason)
        if row.status == ClaimStatus.RECORDED:
            _check_unreviewed(row)
            reason = text(reason, field="reason", required=True)
        made_before = PartialDate.of(row.made_on, row.made_on_precision)
        current: ClaimFields = {
            "incident": row.incident,
            "claimant": row.claimant,
            "spokesperson": row.spokesperson,
            "spokesperson_role": row.spokesperson_role,
            "channel": row.channel,
            "outlet": row.outlet,
            "statement": row.statement,
            "wording": row.wording,
            "nature": row.nature,
            "language": row.language,
            "made_on": made_before,
            "place": row.place,
            "internal_note": row.internal_note,
            "public_note": row.public_note,
        }
        current.update(changes)
        columns = _columns(at, current)
        spot = OnTheSpot(by=by, at=at)
        columns |= {name: spot.row(columns[name], field=name) for name in _MADE_ON_THE_SPOT}
        checked = None
        if figures is None and current["made_on"] != made_before:
            check_states(row.figures.all(), made_on=current["made_on"])
        if figures is not None:
            checked = check_figures(figures, made_on=current["made_on"], at=at)
        known = () if sure is None else [doubt.answer for doubt in doubts_of(row)]
        before, said_before = content_of(row), fields_of_claim(row)
        changed = [name for name, value in columns.items() if getattr(row, name) != value]
        for name in changed:
            setattr(row, name, columns[name])
        if "incident" in changed and row.released_at is not None:
            hide_again(row)  # it was released into the dossier it leaves
        if changed:
            row.save(update_fields=changed)
        if checked is not None:
            surplus = row.figures.filter(position__gte=len(checked))
            free_drafts(row, list(surplus.values_list("pk", flat=True)))
            write_figures(row, checked, spot)
            changed.append("figures")
        says_the_same = content_of(row) == before
        if not says_the_same:
            Authorship.objects.get_or_create(claim=row, person=by, defaults={"since": at})
        journal(
            verb="revised",
            target=row,
            claim_id=row.pk,
            by=by,
            at=at,
            reason=reason,
            data={
                "changed": changed,
                **_said_until_now(row, said_before),
                **({acts.SAYS_THE_SAME: True} if says_the_same else {}),
            },
        )
        write_down(row, by=by, at=at)
        index_claim(row)
        if sure is not None:
            refuse_doubtful(row, sure={*sure, *known})
        measure_pairs_of(Claim.objects.filter(pk=row.pk))
    claim.refresh_from_db()
    return claim


def _said_until_now(claim: Claim, before: Mapping[str, str]) -> dict[str, list[list[str]]]:
    """What was said until now, for the journal; what stood in a draft is its author's alone."""
    if claim.status == ClaimStatus.DRAFT:
        return {}
    return {"changes": said_otherwise(before, fields_of_claim(Claim.objects.get(pk=claim.pk)))}


def _check_unreviewed(claim: Claim) -> None:
    if Review.objects.filter(assignment__round__claim=claim, sealed_at__isnull=False).exists():
        raise Refusal(
            _("A review of this claim has been sealed, so its words and figures stay."),
            code="already_reviewed",
        )


def _columns(at: datetime, fields: ClaimFields) -> dict[str, object]:
    """Check what a claim says and give it back as columns."""
    made_on = fields["made_on"].not_after(at, field="made_on")
    spokesperson = text(fields["spokesperson"], field="spokesperson", longest=200)
    role = text(fields["spokesperson_role"], field="spokesperson_role", longest=200)
    if role and not spokesperson:
        raise Refusal(
            _("Name the spokesperson, or leave the role out."),
            code="role_of_nobody",
            field="spokesperson_role",
        )
    return {
        "incident": fields["incident"],
        "claimant": fields["claimant"],
        "outlet": fields["outlet"],
        "place": fields["place"],
        "statement": text(fields["statement"], field="statement", required=True),
        "spokesperson": spokesperson,
        "spokesperson_role": role,
        "channel": text(fields["channel"], field="channel", longest=200),
        "internal_note": text(fields["internal_note"], field="internal_note"),
        "public_note": text(fields["public_note"], field="public_note"),
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
    by: User,
    at: datetime,
    translator: str = "",
    reason: str = "",
) -> Translation:
    """Put a statement into another language.

    Without `translator` it is the work of who puts it there, under the name of their account; a
    name of somebody else, or of a program, is kept as one that nobody has confirmed. People mend
    their own translation until reviewers have begun; what another put there is not written over.
    Refuses with `required`, `too_long`, `language_tag`, `withdrawn`, `same_language`,
    `translated_already` and what `hold.ask` refuses.
    """
    language = str(LanguageTag.parse(language, field="language"))
    body = text(text_, field="text", required=True)
    name = text(translator, field="translator", longest=200)
    own = name in ("", by.get_full_name())
    with act(acts.TRANSLATE, by=by, reason=reason):
        row = locked(claim)
        why = ask(row, acts.TRANSLATE, by=by, reason=reason)
        if language == row.language:
            raise Refusal(
                _("The statement is in this language already."),
                code="same_language",
                field="language",
            )
        wanted = {"language": language, "translator": name or by.get_full_name()}
        found = Translation.objects.filter(claim=row, **wanted).first()
        if found is not None and found.text == body:
            return found
        if found is not None:
            _check_own(row, found, by)
        translation = found or Translation(claim=row, **wanted)
        translation.text, translation.added_by, translation.added_at = body, by, at
        translation.translated_by = by if own else None
        translation.save()
        journal(
            verb="translated",
            target=translation,
            claim_id=row.pk,
            by=by,
            at=at,
            reason=why,
            data={"language": language},
        )
        write_down(row, by=by, at=at)
        index_claim(row)
    return translation


def _check_own(claim: Claim, found: Translation, by: User) -> None:
    if found.added_by_id != by.pk:
        raise Refusal(
            _(
                "%(name)s has put a translation under this name already, and it is not written "
                "over. Put yours under your own name, or have somebody use “%(act)s” first."
            )
            % {"name": found.added_by.get_full_name(), "act": _(acts.RETRACT_TRANSLATION.label)},
            code="translated_already",
            field="translator",
        )
    if claim.status in HELD:
        raise Refusal(
            _("This is what reviewers read. Use “%(act)s” first, and add the new one then.")
            % {"act": _(acts.RETRACT_TRANSLATION.label)},
            code="translated_already",
            field="text",
        )


def retract_translation(*, translation: Translation, reason: str, by: User, at: datetime) -> None:
    """Take a translation back; where readers may have seen it, its row stays and says why.

    Refuses with `required` without a why, `already_taken_back` (somebody else was quicker) and what
    `hold.ask` refuses.
    """
    why = text(reason, field="reason", required=True)
    with act(acts.RETRACT_TRANSLATION, by=by, reason=why):
        claim = locked(translation.claim)
        row = still_there(Translation.objects.filter(pk=translation.pk).first())
        row.claim = claim
        ask(claim, acts.RETRACT_TRANSLATION, by=by, reason=why, thing=row)
        journal(
            verb="translation_retracted",
            target=row,
            claim_id=claim.pk,
            by=by,
            at=at,
            reason=why,
            data={"language": row.language},
        )
        take_back(row, keep=was_public(claim), reason=why, by=by, at=at)
        write_down(claim, by=by, at=at)
        index_claim(claim)


def submit(*, claim: Claim, by: User, at: datetime) -> Claim:
    """Make a draft a recorded claim; a dossier that says so shows it to readers at once.

    Refuses with `illegal_move` (it is no draft) or `not_yours`.
    """
    with act(acts.SUBMIT, by=by):
        row = _move(claim, ClaimStatus.RECORDED, acts.SUBMIT, by=by, at=at, reason="")
        release_at_once(row, by=by, at=at)
    return row


def withdraw(*, claim: Claim, reason: str, by: User, at: datetime) -> Claim:
    """Take back a claim that nobody is reviewing, its published verdict with it.

    Refuses with `illegal_move`, `not_yours`, `required` or, where readers may have seen it and are
    given the reason, `no_sentence`.
    """
    with act(acts.WITHDRAW, by=by, reason=reason):
        if was_public(claim):
            whole_sentence(reason, field="reason")
        return _move(
            claim,
            ClaimStatus.WITHDRAWN,
            acts.WITHDRAW,
            by=by,
            at=at,
            reason=reason,
            data={"was_shown": is_shown(claim)},
        )


def restore(*, claim: Claim, reason: str, by: User, at: datetime) -> Claim:
    """Bring a withdrawn claim back to the desk, with its verdict if one was published.

    With its verdict it is public again at once, as it was; else readers see it once it is released
    again. Who read that it was withdrawn reads why it is back. Refuses with `illegal_move` (it is
    not withdrawn), `not_yours`, `required` or, where readers are given the reason, `no_sentence`.
    """
    to = ClaimStatus.PUBLISHED if claim.verdicts.exists() else ClaimStatus.RECORDED
    with act(acts.RESTORE, by=by, reason=reason):
        was_shown = was_shown_when_withdrawn(claim)
        if was_shown:
            whole_sentence(reason, field="reason")
        data = {"was_shown": was_shown}
        row = _move(claim, to, acts.RESTORE, by=by, at=at, reason=reason, data=data)
        if to is ClaimStatus.RECORDED:
            hide_again(row)
    return row


def _move(
    claim: Claim,
    to: ClaimStatus,
    what: Act[ClaimFacts],
    *,
    by: User,
    at: datetime,
    reason: str,
    data: Mapping[str, object] | None = None,
) -> Claim:
    """Go through the door with the act asked first: several of them lead to "recorded"."""
    with act(what, by=by, reason=reason):
        row = locked(claim)
        ensure(by, what, Involvement(by, row))
        row = transition(claim=row, to=to, by=by, at=at, reason=reason, data=data)
    claim.status = row.status
    return row
