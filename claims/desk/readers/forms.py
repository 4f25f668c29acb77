"""What is asked of readers who report an error, and of the desk that answers and writes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from claims.rules.readers.trust_pages import LONGEST_TRUST_TEXT
from tracker.base.web.fields import LongTextField
from tracker.base.web.forms import DeskForm


class TrustTextForm(DeskForm):
    """The text of a page in one language, and why it is changed."""

    body = LongTextField(
        label=_("Text"),
        rows=24,
        required=False,
        max_length=LONGEST_TRUST_TEXT,
        help_text=_(
            "An empty line begins a paragraph. “## ” begins a heading, “- ” a line of a list; "
            "*words* are stressed; [words](https://example.org/) is a link. Left empty, readers "
            "see the text that comes with the software."
        ),
    )
    reason = LongTextField(
        label=_("Why it is changed"),
        rows=2,
        help_text=_("It is kept in the journal."),
        error_messages={"required": _("Say why it is changed.")},
    )
