"""What is judged of a citation can be changed; the same words are not cited twice instead."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.models import Citation, Event
from claims.operations.cite import CitedAlready, cite, judge_citation, mend_words, quote_cited
from claims.reads.later import changed_since
from sources.operations.register.quotations import Words
from tests.claims.hold.scene import NOW, a_scene
from tests.desk.forms import as_shown, errors
from tests.factories import AT, a_citation, a_claim, a_page, a_quotation, a_user, an_editor
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
    assert refusal(judged, citation=citation, credibility="9") == ("unknown_value", "credibility")
    assert not Event.objects.filter(verb="citation_judged").exists()


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
