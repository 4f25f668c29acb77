"""What readers report as wrong, for the desk, and for the reader who sent it."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db.models import Q, QuerySet

from claims.models import Claim, Counterclaim, ErrorReport, Incident, Party
from claims.reads.assignments import reviewing, reviews_anything
from claims.reads.claims import oldest_made, pairs_shown
from claims.reads.evidence.captures import captures_shown
from claims.reads.evidence.pages import evidence_sheet
from claims.reads.incidents import incident_shown
from claims.reads.parties import is_exercise_party, is_exercise_publisher, party, publisher
from claims.reads.visible import claims_shown
from sources.models import Capture, Page, Publisher
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


def party_to_report(slug: str) -> tuple[Party, bool]:
    """A public party, and whether it is one of exercises alone.

    Raises:
        Party.DoesNotExist: there is no such party, or nothing public names it.
    """
    found = party(slug)
    return found, is_exercise_party(found)


def publisher_to_report(slug: str) -> tuple[Publisher, bool]:
    """A public publisher, and whether it is one of exercises alone.

    Raises:
        Publisher.DoesNotExist: there is no such publisher, or nothing public rests on it.
    """
    found = publisher(slug)
    return found, is_exercise_publisher(found)


def source_to_report(page_id: int) -> tuple[Page, list[Claim], bool]:
    """A public page, the claims that cite it, and whether an exercise does.

    Raises:
        Page.DoesNotExist: there is no such page, or nothing public rests on it.
    """
    sheet = evidence_sheet(page_id)
    claims = {citation.claim.pk: citation.claim for citation in sheet.cited_by}
    return sheet.page, list(claims.values()), sheet.is_exercise


def capture_to_report(capture_id: UUID) -> Capture:
    """A public capture.

    Raises:
        Capture.DoesNotExist: there is no such capture, or it is not public.
    """
    return captures_shown(to_staff=False).get(pk=capture_id)


def reports_with_claims() -> QuerySet[ErrorReport]:
    """Reports with their claims, as the desk shows them."""
    return ErrorReport.objects.select_related(
        "claim__claimant", "claim__outlet", "claim__incident", "closed_by"
    )


def reports_seen_by(user: User) -> QuerySet[ErrorReport]:
    """Reports as an editor reads them: none of a claim while they take part in its round.

    What readers say of it may be right, and only one of the reviewers would know it. One that names
    no claim may speak of any, so nobody reads it who takes part in a round.
    """
    seen = Q(~reviewing(user), claim__isnull=False)
    if not reviews_anything(user):
        seen |= Q(claim=None)
    return reports_with_claims().filter(seen)


def reports_waiting(user: User, _today: dt.date) -> QuerySet[ErrorReport]:
    """Those of them that nobody has answered."""
    return reports_seen_by(user).filter(closed_at=None)


def report_of_key(key: str) -> tuple[ErrorReport, bool]:
    """A report by the key in its reader's address, and whether its claim, if any, is still public.

    Raises:
        ErrorReport.DoesNotExist: there is none.
    """
    report = reports_with_claims().get(key=key)
    is_shown = report.claim_id is None or claims_shown().filter(pk=report.claim_id).exists()
    return report, is_shown
