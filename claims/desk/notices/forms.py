"""What people are asked about their notices."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from claims.rules.notices import NoticeKind, NoticeWay
from tracker.base.values.choices import choices
from tracker.base.web.forms import DeskForm


class NoticeChoicesForm(DeskForm):
    """A way for each kind that somebody in this role is told.

    Args:
        kinds: those kinds.
    """

    def __init__(self, *args: Any, kinds: list[NoticeKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in kinds:
            self.fields[kind.value] = forms.ChoiceField(
                label=gettext_lazy(kind.label),
                help_text=gettext_lazy(kind.meaning),
                choices=choices(NoticeWay),
            )
