"""E-mails as we lay them out: one content as HTML and as text, and nothing in it is fetched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class MailPart:
    """One thing that an e-mail says.

    Args:
        paragraphs: sentences, each on lines of its own.
        title: a heading.
        when: day and time, in words.
        quoted: somebody's words.
        language: theirs, as a tag; empty where it is not known.
        button: what the link is called; empty for none.
        url: where it leads, whole.
    """

    paragraphs: tuple[str, ...]
    title: str = ""
    when: str = ""
    quoted: str = ""
    language: str = ""
    button: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """What an e-mail says, before it is laid out.

    Args:
        subject: on one line.
        parts: one after the other.
        heading: above several parts.
        links: below them, in small print: what each is called, and where it leads.
        footnote: a sentence in small print.
    """

    subject: str
    parts: tuple[MailPart, ...]
    heading: str = ""
    links: tuple[tuple[str, str], ...] = ()
    footnote: str = ""


def as_mail(subject: str, words: str) -> Mail:
    """What a text says, paragraph by paragraph; an address that stands alone becomes a link.

    Args:
        subject: of the e-mail.
        words: plain text, paragraphs parted by empty lines.
    """
    parts: list[MailPart] = []
    said: list[str] = []
    for paragraph in filter(None, (each.strip() for each in words.split("\n\n"))):
        if _ADDRESS.fullmatch(paragraph):
            parts.append(MailPart(tuple(said), button=_("Open the link"), url=paragraph))
            said = []
        else:
            said.append(paragraph)
    if said:
        parts.append(MailPart(tuple(said)))
    return Mail(subject, tuple(parts))


_ADDRESS = re.compile(r"https?://\S+")


def laid_out(mail: Mail) -> tuple[str, str]:
    """The same content as text and as HTML, in the language that is active."""
    context = {
        "mail": mail,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "language": get_language(),
        "direction": "rtl" if get_language_bidi() else "ltr",
    }
    text = render_to_string("emails/mail.txt", context).strip()
    return f"{text}\n", render_to_string("emails/mail.html", context)


def composed(
    mail: Mail,
    to: str,
    *,
    headers: Mapping[str, str] | None = None,
    connection: BaseEmailBackend | None = None,
) -> EmailMultiAlternatives:
    """An e-mail to one address, not sent yet.

    Args:
        mail: what it says.
        to: the address.
        headers: more of them.
        connection: what it is sent through; the one of the settings for None.
    """
    text, html = laid_out(mail)
    message = EmailMultiAlternatives(
        subject=" ".join(f"[{settings.SITE_NAME}] {mail.subject}".split()),
        body=text,
        to=[to],
        # Nobody's holiday note answers it.
        headers={"Auto-Submitted": "auto-generated", **(headers or {})},
        connection=connection,
    )
    message.attach_alternative(html, "text/html")
    return message


def way_out() -> BaseEmailBackend | None:
    """What notices are sent through; None where none are sent.

    A demonstration without a mail server puts them into a folder, where they can be looked at.
    """
    if settings.MAIL_CONFIGURED:
        return get_connection()
    if settings.MAIL_FOLDER:
        backend = "django.core.mail.backends.filebased.EmailBackend"
        return get_connection(backend, file_path=settings.MAIL_FOLDER)
    return None
