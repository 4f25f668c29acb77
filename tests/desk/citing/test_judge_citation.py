"""What is judged of a citation can be changed; the same words are not cited twice instead."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.desk.journal import journal_of
from claims.models import Citation, Event
from claims.operations.cite import (
    CitedAlready,
    cite,
    confirm,
    judge_citation,
    mend_words,
    quote_cited,
)
from claims.reads.later import changed_since, changes_during, with_changes_during
from sources.operations.register.quotations import Words
from tests.claims.hold.scene import NOW, a_scene
from tests.desk.forms import as_shown, errors
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_page,
    a_quotation,
    a_user,
    an_editor,
    asked_for,
)
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db
WORDS = "Twenty men were killed."


def judged(citation, **fields):
    facts = {"credibility": "2", "by": citation.claim.created_by, "at": AT}
    return judge_citation(citation=citation, **facts | fields)


def refusal(act, **given):
    with pytest.raises(Refusal) as refused:
        act(**given)
    return refused.value.code, refused.value.field


def quoted(claim, page, words=WORDS, **fields):
    facts = {"stance": "reports", "by": claim.created_by, "at": AT}
    return cite(claim=claim, page=page, words=Words(words), **facts | fields)


def test_before_a_round_whoever_may_cite_changes_it_and_the_journal_keeps_both():
    citation = a_citation(credibility="4")
    other = a_user()

    judged(citation, by=other)

    citation.refresh_from_db()
    assert citation.credibility == "2"
    event = Event.objects.get(verb="citation_judged")
    assert event.data["changes"] == [["credibility", "4", "2"]]
    assert (event.actor_id, event.reason) == (other.pk, "")


def test_once_it_was_reviewed_an_editor_does_and_says_why():
    scene = a_scene("published")
    given = {"citation": scene.citation, "at": NOW, "credibility": "2"}
    editor = scene.people["editor"]

    assert refusal(judge_citation, by=editor, **given) == ("required", "reason")
    assert refusal(judge_citation, by=scene.people["checker"], **given)[0] == "holds_still"
    judge_citation(by=editor, reason="It was only one source.", **given)

    assert changed_since(scene.claim) == NOW


def test_what_is_judged_so_already_and_no_grade_are_refused():
    citation = a_citation(credibility="2")
    assert refusal(judged, citation=citation) == ("judged_so", "credibility")
    assert refusal(judged, citation=citation, stance=citation.stance) == ("judged_so", None)
    assert refusal(judged, citation=citation, credibility="9") == ("unknown_value", "credibility")
    assert not Event.objects.filter(verb="citation_judged").exists()


SAID = {
    "stance": "contradicts",
    "credibility": "2",
    "locator": "minute 3:20",
    "internal_note": "Ask the paper.",
    "public_note": "It was corrected later.",
}


def test_stance_place_and_notes_are_changed_and_the_journal_tells_from_what_to_what():
    citation = a_citation(stance="reports", credibility="4", locator="minute 3")

    judged(citation, **SAID)

    citation.refresh_from_db()
    assert {name: getattr(citation, name) for name in SAID} == SAID
    assert sorted(Event.objects.get(verb="citation_judged").data["changes"]) == [
        ["credibility", "4", "2"],
        ["locator", "minute 3", "minute 3:20"],
        ["public_note", "", "It was corrected later."],
        ["stance", "reports", "contradicts"],
    ]
    noted = Event.objects.get(verb="citation_noted")
    assert noted.data["changes"] == [["internal_note", "", "Ask the paper."]]


@pytest.mark.parametrize("name", sorted(SAID))
def test_what_is_not_given_stays_and_nothing_else_is_told(name):
    citation = a_citation(stance="reports", credibility="4", locator="minute 3")
    before = {one: getattr(citation, one) for one in SAID}

    judge_citation(citation=citation, by=citation.claim.created_by, at=AT, **{name: SAID[name]})

    citation.refresh_from_db()
    assert {one: getattr(citation, one) for one in SAID} == before | {name: SAID[name]}
    event = Event.objects.get(verb__in=["citation_judged", "citation_noted"])
    assert event.data["changes"] == [[name, before[name], SAID[name]]]


@pytest.mark.parametrize("name", sorted(SAID))
def test_whatever_is_changed_of_a_held_claim_needs_an_editor_and_a_reason(name):
    scene = a_scene("published")
    given = {"citation": scene.citation, "at": NOW, name: SAID[name]}

    assert refusal(judge_citation, by=scene.people["editor"], **given) == ("required", "reason")
    assert refusal(judge_citation, by=scene.people["checker"], **given)[0] == "holds_still"
    judge_citation(by=scene.people["editor"], reason="A slip.", **given)

    # A remark among colleagues is no part of what a version says.
    assert changed_since(scene.claim) == (None if name == "internal_note" else NOW)


def test_reviewers_of_an_open_round_are_told_of_all_but_the_internal_note():
    scene = a_scene("open")
    asked = asked_for(scene.claim).first()
    by = scene.people["editor"]
    judge_citation(citation=scene.citation, reason="A slip.", by=by, at=NOW, **SAID)

    assert [line.verb for line in changes_during(asked)] == ["citation_judged"]
    read = journal_of(scene.claim, viewer=scene.people["reviewer"])
    told = str([change for line in read for change in line.changes])
    assert "minute 3:20" in told
    assert SAID["internal_note"] not in told
    for_editors = journal_of(scene.claim, viewer=scene.people["editor"])
    assert SAID["internal_note"] in str([line.changes for line in for_editors])


def test_a_note_among_colleagues_alone_is_no_change_to_reviewers():
    scene = a_scene("open")
    by = scene.people["editor"]
    round_ = asked_for(scene.claim).first().round
    judge_citation(citation=scene.citation, internal_note="Ask.", reason="So.", by=by, at=NOW)
    assert not any(row.changed for row in with_changes_during(asked_for(scene.claim)))
    assert asked_for(scene.claim).first().round.version_id == round_.version_id


def test_what_stood_in_a_draft_is_not_told():
    citation = a_citation(a_claim(draft=True), credibility="4")
    judged(citation, **SAID)
    assert not any("changes" in event.data for event in Event.objects.all())


def test_a_page_that_is_marked_as_confirming_does_not_turn_against_the_claim():
    citation = a_citation(stance="reports")
    by = citation.claim.created_by
    confirm(citation=citation, means="Its own pictures.", by=by, at=AT)
    given = {"citation": citation, "by": by, "at": AT}

    assert refusal(judge_citation, stance="context", **given) == ("is_marked", "stance")
    judge_citation(stance="supports", **given)


def test_what_is_too_long_or_no_stance_is_refused_at_its_field():
    citation = a_citation()
    assert refusal(judged, citation=citation, locator="x" * 201) == ("too_long", "locator")
    assert refusal(judged, citation=citation, stance="likes") == ("unknown_value", "stance")


def test_words_that_are_quoted_with_another_judgement_leave_both_in_the_journal():
    citation = a_citation(credibility="6")
    by = citation.claim.created_by
    quote_cited(
        citation=citation, words=Words(WORDS), stance="reports", credibility="3", by=by, at=AT
    )
    assert Event.objects.get(verb="words_quoted").data["changes"] == [["credibility", "6", "3"]]


@pytest.mark.parametrize(
    "again",
    [
        Words(WORDS),
        Words(WORDS, "It said that", "in the night"),
        Words("Twenty  men\nwere killed."),
    ],
)
def test_the_same_words_of_a_page_are_not_cited_twice(again):
    claim, page = a_claim(), a_page()
    first = quoted(claim, page)
    given = {"stance": "reports", "credibility": "1", "by": claim.created_by, "at": AT}

    with pytest.raises(CitedAlready) as refused:
        cite(claim=claim, page=page, words=again, **given)
    assert (refused.value.citation, refused.value.code) == (first, "already_cited")
    assert refusal(quote_cited, citation=first, words=again, **given)[0] == "already_cited"
    assert Citation.objects.count() == 1


def test_other_words_another_page_and_another_claim_are_other_citations():
    claim, page = a_claim(), a_page()
    quoted(claim, page)
    quoted(claim, page, "Nobody was wounded.")
    quoted(claim, a_page())
    quoted(a_claim(), page)
    cite(claim=claim, page=page, stance="reports", by=claim.created_by, at=AT)
    assert Citation.objects.count() == 5


def test_words_are_not_mended_into_those_of_another_citation(monkeypatch):
    monkeypatch.setattr("claims.operations.cite.is_being_checked", lambda _quotation: True)
    claim, page = a_claim(), a_page()
    quoted(claim, page)
    second = quoted(claim, page, "Twenty men were kiled.")
    given = {"citation": second, "reason": "A slip.", "by": claim.created_by, "at": AT}
    assert refusal(mend_words, words=Words(WORDS), **given) == ("already_cited", "exact")
    mend_words(words=Words("Twenty men were kiled.", "that"), **given)


class TestAtTheDesk:
    def test_it_is_changed_on_a_form_that_the_claim_leads_to(self, sign_in, checker):
        citation = a_citation(a_claim(by=checker), credibility="4")
        client = sign_in(checker)
        url = reverse("desk:citation_judge", args=[citation.pk])
        sheet = reverse("desk:claim", args=[citation.claim_id])
        assert url in client.get(sheet).content.decode()
        sent = as_shown(client.get(url))
        assert sent["credibility"] == ["4"]

        assert client.post(url, sent | {"credibility": "2"}).status_code == 302

        page = client.get(sheet).content.decode()
        assert '<del dir="auto">4: Doubtful</del>' in page
        assert '<ins dir="auto">2: Probably true</ins>' in page

    def test_everything_of_it_but_page_and_words_is_on_the_form(self, sign_in, checker):
        quotation = a_quotation(exact=WORDS)
        citation = a_citation(a_claim(by=checker), page=quotation.page, quotation=quotation)
        client = sign_in(checker)
        url = reverse("desk:citation_judge", args=[citation.pk])
        shown = client.get(url)
        assert WORDS in shown.content.decode()
        sent = as_shown(shown)
        assert {"exact", "url", "page", "quotation"}.isdisjoint(sent)

        assert client.post(url, sent | SAID).status_code == 302

        citation.refresh_from_db()
        assert {name: getattr(citation, name) for name in SAID} == SAID
        assert citation.quotation == quotation
        sheet = client.get(reverse("desk:claim", args=[citation.claim_id])).content.decode()
        assert '<ins dir="auto">contradicts the claim</ins>' in sheet
        assert '<ins dir="auto">minute 3:20</ins>' in sheet

    def test_nothing_changed_is_said_and_not_done(self, sign_in, checker):
        citation = a_citation(a_claim(by=checker))
        client = sign_in(checker)
        url = reverse("desk:citation_judge", args=[citation.pk])
        answer = client.post(url, as_shown(client.get(url)))
        assert answer.status_code == 422
        assert "Change something of it." in answer.content.decode()

    def test_what_somebody_else_changed_meanwhile_is_not_written_over(self, sign_in, checker):
        citation = a_citation(a_claim(by=checker), locator="minute 3")
        client = sign_in(checker)
        url = reverse("desk:citation_judge", args=[citation.pk])
        sent = as_shown(client.get(url)) | {"stance": "context"}
        judge_citation(citation=citation, locator="minute 4", by=checker, at=AT)

        assert client.post(url, sent).status_code == 409

        citation.refresh_from_db()
        assert (citation.stance, citation.locator) == ("reports", "minute 4")

    def test_where_the_claim_holds_still_it_asks_why(self, sign_in):
        scene = a_scene("published")
        client = sign_in(scene.people["editor"])
        url = reverse("desk:citation_judge", args=[scene.citation.pk])
        sent = as_shown(client.get(url)) | {"credibility": "2"}
        assert list(errors(client.post(url, sent))) == ["reason"]
        assert sign_in(scene.people["checker"]).get(url).status_code == 403
        assert client.post(url, sent | {"reason": "One source."}).status_code == 302

    def test_words_that_are_cited_already_lead_there(self, sign_in, checker):
        claim = a_claim(by=checker)
        quotation = a_quotation(exact=WORDS)
        citation = a_citation(claim, page=quotation.page, quotation=quotation)
        client = sign_in(checker)
        judging = reverse("desk:citation_judge", args=[citation.pk])
        url = reverse("desk:citation_quote", args=[citation.pk])
        sent = as_shown(client.get(url)) | {"exact": WORDS, "credibility": "1"}

        answer = client.post(url, sent)

        assert answer.status_code == 422
        assert f'href="{judging}"' in answer.content.decode()
        assert Citation.objects.count() == 1

    def test_so_does_a_page_that_is_cited_already(self, sign_in, checker):
        citation = a_citation(a_claim(by=checker))
        client = sign_in(checker)
        url = reverse("desk:claim_pages", args=[citation.claim_id])
        sent = as_shown(client.get(url)) | {"addresses": citation.page.url, "stance": "reports"}

        page = client.post(url, sent).content.decode()

        assert f'href="{reverse("desk:citation_judge", args=[citation.pk])}"' in page

    def test_an_editor_who_reviews_it_does_not_change_it(self, sign_in):
        scene = a_scene("open")
        url = reverse("desk:citation_judge", args=[scene.citation.pk])
        assert sign_in(scene.people["reviewer"]).get(url).status_code == 403
        assert sign_in(an_editor()).get(url).status_code == 200
