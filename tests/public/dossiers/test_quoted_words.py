"""Quotation marks stand around words that are recorded as said, and around no others."""

from __future__ import annotations

import html
import re
from http import HTTPStatus

import pytest
from django.test import Client

from tests.factories import (
    a_citation,
    a_claim,
    a_figure,
    a_pair,
    a_party,
    a_quotation,
    an_incident,
)

QUOTED = re.compile(r"[“«][ \u00a0\u202f]*dozens[ \u00a0\u202f]*[”»]")
WORDED = [
    ("said in the statement", {"statement": "Dozens died.", "wording": "verbatim"}, "", True),
    ("said on a cited page", {}, "they killed dozens of men", True),
    ("in somebody's paraphrase", {"statement": "It says dozens died."}, "", False),
    ("in another language", {"statement": "Un grand nombre.", "wording": "verbatim"}, "", False),
    ("a part of a word", {"statement": "Dozens-strong: dozenshot.", "wording": "paraphrase"}, "",
     False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "quoted", "is_said"), [row[1:] for row in WORDED], ids=[row[0] for row in WORDED]
)
@pytest.mark.parametrize("language", ["", "/fr", "/ar"])
@pytest.mark.usefixtures("db")
def test_quotation_marks_stand_only_around_what_was_said(
    client: Client, said: dict[str, str], quoted: str, is_said: bool, language: str
) -> None:
    incident, army = an_incident(slug="ford"), a_party("Army", slug="army")
    worded = {"qualifier": "vague", "wording": "dozens", "best": None, "subjects": [army]}
    numbered = {"best": 9, "wording": "dozens", "subjects": [army]}
    figures = [a_figure(**worded), a_figure("wounded", **numbered)]
    claim = a_claim(incident=incident, claimant=army, figures=figures, **said)
    other = a_claim(incident=incident, figures=[a_figure(subjects=[army])])
    pair = a_pair(claim=claim, answers=other)
    if quoted:
        quotation = a_quotation(exact=quoted)
        a_citation(claim, page=quotation.page, quotation=quotation)

    for address in (
        *("/incidents/ford/", f"/claims/{claim.pk}/", f"/pairs/{pair.pk}/", "/parties/army/"),
        *("/feeds/claims.atom", f"/embed/claims/{claim.pk}/", "/search/?kind=claim"),
    ):
        answer = client.get(language + address)
        assert answer.status_code == HTTPStatus.OK, address
        page = html.unescape(answer.content.decode())
        assert bool(QUOTED.search(page)) is is_said, address
