"""Claims, figures, pairs, citations and verdicts as the API gives them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.comparison import compare_pair
from claims.api.shapes.people import IncidentRef, PartyRef, PlaceShape
from claims.models import Citation, Claim, Counterclaim, Figure, Translation, Verdict
from claims.reads.evidence.citations import origins_of
from claims.rules.figures import Measure
from claims.rules.grounds import Ground
from claims.rules.states import UNDER_REVIEW, ClaimStatus
from claims.rules.verdicts import Rating
from sources.api.shapes import CitedPage, PublisherRef, QuotationRef
from tracker.base.web.serializer_fields import KnownDate, Number

PUBLIC_STATUSES = [
    (ClaimStatus.RECORDED.value, "recorded"),
    (ClaimStatus.IN_REVIEW.value, "under review"),
    (ClaimStatus.PUBLISHED.value, "verdict published"),
]


class ClaimRef(serializers.ModelSerializer[Claim]):
    """A claim by number, and by its name in the files it came from."""

    class Meta:
        model = Claim
        fields: ClassVar[list[str]] = ["id", "reference"]


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
        return [PartyRef(subject.party).data for subject in figure.figure_subjects.all()]


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


class VerdictOfClaim(serializers.ModelSerializer[Verdict]):
    """What was decided and published. ``low`` and ``high`` are the range established."""

    low = Number()
    high = Number()
    meaning = serializers.SerializerMethodField()
    number = serializers.SerializerMethodField()
    superseded_by = serializers.SerializerMethodField()

    class Meta:
        model = Verdict
        fields: ClassVar[list[str]] = [
            "id",
            "version",
            "rating",
            "meaning",
            "number",
            "summary",
            "figure",
            "low",
            "high",
            "basis",
            "settlement",
            "supersedes",
            "superseded_by",
            "change_reason",
            "published_at",
            "is_demonstration",
        ]

    def get_meaning(self, verdict: Verdict) -> str:
        """The rating in one sentence."""
        return _(Rating(verdict.rating).meaning)

    def get_number(self, verdict: Verdict) -> int | None:
        """5 (supported) to 1 (refuted); null where a number would be invented."""
        return Rating(verdict.rating).number

    def get_superseded_by(self, verdict: Verdict) -> int | None:
        """The number of the verdict that corrected this one; null for the one in force."""
        newer = getattr(verdict, "superseded_by", None)
        return None if newer is None else newer.pk


class VerdictShape(VerdictOfClaim):
    """A verdict with its claim."""

    claim = ClaimRef()

    class Meta(VerdictOfClaim.Meta):
        fields: ClassVar[list[str]] = [*VerdictOfClaim.Meta.fields, "claim"]


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
        return public_status(claim.status)


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
        return None if newest is None else VerdictOfClaim(newest).data


class GapShape(serializers.Serializer[Any]):
    """How far apart two figures are that contradict: between the nearest stated numbers."""

    lower = serializers.FloatField()
    upper = serializers.FloatField()
    difference = serializers.FloatField()
    ratio = serializers.FloatField(allow_null=True)


class ComparisonShape(serializers.Serializer[Any]):
    """How a figure of the answer stands to a figure it answers."""

    measure = serializers.CharField()
    figure = serializers.IntegerField()
    answers = serializers.IntegerField()
    relation = serializers.CharField(help_text="agree, overlap, contradict or not_comparable")
    code = serializers.CharField()
    sentence = serializers.CharField()
    gap = GapShape(allow_null=True)


class PairShape(serializers.ModelSerializer[Counterclaim]):
    """``claim`` answers ``answers``, on a ground; with the comparison of their figures."""

    claim = ClaimBrief()
    answers = ClaimBrief()
    meaning = serializers.SerializerMethodField()
    comparison = serializers.SerializerMethodField()

    class Meta:
        model = Counterclaim
        fields: ClassVar[list[str]] = [
            "id",
            "ground",
            "meaning",
            "note",
            "claim",
            "answers",
            "comparison",
        ]

    def get_meaning(self, pair: Counterclaim) -> str:
        """The ground in one sentence."""
        return _(Ground(pair.ground).meaning)

    @extend_schema_field(ComparisonShape(many=True))
    def get_comparison(self, pair: Counterclaim) -> list[dict[str, Any]]:
        """One entry for each two figures of one measure."""
        return list(compare_pair(pair))


def public_status(status: str) -> str:
    """What the public is told of a status: agreed, split and settled are all under review."""
    known = ClaimStatus(status)
    return ClaimStatus.IN_REVIEW.value if known in UNDER_REVIEW else known.value
