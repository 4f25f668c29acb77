"""What a later look at a page showed, in the words a reader sees: the same for every side."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sources.models import RecheckKind

_HEADLINES = {
    RecheckKind.QUOTATION_ALTERED: gettext_lazy("A quoted passage was changed"),
    RecheckKind.QUOTATION_GONE: gettext_lazy("A quoted passage is no longer on the page"),
    RecheckKind.QUOTATION_MOVED: gettext_lazy(
        "A quoted passage stands elsewhere or in other surroundings"
    ),
    RecheckKind.CHANGED_ELSEWHERE: gettext_lazy(
        "The page was changed; in no quoted passage was a change found"
    ),
    RecheckKind.PAGE_GONE: gettext_lazy("The page is gone"),
    RecheckKind.PAGE_MOVED: gettext_lazy("Another address answers for the page"),
    RecheckKind.PAGE_BLOCKED: gettext_lazy("The site refused to show the page to the archiver"),
    RecheckKind.PAGE_WALLED: gettext_lazy(
        "The page stands behind a wall: a test, a consent screen, a sign-in or a subscription"
    ),
    RecheckKind.PAGE_FAILED: gettext_lazy("No whole copy of the page could be made"),
    RecheckKind.UNCHANGED: gettext_lazy("The page says the same"),
}
_MARKS = {
    "altered": gettext_lazy("words changed on the page"),
    "corrected": gettext_lazy("another number in a correction on the page"),
    "interrupted": gettext_lazy("something put between its parts"),
    "gone": gettext_lazy("no longer on the page"),
    "moved": gettext_lazy("elsewhere on the page, or in other surroundings"),
    "page_gone": gettext_lazy("page gone"),
    "page_moved": gettext_lazy("another address answers"),
    "page_walled": gettext_lazy("page behind a wall"),
    "page_blocked": gettext_lazy("page no longer shown to the archiver"),
}
_FATES = {
    "altered": gettext_lazy("The words of this passage were changed."),
    "gone": gettext_lazy("The later copy does not have this passage."),
    "corrected": gettext_lazy(
        "The passage stands as it was; a correction elsewhere on the page gives another number."
    ),
    "interrupted": gettext_lazy("Something was put between the parts of this passage."),
    "other_language": gettext_lazy(
        "The site sent the page in another language, so nothing can be said of this passage."
    ),
    "moved": gettext_lazy("The same words stand at another place, or in other surroundings."),
    "appeared": gettext_lazy("The later copy has this passage; the earlier one did not."),
    "unread": gettext_lazy(
        "The text of a copy could not be read or compared, so nothing can be said of this passage."
    ),
    "absent": gettext_lazy("Neither copy has this passage."),
    "same": gettext_lazy("This passage is the same in both copies."),
}
_DIFFERENCES = {
    "number": gettext_lazy("Figure or date"),
    "negation": gettext_lazy("Negation"),
    "name": gettext_lazy("Name"),
    "sense": gettext_lazy("Sense"),
    "order": gettext_lazy("Order of words"),
    "case": gettext_lazy("Capitals"),
    "punctuation": gettext_lazy("Punctuation"),
}


def headline(kind: str, *, number: bool, unread: bool = False, other_language: bool = False) -> str:
    """Say in a sentence what a comparison showed.

    Args:
        kind: a `RecheckKind`.
        number: whether a number in a quoted passage was changed, or corrected elsewhere.
        unread: whether of some quoted passage nothing can be said: that is no all-clear.
        other_language: whether the page came in another language.
    """
    if other_language:
        return _("The site sent the page in another language")
    if number and kind == RecheckKind.CHANGED_ELSEWHERE:
        return _("A correction on the page gives another number than a quoted passage")
    if number:
        return _("A number in a quoted passage was changed")
    if unread and kind == RecheckKind.CHANGED_ELSEWHERE:
        return _("The page was changed; not every quoted passage could be compared")
    return str(_HEADLINES[RecheckKind(kind)])


def mark(change: str, *, number: bool) -> str:
    """Say in a few words what became of a quotation or of its page, for the marks beside it."""
    if number and change != "corrected":
        return _("number changed on the page")
    return str(_MARKS.get(change, _("page changed")))


def fate(change: str, *, number: bool, is_shown: bool = False) -> str:
    """Say in a sentence what became of one quoted passage.

    Args:
        change: a `QuotationChange`.
        number: whether a number in it was changed.
        is_shown: whether that is told of the words that a browser showed.
    """
    is_number = number and change != "corrected"
    said = _("A number in this passage was changed.") if is_number else str(_FATES[change])
    if not is_shown:
        return said
    shown = _("That is told of the page as a browser showed it.")
    return f"{said} {shown}"


def difference(kind: str, before: str, now: str) -> str:
    """Say one difference in words, for those who do not see colours or strokes."""
    values = {"kind": _DIFFERENCES.get(kind, _("Words")), "before": before, "now": now}
    if not before:
        return _("%(kind)s: “%(now)s” was put in.") % values
    if not now:
        return _("%(kind)s: “%(before)s” was taken out.") % values
    return _("%(kind)s: “%(before)s” became “%(now)s”.") % values
