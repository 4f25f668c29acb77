"""Release dossiers and claims to readers, and withdraw a dossier from them.

Recording publishes nothing: an editor releases a dossier, and claims into it one by one, or at
once as they are recorded if the dossier says so.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from claims.involvement import Involvement
from claims.models import Claim, Incident
from claims.operations.journal import journal
from claims.operations.transition import locked
from claims.rules import acts
from claims.rules.states import PUBLIC
from tracker.base.acts.law import ensure
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text, whole_sentence


def release_dossier(
    *, incident: Incident, by: User, at: datetime, at_once: bool = False, with_claims: bool = True
) -> Incident:
    """Release a dossier to readers; they see it as soon as one of its claims is released too.

    `with_claims` releases every claim of it that is neither a draft nor withdrawn; `at_once` lets
    claims recorded later be public without an editor. Refuses with `already_released`.
    """
    with act(acts.RELEASE_DOSSIER, by=by):
        row = _locked_dossier(incident)
        if row.released_at is not None:
            raise Refusal(_("The dossier has been released already."), code="already_released")
        row.released_at, row.released_by, row.releases_at_once = at, by, at_once
        row.save(update_fields=["released_at", "released_by", "releases_at_once"])
        journal(
            verb="dossier_released", target=row, by=by, at=at, data={"releases_at_once": at_once}
        )
        if with_claims:
            _release_all(row, by=by, at=at)
    incident.refresh_from_db()
    return row


def release_ready(*, incident: Incident, by: User, at: datetime) -> list[Claim]:
    """Release every claim of a released dossier that waits: neither draft nor withdrawn.

    Refuses with `dossier_not_released` or `dossier_withdrawn`.
    """
    with act(acts.RELEASE_DOSSIER, by=by):
        row = _locked_dossier(incident)
        _check_open(row)
        return _release_all(row, by=by, at=at)


def change_releasing(*, incident: Incident, at_once: bool, by: User, at: datetime) -> Incident:
    """Say whether claims recorded later are public at once; saying it twice changes nothing.

    Refuses with `dossier_not_released`.
    """
    with act(acts.CHANGE_RELEASING, by=by):
        row = _locked_dossier(incident)
        if row.released_at is None:
            raise _not_released()
        if row.releases_at_once != at_once:
            row.releases_at_once = at_once
            row.save(update_fields=["releases_at_once"])
            verb = "releasing_at_once" if at_once else "releasing_one_by_one"
            journal(verb=verb, target=row, by=by, at=at)
    incident.refresh_from_db()
    return row


def withdraw_dossier(
    *, incident: Incident, reason: str, by: User, at: datetime, notice: str = ""
) -> Incident:
    """Take a released dossier off every surface; what stays for readers is a notice.

    `reason` stays at the desk; `notice` is what readers are told besides that and when it was
    withdrawn. Refuses with `required` (no reason), `no_sentence` (the notice),
    `dossier_not_released` or `dossier_withdrawn`.
    """
    why = text(reason, field="reason", required=True)
    told = whole_sentence(notice, field="notice", required=False)
    with act(acts.WITHDRAW_DOSSIER, by=by, reason=why):
        row = _locked_dossier(incident)
        _check_open(row)
        row.withdrawn_at, row.withdrawn_by = at, by
        row.withdrawn_reason, row.withdrawn_notice = why, told
        row.save(update_fields=_WITHDRAWAL)
        journal(
            verb="dossier_withdrawn", target=row, by=by, at=at, reason=why, data={"notice": told}
        )
    incident.refresh_from_db()
    return row


def restore_dossier(*, incident: Incident, reason: str, by: User, at: datetime) -> Incident:
    """Show a withdrawn dossier to readers again, with the claims that were released in it.

    Refuses with `required` (no reason) or `not_withdrawn`.
    """
    why = text(reason, field="reason", required=True)
    with act(acts.RESTORE_DOSSIER, by=by, reason=why):
        row = _locked_dossier(incident)
        if row.withdrawn_at is None:
            raise Refusal(_("The dossier has not been withdrawn."), code="not_withdrawn")
        row.withdrawn_at, row.withdrawn_by = None, None
        row.withdrawn_reason = row.withdrawn_notice = ""
        row.save(update_fields=_WITHDRAWAL)
        journal(verb="dossier_restored", target=row, by=by, at=at, reason=why)
    incident.refresh_from_db()
    return row


def release_claim(*, claim: Claim, by: User, at: datetime) -> Claim:
    """Release one claim into its released dossier.

    Refuses with `draft`, `withdrawn`, `already_released`, `dossier_not_released` or
    `dossier_withdrawn`.
    """
    with act(acts.RELEASE_CLAIM, by=by):
        row = locked(claim)
        ensure(by, acts.RELEASE_CLAIM, Involvement(by, row))
        if row.released_at is not None:
            raise Refusal(_("The claim has been released already."), code="already_released")
        _check_open(row.incident)
        _release(row, by=by, at=at)
    claim.released_at, claim.released_by = row.released_at, row.released_by
    return row


def release_with_verdict(claim: Claim, *, by: User, at: datetime) -> None:
    """Release a claim, whose row is locked, because its verdict is published.

    Refuses with `dossier_not_released` or `dossier_withdrawn`: a verdict that nobody could read
    would be none.
    """
    _check_open(claim.incident)
    if claim.released_at is None:
        _release(claim, by=by, at=at)


def release_at_once(claim: Claim, *, by: User, at: datetime) -> None:
    """Release a claim that was just recorded or submitted, if its dossier says so.

    It is one act with the recording, so the journal has one line for both.
    """
    dossier = claim.incident
    if dossier.releases_at_once and dossier.withdrawn_at is None:
        _put_out(claim, by=by, at=at)


def hide_again(claim: Claim) -> None:
    """Put a claim, whose row is locked, back into the working state, where it is brought back."""
    claim.released_at, claim.released_by = None, None
    claim.save(update_fields=["released_at", "released_by"])


_WITHDRAWAL = ["withdrawn_at", "withdrawn_by", "withdrawn_reason", "withdrawn_notice"]


def _locked_dossier(incident: Incident) -> Incident:
    return Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)


def ready_claims() -> QuerySet[Claim]:
    """Claims that could be released once their dossier is: neither draft nor withdrawn."""
    statuses = [status.value for status in PUBLIC]
    return Claim.objects.filter(released_at=None, status__in=statuses).order_by("pk")


def _release_all(dossier: Incident, *, by: User, at: datetime) -> list[Claim]:
    rows = list(ready_claims().select_for_update(of=("self",)).filter(incident=dossier))
    for row in rows:
        _release(row, by=by, at=at)
    return rows


def _put_out(claim: Claim, *, by: User, at: datetime) -> None:
    claim.released_at, claim.released_by = at, by
    claim.save(update_fields=["released_at", "released_by"])


def _release(claim: Claim, *, by: User, at: datetime) -> None:
    _put_out(claim, by=by, at=at)
    journal(verb="claim_released", target=claim, claim_id=claim.pk, by=by, at=at)


def _check_open(dossier: Incident) -> None:
    if dossier.released_at is None:
        raise _not_released()
    if dossier.withdrawn_at is not None:
        raise Refusal(
            _("The dossier has been withdrawn. Use “%(act)s” first.")
            % {"act": _(acts.RESTORE_DOSSIER.label)},
            code="dossier_withdrawn",
        )


def _not_released() -> Refusal:
    return Refusal(
        _("The dossier has not been released. Use “%(act)s” on its page at the desk first.")
        % {"act": _(acts.RELEASE_DOSSIER.label)},
        code="dossier_not_released",
    )
