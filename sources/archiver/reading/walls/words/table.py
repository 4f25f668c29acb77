r"""The shape of a language's table of notices.

Every field holds patterns, one a line, written as words are written; they are folded like the
text they are looked for in (`tracker.base.language.folding.plain`), so they hold no class in
capitals (`\w`, never its opposite). Between two lines stands "or".
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """How one language words notices: parts of sentences, and whole headings."""

    this_page: str
    """A notice speaks of this page; an article speaks of some page."""
    page_noun: str
    """The same without "this", as headings have it."""
    gone: str
    this_post: str
    taken_back: str
    switch_on: str
    """Beside a word for scripts."""
    sign_in: str
    in_order_to: str
    """What one signs in for, or that one must."""
    subscribers: str
    read_on: str
    here: str
    not_shown: str
    cookies_on: str
    """Beside a word for cookies."""
    for_reading: str
    this_name: str
    for_sale: str
    site: str
    upkeep: str
    fault: str
    personal_data: str
    """What screens of consent speak of."""
    agree: str
    """What their buttons say."""
    reported: str
    """How an article says who said something; no notice does."""
    sign_in_heading: str
    upkeep_heading: str
    fault_heading: str
