"""Words that are markup, in every field a reader sees, arrive as words."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from selectolax.lexbor import LexborHTMLParser

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
from tests.suites import injections
from tests.suites.outside import Take

BATCHES = 2
OWN = injections.batches(BATCHES)


def words_of(batch: int, outside: Take) -> str:
    """A batch of our cases and of those of others: one text."""
    others = outside("script_injections.json", slice(batch, None, BATCHES))
    return "\n".join([*OWN[batch], *(row["payload"].replace("\x00", "") for row in others)]).strip()


# What our own templates are made of; anything else on a page came out of somebody's words.
# fmt: off
OURS = {
    "html", "head", "meta", "title", "link", "body", "a", "header", "svg", "rect", "nav", "ul",
    "li", "main", "div", "p", "h1", "h2", "h3", "strong", "section", "article", "footer", "span",
    "dl", "dt", "dd", "blockquote", "time", "table", "thead", "tbody", "tr", "th", "td", "ol",
    "circle", "aside", "figure", "figcaption", "mark", "input", "label", "select", "option",
    "button", "form", "search", "details", "summary", "bdi", "script", "ins", "del", "q",
    "code", "pre", "wbr",
}
# fmt: on


@dataclass
class Elements:
    """What a browser makes of a page: elements, and attributes that run something."""

    seen: list[str] = field(default_factory=list)
    running: list[str] = field(default_factory=list)


def elements(page: str) -> Elements:
    found = Elements()
    for node in LexborHTMLParser(page).css("*"):
        found.seen.append(node.tag)
        for name, value in node.attributes.items():
            is_script = (value or "").strip().lower().startswith(("javascript", "data:"))
            leads = name in {"href", "src", "action", "formaction", "srcdoc"} and is_script
            if name.startswith("on") or name == "style" or leads:
                found.running.append(f"{node.tag} {name}={value}")
        if is_foreign(node.tag, {name: value or "" for name, value in node.attributes.items()}):
            found.running.append(f"{node.tag} that no page of ours has")
    return found


def is_foreign(tag: str, attributes: dict[str, str]) -> bool:
    """Whether an element loads, runs or leads on, and is none that our own pages have."""
    match tag:
        case "script":
            is_data = attributes.get("type") == "application/ld+json"
            return not is_data and not attributes.get("src", "").startswith("/static/")
        case "link":
            is_sheet = attributes.get("rel") == "stylesheet"
            return is_sheet and not attributes.get("href", "").startswith("/static/")
        case "meta":
            return "http-equiv" in attributes
        case _:
            return False


def a_scene(words: str) -> Claim:
    """The same words in every field that a person types and a reader sees."""
    party = a_party(words[:200], aliases=[("en", words[:200])], public_note=words)
    incident = an_incident(words[:300], summary=words, public_note=words)
    vague = a_figure(
        best=None,
        qualifier=Qualifier.VAGUE,
        wording=words[:200],
        public_note=words,
        subjects=[party],
    )
    facts = {"incident": incident, "claimant": party, "figures": [vague], "public_note": words}
    spoken = dict.fromkeys(("spokesperson", "spokesperson_role", "channel"), words[:200])
    claim = a_claim(statement=words, **spoken, **facts)
    translate(
        claim=claim, language="fr", text_=words, translator=words[:200], by=claim.created_by, at=AT
    )
    page = a_page(title=words, publisher=a_publisher(words[:200], public_note=words))
    quotation = a_quotation(page, exact=words[:1000], prefix=words[:500], suffix=words[-500:])
    a_capture(page, words, provenance={"said": words}, metadata={"title": words})
    a_citation(claim, page=page, quotation=quotation, locator=words[:200], public_note=words)
    a_hostile_change(page, words)
    a_pair(claim=a_claim(statement=words, **facts), answers=claim, public_note=words)
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


@pytest.mark.parametrize("batch", range(BATCHES))
def test_hostile_words_make_no_element_and_run_nothing(
    read: Read, outside: Take, batch: int
) -> None:
    for path in paths_of(a_scene(words_of(batch, outside))):
        found = elements(read(path))
        assert found.running == [], path
        assert set(found.seen) <= OURS | {"br"}, path  # a line end in a summary is a break
        assert found.seen.count("script") <= 1, path


def test_the_same_words_as_markup_are_seen_to_run() -> None:
    """The watching is worth something: each payload by itself is told from our own markup."""
    seen = {name: elements(payload) for name, payload in injections.PAYLOADS.items()}
    told = {name for name, one in seen.items() if one.running or set(one.seen) - OURS}

    assert len(injections.ALL) > 1_434
    assert {*seen} - told == set()


def test_the_elements_named_as_ours_are_used(read: Read) -> None:
    seen: set[str] = set()
    for path in paths_of(a_scene("harmless")):
        seen.update(elements(read(path)).seen)

    assert sorted(OURS - seen) == []


def test_words_in_the_search_box_stay_in_it(read: Read) -> None:
    page = read("/search/", q='"><script>alert(1)</script>')

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_an_address_that_is_not_http_is_never_a_link(read: Read) -> None:
    page = read("/search/", party="javascript:alert(1)")

    assert elements(page).running == []
