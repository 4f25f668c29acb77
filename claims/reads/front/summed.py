"""How much there is, with exercises and demonstrations apart: the rule of the front page.

What is invented, or was decided for demonstration, is never counted with the rest. A row is an
exercise's if nothing that really happened shows it: a page that a real claim rests on is counted
as real, also where an exercise cites it besides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from claims.models import Claim, Incident
from claims.reads import public_rows
from claims.reads.evidence.citations import really_cited
from claims.reads.profiles.party_record import named_really
from claims.reads.verdicts import NOT_REPLACED
from claims.reads.visible import claims_shown, dossiers_shown
from sources.models import Derivation, Page
from tracker.base.looked_up import LookedUp


@dataclass(frozen=True, slots=True)
class RowsCounted:
    """Numbers of public rows of one kind: real ones, or those of exercises.

    Args:
        rows: how many, by the name of their list.
        captures: how many, by outcome; an unfinished one by its status.
        findings: how many, by kind.
        verdicts: those in force, by rating.
    """

    rows: Mapping[str, int]
    captures: Mapping[str, int]
    findings: Mapping[str, int]
    verdicts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Summed:
    """How much there is.

    Args:
        real: what is about real events; verdicts that people gave.
        exercise: what exercises alone show, with their verdicts.
        demonstration: verdicts about real events that only show how one looks, by rating.
    """

    real: RowsCounted
    exercise: RowsCounted
    demonstration: Mapping[str, int]


def summed() -> Summed:
    """Count what the public may read."""
    verdicts = public_rows.verdicts().filter(NOT_REPLACED)
    real, shown = Q(claim__incident__is_exercise=False), Q(is_demonstration=True)
    return Summed(
        real=_counted(exercises=False, verdicts=verdicts.filter(real, ~shown)),
        exercise=_counted(exercises=True, verdicts=verdicts.filter(~real)),
        demonstration=_by(verdicts.filter(real, shown), "rating"),
    )


def _counted(*, exercises: bool, verdicts: QuerySet[Any]) -> RowsCounted:
    def these(rows: QuerySet[Any], real: Q) -> QuerySet[Any]:
        return rows.filter(~real if exercises else real).order_by()

    captures = these(public_rows.captures(), Q(page__in=_pages()))
    return RowsCounted(
        rows={name: these(rows, real).count() for name, (rows, real) in _lists().items()},
        captures=_by_outcome(captures),
        findings=_by(these(public_rows.findings(), _quoted("quotation")), "shown_kind"),
        verdicts=_by(verdicts, "rating"),
    )


def _lists() -> dict[str, tuple[QuerySet[Any], Q]]:
    """The rows that are counted, and the condition on which those of each list are real."""
    of_claim = Q(claim__incident__is_exercise=False)
    return {
        "claims": (public_rows.claims(), Q(incident__is_exercise=False)),
        "incidents": (public_rows.incidents(), Q(is_exercise=False)),
        "pairs": (public_rows.pairs(), Q(answers__incident__is_exercise=False)),
        "figures": (public_rows.figures(), of_claim),
        "parties": (public_rows.parties(), named_really()),
        "publishers": (public_rows.publishers(), _publishes_really()),
        "places": (public_rows.places(), _is_really_there()),
        "pages": (public_rows.pages(), Q(pk__in=_pages())),
        "citations": (public_rows.citations(), of_claim),
        "quotations": (public_rows.quotations(), _quoted("pk")),
    }


def _claims() -> QuerySet[Claim]:
    return claims_shown().filter(incident__is_exercise=False)


def _pages() -> QuerySet[Page, Any]:
    """Pages that a real claim rests on, or that such a page was taken from, as keys."""
    cited = really_cited()
    rests = Exists(cited.filter(page=OuterRef("pk")))
    led_to = Exists(cited.filter(page__derivations__from_page=OuterRef("pk")))
    return Page.objects.filter(rests | led_to).order_by().values("pk")


def _quoted(key: str) -> Q:
    quoted = really_cited().filter(quotation__isnull=False).values("quotation")
    return Q(**{f"{key}__in": quoted})


def _publishes_really() -> Q:
    """That a publisher has a real page, is credited by one, or makes a real claim."""
    pages = Page.objects.filter(pk__in=_pages(), publisher=OuterRef("pk"))
    credited = Derivation.objects.filter(from_publisher=OuterRef("pk"), page__in=_pages())
    own = _claims().filter(outlet=OuterRef("pk"))
    return Q(Exists(pages)) | Q(LookedUp(own)) | Q(Exists(credited))


def _is_really_there() -> Q:
    """That a real claim or incident has its place there."""
    incidents: QuerySet[Incident] = dossiers_shown().filter(is_exercise=False)
    claims = _claims().filter(place=OuterRef("pk"))
    return Q(LookedUp(claims)) | Q(LookedUp(incidents.filter(place=OuterRef("pk"))))


def _by(rows: QuerySet[Any], column: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(column).annotate(n=Count("pk")))


def _by_outcome(captures: QuerySet[Any]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for status, outcome, number in captures.values_list("status", "outcome").annotate(
        n=Count("pk")
    ):
        counted[outcome or status] = counted.get(outcome or status, 0) + number
    return counted
