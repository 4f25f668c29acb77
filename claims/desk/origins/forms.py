"""Forms about where pages have their content from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.desk.naming.forms import ByNameField
from claims.desk.rested_on.going_round import GoesRoundForm
from claims.rules.grounds import LONGEST_MEANS
from sources.models import DerivationKind, Origin
from tracker.base.web.fields import AddressField, LineField, LongTextField, NamesField
from tracker.base.web.forms import DeskForm


def _why() -> LongTextField:
    return LongTextField(
        label=_("Reason"),
        rows=2,
        help_text=_("It is kept in the journal of every claim whose origins this decides."),
        error_messages={"required": _("Give the reason.")},
    )


class MeansForm(DeskForm):
    """By which means of its own a page confirms a claim."""

    means = LongTextField(
        label=_("By which means of its own"),
        rows=3,
        max_length=LONGEST_MEANS,
        help_text=_(
            "What its people saw, counted, measured or obtained themselves, such as “its own"
            " satellite pictures”. Readers read this."
        ),
        error_messages={"required": _("Say by which means of its own it confirms the claim.")},
    )


class OriginForm(GoesRoundForm):
    """Whether a page is its own reporting."""

    origin = forms.ChoiceField(
        label=_("What the page says of where it has it from"),
        choices=Origin.choices,
        widget=forms.RadioSelect,
    )
    reason = _why()

    field_order = ("origin", "goes_round", "reason")


class NamesForm(DeskForm):
    """By which other names a publisher goes."""

    aliases = NamesField(
        label=_("Other names"),
        required=False,
        rows=6,
        help_text=_(
            "One a line, its language first, such as “ru: Франс Пресс” or “en: AFP”. A page that"
            " credits one of them credits this publisher."
        ),
    )
    reason = _why()


class CreditForm(GoesRoundForm):
    """Whom a page credits."""

    named_otherwise: ClassVar[Mapping[str, str]] = {"from_page": "from_address"}

    credited_to = LineField(
        label=_("Credited to"),
        max_length=300,
        help_text=_("As the page words it, such as “a security source” or “AFP”."),
        error_messages={"required": _("Give the credit as the page words it.")},
    )
    kind = forms.ChoiceField(
        label=_("How the content came over"),
        choices=DerivationKind.choices,
        initial=DerivationKind.UNSPECIFIED,
    )
    from_publisher = ByNameField(
        "publisher",
        label=_("The publisher that is meant"),
        required=False,
        help_text=_("Leave it empty if it is not known, or not recorded here."),
    )
    from_address = AddressField(
        label=_("The page that is meant"),
        required=False,
        assume_https=True,
        help_text=_("Its address, if that page is recorded here; otherwise leave it empty."),
    )
    reason = _why()

    field_order = (
        *("credited_to", "kind", "from_publisher", "from_address"),
        *("goes_round", "reason"),
    )
