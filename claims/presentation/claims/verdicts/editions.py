"""What the page of one published version of a claim shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from claims.models import Claim, Verdict
from claims.presentation.citing.work import CitedWork
from claims.presentation.claims.rounds import round_words
from claims.presentation.claims.verdicts.citing import cited_work, title_of
from claims.presentation.claims.verdicts.history import ranges_of, rests_on
from claims.presentation.claims.versions import figures_then, parts_in_words
from claims.presentation.words import language_named
from claims.reads.journal.editions import Edition, Stood
from claims.reads.verdicts import rounds_shown


def edition_context(edition: Edition, *, today: date) -> dict[str, Any]:
    """What the template of a version's page asks for.

    Args:
        edition: a claim as it stood with one of its verdicts.
        today: the present day.
    """
    claim, verdict = edition.claim, edition.verdict
    return {
        "section": "incidents",
        "edition": edition,
        "claim": claim,
        "is_exercise": claim.incident.is_exercise,
        **said_context(claim, edition.stood),
        "verdict": verdict,
        **judged_context(claim, verdict, edition.stood),
        "cited": edition_cited(edition, today=today),
        "today": today,
    }


def said_context(claim: Claim, shown: Stood) -> dict[str, Any]:
    """What is told of what a claim said at a moment.

    Args:
        claim: the claim as it is now.
        shown: what it said then, as far as it may be shown.
    """
    content, said = shown.content, shown.content["claim"]
    parts = parts_in_words(content, shown.names)
    return {
        "who": claimant_then(claim, shown),
        "said": said,
        "translations": content["translations"],
        "facts": [
            (label, language_named(words) if words == said["language"] else words)
            for label, words in parts["claim"]
            if words and words != said["statement"]
        ],
        "figures": list(figures_then(content, shown.names).values()),
        "citations": list(
            zip(
                (row["page_id"] for row in content["citations"]),
                _said(parts, "citations"),
                strict=True,
            )
        ),
        "not_shown": shown.not_shown,
        "pairs": list(zip(_other_claims(claim, shown), _said(parts, "pairs"), strict=True)),
    }


def judged_context(claim: Claim, verdict: Verdict, shown: Stood) -> dict[str, Any]:
    """What is told of a verdict beside its own words: its ranges, and what it rests on.

    Args:
        claim: its claim, with its rounds.
        verdict: the verdict.
        shown: what the claim said when it was in force.
    """
    rounds = [
        row
        for row in round_words(claim, rounds_shown(claim))
        if row.closed_at is not None and row.closed_at <= verdict.published_at
    ]
    judged = figures_then(shown.content, shown.names)
    return {
        "ranges": ranges_of(verdict, {key: figure.counted for key, figure in judged.items()}),
        "rests_on": rests_on(claim, verdict, rounds),
    }


def _said(parts: Mapping[str, list[tuple[Any, str]]], name: str) -> list[str]:
    return [words for _label, words in parts[name]]


def _other_claims(claim: Claim, shown: Stood) -> list[int]:
    """The claims at the other side of the pairs, in the order in which those are told."""
    known = shown.names.claims
    return [
        row["answers_id"] if row["claim_id"] == claim.pk else row["claim_id"]
        for row in shown.content["pairs"]
        if row["claim_id"] in known and row["answers_id"] in known
    ]


def claimant_then(claim: Claim, shown: Stood) -> str:
    """Who made the claim, as it was known then."""
    said, names = shown.content["claim"], shown.names
    outlet = names.publishers.get(said["outlet_id"] or 0)
    party = names.parties.get(said["claimant_id"])
    return str(outlet or party or claim.claimant)


def edition_cited(edition: Edition, *, today: date) -> CitedWork:
    """How the version is cited.

    Args:
        edition: a claim as it stood with one of its verdicts.
        today: the present day.
    """
    said = edition.stood.content["claim"]
    title = title_of(
        claimant_then(edition.claim, edition.stood),
        said["statement"],
        said["wording"],
        said["nature"],
    )
    return cited_work(edition.claim, edition.verdict, accessed=today, title=title)
