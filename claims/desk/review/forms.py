"""Forms of a review round: assigning, reviewing blind, deciding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from claims.desk.record.forms import ReasonForm
from claims.models import (
    Citation,
    Claim,
    Figure,
    GivesRanges,
    Interest,
    Priority,
    Rating,
    ScheduledVerdict,
)
from claims.operations.reviews.ranges import check_range
from claims.operations.reviews.review import lacking_in_review
from claims.presentation.figures.in_words import counted, scope_words
from claims.reads.reviews import RangeGiven
from claims.reads.verdicts import ratings_to_choose
from claims.rules.deciding.checklist import Point
from claims.rules.verdicts import CorrectionKind, WaivedRule
from tracker.base.people.models import User
from tracker.base.values.choices import choices
from tracker.base.values.refusal import Refusal
from tracker.base.web.fields import LongTextField, MomentField, NumberField
from tracker.base.web.forms import DeskForm, worded
from tracker.base.writing.lists import comma_list


class FigureChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of a claim's figures, named by measure, subject and scope."""

    def label_from_instance(self, obj: Figure) -> str:
        """Its measure, its subject and its scope."""
        return figure_named(obj)


def figure_named(figure: Figure) -> str:
    """A figure by measure, subject and scope, such as ``Killed, FAMa, left behind``."""
    return comma_list([counted(figure), *scope_words(figure)])


