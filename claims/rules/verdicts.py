"""What independent reviewers found, and what that amounts to."""

from enum import StrEnum

from claims.rules.words import gettext_noop as _


class Rating(StrEnum):
    """What a reviewer or a verdict says of a claim.

    Five of them stand on a scale of truth; the other three say why no place on it can be given
    and therefore have no number.
    """

    SUPPORTED = "supported"
    MOSTLY_SUPPORTED = "mostly_supported"
    PARTLY_SUPPORTED = "partly_supported"
    MOSTLY_REFUTED = "mostly_refuted"
    REFUTED = "refuted"
    CONTESTED = "contested"
    UNVERIFIABLE = "unverifiable"
    NEEDS_MORE_EVIDENCE = "needs_more_evidence"

    @property
    def label(self) -> str:
        """The rating in one to three words."""
        return _RATINGS[self][0]

    @property
    def meaning(self) -> str:
        """The rating in one sentence."""
        return _RATINGS[self][1]

    @property
    def number(self) -> int | None:
        """5 (supported) to 1 (refuted); None where a number would be invented."""
        return _RATINGS[self][2]


_RATINGS: dict[Rating, tuple[str, str, int | None]] = {
    Rating.SUPPORTED: (
        _("Supported"),
        _("The evidence bears out the claim in everything that matters."),
        5,
    ),
    Rating.MOSTLY_SUPPORTED: (
        _("Mostly supported"),
        _("The evidence bears out the claim except in a point that does not change its sense."),
        4,
    ),
    Rating.PARTLY_SUPPORTED: (
        _("Partly supported"),
        _("The evidence bears out one part of the claim and speaks against another."),
        3,
    ),
    Rating.MOSTLY_REFUTED: (
        _("Mostly refuted"),
        _(
            "The evidence speaks against the claim except in a point that does not change its sense."
        ),
        2,
    ),
    Rating.REFUTED: (
        _("Refuted"),
        _("The evidence speaks against the claim in everything that matters."),
        1,
    ),
    Rating.CONTESTED: (
        _("Contested"),
        _("Evidence of comparable weight stands on both sides."),
        None,
    ),
    Rating.UNVERIFIABLE: (
        _("Unverifiable"),
        _("No evidence that could decide the claim exists or can be reached."),
        None,
    ),
    Rating.NEEDS_MORE_EVIDENCE: (
        _("Needs more evidence"),
        _("Evidence that could decide the claim may exist and has not been found yet."),
        None,
    ),
}
