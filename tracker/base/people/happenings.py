"""What the security log tells of, each kind with its words. Plain Python."""

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
    Happening.DEACTIVATED: _("account closed"),
    Happening.REACTIVATED: _("account opened again"),
    Happening.MAIL_FAILED: _("an e-mail could not be sent"),
}

FAILURES = frozenset({Happening.SIGN_IN_FAILED, Happening.CODE_FAILED})
"""What counts against further attempts."""
SUCCESSES = frozenset({Happening.SIGNED_IN, Happening.PASSWORD_CHANGED})
"""What shows that it was the person after all: attempts before it are forgotten."""