class PersonChoices(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """People, named with what they have on their table and what they declared."""

    needed_if = _("(or reviews to be taken)")
    declared: Mapping[int, Sequence[Interest]] = {}
    """Interests in what it is about, by the key of their person."""

    def label_from_instance(self, obj: User) -> str:
        """The name, how many reviews are open, overdue and lately sealed, and interests."""
        said = [gettext("open reviews: %(number)s") % {"number": getattr(obj, "open_reviews", 0)}]
        if late := getattr(obj, "overdue_reviews", 0):
            said.append(gettext("overdue: %(number)s") % {"number": late})
        if sealed := getattr(obj, "sealed_lately", 0):
            said.append(gettext("sealed in 30 days: %(number)s") % {"number": sealed})
        said += [
            gettext("declared an interest: %(words)s") % {"words": one.words}
            for one in self.declared.get(obj.pk, ())
        ]
        return f"{obj.get_full_name()} ({comma_list(said)})"


class PlacesField(forms.IntegerField):
    """How many reviews are left to whoever takes the next one."""

    needed_if = _("(if you name nobody, or too few)")


class PriorityField(forms.TypedChoiceField):
    """How soon the desk should come to a claim.

    Args:
        blank: what an empty choice is called; without one, there is none.
    """

    def __init__(self, *, blank: str | Promise = "", **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Priority"))
        offered = [("", blank)] if blank else []
        super().__init__(
            choices=[*offered, *Priority.choices], coerce=int, empty_value=None, **kwargs
        )


USUAL_TIME = timedelta(days=7)
"""How long people are given for a review unless an editor gives another day."""


def _usual_day() -> date:
    return timezone.localdate() + USUAL_TIME


class AskingForm(DeskForm):
    """Who is asked for reviews, how many are left to be taken, by when, how urgent it is."""

    named_otherwise: ClassVar[Mapping[str, str]] = {"reviewer": "reviewers"}

    reviewers = PersonChoices(
        queryset=User.objects.none(),
        label=_("Reviewers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Name them here, leave reviews to be taken below, or both."),
    )
    places = PlacesField(
        label=_("Reviews to be taken"),
        required=False,
        min_value=0,
        max_value=9,
        help_text=_(
            "How many you leave to whoever takes the next one: people who may review it and have "
            "time, the most urgent first."
        ),
    )
    due = forms.DateField(
        label=_("Due"),
        initial=_usual_day,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Give the day by which you ask for the reviews.")},
    )
    priority = PriorityField(required=False, blank=_("as it is"))
    note = LongTextField(
        label=_("Internal note to the reviewers"),
        required=False,
        rows=2,
        help_text=_("All of them see it. Say nothing about what you expect them to find."),
    )

    def __init__(
        self,
        *args: Any,
        people: QuerySet[User],
        declared: Mapping[int, Sequence[Interest]] | None = None,
        at_least: int = 1,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.at_least = at_least
        field = self.fields["reviewers"]
        assert isinstance(field, PersonChoices)
        field.queryset, field.declared = people, declared or {}

    def clean(self) -> dict[str, Any]:
        """Refuse fewer people than a decision needs: nobody decides alone."""
        data = super().clean() or {}
        asked = len(data.get("reviewers") or ()) + (data.get("places") or 0)
        if not {"reviewers", "places"} & self.errors.keys() and asked < self.at_least:
            few = gettext("Choose at least %(number)s people: nobody decides alone.")
            self.add_error(
                "reviewers",
                forms.ValidationError(few % {"number": self.at_least}, code="too_few"),
            )
        return data


class AssignForm(AskingForm):
    """Who reviews one claim, by when."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.at_least > 1:
            told = ngettext(
                "It still needs %(n)s review.", "It still needs %(n)s reviews.", self.at_least
            )
            field = self.fields["reviewers"]
            field.help_text = f"{field.help_text} {told % {'n': self.at_least}}"


class RangeForm(DeskForm):
    """A form with a range for the claim's figure, or one for each where it has several."""

    figure = FigureChoice(
        queryset=Figure.objects.none(),
        label=_("Figure"),
        required=False,
        empty_label=_("no range given"),
    )
    low = NumberField(label=_("From"))
    high = NumberField(label=_("To"))

    figures: Sequence[Figure] = ()
    """Those of a claim that has several."""

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.claim = claim
        field = self.fields["figure"]
        assert isinstance(field, FigureChoice)
        field.queryset = claim.figures.prefetch_related("figure_subjects__party")
        if len(figures := list(field.queryset)) > 1:
            self._ask_for_each(figures)

    def _ask_for_each(self, figures: Sequence[Figure]) -> None:
        """Of a claim with several figures, ask for a range of each instead of choosing one."""
        self.figures = figures
        for figure in figures:
            self.fields[f"low_{figure.pk}"] = NumberField(label=_("From"))
            self.fields[f"high_{figure.pk}"] = NumberField(label=_("To"))
        for name in ("figure", "low", "high"):
            del self.fields[name]

    @property
    def range_rows(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Each figure of a claim that has several, in words, and the fields of its ends."""
        return [
            (figure_named(one), self[f"low_{one.pk}"], self[f"high_{one.pk}"])
            for one in self.figures
        ]

    def clean(self) -> dict[str, Any]:
        """Read ``ranges``, at least one; refuse what the operation would."""
        data = super().clean() or {}
        data["ranges"] = self._ranges_of_each(data) if self.figures else [self._only_range(data)]
        return data

    def _only_range(self, data: dict[str, Any]) -> RangeGiven:
        """The range that is given, also for no figure; a figure is not chosen for nothing."""
        given = RangeGiven(data.get("figure"), data.get("low"), data.get("high"))
        try:
            check_range(self.claim, given.figure, given.low, given.high)
        except Refusal as refusal:
            self.refuse(refusal)
        if given.figure is not None and not given.says_something and not self.errors:
            self.add_error("low", _("Give at least one end of the range, or choose no figure."))
        return given

    def _ranges_of_each(self, data: dict[str, Any]) -> list[RangeGiven]:
        """The ranges that are given, in the order of the figures."""
        given = []
        for figure in self.figures:
            one = RangeGiven(figure, data.get(f"low_{figure.pk}"), data.get(f"high_{figure.pk}"))
            if not one.says_something:
                continue
            given.append(one)
            try:
                check_range(self.claim, figure, one.low, one.high)
            except Refusal as refusal:
                self.add_error(f"low_{figure.pk}", worded(refusal))
        return given or [RangeGiven(None, None, None)]


def ranges_before(row: GivesRanges) -> dict[str, Any]:
    """What a form of ranges begins with, whether it asks for one or for that of each figure.

    Args:
        row: what gives them already.
    """
    # Where only one figure is left to be asked about, it may be that of a further range.
    only = next(iter(row.ranges), row)
    return {
        **{f"low_{one.figure_id}": one.low for one in row.ranges},
        **{f"high_{one.figure_id}": one.high for one in row.ranges},
        "figure": only.figure_id,
        "low": only.low,
        "high": only.high,
    }


def planned_before(row: ScheduledVerdict) -> dict[str, Any]:
    """What the form of publishing begins with where that is planned already.

    Args:
        row: what is planned.
    """
    waived = {f"waive_{point}": reason for point, reason in row.waived.items()}
    said = {name: getattr(row, name) for name in ("summary", "missing", "would_change")}
    times = {"publish_at": row.due_at, "planned": row.pk, "confirmed": row.confirmed}
    return {**said, **times, **waived, **ranges_before(row)}


def written_before(row: ScheduledVerdict) -> dict[str, Any]:
    """What the form of publishing begins with where a plan came to nothing: all but the time.

    Args:
        row: what was planned.
    """
    begun = planned_before(row)
    return {name: value for name, value in begun.items() if name not in {"publish_at", "planned"}}


def ranges_as_acts_take_them(ranges: Sequence[RangeGiven]) -> dict[str, Any]:
    """The ranges of a form as operations ask for them: the first, and those for other figures."""
    first, *further = ranges
    return {"figure": first.figure, "low": first.low, "high": first.high, "further": further}


class RatedForm(DeskForm):
    """A form with a rating, each shown with its meaning."""

    rating = forms.ChoiceField(
        label=_("Rating"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a rating.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_ratings(ratings_to_choose(also={self.initial.get("rating", "")}))

    def offer_ratings(self, ratings: Sequence[Rating]) -> None:
        """Let one of these ratings be chosen."""
        self.ratings = ratings
        field = self.fields["rating"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(each.code, each.label) for each in ratings]

    @property
    def meanings(self) -> list[tuple[Any, str]]:
        """Each rating's radio button with the rating's meaning in a sentence."""
        said = [each.meaning for each in self.ratings]
        return list(zip(self["rating"], said, strict=True))


BESIDES = ("missing", "would_change", "has_interest", "interest")
"""What a review says besides its rating."""


class ReviewForm(RatedForm, RangeForm):
    """One reviewer's finding. Only what is sealed counts; a draft may be unfinished."""

    reasoning = LongTextField(
        label=_("Reasoning"),
        required=False,
        rows=8,
        help_text=_("How the evidence leads to the rating, for a reader who was not there."),
    )
    missing = LongTextField(
        label=_("What is missing"),
        required=False,
        rows=3,
        help_text=_("Evidence that you looked for, or would need, and that is not here."),
    )
    would_change = LongTextField(label=_("What would change your rating"), required=False, rows=3)
    has_interest = forms.TypedChoiceField(
        label=_("Have you an interest of your own in this matter?"),
        choices=[("no", _("No")), ("yes", _("Yes"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
        help_text=_(
            "Family, work, money, or a party that you belong to or fought. It is sealed with your "
            "review, and the desk reads it with that."
        ),
    )
    interest = LongTextField(
        label=_("Which interest"), required=False, needed_if=_("(if you have one)"), rows=2
    )
    citations = forms.ModelMultipleChoiceField(
        queryset=Citation.objects.none(),
        label=_("The evidence it rests on"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    confirmed = forms.BooleanField(
        label=_("I have finished. A sealed review can never be changed."), required=False
    )

    field_order = (
        "rating",
        "reasoning",
        "missing",
        "would_change",
        "citations",
        "figure",
        "low",
        "high",
        "has_interest",
        "interest",
        "confirmed",
    )

    def __init__(self, *args: Any, claim: Claim, sealing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, claim=claim, **kwargs)
        self.claim = claim
        self.sealing = sealing
        self.fields["rating"].required = sealing
        self.fields["rating"].error_messages["required"] = _(
            "Choose a rating: only a draft can do without one."
        )
        field = self.fields["citations"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = claim.citations.all()

    def clean(self) -> dict[str, Any]:
        """Sealing needs all of it and the confirmation, and says so at once; a draft does not."""
        data = super().clean()
        if self.sealing:
            lacking = lacking_in_review(
                self.claim,
                rating=data.get("rating", ""),
                reasoning=data.get("reasoning", ""),
                citations=list(data.get("citations") or ()),
                has_interest=data.get("has_interest"),
                interest=data.get("interest", ""),
            )
            self.refuse_all(lacking.found)
        if self.sealing and not data.get("confirmed"):
            self.add_error("confirmed", _("Confirm that you have finished, then seal."))
        return data


class SettleForm(RatedForm):
    """An editor's decision on a split, in writing, within what the reviewers found."""

    reason = LongTextField(
        label=_("Settlement"),
        rows=8,
        help_text=_("Why, in view of the reviews. Readers see it with the verdict."),
        error_messages={"required": _("Write down why you settle it so.")},
    )
    field_order = ("rating", "reason")

    def __init__(self, *args: Any, left_open: Sequence[Rating], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_ratings(left_open)


class SummaryForm(DeskForm):
    """What is said to readers."""

    summary = LongTextField(
        label=_("Summary"),
        help_text=_("Two or three sentences for readers: what was found, and on what it rests."),
        error_messages={"required": _("Write the summary that readers will see.")},
    )
    confirmed = forms.BooleanField(
        label=_("The summary names another rating than the verdict’s, and I mean it so."),
        required=False,
    )

    @property
    def asks_to_confirm(self) -> bool:
        """Whether the summary was found to name another rating."""
        return "confirmed" in self.errors or bool(self["confirmed"].value())


class ChangedForm(DeskForm):
    """What is said to readers when a verdict replaces another."""

    reason = LongTextField(
        label=_("What changed and why"),
        help_text=_("It is published with the new version."),
        error_messages={"required": _("Say what changed and why.")},
    )


class WaivingForm(DeskForm):
    """Why points of the checklist may stay open."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for point in Point:
            self.fields[f"waive_{point.value}"] = LongTextField(
                label=_("Why it is published all the same"),
                required=False,
                rows=2,
                help_text=_("Readers see it with the verdict."),
            )


class BesidesForm(DeskForm):
    """What is printed with a verdict besides its summary."""

    missing = LongTextField(
        label=_("What is missing"),
        required=False,
        rows=3,
        help_text=_("Evidence that could not be found. Readers see it with the verdict."),
    )
    would_change = LongTextField(
        label=_("What would change this verdict"),
        required=False,
        rows=3,
        help_text=_("Readers see it with the verdict."),
    )


class ChecklistForm(BesidesForm, WaivingForm, SummaryForm):
    """What is said to readers, when, and why a point of the checklist may stay open."""

    publish_at = MomentField(
        label=_("Publish at"),
        required=False,
        help_text=_("To publish it later. All points are checked again then."),
    )
    planned = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["publish_at"]
        assert isinstance(field, MomentField)
        field.go_by_clock_of(by)


class FirstVerdictForm(ChecklistForm):
    """The verdict that reviewers agreed on; its ranges are those they share."""


class SettledVerdictForm(ChecklistForm, RangeForm):
    """The verdict on a settled split, with the ranges that the editor establishes."""

    field_order = ("summary", "confirmed", "missing", "would_change", "figure", "low", "high")


class CorrectionForm(BesidesForm, WaivingForm, ChangedForm, RatedForm, SummaryForm, RangeForm):
    """A new version of a published verdict; of a split that was settled, with the settlement."""

    settlement = LongTextField(
        label=_("Settlement"),
        rows=8,
        help_text=_("Why, in view of the reviews. Readers see it with the verdict."),
        error_messages={"required": _("Write down why you settle it so.")},
    )

    kind = forms.ChoiceField(
        label=_("What is corrected"),
        choices=choices(CorrectionKind),
        widget=forms.RadioSelect,
        help_text=_("Another rating or range needs a second editor, who agrees in writing."),
        error_messages={"required": _("Say what kind of mistake is corrected.")},
    )
    against = forms.IntegerField(widget=forms.HiddenInput, required=False)

    field_order = (
        "kind",
        "reason",
        "rating",
        "summary",
        "confirmed",
        "missing",
        "would_change",
        "settlement",
        "figure",
        "low",
        "high",
        "against",
    )

    def __init__(self, *args: Any, is_settled: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_settled:
            del self.fields["settlement"]


class AgreementForm(WaivingForm):
    """Why a second editor agrees to a correction, and what may stay open all the same."""

    reason = LongTextField(
        label=_("Why you agree"),
        help_text=_("It is published with the new version."),
        error_messages={"required": _("Write down why you agree.")},
    )


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One person, by name."""

    def label_from_instance(self, obj: User) -> str:
        """The name."""
        return obj.get_full_name()


class AnotherRoundForm(ReasonForm):
    """Where reviewers differ: one more review, or a round that begins anew; and why."""

    ONE_MORE = "one_more"
    reviews = forms.ChoiceField(
        label=_("Who reviews it now"),
        choices=[
            (ONE_MORE, _("One more person, whose review counts with the existing ones.")),
            ("new", _("Other people, in a new round. The existing reviews no longer count.")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    field_order = ("reviews", "reason")


class WaiverForm(DeskForm):
    """Which rule an administrator waives for whom, in writing."""

    person = PersonChoice(
        queryset=User.objects.none(),
        label=_("Person"),
        error_messages={"required": _("Choose the person.")},
    )
    rule = forms.ChoiceField(
        label=_("What they may do all the same"),
        choices=choices(WaivedRule),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what they may do.")},
    )
    reason = LongTextField(
        label=_("Reason"),
        help_text=_("Readers see it, without the name, once the round is over."),
        error_messages={"required": _("Write down why the rule is waived.")},
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, PersonChoice)
        field.queryset = people
