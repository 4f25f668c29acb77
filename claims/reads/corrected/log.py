"""The log of corrections in order of time: verdicts, claims, dossiers, and what hung on claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import (
    BigIntegerField,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast

from claims.models import Citation, Claim, Event, Translation, Verdict
from claims.reads.incidents import withdrawn_dossiers
from claims.reads.later import (
    brought_back_before,
    pairs_seen_before,
    seen_before,
    withdrawn_before,
)
from claims.reads.verdicts import corrections_shown
from claims.reads.visible import public
from claims.rules.states import ClaimStatus


class Logged(StrEnum):
    """What a line of the log is about."""

    VERDICT = "verdict"
    CLAIM = "claim"
    BROUGHT_BACK = "brought_back"
    RETURN = "return"
    DOSSIER = "dossier"
    CITATION = "citation"
    PAIR = "pair"
    TRANSLATION = "translation"


@dataclass(frozen=True, slots=True)
class LogRow:
    """One line: of a claim or a dossier that was withdrawn nothing but when and why.

    Args:
        kind: what it is about.
        at: when.
        key: of the row; of what was brought back, of the line of the journal on its withdrawal, and
            on its return.
        reason: why, in the words written for readers; a dossier may have none.
        verdict: the verdict that replaced another, with its claim.
        claim: the claim that something was taken back from, or that was brought back itself.
    """

    kind: Logged
    at: datetime
    key: int
    reason: str
    verdict: Verdict | None = None
    claim: Claim | None = None


def log_of_corrections(*, trials: bool = False) -> QuerySet[Any]:
    """The lines of the log, newest first, to be cut into pages and given to `log_rows`.

    Args:
        trials: those of exercises and demonstrations, instead of those of what really happened.
    """
    verdicts = corrections_shown().filter(
        Q(is_demonstration=True) | Q(claim__incident__is_exercise=True)
        if trials
        else Q(is_demonstration=False, claim__incident__is_exercise=False)
    )
    dossiers = withdrawn_dossiers().filter(is_exercise=trials)
    own = seen_before("claim") & Q(claim__incident__is_exercise=trials)
    among_trials = Q(claim__incident__is_exercise=True) | Q(answers__incident__is_exercise=True)
    of_both = among_trials if trials else ~among_trials
    parts = [
        _part(Logged.VERDICT, verdicts, F("published_at"), F("change_reason"), F("claim")),
        _part(Logged.CLAIM, *_withdrawn(trials)),
        *(
            _part(kind, *_of_public(rows, trials))
            for kind, rows in (
                (Logged.BROUGHT_BACK, withdrawn_before()),
                (Logged.RETURN, brought_back_before()),
            )
        ),
        _part(Logged.DOSSIER, dossiers, F("withdrawn_at"), F("withdrawn_notice"), None),
        *(
            _part(kind, rows.filter(told), F("retracted_at"), F("retraction_reason"), F("claim"))
            for kind, rows, told in (
                (Logged.CITATION, Citation.everything.filter(public("claim")), own),
                (Logged.PAIR, pairs_seen_before(), of_both),
                (Logged.TRANSLATION, Translation.everything.filter(public("claim")), own),
            )
        ),
    ]
    every: QuerySet[Any] = parts[0].union(*parts[1:], all=True)
    ordered: QuerySet[Any] = every.order_by("-log_at", "log_kind", "-log_key")
    return ordered


def _withdrawn(trials: bool) -> tuple[QuerySet[Claim], Subquery, Subquery, None]:
    """Claims that readers have seen and that were withdrawn, when, and why."""
    last = Event.objects.filter(claim_id=OuterRef("pk"), to_status=ClaimStatus.WITHDRAWN).order_by(
        "-at", "-pk"
    )
    rows = Claim.objects.filter(
        Exists(last),
        status=ClaimStatus.WITHDRAWN,
        released_at__isnull=False,
        incident__released_at__isnull=False,
        incident__withdrawn_at__isnull=True,
        incident__is_exercise=trials,
    )
    return rows, Subquery(last.values("at")[:1]), Subquery(last.values("reason")[:1]), None


def _of_public(lines: QuerySet[Event], trials: bool) -> tuple[QuerySet[Event], F, F, F]:
    """Lines of the journal on claims that readers saw before and see again, when, and why."""
    claims = Claim.objects.filter(public(), pk=OuterRef("claim_id"), incident__is_exercise=trials)
    return lines.filter(Exists(claims)), F("at"), F("reason"), F("claim_id")


def _part(
    kind: Logged, rows: QuerySet[Any], at: Any, reason: Any, claim: F | None
) -> QuerySet[Any]:
    number = Value(None, output_field=BigIntegerField()) if claim is None else claim
    named = (
        rows.select_related(None)
        .order_by()
        .annotate(
            log_kind=Value(kind.value, output_field=CharField()),
            log_at=at,
            log_key=Cast(F("pk"), BigIntegerField()),
            log_reason=reason,
            log_claim=Cast(number, BigIntegerField()),
        )
    )
    lines: QuerySet[Any] = named.values_list(
        "log_kind", "log_at", "log_key", "log_reason", "log_claim"
    )
    return lines


def log_rows(lines: Sequence[tuple[str, datetime, int, str, int | None]]) -> list[LogRow]:
    """Fetch what lines of the log speak of: two queries, however many they are."""
    verdicts = corrections_shown().in_bulk(
        [key for kind, _at, key, *_ in lines if kind == "verdict"]
    )
    taken = {claim for kind, *_, claim in lines if kind != "verdict" and claim is not None}
    claims = (
        Claim.objects.filter(public())
        .select_related("claimant__kind", "outlet", "incident")
        .in_bulk(taken)
    )
    return [
        LogRow(
            kind=Logged(kind),
            at=at,
            key=key,
            reason=reason or "",
            verdict=verdicts.get(key) if kind == Logged.VERDICT else None,
            claim=None if claim is None else claims.get(claim),
        )
        for kind, at, key, reason, claim in lines
    ]
