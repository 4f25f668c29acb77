"""On one screen a cited page is watched while it is captured, read, and quoted."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from claims.models import Citation, Event
from sources.models import Capture, Quotation
from tests.desk.forms import as_shown, errors
from tests.desk.unsent.typing import is_anything_left, sent_by_page
from tests.factories import a_citation, a_claim, a_page, a_user, an_assignment
from tests.public.captures import a_capture, failed, waiting
from tracker.base.people.models import Role

pytestmark = pytest.mark.django_db

TEXT = (
    "The ministry spoke on Monday.\n"
    "It said that at least twelve soldiers were killed near the old bridge that day.\n"
    "Twice it said: no soldiers were lost. Twice it said: no soldiers were lost."
)
WORDS = "at least twelve soldiers were killed"
TWICE = "no soldiers were lost"


@pytest.fixture
def page():
    return a_page(origin="unknown")


@pytest.fixture
def citation(checker, page):
    return a_citation(a_claim(by=checker), page=page, by=checker)


def url(citation):
    return f"/desk/citations/{citation.pk}/quote/"


def place(words=WORDS, *, text=TEXT, after=0):
    start = text.index(words, after)
    return {"within": "sent", "start": start, "end": start + len(words)}


def send(client, citation, **changes):
    sent = {"exact": WORDS, "stance": "reports", "credibility": "2", "origin": "unknown"}
    return client.post(url(citation), sent | changes)


def text_on(response):
    tree = LexborHTMLParser(response.content.decode())
    return "\n".join(node.text() for node in tree.css(".read-text [data-start]"))


def test_the_citation_of_the_page_is_given_the_words_and_what_they_are_worth(
    sign_in, checker, citation, page
):
    copy = a_capture(page, TEXT)
    given = place() | {"capture": copy.pk, "public_note": "Read out on television."}
    response = send(sign_in(checker), citation, **given)
    assert response["Location"] == f"/desk/claims/{citation.claim_id}/"
    row = Citation.objects.get()
    assert (row.pk, row.credibility, row.public_note) == (citation.pk, "2", given["public_note"])
    assert (row.quotation.prefix, row.quotation.exact) == (
        "The ministry spoke on Monday. It said that",
        WORDS,
    )
    assert row.quotation.findings.get().kind == "verbatim"
    assert Event.objects.filter(verb="words_quoted", claim_id=row.claim_id).exists()


def test_what_was_found_is_said_at_once(sign_in, checker, citation, page):
    a_capture(page, TEXT)
    client = sign_in(checker)
    shown = client.get(send(client, citation)["Location"]).content.decode()
    assert "Found word for word in the sealed copy." in shown


def test_words_that_are_pasted_are_cut_out_where_they_stand(sign_in, checker, citation, page):
    a_capture(page, TEXT)
    send(sign_in(checker), citation, exact="at least  twelve\r\nsoldiers were killed")
    quotation = Quotation.objects.get()
    assert quotation.exact == WORDS
    assert quotation.suffix.startswith("near the old bridge")


def test_of_two_places_that_say_the_same_the_chosen_one_is_meant(sign_in, checker, citation, page):
    copy = a_capture(page, TEXT)
    second = place(TWICE, after=TEXT.index(TWICE) + 1)
    send(sign_in(checker), citation, exact=TWICE, capture=copy.pk, **second)
    assert Quotation.objects.get().suffix == "."


def test_of_two_places_that_say_the_same_none_is_guessed(sign_in, checker, citation, page):
    a_capture(page, TEXT)
    send(sign_in(checker), citation, exact=TWICE)
    quotation = Quotation.objects.get()
    assert (quotation.prefix, quotation.exact, quotation.suffix) == ("", TWICE, "")


def test_words_that_were_changed_after_they_were_chosen_stay_as_typed(
    sign_in, checker, citation, page
):
    copy = a_capture(page, TEXT)
    typed = WORDS.replace("twelve", "thirteen")
    send(sign_in(checker), citation, exact=typed, capture=copy.pk, **place())
    quotation = Quotation.objects.get()
    assert (quotation.exact, quotation.findings.get().kind) == (typed, "altered")


def test_words_chosen_in_a_copy_of_another_page_are_only_typed(sign_in, checker, citation):
    elsewhere = a_capture(a_page(), TEXT)
    send(sign_in(checker), citation, capture=elsewhere.pk, **place())
    assert Quotation.objects.get().prefix == ""


def test_without_a_copy_words_are_typed_and_found_once_it_comes(sign_in, checker, citation, page):
    waiting(page)
    client = sign_in(checker)
    response = send(client, citation, before="It said that")
    quotation = Citation.objects.get().quotation
    assert (quotation.prefix, quotation.exact) == ("It said that", WORDS)
    shown = client.get(response["Location"]).content.decode()
    assert "Not checked yet: there is no sealed copy." in shown


def test_further_words_are_cited_beside_those_that_are_there(sign_in, checker, citation, page):
    a_capture(page, TEXT)
    client = sign_in(checker)
    send(client, citation)
    send(client, citation, exact="The ministry spoke on Monday.")
    quoted = set(Citation.objects.values_list("quotation__exact", flat=True))
    assert quoted == {WORDS, "The ministry spoke on Monday."}


def test_the_same_words_are_not_quoted_twice(sign_in, checker, citation, page):
    a_capture(page, TEXT)
    client = sign_in(checker)
    send(client, citation)
    assert "The claim rests on this already." in send(client, citation).content.decode()
    assert Citation.objects.count() == 1


def test_a_citation_that_says_where_to_look_stays(sign_in, checker, page):
    citation = a_citation(a_claim(by=checker), page=page, locator="minute 3:20", by=checker)
    send(sign_in(checker), citation)
    assert set(Citation.objects.values_list("locator", flat=True)) == {"minute 3:20", ""}


def test_where_the_page_has_it_from_is_said_on_the_same_form(sign_in, checker, citation, page):
    send(sign_in(checker), citation, origin="derived", credited_to="AFP")
    page.refresh_from_db()
    assert page.origin == "derived"
    assert page.derivations.get().credited_to == "AFP"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"exact": ""}, "exact"),
        ({"exact": "x" * 2001}, "exact"),
        ({"stance": ""}, "stance"),
        ({"credibility": "7"}, "credibility"),
        ({"origin": "derived"}, "credited_to"),
    ],
)
def test_what_is_missing_or_wrong_is_said_at_its_field(sign_in, checker, citation, wrong, field):
    assert list(errors(send(sign_in(checker), citation, **wrong))) == [field]
    row = Citation.objects.get()
    assert (row.quotation, row.page.origin) == (None, "unknown")


def test_the_form_begins_with_what_was_judged_of_the_page(sign_in, checker, page):
    citation = a_citation(
        a_claim(by=checker), page=page, stance="contradicts", credibility="3", by=checker
    )
    shown = as_shown(sign_in(checker).get(url(citation)))
    judged = [shown[name] for name in ("stance", "credibility", "origin")]
    assert judged == ["contradicts", ["3"], ["unknown"]]


def test_a_text_that_is_sealed_stands_there_at_once(sign_in, checker, citation, page):
    a_capture(page, TEXT)
    waiting(page)  # another look, which nobody has to wait for
    response = sign_in(checker).get(url(citation))
    assert text_on(response) == TEXT
    assert "hx-trigger" not in response.content.decode().split('id="copy-state"')[1].split(">")[0]


def test_until_it_is_sealed_its_state_is_live_and_the_text_then_comes_by_itself(
    sign_in, checker, citation, page
):
    waiting(page)
    client = sign_in(checker)
    first = client.get(url(citation)).content.decode()
    assert f'hx-get="{url(citation)}copy/"' in first
    assert "It waits for a worker." in first
    waits = client.get(f"{url(citation)}copy/")
    assert 'hx-trigger="every 2s"' in waits.content.decode()

    a_capture(page, TEXT)
    sealed = client.get(f"{url(citation)}copy/")
    assert text_on(sealed) == TEXT
    assert "hx-trigger" not in sealed.content.decode()
    assert "<main" not in sealed.content.decode()


def test_the_text_of_an_earlier_copy_is_not_said_to_be_still_to_come(
    sign_in, checker, citation, page
):
    a_capture(page, TEXT)
    waiting(page)
    text = sign_in(checker).get(url(citation)).content.decode()
    assert WORDS in text
    assert "A newer copy is being made." in text
    assert "This copy is still being made." not in text


def test_looking_again_loses_nothing_and_judges_nothing(sign_in, checker, citation, page):
    waiting(page)
    response = send(sign_in(checker), citation, exact="", public_note="Half a note", look="1")
    assert response.status_code == 200
    assert as_shown(response)["public_note"] == "Half a note"
    assert not errors(response)


def test_a_capture_that_failed_says_why_and_what_can_be_done(sign_in, checker, citation, page):
    failed(page, "No answer in time.")
    shown = sign_in(checker).get(url(citation)).content.decode()
    assert "No answer in time" in shown
    assert f"/desk/pages/{page.pk}/deposit/" in shown
    assert "type the words as the page has them" in shown


def test_trying_once_more_leads_back_to_the_screen(sign_in, checker, citation, page):
    failed(page, "No answer in time.")
    sent = {"citation": citation.pk}
    response = sign_in(checker).post(f"/desk/pages/{page.pk}/capture/", sent)
    assert response["Location"] == url(citation)
    assert Capture.objects.filter(page=page, status="waiting").exists()


def test_what_is_typed_while_the_page_is_captured_is_found_again(sign_in, checker, citation, page):
    waiting(page)
    client = sign_in(checker)
    typed = as_shown(client.get(url(citation))) | {"exact": WORDS, "public_note": "From the air."}
    sent_by_page(client, url(citation), typed)
    found = as_shown(client.get(url(citation)))
    assert (found["exact"], found["public_note"]) == (WORDS, "From the air.")
    assert client.post(url(citation), found).status_code == 302
    assert not is_anything_left()


def test_somebody_else_who_quoted_meanwhile_is_told(sign_in, checker, citation, page):
    a_capture(page, TEXT)
    client = sign_in(checker)
    typed = as_shown(client.get(url(citation))) | {"exact": WORDS}
    send(sign_in(a_user(Role.FACT_CHECKER)), citation, exact="The ministry spoke on Monday.")
    response = client.post(url(citation), typed)
    assert response.status_code == 409
    again = as_shown(response)
    assert again["exact"] == WORDS
    assert client.post(url(citation), again).status_code == 302
    assert Citation.objects.count() == 2


def test_a_claim_that_is_reviewed_is_quoted_for_by_an_editor_with_a_reason(
    sign_in, checker, editor, citation, page
):
    a_capture(page, TEXT)
    an_assignment(citation.claim)
    client = sign_in(editor)
    assert sign_in(checker).get(url(citation)).status_code == 403
    assert sign_in(checker).get(f"{url(citation)}copy/").status_code == 403
    assert list(errors(send(client, citation))) == ["reason"]
    assert send(client, citation, reason="It came to light.").status_code == 302
    assert Citation.objects.get().quotation.exact == WORDS


def test_a_citation_of_a_draft_is_its_authors(sign_in, checker):
    hidden = a_citation(a_claim(draft=True))
    client = sign_in(checker)
    assert client.get(url(hidden)).status_code == 404
    assert client.get(f"{url(hidden)}copy/").status_code == 404


def test_an_administrator_does_not_quote(sign_in, citation):
    assert send(sign_in(a_user(Role.ADMINISTRATOR)), citation).status_code == 403
