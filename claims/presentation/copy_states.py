"""The state of our sealed copies of a page, in the words a reader sees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sources.archiver.outcomes import Outcome
from sources.archiver.quoting.in_part import IN_PART
from sources.archiver.quoting.verify import TOO_MUCH
from sources.models import Capture, CaptureStatus, Finding, FindingKind
from sources.reads.pages import PageState, newest_seen, page_state
from sources.reads.sentences import worded


@dataclass(frozen=True, slots=True)
class Stamp:
    """One line about a capture or about a page; ``at`` is when the attempt ended."""

    state: PageState
    at: dt.datetime | None = None
    detail: str = ""
    is_taken: bool = False

    @property
    def label(self) -> str:
        """The state in a word or two."""
        return _("Being captured") if self.is_taken else str(self.state.label)

    @property
    def kind(self) -> str:
        """The state as the stylesheet names it."""
        return self.state.value

    @property
    def is_trouble(self) -> bool:
        """Whether a reader should look twice."""
        return self.state in {PageState.CHANGED, PageState.GONE, PageState.FAILED}


def page_stamp(captures: Sequence[Capture]) -> Stamp:
    """Say how a page stands, from all its captures in any order."""
    newest_first = sorted(captures, key=lambda capture: capture.requested_at, reverse=True)
    state = page_state(newest_first)
    brought = next((capture for capture in newest_first if capture.is_deposit), None)
    if state is PageState.DEPOSITED and brought is not None:
        return capture_stamp(brought)
    fetched = [capture for capture in newest_first if not capture.is_deposit]
    newest = next((capture for capture in fetched if capture.is_finished), None)
    if newest is None:
        nobody = _("Nobody has asked for a sealed copy of this page yet.")
        return Stamp(state, detail="" if captures else nobody)
    seen = newest_seen(newest_first)
    if seen is None:
        return _broken(newest, had_copy=False)
    if seen.is_gone:
        stamp = _broken(seen, had_copy=any(capture.is_whole for capture in fetched))
    elif state is PageState.CHANGED:
        detail = _("The text differs from that of the copy before it.")
        stamp = Stamp(state, seen.finished_at, detail)
    else:
        stamp = Stamp(state, seen.finished_at)
    return stamp if newest is seen else _looked_in_vain(stamp, newest)


def _looked_in_vain(stamp: Stamp, later: Capture) -> Stamp:
    """Add that a later look brought nothing: what was seen before still holds."""
    said = _("A later look brought no whole copy: %(why)s") % {"why": why(later)}
    return replace(stamp, detail=f"{stamp.detail} {said}".strip())


def capture_stamp(capture: Capture) -> Stamp:
    """Say how one capture ended; a deposit was sealed when it was brought, read or not."""
    if capture.is_deposit:
        detail = _("A person brought this copy; we did not fetch it ourselves.")
        return Stamp(PageState.DEPOSITED, capture.requested_at, detail)
    if capture.finished_at is None:
        return Stamp(PageState.WAITING, is_taken=capture.status == CaptureStatus.TAKEN)
    if capture.is_whole:
        return Stamp(PageState.SEALED, capture.finished_at)
    return _broken(capture, had_copy=False)


def _broken(capture: Capture, *, had_copy: bool) -> Stamp:
    if capture.is_gone:
        detail = why(capture)
        if capture.outcome != Outcome.GONE.value:
            said = _("The site says that the page is no longer there (HTTP %(status)s).")
            detail = said % {"status": capture.http_status}
        if had_copy:
            kept = _("An earlier sealed copy is kept.")
            detail = f"{detail} {kept}"
        return Stamp(PageState.GONE, capture.finished_at, detail)
    return Stamp(PageState.FAILED, capture.finished_at, why(capture))


def why(capture: Capture) -> str:
    """Say in a sentence how a finished capture ended."""
    if said := worded(capture.reason):
        return said
    try:
        return _(Outcome(capture.outcome).sentence)
    except ValueError:
        return capture.outcome


def finding_words(
    finding: Finding | None, *, deposited: bool = False, at_desk: bool = False
) -> str:
    """Say what a check found; None is that no sealed copy has been checked yet.

    Args:
        finding: the finding.
        deposited: whether it is about a copy that a person brought.
        at_desk: whether it is said at the desk, which hears of a mismatch at once.
    """
    if finding is None:
        return _("Not checked yet: there is no sealed copy.")
    if finding.is_being_checked and not at_desk:
        return str(CHECKING)
    kind = finding.meant
    if kind is FindingKind.UNREADABLE and _was_too_much(finding):
        return _(
            "These words could not be compared with the copy: its text repeats itself so often "
            "that a search would not end. Nothing can be said."
        )
    if kind is FindingKind.UNREADABLE and _is_of_a_part(finding):
        return _(
            "Not found in what could be read of the copy. Parts of the page were not read, so it "
            "is not said to be missing."
        )
    said = deposit_words(kind) if deposited else kind_words(kind)
    if not finding.is_shown:
        return said
    shown = _("These are the words that a browser showed; the page as it was sent has others.")
    return f"{said} {shown}"


def _is_of_a_part(finding: Finding) -> bool:
    return any(one["kind"] == IN_PART for one in finding.differences)


def _was_too_much(finding: Finding) -> bool:
    return any(one["kind"] == TOO_MUCH for one in finding.differences)


def deposit_words(kind: FindingKind) -> str:
    """Say what was found in a copy that a person brought; it is never called captured."""
    return str(_IN_DEPOSIT[kind])


def kind_words(kind: FindingKind) -> str:
    """Say what a kind of finding means, in a sentence."""
    return str(_IN_SEALED_COPY[kind])


CHECKING = gettext_lazy(
    "Being checked: the words are not found so in our copy. It may be that we wrote them down "
    "wrongly; a person has to confirm it first."
)
_IN_DEPOSIT = {
    FindingKind.VERBATIM: gettext_lazy("Found word for word in a copy that a person deposited."),
    FindingKind.NEAR: gettext_lazy(
        "Found in a copy that a person deposited; only the writing differs."
    ),
    FindingKind.INTERRUPTED: gettext_lazy(
        "Found in parts in a copy that a person deposited: something else stands between them."
    ),
    FindingKind.REWORDED: gettext_lazy(
        "Reworded: the deposited copy has other words there. What that does to the sense, "
        "readers must judge."
    ),
    FindingKind.ALTERED: gettext_lazy(
        "Altered: the deposited copy has another number, name, unit, date, negation or other word "
        "that turns the sense."
    ),
    FindingKind.ABSENT: gettext_lazy("Not found in the deposited copy."),
    FindingKind.UNREADABLE: gettext_lazy(
        "The deposited copy’s text could not be read, so nothing can be said."
    ),
}
_IN_SEALED_COPY = {
    FindingKind.VERBATIM: gettext_lazy("Found word for word in the sealed copy."),
    FindingKind.NEAR: gettext_lazy("Found in the sealed copy; only the writing differs."),
    FindingKind.INTERRUPTED: gettext_lazy(
        "Found in parts in the sealed copy: something else stands between them."
    ),
    FindingKind.REWORDED: gettext_lazy(
        "Reworded: the sealed copy has other words there. What that does to the sense, "
        "readers must judge."
    ),
    FindingKind.ALTERED: gettext_lazy(
        "Altered: the sealed copy has another number, name, unit, date, negation or other word "
        "that turns the sense."
    ),
    FindingKind.ABSENT: gettext_lazy("Not found in the sealed copy."),
    FindingKind.UNREADABLE: gettext_lazy(
        "The sealed copy’s text could not be read, so nothing can be said."
    ),
}
