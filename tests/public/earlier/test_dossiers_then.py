"""`?as_of=` of a dossier: the whole page is computed with what stood then."""

from __future__ import annotations

import pytest
from django.utils.connection import ConnectionDoesNotExist
from selectolax.lexbor import LexborHTMLParser

from claims.operations.cite import uncite
from claims.operations.contest import contest, retract
from claims.operations.mending.edit import mend_incident
from claims.operations.mending.merge import merge_things
from claims.operations.record import record_place, withdraw
from claims.operations.reviews.rounds import reopen
from claims.reads.journal.dossiers import DossierThen, dossier_then
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_claim_judged_by_figure,
    a_correction,
    a_page,
    a_pair,
    a_party,
    a_verdict,
    an_assignment,
    an_editor,
    an_incident,
    later,
)
from tests.house.database import rows
from tests.markup import folded
from tests.public.captures import a_capture
from tests.public.conftest import Read
from tests.public.earlier.sameness import without_moment
from tests.public.earlier.scenes import (
    AGAIN,
    DAY,
    NEXT_DAY,
    SAID,
    killed,
    part,
    path_of,
    revised,
    two_sides,
)
from tests.public.looks import a_change, a_quoted_page
from tracker.base.values.partial_date import PartialDate


def parts(page: str) -> list[str]:
    """What is computed with figures: the sentence, table, drawings, pairs and dates."""
    selectors = (".opening", "table.matrix", "section.figures", ".pair-line", "ol.timeline")
    return [part(page, css) for css in selectors]


def test_a_figure_is_computed_with_as_it_was(read: Read) -> None:
    army, rebels = two_sides()
    a_pair(claim=rebels, answers=army, by=an_editor(), reason="Both count the same.")
    revised(rebels, figures=killed(9, rebels.claimant))
    path = path_of(army.incident)

    then, now = parts(read(path, **DAY)), parts(read(path))

    assert [" 7" in said for said in then] == [True] * 5
    assert [" 9" in said for said in then] == [False] * 5
    assert [" 9" in said for said in now] == [True] * 5
    assert parts(read(path, **NEXT_DAY)) == now


def test_a_figure_that_was_deleted_since_is_there(read: Read) -> None:
    army, _rebels = two_sides()
    revised(army, figures=[])
    path = path_of(army.incident)

    assert "20" in part(read(path, **DAY), "table.matrix")
    assert "20" not in part(read(path), "table.matrix")


def test_pairs_are_those_of_then(read: Read) -> None:
    army, rebels = two_sides()
    why = {"by": an_editor(), "reason": "Both count the same."}
    pair = a_pair(claim=rebels, answers=army, public_note="Of the first day.", **why)
    retract(counterclaim=pair, reason="Of another day.", by=an_editor(), at=later(days=1))
    path = path_of(army.incident)

    then, now = read(path, **DAY), read(path)

    assert "Of the first day." in part(then, ".pair-line")
    assert "2 claims, 2 claimants, 1 pair" in folded(then)
    assert "The rebels in answer to The army" in part(then, ".pair-line")
    assert "pair-line" not in now
    assert "pair-line" not in read(path, **NEXT_DAY)


def test_a_pair_that_was_added_later_is_not_there(read: Read) -> None:
    pair = a_pair()
    type(pair).objects.filter(pk=pair.pk).update(added_at=later(days=1))
    path = path_of(pair.claim.incident)

    assert "pair-line" not in read(path, **DAY)
    assert "pair-line" in read(path, **NEXT_DAY)


def test_an_answer_to_a_claim_of_another_dossier_is_there_with_what_that_said(read: Read) -> None:
    army, rebels = two_sides()
    # Named: what others are called has a running number in it.
    figures = killed(30, rebels.claimant)
    other = a_claim(claimant=a_party("The corps"), figures=figures, made_on=SAID)
    an_assignment(other)
    a_pair(claim=army, answers=other, by=an_editor(), reason="They differ, as was said.")
    revised(other, figures=killed(40, rebels.claimant))

    then = part(read(path_of(army.incident), **DAY), ".pair-line")

    assert "30" in then
    assert "40" not in then


