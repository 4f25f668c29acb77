"""An administrator waives a rule for one person, in writing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.desk.claim_act import ClaimAct
from claims.desk.review.forms import WaiverForm
from claims.operations.reviews.waive import waive
from claims.reads.people import bound_by_a_rule
from claims.rules import acts


class ClaimWaive(ClaimAct):
    """Say who may review again, or begin another round, although a rule is against it, and why."""

    what = acts.WAIVE
    form_class = WaiverForm
    heading, button = _("Waive a rule"), _("Waive it")
    explanation = _(
        "Where too few people are left who do not know the earlier reviews, or had no part in the "
        "last round. It holds for one person in one round; readers see it with your reason. That "
        "the author of a claim does not review it is never waived."
    )
    said = _("The rule is waived for this person in this round.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the people whom such a rule binds here."""
        return super().get_form_kwargs() | {"people": bound_by_a_rule(self.claim)}

    def act(self, data: dict[str, Any]) -> str:
        """Waive it."""
        waive(
            claim=self.claim,
            person=data["person"],
            rule=data["rule"],
            reason=data["reason"],
            by=self.by,
            at=self.at,
        )
        return self.back
