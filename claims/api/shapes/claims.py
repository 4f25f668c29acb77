"""Claims with their figures and citations as the API gives them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.shapes.incidents import IncidentRef, PlaceShape
from claims.api.shapes.parties import PartyRef
from claims.api.shapes.references import PUBLIC_STATUSES, ClaimRef
from claims.api.shapes.verdicts import VerdictOfClaim
from claims.models import Citation, Claim, Counterclaim, Figure, Translation
from claims.presentation.claims.origins import origins_of
from claims.presentation.claims.replies import reply_words
from claims.presentation.claims.rounds import round_words
from claims.presentation.people import shown_translator
from claims.reads.evidence.origins import Trail
from claims.reads.publishing.replies import replies_shown
from claims.reads.verdicts import rounds_shown
from claims.rules.deciding.replies import ReplyChannel, ReplyStanding
from claims.rules.origins import OriginKind
from claims.rules.states import public_status
from claims.rules.verdicts import RoundResult
from sources.api.quotations import QuotationRef
from sources.api.register import CitedPage, PublisherRef
from sources.models import Page
from tracker.base.web.serializer_fields import KnownDate, Number

_PARTY = PartyRef()
"""One for all rows: to make a shape anew for each costs more than to fill it."""
_VERDICT = VerdictOfClaim()


class ScopeShape(serializers.ModelSerializer[Figure]):
    """What of the incident a figure counts; "" and null where nothing narrower is said.

    ``period`` is the day, month or year counted, ``as_of`` the day whose state it gives.
    """

    place = PlaceShape(allow_null=True)
    period = KnownDate("period")
    as_of = KnownDate("as_of")

    class Meta:
        model = Figure
        fields: ClassVar[list[str]] = ["part", "place", "period", "as_of"]


class FigureShape(serializers.ModelSerializer[Figure]):
    """One number in a claim. Null is "not given"; vague words get no number."""

    low = Number()
    best = Number()
    high = Number()
    unit = serializers.SerializerMethodField()
    subjects = serializers.SerializerMethodField()
    scope = ScopeShape(source="*")

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
            "scope",
            "public_note",
            "as_published",
        ]

    def get_unit(self, figure: Figure) -> str:
        """What one of it is, in the plural."""
        return figure.measure.unit

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


class Later(serializers.BooleanField):
    """Whether a row was added after what the verdict in force of its claim judged."""

    def __init__(self) -> None:
        super().__init__(source="later", read_only=True)


class TakenBackShape(serializers.Serializer[Any]):
    """What stood at a claim and was taken back: a ``citation``, ``pair`` or ``translation``.

    Or, as ``claim``, that the claim itself was withdrawn, and was brought back since; when it was
    and why, as ``claim_back``, where that was written for readers.
    """

    kind = serializers.CharField(help_text="citation, pair, translation, claim or claim_back")
    added_at = serializers.DateTimeField(
        allow_null=True, help_text="null of the claim itself: it has its own date"
    )
    retracted_at = serializers.DateTimeField(help_text="of claim_back, when it was brought back")
    reason = serializers.CharField()


class TranslationShape(serializers.ModelSerializer[Translation]):
    """A statement in another language, and who put it there: people of the desk by role alone."""

    translator = serializers.SerializerMethodField()

    translator_confirmed = serializers.SerializerMethodField()
    later_than_verdict = Later()

    class Meta:
        model = Translation
        fields: ClassVar[list[str]] = [
            "language",
            "text",
            "translator",
            "translator_confirmed",
            "later_than_verdict",
        ]

    def get_translator_confirmed(self, translation: Translation) -> bool:
        """Whether the name is that of an account, which put the translation there itself."""
        return translation.translated_by_id is not None

    def get_translator(self, translation: Translation) -> str:
        """The name, unless it is one of the desk and the house does not name its people."""
        return shown_translator(translation)


class CitationOfClaim(serializers.ModelSerializer[Citation]):
    """What a claim rests on: a quotation, or a page as a whole."""

    page = CitedPage()
    quotation = QuotationRef(allow_null=True)
    later_than_verdict = Later()

    class Meta:
        model = Citation
        fields: ClassVar[list[str]] = [
            "id",
            "later_than_verdict",
            "position",
            "stance",
            "credibility",
            "page",
            "quotation",
            "locator",
            "public_note",
            "own_means",
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
    later_than_verdict = Later()

    class Meta:
        model = Counterclaim
        fields: ClassVar[list[str]] = [
            "pair",
            "ground",
            "public_note",
            "claim",
            "later_than_verdict",
        ]


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
            "spokesperson_role",
            "channel",
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
        return public_status(claim.status).value


class OriginShape(serializers.Serializer[Any]):
    """One origin: who, in words, and the pages that have it from there.

    ``kind`` is ``said``, ``unnamed``, ``unstated`` or ``circle``: the last two may be one of the
    others, so they count in ``high`` alone.
    """

    kind = serializers.ChoiceField(choices=[kind.value for kind in OriginKind])
    name = serializers.CharField()
    pages = serializers.ListField(child=serializers.IntegerField())


class OriginsShape(serializers.Serializer[Any]):
    """Reports of a claim, the origins these have, and what confirms the claim independently.

    ``low`` and ``high`` say how many origins there are: a range where some pages do not say where
    they have it from. Lists hold numbers of pages: ``reporting``, the reports; ``circular``, those
    that have it from themselves by whatever way round; ``confirming``, those that somebody marked
    as confirming by means of their own, one for each origin, and none that is the claimant's or
    relays it.
    """

    reports = serializers.IntegerField()
    low = serializers.IntegerField()
    high = serializers.IntegerField()
    confirmations = serializers.IntegerField()
    reporting = serializers.ListField(child=serializers.IntegerField())
    origins = OriginShape(many=True)
    circular = serializers.ListField(child=serializers.IntegerField())
    confirming = serializers.ListField(child=serializers.IntegerField())


class WaiverShape(serializers.Serializer[Any]):
    """A rule that an administrator waived for one person in this round, and why."""

    said = serializers.CharField()
    reason = serializers.CharField()


class RoundShape(serializers.Serializer[Any]):
    """One round of reviews of a claim. What its reviews say is not told.

    ``again`` is why the claim was reviewed again, ``cancelled`` why a round was ended without a
    result. ``adds_to`` is the number of the round before it, which was split, where one more
    reviewer was asked and all those reviews count together. ``reviewers`` are named where the house
    names people.
    """

    number = serializers.IntegerField()
    result = serializers.ChoiceField(choices=[result.value for result in RoundResult])
    closed_at = serializers.DateTimeField()
    again = serializers.CharField()
    cancelled = serializers.CharField()
    adds_to = serializers.IntegerField(allow_null=True)
    reviewers = serializers.ListField(child=serializers.CharField())
    waivers = WaiverShape(many=True)


class ReplyShape(serializers.Serializer[Any]):
    """A party that was asked to reply, and what came of it.

    ``standing`` is ``waiting``, ``silent`` (the day ``due`` is over), ``answered`` or ``refused``.
    ``words`` are its answer in ``language``; ``page`` is a page that has them, ``how`` says how
    they came to us. ``correction`` is why what is written down of it was corrected or added to.
    """

    party = serializers.IntegerField()
    name = serializers.CharField()
    asked = serializers.CharField()
    channel = serializers.ChoiceField(choices=[channel.value for channel in ReplyChannel])
    asked_on = serializers.DateField()
    due = serializers.DateField()
    standing = serializers.ChoiceField(choices=[standing.value for standing in ReplyStanding])
    words = serializers.CharField()
    language = serializers.CharField()
    received_on = serializers.DateField(allow_null=True)
    page = serializers.IntegerField(allow_null=True)
    how = serializers.CharField()
    correction = serializers.CharField()


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
    rounds = serializers.SerializerMethodField()
    replies = serializers.SerializerMethodField()
    changed_since_verdict = serializers.SerializerMethodField()
    taken_back = serializers.SerializerMethodField()
    _read: Trail | None = None

    class Meta(ClaimBrief.Meta):
        fields: ClassVar[list[str]] = [
            *ClaimBrief.Meta.fields,
            "place",
            "public_note",
            "translations",
            "citations",
            "origins",
            "altered_numbers",
            "answers",
            "answered_by",
            "verdict",
            "verdicts",
            "rounds",
            "replies",
            "changed_since_verdict",
            "taken_back",
        ]

    @extend_schema_field(OriginsShape)
    def get_origins(self, claim: Claim) -> dict[str, Any]:
        """Counted along the chain of what was taken from whom."""
        shown = origins_of(claim, list(claim.citations.all()), self._trail(claim))
        return {
            "reports": len(shown.reporting),
            "low": shown.low,
            "high": shown.high,
            "confirmations": len(shown.confirming),
            "reporting": _keys(shown.reporting),
            "origins": [
                {"kind": line.kind, "name": line.name, "pages": _keys(line.pages)}
                for line in shown.lines
            ],
            "circular": _keys(shown.circular),
            "confirming": [page.pk for one in shown.confirming for page in one.pages],
        }

    def _trail(self, claim: Claim) -> Trail:
        """What the citations of all claims of the answer lead to, read once."""
        if self._read is None:
            rows = self.parent.instance if self.parent is not None else None
            claims = rows if isinstance(rows, list | tuple) else [claim]
            self._read = Trail.of(row for one in claims for row in one.citations.all())
        return self._read

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

    @extend_schema_field(RoundShape(many=True))
    def get_rounds(self, claim: Claim) -> list[dict[str, Any]]:
        """The rounds that the published verdict rests on or came after, the oldest first."""
        told = round_words(claim, rounds_shown(claim))
        return [
            {
                "number": row.number,
                "result": row.result,
                "closed_at": row.closed_at,
                "again": row.again,
                "cancelled": row.cancelled,
                "adds_to": row.adds_to,
                "reviewers": row.reviewers,
                "waivers": [{"said": said, "reason": why} for said, why in row.waivers],
            }
            for row in told
        ]

    @extend_schema_field(ReplyShape(many=True))
    def get_replies(self, claim: Claim) -> list[dict[str, Any]]:
        """Who was asked to reply, once a verdict is published; the first first."""
        pages = {citation.page_id for citation in claim.citations.all()}
        told = reply_words(replies_shown(claim), pages, today=timezone.localdate())
        return [
            {
                "party": row.party_id,
                "name": row.party,
                "asked": row.asked,
                "channel": row.channel,
                "asked_on": row.asked_on,
                "due": row.due,
                "standing": row.standing,
                "words": row.words,
                "language": row.language,
                "received_on": row.received_on,
                "page": row.page,
                "how": row.how,
                "correction": row.correction,
            }
            for row in told
        ]

    @extend_schema_field(serializers.BooleanField(allow_null=True))
    def get_changed_since_verdict(self, claim: Any) -> bool | None:
        """Whether the verdict in force was given before the claim or its evidence changed."""
        changed: bool | None = claim.has_changed
        return changed

    @extend_schema_field(TakenBackShape(many=True))
    def get_taken_back(self, claim: Any) -> list[dict[str, Any]]:
        """What readers may have seen here and was taken back, and why; the oldest first."""
        rows = [
            *(("citation", row) for row in claim.citations_taken_back),
            *(("pair", row) for row in claim.pairs_taken_back),
            *(("translation", row) for row in claim.translations_taken_back),
        ]
        told: list[dict[str, Any]] = [
            {
                "kind": kind,
                "added_at": datetime.fromisoformat(row["added_at"]),
                "retracted_at": datetime.fromisoformat(row["retracted_at"]),
                "reason": row["reason"],
            }
            for kind, row in rows
        ]
        told += [
            {
                "kind": kind,
                "added_at": None,
                "retracted_at": datetime.fromisoformat(row["retracted_at"]),
                "reason": row["reason"],
            }
            for kind, rows in (("claim", claim.withdrawals), ("claim_back", claim.returns))
            for row in rows
        ]
        return sorted(told, key=lambda one: one["retracted_at"])


def _keys(pages: Iterable[Page]) -> list[int]:
    return [page.pk for page in pages]
