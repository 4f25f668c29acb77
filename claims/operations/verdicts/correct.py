"""Correct the wording of a published verdict: a new version that says what changed and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from claims.involvement import Involvement
from claims.models import Basis, Claim, Verdict
from claims.operations.transition import locked
from claims.operations.verdicts.checks import ensure_still_ready
from claims.operations.verdicts.publish import release
from claims.operations.verdicts.summary import check_summary
from claims.reads.publishing.checklist import told_besides
from claims.reads.verdicts import NOT_REPLACED
from claims.rules import acts
from claims.rules.verdicts import WORDING, CorrectionKind
from tracker.base.acts.law import ensure
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text, whole_sentence, word


def correct(
    *,
    claim: Claim,
    kind: str,
    summary: str,
    reason: str,
    by: User,
    at: datetime,
    against: int | None = None,
    confirmed: bool = False,
    waived: Mapping[str, str] | None = None,
    besides: Mapping[str, str] | None = None,
) -> Verdict:
    """Supersede the published verdict of `claim` by one that is worded otherwise, and only that.

    `kind` says what kind of mistake it mends; rating and range stay, and are corrected by two
    (`propose_correction`). `besides` is what is printed with it otherwise than now, by the names of
    `TOLD_BESIDES`. `against` is the version that the editor had before them. `confirmed` is that
    the summary may name another rating; `waived` is why a point of the checklist may stay open that
    was not left open before. Refuses with `not_published`, `own_claim`, `own_review`, `overtaken`
    (another version was published meanwhile), `required` (no summary, no reason, or a settlement
    without words), `unknown_value`, `second_editor` (not a kind of wording), `names_other_rating`,
    `nothing_changed` or `not_ready`.
    """
    mended = word(kind, CorrectionKind, field="kind")
    why = whole_sentence(reason, field="reason", required=False)
    if mended not in WORDING:
        raise Refusal(
            _("Rating and range are corrected by two editors: propose it."),
            code="second_editor",
            field="kind",
        )
    with act(acts.CORRECT, by=by, reason=why):
        row = locked(claim)
        ensure(by, acts.CORRECT, Involvement(by, row))
        latest = in_force(row, against)
        body = check_summary(summary, latest.rated, confirmed=confirmed)
        otherwise = printed_otherwise(latest, besides or {})
        if body == latest.summary and not otherwise:
            raise nothing_changed()
        printed = told_besides(latest, otherwise)
        left_open = ensure_still_ready(latest, [body, *printed.values(), why], waived or {})
        verdict = Verdict(
            claim=row,
            version=latest.version + 1,
            round_id=latest.round_id,
            rating=latest.rating,
            rating_labels=latest.rating_labels,
            rating_meanings=latest.rating_meanings,
            rating_number=latest.rating_number,
            summary=body,
            figure=latest.figure,
            low=latest.low,
            high=latest.high,
            basis=Basis.CORRECTION.value,
            **printed,
            correction_kind=mended.value,
            supersedes=latest,
            change_reason=why,
            published_by=by,
            published_at=at,
            is_demonstration=by.is_demonstration,
        )
        row = release(verdict, left_open, latest.further_ranges.all())
    claim.status = row.status
    return verdict


def in_force(claim: Claim, against: int | None) -> Verdict:
    """The verdict of `claim`, whose row is locked, that a correction would supersede.

    Args:
        claim: a claim with a published verdict.
        against: the version that the correction was written against; None for the newest.

    Raises:
        Refusal: ``overtaken``, another version has been published since.
    """
    latest = claim.verdicts.select_related("figure__measure").order_by("-version").get(NOT_REPLACED)
    if against is not None and against != latest.version:
        raise Refusal(
            _(
                "Version %(number)s of this verdict has been published meanwhile. Read it, then "
                "say what is still to be corrected."
            )
            % {"number": latest.version},
            code="overtaken",
        )
    return latest


def printed_otherwise(latest: Verdict, besides: Mapping[str, str]) -> dict[str, str]:
    """What a correction prints with a verdict otherwise than it stands there now.

    Args:
        latest: the verdict that is corrected.
        besides: what is to be printed, by the names of `TOLD_BESIDES`.

    Raises:
        Refusal: ``required``, a split is settled in writing; ``unknown_value``, what is settled
            where nothing was, or something else.
    """
    now, printed = told_besides(latest), {}
    for name, said in besides.items():
        is_settled = bool(latest.settlement)
        if name not in now or (name == "settlement" and not is_settled and said.strip()):
            raise Refusal(
                _("The reviewers agreed on this verdict: there is no settlement to correct."),
                code="unknown_value",
                field=name,
            )
        body = text(said, field=name, required=name == "settlement" and is_settled)
        if body != now[name]:
            printed[name] = whole_sentence(body, field=name) if name == "settlement" else body
    return printed


def nothing_changed() -> Refusal:
    """What is said to a correction that corrects nothing."""
    return Refusal(
        _("Nothing is different from the verdict that is published."), code="nothing_changed"
    )
