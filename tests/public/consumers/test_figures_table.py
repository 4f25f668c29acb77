"""The figures of a dossier as a file: what its drawings show, and nothing that a sheet runs."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.models import Claim
from tests.factories import (
    a_claim,
    a_claim_judged_by_figure,
    a_figure,
    a_party,
    a_verdict,
    an_incident,
    later,
)

pytestmark = pytest.mark.django_db


def table(client: Client, claim: Claim, before: str = "") -> list[dict[str, str]]:
    answer = client.get(f"{before}/incidents/{claim.incident.slug}/figures.csv")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].endswith(f'filename="{claim.incident.slug}.csv"')
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_each_figure_is_a_row_with_whose_it_is_and_where_it_is_said(client: Client) -> None:
    army, incident = a_party("The army"), an_incident()
    claim = a_claim(
        incident=incident,
        figures=[
            a_figure(
                "killed",
                20,
                subjects=[army],
                low=12,
                high=30,
                qualifier="range",
                wording="some twenty",
            )
        ],
    )
    a_claim(incident=incident, figures=[a_figure("killed", 3, subjects=[army])])

    rows = table(client, claim)

    assert [row["best"] for row in rows] == ["3", "20"]
    said = rows[1]
    assert (said["row"], said["measure"], said["whose"]) == ("figure", "killed", "The army")
    assert (said["low"], said["high"], said["qualifier"]) == ("12", "30", "range")
    assert (said["as_worded"], said["exercise"]) == ("some twenty", "no")
    assert said["dossier"] == incident.slug
    assert said["who"] == claim.claimant.short_name
    assert said["claim"].endswith(f"/claims/{claim.pk}/")


def test_what_a_verdict_found_is_a_row_of_its_own(client: Client) -> None:
    claim = a_claim_judged_by_figure((10, 47))
    a_verdict(claim)

    figure, found = table(client, claim)

    assert figure["row"] == "figure"
    assert (found["row"], found["low"], found["best"], found["high"]) == (
        "verdict",
        "10",
        "",
        "47",
    )
    assert (found["who"], found["remark"]) == ("Reviewers found", "Supported")
    assert found["said_on"] == "2026-03-01"


def test_columns_are_the_same_in_every_language_and_words_are_not(client: Client) -> None:
    claim = a_claim()

    english, french = table(client, claim)[0], table(client, claim, "/fr")[0]

    assert english.keys() == french.keys()
    assert english["counts"] != french["counts"]


def test_no_name_is_taken_for_a_formula(client: Client) -> None:
    claim = a_claim(claimant=a_party("=HYPERLINK(1)"))

    assert table(client, claim)[0]["who"] == "'=HYPERLINK(1)"


def test_it_takes_as_many_queries_for_many_claims(client: Client) -> None:
    incident = an_incident()
    claim = a_claim(incident=incident)
    table(client, claim)
    counts = []
    for _ in range(2):
        for _ in range(4):
            a_claim(incident=incident, claimant=a_party())
        with CaptureQueriesContext(connection) as asked:
            table(client, claim)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_as_of_a_moment_it_is_the_table_of_then(client: Client) -> None:
    claim = a_claim()
    a_claim(incident=claim.incident, at=later(days=2))
    address = f"/incidents/{claim.incident.slug}/figures.csv"

    then = client.get(address, {"as_of": later(days=1).isoformat()}).content.decode("utf-8-sig")
    page = client.get(f"/incidents/{claim.incident.slug}/?as_of=2026-03-02").content.decode()

    assert len(then.splitlines()) == 2
    assert len(table(client, claim)) == 2
    assert f'href="{address}?as_of=' in page
    before = client.get(address, {"as_of": later(days=-30).isoformat()})
    assert before.status_code == 404


def test_a_dossier_that_is_not_public_has_none(client: Client) -> None:
    assert client.get("/incidents/no-such-dossier/figures.csv").status_code == 404
