"""The forms of quoting a sealed text and of citing several pages at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from claims.desk.evidence.citation_form import HasItFromForm, NotedStandingForm, StandingForm
from claims.desk.evidence.forms import TypedWordsForm
from claims.desk.naming.forms import ByNameField
from claims.models import Claim
from sources.models import PublisherKind, TextOfCopy
from tracker.base.terms import offered
from tracker.base.web.fields import LineField, LongTextField
from tracker.base.web.forms import CHOOSE

LONGEST_TEXT = 100_000_000
"""Characters of a text in which a place is counted; the archiver keeps no longer one."""


class ReadingForm(forms.Form):
    """What of a text is read; what does not fit is passed over."""

    within = forms.ChoiceField(choices=TextOfCopy.choices, required=False)
    part = forms.IntegerField(min_value=1, max_value=LONGEST_TEXT, required=False)
    claim = forms.IntegerField(min_value=1, max_value=2**31, required=False)
    q = LineField(label=_("Words"), max_length=2_000, required=False, strip=True)

    def asked(self) -> dict[str, Any]:
        """What was asked and fits."""
        self.is_valid()
        return self.cleaned_data


class AddressesForm(StandingForm):
    """Addresses of several pages, and how all of them stand to the claim."""

    addresses = LongTextField(
        label=_("Addresses of pages"),
        rows=5,
        help_text=_("One a line, up to 30. Pages that are here already are recognised."),
        error_messages={"required": _("Paste the address of a page.")},
    )
    reason = LongTextField(
        label=_("Why they are added now"),
        rows=2,
        help_text=_("Reviewers judge this claim, or have judged it. Kept in the journal."),
        error_messages={"required": _("Say why they are added now.")},
    )
    capture = forms.BooleanField(
        label=_("Capture the pages now"),
        required=False,
        initial=True,
        help_text=_("A worker fetches each and seals a copy. The sites see one visit."),
    )

    field_order = ("addresses", "stance", "credibility", "reason", "capture")

    sites: Sequence[str] = ()
    """Sites of which it is asked who publishes there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stance = self.fields["stance"]
        stance.label = _("These pages")
        stance.error_messages["required"] = _("Say how these pages stand to the claim.")

    def lines(self) -> list[str]:
        """What stands in the field, line by line, each once."""
        typed = str(self["addresses"].value() or "")
        return list(dict.fromkeys(line.strip() for line in typed.splitlines() if line.strip()))

    def ask_who_publishes(self, sites: Sequence[str]) -> None:
        """Ask of some sites who publishes there."""
        self.sites = sites
        for site in sites:
            self.fields[f"{site}-publisher"] = ByNameField(
                "publisher", new="name", label=_("Publisher"), required=False
            )
            self.fields[f"{site}-name"] = LineField(label=_("New publisher"), required=False)
            self.fields[f"{site}-kind"] = forms.ChoiceField(
                label=_("Its kind"),
                choices=lambda: [CHOOSE, *offered(PublisherKind)],
                required=False,
            )

    def asked_sites(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Each such site with its three fields."""
        kinds = ("publisher", "name", "kind")
        return [(site, [self[f"{site}-{kind}"] for kind in kinds]) for site in self.sites]


def _place_in_text() -> forms.IntegerField:
    return forms.IntegerField(
        min_value=0, max_value=LONGEST_TEXT, required=False, widget=forms.HiddenInput
    )


class WordsForm(NotedStandingForm):
    """Words that a claim rests on, how they stand to it, and why they are added."""

    within = forms.ChoiceField(choices=TextOfCopy.choices, widget=forms.HiddenInput)
    reason = LongTextField(
        label=_("Why it is added now"),
        required=False,
        rows=2,
        needed_if=_("(if reviewers judge the claim, or have judged it)"),
    )


class QuoteForm(WordsForm):
    """For which claim words of a sealed text are quoted."""

    start = forms.IntegerField(min_value=0, max_value=LONGEST_TEXT, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=1, max_value=LONGEST_TEXT, widget=forms.HiddenInput)
    claim = forms.ModelChoiceField(
        queryset=Claim.objects.none(),
        label=_("The claim"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose the claim that rests on these words.")},
    )

    def choose_from(self, claims: QuerySet[Claim]) -> None:
        """Set the claims that may be chosen."""
        field = self.fields["claim"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = claims


class PageWordsForm(WordsForm, TypedWordsForm, HasItFromForm):
    """Words of a page that is cited: chosen in its sealed text, pasted, or typed without one."""

    capture = forms.UUIDField(required=False, widget=forms.HiddenInput)
    start, end = _place_in_text(), _place_in_text()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["within"].required = False
        self.fields["exact"].error_messages["required"] = _("No words were chosen.")

    @property
    def says_more(self) -> bool:
        """Whether something stands in the fields that are seldom needed, or is missing there."""
        names = ("before", "after", "internal_note", "public_note", "reason")
        return any(self[name].value() or self[name].errors for name in names)
