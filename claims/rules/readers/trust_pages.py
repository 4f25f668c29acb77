"""The pages on which the house says who it is and how it works."""

from enum import StrEnum

from tracker.base.values.sentence import gettext_noop as _

LONGEST_TRUST_TEXT = 20_000
"""Characters of the text of such a page."""


class TrustPage(StrEnum):
    """A page whose text an administrator writes; its value stands in addresses."""

    ABOUT = "about"
    METHODOLOGY = "methodology"
    GRADES = "grades"
    CORRECTIONS_POLICY = "corrections-policy"
    FUNDING = "funding"

    @property
    def label(self) -> str:
        """What the page is called."""
        return _LABELS[self]

    @property
    def computed(self) -> str:
        """What stands on the page below the text, made by the program; "" for nothing."""
        return _COMPUTED.get(self, "")


_LABELS: dict[TrustPage, str] = {
    TrustPage.ABOUT: _("Who we are"),
    TrustPage.METHODOLOGY: _("How we work"),
    TrustPage.GRADES: _("What the grades mean"),
    TrustPage.CORRECTIONS_POLICY: _("How we correct mistakes"),
    TrustPage.FUNDING: _("Who pays for this"),
}
_COMPUTED: dict[TrustPage, str] = {
    TrustPage.METHODOLOGY: _("Below it stands how this installation is set up to work."),
    TrustPage.GRADES: _("Below it stand the scales, as they are in use."),
}
