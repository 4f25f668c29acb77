"""Whatever is typed into whatever field: never an error of ours, and never anything but text."""

from contextlib import suppress
from decimal import Decimal
from importlib import import_module
from itertools import cycle
from pkgutil import walk_packages
from types import ModuleType
from typing import Any
from urllib.parse import quote_from_bytes

import pytest
from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import get_resolver

import claims
import sources
import tracker
from tests.desk.forms import a_citation_form, a_claim_form, a_figure_row, a_review_form
from tests.factories import (
    a_claim,
    a_pair,
    a_party,
    a_publisher,
    a_reviewed_claim,
    a_split_claim,
    a_verdict,
    an_assignment,
    an_incident,
)
from tests.suites import strings
from tests.suites.outside import Take

pytestmark = pytest.mark.django_db


@pytest.fixture
def forms(editor):
    """Every form of the desk, filled in."""
    claim = a_claim()
    assignment = an_assignment(reviewer=editor)
    pair = a_pair(by=editor)
    a_round = a_form_of_people(editor)
    return {
        "/desk/parties/new/": {"name": "x", "acronym": "", "kind": "ngo"},
        "/desk/places/new/": {"name": "x", "precision": "town", "latitude": "", "longitude": ""},
        "/desk/incidents/new/": {
            "title": "x",
            "summary": "",
            "internal_note": "",
            "public_note": "",
            "new_place": "",
            "start": "",
            "end": "",
            "place": "",
            "is_exercise": "",
        },
        "/desk/claims/new/": a_claim_form(an_incident(), a_party())
        | a_figure_row(0, best="", high="", internal_note="", public_note="", DELETE="")
        | {
            "spokesperson": "",
            "spokesperson_role": "",
            "channel": "",
            "internal_note": "",
            "public_note": "",
            "new_claimant": "",
            "outlet": "",
            "place": "",
        },
        f"/desk/claims/{claim.pk}/edit/": a_claim_form(claim.incident, claim.claimant)
        | {"reason": "x"},
        f"/desk/claims/{claim.pk}/translate/": {
            "language": "fr",
            "text": "x",
            "translator": "y",
        },
        f"/desk/claims/{claim.pk}/pair/": {
            "answers": pair.pk,
            "ground": "denial",
            "internal_note": "",
            "public_note": "",
        },
        f"/desk/claims/{claim.pk}/cite/": a_citation_form(
            capture="", locator="", internal_note="", public_note="", credited_to="", publisher=""
        ),
        f"/desk/claims/{claim.pk}/assign/": a_round,
        f"/desk/claims/{claim.pk}/withdraw/": {"reason": "x"},
        f"/desk/pairs/{pair.pk}/retract/": {"reason": "x"},
        f"/desk/reviews/{assignment.pk}/": a_review_form(
            save="1", figure="", low="", high="", citations=""
        ),
        f"/desk/claims/{a_split_claim().pk}/settle/": {"rating": "contested", "reason": "x"},
        f"/desk/claims/{a_reviewed_claim().pk}/publish/": {"summary": "x", "preview": "1"},
        f"/desk/claims/{a_verdict().claim_id}/correct/": {
            "rating": "contested",
            "summary": "x",
            "reason": "y",
            "preview": "1",
            "figure": "",
            "low": "",
            "high": "",
        },
        "/desk/publishers/new/": {"name": "x", "kind": "blog", "country": "", "homepage": ""},
        f"/desk/publishers/{a_publisher().slug}/grade/": {"grade": "B", "reason": "x"},
    }


def a_form_of_people(editor):
    return {"reviewers": [editor.pk], "due": "2099-01-01", "note": ""}


CHOSEN = {
    *("kind", "precision", "wording", "nature", "incident", "claimant", "answers", "ground"),
    *("stance", "credibility", "origin", "rating", "grade", "new_publisher_kind", "reviewers"),
    *("due", "preview", "save", "capture", "figures-TOTAL_FORMS", "figures-INITIAL_FORMS"),
    *("figures-0-measure", "figures-0-qualifier", "figures-0-subjects", "figures-0-DELETE"),
    *("publisher", "outlet", "place", "figure", "is_exercise", "citations"),
}
"""Fields in which a person chooses; in all others a person types."""


OURS = ("claims.", "sources.", "tracker.")
CHOICES = (django_forms.ChoiceField, django_forms.ModelChoiceField, django_forms.FileField)


def fields() -> dict[str, django_forms.Field]:
    """The fields of our forms in which people write; those that are alike, once."""
    assert get_resolver().url_patterns  # loads whatever an address leads to
    for package in (claims, sources, tracker):
        _load_forms(package)
    waiting: list[Any] = [django_forms.BaseForm]
    found = {}
    for form in waiting:
        waiting.extend(form.__subclasses__())
        if form.__module__.startswith(OURS):
            for name, field in form.base_fields.items():
                alike = (name, type(field), field.required, getattr(field, "max_length", None))
                found.setdefault(alike, (f"{form.__qualname__}.{name}", field))
    return {name: one for name, one in found.values() if not isinstance(one, CHOICES)}


