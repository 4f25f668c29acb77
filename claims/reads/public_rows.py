"""Which rows the public may read, with all that their shapes show, in a fixed number of queries.

Which claims are public is said by `claims.reads.visible`; everything else here is public through
such a claim. Of a round of reviews nothing is: reviews and assignments have no address here, and a
verdict exists only once it is published.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce, JSONObject
from django.utils.dateparse import parse_date

from claims.models import (
    Citation,
    Claim,
    Counterclaim,
    Event,
    Figure,
    FigureSubject,
    Incident,
    Measure,
    Party,
    PartyKind,
    Place,
    Rating,
    Translation,
    Verdict,
)
from claims.reads.claims import translations_shown
from claims.reads.evidence.changes import altered_shown, changes_shown
from claims.reads.evidence.citations import open_citations
from claims.reads.evidence.pages import derivations_shown, pages_shown
from claims.reads.later import (
    brought_back_before,
    pairs_seen_before,
    seen_before,
    with_later,
    withdrawn_before,
)
from claims.reads.parties import affiliations_shown, places_shown, publishers_shown
from claims.reads.publishing.replies import replies_fetched
from claims.reads.verdicts import rounds_fetched
from claims.reads.visible import (
    both_public,
    claims_shown,
    dossiers_shown,
    parties_shown,
    public,
)
from sources.models import (
    Capture,
    Derivation,
    Finding,
    Page,
    Publisher,
    PublisherGrade,
    PublisherKind,
    Quotation,
    Recheck,
)
from sources.reads.withheld import withheld_captures

_UNDATED = Value(parse_date("0001-01-01"))


def parties() -> QuerySet[Party]:
    """Everybody who claims or suffers in public, with other names and publishers of theirs."""
    own = affiliations_shown().select_related("publisher").order_by("pk")
    return parties_shown().prefetch_related("aliases", Prefetch("affiliations", own)).order_by("pk")


def publishers() -> QuerySet[Publisher]:
    """Publishers of public pages, with grades (newest first) and parties they belong to."""
    grades = PublisherGrade.objects.order_by("-at", "-pk")
    behind = affiliations_shown().select_related("party").order_by("pk")
    return (
        publishers_shown()
        .prefetch_related("aliases", Prefetch("grades", grades), Prefetch("affiliations", behind))
        .order_by("pk")
    )


def measures() -> QuerySet[Measure]:
    """What figures count: the lists of the installation are public at all times."""
    return Measure.objects.order_by("pk")


def ratings() -> QuerySet[Rating]:
    """What verdicts may say, in the order of the house."""
    return Rating.objects.order_by("position", "pk")


def party_kinds() -> QuerySet[PartyKind]:
    """What sorts of party there are."""
    return PartyKind.objects.order_by("pk")


def publisher_kinds() -> QuerySet[PublisherKind]:
    """What sorts of publisher there are."""
    return PublisherKind.objects.order_by("pk")


def places() -> QuerySet[Place]:
    """Where public claims and their incidents are."""
    return places_shown().order_by("pk")


def incidents() -> QuerySet[Incident]:
    """Incidents of which the public may read at least one claim."""
    return (
        dossiers_shown()
        .select_related("place")
        .annotate(dated=Coalesce("start", _UNDATED))
        .order_by("pk")
    )


def claims() -> QuerySet[Claim]:
    """Claims the public may read, with everything that hangs on them."""
    return (
        claims_shown()
        .select_related("incident", "claimant", "outlet", "place")
        .prefetch_related(
            Prefetch("translations", translations_shown()),
            Prefetch("figures", figures_of_claims()),
            Prefetch("citations", _citations_of_claims()),
            Prefetch("citations__page__rechecks", numbers_altered()),
            Prefetch("counters", with_later(_pairs("answers").select_related("answers"))),
            Prefetch(
                "countered_by",
                with_later(_pairs("claim").select_related("claim"), claim="answers"),
            ),
            Prefetch("verdicts", verdicts_of_claims()),
            rounds_fetched(),
            replies_fetched(),
            "waivers",
        )
        .annotate(
            dated=Coalesce("made_on", _UNDATED),
            citations_taken_back=_taken_back(
                Citation.everything.filter(seen_before("claim"), claim=OuterRef("pk"))
            ),
            pairs_taken_back=_taken_back(
                pairs_seen_before().filter(Q(claim=OuterRef("pk")) | Q(answers=OuterRef("pk")))
            ),
            translations_taken_back=_taken_back(
                Translation.everything.filter(seen_before("claim"), claim=OuterRef("pk"))
            ),
            withdrawals=_events(withdrawn_before),
            returns=_events(brought_back_before),
        )
        .order_by("pk")
    )


def figures_of_claims() -> QuerySet[Figure]:
    """Figures in the order of their claim, with their subjects in order."""
    subjects = FigureSubject.objects.select_related("party").order_by("position", "pk")
    return Figure.objects.prefetch_related(Prefetch("figure_subjects", subjects)).order_by(
        "position", "pk"
    )


def verdicts_of_claims() -> QuerySet[Verdict]:
    """Published verdicts, newest version first."""
    rows = Verdict.objects.select_related("superseded_by", "round", "published_by")
    rows = rows.prefetch_related("waived_points", "further_ranges")
    return rows.order_by("-version")


def figures() -> QuerySet[Figure]:
    """Figures of public claims."""
    return (
        figures_of_claims()
        .filter(public("claim"))
        .select_related("claim__incident", "claim__claimant")
        .order_by("pk")
    )


def pairs() -> QuerySet[Counterclaim]:
    """Pairs both ends of which are public, with the figures of both."""
    ends = [Prefetch(f"{end}__figures", figures_of_claims()) for end in ("claim", "answers")]
    return (
        Counterclaim.objects.filter(both_public())
        .select_related(
            "claim__incident__place",
            "claim__place",
            "claim__claimant__kind",
            "claim__outlet",
            "answers__incident__place",
            "answers__place",
            "answers__claimant__kind",
            "answers__outlet",
        )
        .prefetch_related(*ends)
        .order_by("pk")
    )


def citations() -> QuerySet[Citation]:
    """Citations of public claims."""
    return _citations_of_claims().order_by("pk")


def verdicts() -> QuerySet[Verdict]:
    """Every published verdict, the superseded ones too."""
    return (
        Verdict.objects.filter(public("claim"))
        .select_related("claim", "superseded_by", "round", "published_by")
        .prefetch_related("waived_points", "further_ranges")
        .order_by("pk")
    )


def pages() -> QuerySet[Page]:
    """Pages a public claim rests on, and pages those were taken from."""
    return (
        pages_shown()
        .prefetch_related(
            Prefetch("derivations", _derivations()), Prefetch("captures", _capture_states())
        )
        .order_by("pk")
    )


def captures() -> QuerySet[Capture]:
    """Captures of public pages, with findings about public quotations."""
    return (
        Capture.objects.filter(page__in=pages_shown())
        .exclude(pk__in=withheld_captures())
        .select_related("page", "deposit__deposited_by", "deposit__original__file")
        .prefetch_related(Prefetch("findings", _findings()), "rendering__files__file")
        .order_by("pk")
    )


def numbers_altered() -> QuerySet[Recheck]:
    """Later looks that found another number in a quotation that a public claim rests on."""
    return altered_shown().only("page_id").order_by("pk")


def changes() -> QuerySet[Recheck]:
    """Later looks at public pages, told as far as public claims rest on what they found."""
    shown = Quotation.objects.filter(page=OuterRef("page"), pk__in=_quotation_numbers())
    return (
        changes_shown()
        .annotate(shown_quotations=ArraySubquery(shown.order_by("pk").values("pk")))
        .order_by("pk")
    )


def quotations() -> QuerySet[Quotation]:
    """Quotations a public claim rests on."""
    return (
        Quotation.objects.filter(pk__in=_quotation_numbers())
        .select_related("page")
        .prefetch_related(Prefetch("findings", _findings()))
        .order_by("pk")
    )


def findings() -> QuerySet[Finding]:
    """Findings about public quotations."""
    return _findings().select_related("quotation").order_by("pk")


def _taken_back(rows: QuerySet[Any]) -> ArraySubquery:
    """What of these rows of a claim was taken back, as `TakenBack` tells it; with the claim."""
    facts = JSONObject(
        added_at=F("added_at"), retracted_at=F("retracted_at"), reason=F("retraction_reason")
    )
    return ArraySubquery(rows.filter(retracted_at__isnull=False).order_by("pk").values(json=facts))


def _events(of: Callable[..., QuerySet[Event]]) -> ArraySubquery:
    """When and why a claim that is public again was withdrawn or came back, as its page tells."""
    rows = of(claim_id=OuterRef("pk")).order_by("at", "pk")
    return ArraySubquery(rows.values(json=JSONObject(retracted_at=F("at"), reason=F("reason"))))


def _pairs(other: str) -> QuerySet[Counterclaim]:
    return Counterclaim.objects.filter(public(other)).order_by("pk")


def _citations_of_claims() -> QuerySet[Citation]:
    return (
        with_later(open_citations().select_related("claim", "quotation", "page__publisher"))
        .prefetch_related(
            Prefetch("page__derivations", _derivations()),
        )
        .order_by("position", "pk")
    )


def _derivations() -> QuerySet[Derivation]:
    return derivations_shown().select_related("from_page", "from_publisher").order_by("pk")


def _capture_states() -> QuerySet[Capture]:
    # A text may have megabytes and there may be many captures: only what the state is made of.
    return (
        Capture.objects.exclude(pk__in=withheld_captures())
        .only(
            "page_id",
            "cause",
            "status",
            "outcome",
            "finished_at",
            "http_status",
            "text_sha256",
            "payload_sha256",
        )
        .prefetch_related(Prefetch("findings", _findings()))
        .order_by("-requested_at", "-pk")
    )


def _quotation_numbers() -> QuerySet[Citation, int | None]:
    return (
        open_citations()
        .filter(quotation__isnull=False)
        .order_by()
        .values_list("quotation_id", flat=True)
    )


def _findings() -> QuerySet[Finding]:
    return (
        Finding.objects.filter(quotation__in=_quotation_numbers())
        .exclude(capture__in=withheld_captures())
        .order_by("pk")
    )