def test_a_verdict_is_found_from_its_day_on_and_the_one_of_then_is_in_force(read: Read) -> None:
    claim = a_claim_judged_by_figure((10, 14))
    verdict = a_verdict(claim, at=later(days=1))
    figure = claim.figures.get()
    a_correction(
        verdict,
        rating="refuted",
        figure=figure,
        low=2,
        high=3,
        reason="A list, as was said.",
        at=later(days=2),
    )
    path = path_of(claim.incident)

    days = [read(path, as_of=f"2026-03-0{day}") for day in (1, 2, 3)]

    tables = [part(page, "table.matrix") for page in days]
    assert ["10 to 14" in table for table in tables] == [False, True, False]
    assert ["2 to 3" in table for table in tables] == [False, False, True]
    dates = [part(page, "ol.timeline") for page in days]
    assert ["Supported" in said for said in dates] == [False, True, True]
    assert ["Refuted" in said for said in dates] == [False, False, True]
    assert "Reviewers have not published a verdict" in part(days[0], ".opening")
    assert "Reviewers found 10 to 14 supported." in part(days[1], ".opening")


def test_that_a_claim_is_reviewed_again_is_not_said_before_it_was(read: Read) -> None:
    claim = a_claim_judged_by_figure((10, 14))
    a_verdict(claim)
    claim.refresh_from_db()
    reopen(claim=claim, reason="New evidence, as was said.", by=an_editor(), at=later(days=1))
    again = "This claim is being reviewed again."

    pages = [read(path_of(claim.incident), **day) for day in (DAY, NEXT_DAY)]

    assert [again in part(page, ".opening") for page in pages] == [False, True]


def test_a_claim_that_was_not_under_review_yet_says_so(read: Read) -> None:
    claim = a_claim()
    an_assignment(claim, at=later(days=1))

    pages = [read(path_of(claim.incident), **day) for day in (DAY, NEXT_DAY)]

    said = [part(page, ".claim-card") for page in pages]
    assert ["under review" in each for each in said] == [False, True]


def test_sources_are_those_of_then_as_far_as_they_are_shown_today(read: Read) -> None:
    claim = a_claim()
    gone, hidden, _later_one = (
        a_citation(claim, page=a_page(title=title), at=at)
        for title, at in (("Morning", AT), ("Noon", AT), ("Evening", later(days=1)))
    )
    a_citation(page=gone.page)  # so that readers may see the page today
    uncite(citation=gone, reason="Another page was meant.", by=an_editor(), at=later(days=1))
    path = path_of(claim.incident)
    assert "Noon" in part(read(path, **DAY), ".page-list")
    rows.withholding(capture=a_capture(hidden.page), hides_page=True)

    then, now = (part(read(path, **day), ".page-list") for day in (DAY, NEXT_DAY))

    assert [title in then for title in ("Morning", "Noon", "Evening")] == [True, False, False]
    assert [title in now for title in ("Morning", "Noon", "Evening")] == [False, False, True]
    assert "1 report from 1 origin" in folded(read(path, **DAY))


def test_copies_are_those_that_had_been_sealed(read: Read) -> None:
    citation = a_citation()
    page = citation.page
    a_capture(page, "Twelve.", at=later(hours=1))
    a_capture(page, "Seven.", at=later(hours=2), finished_at=later(days=1))
    a_capture(page, "Six.", at=later(days=2))
    path = path_of(citation.claim.incident)

    moments = [later(minutes=1), later(hours=1), later(hours=3), later(days=1), later(days=3)]
    stamps = [part(read(path, as_of=at.isoformat()), ".capture-stamp") for at in moments]

    assert "Not yet captured" in stamps[0]
    assert "Sealed copy 1 March 2026, 13:00" in stamps[1]
    assert stamps[2] == stamps[1]
    assert "Changed since the copy before 2 March 2026" in stamps[3]
    assert "Changed since the copy before 3 March 2026" in stamps[4]


def test_a_changed_number_is_told_from_the_day_on_which_it_was_found(read: Read) -> None:
    page = a_quoted_page()
    a_change(page, at=later(days=1))
    path = path_of(page.citations.get().claim.incident)

    for told in ("a number in a cited page was changed", "page since altered"):
        assert [told in folded(read(path, **day)) for day in (DAY, NEXT_DAY)] == [False, True]


def test_a_claimant_is_who_it_was_taken_for(read: Read) -> None:
    army, _rebels = two_sides()
    revised(army, claimant=a_party("The militia"))
    path = path_of(army.incident)

    then, now = read(path, **DAY), read(path)

    for css in ("table.matrix", "#claimants ~ p, .claimant", "ol.timeline", ".opening"):
        assert "The army" in part(then, css)
        assert "The militia" not in part(then, css)
        assert "The militia" in part(now, css)


