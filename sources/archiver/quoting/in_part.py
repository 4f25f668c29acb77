"""What may be said of a quotation in a text that was not read whole.

That words stand there is true however much else there is; that they do not, or stand there in
another way, is true only of what was read.
"""

from sources.archiver.values import Check, CheckKind, Difference, Extraction

IN_PART = "in_part"
"""Kind of the one difference of a check that is unreadable because a part was not read."""
LOST = "\ufffd"
UNORDERED = "unread.order"


def as_far_as_read(check: Check, extraction: Extraction) -> Check:
    """Say of a check no more than what was read bears out.

    Args:
        check: what was found in the text.
        extraction: the text, and which parts of the page are not in it.

    Returns:
        The check, or that it is unreadable: for words that were not found where a part was not
        read, and for words that differ where their characters or their order are not certain.
    """
    if check.kind is CheckKind.ABSENT:
        return _unreadable(check) if extraction.unread else check
    is_uncertain = LOST in check.matched or any(
        sentence.code == UNORDERED for sentence in extraction.unread
    )
    if check.kind is CheckKind.VERBATIM or not is_uncertain:
        return check
    return _unreadable(check)


def _unreadable(check: Check) -> Check:
    return Check(
        CheckKind.UNREADABLE, differences=(Difference(IN_PART, "", "", 0, 0),), key=check.key
    )
