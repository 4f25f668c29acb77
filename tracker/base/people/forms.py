"""Forms of django-allauth that ask for more here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import AddEmailForm, ChangePasswordForm, ResetPasswordForm
from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy

from tracker.base.people.adapter import check_code
from tracker.base.people.happenings import Happening
from tracker.base.people.limits import caller_of, keyed_digest, may_send_reset
from tracker.base.people.models import User
from tracker.base.people.operations import ask_for_address, note

NO_MAIL = gettext_lazy("No mail goes out from here. An administrator can help you.")


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """Change a password; the one until now is asked for, and guesses at it are counted."""

    def clean_oldpassword(self) -> str:
        """The password until now."""
        password: str = self.cleaned_data["oldpassword"]
        adapter = get_adapter()
        if not adapter.reauthenticate(self.user, password):
            raise adapter.validation_error("enter_current_password")
        return password


class NewAddressForm(AddEmailForm):  # type: ignore[misc]
    """Ask for another address: it counts once a link sent to it was opened."""

    def clean(self) -> dict[str, object] | None:
        """Refuse where no mail goes out, since nothing could be confirmed."""
        if not settings.MAIL_CONFIGURED:
            raise ValidationError(NO_MAIL)
        cleaned: dict[str, object] | None = super().clean()
        return cleaned

    def save(self, request: HttpRequest) -> EmailAddress:
        """Keep the address beside the present one and send the link."""
        address = ask_for_address(self.user, self.cleaned_data["email"])
        send_verification_email_to_address(request, address)
        return address


class ResetAskedForm(ResetPasswordForm):  # type: ignore[misc]
    """Ask for a code to replace a forgotten password; only a confirmed address is sent one."""

    def clean_email(self) -> str:
        """The same answer for every address; the code goes to a confirmed one of an open account.

        Raises:
            ValidationError: no mail goes out from here, whoever asks.
        """
        if not settings.MAIL_CONFIGURED:
            raise ValidationError(NO_MAIL)
        email: str = self.cleaned_data["email"].lower()
        confirmed = EmailAddress.objects.filter(email=email, verified=True, user__is_active=True)
        self.users = [address.user for address in confirmed.select_related("user")]
        return email

    def save(self, request: HttpRequest, **kwargs: object) -> str:
        """Send the code and note that it was asked for."""
        email: str = self.cleaned_data["email"]
        at = timezone.now()
        person = self.users[0] if self.users else None
        caller = caller_of(request, person)
        if person and not may_send_reset(person, caller, at=at):
            self.users = []
        note(
            Happening.RESET_ASKED,
            person,
            at=at,
            network=caller.network,
            browser=caller.browser,
            device=caller.device,
            subject="" if person else keyed_digest(email),
        )
        return str(ResetPasswordForm.save(self, request, **kwargs))


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """The code of a second factor at sign-in; wrong ones are counted."""

    def clean_code(self) -> str:
        """The code."""
        return check_code(_person(self.user), super().clean_code, ValidationError)


class CodeAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The same, asked for again within a session."""

    def clean_code(self) -> str:
        """The code."""
        return check_code(_person(self.user), super().clean_code, ValidationError)


# --- passkeys


@contextmanager
def _refusing_nonsense() -> Iterator[None]:
    """Refuse what no browser answers, which the library for passkeys stumbles over.

    Raises:
        ValidationError: it cannot be read.
    """
    try:
        yield
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise get_mfa_adapter().validation_error("incorrect_code") from error


class AnswerField(forms.JSONField):
    """What a browser says for a passkey: a JSON object.

    Django's field takes any JSON, NaN among it, and stumbles over what Python's reader has limits
    for: numbers of thousands of digits, brackets thousands deep.
    """

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        """The object, or None where nothing is said.

        Raises:
            ValidationError: it cannot be read, or is something else.
        """
        try:
            read = super().to_python(value)
        except (RecursionError, ValueError) as error:
            raise get_mfa_adapter().validation_error("incorrect_code") from error
        if read is not None and not (isinstance(read, dict) and _is_text(read)):
            raise get_mfa_adapter().validation_error("incorrect_code")
        return read

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What is shown again of an answer: nothing, for each is good for one time."""
        return None

    def prepare_value(self, value: Any) -> str:
        """What the form is shown with: the browser fills it in."""
        return ""


def _is_text(read: dict[str, Any]) -> bool:
    """Whether it could be written as it stands: nothing in it is NaN, infinite or half a letter."""
    try:
        json.dumps(read, allow_nan=False, ensure_ascii=False).encode()
    except ValueError:
        return False
    return True


class PasskeyForm(AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey's answer at sign-in."""

    credential = AnswerField()

    def clean_credential(self) -> Authenticator:
        """Whose passkey it is."""
        with _refusing_nonsense():
            return super().clean_credential()


class PasskeyAgainForm(ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """The same, asked for again within a session."""

    credential = AnswerField()

    def clean_credential(self) -> Authenticator:
        """Whose passkey it is."""
        with _refusing_nonsense():
            return super().clean_credential()


class NewPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey to be added."""

    credential = AnswerField()

    def clean(self) -> dict[str, object]:
        """What the browser made, if it can be read."""
        with _refusing_nonsense():
            cleaned: dict[str, object] = super().clean()
        return cleaned


def _person(user: object) -> User:
    assert isinstance(user, User)
    return user