def test_a_claimant_that_was_merged_since_goes_by_the_name_of_today(read: Read) -> None:
    gone, kept = a_party("The rebels"), a_party("The front")
    claim = a_claim(claimant=gone, figures=killed(7, gone))
    a_verdict(claim)
    merge_things(
        gone=gone, kept=kept, reason="The same, as was said.", by=an_editor(), at=later(days=1)
    )

    then = read(path_of(claim.incident), **DAY)

    assert "The front" in part(then, "table.matrix")
    assert "its own losses" in part(then, "table.matrix")
    assert "The rebels" not in part(then, "main")


def test_a_claim_of_which_it_is_not_known_what_it_said_is_told_apart(read: Read) -> None:
    incident = an_incident()
    army, rebels = a_party("The army"), a_party("The rebels")
    a_claim(incident=incident, claimant=army, figures=killed(20, rebels))
    lost = a_claim(incident=incident, claimant=rebels, figures=killed(7, rebels))
    revised(lost, figures=killed(9, rebels))

    then, after = (read(path_of(incident), **day) for day in (DAY, NEXT_DAY))

    apart = part(then, "[aria-labelledby=unknown]")
    assert "Claim by The rebels" in apart
    assert "What it said then cannot be shown." in apart
    assert "What 1 claim said then is not known any more." in folded(then)
    assert "20" in part(then, "table.matrix")
    for said in (" 7", " 9"):
        assert said not in part(then, "table.matrix") + part(then, "ol.timeline")
    # Readers were told of both together: no other sentence is made up.
    assert "opening" not in then
    assert "unknown" not in after
    assert " 9" in part(after, ".opening")


def test_a_dossier_of_which_no_claim_is_known_names_them(read: Read) -> None:
    claim = a_claim()
    revised(claim, statement="Thirty men were killed.")

    then = read(path_of(claim.incident), **DAY)

    assert "What it said then cannot be shown." in folded(then)
    assert "Thirty men" not in then
    for css in ("#claimants", "#timeline", "table.matrix"):
        assert not LexborHTMLParser(then).css(css), css


def test_an_incident_is_told_of_as_it_was_recorded(read: Read) -> None:
    by = an_editor()
    ford, bridge = (
        record_place(name=name, slug=name.lower(), latitude=12, longitude=2, by=by, at=AT)
        for name in ("Ford", "Bridge")
    )
    incident = an_incident("Raid at the ford", place=ford, summary="Nobody saw it.", start=SAID)
    a_claim(incident=incident)
    facts = {"end": PartialDate.parse("2026-02"), "by": by, "reason": "A slip, as was said."}
    for days, title, place in ((1, "Raid at the bridge", bridge), (2, "Raid at noon", None)):
        incident.refresh_from_db()
        mend_incident(
            incident=incident,
            title=title,
            start=AGAIN,
            place=place,
            summary=f"Seen by {days}.",
            at=later(days=days),
            **facts,  # type: ignore[arg-type]
        )

    said = [part(read(path_of(incident), as_of=f"2026-03-0{day}"), "main") for day in (1, 2, 3)]

    assert ["Raid at the ford" in each for each in said] == [True, False, False]
    assert ["Raid at the bridge" in each for each in said] == [False, True, False]
    assert ["Nobody saw it." in each for each in said] == [True, False, False]
    assert ["26 February 2026 · Ford" in each for each in said] == [True, False, False]
    assert ["· Bridge" in each for each in said] == [False, True, False]
    assert "Seen by 2." in said[2]


def test_withdrawals_are_told_from_their_day_on(read: Read) -> None:
    incident = an_incident()
    a_claim(incident=incident)
    gone = a_claim(incident=incident, statement="Ninety were killed.")
    withdraw(claim=gone, reason="It was recorded twice.", by=an_editor(), at=later(days=1))

    pages = [read(path_of(incident), **day) for day in (DAY, NEXT_DAY)]

    told = f"Claim {gone.pk} was withdrawn"
    assert [told in page for page in pages] == [False, True]
    assert not [page for page in pages if "Ninety" in page]


