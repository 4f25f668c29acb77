"""Write down what a claim says at one moment."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db.models import Q

from claims.models import Claim, Counterclaim, FigureSubject, Version
from claims.reads.ledger.kinds import VERSION
from claims.reads.mending.sealed import is_said
from tracker.base.ledger.chain import canonical, digest
from tracker.base.ledger.operations import enter_rows
from tracker.base.people.models import User

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


def present_version(*, claim: Claim, by: User, at: datetime) -> Version:
    """What `claim`, whose row is locked, says now: the newest version if it still says that.

    That two of what it names were merged since is no change of what it says.

    Args:
        claim: the claim.
        by: in whose act it is written down.
        at: when.
    """
    content = content_of(claim)
    last = claim.versions.first()
    if last is not None and is_said(content, last.content):
        return last
    made = Version.objects.create(
        claim=claim,
        number=1 if last is None else last.number + 1,
        content=content,
        sha256=digest(content),
        made_by=by,
        made_at=at,
    )
    enter_rows((VERSION, [made]), at=at)
    return made


def content_of(claim: Claim) -> str:
    """Statement, figures, translations, citations and pairs of a claim, as canonical JSON."""
    pairs = Counterclaim.objects.filter(Q(claim=claim) | Q(answers=claim)).order_by("pk")
    return canonical(
        {
            "claim": _claim(claim),
            "figures": _figures(claim),
            "translations": list(
                claim.translations.order_by("language", "translator").values(*OF_TRANSLATION)
            ),
            "citations": _citations(claim),
            "pairs": list(pairs.values(*OF_PAIR)),
        }
    )


def _claim(claim: Claim) -> dict[str, Any]:
    """What stands in the claim's own row; without a role or a channel, as before there were any."""
    given = {name: getattr(claim, name) for name in OF_CLAIM}
    return {name: said for name, said in given.items() if said or name not in LATER_OF_CLAIM}


def _citations(claim: Claim) -> list[dict[str, Any]]:
    """The citations in order; one that nobody marked says nothing of means, as before marks."""
    rows = claim.citations.order_by("position", "pk").values(*OF_CITATION)
    return [
        {name: value for name, value in row.items() if value or name != "own_means"} for row in rows
    ]


def _figures(claim: Claim) -> list[dict[str, Any]]:
    """The figures in order, each with the parties whose losses it counts."""
    subjects: dict[int, list[int]] = defaultdict(list)
    rows = FigureSubject.objects.filter(figure__claim=claim).order_by("position", "pk")
    for figure, party in rows.values_list("figure_id", "party_id"):
        subjects[figure].append(party)
    figures = claim.figures.order_by("position", "pk")
    scopes = {row["id"]: _scope(row) for row in figures.values("id", *OF_SCOPE)}
    return [
        {**figure, **scopes[figure["id"]], "subjects": subjects[figure["id"]]}
        for figure in figures.values(*OF_FIGURE)
    ]


def _scope(figure: dict[str, Any]) -> dict[str, Any]:
    """The scope of a figure that has one; versions of others are those from before there were any.

    What is not given stays away, and so does the precision of a date that is not known.
    """
    given = {name: figure[name] for name in OF_SCOPE if figure[name] not in (None, "", "unknown")}
    return {"scope": given} if given else {}
