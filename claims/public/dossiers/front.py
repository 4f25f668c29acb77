"""The front page: the widest contradictions, what was found last, and where to look further."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims.presentation.evidence.changes import items_of
from claims.presentation.front.dossier_map import dossier_map_of
from claims.presentation.pairs.far_apart import farthest_apart
from claims.reads.front import newest
from claims.reads.front.placed import placed_dossiers
from claims.reads.front.tallies import MOST_TALLIED, tallies
from claims.reads.pairs.said_beside import said_beside
from tracker.base.web.pages import public_page

CONTRADICTIONS = 6
PAIRS_COMPARED = 200
"""The newest pairs, among which the widest contradictions are looked for."""
LISTED = 6
CORRECTED = 3
TRIALS = 3


@public_page
def front_page(request: HttpRequest) -> HttpResponse:
    """Show the widest contradictions, the newest verdicts, altered evidence, a map, dossiers.

    Exercises stand last, by themselves; what a demonstration verdict says is called so.
    """
    counts = tallies()
    return render(
        request,
        "public/dossiers/front.html",
        {
            "counts": counts,
            "most": MOST_TALLIED,
            "contradictions": farthest_apart(
                *newest.newest_pairs(PAIRS_COMPARED), CONTRADICTIONS, beside=said_beside
            ),
            "compared": PAIRS_COMPARED,
            "verdicts": list(newest.verdicts_of_people()[:LISTED]),
            "corrections": list(newest.corrections_of_people()[:CORRECTED]),
            "altered": items_of(list(newest.evidence_lost()[:LISTED]), to_staff=False),
            "dossier_map": dossier_map_of(placed_dossiers()),
            "dossiers": newest.dossiers_added_to(LISTED),
            "exercises": list(newest.exercises()[:TRIALS]),
            "demonstrations": list(newest.demonstration_verdicts()[:TRIALS]),
        },
    )
