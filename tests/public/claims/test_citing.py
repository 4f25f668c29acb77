"""How a claim is cited: a line, BibTeX and CSL-JSON, with its verdict, its version and its days."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from claims.models import Claim
from claims.operations.record import revise_claim, withdraw
from tests.factories import (
    a_claim,
    a_correction,
    a_party,
    a_verdict,
    an_editor,
    an_incident,
    later,
)
from tests.markup import folded
from tests.public.conftest import Read
from tracker.base.writing.days import written_date

pytestmark = pytest.mark.django_db

HOSTILE = 'He said: "50% {of} them & {more" \\end{document} $x_1^2$ ~ #7}\nnext'


def a_published_claim(**facts: Any) -> Claim:
    claim = a_claim(claimant=a_party("Movement of the Ford"), **facts)
    a_verdict(claim)
    return claim


def test_the_page_shows_the_reference_with_version_and_days(read: Read) -> None:
    claim = a_published_claim(statement="Twenty men were killed.")

    page = folded(read(f"/claims/{claim.pk}/").replace("<wbr>", ""))

    assert (
        "Counterclaim: Claim by Movement of the Ford: Twenty men were killed. "
        "Verdict: Supported. Version 1, 1 March 2026. "
        f"http://localhost:8000/claims/{claim.pk}/versions/1/ (accessed "
    ) in page
    assert f'href="/claims/{claim.pk}/versions/1/"' in page
    for ending in ("txt", "bib", "json"):
        assert f'href="/claims/{claim.pk}/versions/1/cite.{ending}"' in page


def test_csl_json_says_the_same(client: Client) -> None:
    claim = a_published_claim()

    before = timezone.localdate()
    answer = client.get(f"/claims/{claim.pk}/versions/1/cite.json")
    days = (before, timezone.localdate())

    (item,) = json.loads(answer.content)
    assert answer["Content-Type"] == "application/vnd.citationstyles.csl+json"
    assert item["issued"] == {"date-parts": [[2026, 3, 1]]}
    assert item["accessed"] in [{"date-parts": [[d.year, d.month, d.day]]} for d in days]
    assert item["URL"] == f"http://localhost:8000/claims/{claim.pk}/versions/1/"
    assert (item["type"], item["version"]) == ("webpage", "1")
    assert item["author"] == [{"literal": "Counterclaim"}]
    assert item["note"] == "Verdict: Supported"


def fields_of(entry: str) -> dict[str, str]:
    """The fields of one entry, read as BibTeX reads them: braces are counted, escaped or not."""
    head = re.match(r"@misc\{([a-z0-9]+),\n", entry)
    assert head is not None
    found, rest = {}, entry[head.end() :]
    while match := re.match(r"\s*(\w+) = ", rest):
        rest = rest[match.end() :]
        if rest[0] != "{":
            value, _, rest = rest.partition(",")
            found[match[1]] = value
            continue
        depth = end = 0
        for end, character in enumerate(rest):  # noqa: B007 - read after the loop
            depth += (character == "{") - (character == "}")
            if depth == 0:
                break
        found[match[1]] = rest[1:end]
        rest = rest[end + 1 :].removeprefix(",")
    assert rest == "\n}\n"
    return found


def test_bibtex_is_read_back_whatever_the_statement_holds(client: Client) -> None:
    claim = a_published_claim(statement=HOSTILE)

    before = timezone.localdate()
    entry = client.get(f"/claims/{claim.pk}/versions/1/cite.bib").content.decode()
    days = (before, timezone.localdate())

    fields = fields_of(entry)
    assert fields["title"] == (
        r"{Claim by Movement of the Ford: He said: "
        r'"50\% \textbraceleft{}of\textbraceright{} them \& \textbraceleft{}more" '
        r"\textbackslash{}end\textbraceleft{}document\textbraceright{} "
        r"\$x\_1\textasciicircum{}2\$ \textasciitilde{} \#7\textbraceright{} next}"
    )
    assert (fields["date"], fields["year"], fields["month"]) == ("2026-03-01", "2026", "mar")
    assert fields["version"] == "1"
    assert fields["urldate"] in [day.isoformat() for day in days]
    assert fields["url"].endswith(f"/claims/{claim.pk}/versions/1/")


def test_without_a_verdict_the_claim_is_cited_as_of_the_day(client: Client) -> None:
    claim, today = a_claim(), timezone.localdate()

    line = client.get(f"/claims/{claim.pk}/cite.txt").content.decode()
    (item,) = json.loads(client.get(f"/claims/{claim.pk}/cite.json").content)

    assert f"No verdict yet. {written_date(today)}." in line
    assert "Version" not in line
    assert item["URL"] == f"http://localhost:8000/claims/{claim.pk}/?as_of={today.isoformat()}"
    assert "version" not in item
    assert "version" not in fields_of(client.get(f"/claims/{claim.pk}/cite.bib").content.decode())


def test_a_claim_is_cited_with_the_verdict_in_force(client: Client) -> None:
    verdict = a_correction(rating="refuted", summary="It is not so.", reason="A list was found.")

    line = client.get(f"/claims/{verdict.claim_id}/cite.txt").content.decode()

    assert "Verdict: Refuted. Version 2, 2 March 2026." in line


def test_an_earlier_version_is_cited_as_it_was(client: Client, read: Read) -> None:
    claim = a_published_claim(statement="Twenty men were killed.")
    revise_claim(
        claim=claim,
        statement="Thirty men were killed.",
        reason="A slip.",
        by=an_editor(),
        at=later(days=1),
    )

    line = client.get(f"/claims/{claim.pk}/versions/1/cite.txt").content.decode()

    assert "Twenty men were killed." in line
    page = folded(read(f"/claims/{claim.pk}/"))
    assert "Cite what was judged:" in page
    assert "Thirty" not in LexborHTMLParser(page).css_first(".cite").text()


def test_only_the_claimants_own_words_stand_in_quotation_marks(client: Client) -> None:
    spoken = a_claim(statement="We lost nobody.", wording="verbatim")
    silent = a_claim(statement="No word on losses.", nature="silence")

    said, unsaid = (
        client.get(f"/claims/{claim.pk}/cite.txt").content.decode() for claim in (spoken, silent)
    )

    assert f"Claim by {spoken.claimant.name}: “We lost nobody”. No verdict yet." in said
    assert f"Conduct or silence of {silent.claimant.name}: No word on losses. No verdict" in unsaid


def test_an_exercise_and_a_demonstration_are_cited_as_such(client: Client) -> None:
    exercise = a_published_claim(incident=an_incident(is_exercise=True))
    shown = a_verdict(by=an_editor(is_demonstration=True)).claim

    invented = client.get(f"/claims/{exercise.pk}/cite.txt").content.decode()
    demonstrated = client.get(f"/claims/{shown.pk}/cite.txt").content.decode()

    assert "Exercise: Claim by" in invented
    assert "Exercise verdict: Supported" in invented
    assert "Demonstration verdict: Supported" in demonstrated


def test_what_is_not_public_is_not_cited(client: Client) -> None:
    hidden, gone = a_claim(released=False), a_published_claim()
    withdraw(claim=gone, reason="Entered twice, as was said.", by=an_editor(), at=later(days=1))

    for ending in ("txt", "bib", "json"):
        assert client.get(f"/claims/{hidden.pk}/cite.{ending}").status_code == 404
        for path in ("cite", "versions/1/cite"):
            answer = client.get(f"/claims/{gone.pk}/{path}.{ending}")
            assert answer.status_code == 410
            assert gone.statement not in answer.content.decode()
    assert client.get(f"/claims/{a_claim().pk}/cite.exe").status_code == 404
