"""What readers may report as an error, and what may come of it."""

from datetime import timedelta
from enum import StrEnum

from tracker.base.values.sentence import gettext_noop as _

LONGEST_REPORT = 4_000
LONGEST_WHERE = 1_000
LONGEST_ANSWER = 4_000
REPORTS_OF_NETWORK = 5
"""Reports that are taken from one network within `REPORT_WINDOW`."""
REPORT_WINDOW = timedelta(hours=1)
MOST_OPEN_OF_CLAIM = 50
"""Reports of one claim, or of a page and no claim, that wait before no more are taken."""
SOONEST = timedelta(seconds=3)
"""Nobody reads the form and fills it in sooner."""
LATEST = timedelta(hours=24)
"""A form that was opened longer ago has to be sent once more."""


class ReportAbout(StrEnum):
    """What of a page is wrong."""

    WORDS = "words"
    FIGURE = "figure"
    SOURCE = "source"
    TRANSLATION = "translation"
    VERDICT = "verdict"
    OTHER = "other"

    @property
    def label(self) -> str:
        """What it is, in a few words."""
        return _ABOUT[self]


_ABOUT: dict[ReportAbout, str] = {
    ReportAbout.WORDS: _("What was said, by whom or when"),
    ReportAbout.FIGURE: _("A figure"),
    ReportAbout.SOURCE: _("A source or a quotation"),
    ReportAbout.TRANSLATION: _("A translation"),
    ReportAbout.VERDICT: _("The verdict"),
    ReportAbout.OTHER: _("Something else"),
}


class ReportOutcome(StrEnum):
    """What came of a report."""

    CORRECTED = "corrected"
    UNCHANGED = "unchanged"
    NO_REPORT = "no_report"

    @property
    def label(self) -> str:
        """What came of it, as the desk and the reader who sent it read it."""
        return _OUTCOMES[self]


_OUTCOMES: dict[ReportOutcome, str] = {
    ReportOutcome.CORRECTED: _("Something is corrected, or will be reviewed again"),
    ReportOutcome.UNCHANGED: _("Nothing is changed"),
    ReportOutcome.NO_REPORT: _("This reports no error: advertising, abuse, nothing to do with it"),
}
