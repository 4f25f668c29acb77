"""Claims with their figures and citations as the API gives them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.shapes.incidents import IncidentRef, PlaceShape
from claims.api.shapes.parties import PartyRef
from claims.api.shapes.references import PUBLIC_STATUSES, ClaimRef, public_status_of
from claims.api.shapes.verdicts import VerdictOfClaim
from claims.models import Citation, Claim, Counterclaim, Figure, Translation
from claims.reads.evidence.citations import origins_of
from claims.rules.figures import Measure
from sources.api.quotations import QuotationRef
from sources.api.register import CitedPage, PublisherRef
from tracker.base.web.serializer_fields import KnownDate, Number

_PARTY = PartyRef()
"""One for all rows: to make a shape anew for each costs more than to fill it."""
_VERDICT = VerdictOfClaim()


class FigureShape(serializers.ModelSerializer[Figure]):
    """One number in a claim. Null is "not given"; vague words get no number."""

    low = Number()
    best = Number()
    high = Number()
    unit = serializers.SerializerMethodField()
    subjects = serializers.SerializerMethodField()

    class Meta:
        model = Figure
        fields: ClassVar[list[str]] = [
            "id",
            "position",
            "measure",
            "unit",
            "subjects",
            "low",
            "best",
            "high",
            "qualifier",
            "wording",
            "note",
            "as_published",
        ]

    def get_unit(self, figure: Figure) -> str:
        """What one of it is, in the plural."""
        return _(Measure(figure.measure).unit)

    @extend_schema_field(PartyRef(many=True))
    def get_subjects(self, figure: Figure) -> list[Any]:
        """Whose losses are counted, in the order the source gives."""
        return [_PARTY.to_representation(each.party) for each in figure.figure_subjects.all()]


class FigureOfClaim(FigureShape):
    """A figure with the claim it stands in."""

    claim = ClaimRef()
    claimant = PartyRef(source="claim.claimant")
    incident = serializers.SlugField(source="claim.incident.slug", read_only=True)

    class Meta(FigureShape.Meta):
        fields: ClassVar[list[str]] = [*FigureShape.Meta.fields, "claim", "claimant", "incident"]


class TranslationShape(serializers.ModelSerializer[Translation]):
    """A statement in another language, and who put it there."""

    class Meta:
        model = Translation
        fields: ClassVar[list[str]] = ["language", "text", "translator"]


class CitationOfClaim(serializers.ModelSerializer[Citation]):
    """What a claim rests on: a quotation, or a page as a whole."""

    page = CitedPage()
    quotation = QuotationRef(allow_null=True)

    class Meta:
        model = Citation
        fields: ClassVar[list[str]] = [
            "id",
            "position",
            "stance",
            "credibility",
            "page",
            "quotation",
            "locator",
            "note",
        ]


class CitationShape(CitationOfClaim):
    """A citation with its claim."""

    claim = ClaimRef()

    class Meta(CitationOfClaim.Meta):
        fields: ClassVar[list[str]] = [*CitationOfClaim.Meta.fields, "claim"]


class Answering(serializers.ModelSerializer[Counterclaim]):
    """The claim that this one answers, and on what ground."""

    pair = serializers.IntegerField(source="pk", read_only=True)
    claim = ClaimRef(source="answers")

    class Meta:
        model = Counterclaim
        fields: ClassVar[list[str]] = ["pair", "ground", "note", "claim"]


class Answered(Answering):
    """A claim that answers this one, and on what ground."""

    claim = ClaimRef()


class ClaimBrief(serializers.ModelSerializer[Claim]):
    """A claim with its figures, without what hangs on it."""

    incident = IncidentRef()
    claimant = PartyRef()
    outlet = PublisherRef(allow_null=True)
    made_on = KnownDate("made_on")
    status = serializers.SerializerMethodField()
    figures = FigureShape(many=True)

    class Meta:
        model = Claim
        fields: ClassVar[list[str]] = [
            "id",
            "reference",
            "incident",
            "claimant",
            "spokesperson",
            "outlet",
            "statement",
            "wording",
            "nature",
            "language",
            "made_on",
            "made_on_precision",
            "status",
            "figures",
        ]

    @extend_schema_field(serializers.ChoiceField(choices=PUBLIC_STATUSES))
    def get_status(self, claim: Claim) -> str:
        """How far it is. Whether reviewers agree is not told before a verdict is published."""
        return public_status_of(claim.status)


class OriginsShape(serializers.Serializer[Any]):
    """How many pages report a claim, and how many of those are independent of each other."""

    reports = serializers.IntegerField()
    independent = serializers.IntegerField()


class ClaimShape(ClaimBrief):
    """One statement by one claimant about one incident, with all that hangs on it."""

    place = PlaceShape(allow_null=True)
    translations = TranslationShape(many=True)
    citations = CitationOfClaim(many=True)
    origins = serializers.SerializerMethodField()
    altered_numbers = serializers.SerializerMethodField()
    answers = Answering(source="counters", many=True)
    answered_by = Answered(source="countered_by", many=True)
    verdict = serializers.SerializerMethodField()
    verdicts = VerdictOfClaim(many=True)

    class Meta(ClaimBrief.Meta):
        fields: ClassVar[list[str]] = [
            *ClaimBrief.Meta.fields,
            "place",
            "note",
            "translations",
            "citations",
            "origins",
            "altered_numbers",
            "answers",
            "answered_by",
            "verdict",
            "verdicts",
        ]

    @extend_schema_field(OriginsShape)
    def get_origins(self, claim: Claim) -> dict[str, int]:
        """Counted along the chain of what was taken from whom."""
        counted = origins_of(claim.citations.all())
        return {"reports": counted.reports, "independent": counted.independent}

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField()))
    def get_altered_numbers(self, claim: Claim) -> list[int]:
        """Changes in which a number of a quotation was altered on a page cited here."""
        pages = {citation.page_id: citation.page for citation in claim.citations.all()}
        return sorted(
            change.pk
            for page in pages.values()
            for change in page.rechecks.all()  # prefetched: public ones with an altered number
        )

    @extend_schema_field(VerdictOfClaim(allow_null=True))
    def get_verdict(self, claim: Claim) -> dict[str, Any] | None:
        """The verdict in force; null where none has been published."""
        newest = next(iter(claim.verdicts.all()), None)
        return None if newest is None else _VERDICT.to_representation(newest)
