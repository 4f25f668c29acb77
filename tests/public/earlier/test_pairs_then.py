"""`?as_of=` of a pair: both claims face to face as they stood, with what they rested on."""

from __future__ import annotations

from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from claims.models import Citation, Claim, Counterclaim
from claims.operations.cite import mend_words, uncite
from claims.operations.contest import retract
from claims.operations.mending.edit import mend_incident
from sources.models import Confirmation, FindingKind
from sources.operations.register.quotations import Words
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_correction,
    a_page,
    a_pair,
    a_party,
    a_quotation,
    a_verdict,
    an_editor,
    later,
)
from tests.house.database import rows
from tests.markup import folded
from tests.public.captures import a_capture, a_finding
from tests.public.conftest import Read
from tests.public.earlier.sameness import without_moment
from tests.public.earlier.scenes import AGAIN, DAY, NEXT_DAY, SAID, killed, part, revised, two_sides
from tests.public.looks import a_change, a_quoted_page

BY_EDITOR: dict[str, Any] = {"reason": "It came to light."}


def path_of(pair: Counterclaim) -> str:
    return f"/pairs/{pair.pk}/"


@pytest.fixture
def pair(db: None) -> Counterclaim:
    """The rebels answer the army; both claims are under review."""
    army, rebels = two_sides()
    return a_pair(claim=rebels, answers=army, by=an_editor(), **BY_EDITOR)


def a_checked_citation(claim: Claim, exact: str, **why: Any) -> Citation:
    """The claim quotes words that the copy of the page does not have."""
    page = a_page(title="Morning")
    quotation = a_quotation(page, exact)
    a_finding(quotation, a_capture(page, "Twelve men were killed."), FindingKind.ABSENT)
    a_citation(page=page)  # so that readers may see the page whatever becomes of this citation
    return a_citation(claim, page=page, quotation=quotation, **why)


def a_mended_pair(exact: str) -> Counterclaim:
    """A judged claim with an answer, that quotes other words since the next day."""
    claim = a_claim()
    citation = a_checked_citation(claim, exact)
    a_verdict(claim)
    pair = a_pair(answers=claim, by=an_editor(), **BY_EDITOR)
    mended = {"words": Words(exact="Twelve men"), "reason": "Misread.", "at": later(days=1)}
    mend_words(citation=citation, by=an_editor(), **mended)  # type: ignore[arg-type]
    return pair


def test_figures_and_what_differs_are_those_of_then(read: Read, pair: Counterclaim) -> None:
    revised(pair.claim, figures=killed(9, pair.claim.claimant), made_on=SAID)

    then, now = read(path_of(pair), **DAY), read(path_of(pair))

    for css in ("h1", "article.pair", ".figure-row .value"):
        assert " 7" in part(then, css)
        assert " 9" not in part(then, css)
        assert " 9" in part(now, css)
    assert "27 February 2026" in part(then, ".differences")
    assert "27 February 2026" not in part(now, ".differences")
    assert without_moment(read(path_of(pair), **NEXT_DAY)) == without_moment(now)


def test_words_are_those_that_were_quoted(read: Read) -> None:
    path = path_of(a_mended_pair("twenty men"))

    then, after = (part(read(path, **day), ".quoted mark") for day in (DAY, NEXT_DAY))

    assert (then, after) == ("twenty men", "Twelve men")


def test_words_that_are_hidden_today_are_not_shown_of_then(read: Read) -> None:
    pair = a_mended_pair("the name of a witness")
    claim = pair.answers
    then = (path_of(pair), f"/claims/{claim.pk}/")
    asked = [*((path, DAY) for path in then), (f"/claims/{claim.pk}/versions/1/", {})]
    for path, day in asked:
        assert "the name of a witness" in read(path, **day), path
    page = claim.citations.get().page
    brought = a_capture(page, cause="deposited", outcome="deposited")
    rows.withholding(capture=brought, hides_page=False)

    for path, day in asked:
        shown = folded(read(path, **day))
        assert "the name of a witness" not in shown, path
        assert "1 source that stood here is not shown" in shown, path


def test_a_mismatch_is_being_checked_until_it_was_confirmed(read: Read, pair: Counterclaim) -> None:
    quotation = a_checked_citation(
        pair.answers, "twenty men", by=an_editor(), **BY_EDITOR
    ).quotation
    assert quotation is not None
    Confirmation.objects.create(
        quotation=quotation, reason="Seen.", by=quotation.added_by, at=later(days=1)
    )

    then, after = (part(read(path_of(pair), **day), ".finding") for day in (DAY, NEXT_DAY))

    assert "Being checked" in then
    assert "Not found in the sealed copy." in after


