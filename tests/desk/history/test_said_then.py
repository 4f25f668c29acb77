"""A line of the journal tells what was said then, whatever is said by now."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from claims.models import Claim, Event
from claims.operations.cite import mend_words, quote_cited, uncite
from claims.operations.record import revise_claim
from sources.models import FindingKind
from sources.operations.register.quotations import Words
from tests.factories import (
    a_citation,
    a_claim,
    a_figure,
    a_page,
    a_party,
    a_quotation,
    an_editor,
    later,
)
from tests.public.captures import a_capture, a_finding

pytestmark = pytest.mark.django_db
URL = "/desk/journal/"


def lines(client: Client, claim: Claim, verb: str) -> list[Any]:
    found = client.get(URL, {"claim": claim.pk}).context["lines"]
    return [line for line in found if line.verb == verb]


def exported(client: Client, claim: Claim, verb: str) -> list[Any]:
    answer = client.get(f"{URL}export/", {"claim": claim.pk, "as": "json"})
    return [row for row in json.loads(answer.content)["lines"] if row["verb"] == verb]


def revise(claim: Claim, **changes: Any) -> None:
    revise_claim(claim=claim, by=claim.created_by, at=later(), reason="Heard again.", **changes)


def test_figures_and_words_that_were_changed_before_a_review(sign_in: Any, editor: Any) -> None:
    army = a_party(name="Army")
    seven = a_figure(best=7, subjects=[army], wording="seven")
    more = a_figure(best=None, low=6, high=8, subjects=[army], qualifier="range", wording="6 to 8")
    claim = a_claim(figures=[seven], statement="Seven.")

    revise(claim, statement="Six to eight.", figures=[more])
    revise(claim, public_note="Second hand.")

    first, second = sorted(
        lines(sign_in(editor), claim, "revised"), key=lambda line: len(line.changes), reverse=True
    )
    said = {change.label: (change.before, change.now) for change in first.changes}
    assert said["Statement"] == ("Seven.", "Six to eight.")
    before, now = said["Figures"]
    assert "Army" in before
    assert "7" in before
    assert "“seven”" in before
    assert "6–8" in now
    assert [change.label for change in second.changes] == ["Public note"]
    assert any(row["changes"] for row in exported(sign_in(editor), claim, "revised"))


def test_what_stood_in_a_draft_and_among_colleagues_is_not_told() -> None:
    draft, claim = a_claim(draft=True), a_claim()

    revise(draft, statement="Other words.")
    revise(claim, internal_note="He lies.")

    assert "changes" not in Event.objects.get(claim_id=draft.pk, verb="revised").data
    assert Event.objects.get(claim_id=claim.pk, verb="revised").data["changes"] == []


def test_words_that_were_quoted_and_mended_since(sign_in: Any, editor: Any) -> None:
    page, claim = a_page(), a_claim()
    quotation = a_quotation(page, "15 wounded guards")
    a_finding(quotation, a_capture(page, "14 wounded guards"), FindingKind.ABSENT)
    citation = a_citation(claim, page=page, quotation=quotation)

    mended = {"words": Words("14 wounded guards"), "reason": "Misread.", "at": later()}
    mend_words(citation=citation, by=editor, **mended)  # type: ignore[arg-type]
    uncite(citation=citation, reason="Wrong page, as was said.", by=editor, at=later(days=1))
    client = sign_in(editor)

    def words(verb: str) -> list[str]:
        (line,) = lines(client, claim, verb)
        return [thing.words for thing in line.things if "wounded" in thing.words]

    assert words("cited") == ["“15 wounded guards”"]
    assert words("words_mended") == ["“14 wounded guards”"]
    assert words("uncited") == ["“14 wounded guards”"]
    (mending,) = lines(client, claim, "words_mended")
    assert [(one.before, one.now) for one in mending.changes] == [
        ("15 wounded guards", "14 wounded guards")
    ]
    (row,) = exported(client, claim, "words_mended")
    assert "15 wounded guards" in str(row["changes"])


def test_words_that_were_quoted_later(sign_in: Any, editor: Any) -> None:
    page, claim = a_page(), a_claim()
    citation = a_citation(claim, page=page)

    quote_cited(
        citation=citation,
        words=Words("15 wounded guards"),
        stance="reports",
        credibility="6",
        by=an_editor(),
        at=later(),
    )
    client = sign_in(editor)

    (cited,), (quoted,) = lines(client, claim, "cited"), lines(client, claim, "words_quoted")
    assert "“15 wounded guards”" not in [thing.words for thing in cited.things]
    assert "“15 wounded guards”" in [thing.words for thing in quoted.things]
    assert quoted.changes == []
