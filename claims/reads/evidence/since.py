"""Whether a page that a claim rests on says something else since: read with its figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from claims.models import Citation, Claim, Figure
from claims.reads.evidence.changes import notes_on, says_of
from sources.models import RecheckKind
from sources.reads.withheld import hidden_pages, hidden_quotations

_ALTERED, _GONE = "altered", "gone"
"""What may become of a quotation that then no longer stands as it was cited."""
_KINDS = (RecheckKind.QUOTATION_ALTERED, RecheckKind.QUOTATION_GONE)


def altered_in(figure: Figure) -> int | None:
    """The newest comparison that shows it; None where there is none, or none was read.

    Args:
        figure: of `figures_shown`, or of a claim that `mark_altered_then` was given.
    """
    key: int | None = vars(figure).get("altered_in")
    return key


def figures_shown() -> QuerySet[Figure]:
    """Figures, each with the newest comparison that found a quotation of its claim altered or gone.

    It is read in the same query; what is withheld to protect a source tells of nothing.
    """
    # From the citations, which are few, to the looks at their pages.
    looks = (
        Citation.objects.filter(claim=OuterRef("claim_id"), quotation__isnull=False)
        .exclude(page__in=hidden_pages())
        .exclude(quotation__in=hidden_quotations())
        .alias(
            look=FilteredRelation("page__rechecks", condition=Q(page__rechecks__kind__in=_KINDS))
        )
        .filter(
            Q(says_of(F("look__quotations"), "quotation_id", "change", _ALTERED))
            | Q(says_of(F("look__quotations"), "quotation_id", "change", _GONE))
        )
    )
    newest = looks.order_by("-look__at", "-look__pk").values("look__pk")[:1]
    return Figure.objects.annotate(altered_in=Subquery(newest))


def mark_altered_then(claims: Iterable[Claim], citations: Iterable[Citation], at: datetime) -> None:
    """Put to the figures of claims as they stood what looks had shown by then.

    Args:
        claims: with their figures of then.
        citations: what they rested on.
        at: the moment.
    """
    given = list(citations)
    notes = notes_on(given, at=at)
    newest: dict[int, tuple[datetime, int]] = {}
    for citation in given:
        for note in notes.of_quotations[citation.quotation_id or 0]:
            if note.change in {_ALTERED, _GONE}:
                known = newest.get(citation.claim_id, (note.at, note.recheck))
                newest[citation.claim_id] = max(known, (note.at, note.recheck))
    for claim in claims:
        if claim.pk in newest:
            for figure in claim.figures.all():
                vars(figure)["altered_in"] = newest[claim.pk][1]
