"""A claim in the few words that search engines and other sites show under a link to it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from claims.models import Claim, Counterclaim, Verdict
from claims.presentation import words
from claims.presentation.claims.verdicts.citing import found_words, title_of
from claims.rules.grounds import DISPUTING
from tracker.base.writing.lists import comma_list, semicolon_list

MOST_NAMED = 3
"""Claimants that are named among those who dispute it."""


def claim_described(
    claim: Claim,
    verdict: Verdict | None,
    established: Sequence[str],
    answered_by: Sequence[Counterclaim],
) -> str:
    """Say what was claimed, who disputes it, and what was found.

    Args:
        claim: the claim.
        verdict: the one in force; None before the first.
        established: the ranges that it establishes, in words.
        answered_by: the pairs in which another claim answers it.
    """
    title = title_of(words.who(claim), claim.statement, claim.wording, claim.nature)
    said = [_("%(title)s.") % {"title": title}]
    if names := _disputing(claim, answered_by):
        said.append(_("Disputed by %(names)s.") % {"names": names})
    said.append(_("%(found)s.") % {"found": found_words(claim, verdict)})
    if established:
        found = _("Range the evidence supports: %(range)s.")
        said.append(f"{_label(claim, verdict)}{found % {'range': semicolon_list(established)}}")
    return " ".join(said)


def _label(claim: Claim, verdict: Verdict | None) -> str:
    """What stands before a range that nobody found."""
    is_demonstration = verdict is not None and verdict.is_demonstration
    return words.trial_label(claim.incident, demonstration=is_demonstration)


def _disputing(claim: Claim, answered_by: Sequence[Counterclaim]) -> str:
    own = words.who(claim)
    rows = [words.who(pair.claim) for pair in answered_by if pair.ground in DISPUTING]
    names = [name for name in dict.fromkeys(rows) if name != own]
    if len(names) > MOST_NAMED:
        return _("%(names)s and others") % {"names": comma_list(names[:MOST_NAMED])}
    return comma_list(names)