def test_links_to_claims_and_pairs_keep_the_moment(read: Read) -> None:
    claim = a_claim_judged_by_figure((10, 14))
    a_verdict(claim)
    pair = a_pair(answers=claim, by=an_editor(), reason="They differ, as was said.")
    page = read(path_of(claim.incident), **DAY)

    links = {node.attributes["href"] or "" for node in LexborHTMLParser(page).css("main a")}

    of_claims = {link for link in links if link.startswith(("/claims/", "/pairs/"))}
    assert len(of_claims) == 4  # the claim, its verdict, its answer, the pair
    for link in of_claims:
        assert "?as_of=2026-03-01T23%3A59%3A59" in link
        read(link.partition("?")[0], **DAY)
    assert path_of(claim.incident) in links
    assert f'"/fr/pairs/{pair.pk}/?as_of=' in read(f"/fr{path_of(claim.incident)}", **DAY)


def test_it_is_offered_to_nobody_as_the_page_to_list_or_to_share(read: Read) -> None:
    path = path_of(a_claim().incident)

    then, now = (LexborHTMLParser(page).css for page in (read(path, **DAY), read(path)))

    of_today = ("link[rel=canonical]", "meta[property='og:image']", "link[type*=oembed]",
                "link[type='application/atom+xml']")  # fmt: skip
    for css in of_today:
        assert now(css), css
        assert not then(css), css
    assert then("meta[name=robots][content=noindex]")
    assert not now("meta[name=robots]")


def test_everything_that_happened_since_leaves_the_page_as_it_was(read: Read) -> None:
    army, rebels = two_sides()
    incident = army.incident
    judged = a_claim_judged_by_figure((10, 14), claim=a_claim(incident=incident, made_on=AGAIN))
    verdict = a_verdict(judged)
    citation = a_citation(
        army, page=a_page(title="Morning"), by=an_editor(), reason="New, as was said."
    )
    a_citation(page=citation.page)  # so that readers may see the page afterwards, too
    a_capture(citation.page, "Twelve.")
    pair = a_pair(claim=rebels, answers=army, by=an_editor(), reason="Both count the same.")
    path = path_of(incident)
    before = without_moment(read(path))

    by = an_editor()
    revised(army, figures=killed(30, army.claimant), made_on=PartialDate.parse("2026-02-28"))
    revised(rebels, claimant=a_party(), statement="All of them died.", language="fr")
    retract(counterclaim=pair, reason="Of another day.", by=by, at=later(days=1))
    why = {"reason": "New, as was said.", "by": by, "at": later(days=1)}
    contest(claim=judged, answers=rebels, ground="denial", **why)
    a_correction(verdict, rating="refuted", summary="No.", reason="A list was found.")
    uncite(citation=citation, reason="Another page was meant.", by=by, at=later(days=1))
    a_citation(rebels, **why)
    a_capture(citation.page, "Seven.", at=later(days=1))
    a_claim(incident=incident, at=later(days=1))
    withdraw(
        claim=a_claim(incident=incident), reason="Twice, as was said.", by=by, at=later(days=1)
    )
    facts = {
        "start": SAID,
        "end": AGAIN,
        "reason": "A slip, as was said.",
        "by": by,
        "at": later(days=1),
    }
    mend_incident(incident=incident, title="Raid at noon", summary="Seen.", **facts)  # type: ignore[arg-type]

    assert without_moment(read(path, **DAY)).split("><") == before.split("><")
    assert without_moment(read(path)) != before
    assert without_moment(read(path, as_of="2026-03-03")) == without_moment(read(path))


@pytest.fixture
def stood(db: None) -> DossierThen:
    """A dossier with a row of every kind, as of the day on which it was recorded."""
    pair = a_pair()
    a_capture(a_citation(pair.claim).page)
    found = dossier_then(pair.claim.incident, later(days=1))
    assert found is not None
    return found


def test_no_row_of_then_can_be_saved_or_deleted(stood: DossierThen) -> None:
    sheet = stood.sheet
    claim, citation = sheet.claims[0], sheet.citations[0]
    figure = claim.figures.all()[0]
    copy, subject = citation.page.captures.all()[0], figure.figure_subjects.all()[0]
    for row in (sheet.incident, claim, figure, subject, *sheet.pairs, citation, copy):
        with pytest.raises(ConnectionDoesNotExist):
            row.save()
        if row.pk is not None:
            with pytest.raises(ConnectionDoesNotExist):
                row.delete()


def test_nothing_of_today_is_fetched_for_a_row_of_then(stood: DossierThen) -> None:
    claim = stood.sheet.claims[0]

    for fetch in (
        lambda: list(claim.translations.all()),
        lambda: claim.created_by,
        lambda: claim.figures.filter(measure="killed").exists(),
        claim.refresh_from_db,
    ):
        with pytest.raises(ConnectionDoesNotExist):
            fetch()
