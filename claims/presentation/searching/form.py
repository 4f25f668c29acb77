"""The form of the search: the same filters on the page, at the desk and in the API."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.forms.models import ModelChoiceIterator, ModelChoiceIteratorValue
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.matching.search.readers import KINDS, Searchable
from claims.matching.search.typed import LONGEST_SEARCH
from claims.models import Party
from claims.models.matching.index import IndexedKind
from claims.presentation.searching.words import HEADINGS
from claims.presentation.words import language_named
from claims.reads.facets import ClaimFacets, ClaimSort, languages_of, measures_counted
from claims.reads.verdicts import every_rating
from claims.rules.figures.width import SOUGHT_BY_SIZE
from claims.rules.grounds import Ground
from claims.rules.states import PublicStatus
from tracker.base.values.choices import choices

NO_FACETS = frozenset({"q", "kind", "sort"})
"""Fields that do not narrow claims down."""
MOST_OFFERED = 200
"""Rows that a list of a filter offers; one beyond them is kept where the address names it."""
_ANY = ("", _("any"))


class _FirstOffered(ModelChoiceIterator):  # type: ignore[type-arg]
    """Offers the first rows only: a house with thousands of dossiers has no list of them."""

    def __iter__(self) -> Iterator[tuple[ModelChoiceIteratorValue | str, str]]:
        yield "", str(_ANY[1])
        offered = list(self.queryset[:MOST_OFFERED])
        chosen = getattr(self.field, "chosen", None)
        if chosen is not None and chosen not in offered:
            offered.insert(0, chosen)
        for row in sorted(offered, key=str):
            yield self.choice(row)


class _OneRow(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A row by its slug."""

    iterator = _FirstOffered
    chosen: Model | None = None

    def to_python(self, value: Any) -> Any:
        """Find the row, and keep it among what is offered."""
        self.chosen = super().to_python(value)
        return self.chosen

    def label_from_instance(self, obj: Model) -> str:
        """Parties by their name in the language of the page."""
        return obj.name_for_reader if isinstance(obj, Party) else str(obj)


class AskedForm(forms.Form):
    """What is searched for. Facets are of claims.

    Args:
        searchable: what whoever searches may find.
    """

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=LONGEST_SEARCH,
        strip=True,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
    )
    kind = forms.ChoiceField(
        label=_("Find"),
        required=False,
        choices=[("", _("everything")), *((kind.value, HEADINGS[kind]) for kind in KINDS)],
    )
    party = _OneRow(
        label=_("Party"), queryset=None, to_field_name="slug", required=False, empty_label=_ANY[1]
    )
    incident = _OneRow(
        label=_("Incident"),
        queryset=None,
        to_field_name="slug",
        required=False,
        empty_label=_ANY[1],
    )
    place = _OneRow(
        label=_("Place"), queryset=None, to_field_name="slug", required=False, empty_label=_ANY[1]
    )
    measure = forms.ChoiceField(label=_("Figure of"), required=False)
    ground = forms.ChoiceField(
        label=_("Disputed on"), choices=[_ANY, *choices(Ground)], required=False
    )
    apart = forms.ChoiceField(
        label=_("Size of the contradiction"),
        choices=[_ANY, *choices(SOUGHT_BY_SIZE)],
        required=False,
    )
    status = forms.ChoiceField(
        label=_("Status"), choices=[_ANY, *choices(PublicStatus)], required=False
    )
    rating = forms.ChoiceField(label=_("Verdict"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    made_from = forms.DateField(
        label=_("Made from"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    made_to = forms.DateField(
        label=_("Made until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    sort = forms.ChoiceField(
        label=_("Order of claims"),
        choices=[("", _("best match, or newest")), *choices(ClaimSort)],
        required=False,
    )

    def __init__(self, *args: Any, searchable: Searchable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.searchable = searchable
        rows: dict[str, QuerySet[Any]] = {
            "party": searchable.rows[IndexedKind.PARTY].order_by("name", "pk"),
            "incident": searchable.rows[IndexedKind.INCIDENT],
            "place": searchable.rows[IndexedKind.PLACE].order_by("name", "pk"),
        }
        for name, offered in rows.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = offered
        claims = searchable.claims()

        def measures() -> list[tuple[str, str | Promise]]:
            return [_ANY, *((each.code, each.named) for each in measures_counted(claims))]

        def languages() -> list[tuple[str, str | Promise]]:
            return [_ANY, *((tag, language_named(tag)) for tag in languages_of(claims))]

        def ratings() -> list[tuple[str, str | Promise]]:
            return [_ANY, *((each.code, each.label) for each in every_rating())]

        for name, offers in (("measure", measures), ("language", languages), ("rating", ratings)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = cache(offers)  # they are looked at twice as they are shown

    def clean(self) -> dict[str, Any]:
        """Refuse a span of dates that ends before it begins, and facets of what is no claim."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("made_from"), cleaned.get("made_to")
        if first and last and last < first:
            self.add_error(
                "made_to", gettext("This is before the first date. Give a later one or none.")
            )
        self.cleaned_data = cleaned
        if self.only not in {None, IndexedKind.CLAIM} and self.facets().are_given:
            self.add_error(
                "kind", gettext("The other filters are of claims. Choose claims, or clear them.")
            )
        return cleaned

    @property
    def only(self) -> IndexedKind | None:
        """The one kind that is asked for; None for all."""
        asked = self.cleaned_data.get("kind")
        return IndexedKind(asked) if asked else None

    @property
    def asks_how_far_apart(self) -> bool:
        """Whether claims are chosen or put in order by how far apart figures are."""
        given = self.cleaned_data
        return bool(given.get("apart")) or given.get("sort") == ClaimSort.WIDEST

    def facets(self) -> ClaimFacets:
        """What claims are narrowed by."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in NO_FACETS}
        return ClaimFacets(**given)
