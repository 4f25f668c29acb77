"""What people do with captures: ask for one, try again, give one up.

The row is the queue: what was asked for waits in it until a worker takes it (`visits.py`).
"""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from sources import acts
from sources.archiver.outcomes import Outcome
from sources.archiver.sentences import say
from sources.archiver.values import Sealed
from sources.models import Capture, CaptureCause, CaptureStatus, Page
from sources.operations.sealing.seal import write_ends
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text, word

UNFINISHED = (CaptureStatus.WAITING, CaptureStatus.TAKEN)


def request_capture(*, page: Page, cause: str, by: User, at: datetime) -> Capture:
    """Ask for a capture of a page; one that has not ended yet is given back instead.

    Args:
        page: the page to capture.
        cause: why, a `CaptureCause`.
        by: who asks.
        at: the present moment.

    Raises:
        Refusal: `wrong_role`, `unknown_value`.
    """
    cause = word(cause, CaptureCause, field="cause")
    with act(acts.REQUEST_CAPTURE, by=by):
        # The lock makes two people who ask at once share one row.
        Page.objects.select_for_update(no_key=True).get(pk=page.pk)
        asked = Capture.objects.filter(page=page, status__in=UNFINISHED)
        under_way = asked.exclude(cause=CaptureCause.DEPOSITED).first()
        return under_way or Capture.objects.create(
            page=page, cause=cause, requested_by=by, requested_at=at
        )


def retry(*, capture: Capture, by: User, at: datetime) -> Capture:
    """Try a page again after a capture that ended badly, or at once after a pause.

    A finished capture stays as it is and a new one is asked for; one that waits for its next
    attempt becomes due now.

    Raises:
        Refusal: `wrong_role`.
    """
    if capture.is_finished:
        return request_capture(page=capture.page, cause=CaptureCause.ASKED.value, by=by, at=at)
    with act(acts.REQUEST_CAPTURE, by=by):
        waiting = Capture.objects.filter(pk=capture.pk, status=CaptureStatus.WAITING)
        waiting.update(next_attempt_at=None)
    capture.refresh_from_db()
    return capture


def give_up(*, capture: Capture, reason: str, by: User, at: datetime) -> Capture:
    """Take a capture that waits out of the queue; its row stays, with who gave it up and why.

    Args:
        capture: the row.
        reason: why, in a person's words.
        by: who gives it up.
        at: the present moment.

    Raises:
        Refusal: `wrong_role`, `required`, `unreadable`, `under_way` (a worker is at it),
            `finished`, `deposited`.
    """
    reason = text(reason, field="reason")
    with act(acts.GIVE_UP_CAPTURE, by=by, reason=reason):
        row = Capture.objects.select_for_update(of=("self",)).get(pk=capture.pk)
        if row.status == CaptureStatus.TAKEN:
            sentence = _("A worker is fetching the page at this moment. Look again in a minute.")
            raise Refusal(sentence, code="under_way")
        if row.is_finished:
            raise Refusal(_("This capture has ended already."), code="finished")
        if row.is_deposit:
            sentence = _("A deposit is sealed already; only its text waits to be read.")
            raise Refusal(sentence, code="deposited")
        outcome = Outcome.GIVEN_UP
        sealed = Sealed(
            outcome=outcome,
            reason=outcome.said + say("work.given_up", because=reason),
            at=at,
            requested_url=row.page.url,
            provenance={
                "requested_url": row.page.url,
                "outcome": outcome.value,
                "given_up_by": by.pk,
                "given_up_because": reason,
            },
        )
        write_ends([(row, sealed)], worker="", at=at)
    return row
