"""Write what the house says of itself; every version is kept."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from claims.models import TrustText
from claims.operations.journal import journal
from claims.reads.readers.trust_texts import brought_text, trust_text_in_force
from claims.rules import acts
from claims.rules.readers.trust_pages import LONGEST_TRUST_TEXT, TrustPage
from tracker.base.acts.names import stand_in_line
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.language_tag import LanguageTag
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text


def write_trust_text(
    page: TrustPage, *, language: str, body: str, reason: str, by: User, at: datetime
) -> TrustText:
    """Write the text of a standing page anew, in one language.

    Args:
        page: which.
        language: the tag of the language.
        body: the text; empty, or as it comes with the software, none of our own.
        reason: why, for the journal.
        by: an administrator.
        at: when.

    Raises:
        Refusal: `required` (the reason), `too_long`, `language_tag`, `unchanged`.
    """
    with act(acts.WRITE_TRUST_TEXT, by=by, reason=reason):
        tag = str(LanguageTag.parse(language, field="language"))
        wanted = text(body.replace("\r\n", "\n"), field="body", longest=LONGEST_TRUST_TEXT)
        if wanted == brought_text(page, tag):
            wanted = ""
        stand_in_line(TrustText, f"{page.value} {tag}")
        before = trust_text_in_force(page, tag)
        if wanted == (before.body if before else ""):
            raise Refusal(_("The text is the same as before."), code="unchanged", field="body")
        written = TrustText.objects.create(
            page=page.value,
            language=tag,
            number=before.number + 1 if before else 1,
            body=wanted,
            reason=reason.strip(),
            by=by,
            at=at,
        )
        journal(
            verb="trust_text_written",
            target=written,
            reason=reason,
            data={"page": page.value, "language": tag, "number": written.number},
            by=by,
            at=at,
        )
    return written
