"""The form of a claim, with one row a figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.desk.naming.forms import TYPED, ByNameField, SeveralByNameField, kinds_of
from claims.desk.record import notes
from claims.desk.record.figures_read import Row, not_there_yet, rows_read
from claims.desk.rested_on.forms import OF_PAGE, RestsOnForm, how_credible
from claims.models import Figure, Measure, Nature, PartyKind, Wording
from claims.operations.doubts.of_claim import Doubt, Doubtful
from claims.operations.figures import FigureInput, check_figures
from claims.operations.matching.near import SaidAlready
from claims.operations.scene import NewIncident, NewParty, NewPlace
from claims.reads.desk.terms import words_of_measures
from claims.rules.figures import Qualifier, measure_named, read
from tracker.base.acts.names import RowKnown
from tracker.base.terms import offered
from tracker.base.values.choices import choices
from tracker.base.values.partial_date import UNKNOWN_DATE
from tracker.base.values.refusal import Refusal
from tracker.base.web.fields import (
    AddressField,
    LanguageField,
    LineField,
    LongTextField,
    MayStandEmpty,
    NumberField,
    PartialDateField,
    keys_of,
    written,
)
from tracker.base.web.forms import CHOOSE, DeskForm, Offer, RefusableForm

if TYPE_CHECKING:
    from claims.matching.near_duplicates import NearDuplicate
    from claims.models import Claim

MOST_FIGURES = 20
LONGEST_WORDS = 200
PREFIX = "figures"
_NEW_IN_ROW: Mapping[str, Sequence[str]] = {
    "subjects": ("new_subject", "new_subject_kind"),
    "place": ("new_place",),
}
"""What names a new row in the row of a figure -> in whose place."""
_OF_NEW_INCIDENT = (
    *("new_incident_start", "new_incident_end"),
    *("incident_place", "new_incident_place"),
)
"""What is said of a new incident besides its title."""
VERBATIM_OR_NOT = {True: Wording.VERBATIM.value, False: Wording.PARAPHRASE.value}
"""The wording of a statement by whether it stands within quotation marks."""


def _has(form: forms.Form, *names: str) -> bool:
    """Whether any of some fields is filled in or refused."""
    return any(form[name].value() or form[name].errors for name in names)


class _OneOf(NamedTuple):
    """What is said where neither a row is chosen nor a new one named, and where both are."""

    missing: Any
    not_both: Any


_ONE_OF: Mapping[str, _OneOf] = {
    "incident": _OneOf(
        _("Choose the incident, or add a new one."),
        _("Choose an incident or add a new one, not both."),
    ),
    "incident_place": _OneOf("", _("Choose a place or name a new one, not both.")),
    "claimant": _OneOf(
        _("Choose the claimant, or name a new one."),
        _("Choose a claimant or name a new one, not both."),
    ),
    "place": _OneOf("", _("Choose a place or name a new one, not both.")),
}


class ClaimForm(DeskForm):
    """One statement by one claimant about one incident, with its figures.

    Args:
        rows: what the rows of the figures show at first.
    """

    named_otherwise: ClassVar[Mapping[str, str]] = {
        "claimant.name": "new_claimant",
        "claimant.kind": "new_claimant_kind",
        "incident.title": "new_incident",
        "incident.end": "new_incident_end",
        "incident.place.name": "new_incident_place",
        "place.name": "new_place",
    }

    instead_of: ClassVar[Mapping[str, Sequence[str]]] = {
        "claimant": ("new_claimant", "new_claimant_kind"),
        "incident": ("new_incident", *_OF_NEW_INCIDENT),
        "incident_place": ("new_incident_place",),
        "place": ("new_place",),
        **{f"{PREFIX}-{name}": new for name, new in _NEW_IN_ROW.items()},
    }
    together: ClassVar[Sequence[str]] = (f"{PREFIX}-",)

    said_already: Sequence[NearDuplicate] = ()
    """Claims that say much the same, whoever makes them."""
    counted_already: Sequence[Claim] = ()
    """Claims by the same claimant about the same incident that give one of the figures."""
    cited_already: Sequence[Claim] | None = None
    """Claims that rest on the same page; None where no page is given."""
    names_known: Sequence[Offer] = ()
    """Rows that go by much the same name as a new one that is being typed."""
    says_another = False
    """Whether somebody says that it is another claim than what is there."""
    language_proposed = ""
    """The language that the statement tells, where it is not the one that is given."""
    doubts: Sequence[Doubt] = ()
    """What may be a slip and is asked about."""
    sure: Sequence[str] = ()
    """What somebody says is meant so."""
    looked = False
    """Whether they were asked for; else the form was refused because of them."""
    figures_seen: Sequence[Figure] | None = None
    figures_filled = 0
    """What the statement gives and no row has yet, if that was asked for."""

    incident = ByNameField("incident", new="new_incident", label=_("Incident"), required=False)
    new_incident = LineField(
        label=_("Title of the new incident"),
        max_length=300,
        required=False,
        help_text=_(
            "What is said to have happened, in words that take no side. An exercise is recorded by "
            "itself first: once a claim is in it, it stays what it is."
        ),
    )
    new_incident_start = PartialDateField(label=_("First day"))
    new_incident_end = PartialDateField(label=_("Last day"))
    incident_place = ByNameField(
        "place", new="new_incident_place", label=_("Where it happened"), required=False
    )
    new_incident_place = LineField(label=_("Name of the new place"), required=False)
    claimant = ByNameField(
        "party",
        new="new_claimant",
        label=_("Claimant"),
        required=False,
        help_text=_("Who says it. If nobody is named, add “Unattributed” below, of that kind."),
    )
    new_claimant = LineField(label=_("Name of the new claimant"), required=False)
    new_claimant_kind = forms.ChoiceField(label=_("Kind of the new claimant"), required=False)
    spokesperson = LineField(label=_("Spokesperson"), required=False)
    spokesperson_role = LineField(
        label=_("Spokesperson's role"),
        required=False,
        help_text=_("Such as “minister of defence”."),
    )
    channel = LineField(
        label=_("Channel"),
        required=False,
        help_text=_("As readers will read it: “on Telegram”, “at a press conference”."),
    )
    outlet = ByNameField(
        "publisher",
        label=_("Outlet"),
        required=False,
        help_text=_("Only where an outlet says it in its own voice and names no claimant."),
    )
    statement = LongTextField(
        label=_("Statement"), error_messages={"required": _("Write what is said.")}
    )
    wording = forms.ChoiceField(
        label=_("Whose words"),
        choices=Wording.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whose words these are.")},
    )
    language = LanguageField(
        label=_("Language of the statement"),
        help_text=_("A code or a name, such as fr or French. Empty: as the statement tells."),
        widget=MayStandEmpty,
    )
    nature = forms.ChoiceField(
        label=_("Nature"), choices=Nature.choices, initial=Nature.STATEMENT.value
    )
    made_on = PartialDateField(label=_("Made on"))
    place = ByNameField(
        "place",
        new="new_place",
        label=_("Place, if it differs from the incident's"),
        required=False,
    )
    new_place = LineField(label=_("Name of the new place"), required=False)
    internal_note = notes.for_colleagues()
    public_note = notes.for_readers()

    def __init__(self, *args: Any, rows: Sequence[Mapping[str, Any]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [str(row["measure"]) for row in rows if row.get("measure")]
        named += [str(self.data[name]) for name in self.data if name.endswith("-measure")]
        self.figures = FigureFormSet(
            self.data if self.is_bound else None,
            prefix=PREFIX,
            initial=None if self.is_bound else [*rows],
            form_kwargs={"empty_permitted": True},  # a row that says nothing is no figure
        )
        # A figure may keep a measure that is offered no more.
        measures = [CHOOSE, *offered(Measure, also=named)]
        kinds = [CHOOSE, *offered(PartyKind)]
        self.fields["new_claimant_kind"].choices = kinds  # type: ignore[attr-defined]
        for row in self.figures.forms:
            row.fields["measure"].choices = measures
            row.fields["new_subject_kind"].choices = kinds

    @property
    def adds_incident(self) -> bool:
        """Whether anything is said of a new incident."""
        return _has(self, *self.instead_of["incident"])

    @property
    def adds_claimant(self) -> bool:
        """Whether anything is said of a new claimant."""
        return _has(self, *self.instead_of["claimant"])

    @property
    def has_more(self) -> bool:
        """Whether anything is said that few claims have."""
        return _has(self, "outlet", "place", "new_place", "internal_note", "public_note")

    def parts(self) -> Iterator[tuple[str, forms.BaseForm]]:
        """The form, and one for each figure."""
        yield "", self
        yield "", self.figures.management_form
        for number, row in enumerate(self.figures.forms, start=1):
            yield gettext("Figure %(number)s") % {"number": number}, row

    def is_valid(self) -> bool:
        """Whether the form and every figure is; all that is wrong is said at once."""
        return super().is_valid() and self.figures.is_valid()

    def clean(self) -> dict[str, Any]:
        """Ask for one claimant, known or new, and take the figures over."""
        data = super().clean() or {}
        if self.figures.is_valid():
            data["figures"] = [row.cleaned_data["figure"] for row in self.figures.kept]
        another = "another" in self.data
        of_new = {data.get(name) for name in _OF_NEW_INCIDENT} - {None, "", UNKNOWN_DATE}
        if of_new and not data.get("new_incident") and "new_incident" not in self.errors:
            self._ask_for_title(data)
        for name, asked in _ONE_OF.items():
            known, new = data.get(name), data.get(f"new_{name}")
            if known and new:
                self.add_error(f"new_{name}", asked.not_both)
            elif not (known or new or {name, f"new_{name}"} & self.errors.keys()) and asked.missing:
                self.add_error(name, asked.missing)
        if data.get("new_claimant"):
            data["claimant"] = self._new_claimant(data, another=another)
        if data.get("new_place"):
            data["place"] = NewPlace(data["new_place"], another=another)
        if data.get("new_incident"):
            data["incident"] = _new_incident(data, another=another)
        if any(data.get(name) for name in OF_PAGE):
            self.check_page(data)
        return data

    def check_page(self, data: dict[str, Any]) -> None:
        """Look at what is said of the page that a claim rests on, which only a new one has."""

    def _new_claimant(self, data: dict[str, Any], *, another: bool) -> NewParty:
        kind = data.get("new_claimant_kind", "")
        if not kind and not data.get("claimant"):
            self.add_error("new_claimant_kind", _("Say what kind of party it is."))
        return NewParty(data["new_claimant"], kind, another=another)

    def _ask_for_title(self, data: dict[str, Any]) -> None:
        """Ask for what is missing where more is said of a new incident: none of it is dropped."""
        title = _("Give the new incident a title.")
        self.add_error(
            "new_incident", _ONE_OF["incident"].not_both if data.get("incident") else title
        )

    def refuse(self, refusal: Refusal) -> None:
        """Say a refusal such as ``figures-0-low`` in its row; rows count as they were handed on."""
        kind, _dash, rest = (refusal.field or "").partition("-")
        if kind == PREFIX:
            index, _dash, _name = rest.partition("-")
            row = self.figures.kept[int(index)]
            row.refuse(refusal)
            if isinstance(refusal, RowKnown):
                self.offer(refusal, at=row.add_prefix((refusal.field or "").partition(".")[0]))
            return
        super().refuse(refusal)
        if isinstance(refusal, SaidAlready):
            self.said_already = refusal.found
        if isinstance(refusal, Doubtful):
            self.doubts = refusal.doubts
            for doubt in refusal.doubts:
                self.refuse(Refusal(doubt.message, code="doubtful", field=doubt.field))


def _new_incident(data: dict[str, Any], *, another: bool) -> NewIncident:
    new_place, known = data.get("new_incident_place"), data.get("incident_place")
    return NewIncident(
        data["new_incident"],
        start=data.get("new_incident_start") or UNKNOWN_DATE,
        end=data.get("new_incident_end") or UNKNOWN_DATE,
        place=NewPlace(new_place, another=another) if new_place else known,
        another=another,
    )


class NewClaimForm(RestsOnForm, ClaimForm):
    """A claim that is new, perhaps with the page on which it was read, which it then rests on."""

    named_otherwise: ClassVar[Mapping[str, str]] = {
        **ClaimForm.named_otherwise,
        **RestsOnForm.named_otherwise,
    }
    instead_of: ClassVar[Mapping[str, Sequence[str]]] = {
        **ClaimForm.instead_of,
        **RestsOnForm.instead_of,
    }

    url = AddressField(
        label=_("Address of the page it rests on"),
        required=False,
        help_text=_("It is cited with the claim and captured; then you choose the words in it."),
    )
    credibility = how_credible(required=False)


class DraftRevisionForm(ClaimForm):
    """A draft that is changed, perhaps with a reason."""

    reason = LongTextField(
        label=_("Why it is changed"),
        rows=2,
        required=False,
        help_text=_("It is kept in the journal."),
    )


class RevisionForm(DraftRevisionForm):
    """A claim that others have read; changing it needs a reason."""

    reason = LongTextField(
        label=_("Why it is changed"),
        rows=2,
        help_text=_("It is kept in the journal."),
        error_messages={"required": _("Say why it is changed.")},
    )


class FigureForm(RefusableForm):
    """One number in a claim. The words may be read into low, best and high."""

    named_otherwise: ClassVar[Mapping[str, str]] = {
        "wording": "words",
        "subjects.name": "new_subject",
        "subjects.kind": "new_subject_kind",
        "place.name": "new_place",
    }

    words = LineField(
        label=_("As worded"),
        required=False,
        help_text=_("The words as written, such as “at least 12” or “dozens”."),
    )
    measure = forms.ChoiceField(
        label=_("Measure"),
        error_messages={"required": _("Choose what is counted.")},
    )
    subjects = SeveralByNameField(
        "party",
        new="new_subject",
        label=_("Whose"),
        required=False,
        help_text=_(
            "Of attacks: who was attacked; of what was taken or hit: who had it. "
            "Two or more only where one number counts them together."
        ),
    )
    new_subject = LineField(label=_("Name of a new party"), required=False)
    new_subject_kind = forms.ChoiceField(label=_("Its kind"), required=False)
    qualifier = forms.ChoiceField(
        label=_("How surely"), choices=choices(Qualifier), initial=Qualifier.EXACT.value
    )
    low = NumberField(label=_("Low"))
    best = NumberField(label=_("Best"))
    high = NumberField(label=_("High"))
    part = LineField(
        label=_("Which part"),
        required=False,
        help_text=_("Only where it counts a part, such as “bodies left behind”."),
    )
    place = ByNameField("place", new="new_place", label=_("Where, if only there"), required=False)
    new_place = LineField(label=_("Name of a new place"), required=False)
    period = PartialDateField(label=_("When, if only then"))
    as_of = PartialDateField(label=_("As of"))
    internal_note = notes.line_for_colleagues()
    public_note = notes.line_for_readers()
    # Keeps a row that was imported with low, best and high out of order as it was published.
    as_published = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Make a figure of the row, and say now what the operation would refuse of it."""
        data = super().clean() or {}
        if data.get("new_subject") and not data.get("new_subject_kind"):
            self.add_error("new_subject_kind", _("Say what kind of party it is."))
        if data.get("place") and data.get("new_place"):
            self.add_error("new_place", _ONE_OF["place"].not_both)
        if self.errors:
            return data
        another = "another" in self.data
        subjects, place = [*data["subjects"]], data["place"]
        if data["new_subject"]:
            subjects.append(NewParty(data["new_subject"], data["new_subject_kind"], another))
        if data["new_place"]:
            place = NewPlace(data["new_place"], another)
        data["figure"] = figure = FigureInput(
            measure=data["measure"],
            qualifier=data["qualifier"],
            subjects=subjects,
            low=data["low"],
            best=data["best"],
            high=data["high"],
            wording=data["words"],
            part=data["part"],
            place=place,
            period=data["period"],
            as_of=data["as_of"],
            internal_note=data["internal_note"],
            public_note=data["public_note"],
            as_published=data["as_published"],
        )
        try:
            check_figures([figure])
        except Refusal as refusal:
            self.refuse(refusal)
        return data

    @property
    def adds_subject(self) -> bool:
        """Whether anything is said of a new party."""
        return _has(self, "new_subject", "new_subject_kind")

    @property
    def has_more(self) -> bool:
        """Whether anything is said that few figures have."""
        places = ("place", "new_place", "period", "as_of")
        return _has(self, "part", *places, "internal_note", "public_note")

    def refuse(self, refusal: Refusal) -> None:
        """Say a refusal such as ``figures-0-low`` at the field."""
        super().refuse(refusal.at((refusal.field or "").rpartition("-")[2]))


