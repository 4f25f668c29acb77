"""What claims say at a moment: what versions are written from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from claims.models import Citation, Claim, Counterclaim, Figure, FigureSubject, Translation
from tracker.base.ledger.chain import canonical
from tracker.base.retraction import standing_at

# What of each row is part of a version. Who added it and when is not, nor where the claim stands;
# figures and citations have their keys, because reviews name them. Internal notes are not: they are
# no part of what a claim says, and a remark among colleagues does not make another version.
OF_CLAIM = (
    "incident_id",
    "claimant_id",
    "spokesperson",
    "spokesperson_role",
    "channel",
    "outlet_id",
    "statement",
    "wording",
    "nature",
    "language",
    "made_on",
    "made_on_precision",
    "place_id",
    "public_note",
)
LATER_OF_CLAIM = frozenset({"spokesperson_role", "channel"})
"""Columns that are younger than the first versions: no part of one while nothing stands in them."""
OF_FIGURE = (
    "id",
    "position",
    "measure",
    "low",
    "best",
    "high",
    "qualifier",
    "wording",
    "public_note",
    "as_published",
)
OF_SCOPE = ("part", "place_id", "period", "period_precision", "as_of", "as_of_precision")
OF_TRANSLATION = ("language", "text", "translator")
OF_CITATION = (
    "id",
    "page_id",
    "quotation_id",
    "stance",
    "credibility",
    "locator",
    "public_note",
    "position",
    "own_means",
)
OF_PAIR = ("claim_id", "answers_id", "ground", "public_note")


def content_of(claim: Claim) -> str:
    """Statement, figures, translations, citations and pairs of a claim, as canonical JSON."""
    return canonical(contents_of([claim])[claim.pk])


def contents_of(
    claims: Collection[Claim], *, at: datetime | None = None
) -> dict[int, dict[str, Any]]:
    """The same of several claims by their keys, in a fixed number of queries.

    Args:
        claims: the claims.
        at: the moment whose translations, citations and pairs are read, those taken back since
            among them; None reads those of now. Claims and figures are always those of now.
    """
    keys = [claim.pk for claim in claims]
    figures = _by_claim(_figures(keys))
    translations = _stood(Translation, at).filter(claim__in=keys)
    translated = _by_claim(
        translations.order_by("language", "translator").values("claim_id", *OF_TRANSLATION)
    )
    cited = _by_claim(_citations(_stood(Citation, at).filter(claim__in=keys)))
    pairs = _pairs(keys, at)
    return {
        claim.pk: {
            "claim": _claim(claim),
            "figures": figures[claim.pk],
            "translations": translated[claim.pk],
            "citations": cited[claim.pk],
            "pairs": pairs[claim.pk],
        }
        for claim in claims
    }


def _stood(model: Any, at: datetime | None) -> QuerySet[Any]:
    """The rows that stood at a moment: added by then, and not taken back before it ended."""
    if at is None:
        rows: QuerySet[Any] = model.objects.all()
        return rows
    kept: QuerySet[Any] = model.everything.filter(standing_at(at), added_at__lte=at)
    return kept


def _by_claim(rows: Iterable[dict[str, Any]]) -> dict[int, list[dict[str, Any]]]:
    """Rows by their claims, whose keys they lose: what a version says is said of its claim."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["claim_id"]].append({k: v for k, v in row.items() if k != "claim_id"})
    return found


def _claim(claim: Claim) -> dict[str, Any]:
    """What stands in the claim's own row; without a role or a channel, as before there were any."""
    given = {name: getattr(claim, name) for name in OF_CLAIM}
    return {name: said for name, said in given.items() if said or name not in LATER_OF_CLAIM}


def _citations(citations: QuerySet[Citation]) -> Iterator[dict[str, Any]]:
    """The citations in order; one that nobody marked says nothing of means, as before marks."""
    for row in citations.order_by("position", "pk").values("claim_id", *OF_CITATION):
        yield {name: value for name, value in row.items() if value or name != "own_means"}


def _pairs(keys: Collection[int], at: datetime | None) -> dict[int, list[dict[str, Any]]]:
    """The pairs by the claims at both their sides."""
    rows = _stood(Counterclaim, at).filter(Q(claim__in=keys) | Q(answers__in=keys))
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows.order_by("pk").values(*OF_PAIR):
        for side in ("claim_id", "answers_id"):
            found[row[side]].append(row)
    return found


def _figures(keys: Collection[int]) -> Iterator[dict[str, Any]]:
    """The figures in order, each with the parties whose losses it counts."""
    subjects: dict[int, list[int]] = defaultdict(list)
    counted = FigureSubject.objects.filter(figure__claim__in=keys).order_by("position", "pk")
    for figure, party in counted.values_list("figure_id", "party_id"):
        subjects[figure].append(party)
    figures = Figure.objects.filter(claim__in=keys).order_by("position", "pk")
    for row in figures.values("claim_id", *OF_FIGURE, *OF_SCOPE):
        said = {name: value for name, value in row.items() if name not in OF_SCOPE}
        yield {**said, **_scope(row), "subjects": subjects[row["id"]]}


def _scope(figure: dict[str, Any]) -> dict[str, Any]:
    """The scope of a figure that has one; versions of others are those from before there were any.

    What is not given stays away, and so does the precision of a date that is not known.
    """
    given = {name: figure[name] for name in OF_SCOPE if figure[name] not in (None, "", "unknown")}
    return {"scope": given} if given else {}
