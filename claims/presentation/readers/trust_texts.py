"""The text of a standing page, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from claims.presentation.readers.markup import simple_markup
from claims.reads.readers.trust_texts import ENGLISH, trust_text
from claims.rules.readers.trust_pages import TrustPage


@dataclass(frozen=True, slots=True)
class TrustTextShown:
    """What the page is called, its text as HTML, in which language, when it was changed."""

    heading: str
    html: SafeString
    language: str
    changed_at: datetime | None


def trust_text_shown(page: TrustPage) -> TrustTextShown:
    """The text of a page in the reader's language, or in the one that there is."""
    found = trust_text(page, get_language() or ENGLISH)
    return TrustTextShown(
        _(page.label), simple_markup(found.body), found.language, found.changed_at
    )
