"""The token of a form for readers, who have no cookie: signed, with its time, good for one report.

It stands in the place of a CSRF token. Whoever sends the form is nobody here and has no rights that
another site could borrow, so what is left to keep away is programs that send without having asked
for the form, at once, or the same form again and again.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from claims.rules.readers.reporting import LATEST, SOONEST
from tracker.base.values.refusal import Refusal

_SIGNER = Signer(salt="claims.error_report")
_SEPARATOR = "."


def new_report_token(page: object, *, at: datetime) -> str:
    """A token for a form that is shown now.

    Args:
        page: what names the page whose form it is, such as the key of a claim; without a dot.
        at: the present moment.
    """
    parts = (str(page), str(int(at.timestamp())), secrets.token_hex(16))
    return _SIGNER.sign(_SEPARATOR.join(parts))


def key_of_token(token: str, page: object, *, at: datetime) -> str:
    """The key of the report that a form is good for.

    Args:
        token: as it was sent.
        page: what names the page whose form it was sent to.
        at: the present moment.

    Raises:
        Refusal: `not_our_form`, `form_too_old`, `sent_too_soon`.
    """
    try:
        of_page, shown, key = _SIGNER.unsign(token).split(_SEPARATOR)
    except (BadSignature, ValueError):
        of_page, shown, key = "", "0", ""
    if of_page != str(page):
        raise Refusal(
            _("This form could not be recognised. Your text is kept: please send it once more."),
            code="not_our_form",
        )
    age = at - datetime.fromtimestamp(int(shown), tz=UTC)
    if age > LATEST:
        raise Refusal(
            _("This form was opened long ago. Your text is kept: please send it once more."),
            code="form_too_old",
        )
    if age < SOONEST:
        raise Refusal(
            _("That was very quick. Your text is kept: please look it over and send it again."),
            code="sent_too_soon",
        )
    return key
