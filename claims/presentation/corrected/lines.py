"""The lines of the log of corrections: what kind of correction, of what, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Claim, Verdict
from claims.presentation import words
from claims.reads.corrected.log import Logged, LogRow
from claims.rules.verdicts import CorrectionKind

_TAKEN = {
    Logged.CLAIM: gettext_lazy("Claim withdrawn"),
    Logged.BROUGHT_BACK: gettext_lazy("Claim withdrawn, and brought back since"),
    Logged.RETURN: gettext_lazy("Claim brought back"),
    Logged.DOSSIER: gettext_lazy("Dossier withdrawn"),
    Logged.CITATION: gettext_lazy("Source taken back"),
    Logged.PAIR: gettext_lazy("Pairing taken back"),
    Logged.TRANSLATION: gettext_lazy("Translation taken back"),
}
_CORRECTED = {
    CorrectionKind.LANGUAGE: gettext_lazy("Spelling or grammar"),
    CorrectionKind.CLARITY: gettext_lazy("Clarification"),
    CorrectionKind.DETAIL: gettext_lazy("Correction"),
    CorrectionKind.UPDATE: gettext_lazy("Update"),
    CorrectionKind.RETRACTION: gettext_lazy("Retraction"),
    CorrectionKind.FINDING: gettext_lazy("Correction of the verdict"),
}


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the log.

    Args:
        key: names it for good, such as ``verdict-7``.
        at: when.
        kind: what kind of correction it is, in a word or two.
        about: whose claim, or which claim or dossier, in a few words.
        reason: what changed and why; never empty.
        path: where it is told, or "" where nothing is left to be read.
        earlier: where the verdict before it stands; "" where there is none.
        verdict: the verdict that replaced another.
        claim: the claim, where it can be read.
    """

    key: str
    at: datetime
    kind: str
    about: str
    reason: str
    path: str
    earlier: str
    verdict: Verdict | None
    claim: Claim | None


def log_line(row: LogRow) -> LogLine:
    """Put one row of the log into words."""
    claim = row.verdict.claim if row.verdict else row.claim
    return LogLine(
        key=f"{row.kind}-{row.key}",
        at=row.at,
        kind=_kind(row),
        about=_about(row, claim),
        reason=row.reason or _("No reason was written for readers."),
        path=_path(row, claim),
        earlier=_earlier(row.verdict),
        verdict=row.verdict,
        claim=claim,
    )


def _kind(row: LogRow) -> str:
    """What kind of correction a row of the log is."""
    if row.kind is not Logged.VERDICT:
        return str(_TAKEN[row.kind])
    verdict = row.verdict
    if verdict is None or not verdict.is_correction:
        return _("Reviewed again")
    kind = verdict.correction_kind
    return str(_CORRECTED[CorrectionKind(kind)]) if kind else _("Correction")


def _about(row: LogRow, claim: Claim | None) -> str:
    if claim is not None:
        statement = Truncator(claim.statement).chars(240)
        return _("%(who)s: %(statement)s") % {"who": words.who(claim), "statement": statement}
    if row.kind is Logged.CLAIM:
        return _("Claim %(n)s") % {"n": row.key}
    return _("A dossier with its claims")


def _path(row: LogRow, claim: Claim | None) -> str:
    if row.kind is Logged.CLAIM:
        return reverse("public:claim", args=[row.key])
    if claim is None:
        return ""
    page = reverse("public:claim", args=[claim.pk])
    return f"{page}#verdict-{row.verdict.version}" if row.verdict else f"{page}#taken-back"


def _earlier(verdict: Verdict | None) -> str:
    if verdict is None or verdict.supersedes is None:
        return ""
    page = reverse("public:claim", args=[verdict.claim_id])
    return f"{page}#verdict-{verdict.supersedes.version}"
