"""How far the reviewers agree, by period, dossier and team."""

from __future__ import annotations

from operator import itemgetter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.desk.publishing.forms import PeriodForm
from claims.reads.publishing.ratings_given import ratings_given, ratings_of_teams
from tracker.base.web.pages import refuse_unknown


@require_safe
def agreement_page(request: HttpRequest) -> HttpResponse:
    """Raw agreement and Krippendorff's alpha of the rounds that closed in a period."""
    # It loads numpy, which every process of the house would hold that knows the addresses.
    from claims.rules.deciding.agreement import FEWEST, agreement  # noqa: PLC0415

    form = PeriodForm(request.GET or None)
    refuse_unknown(request, form.parameters)
    found, teams = None, []
    if not form.is_bound or form.is_valid():
        chosen = form.cleaned_data if form.is_bound else {}
        asked = {name: chosen.get(name) for name in ("since", "until", "incident")}
        of_teams = ratings_of_teams(**asked)
        if team := chosen.get("team"):
            found = agreement(of_teams.get(team, []))
        else:
            found = agreement(ratings_given(**asked))
            teams = [(name, agreement(given)) for name, given in of_teams.items()]
    context = {
        "form": form,
        "found": found,
        "teams": sorted(teams, key=itemgetter(0)),
        "fewest": FEWEST,
        "section": "desk",
    }
    return render(request, "desk/publishing/agreement.html", context)
