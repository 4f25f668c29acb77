"""The state of our sealed copies of a page, in the words a reader sees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from sources.archiver.values import Outcome
from sources.models import Capture, CaptureStatus, Finding, FindingKind, Quotation

_GONE = {404, 410}


class State(StrEnum):
    """What the newest attempts say of a page."""

    NOT_CAPTURED = "not_captured"
    WAITING = "waiting"
    SEALED = "sealed"
    CHANGED = "changed"
    GONE = "gone"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Stamp:
    """One line about a capture or about a page; ``at`` is when the attempt ended."""

    state: State
    label: str
    at: dt.datetime | None = None
    detail: str = ""

    @property
    def kind(self) -> str:
        """The state as the stylesheet names it."""
        return self.state.value

    @property
    def is_trouble(self) -> bool:
        """Whether a reader should look twice."""
        return self.state in {State.CHANGED, State.GONE, State.TROUBLE}


def page_stamp(captures: Sequence[Capture]) -> Stamp:
    """Say how a page stands, from all its captures in any order."""
    finished = [capture for capture in captures if capture.finished_at is not None]
    if not finished:
        if captures:
            return Stamp(State.WAITING, _("Waiting to be captured"))
        return Stamp(
            State.NOT_CAPTURED,
            _("Not yet captured"),
            detail=_("Nobody has asked for a sealed copy of this page yet."),
        )
    ordered = sorted(finished, key=lambda capture: capture.finished_at or capture.requested_at)
    whole = [capture for capture in ordered if is_whole(capture)]
    newest = ordered[-1]
    if not is_whole(newest):
        return _broken(newest, had_copy=bool(whole))
    if len(whole) > 1 and whole[-2].text_sha256 != newest.text_sha256:
        return Stamp(
            State.CHANGED,
            _("Changed"),
            newest.finished_at,
            _("The text differs from that of the copy before it."),
        )
    return Stamp(State.SEALED, _("Sealed copy"), newest.finished_at)


def capture_stamp(capture: Capture) -> Stamp:
    """Say how one capture ended."""
    if capture.finished_at is None:
        taken = capture.status == CaptureStatus.TAKEN
        return Stamp(State.WAITING, _("Being captured") if taken else _("Waiting to be captured"))
    if is_whole(capture):
        return Stamp(State.SEALED, _("Sealed copy"), capture.finished_at)
    return _broken(capture, had_copy=False)


def is_whole(capture: Capture) -> bool:
    """Whether the page itself was fetched whole and sealed."""
    return capture.status == CaptureStatus.SEALED and capture.outcome == Outcome.CAPTURED.value


def _broken(capture: Capture, *, had_copy: bool) -> Stamp:
    if capture.http_status in _GONE:
        detail = _("The site says that the page is no longer there (HTTP %(status)s).") % {
            "status": capture.http_status
        }
        if had_copy:
            detail = f"{detail} {_('An earlier sealed copy is kept.')}"
        return Stamp(State.GONE, _("Gone"), capture.finished_at, detail)
    return Stamp(State.TROUBLE, _("No whole copy"), capture.finished_at, why(capture))


def why(capture: Capture) -> str:
    """Say in a sentence how a finished capture ended."""
    if capture.reason:
        return capture.reason
    try:
        return _(Outcome(capture.outcome).sentence)
    except ValueError:
        return capture.outcome


def newest_finding(quotation: Quotation) -> Finding | None:
    """The finding of the newest check of a quotation whose findings were fetched."""
    return max(quotation.findings.all(), key=lambda found: (found.at, found.pk), default=None)


def finding_words(finding: Finding | None) -> str:
    """Say what a check found; None is that no sealed copy has been checked yet."""
    if finding is None:
        return _("Not checked yet: there is no sealed copy.")
    return kind_words(FindingKind(finding.kind))


def kind_words(kind: FindingKind) -> str:
    """Say what a kind of finding means, in a sentence."""
    match kind:
        case FindingKind.VERBATIM:
            return _("Found word for word in the sealed copy.")
        case FindingKind.NEAR:
            return _("Found with small differences that leave its sense.")
        case FindingKind.ALTERED:
            return _("Altered: the sealed copy has another digit, negation or name in its place.")
        case FindingKind.ABSENT:
            return _("Not found in the sealed copy.")
        case FindingKind.UNREADABLE:
            return _("The sealed copy’s text could not be read, so nothing can be said.")