class _Figures(BaseFormSet):  # type: ignore[type-arg]
    """The figures of a claim."""

    @property
    def kept(self) -> list[FigureForm]:
        """The rows that say something and are not marked for removal."""
        return [row for row in self.forms if row.has_changed() and row not in self.deleted_forms]

    @property
    def is_full(self) -> bool:
        """Whether there is no room for another row."""
        return len(self.forms) >= MOST_FIGURES


FigureFormSet: type[_Figures] = formset_factory(  # type: ignore[assignment]
    FigureForm,
    formset=_Figures,
    extra=1,
    max_num=MOST_FIGURES,
    absolute_max=MOST_FIGURES + 5,
    validate_max=True,
    can_delete=True,
)


_BY_NAME = tuple(kinds_of(FigureForm))
"""What of a figure is chosen by name."""


def reworked_rows(data: QueryDict, language: str) -> list[Row]:
    """What was sent of each figure, to show it again without judging it.

    The words of the row that ``read`` names are read; a row that says nothing is left out.

    Args:
        data: what was sent.
        language: the tag of the statement's language, where it is known.
    """
    count = min(max(keys_of(data.getlist(f"{PREFIX}-TOTAL_FORMS")), default=0), MOST_FIGURES)
    rows = [_sent_row(data, f"{PREFIX}-{index}") for index in range(count)]
    for index in keys_of(data.getlist("read")):
        if index < len(rows):
            _read_into(rows[index], language or "en")
            _name_measure(rows[index], language or "en")
    return [row for row in rows if any(row[name] for name in row if name != "qualifier")]


