"""Whatever is typed into whatever field: never an error of ours, and never anything but text."""

import json
from pathlib import Path

import pytest
from django.test import Client

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

pytestmark = pytest.mark.django_db

OWN = [
    "\x00",
    "a\x00b",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7|add:7 }}{% now 'Y' %}",
    "%(name)s %s %d",
    "\u202eevil\u202c",
    "\u0000\u0001\u0002\x7f\x85\u2028\ufeff\ufffe",
    "e\u0301" * 300,
    "٣٤٥",
    "9" * 5000,
    "-1e309",
    "NaN",
    "../../etc/passwd",
    "' OR 1=1 --",
    "ﷺ" * 200,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
]
SUITE = Path(__file__).resolve().parents[4] / "shared" / "suites" / "difficult_strings.json"


def suite() -> list[str]:
    """A sample of the strings that break programs, if they are at hand."""
    if not SUITE.exists():
        pytest.skip("../shared/suites/difficult_strings.json is not at hand")
    return json.loads(SUITE.read_text(encoding="utf-8"))[::40]


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
            "note": "",
            "new_place": "",
            "start": "",
            "end": "",
            "place": "",
            "is_exercise": "",
        },
        "/desk/claims/new/": a_claim_form(an_incident(), a_party())
        | a_figure_row(0, best="", high="", note="", DELETE="")
        | {"spokesperson": "", "note": "", "new_claimant": "", "outlet": "", "place": ""},
        f"/desk/claims/{claim.pk}/edit/": a_claim_form(claim.incident, claim.claimant)
        | {"reason": "x"},
        f"/desk/claims/{claim.pk}/translate/": {
            "language": "fr",
            "text": "x",
            "translator": "y",
        },
        f"/desk/claims/{claim.pk}/pair/": {"answers": pair.pk, "ground": "denial", "note": ""},
        f"/desk/claims/{claim.pk}/cite/": a_citation_form(
            capture="", locator="", note="", credited_to="", publisher=""
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


def attack(client: Client, forms, strings):
    """Put each string into all fields of each form that are typed, and then into all fields."""
    bad = []
    for url, filled in forms.items():
        for text in strings:
            typed = {field: text for field in filled if field not in CHOSEN}
            for sent in (filled | typed, dict.fromkeys(filled, text)):
                response = client.post(url, sent)
                body = response.content.decode()
                if response.status_code not in {200, 302, 403, 404, 422} or is_markup(text, body):
                    bad.append((url, text[:40], response.status_code))
    return bad


def is_markup(text: str, body: str) -> bool:
    """Whether what was typed came back as anything but text."""
    return "<" in text and len(text) > 3 and text in body


def test_our_own_worst_strings_in_every_field(sign_in, editor, forms):
    assert attack(sign_in(editor), forms, OWN) == []


def test_a_sample_of_the_strings_that_break_programs(sign_in, editor, forms):
    assert attack(sign_in(editor), forms, suite()) == []


@pytest.mark.parametrize("text", [text for text in OWN if "\x00" not in text])
def test_what_was_recorded_is_shown_as_text(sign_in, editor, text):
    claim = a_claim(statement=text, by=editor)
    for url in ("/desk/", "/desk/claims/", f"/desk/claims/{claim.pk}/"):
        response = sign_in(editor).get(url)
        assert response.status_code == 200
        assert not is_markup(text, response.content.decode())


@pytest.mark.parametrize("url", ["/desk/claims/", "/desk/captures/", "/desk/claims/new/"])
def test_addresses_with_odd_queries(sign_in, editor, url):
    for text in OWN[::2]:
        query = {"q": text, "page": text, "incident": text, "claimant": text, "status": text}
        assert sign_in(editor).get(url, query).status_code == 200
