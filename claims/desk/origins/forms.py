"""Forms about where pages have their content from."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.operations.cite import LONGEST_MEANS
from sources.models import DerivationKind, Origin, Publisher
from tracker.base.web.fields import AddressField, LineField, LongTextField
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


class OriginForm(DeskForm):
    """Whether a page is its own reporting."""

    origin = forms.ChoiceField(
        label=_("What the page says of where it has it from"),
        choices=Origin.choices,
        widget=forms.RadioSelect,
    )
    reason = _why()


class CreditForm(DeskForm):
    """Whom a page credits."""

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
    from_publisher = forms.ModelChoiceField(
        queryset=Publisher.objects.order_by("name"),
        label=_("The publisher that is meant"),
        required=False,
        empty_label=_("not known, or none of these"),
    )
    from_address = AddressField(
        label=_("The page that is meant"),
        required=False,
        assume_https=True,
        help_text=_("Its address, if that page is recorded here; otherwise leave it empty."),
    )
    reason = _why()
