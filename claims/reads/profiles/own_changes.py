"""What a party said of which it said something else, too: from here its changes are told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, F, Prefetch, Q

from claims.models import Claim, Counterclaim, Figure, FigureSubject, Party
from claims.reads.claims import pairs_with_claims, with_names
from claims.reads.evidence.since import figures_shown
from claims.reads.visible import claims_shown, pairs_public, public
from claims.rules.grounds import SAYS_OTHERWISE


@dataclass(frozen=True, slots=True)
class OwnStatements:
    """Claims of one party that may differ, and the pairs in which they do.

    Args:
        claims: those that give a figure of a measure of which another one in the same dossier
            does, and those of `pairs`; with their figures, oldest first.
        pairs: those in which a claim of the party answers another one on a ground that says
            something else, with their claims.
    """

    claims: Collection[Claim]
    pairs: Collection[Counterclaim]


def own_statements(party: Party, *, within: int | None = None) -> OwnStatements:
    """Fetch what may show that a party changed what it says, in a fixed number of queries.

    Sources that are not named are not one party, so none of them changes what another said.

    Args:
        party: who makes the claims.
        within: the key of the only dossier that is looked at; None for all of them.
    """
    if party.kind.is_nobody:
        return OwnStatements((), ())
    there, told_there = (
        ({}, {}) if within is None else ({"incident": within}, {"claim__incident": within})
    )
    pairs = list(
        pairs_public()
        .filter(**told_there)
        .filter(claim__claimant=party, answers__claimant=party, ground__in=SAYS_OTHERWISE)
        .filter(Q(claim__outlet=F("answers__outlet")) | _without_outlet())
    )
    paired = {key for pair in pairs for key in (pair.claim_id, pair.answers_id)}
    told_twice = (
        Figure.objects.filter(public("claim"), claim__claimant=party, claim__made_on__isnull=False)
        .filter(**told_there)
        .order_by()
        .values("claim__incident", "measure")
        .annotate(by=Count("claim", distinct=True))
        .filter(by__gt=1)
    )
    rows = claims_shown().filter(
        Q(incident__in=told_twice.values("claim__incident")) | Q(pk__in=paired),
        claimant=party,
        **there,
    )
    subjects = FigureSubject.objects.select_related("party__kind")
    claims = with_names(rows).prefetch_related(
        Prefetch("figures", figures_shown()), Prefetch("figures__figure_subjects", subjects)
    )
    found = list(claims.order_by(F("made_on").asc(nulls_last=True), "pk"))
    return OwnStatements(found, pairs_with_claims(pairs, found))


def _without_outlet() -> Q:
    return Q(claim__outlet__isnull=True, answers__outlet__isnull=True)
