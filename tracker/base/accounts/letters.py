"""Tells people what was done to their accounts."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _

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
    subject = f"[{settings.SITE_NAME}] " + _("Your account: %(what)s") % {"what": _(kind.label)}
    text = _(
        "%(actor)s did this to your account at %(site)s: %(what)s.\n\n"
        "If you do not know why, ask them, or another administrator.\n\n%(url)s\n"
    ) % {
        "actor": actor,
        "site": settings.SITE_NAME,
        "what": _(kind.label),
        "url": settings.SITE_URL,
    }

    def post() -> None:
        try:
            send_mail(subject, text, None, [person.email])
        except OSError as error:  # what smtplib raises, too
            log.warning("A letter (%s) was not sent: %s", kind.value, type(error).__name__)

    transaction.on_commit(post, robust=True)
