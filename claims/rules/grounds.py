"""On what ground one claim answers another, and how a citation stands to its claim."""

from enum import StrEnum

from tracker.base.values.sentence import gettext_noop as _


class Ground(StrEnum):
    """The ground on which a counterclaim answers a claim."""

    DIFFERENT_FIGURE = "different_figure"
    DENIAL = "denial"
    DIFFERENT_ATTRIBUTION = "different_attribution"
    DIFFERENT_DATE = "different_date"
    DIFFERENT_PLACE = "different_place"
    DIFFERENT_OUTCOME = "different_outcome"
    PARTIAL_CONFIRMATION = "partial_confirmation"
    REPETITION = "repetition"
    REVISION = "revision"

    @property
    def label(self) -> str:
        """The ground in two or three words."""
        return _GROUNDS[self][0]

    @property
    def meaning(self) -> str:
        """The ground in one sentence."""
        return _GROUNDS[self][1]


DISPUTING = frozenset(
    {
        Ground.DIFFERENT_FIGURE,
        Ground.DENIAL,
        Ground.DIFFERENT_ATTRIBUTION,
        Ground.DIFFERENT_DATE,
        Ground.DIFFERENT_PLACE,
        Ground.DIFFERENT_OUTCOME,
    }
)
"""Grounds on which two claims stand on different sides."""

SAYS_OTHERWISE = DISPUTING | {Ground.REVISION}
"""Grounds on which a claim says something else than the one it answers: of one claimant, that it
changed what it says."""

_GROUNDS: dict[Ground, tuple[str, str]] = {
    Ground.DIFFERENT_FIGURE: (
        _("different figure"),
        _("The answer gives another number for the same thing."),
    ),
    Ground.DENIAL: (
        _("denial"),
        _("The answer says that it did not happen."),
    ),
    Ground.DIFFERENT_ATTRIBUTION: (
        _("different attribution"),
        _("The answer says that somebody else did it, or that somebody else suffered it."),
    ),
    Ground.DIFFERENT_DATE: (
        _("different date"),
        _("The answer puts it at another time."),
    ),
    Ground.DIFFERENT_PLACE: (
        _("different place"),
        _("The answer puts it at another place."),
    ),
    Ground.DIFFERENT_OUTCOME: (
        _("different outcome"),
        _("The answer agrees that it happened and says that it went otherwise."),
    ),
    Ground.PARTIAL_CONFIRMATION: (
        _("partial confirmation"),
        _("The answer agrees with a part of it."),
    ),
    Ground.REPETITION: (
        _("repetition"),
        _("The answer says the same again, without evidence of its own."),
    ),
    Ground.REVISION: (
        _("revision"),
        _("The same claimant says it differently later."),
    ),
}


class Stance(StrEnum):
    """How the cited words stand to the claim that rests on them."""

    REPORTS = "reports"
    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    CONTEXT = "context"

    @property
    def label(self) -> str:
        """The stance as a verb or noun beside the citation."""
        return _STANCES[self]


REPORTING = frozenset({Stance.REPORTS.value, Stance.SUPPORTS.value})
"""A page that repeats or bears out a claim is a report of it; one that speaks against it, or only
gives context, is none."""
LONGEST_LOCATOR = 200
"""Characters of what is said of where on its page a citation is found."""
LONGEST_MEANS = 500
"""Characters of what is said of the means by which a page confirms a claim."""

_STANCES: dict[Stance, str] = {
    Stance.REPORTS: _("reports the claim"),
    Stance.SUPPORTS: _("supports the claim"),
    Stance.CONTRADICTS: _("contradicts the claim"),
    Stance.CONTEXT: _("gives context"),
}
