"""Words that are markup, in every field a reader sees, arrive as words."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from claims.models import Claim
from claims.operations.record import translate
from claims.rules.figures import Qualifier
from sources.models import Page, Recheck
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_figure,
    a_page,
    a_pair,
    a_party,
    a_publisher,
    a_quotation,
    a_verdict,
    an_incident,
)
from tests.public.captures import a_capture
from tests.public.conftest import Read
from tests.public.looks import a_change, a_look

SUITE = Path(__file__).resolve().parents[4] / "shared" / "suites" / "script_injections.json"
BATCHES = 8


def payloads() -> list[str]:
    """Some of ours, and the whole suite in a few batches; each batch is one text."""
    ours = '<script>alert(1)</script>"><img src=x onerror=alert(1)> {{ 7 }} javascript:1'
    if not SUITE.exists():
        return [ours]
    rows = [row["payload"] for row in json.loads(SUITE.read_text(encoding="utf-8"))]
    usable = [row.replace("\x00", "") for row in rows]
    return [ours, *("\n".join(usable[start::BATCHES]).strip() for start in range(BATCHES))]


# What our own templates are made of; anything else on a page came out of somebody's words.
# fmt: off
OURS = {
    "html", "head", "meta", "title", "link", "body", "a", "header", "svg", "rect", "nav", "ul",
    "li", "main", "div", "p", "h1", "h2", "h3", "strong", "section", "article", "footer", "span",
    "dl", "dt", "dd", "blockquote", "time", "table", "thead", "tbody", "tr", "th", "td", "ol",
    "circle", "aside", "figure", "figcaption", "mark", "input", "label", "select", "option",
    "button", "form", "search", "details", "summary", "bdi", "script", "ins", "del", "q",
}
# fmt: on


class Elements(HTMLParser):
    """Counts what a browser would make of a page: elements, and attributes that run something."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[str] = []
        self.running: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.running.append(f"{tag} {name}")
            if name in {"href", "src", "action"} and (value or "").lower().startswith("javascript"):
                self.running.append(f"{tag} {name}={value}")


def elements(page: str) -> Elements:
    parser = Elements()
    parser.feed(page)
    return parser


def a_scene(words: str) -> Claim:
    """The same words in every field that a person types and a reader sees."""
    party = a_party(words[:200], aliases=[("en", words[:200])], note=words)
    incident = an_incident(words[:300], summary=words, note=words)
    vague = a_figure(
        best=None, qualifier=Qualifier.VAGUE, wording=words[:200], note=words, subjects=[party]
    )
    facts = {"incident": incident, "claimant": party, "figures": [vague], "note": words}
    claim = a_claim(statement=words, spokesperson=words[:200], **facts)
    translate(
        claim=claim, language="fr", text_=words, translator=words[:200], by=claim.created_by, at=AT
    )
    page = a_page(title=words, publisher=a_publisher(words[:200], note=words))
    quotation = a_quotation(page, exact=words[:1000], prefix=words[:500], suffix=words[-500:])
    a_capture(page, words, provenance={"said": words}, metadata={"title": words})
    a_citation(claim, page=page, quotation=quotation, locator=words[:200], note=words)
    a_hostile_change(page, words)
    a_pair(claim=a_claim(statement=words, **facts), answers=claim, note=words)
    a_verdict(claim, summary=words)
    return claim


def a_hostile_change(page: Page, words: str) -> None:
    """A number altered amid the words, told in every way a comparison can be told."""
    number = a_quotation(page, exact="killed 12 men")
    a_citation(page=page, quotation=number)
    a_look(page, f"{words} killed 12 men {words}", at=AT)
    a_change(page, now=f"{words} killed 7 men {words} {words[:50]}")
    told = {"kind": "number", "before": words[:200], "now": words[-200:]}
    runs = [[kind, words[:300], " ", True] for kind in ("same", "removed", "added")]
    entry = {"quotation": number.pk, "change": "altered", "number_altered": True}
    entry |= {"before": words, "now": words, "differences": [told], "passage": runs}
    earlier, later = page.captures.order_by("requested_at")[:2]
    Recheck.objects.create(
        page=page,
        earlier=later,
        later=earlier,
        kind="quotation_altered",
        number_altered=True,
        quotations=[entry],
        at=AT,
    )


def paths_of(claim: Claim) -> list[str]:
    citation = claim.citations.get()
    return [
        "/",
        f"/incidents/{claim.incident.slug}/",
        f"/claims/{claim.pk}/",
        f"/pairs/{claim.countered_by.get().pk}/",
        f"/evidence/{citation.page_id}/",
        f"/evidence/captures/{citation.page.captures.earliest('requested_at').pk}/",
        *(f"/changes/{change.pk}/" for change in citation.page.rechecks.all()),
        "/changes/",
        f"/parties/{claim.claimant.slug}/",
        f"/publishers/{citation.page.publisher.slug}/",
        "/search/",
    ]


@pytest.mark.skipif(not SUITE.exists(), reason="the shared suites are not beside this clone")
def test_the_whole_suite_is_tried() -> None:
    assert sum(len(batch.splitlines()) for batch in payloads()) > 1_000


@pytest.mark.parametrize("words", payloads(), ids=lambda words: f"{len(words)} letters")
def test_hostile_words_make_no_element_and_run_nothing(read: Read, words: str) -> None:
    words = words.strip()
    for path in paths_of(a_scene(words)):
        found = elements(read(path))
        assert found.running == [], path
        assert set(found.seen) <= OURS | {"br"}, path  # a line end in a summary is a break
        assert found.seen.count("script") <= 1, path


def test_the_elements_named_as_ours_are_used(read: Read) -> None:
    seen: set[str] = set()
    for path in paths_of(a_scene("harmless")):
        seen.update(elements(read(path)).seen)

    assert sorted(OURS - seen) == []


def test_words_in_the_search_box_stay_in_it(read: Read) -> None:
    page = read("/search/", q='"><script>alert(1)</script>')

    assert "<script>alert" not in page


def test_an_address_that_is_not_http_is_never_a_link(read: Read) -> None:
    page = read("/search/", party="javascript:alert(1)")

    assert elements(page).running == []
