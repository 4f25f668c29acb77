"""Take what a reader reports as wrong, and close it with an answer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from claims.models import Claim, ErrorReport
from claims.operations.journal import journal
from claims.reads.readers.error_reports import reports_seen_by
from claims.rules import acts
from claims.rules.readers.reporting import (
    LONGEST_ANSWER,
    LONGEST_REPORT,
    LONGEST_WHERE,
    MOST_OPEN_OF_CLAIM,
    REPORT_WINDOW,
    REPORTS_OF_NETWORK,
    ReportAbout,
    ReportOutcome,
)
from tracker.base.acts.names import stand_in_line
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text, whole_sentence, word


def take_report(
    claim: Claim | None,
    *,
    key: str,
    about: str,
    words: str,
    where: str,
    network: str,
    at: datetime,
    page: str = "",
    language: str = "",
) -> ErrorReport:
    """Take a report from a reader, who has no account; sent twice it is there once.

    Args:
        claim: a public claim; None where it is about what the page shows, and none of its claims.
        key: of the form that it was sent with.
        about: what is wrong, a value of `ReportAbout`.
        words: the report.
        where: where it can be seen; may be empty.
        network: a digest of the network that it comes from.
        at: when.
        page: the path of the page that the reader was on; empty where it is the claim's own.
        language: the one in which the page was read.

    Raises:
        Refusal: `required`, `too_long`, `unknown_value`; `too_many_reports` from one network,
            `reported_often`, of one claim or page.
    """
    facts = {
        "claim": claim,
        "page": page,
        "language": language,
        "about": word(about, ReportAbout, field="about").value,
        "words": text(words, field="words", required=True, longest=LONGEST_REPORT),
        "where": text(where, field="where", longest=LONGEST_WHERE),
        "network": network,
        "received_at": at,
    }
    with transaction.atomic():
        # Those who send at once from one network are counted one after the other.
        stand_in_line(ErrorReport, network)
        if before := ErrorReport.objects.filter(key=key).first():
            return before
        _refuse_too_many(claim, page, network, at=at)
        report, _created = ErrorReport.objects.get_or_create(key=key, defaults=facts)
    return report


def _refuse_too_many(claim: Claim | None, page: str, network: str, *, at: datetime) -> None:
    sent = ErrorReport.objects.filter(network=network, received_at__gt=at - REPORT_WINDOW)
    if network and sent.count() >= REPORTS_OF_NETWORK:
        raise Refusal(
            _(
                "Several reports have come from your network within the hour. Your text is kept "
                "below: send it again later."
            ),
            code="too_many_reports",
        )
    about = {"claim": claim} if claim is not None else {"claim": None, "page": page}
    if ErrorReport.objects.filter(**about, closed_at=None).count() >= MOST_OPEN_OF_CLAIM:
        raise Refusal(
            _(
                "Many readers have reported an error on this page, and the desk is reading their "
                "reports. Please come back when they have been answered."
            ),
            code="reported_often",
        )


def answer_report(
    report: ErrorReport, *, outcome: str, answer: str, by: User, at: datetime
) -> ErrorReport:
    """Close a report with what came of it and an answer, which the reader who sent it may read.

    Args:
        report: one that is open.
        outcome: a value of `ReportOutcome`.
        answer: needed unless it reports no error.
        by: an editor.
        at: when.

    Raises:
        Refusal: `answered`, `required`, `no_sentence`, `too_long`, `unknown_value`; `reviewing`:
            they take part in the open round of the claim, or, where it names none, in any.
    """
    with act(acts.ANSWER_REPORT, by=by):
        if not reports_seen_by(by).filter(pk=report.pk).exists():
            raise Refusal(
                _("You review a claim that it may be about. Another editor answers this report."),
                code="reviewing",
            )
        closed = ErrorReport.objects.select_for_update().get(pk=report.pk)
        if closed.closed_at is not None:
            raise Refusal(_("Somebody has answered this report already."), code="answered")
        came_of_it = word(outcome, ReportOutcome, field="outcome")
        needed = came_of_it is not ReportOutcome.NO_REPORT
        closed.outcome = came_of_it.value
        said = text(answer, field="answer", required=needed, longest=LONGEST_ANSWER)
        closed.answer = whole_sentence(said, field="answer", required=needed)
        closed.closed_by, closed.closed_at, closed.network = by, at, ""
        closed.save(update_fields=["outcome", "answer", "closed_by", "closed_at", "network"])
        journal(
            verb="report_answered",
            target=closed,
            claim_id=closed.claim_id,
            data={"outcome": closed.outcome},
            by=by,
            at=at,
        )
    return closed
