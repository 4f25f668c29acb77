"""What filters take: days, keys and short names."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django_filters import rest_framework as filters
from django_filters.fields import ModelChoiceField
from drf_spectacular.utils import extend_schema_field

from tracker.base.terms import term
from tracker.base.values.refusal import InvalidValueError

BIGGEST = 2**63 - 1


class _IsoDate(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)


class _Number(forms.IntegerField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=BIGGEST, **kwargs)


@extend_schema_field({"type": "string", "format": "date"})
class Day(filters.DateFilter):
    """A day, as 2025-09-02."""

    field_class = _IsoDate


@extend_schema_field({"type": "integer", "minimum": 1})
class RowNumber(filters.NumberFilter):
    """The number of a row."""

    field_class = _Number

    def get_max_validator(self) -> None:
        """The field has its own."""
        return


class _CodeOfTerm(ModelChoiceField):
    def to_python(self, value: Any) -> Any:
        """Look for the term; to what is none, say which there are."""
        if value in self.empty_values:
            return None
        try:
            return term(value, self.queryset.model, field="")
        except InvalidValueError as unknown:
            raise ValidationError(unknown.message, code="invalid_choice") from unknown


class OneTerm(filters.ModelChoiceFilter):
    """The code of a term of the installation."""

    field_class = _CodeOfTerm


class Slug(filters.CharFilter):
    """A slug or another exact word."""
