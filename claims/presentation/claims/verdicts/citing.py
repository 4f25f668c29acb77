"""How a claim is cited, with its verdict and version, and shown on other sites."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from claims.models import Claim, Nature, Verdict, Wording
from claims.presentation.citing.embedding import Frame
from claims.presentation.citing.work import CitedWork, in_time, references
from claims.presentation.figures.foreign import foreign_of
from claims.presentation.words import is_in_page_language, trial_label, who, who_in_full

LONGEST_STATEMENT = 200
"""Characters of a statement in a title."""


def cited_work(
    claim: Claim, verdict: Verdict | None, *, accessed: date, title: str = ""
) -> CitedWork:
    """Say what is cited where a claim is: its version, or before the first its state of a day.

    Args:
        claim: the claim, released.
        verdict: the verdict that it is cited with; None before the first.
        accessed: the present day.
        title: what the claim said then, where it is cited as it stood with that verdict.
    """
    title = title or title_of(who_in_full(claim), claim.statement, claim.wording, claim.nature)
    if claim.incident.is_exercise:
        title = _("Exercise: %(title)s") % {"title": title}
    if verdict is None:
        path = reverse("public:claim", args=[claim.pk])
        key, issued = f"claim{claim.pk}d{accessed:%Y%m%d}", accessed
        page = in_time(path, accessed.isoformat())
        links = references("public:claim_cite", [claim.pk])
    else:
        numbers = [claim.pk, verdict.version]
        key, issued = f"claim{claim.pk}v{verdict.version}", timezone.localdate(verdict.published_at)
        page = reverse("public:claim_version", args=numbers)
        links = references("public:claim_version_cite", numbers)
    return CitedWork(
        key=key,
        title=title,
        note=found_words(claim, verdict),
        issued=issued,
        accessed=accessed,
        page=page,
        version=None if verdict is None else verdict.version,
        downloads=links,
        foreign=_foreign(claim),
    )


def _foreign(claim: Claim) -> dict[str, str]:
    """Names in its title that are in another language, and its statement, if that is."""
    told = dict(foreign_of([who_in_full(claim)]))
    if not is_in_page_language(claim.language):
        told[_in_short(claim.statement)] = claim.language
    return told


def claim_cited_then(
    claim: Claim, verdict: Verdict | None, title: str, *, at: datetime, as_of: str
) -> CitedWork:
    """Say what is cited where a claim is as readers saw it at an earlier moment.

    Args:
        claim: the claim, public today.
        verdict: the one in force then; None before the first.
        title: what it said then, or who it was if that is not known any more.
        at: the moment.
        as_of: the same as the address has it.
    """
    now = cited_work(claim, verdict, accessed=timezone.localdate(), title=title)
    day = timezone.localdate(at)
    return replace(
        now,
        key=f"claim{claim.pk}d{day:%Y%m%d}",
        issued=day,
        page=in_time(reverse("public:claim", args=[claim.pk]), as_of),
        version=None,
        downloads=references("public:claim_cite", [claim.pk], as_of),
    )


def frame_of_claim(claim: Claim) -> Frame:
    """The card of a claim on another site.

    Args:
        claim: one that everybody may read.
    """
    statement = Truncator(claim.statement).chars(120)
    title = f"{trial_label(claim.incident)}{who(claim)}: {statement}"
    return Frame(title, reverse("public:claim_card", args=[claim.pk]))


def title_of(who: str, statement: str, wording: str, nature: str) -> str:
    """Who claims what, in a line; quotation marks stand only around the claimant's own words.

    Args:
        who: who makes the claim.
        statement: what it says.
        wording: whose words those are.
        nature: whether anything was said.
    """
    said = _in_short(statement)
    text = _("Claim by %(who)s: %(said)s")
    if nature == Nature.SILENCE:
        text = _("Conduct or silence of %(who)s: %(said)s")
    elif wording == Wording.VERBATIM:
        text = _("Claim by %(who)s: “%(said)s”")
    return text % {"who": who, "said": said}


def _in_short(statement: str) -> str:
    return Truncator(" ".join(statement.split()).rstrip(". ")).chars(LONGEST_STATEMENT)


def found_words(claim: Claim, verdict: Verdict | None) -> str:
    """Say the rating, and whose: of an exercise or a demonstration it is nobody's finding.

    Args:
        claim: the claim, with its incident.
        verdict: a verdict of it; None before the first.
    """
    if verdict is None:
        return _("No verdict yet")
    text = _("Verdict: %(rating)s")
    if claim.incident.is_exercise:
        text = _("Exercise verdict: %(rating)s")
    elif verdict.is_demonstration:
        text = _("Demonstration verdict: %(rating)s")
    return text % {"rating": verdict.rated.label}
