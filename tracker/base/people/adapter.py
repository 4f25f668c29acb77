"""How django-allauth behaves in this house."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import urljoin

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.userkit import get_user_by_username
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from tracker.base.mail import as_mail, composed
from tracker.base.people import limits
from tracker.base.people.factors import has_factor
from tracker.base.people.happenings import MAILED, Happening
from tracker.base.people.limits import Caller, caller_of, keyed_digest, take_turn, wait_for
from tracker.base.people.models import Role, User
from tracker.base.people.operations import note, owner_of, set_password

log = logging.getLogger(__name__)


class InvitationOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator, and taken over by nobody."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        # Wrong passwords have a page of their own; what is left are codes sent by mail.
        "too_many_login_attempts": gettext_lazy("Too many wrong codes. Ask for a new one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    # --- signing in

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Check a password, at sign-in or again; how often it may be wrong is `limits`'.

        Who has a second factor is never refused for wrong passwords: the factor is what keeps
        others out, so the right password always leads on to it.

        Raises:
            ImmediateHttpResponse: too many were wrong, with a page that says how long to wait.
        """
        at = timezone.now()
        name = credentials.get("username") or credentials.get("email") or ""
        person = _whose(name)
        caller = caller_of(request, person)
        subject = "" if person else keyed_digest(name)
        with transaction.atomic():
            if not take_turn(person, caller, subject):
                raise ImmediateHttpResponse(limits.too_many(request))
            wait = wait_for(Happening.SIGN_IN_FAILED, person, caller, subject=subject, at=at)
            if wait and not (person and has_factor(person)):
                raise ImmediateHttpResponse(limits.too_many(request, wait))
            user: User | None = super().authenticate(request, **credentials)
            if user is None:
                fail(Happening.SIGN_IN_FAILED, person, caller, subject=subject, at=at)
        if user is None and wait:
            raise ImmediateHttpResponse(limits.too_many(request, wait))
        return user

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Let nobody in whose account is closed or whose first password has expired."""
        at = timezone.now()
        refused: HttpResponse | None = super().pre_login(request, user, **kwargs)
        if refused is None and user.first_password_until and user.first_password_until < at:
            self._note(Happening.FIRST_PASSWORD_EXPIRED, request, user, at)
            return render(request, "account/first_password_expired.html", status=403)
        if refused is not None and not user.is_active:
            self._note(Happening.SIGN_IN_FAILED, request, user, at, why="closed")
        return refused

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Know this browser from now on: a password and, where there is one, a factor fitted."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        limits.remember_device(request, response, user)
        return response

    # --- passwords and addresses

    def set_password(self, user: User, password: str) -> None:
        """Keep a password that the person chose."""
        set_password(user, password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """On to work, for whoever works here."""
        if isinstance(request.user, User) and request.user.role != Role.READER:
            return resolve_url(settings.LOGIN_REDIRECT_URL)
        return super().get_password_change_redirect_url(request)  # type: ignore[no-any-return]

    def can_delete_email(self, email_address: EmailAddress) -> bool:
        """Only an address that was asked for and not confirmed yet."""
        return not (email_address.primary or email_address.verified)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Make an address count, unless it has become somebody else's."""
        owner = owner_of(email_address.email)
        if owner is None or owner.pk == email_address.user_id:
            try:
                with transaction.atomic():
                    return bool(super().confirm_email(request, email_address))
            except IntegrityError:
                log.info("An address was given to another account while it was confirmed.")
        template = "account/messages/email_confirmation_failed.txt"
        self.add_message(request, messages.ERROR, template, {"email": email_address.email})
        return False

    # --- mail

    def send_confirmation_mail(
        self, request: HttpRequest, emailconfirmation: Any, signup: bool
    ) -> None:
        """Send the link; or tell whose address it is already that somebody asked for it."""
        address = emailconfirmation.email_address
        owner = owner_of(address.email)
        if owner is not None and owner.pk != address.user_id:
            self.send_account_already_exists_mail(address.email)
        else:
            super().send_confirmation_mail(request, emailconfirmation, signup)

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """At the site's own address, whatever host name the request was sent to."""
        path = reverse("account_confirm_email", args=[emailconfirmation.key])
        return urljoin(f"{settings.SITE_URL}/", path)

    def render_mail(
        self,
        template_prefix: str,
        email: str,
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMultiAlternatives:
        """Lay them out as all of our e-mails; what they say stands in `MAILED` or in templates."""
        if template_prefix in MAILED:
            subject, sentence = map(gettext, MAILED[template_prefix])
            context = {**context, "said": sentence % context}
            words = render_to_string("account/email/base_notification.txt", context)
        else:
            subject = render_to_string(f"{template_prefix}_subject.txt", context)
            words = render_to_string(f"{template_prefix}_message.txt", context)
        return composed(as_mail(subject, words), email, headers=headers)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send, if mail goes out at all; a server that fails breaks nothing that was done."""
        if not settings.MAIL_CONFIGURED:
            return
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:  # what smtplib raises, too
            log.warning("An e-mail (%s) was not sent: %s", template_prefix, type(error).__name__)
            person = context.get("user")
            note(
                Happening.MAIL_FAILED,
                person if isinstance(person, User) else owner_of(email),
                at=timezone.now(),
                data={"mail": template_prefix.rpartition("/")[2]},
            )

    def _note(
        self, kind: Happening, request: HttpRequest, user: User, at: datetime, **data: object
    ) -> None:
        caller = caller_of(request, user)
        note(kind, user, at=at, network=caller.network, browser=caller.browser, data=data)


def fail(
    kind: Happening, person: User | None, caller: Caller, *, subject: str = "", at: datetime
) -> None:
    """Note a wrong password or code, and that it was the one too many."""
    where: dict[str, Any] = {
        "network": caller.network,
        "device": caller.device,
        "browser": caller.browser,
    }
    before = wait_for(kind, person, caller, subject=subject, at=at)
    note(kind, person, at=at, subject=subject, **where)
    if before is None and wait_for(kind, person, caller, subject=subject, at=at):
        note(Happening.LOCKED, person, at=at, subject=subject, **where, data={"of": kind.value})


def check_code(person: User, check: Callable[[], str], failed: type[Exception]) -> str:
    """Check a code of a second factor, unless too many were wrong.

    Args:
        person: whose it is.
        check: gives the code back or raises `failed`.
        failed: what is raised when the code is wrong; it is noted, and raised again.

    Raises:
        ImmediateHttpResponse: too many were wrong, with a page that says how long to wait.
    """
    at, request = timezone.now(), context.request
    caller = caller_of(request, person)
    problem: Exception | None = None
    code = ""
    with transaction.atomic():
        if not take_turn(person, caller, "code"):
            raise ImmediateHttpResponse(limits.too_many(request))
        if wait := wait_for(Happening.CODE_FAILED, person, caller, at=at):
            raise ImmediateHttpResponse(limits.too_many(request, wait))
        try:
            code = check()
        except failed as error:
            fail(Happening.CODE_FAILED, person, caller, at=at)
            problem = error
    if problem is not None:
        raise problem
    return code


def _whose(name: str) -> User | None:
    """The account that a name or an address signs in to."""
    found = get_user_by_username(name) if name else None
    return found if isinstance(found, User) else owner_of(name) if name else None
