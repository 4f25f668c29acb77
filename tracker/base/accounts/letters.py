"""Tells people what was done to their accounts."""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from tracker.base.accounts.preferences import as_read_by
from tracker.base.mail import as_mail, composed
from tracker.base.people.happenings import Happening
from tracker.base.people.models import User

log = logging.getLogger(__name__)


def tell(person: User, kind: Happening, actor: str) -> None:
    """Write to a person once it has been done; where no mail goes out, nothing is said.

    Args:
        person: whose account it is.
        kind: what was done.
        actor: by whom.
    """
    if not settings.MAIL_CONFIGURED or not person.email:
        return
    with as_read_by(person):
        what = _(kind.label)
        subject = _("Your account: %(what)s") % {"what": what}
        words = _(
            "%(actor)s made a change to your account at %(site)s: %(what)s.\n\n"
            "If you do not know why, ask them or another administrator."
        ) % {"actor": actor, "site": settings.SITE_NAME, "what": what}
        message = composed(as_mail(subject, words), person.email)

    def post() -> None:
        try:
            message.send()
        except OSError as error:  # what smtplib raises, too
            log.warning("A letter (%s) was not sent: %s", kind.value, type(error).__name__)

    transaction.on_commit(post, robust=True)
