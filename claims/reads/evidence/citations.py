"""What claims rest on."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Prefetch, Q, QuerySet

from claims.models import Citation, Claim
from claims.reads.later import with_later
from claims.reads.visible import public
from sources.models import Capture, Finding
from sources.reads.withheld import hidden_pages, hidden_quotations, withheld_captures
from tracker.base.built_once import built_once
from tracker.base.people.models import User

# What a capture weighs, left in the database wherever only its state is shown.
HEAVY = ("provenance", "metadata")


@built_once
def open_citations() -> QuerySet[Citation]:
    """Citations of claims that may be read, but those whose source is withheld to protect it."""
    return (
        Citation.objects.filter(public("claim"))
        .exclude(page__in=hidden_pages())
        .exclude(quotation__in=hidden_quotations())
    )


def really_cited() -> QuerySet[Citation]:
    """Open citations of claims about what really happened: a page is real through one of them."""
    return open_citations().filter(claim__incident__is_exercise=False).order_by()


def own_citations(user: User, what: str) -> QuerySet[Citation, int | None]:
    """What is cited by somebody, or by a claim that they recorded, as keys.

    As two questions put together, each of which an index answers: one with an OR between a
    citation and its claim reads both tables whole.

    Args:
        user: whose.
        what: ``page`` or ``quotation``, of which the keys are.
    """
    rows = Citation.objects.order_by()
    cited = rows.filter(added_by=user).values_list(what, flat=True)
    return cited.union(rows.filter(claim__created_by=user).values_list(what, flat=True))


def citations_counted(claims: Iterable[Claim]) -> QuerySet[Citation]:
    """What claims rest on, with no more than it takes to count its origins."""
    keys = {claim.pk for claim in claims}
    return open_citations().filter(claim__in=keys).select_related("page")


@built_once
def _withheld() -> QuerySet[Citation]:
    """The citations of claims that may be read which are not among the open ones."""
    hidden = Q(page__in=hidden_pages()) | Q(quotation__in=hidden_quotations())
    return Citation.objects.filter(public("claim")).filter(hidden)


def withheld_citations(claim_id: int) -> int:
    """How many citations of a claim readers are not shown, because their source is protected."""
    return _withheld().filter(claim=claim_id).count()


def withheld_of(claims: Iterable[int]) -> dict[int, int]:
    """The same of several claims, by their keys, in one query; those without any are left out."""
    rows = _withheld().filter(claim__in=list(claims))
    counted = rows.order_by().values_list("claim").annotate(withheld=Count("pk"))
    return dict(counted)


@built_once
def copies_shown() -> QuerySet[Capture]:
    """Captures that are not withheld, without what only their own pages show."""
    return Capture.objects.exclude(pk__in=withheld_captures()).defer(*HEAVY)


@built_once
def citations_with_copies() -> QuerySet[Citation]:
    """Citations of claims that may be read, with page, publisher and the state of our copies."""
    return (
        open_citations()
        .select_related("page__publisher")
        .prefetch_related(Prefetch("page__captures", copies_shown()))
    )


@built_once
def citations_shown() -> QuerySet[Citation]:
    """The same with what was quoted and found, with credits, and with what came later."""
    return (
        with_later(citations_with_copies())
        .select_related("quotation")
        .prefetch_related(
            "page__derivations",
            "page__publisher__grades",
            Prefetch(
                "quotation__findings",
                Finding.objects.exclude(capture__in=withheld_captures())
                .select_related("capture")
                .defer(*(f"capture__{name}" for name in HEAVY)),
            ),
        )
    )
