"""Filters in the URL of each list. Dates are ISO 8601; a filter that finds nothing is no error."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field

from claims.api.shapes.claims import PUBLIC_STATUSES
from claims.models import Citation, Claim, Counterclaim, Figure, PartyKind, PlacePrecision, Verdict
from claims.models.citation import Credibility
from claims.models.claim import Nature
from claims.models.verdict import Basis
from claims.reads.visible import PUBLIC
from claims.rules.figures import Measure, Qualifier
from claims.rules.grounds import Ground, Stance
from claims.rules.states import UNDER_REVIEW, ClaimStatus
from claims.rules.verdicts import Rating
from sources.models import Origin, PageKind, PublisherGrade, RecheckKind
from tracker.base.values.choices import choices

BIGGEST = 2**63 - 1


class _IsoDate(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)


class _Number(forms.IntegerField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=BIGGEST, **kwargs)


@extend_schema_field({"type": "string", "format": "date"})
class Day(filters.DateFilter):
    """A day, as 2025-09-02."""

    field_class = _IsoDate


@extend_schema_field({"type": "integer", "minimum": 1})
class RowNumber(filters.NumberFilter):
    """The number of a row."""

    field_class = _Number

    def get_max_validator(self) -> None:
        """The field has its own."""
        return


class Slug(filters.CharFilter):
    """A slug or another exact word."""


def under_review(status: str) -> list[str]:
    """The statuses that the public knows by one name."""
    known = ClaimStatus(status)
    return [each.value for each in UNDER_REVIEW] if known in UNDER_REVIEW else [known.value]


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
    measure = filters.ChoiceFilter(choices=choices(Measure), method="by_figure")
    subject = Slug(method="by_figure")
    ground = filters.ChoiceFilter(choices=choices(Ground), method="by_ground")
    rating = filters.ChoiceFilter(choices=choices(Rating), method="by_rating")
    publisher = Slug(method="by_publisher")
    made_from = Day(field_name="made_on", lookup_expr="gte")
    made_to = Day(field_name="made_on", lookup_expr="lte")
    exercise = filters.BooleanFilter(field_name="incident__is_exercise")

    def by_status(self, rows: QuerySet[Claim], _name: str, value: str) -> QuerySet[Claim]:
        """Claims of a status as the public knows it."""
        return rows.filter(status__in=under_review(value))

    def by_figure(self, rows: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
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
                Counterclaim.objects.filter(
                    claim=OuterRef("pk"), ground=value, answers__status__in=PUBLIC
                )
            )
        )

    def by_rating(self, rows: QuerySet[Claim], _name: str, value: str) -> QuerySet[Claim]:
        """Claims whose verdict in force has this rating."""
        current = Verdict.objects.filter(
            claim=OuterRef("pk"), rating=value, superseded_by__isnull=True
        )
        return rows.filter(Exists(current))

    def by_publisher(self, rows: QuerySet[Claim], _name: str, value: str) -> QuerySet[Claim]:
        """Claims that rest on a page of this publisher."""
        cited = Citation.objects.filter(claim=OuterRef("pk"), page__publisher__slug=value)
        return rows.filter(Exists(cited))


class FigureFilters(OfClaim):
    """Figures."""

    measure = filters.ChoiceFilter(choices=choices(Measure))
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

    rating = filters.ChoiceFilter(choices=choices(Rating))
    basis = filters.ChoiceFilter(choices=Basis.choices)
    current = filters.BooleanFilter(field_name="superseded_by", lookup_expr="isnull")
    demonstration = filters.BooleanFilter(field_name="is_demonstration")
    published_from = Day(field_name="published_at", lookup_expr="date__gte")
    published_to = Day(field_name="published_at", lookup_expr="date__lte")


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
        said = Claim.objects.filter(
            incident=OuterRef("pk"), claimant__slug=value, status__in=PUBLIC
        )
        return rows.filter(Exists(said))


class PartyFilters(filters.FilterSet):
    """Parties."""

    kind = filters.ChoiceFilter(choices=PartyKind.choices)
    acronym = Slug()


class PlaceFilters(filters.FilterSet):
    """Places."""

    precision = filters.ChoiceFilter(choices=PlacePrecision.choices)


class PublisherFilters(filters.FilterSet):
    """Publishers; ``grade`` is the one in force."""

    kind = Slug()
    country = Slug()
    grade = Slug(method="by_grade")

    def by_grade(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Publishers whose newest grade is this one."""
        newest = PublisherGrade.objects.filter(publisher=OuterRef("publisher")).order_by(
            "-at", "-pk"
        )
        current = PublisherGrade.objects.filter(
            publisher=OuterRef("pk"), grade=value, pk=newest.values("pk")[:1]
        )
        return rows.filter(Exists(current))


class PageFilters(filters.FilterSet):
    """Pages; ``incident`` and ``claim`` cite them."""

    url = Slug()
    publisher = Slug(field_name="publisher__slug")
    language = Slug()
    kind = filters.ChoiceFilter(choices=PageKind.choices)
    origin = filters.ChoiceFilter(choices=Origin.choices)
    claim = RowNumber(method="by_claim")
    incident = Slug(method="by_claim")
    published_from = Day(field_name="published", lookup_expr="gte")
    published_to = Day(field_name="published", lookup_expr="lte")

    def by_claim(self, rows: QuerySet[Any], name: str, value: object) -> QuerySet[Any]:
        """Pages that a public claim, or one about this incident, cites."""
        column = "claim_id" if name == "claim" else "claim__incident__slug"
        cited = Citation.objects.filter(
            page=OuterRef("pk"), claim__status__in=PUBLIC, **{column: value}
        )
        return rows.filter(Exists(cited))


class CaptureFilters(filters.FilterSet):
    """Captures."""

    page = RowNumber(field_name="page_id")
    publisher = Slug(field_name="page__publisher__slug")
    status = Slug()
    outcome = Slug()
    finished_from = Day(field_name="finished_at", lookup_expr="date__gte")
    finished_to = Day(field_name="finished_at", lookup_expr="date__lte")


class ChangeFilters(filters.FilterSet):
    """Later looks at pages; ``claim`` and ``incident`` cite the page."""

    page = RowNumber(field_name="page_id")
    publisher = Slug(field_name="page__publisher__slug")
    kind = filters.ChoiceFilter(field_name="shown_kind", choices=RecheckKind.choices)
    number_altered = filters.BooleanFilter(field_name="shown_number")
    claim = RowNumber(method="by_claim")
    incident = Slug(method="by_claim")
    found_from = Day(field_name="at", lookup_expr="date__gte")
    found_to = Day(field_name="at", lookup_expr="date__lte")

    def by_claim(self, rows: QuerySet[Any], name: str, value: object) -> QuerySet[Any]:
        """Looks at pages that a public claim, or one about this incident, cites."""
        column = "claim_id" if name == "claim" else "claim__incident__slug"
        cited = Citation.objects.filter(
            page=OuterRef("page"), claim__status__in=PUBLIC, **{column: value}
        )
        return rows.filter(Exists(cited))


class QuotationFilters(filters.FilterSet):
    """Quotations."""

    page = RowNumber(field_name="page_id")
    language = Slug()


class FindingFilters(filters.FilterSet):
    """Findings."""

    quotation = RowNumber(field_name="quotation_id")
    capture = filters.UUIDFilter(field_name="capture_id")
    page = RowNumber(field_name="quotation__page_id")
    kind = Slug()
