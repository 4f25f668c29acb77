"""What reviewers found of the claims that a part of a dossier is about, in plain words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from claims.models import Basis, Claim, Verdict
from claims.presentation.figures.in_words import bounds_words
from claims.presentation.figures.standing import is_trial
from claims.presentation.words import who
from claims.reads.verdicts import judgement_of, verdict_in_force
from claims.rules.states import ClaimStatus

MOST_FINDINGS = 3
"""So many verdicts are told in the sentence that opens a dossier; the rest are counted."""


@dataclass(frozen=True, slots=True)
class FoundRange:
    """A range that a verdict in force supports for a figure, or its rating where it gives none.

    Args:
        claim: the claim that was judged.
        verdict: the verdict in force.
        range: the range in words; "" where the verdict gives none for these figures.
    """

    claim: Claim
    verdict: Verdict
    range: str

    @property
    def is_trial(self) -> bool:
        """Whether no reviewers stand behind it; of an exercise the whole page says so."""
        return is_trial(self.claim, self.verdict)

    @property
    def words(self) -> str:
        """The range, or whose claim was rated how."""
        if self.range:
            return self.range
        return _("%(who)s: %(rating)s") % {
            "who": who(self.claim),
            "rating": self.verdict.rated.label,
        }


def found_for(claims: Iterable[Claim], figures: Collection[int]) -> list[FoundRange]:
    """The verdicts in force on claims, those with a range for one of the figures first.

    Args:
        claims: fetched with their verdicts.
        figures: keys of the figures that are looked at; a verdict that judges others is left out.
            None to look at claims as they are.
    """
    found = []
    for claim in {claim.pk: claim for claim in claims}.values():
        verdict = verdict_in_force(claim)
        if verdict and (not figures or judgement_of(verdict).is_of(figures)):
            theirs = [one for one in verdict.ranges if one.figure_id in figures]
            said = [bounds_words(one.low, one.high) for one in theirs] or [""]
            found += [FoundRange(claim, verdict, range_) for range_ in said]
    return sorted(found, key=lambda one: not one.range)


def any_found(found: Iterable[FoundRange]) -> bool:
    """Whether people found anything: a demonstration is nobody's finding."""
    return not all(one.is_trial for one in found)


def nothing_found_on_figures(found: Sequence[FoundRange]) -> str:
    """Say that nobody judged some figures, and that what stands below only looks as if.

    Args:
        found: what demonstrations show of them.
    """
    if found:
        return _(
            "Reviewers have not published a verdict on these figures yet; what stands below is a "
            "demonstration."
        )
    return _("Reviewers have not published a verdict on these figures yet.")


def nothing_found_on_claims(found: Sequence[FoundRange]) -> str:
    """The same of claims.

    Args:
        found: what demonstrations show of them.
    """
    if found:
        return _(
            "Reviewers have not published a verdict on these claims yet; what stands below is a "
            "demonstration."
        )
    return _("Reviewers have not published a verdict on these claims yet.")


_RANGES = {
    Basis.AGREEMENT.value: gettext_noop("Reviewers found %(range)s supported."),
    Basis.SETTLEMENT.value: gettext_noop(
        "Reviewers disagreed; the settled verdict is that %(range)s is supported."
    ),
    Basis.CORRECTION.value: gettext_noop("The corrected verdict is that %(range)s is supported."),
}
_RANGES_OF_CLAIMS = {
    Basis.AGREEMENT.value: gettext_noop(
        "Of a claim by %(who)s, reviewers found %(range)s supported."
    ),
    Basis.SETTLEMENT.value: gettext_noop(
        "Of a claim by %(who)s, on which reviewers disagreed, the settled verdict is that "
        "%(range)s is supported."
    ),
    Basis.CORRECTION.value: gettext_noop(
        "Of a claim by %(who)s, the corrected verdict is that %(range)s is supported."
    ),
}
_RATINGS = {
    Basis.AGREEMENT.value: gettext_noop("Reviewers rated a claim by %(who)s “%(rating)s”."),
    Basis.SETTLEMENT.value: gettext_noop(
        "Reviewers disagreed about a claim by %(who)s; it was settled as “%(rating)s”."
    ),
    Basis.CORRECTION.value: gettext_noop(
        "A corrected verdict rates a claim by %(who)s “%(rating)s”."
    ),
}


def findings_in_words(found: Sequence[FoundRange], *, told: Collection[int] = ()) -> list[str]:
    """Say what reviewers found, a sentence each; none where nothing was published.

    What only shows how a verdict looks is left out: in a sentence it would pass for a finding.

    Args:
        found: ranges first.
        told: keys of claims whose rating stands beside their figure already.
    """
    found = [one for one in found if not one.is_trial]
    ranges: dict[str, FoundRange] = {}
    for one in found:
        if one.range:
            ranges.setdefault(one.range, one)
    kept = list(ranges.values())
    if len(ranges) == 1:
        sentences = [_(_RANGES[kept[0].verdict.basis]) % {"range": kept[0].range}]
    else:
        sentences = [
            _(_RANGES_OF_CLAIMS[one.verdict.basis]) % {"who": who(one.claim), "range": one.range}
            for one in kept
        ]
    # Beside a range a bare rating says less, and its claim shows it.
    rated = [one for one in found if not one.range and one.claim.pk not in told]
    if not ranges:
        sentences += list(dict.fromkeys(_rated(one) for one in rated))
        kept = rated
    more = len(sentences) - MOST_FINDINGS
    if more > 0:
        text = ngettext(
            "%(n)s more verdict stands below.", "%(n)s more verdicts stand below.", more
        )
        sentences = [*sentences[:MOST_FINDINGS], text % {"n": more}]
    judged = [*kept, *(one for one in found if one.claim.pk in told)]
    return [*sentences, *_reservations(judged)]


def _rated(one: FoundRange) -> str:
    text = _(_RATINGS[one.verdict.basis])
    return text % {"who": who(one.claim), "rating": one.verdict.rated.label}


def _reservations(judged: Sequence[FoundRange]) -> list[str]:
    """What a reader must know of the verdicts that were told."""
    said = []
    claims = {one.claim.pk: one.claim for one in judged}
    again = sum(claim.status != ClaimStatus.PUBLISHED for claim in claims.values())
    if again:
        text = ngettext(
            "%(n)s of these claims is being reviewed again.",
            "%(n)s of these claims are being reviewed again.",
            again,
        )
        is_only = len(claims) == 1
        said.append(_("This claim is being reviewed again.") if is_only else text % {"n": again})
    return said
