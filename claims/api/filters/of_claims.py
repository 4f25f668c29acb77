"""Filters of the lists about claims. A filter that finds nothing is no error."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django_filters import rest_framework as filters

from claims.api.filters.fields import Day, OneTerm, RowNumber, Slug
from claims.api.shapes.references import PUBLIC_STATUSES
from claims.models import (
    Citation,
    Claim,
    Counterclaim,
    Figure,
    Measure,
    PartyKind,
    PlacePrecision,
    Rating,
    Verdict,
)
from claims.models.citation import Credibility
from claims.models.claim import Nature
from claims.models.verdicts.verdict import Basis
from claims.reads.pairs.widths import stands_as_far_apart
from claims.reads.verdicts import NOT_REPLACED
from claims.reads.visible import public
from claims.rules.figures import Qualifier
from claims.rules.figures.width import SOUGHT_BY_SIZE
from claims.rules.grounds import Ground, Stance
from claims.rules.states import PublicStatus
from tracker.base.values.choices import choices


class OfClaim(filters.FilterSet):
    """Filters of rows that hang on one claim."""

    claim = RowNumber(field_name="claim_id")
    reference = Slug(field_name="claim__reference")
    incident = Slug(field_name="claim__incident__slug")
    claimant = Slug(field_name="claim__claimant__slug")


class ClaimFilters(filters.FilterSet):
    """Claims. ``measure`` and ``subject`` together mean one figure that has both."""

    reference = Slug()
    incident = Slug(field_name="incident__slug")
    claimant = Slug(field_name="claimant__slug")
    outlet = Slug(field_name="outlet__slug")
    place = Slug(field_name="place__slug")
    language = Slug()
    nature = filters.ChoiceFilter(choices=Nature.choices)
    status = filters.ChoiceFilter(choices=PUBLIC_STATUSES, method="by_status")
    measure = OneTerm(queryset=Measure.objects.all(), method="by_figure")
    subject = Slug(method="by_figure")
    ground = filters.ChoiceFilter(choices=choices(Ground), method="by_ground")
    apart = filters.ChoiceFilter(choices=choices(SOUGHT_BY_SIZE), method="by_width")
    rating = OneTerm(queryset=Rating.objects.all(), method="by_rating")
    publisher = Slug(method="by_publisher")
    made_from = Day(field_name="made_on", lookup_expr="gte")
    made_to = Day(field_name="made_on", lookup_expr="lte")
    exercise = filters.BooleanFilter(field_name="incident__is_exercise")

    def by_status(self, rows: QuerySet[Claim], _name: str, value: str) -> QuerySet[Claim]:
        """Claims of a status as the public knows it."""
        return rows.filter(status__in=PublicStatus(value).statuses)

    def by_figure(self, rows: QuerySet[Claim], name: str, value: Measure | str) -> QuerySet[Claim]:
        """Claims with one figure of this measure and this subject."""
        asked = self.form.cleaned_data
        if name == "subject" and asked.get("measure"):
            return rows  # looked for together with the measure
        figures = Figure.objects.filter(claim=OuterRef("pk"))
        if name == "measure":
            figures = figures.filter(measure=value)
        if subject := asked.get("subject"):
            figures = figures.filter(figure_subjects__party__slug=subject)
        return rows.filter(Exists(figures))

    def by_ground(self, rows: QuerySet[Claim], _name: str, value: str) -> QuerySet[Claim]:
        """Claims that answer another on this ground."""
        return rows.filter(
            Exists(
                Counterclaim.objects.filter(public("answers"), claim=OuterRef("pk"), ground=value)
            )
        )

    def by_width(self, rows: QuerySet[Claim], _name: str, value: str) -> QuerySet[Claim]:
        """Claims that stand in a pair whose figures are so far apart; none of an exercise."""
        return rows.filter(stands_as_far_apart(value))

    def by_rating(self, rows: QuerySet[Claim], _name: str, value: Rating) -> QuerySet[Claim]:
        """Claims whose verdict in force has this rating."""
        current = Verdict.objects.filter(NOT_REPLACED, claim=OuterRef("pk"), rating=value.code)
        return rows.filter(Exists(current))

    def by_publisher(self, rows: QuerySet[Claim], _name: str, value: str) -> QuerySet[Claim]:
        """Claims that rest on a page of this publisher."""
        cited = Citation.objects.filter(claim=OuterRef("pk"), page__publisher__slug=value)
        return rows.filter(Exists(cited))


class FigureFilters(OfClaim):
    """Figures."""

    measure = OneTerm(queryset=Measure.objects.all())
    qualifier = filters.ChoiceFilter(choices=choices(Qualifier))
    subject = Slug(field_name="figure_subjects__party__slug")


class PairFilters(filters.FilterSet):
    """Pairs; ``claim``, ``reference`` and ``claimant`` look at both ends."""

    claim = RowNumber(method="by_end")
    reference = Slug(method="by_end")
    claimant = Slug(method="by_end")
    incident = Slug(method="by_end")
    ground = filters.ChoiceFilter(choices=choices(Ground))

    _COLUMNS: ClassVar[dict[str, str]] = {
        "claim": "pk",
        "reference": "reference",
        "claimant": "claimant__slug",
        "incident": "incident__slug",
    }

    def by_end(self, rows: QuerySet[Any], name: str, value: object) -> QuerySet[Any]:
        """Pairs of which either end fits."""
        column = self._COLUMNS[name]
        return rows.filter(Q(**{f"claim__{column}": value}) | Q(**{f"answers__{column}": value}))


class CitationFilters(OfClaim):
    """Citations."""

    page = RowNumber(field_name="page_id")
    quotation = RowNumber(field_name="quotation_id")
    publisher = Slug(field_name="page__publisher__slug")
    stance = filters.ChoiceFilter(choices=[(each.value, each.value) for each in Stance])
    credibility = filters.ChoiceFilter(choices=Credibility.choices)


class VerdictFilters(OfClaim):
    """Verdicts; ``current`` leaves the superseded ones out."""

    rating = OneTerm(queryset=Rating.objects.all(), method="by_rating")
    basis = filters.ChoiceFilter(choices=Basis.choices)
    current = filters.BooleanFilter(field_name="superseded_by", lookup_expr="isnull")
    demonstration = filters.BooleanFilter(field_name="is_demonstration")
    published_from = Day(field_name="published_at", lookup_expr="date__gte")
    published_to = Day(field_name="published_at", lookup_expr="date__lte")

    def by_rating(self, rows: QuerySet[Verdict], _name: str, value: Rating) -> QuerySet[Verdict]:
        """Verdicts that say this."""
        return rows.filter(rating=value.code)


class IncidentFilters(filters.FilterSet):
    """Incidents; ``claimant`` has made a public claim about it."""

    reference = Slug()
    place = Slug(field_name="place__slug")
    claimant = Slug(method="by_claimant")
    start_from = Day(field_name="start", lookup_expr="gte")
    start_to = Day(field_name="start", lookup_expr="lte")
    exercise = filters.BooleanFilter(field_name="is_exercise")

    def by_claimant(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Incidents this party has spoken about in public."""
        said = Claim.objects.filter(public(), incident=OuterRef("pk"), claimant__slug=value)
        return rows.filter(Exists(said))


class PartyFilters(filters.FilterSet):
    """Parties."""

    kind = OneTerm(queryset=PartyKind.objects.all())
    acronym = Slug()


class TermFilters(filters.FilterSet):
    """Measures, kinds and ratings; ``offered`` leaves those out that forms no longer offer."""

    offered = filters.BooleanFilter(field_name="is_offered")


class PlaceFilters(filters.FilterSet):
    """Places."""

    precision = filters.ChoiceFilter(choices=PlacePrecision.choices)
