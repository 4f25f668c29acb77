"""How a capture ends: a fixed vocabulary."""

from enum import StrEnum

from sources.archiver.sentences import TEXTS, Said, say


class Outcome(StrEnum):
    """How one attempt to capture a page ended. Only `CAPTURED` is a success."""

    CAPTURED = "captured"
    ERROR_PAGE = "error_page"
    EMPTY = "empty"
    CHALLENGE_SUSPECTED = "challenge_suspected"
    SIGN_IN = "sign_in"
    PAYWALL = "paywall"
    NOT_HERE = "not_here"
    GONE = "gone"
    ELSEWHERE = "elsewhere"
    NEEDS_SCRIPTS = "needs_scripts"
    PARKED = "parked"
    TRUNCATED = "truncated"
    REFUSED = "refused"
    NAME_NOT_FOUND = "name_not_found"
    UNREACHABLE = "unreachable"
    TLS_FAILURE = "tls_failure"
    TIMEOUT = "timeout"
    TOO_LARGE = "too_large"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    BLOCKED = "blocked"
    BAD_RESPONSE = "bad_response"
    NETWORK_DOWN = "network_down"
    INTERRUPTED = "interrupted"
    GIVEN_UP = "given_up"
    DEPOSITED = "deposited"

    @property
    def is_success(self) -> bool:
        """Whether a whole 2xx body was sealed."""
        return self is Outcome.CAPTURED

    @property
    def sentence(self) -> str:
        """What happened, in one sentence for people (English; marked for translation)."""
        return TEXTS[f"outcome.{self.value}"]

    @property
    def said(self) -> Said:
        """The same, as a capture says it."""
        return say(f"outcome.{self.value}")


BLOCKING_STATUSES = frozenset({401, 402, 403, 407, 429, 451, 999})
"""999 is no registered status; some large sites send it to whom they take for a robot."""
TRANSIENT_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
TRANSIENT_OUTCOMES = frozenset(
    {
        Outcome.TRUNCATED,
        Outcome.NAME_NOT_FOUND,
        Outcome.UNREACHABLE,
        Outcome.TIMEOUT,
        Outcome.NETWORK_DOWN,
        Outcome.INTERRUPTED,
    }
)


def is_transient(outcome: Outcome, http_status: int | None) -> bool:
    """Whether the same request may well end otherwise a little later."""
    if outcome in (Outcome.ERROR_PAGE, Outcome.BLOCKED):
        return http_status in TRANSIENT_STATUSES
    return outcome in TRANSIENT_OUTCOMES
