"""What the security log and e-mails tell of accounts, each kind with its words. Plain Python."""

from collections.abc import Mapping
from enum import StrEnum

from tracker.base.values.sentence import gettext_noop as _


class Happening(StrEnum):
    """One kind of line of the security log."""

    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    SIGN_IN_FAILED = "sign_in_failed"
    CODE_FAILED = "code_failed"
    LOCKED = "locked"
    FIRST_PASSWORD_EXPIRED = "first_password_expired"  # noqa: S105
    SESSION_EXPIRED = "session_expired"
    SESSIONS_ENDED = "sessions_ended"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105
    RESET_ASKED = "reset_asked"
    PASSWORD_RESET = "password_reset"  # noqa: S105
    PASSWORD_GIVEN = "password_given"  # noqa: S105
    EMAIL_ASKED = "email_asked"
    EMAIL_CHANGED = "email_changed"
    FACTOR_ADDED = "factor_added"
    FACTOR_REMOVED = "factor_removed"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    RECOVERY_CODE_USED = "recovery_code_used"
    FACTORS_RESET = "factors_reset"
    INVITED = "invited"
    ROLE_CHANGED = "role_changed"
    TEAM_CHANGED = "team_changed"
    DEACTIVATED = "deactivated"
    REACTIVATED = "reactivated"
    MAIL_FAILED = "mail_failed"

    @property
    def label(self) -> str:
        """What happened, in a few words."""
        return _LABELS[self]


_LABELS: dict[Happening, str] = {
    Happening.SIGNED_IN: _("signed in"),
    Happening.SIGNED_OUT: _("signed out"),
    Happening.SIGN_IN_FAILED: _("wrong password"),
    Happening.CODE_FAILED: _("wrong code"),
    Happening.LOCKED: _("locked for a while after too many wrong attempts"),
    Happening.FIRST_PASSWORD_EXPIRED: _("first password used after it had expired"),
    Happening.SESSION_EXPIRED: _("session ended by itself"),
    Happening.SESSIONS_ENDED: _("sessions ended"),
    Happening.PASSWORD_CHANGED: _("password changed"),
    Happening.RESET_ASKED: _("new password asked for by e-mail"),
    Happening.PASSWORD_RESET: _("password replaced through e-mail"),
    Happening.PASSWORD_GIVEN: _("first password handed over"),
    Happening.EMAIL_ASKED: _("other e-mail address asked for"),
    Happening.EMAIL_CHANGED: _("e-mail address confirmed"),
    Happening.FACTOR_ADDED: _("second factor added"),
    Happening.FACTOR_REMOVED: _("second factor removed"),
    Happening.RECOVERY_CODES_MADE: _("recovery codes made"),
    Happening.RECOVERY_CODE_USED: _("recovery code used"),
    Happening.FACTORS_RESET: _("second factors reset"),
    Happening.INVITED: _("account made"),
    Happening.ROLE_CHANGED: _("role changed"),
    Happening.TEAM_CHANGED: _("team changed"),
    Happening.DEACTIVATED: _("account closed"),
    Happening.REACTIVATED: _("account opened again"),
    Happening.MAIL_FAILED: _("an e-mail could not be sent"),
}

FAILURES = frozenset({Happening.SIGN_IN_FAILED, Happening.CODE_FAILED})
"""What counts against further attempts."""
SUCCESSES = frozenset({Happening.SIGNED_IN, Happening.PASSWORD_CHANGED})
"""What shows that it was the person after all: attempts before it are forgotten."""

MAILED: Mapping[str, tuple[str, str]] = {
    "account/email/email_changed": (
        _("Your e-mail address was changed"),
        _("The e-mail address of your account was changed from %(from_email)s to %(to_email)s."),
    ),
    "account/email/email_confirm": (
        _("Your e-mail address was confirmed"),
        _("The e-mail address of your account was confirmed."),
    ),
    "account/email/email_deleted": (
        _("An e-mail address was removed"),
        _("The e-mail address %(deleted_email)s was removed from your account."),
    ),
    "account/email/password_changed": (
        _("Your password was changed"),
        _("The password of your account was changed."),
    ),
    "account/email/password_set": (
        _("Your password was set"),
        _("A password was set for your account."),
    ),
    "account/email/password_reset": (
        _("Your password was replaced"),
        _("The password of your account was replaced by means of a code sent by e-mail."),
    ),
    "mfa/email/recovery_codes_generated": (
        _("You have new recovery codes"),
        _("New recovery codes were made for your account. Earlier ones no longer work."),
    ),
    "mfa/email/totp_activated": (
        _("An authenticator app was added"),
        _("An authenticator app was added to your account as a second factor."),
    ),
    "mfa/email/totp_deactivated": (
        _("Your authenticator app was removed"),
        _("The authenticator app was removed from your account."),
    ),
    "mfa/email/webauthn_added": (
        _("A security key was added"),
        _("A security key was added to your account as a second factor."),
    ),
    "mfa/email/webauthn_removed": (
        _("A security key was removed"),
        _("A security key was removed from your account."),
    ),
}
"""What django-allauth writes to people about, by its own names: the subject, and a sentence."""
