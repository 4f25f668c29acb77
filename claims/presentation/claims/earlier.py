"""What the pages show of claims as readers saw them at an earlier moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from claims.models import Verdict
from claims.presentation import dates
from claims.presentation.claims.verdicts.citing import title_of
from claims.presentation.claims.verdicts.editions import judged_context, said_context
from claims.presentation.words import who
from claims.reads.journal.moments import ClaimThen


def told_then(claims: Iterable[ClaimThen]) -> list[dict[str, Any]]:
    """Tell of claims as they stood, each as the template of one asks for.

    Args:
        claims: how they stood.
    """
    return [_told(then) for then in claims]


def title_then(told: Mapping[str, Any]) -> str:
    """What a claim is called that is cited as it stood: what it said, where that is known.

    Args:
        told: of the claim, as `told_then` tells.
    """
    if not told["is_known"]:
        return _("Claim by %(who)s") % {"who": told["who"]}
    said = told["said"]
    return title_of(told["who"], said["statement"], said["wording"], said["nature"])


def _told(then: ClaimThen) -> dict[str, Any]:
    claim, verdict = then.claim, then.verdict
    told: dict[str, Any] = {
        "claim": claim,
        "at": then.at,
        "who": who(claim),
        "verdict": verdict,
        "replaced": _replaced(then),
        "is_known": then.stood is not None,
    }
    if then.stood is None:
        return told
    told |= said_context(claim, then.stood)
    told["made_on"] = _made_on(told["said"])
    if verdict is not None:
        told |= judged_context(claim, verdict, then.stood)
    return told


def _made_on(said: Mapping[str, Any]) -> str:
    """The day on which the claim was made, as it was recorded then; "" where none was."""
    day = said["made_on"]
    return dates.partial_date(date.fromisoformat(day), said["made_on_precision"]) if day else ""


def _replaced(then: ClaimThen) -> Verdict | None:
    """The verdict that took the place of the one in force then; None while it stands."""
    if then.verdict is None:
        return None
    later = (row for row in then.claim.verdicts.all() if row.version == then.verdict.version + 1)
    return next(later, None)
