"""What an e-mail says of notices, in the language and the time zone that are active."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.notices.words import Said
from claims.rules.notices import NoticeKind
from tracker.base.mail import Mail, MailPart
from tracker.base.people.models import User
from tracker.base.web.pages import whole_address

SALT = "claims.notices.off"


def mail_of(lines: Sequence[Said], *, person: User, daily: bool) -> Mail:
    """Lay down what an e-mail says.

    Args:
        lines: notices in words, at least one.
        person: to whom.
        daily: whether it is the e-mail of a day.
    """
    choices = whole_address(reverse("desk:notice_choices"))
    off = address_off(person, kinds_told(lines))
    return Mail(
        subject=_subject(lines, daily=daily),
        heading=_("Today’s notices") if daily else "",
        parts=tuple(_part(line) for line in lines),
        footnote=_("You receive this because you work at the desk of %(site)s.")
        % {"site": settings.SITE_NAME},
        links=(
            (_("Choose how you get notices"), choices),
            (_("Stop e-mails like this"), off),
        ),
    )


def kinds_told(lines: Iterable[Said]) -> list[NoticeKind]:
    """The kinds of these notices, each once."""
    return list(dict.fromkeys(NoticeKind(line.notice.kind) for line in lines))


def _subject(lines: Sequence[Said], *, daily: bool) -> str:
    if len(lines) == 1:
        return lines[0].subject
    if daily:
        words = ngettext("%(n)s notice today", "%(n)s notices today", len(lines))
        return words % {"n": len(lines)}
    words = ngettext("%(first)s, and %(n)s more", "%(first)s, and %(n)s more", len(lines) - 1)
    return words % {"first": lines[0].title, "n": len(lines) - 1}


def _part(line: Said) -> MailPart:
    return MailPart(
        paragraphs=(line.sentence,),
        title=line.title,
        when=line.when,
        quoted=line.quoted,
        language=line.language,
        button=line.button,
        url=whole_address(line.url),
    )


def address_off(person: User, kinds: Collection[NoticeKind]) -> str:
    """The address that sends somebody no more e-mails of these kinds, without signing in."""
    token = signing.dumps([person.pk, [kind.value for kind in kinds]], salt=SALT)
    return whole_address(reverse("notices_off", args=[token]))


def meant_by(token: str) -> tuple[User, list[NoticeKind]] | None:
    """Whose e-mails of which kinds such an address switches off; None if it is none of ours."""
    try:
        key, kinds = signing.loads(token, salt=SALT)
        named = [NoticeKind(kind) for kind in kinds]
    except (signing.BadSignature, ValueError, TypeError):
        return None
    person = User.objects.filter(pk=key).first()
    return None if person is None else (person, named)
