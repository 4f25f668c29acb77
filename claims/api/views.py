"""The lists of the API and their rows. What is public is said in ``claims.reads.public_rows``."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page
from django_filters.rest_framework import FilterSet
from rest_framework import viewsets
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer

from claims.api.filters import of_claims, of_evidence
from claims.api.shapes import claims, incidents, pairs, parties, terms, verdicts
from claims.reads import public_rows
from claims.reads.incidents import withdrawn_dossiers, withdrawn_with
from claims.reads.later import tell_changed
from claims.reads.mending.things import dossiers_told, moved_to
from claims.rules.thing_kinds import ThingKind
from sources.api import captures, quotations, register
from sources.api.changes import ChangeShape
from sources.models import Capture
from tracker.base.web.pages import whole_address

if TYPE_CHECKING:
    from claims.models import Incident


@method_decorator(conditional_page, name="dispatch")
class PublicRows(viewsets.ReadOnlyModelViewSet[Any]):
    """A list in cursor pages and its single rows, with an ETag for those who ask again."""

    filterset_class: type[FilterSet]
    ordering_fields: ClassVar[list[str]] = ["id"]
    lookup_value_regex = r"[0-9]{1,18}"


class BySlug(PublicRows):
    """Rows that are asked for by slug."""

    lookup_field = "slug"
    lookup_value_regex = r"[-a-zA-Z0-9_]+"
    kind: ClassVar[ThingKind]

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """One row; at an address that it had before, the way to its present one."""
        try:
            return super().retrieve(request, *args, **kwargs)
        except Http404:
            moved = moved_to(self.kind, kwargs["slug"], among=self.told())
            if moved is None:
                raise
            return redirect(f"api:{self.basename}-detail", moved, permanent=True)

    def told(self) -> QuerySet[Any]:
        """The rows of which something is told."""
        rows: QuerySet[Any] = self.get_queryset()
        return rows


class ByCode(PublicRows):
    """A list of the installation, whose rows are asked for by code."""

    lookup_value_regex = r"[a-z][a-z0-9_]*"
    ordering_fields: ClassVar[list[str]] = ["code"]
    filterset_class = of_claims.TermFilters


class Measures(ByCode):
    """What figures count, with labels in several languages."""

    queryset = public_rows.measures()
    serializer_class = terms.MeasureShape


class PartyKinds(ByCode):
    """What sorts of party there are."""

    queryset = public_rows.party_kinds()
    serializer_class = terms.PartyKindShape


class PublisherKinds(ByCode):
    """What sorts of publisher there are."""

    queryset = public_rows.publisher_kinds()
    serializer_class = terms.PublisherKindShape


class Ratings(ByCode):
    """What verdicts may say, with labels and meanings in several languages."""

    queryset = public_rows.ratings()
    serializer_class = terms.RatingShape


class Parties(BySlug):
    """Who makes or suffers."""

    kind = ThingKind.PARTY
    queryset = public_rows.parties()
    serializer_class = parties.PartyShape
    filterset_class = of_claims.PartyFilters


class Publishers(BySlug):
    """Who publishes, with the reliability grade in force and its reason."""

    kind = ThingKind.PUBLISHER
    queryset = public_rows.publishers()
    serializer_class = parties.PublisherWithParties
    filterset_class = of_evidence.PublisherFilters


class Places(BySlug):
    """Where."""

    kind = ThingKind.PLACE
    queryset = public_rows.places()
    serializer_class = incidents.PlaceShape
    filterset_class = of_claims.PlaceFilters


class Gone(APIException):
    """A dossier was withdrawn: that is said, and when, without its content."""

    status_code = HTTPStatus.GONE
    default_code = "withdrawn"

    def __init__(self, dossier: Incident) -> None:
        assert dossier.withdrawn_at is not None
        said = _("This dossier was withdrawn on %(day)s.") % {
            "day": dossier.withdrawn_at.date().isoformat()
        }
        super().__init__(" ".join(filter(None, (said, dossier.withdrawn_notice))))


class Incidents(BySlug):
    """What happened, or is said to have. ``ordering=-dated`` puts undated ones last."""

    kind = ThingKind.INCIDENT
    queryset = public_rows.incidents()
    serializer_class = incidents.IncidentShape
    filterset_class = of_claims.IncidentFilters
    ordering_fields: ClassVar[list[str]] = ["id", "dated"]

    def told(self) -> QuerySet[Any]:
        """Dossiers that are shown, and those of which only is said that they were withdrawn."""
        return dossiers_told()

    def get_object(self) -> Any:
        """One dossier; of one that was withdrawn only that is said."""
        try:
            return super().get_object()
        except Http404:
            notice = withdrawn_dossiers().filter(slug=self.kwargs["slug"]).first()
            if notice is None:
                raise
            raise Gone(notice) from None


class Claims(PublicRows):
    """Who said what, with figures, evidence, answers and verdicts."""

    queryset = public_rows.claims()
    serializer_class = claims.ClaimShape
    filterset_class = of_claims.ClaimFilters
    ordering_fields: ClassVar[list[str]] = ["id", "dated"]
    most_rows = 100
    """A row carries all that hangs on a claim: 200 cost twenty times the cheapest page."""

    def paginate_queryset(self, queryset: Any) -> Any:
        """A page of claims, each with whether it changed since its verdict."""
        page = super().paginate_queryset(queryset)
        tell_changed(page or [])
        return page

    def get_object(self) -> Any:
        """One claim; of one whose dossier was withdrawn only that is said."""
        try:
            claim = super().get_object()
        except Http404:
            notice = withdrawn_with(int(self.kwargs["pk"]))
            if notice is None:
                raise
            raise Gone(notice) from None
        tell_changed([claim])
        return claim


class Figures(PublicRows):
    """Single numbers of claims."""

    queryset = public_rows.figures()
    serializer_class = claims.FigureOfClaim
    filterset_class = of_claims.FigureFilters


class Pairs(PublicRows):
    """A claim and one that answers it, with the computed comparison of their figures."""

    queryset = public_rows.pairs()
    serializer_class = pairs.PairShape
    filterset_class = of_claims.PairFilters


class Citations(PublicRows):
    """What claims rest on."""

    queryset = public_rows.citations()
    serializer_class = claims.CitationShape
    filterset_class = of_claims.CitationFilters


class Verdicts(PublicRows):
    """What was decided and published; corrections supersede, nothing is edited."""

    queryset = public_rows.verdicts()
    serializer_class = verdicts.VerdictShape
    filterset_class = of_claims.VerdictFilters
    ordering_fields: ClassVar[list[str]] = ["id", "published_at"]


class CitedPages(PublicRows):
    """Cited pages, what they were taken from, and how our copies stand."""

    queryset = public_rows.pages()
    serializer_class = register.PageShape
    filterset_class = of_evidence.PageFilters


def _address_of_sheet(capture: Capture) -> str:
    return whole_address(reverse("public:provenance_data", args=[capture.pk]))


class Captures(PublicRows):
    """Attempts to seal a copy of a page. The text that was read comes with a single capture."""

    queryset = public_rows.captures()
    serializer_class = captures.CaptureShape
    filterset_class = of_evidence.CaptureFilters
    ordering_fields: ClassVar[list[str]] = ["requested_at"]
    ordering: ClassVar[list[str]] = ["requested_at", "pk"]
    lookup_value_regex = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        """The longer shape for a single capture: texts may have megabytes."""
        return captures.CaptureWithText if self.detail else captures.CaptureShape

    def get_serializer_context(self) -> dict[str, Any]:
        """Say where the sheet of a capture stands: evidence does not know our pages."""
        return {**super().get_serializer_context(), "address_of_sheet": _address_of_sheet}


class Changes(PublicRows):
    """Later looks at pages, each held against the whole copy before it."""

    queryset = public_rows.changes()
    serializer_class = ChangeShape
    filterset_class = of_evidence.ChangeFilters
    ordering_fields: ClassVar[list[str]] = ["id", "at"]


class Quotations(PublicRows):
    """Exact words on cited pages, with what was found of them in each capture."""

    queryset = public_rows.quotations()
    serializer_class = quotations.QuotationShape
    filterset_class = of_evidence.QuotationFilters


class Findings(PublicRows):
    """What checks of quotations found."""

    queryset = public_rows.findings()
    serializer_class = quotations.FindingShape
    filterset_class = of_evidence.FindingFilters
