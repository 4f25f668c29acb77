"""What forms ask where pages would have it from each other: whether it is meant so."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.operations.doubts.of_origin import GoesRound
from tracker.base.values.refusal import Refusal
from tracker.base.web.forms import DeskForm

_TICKED = "on"
"""What a browser sends of a box that is ticked."""


class GoesRoundForm(DeskForm):
    """Where a page has it from; of a circle it is asked whether it is meant so."""

    goes_round = forms.BooleanField(
        label=_("These pages do have it from each other"),
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and self.data.get(self.add_prefix("goes_round")) == _TICKED:
            self._ask_if_round()

    def refuse(self, refusal: Refusal) -> None:
        """Say why it was refused; of a circle, ask whether it is meant so."""
        super().refuse(refusal)
        if isinstance(refusal, GoesRound):
            self._ask_if_round()

    def _ask_if_round(self) -> None:
        self.fields["goes_round"].widget = forms.CheckboxInput()
