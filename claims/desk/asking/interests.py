"""Interests that people declare: the form, one's own, and for editors everybody's."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.desk.asking.forms import InterestForm
from claims.desk.naming.choosing import ChoosesByName
from claims.desk.record.forms import ReasonForm
from claims.operations.reviews.interests import declare_interest, withdraw_interest
from claims.reads.asking.interests import interests_seen_by, own_interests
from tracker.base.acts.snapshot import Fact
from tracker.base.web.act_view import ActView
from tracker.base.web.pages import one_page
from tracker.base.web.unsent.sent import OF_FORMS

PAGE_SIZE = 25


class Interests(ChoosesByName):
    """Declare an interest, below it what was declared."""

    template_name = "desk/review/interests.html"
    form_class = InterestForm
    heading, button = _("Declared interests"), _("Declare it")
    explanation = _(
        "Say here what ties you to a party or an incident: family, money, membership, a friendship,"
        " a quarrel. Editors see it where they choose reviewers."
    )
    said = _("Your interest is declared.")
    prefilled: ClassVar[tuple[str, ...]] = ("party", "incident")

    def act(self, data: dict[str, Any]) -> str:
        """Declare it."""
        declare_interest(
            party=data["party"],
            incident=data["incident"],
            words=data["words"],
            effect=data["effect"],
            by=self.by,
            at=self.at,
        )
        return reverse("desk:interests")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was declared."""
        listed = one_page(
            interests_seen_by(self.by),
            self.request,
            per_page=PAGE_SIZE,
            filters=[*self.prefilled, *OF_FORMS],
        )
        return super().get_context_data(page=listed, **kwargs)


class InterestWithdraw(ActView):
    """Withdraw an interest of one's own, saying why it is none any more."""

    form_class = ReasonForm
    heading, button = _("Withdraw a declared interest"), _("Withdraw it")
    said = _("The interest is withdrawn; editors still see that there was one, and why it ended.")
    changes = "interest"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load it."""
        super().setup(request, *args, **kwargs)
        self.interest = get_object_or_404(own_interests(self.by), pk=kwargs["pk"])
        self.explanation = self.interest.words
        self.back = reverse("desk:interests")

    def facts(self) -> dict[str, Fact]:
        """Whether it stands; what was declared never changes."""
        self.interest = own_interests(self.by).get(pk=self.interest.pk)
        stands = self.interest.retracted_at is None
        return {"state": Fact(gettext("State"), "" if stands else gettext("withdrawn"))}

    def act(self, data: dict[str, Any]) -> str:
        """Withdraw it."""
        withdraw_interest(interest=self.interest, reason=data["reason"], by=self.by, at=self.at)
        return self.back
