"""What the page of one published version of a claim shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from claims.presentation.claims.rounds import round_words
from claims.presentation.claims.verdicts.citing import CitedWork, cited_work, title_of
from claims.presentation.claims.verdicts.history import range_of, rests_on
from claims.presentation.claims.versions import figures_then, parts_in_words
from claims.presentation.words import language_named
from claims.reads.journal.editions import Edition
from claims.reads.verdicts import rounds_shown


def edition_context(edition: Edition, *, today: date) -> dict[str, Any]:
    """What the template of a version's page asks for.

    Args:
        edition: a claim as it stood with one of its verdicts.
        today: the present day.
    """
    claim, verdict, said = edition.claim, edition.verdict, edition.content["claim"]
    parts = parts_in_words(edition.content, edition.names)
    rounds = [
        row
        for row in round_words(claim, rounds_shown(claim))
        if row.closed_at is not None and row.closed_at <= verdict.published_at
    ]
    figures = figures_then(edition.content, edition.names)
    judged = figures.get(verdict.figure_id or 0)
    return {
        "section": "incidents",
        "edition": edition,
        "claim": claim,
        "is_exercise": claim.incident.is_exercise,
        "who": claimant_then(edition),
        "said": said,
        "translations": edition.content["translations"],
        "facts": [
            (label, language_named(words) if words == said["language"] else words)
            for label, words in parts["claim"]
            if words and words != said["statement"]
        ],
        "figures": list(figures.values()),
        "citations": list(
            zip(
                (row["page_id"] for row in edition.content["citations"]),
                _said(parts, "citations"),
                strict=True,
            )
        ),
        "pairs": list(zip(_other_claims(edition), _said(parts, "pairs"), strict=True)),
        "verdict": verdict,
        "range": range_of(verdict, judged.counted) if judged else "",
        "rests_on": rests_on(claim, verdict, rounds),
        "cited": edition_cited(edition, today=today),
        "today": today,
    }


def _said(parts: Mapping[str, list[tuple[Any, str]]], name: str) -> list[str]:
    return [words for _label, words in parts[name]]


def _other_claims(edition: Edition) -> list[int]:
    """The claims at the other side of the pairs, in the order in which those are told."""
    own, known = edition.claim.pk, edition.names.claims
    return [
        row["answers_id"] if row["claim_id"] == own else row["claim_id"]
        for row in edition.content["pairs"]
        if row["claim_id"] in known and row["answers_id"] in known
    ]


def claimant_then(edition: Edition) -> str:
    """Who made the claim, as it was known when the verdict was published."""
    said = edition.content["claim"]
    outlet = edition.names.publishers.get(said["outlet_id"] or 0)
    party = edition.names.parties.get(said["claimant_id"])
    return str(outlet or party or edition.claim.claimant)


def edition_cited(edition: Edition, *, today: date) -> CitedWork:
    """How the version is cited.

    Args:
        edition: a claim as it stood with one of its verdicts.
        today: the present day.
    """
    said = edition.content["claim"]
    title = title_of(claimant_then(edition), said["statement"], said["wording"], said["nature"])
    return cited_work(edition.claim, edition.verdict, accessed=today, title=title)