def figures_seen(statement: str, language: str, rows: Sequence[Row]) -> list[Row]:
    """The figures that a statement gives and none of the rows has yet."""
    return not_there_yet(rows_read(statement, language), rows)


def _sent_row(data: QueryDict, row: str) -> Row:
    sent: Row = {
        name: data.getlist(f"{row}-{name}") if name == "subjects" else data.get(f"{row}-{name}")
        for name in FigureForm.base_fields
    }
    return sent | {name + TYPED: data.get(f"{row}-{name}{TYPED}", "") for name in _BY_NAME}


def _read_into(row: Row, language: str) -> None:
    """Read a figure's words into its qualifier, low, best and high.

    Args:
        row: what was sent of one figure; changed in place. Without words nothing is changed.
        language: the language tag of the statement.
    """
    words = (row["words"] or "")[:LONGEST_WORDS].strip()
    if not words:
        return
    reading = read(words, language=language)
    row["qualifier"] = reading.qualifier.value
    for name in ("low", "best", "high"):
        row[name] = written(getattr(reading, name))


def _name_measure(row: Row, language: str) -> None:
    """Choose the measure that a figure's words name, where none is chosen."""
    words = (row["words"] or "")[:LONGEST_WORDS]
    if words.strip() and not row["measure"]:
        row["measure"] = measure_named(words, words_of_measures(language))
