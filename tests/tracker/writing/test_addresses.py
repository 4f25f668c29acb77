"""Addresses in templates are those that Django makes, each made once."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

_CLAIM = Template('{% url "public:claim" number %}')


def test_an_address_is_that_of_the_page_in_the_language_of_the_reader() -> None:
    shown = []
    for _time in range(2):
        for language in ("en", "fr", "ar"):
            with override(language):
                shown.append(_CLAIM.render(Context({"number": 7})))
                assert shown[-1] == reverse("public:claim", args=[7])
    assert shown[:3] == shown[3:]
    assert len(set(shown)) == 3


def test_each_page_has_its_own() -> None:
    shown = {_CLAIM.render(Context({"number": number})) for number in (1, 2, "2")}
    assert shown == {reverse("public:claim", args=[number]) for number in (1, 2)}


def test_named_parts_and_variables_are_written_as_djangos() -> None:
    page = Template('{% url "public:claim" claim_id=7 %}|{% url "public:claim" 7 as at %}{{ at }}')
    address = reverse("public:claim", args=[7])
    assert page.render(Context()) == f"{address}|{address}"


def test_an_address_that_leads_nowhere_is_refused_unless_it_is_asked_about() -> None:
    with pytest.raises(NoReverseMatch):
        Template('{% url "public:nowhere" 7 %}').render(Context())
    assert Template('{% url "public:nowhere" 7 as at %}[{{ at }}]').render(Context()) == "[]"