def _load_forms(package: ModuleType) -> None:
    """Load what nothing has yet: django-allauth asks for some when it first needs them."""
    for module in walk_packages(package.__path__, f"{package.__name__}."):
        if module.name.endswith("forms"):
            import_module(module.name)


def can_be_kept(value: Any) -> bool:
    """Whether the database can keep what a field made of what was written."""
    if isinstance(value, (list, tuple)):
        return all(map(can_be_kept, value))
    if isinstance(value, (Decimal, float)):
        return Decimal(value).is_finite()
    return "\0" not in str(value)


def write(texts: list[str]) -> tuple[list[str], int]:
    """Write each text into each field; what cannot be kept, and how often one was accepted."""
    bad, accepted = [], 0
    for name, field in fields().items():
        for text in texts:
            with suppress(ValidationError):
                value = field.clean(text)
                accepted += 1
                if not can_be_kept(value):
                    bad.append(f"{name}: {text[:40]!r}")
    return bad, accepted


def attack(client: Client, forms, strings):
    """Put each string into all fields of each form that are typed, then all of them into all."""
    bad = []
    for url, filled in forms.items():
        typed = [name for name in filled if name not in CHOSEN]
        sent = [filled | dict.fromkeys(typed, text) for text in strings]
        # Each field its own string, in turn: what a choice makes of one, it makes of the next.
        turns = [strings[start:] + strings[:start] for start in range(0, len(strings), 4)]
        sent += [dict(zip(filled, cycle(turn), strict=False)) for turn in turns]
        for content in sent:
            response = client.post(url, content)
            body = response.content.decode()
            came_back = any(is_markup(text, body) for text in strings)
            if response.status_code not in {200, 302, 403, 404, 422} or came_back:
                bad.append((url, str(content)[:200], response.status_code))
    return bad


def is_markup(text: str, body: str) -> bool:
    """Whether what was typed came back as anything but text."""
    return "<" in text and len(text) > 3 and text in body


def test_ordinary_words_are_accepted_by_most_fields():
    """The fields that are looked for are those that people write in."""
    named = fields()

    assert {"statement", "name", "q", "reason"} <= {name.split(".")[1] for name in named}
    assert write([strings.ORDINARY])[1] > 10


@pytest.mark.parametrize("group", strings.GROUPS)
def test_every_field_keeps_or_refuses_what_is_difficult(group):
    bad, accepted = write(strings.GROUPS[group])

    assert bad == []
    assert accepted > 0


def test_every_field_keeps_or_refuses_the_strings_of_others(outside: Take):
    formulas = [row["payload"] for row in outside("spreadsheet_formulas.json")]

    assert write([*outside("difficult_strings.json"), *formulas])[0] == []


def test_the_worst_of_them_are_shown_and_stored_as_text(sign_in, editor, forms):
    assert attack(sign_in(editor), forms, strings.WORST) == []


def test_bytes_that_are_no_text_are_no_error_of_ours(sign_in, editor, forms):
    client, bytes_ = sign_in(editor), strings.NOT_UTF_8
    asked = []
    for url, filled in forms.items():
        for start in (0, len(bytes_) // 2):
            turn = cycle(bytes_[start:] + bytes_[:start])
            body = "&".join(f"{name}={quote_from_bytes(next(turn))}" for name in filled)
            answer = client.post(url, body, content_type="application/x-www-form-urlencoded")
            asked.append(answer.status_code)

    assert set(asked) <= {200, 302, 403, 404, 422}
    assert len(asked) == 2 * len(forms)


@pytest.mark.parametrize("text", [text for text in strings.WORST if "\x00" not in text])
def test_what_was_recorded_is_shown_as_text(sign_in, editor, text):
    claim = a_claim(statement=text, by=editor)
    for url in ("/desk/", "/desk/claims/", f"/desk/claims/{claim.pk}/"):
        response = sign_in(editor).get(url)
        assert response.status_code == 200
        assert not is_markup(text, response.content.decode())


@pytest.mark.parametrize(
    ("url", "names"),
    [
        ("/desk/claims/", ["q", "page", "incident", "incident_typed", "status"]),
        ("/desk/captures/", ["page", "incident", "incident_typed"]),
        ("/desk/claims/new/", ["q", "page", "incident", "claimant", "status"]),
    ],
)
def test_addresses_with_odd_queries(sign_in, editor, url, names):
    for text in strings.WORST[::2]:
        assert sign_in(editor).get(url, dict.fromkeys(names, text)).status_code == 200
