"""What a dossier shows: who speaks, when, and on which pages it rests."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from claims.models import Citation, Claim, Party
from claims.presentation.claims.origins import lines_on_origins
from claims.presentation.copy_states import Stamp, page_stamp
from claims.reads.claims import voice_of
from claims.reads.evidence.origins import Trail
from claims.rules.grounds import REPORTING
from sources.models import Page, Publisher
from tracker.base.writing.lists import comma_list


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """A claim with the line on its origins."""

    claim: Claim
    origins: str


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who speaks, and everything they claimed about the incident.

    Args:
        is_told: whether the sentence that opens the dossier is about what they said.
        quoted_by: who publishes the pages that quote somebody without a name, by which two of them
            are told apart; empty for whoever has one.
    """

    party: Party
    outlet: Publisher | None
    entries: tuple[ClaimEntry, ...]
    is_told: bool = False
    quoted_by: str = ""


def claimants_of(
    claims: Sequence[Claim],
    citations: Sequence[Citation],
    trail: Trail,
    told: Collection[object] = (),
) -> list[Claimant]:
    """Gather the claims by who makes them, in the order in which they first spoke.

    Every claim of an unnamed source stands by itself.

    Args:
        claims: of one dossier.
        citations: of these claims.
        trail: where the citations come from.
        told: the voices that the sentence which opens the dossier is about; they come first.
    """
    lines = lines_on_origins(claims, citations, trail)
    voices: dict[object, list[Claim]] = {}
    for claim in claims:
        voices.setdefault(voice_of(claim) or claim.pk, []).append(claim)
    return [
        Claimant(
            party=own[0].claimant,
            outlet=own[0].outlet,
            entries=tuple(ClaimEntry(claim, lines[claim.pk]) for claim in own),
            is_told=voice in told,
            quoted_by=_quoted_by(own, citations) if voice_of(own[0]) is None else "",
        )
        for voice, own in sorted(voices.items(), key=lambda each: each[0] not in told)
    ]


def _quoted_by(claims: Sequence[Claim], citations: Sequence[Citation]) -> str:
    """Name those whose pages support some claims, each once."""
    keys = {claim.pk for claim in claims}
    return comma_list(
        sorted(
            {
                each.page.publisher.name
                for each in citations
                if each.claim_id in keys and each.stance in REPORTING
            }
        )
    )


@dataclass(frozen=True, slots=True)
class PageWithCopies:
    """A cited page and the state of our copies of it."""

    page: Page
    stamp: Stamp


def cited_pages(citations: Sequence[Citation]) -> list[PageWithCopies]:
    """The cited pages, each once, in the order of their publishers' names."""
    pages = {citation.page_id: citation.page for citation in citations}
    return [
        PageWithCopies(page, page_stamp(list(page.captures.all())))
        for page in sorted(pages.values(), key=lambda page: (page.publisher.name, page.pk))
    ]
