"""What was added last and is no exercise: pairs, dossiers, verdicts, altered evidence."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from claims.models import Claim, Counterclaim, Incident, Verdict
from claims.reads.claims import for_cards
from claims.reads.evidence.changes import changes_shown
from claims.reads.incidents import incidents_shown, newest_incidents
from claims.reads.verdicts import corrections_shown, verdicts_in_force
from claims.reads.visible import claims_shown, pairs_public
from sources.models import Recheck, RecheckKind

_LOST = (RecheckKind.QUOTATION_ALTERED, RecheckKind.QUOTATION_GONE)


def newest_pairs(most: int) -> tuple[list[Claim], list[Counterclaim]]:
    """Of the pairs that were recorded last those of claims that may contradict each other.

    Left out are those whose figures have been found not to: of most pairs that is known.

    Args:
        most: how many pairs are looked at.

    Returns:
        The claims, and every pair of two of these claims.
    """
    newest = (
        pairs_public()
        .filter(answers__incident__is_exercise=False)
        .order_by("-pk")
        .values_list("claim_id", "answers_id", "how_far", "width")[:most]
    )
    keys = {
        key
        for claim, answers, how_far, width in newest
        if width is not None or not how_far
        for key in (claim, answers)
    }
    claims = for_cards(claims_shown().filter(pk__in=keys))
    return list(claims), list(pairs_public().filter(claim__in=keys, answers__in=keys))


def dossiers_added_to(most: int) -> list[Incident]:
    """The dossiers with the newest claims; of one day, what happened last stands first.

    Args:
        most: how many dossiers.
    """
    return list(newest_incidents(most, is_exercise=False)[:most])


def verdicts_of_people() -> QuerySet[Verdict]:
    """Verdicts in force that people gave on what really happened, newest first."""
    return verdicts_in_force().filter(claim__incident__is_exercise=False, is_demonstration=False)


def corrections_of_people() -> QuerySet[Verdict]:
    """Verdicts that people gave on what really happened in the place of others, newest first."""
    real = corrections_shown().filter(claim__incident__is_exercise=False)
    return real.filter(is_demonstration=False)


def evidence_lost() -> QuerySet[Recheck]:
    """Looks that found a quoted passage changed or gone, newest first; none of an exercise."""
    # That they are not unchanged says nothing new, but to the index of what is told.
    told = changes_shown().exclude(kind=RecheckKind.UNCHANGED)
    found = told.filter(Q(kind__in=_LOST) | Q(number_altered=True))
    shown = found.filter(Q(shown_kind__in=_LOST) | Q(shown_number=True))
    return shown.filter(Q(is_exercise=False))


def exercises() -> QuerySet[Incident]:
    """Dossiers of exercises that may be read, those with the newest claims first."""
    return incidents_shown().filter(is_exercise=True)


def demonstration_verdicts() -> QuerySet[Verdict]:
    """Verdicts in force that only show how one looks, newest first."""
    return verdicts_in_force().filter(is_demonstration=True)
