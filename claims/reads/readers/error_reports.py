"""What readers report as wrong, for the desk, and for the reader who sent it."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from claims.models import Claim, Counterclaim, ErrorReport, Incident
from claims.reads.assignments import reviewing
from claims.reads.claims import oldest_made, pairs_shown
from claims.reads.incidents import incident_shown
from claims.reads.visible import claims_shown
from tracker.base.people.models import User


def claim_to_report(claim_id: int) -> Claim:
    """A public claim, as the form names it.

    Raises:
        Claim.DoesNotExist: there is no such claim, or it is not public.
    """
    return claims_shown().select_related("claimant", "outlet", "incident").get(pk=claim_id)


def pair_to_report(pair_id: int) -> Counterclaim:
    """A public pair, as the form names it.

    Raises:
        Counterclaim.DoesNotExist: there is no such pair, or it is not public.
    """
    return pairs_shown().get(pk=pair_id)


def dossier_to_report(slug: str) -> tuple[Incident, list[Claim]]:
    """A public dossier with its claims, as the form names them.

    Raises:
        Incident.DoesNotExist: there is no such dossier, or it is not public.
    """
    incident = incident_shown(slug)
    rows = claims_shown().filter(incident=incident)
    return incident, list(oldest_made(rows.select_related("claimant", "outlet")))


def reports_with_claims() -> QuerySet[ErrorReport]:
    """Reports with their claims, as the desk shows them."""
    return ErrorReport.objects.select_related(
        "claim__claimant", "claim__outlet", "claim__incident", "closed_by"
    )


def reports_seen_by(user: User) -> QuerySet[ErrorReport]:
    """Reports as an editor reads them: none of a claim while they take part in its round.

    What readers say of it may be right, and only one of the reviewers would know it.
    """
    return reports_with_claims().filter(~reviewing(user))


def reports_waiting(user: User, _today: dt.date) -> QuerySet[ErrorReport]:
    """Those of them that nobody has answered."""
    return reports_seen_by(user).filter(closed_at=None)


def report_of_key(key: str) -> tuple[ErrorReport, bool]:
    """A report by the key in its reader's address, and whether its claim is still public.

    Raises:
        ErrorReport.DoesNotExist: there is none.
    """
    report = reports_with_claims().get(key=key)
    return report, claims_shown().filter(pk=report.claim_id).exists()
