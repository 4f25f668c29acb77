"""The list of disputes, and the dossier of one incident."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from claims.models import Citation, Claim, Counterclaim, Incident, Party
from claims.presentation import words
from claims.presentation.answers import Answer, answering
from claims.presentation.copy_states import Stamp, page_stamp
from claims.presentation.figure_groups import group_figures
from claims.public.dossiers.front import disputes_of
from claims.reads.changes import altered_numbers
from claims.reads.citations import origins_of
from claims.reads.incidents import dossier as fetch_dossier
from claims.reads.incidents import incidents_shown, with_claims
from sources.models import Page, Publisher
from tracker.base.web.pages import one_page, public_page


@public_page
def incidents(request: HttpRequest) -> HttpResponse:
    """List the incidents, newest claim first."""
    page = one_page(with_claims(incidents_shown()), request, per_page=12)
    return render(
        request,
        "public/dossiers/incidents.html",
        {
            "section": "incidents",
            "page": page,
            "disputes": disputes_of(page.object_list),
            "has_exercise": any(incident.is_exercise for incident in page),
        },
    )


@public_page
def dossier(request: HttpRequest, slug: str) -> HttpResponse:
    """Show claimants side by side, their figures on one axis, the pairs and the timeline."""
    try:
        found = fetch_dossier(slug)
    except Incident.DoesNotExist as missing:
        raise Http404 from missing
    groups = group_figures(found.claims)
    origins = origins_of(found.citations)
    return render(
        request,
        "public/dossiers/dossier.html",
        {
            "section": "incidents",
            "incident": found.incident,
            "is_exercise": found.incident.is_exercise,
            "claims": found.claims,
            "altered_numbers": altered_numbers(found.citations),
            "claimants": _claimants(found.claims, found.citations),
            "drawn": [group for group in groups if group.is_comparison],
            "single": [group for group in groups if not group.is_comparison],
            "pairs": found.pairs,
            "answered": _answered(found.pairs),
            "timeline": _timeline(found.claims),
            "pages": _pages(found.citations),
            "origins": words.origins_words(
                origins.reports, origins.independent, len(origins.unstated)
            ),
        },
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim with the line on its origins."""

    claim: Claim
    origins: str


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who speaks, and everything they claimed about the incident."""

    party: Party
    outlet: Publisher | None
    entries: tuple[Entry, ...]


def _claimants(claims: Sequence[Claim], citations: Sequence[Citation]) -> list[Claimant]:
    """Gather the claims by who makes them, in the order in which they first spoke."""
    cited: dict[int, list[Citation]] = {}
    for citation in citations:
        cited.setdefault(citation.claim_id, []).append(citation)
    voices: dict[tuple[int, int | None], list[Claim]] = {}
    for claim in claims:
        voices.setdefault((claim.claimant_id, claim.outlet_id), []).append(claim)
    return [
        Claimant(
            party=own[0].claimant,
            outlet=own[0].outlet,
            entries=tuple(Entry(claim, _origins(cited.get(claim.pk, []))) for claim in own),
        )
        for own in voices.values()
    ]


def _origins(citations: Sequence[Citation]) -> str:
    counted = origins_of(citations)
    return words.origins_words(counted.reports, counted.independent, 0)


@dataclass(frozen=True, slots=True)
class Answered:
    """A claim and those that answer it."""

    claim: Claim
    answers: tuple[Answer, ...]


def _answered(pairs: Sequence[Counterclaim]) -> list[Answered]:
    """Gather pairs under the claim that is answered, so that it is read once."""
    own: dict[int, list[Counterclaim]] = {}
    for pair in sorted(pairs, key=lambda pair: (pair.answers_id, pair.pk)):
        own.setdefault(pair.answers_id, []).append(pair)
    return [Answered(group[0].answers, tuple(answering(group))) for group in own.values()]


@dataclass(frozen=True, slots=True)
class Moment:
    """The claims made on one date, as exactly as it is known."""

    when: str
    claims: tuple[Claim, ...]


def _timeline(claims: Sequence[Claim]) -> list[Moment]:
    """Gather claims, given oldest first and those without a date last, by their date."""
    moments: dict[str, list[Claim]] = {}
    for claim in claims:
        when = (
            str(words.time_tag(claim.made_on, claim.made_on_precision))
            if claim.made_on
            else _("date not known")
        )
        moments.setdefault(when, []).append(claim)
    return [Moment(when, tuple(made)) for when, made in moments.items()]


@dataclass(frozen=True, slots=True)
class Cited:
    """A cited page and the state of our copies of it."""

    page: Page
    stamp: Stamp


def _pages(citations: Sequence[Citation]) -> list[Cited]:
    pages = {citation.page_id: citation.page for citation in citations}
    return [
        Cited(page, page_stamp(list(page.captures.all())))
        for page in sorted(pages.values(), key=lambda page: (page.publisher.name, page.pk))
    ]
