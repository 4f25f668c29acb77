"""No text of the material in another language stands unmarked on a public page (WCAG 3.1.2)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from claims.models import Counterclaim
from claims.operations.matching.index import index_everything
from tests.factories import a_claim, a_figure, a_pair, a_party, a_verdict, an_incident
from tests.public.conftest import Read
from tracker.base.values.partial_date import PartialDate

MATERIAL = {
    "title": "Attack on the border post at the ford",
    "summary": "The army says that it held the post; others say that it was taken.",
    "incident note": "The day of the attack is not known from any of the reports.",
    "claimant": "The Army of the Republic and of its People",
    "loser": "The Guards of the Valley and of the Mountains",
    "statement": "The army held the post and has counted the dead of the other side.",
    "claim note": "This was said by the spokesperson in the evening of the day.",
    "part": "only those who were left behind at the post",
    "figure note": "The number was given without the names of the dead.",
    "words": "a large number of the men who were there",
    "pair note": "The one counts the same men as the other has done.",
    "verdict": "Both sides published pictures that show the same place.",
}
_MUTE = {"title", "option", "script", "style", "code"}
"""What has no elements within it, or is not read out; markup to be copied."""


@pytest.fixture
def pair(db: None) -> Counterclaim:
    said = MATERIAL
    incident = an_incident(
        said["title"], slug="ford", summary=said["summary"], public_note=said["incident note"]
    )
    loser, army = a_party(said["loser"]), a_party(said["claimant"])
    kept = {"subjects": [loser], "part": said["part"]}
    vague = a_figure(
        "wounded", best=None, qualifier="vague", wording=said["words"], subjects=[loser]
    )
    fields = {"incident": incident, "statement": said["statement"], "language": "en"}
    few = a_claim(
        claimant=army,
        figures=[a_figure(best=10, public_note=said["figure note"], **kept), vague],
        public_note=said["claim note"],
        made_on=PartialDate.parse("2026-02-03"),
        **fields,
    )
    many = a_claim(
        figures=[a_figure(best=None, low=47, qualifier="at_least", **kept), vague], **fields
    )
    a_claim(claimant=army, figures=[a_figure(best=11, **kept)], **fields)
    found = a_pair(claim=many, answers=few, public_note=said["pair note"])
    a_verdict(few, summary=said["verdict"])
    return found


def text_nodes(page: str) -> Iterator[tuple[LexborNode, str]]:
    for node in LexborHTMLParser(page).root.traverse(include_text=True):
        if node.tag == "-text" and node.parent is not None and node.parent.tag not in _MUTE:
            yield node, " ".join((node.text_content or "").split())


def language_of(node: LexborNode) -> str:
    above = node.parent
    while above is not None:
        if lang := above.attributes.get("lang"):
            return lang
        above = above.parent
    return ""


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_it_is_marked_wherever_it_stands(read: Read, pair: Counterclaim, language: str) -> None:
    index_everything()
    claim = pair.answers
    loser = claim.figures.first().subjects.get()
    paths = [
        "/",
        "/incidents/",
        "/incidents/ford/",
        "/parties/",
        f"/parties/{claim.claimant.slug}/",
        f"/parties/{loser.slug}/",
        f"/claims/{claim.pk}/",
        f"/pairs/{pair.pk}/",
        "/search/",
        "/search/?kind=claim&sort=widest",
        "/embed/incidents/ford/",
        f"/embed/claims/{claim.pk}/",
        f"/embed/pairs/{pair.pk}/",
    ]
    seen, bare = set(), []
    for path in paths:
        for node, text in text_nodes(read(f"/{language}{path}")):
            for what, words in MATERIAL.items():
                if words in text:
                    seen.add(what)
                    if language_of(node) != "en":
                        bare.append((path, what, node.parent.tag, text))
    assert not bare, "\n".join(map(str, bare))
    assert seen == MATERIAL.keys()
