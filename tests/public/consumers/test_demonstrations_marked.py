"""A range that only a demonstration or an exercise gives is marked where it stands."""

from __future__ import annotations

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from claims.models import Incident
from tests.factories import a_claim, a_claim_judged_by_figure, a_verdict, an_editor, an_incident
from tests.public.conftest import Read

MARKS = [("", "[Demonstration]"), ("/fr", "[Démonstration]"), ("/ar", "[عرض توضيحي]")]


def judged(incident: Incident | None = None, **by: bool) -> int:
    """A claim with a range, published by somebody."""
    claim = a_claim_judged_by_figure((10, 47), claim=a_claim(incident=incident))
    a_verdict(claim, by=an_editor(**by))
    return claim.pk


def described(read: Read, claim: int, prefix: str = "") -> str:
    page = LexborHTMLParser(read(f"{prefix}/claims/{claim}/"))
    (said,) = {
        page.css_first(f"meta[{which}]").attributes["content"]
        for which in ('name="description"', 'property="og:description"')
    }
    assert said is not None
    return said


@pytest.mark.parametrize(("prefix", "mark"), MARKS)
def test_a_description_marks_the_range_of_a_demonstration(
    read: Read, prefix: str, mark: str
) -> None:
    said = described(read, judged(is_demonstration=True), prefix)

    assert said[said.rindex("[") :].startswith(mark)
    assert "47" in said[said.rindex("[") :]


@pytest.mark.parametrize(("prefix", "mark"), MARKS)
def test_a_feed_marks_the_text_of_a_demonstration(read: Read, prefix: str, mark: str) -> None:
    judged(is_demonstration=True)

    (entry,) = json.loads(read(f"{prefix}/feeds/verdicts.json"))["items"]

    assert entry["title"].startswith(mark)
    assert entry["content_text"].startswith(mark)
    assert "47" in entry["content_text"]


def test_an_exercise_is_marked_too(read: Read) -> None:
    claim = judged(an_incident(is_exercise=True))
    (entry,) = json.loads(read("/feeds/verdicts.json"))["items"]

    assert "[Exercise] Range the evidence supports: " in described(read, claim)
    assert entry["content_text"].startswith("[Exercise] ")


def test_what_people_found_has_no_mark(read: Read) -> None:
    claim = judged()
    (entry,) = json.loads(read("/feeds/verdicts.json"))["items"]

    assert "[" not in described(read, claim)
    assert "[" not in entry["content_text"]