def test_what_was_added_after_the_verdict_says_so_from_then_on(read: Read) -> None:
    verdict = a_verdict(a_claim())
    pair = a_pair(answers=verdict.claim, by=an_editor(), **BY_EDITOR)
    a_citation(verdict.claim, by=an_editor(), at=later(days=1), **BY_EDITOR)
    told = "Added later than what the verdict judged: 2 March 2026"

    pages = [folded(read(path_of(pair), **day)) for day in (DAY, NEXT_DAY)]

    assert [told in page for page in pages] == [False, True]


def test_a_changed_number_is_told_from_the_day_on_which_it_was_found(read: Read) -> None:
    page = a_quoted_page()
    pair = a_pair(answers=page.citations.get().claim)
    a_change(page, at=later(days=1))
    told = "a number in a cited page was changed"

    assert [told in folded(read(path_of(pair), **day)) for day in (DAY, NEXT_DAY)] == [False, True]


def test_where_it_is_not_known_what_one_said_nothing_is_compared(read: Read) -> None:
    pair = a_pair()
    revised(pair.claim, statement="Thirty men were killed.")

    page = read(path_of(pair), **DAY)

    assert "What it said then cannot be shown." in folded(page)
    assert "Twenty men were killed." in page
    assert "compared" not in page


def test_links_keep_the_moment(read: Read, pair: Counterclaim) -> None:
    page = read(path_of(pair), **DAY)

    links = {node.attributes["href"] or "" for node in LexborHTMLParser(page).css("main a")}

    moment = "?as_of=2026-03-01T23%3A59%3A59.999999%2B00%3A00"
    assert f"/claims/{pair.claim_id}/{moment}#evidence" in links
    assert f"/incidents/{pair.claim.incident.slug}/{moment}#pairs" in links
    assert path_of(pair) in links


def test_it_is_offered_to_nobody_as_the_page_to_list_or_to_share(
    read: Read, pair: Counterclaim
) -> None:
    then, now = (LexborHTMLParser(read(path_of(pair), **day)).css for day in (DAY, {}))

    for css in ("link[rel=canonical]", "meta[property='og:image']"):
        assert now(css), css
        assert not then(css), css
    assert then("meta[name=robots][content=noindex]")


def test_everything_that_happened_since_leaves_the_page_as_it_was(
    read: Read, pair: Counterclaim
) -> None:
    citation = a_checked_citation(pair.answers, "twenty men", by=an_editor(), **BY_EDITOR)
    rows.grade(publisher=citation.page.publisher, at=AT)
    judged = a_verdict(a_claim(claimant=pair.claim.claimant, made_on=AGAIN))
    other = a_pair(answers=judged.claim, claim=pair.claim, by=an_editor(), **BY_EDITOR)
    paths = [path_of(pair), path_of(other)]
    before = [without_moment(read(path)) for path in paths]

    by = an_editor()
    army, rebels = pair.answers, pair.claim
    revised(army, figures=killed(30, rebels.claimant), made_on=AGAIN)
    revised(rebels, claimant=a_party(), statement="All of them died.", language="fr")
    a_correction(judged, rating="refuted", summary="No.", reason="A list was found.")
    uncite(citation=citation, reason="Another page was meant.", by=by, at=later(days=1))
    a_citation(rebels, by=by, at=later(days=1), **BY_EDITOR)
    a_capture(citation.page, "Seven.", at=later(days=1))
    rows.grade(publisher=citation.page.publisher, grade="E", at=later(days=1))
    facts = {"start": SAID, "end": AGAIN, "reason": "A slip.", "by": by, "at": later(days=1)}
    mend_incident(incident=army.incident, title="Raid at noon", **facts)  # type: ignore[arg-type]
    retract(counterclaim=pair, reason="Of another day.", by=by, at=later(days=1))

    for path, stood in zip(paths, before, strict=True):
        assert without_moment(read(path, **DAY)).split("><") == stood.split("><")
    assert without_moment(read(paths[1])) not in before
    assert without_moment(read(paths[1], **NEXT_DAY)) == without_moment(read(paths[1]))
