"""What a party claimed, and how it fared: counted in the database, whatever there is of it.

Exercises are invented, and a demonstration's verdicts were decided by nobody: both are counted
apart and never with the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Window,
)
from django.db.models.functions import Coalesce, RowNumber

from claims.models import (
    Claim,
    FigureSubject,
    Incident,
    Party,
    PartyKind,
    Rating,
    Verdict,
)
from claims.reads.claims import for_cards, newest_made
from claims.reads.verdicts import NOT_REPLACED
from claims.reads.visible import claims_shown, dossiers_shown, parties_shown, public
from claims.rules.deciding.fates import Fate, fate_of
from claims.rules.ratings import Asserts, RatingValue
from tracker.base.looked_up import LookedUp
from tracker.base.web.pages import CutRows

NEWEST_EACH = 3
"""Claims of a party that are shown of each dispute."""


@dataclass(frozen=True, slots=True)
class Fared:
    """How the claims of a party fared.

    Args:
        claims: claims of it that readers may read, exercises left out.
        exercises: those in exercises.
        decided: how many of them have a verdict that counts.
        demonstration: how many have one of a demonstration, which does not.
        fates: how many of `decided` came to what.
        ratings: what the verdicts of each fate are called today, in order.
    """

    claims: int
    exercises: int
    decided: int
    demonstration: int
    fates: Mapping[Fate, int]
    ratings: Mapping[Fate, tuple[str, ...]]


def fared(party: Party) -> Fared:
    """Count how the claims of a party fared, in three queries."""
    own = claims_shown().filter(claimant=party).order_by()
    real = Q(incident__is_exercise=False)
    counted = own.aggregate(
        claims=Count("pk", filter=real),
        exercises=Count("pk", filter=~real),
    )
    given = {row.code: row for row in Rating.objects.all()}
    fates: dict[Fate, int] = defaultdict(int)
    called: dict[Fate, set[str]] = defaultdict(set)
    demonstration = 0
    for rating, place, shown_only, count in _verdicts(party):
        if shown_only:
            demonstration += count
            continue
        row = given[rating]
        fate = fate_of(RatingValue(rating, place, Asserts(row.asserts), row.leaves_open))
        fates[fate] += count
        called[fate].add(rating)
    return Fared(
        **counted,
        decided=sum(fates.values()),
        demonstration=demonstration,
        fates=fates,
        ratings={
            fate: tuple(row.label for code, row in given.items() if code in codes)
            for fate, codes in called.items()
        },
    )


def _verdicts(party: Party) -> QuerySet[Verdict, tuple[str, int | None, bool, int]]:
    """Verdicts in force by rating, its place on the scale, and whether a demonstration gave it."""
    rows = Verdict.objects.filter(
        NOT_REPLACED,
        public("claim"),
        claim__claimant=party,
        claim__incident__is_exercise=False,
    )
    grouped = rows.order_by().values_list("rating", "rating_number", "is_demonstration")
    return grouped.annotate(count=Count("pk"))


def disputes_of_party(party: Party) -> QuerySet[Incident]:
    """Dossiers with claims of a party, its newest claim first and exercises last.

    Annotated with ``own_claims``: how many of its claims stand in each.
    """
    own = public("claims") & Q(claims__claimant=party)
    return (
        dossiers_shown()
        .filter(Exists(claims_shown().filter(claimant=party, incident=OuterRef("pk"))))
        .select_related("place")
        .annotate(
            own_claims=Count("claims", filter=own), newest_made=Max("claims__made_on", filter=own)
        )
        .order_by("is_exercise", F("newest_made").desc(nulls_last=True), "-pk")
    )


def newest_of_each(party: Party, disputes: Collection[Incident]) -> dict[int, list[Claim]]:
    """The newest claims of a party in some dossiers, by the key of each.

    Args:
        party: who makes them.
        disputes: the dossiers of one page of a list.
    """
    ranked = (
        claims_shown()
        .filter(claimant=party, incident__in=[row.pk for row in disputes])
        .annotate(
            place_in_dispute=Window(
                RowNumber(),
                partition_by="incident",
                order_by=[F("made_on").desc(nulls_last=True), F("pk").desc()],
            )
        )
        .filter(place_in_dispute__lte=NEWEST_EACH)
    )
    found: dict[int, list[Claim]] = defaultdict(list)
    for claim in newest_made(for_cards(Claim.objects.filter(pk__in=ranked.values("pk")))):
        found[claim.incident_id].append(claim)
    return found


class PartiesFound(CutRows[Party]):
    """Parties that readers may read of, by name, those of exercises alone last.

    Annotated with ``real_claims`` and ``exercise_claims``, which they make, and
    ``only_in_exercises``, whether nothing else names them.

    Args:
        words: what a name, acronym or other name of theirs has to hold; "" for any.
        kind: the code of their kind; "" for any.
    """

    def __init__(self, *, words: str = "", kind: str = "") -> None:
        wanted = Q(kind=kind) if kind else Q()
        if words:
            holds = Q(name__icontains=words) | Q(acronym__icontains=words)
            wanted &= holds | Q(pk__in=Party.objects.filter(aliases__name__icontains=words))
        self._wanted = wanted

    def counted(self, most: int) -> int:
        """How many there are, or `most` if there are more."""
        return parties_shown().filter(self._wanted).order_by()[:most].count()

    def cut(self, start: int, stop: int) -> list[Party]:
        """The rows between two places in the order with their other names, in two queries."""
        # Each part is read by name only as far as it is shown, and only then is counted for.
        really, trial = (
            named.filter(self._wanted).order_by("name", "pk").values("pk")[:stop]
            for named in (Party.objects.filter(named_really()), _named_in_exercises_alone())
        )
        rows = (
            Party.objects.filter(pk__in=really.union(trial, all=True))
            .select_related("kind")
            .annotate(
                real_claims=_made_by(claims_shown().filter(incident__is_exercise=False)),
                exercise_claims=_made_by(claims_shown().filter(incident__is_exercise=True)),
                only_in_exercises=ExpressionWrapper(~named_really(), BooleanField()),
            )
        )
        ordered = rows.order_by("only_in_exercises", "name", "pk")
        return list(ordered.prefetch_related("aliases")[start:stop])


def named_really() -> Q:
    """The condition on which a claim that is no exercise names a party."""
    real = claims_shown().filter(incident__is_exercise=False)
    counted = FigureSubject.objects.filter(
        public("figure__claim"), figure__claim__incident__is_exercise=False, party=OuterRef("pk")
    )
    return Q(LookedUp(real.filter(claimant=OuterRef("pk")))) | Q(LookedUp(counted))


def _named_in_exercises_alone() -> QuerySet[Party]:
    """Parties that only claims of exercises name, found by these: they are few."""
    claims = claims_shown().filter(incident__is_exercise=True).order_by()
    counted = FigureSubject.objects.filter(
        public("figure__claim"), figure__claim__incident__is_exercise=True
    )
    named = claims.values("claimant").union(counted.order_by().values("party"))
    return Party.objects.filter(~named_really(), pk__in=named)


def _made_by(claims: QuerySet[Claim]) -> Coalesce:
    """How many of some claims a party makes: counted for each row by itself, as far as is shown."""
    own = claims.filter(claimant=OuterRef("pk")).order_by().values("claimant")
    return Coalesce(Subquery(own.annotate(n=Count("pk")).values("n")), 0)


def kinds_of_parties() -> list[PartyKind]:
    """The kinds of the parties that readers may read of, in order."""
    shown = parties_shown().filter(kind=OuterRef("pk"))
    return list(PartyKind.objects.filter(LookedUp(shown)))
