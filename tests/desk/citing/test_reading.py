"""The sealed text of a copy is read at the desk, in parts, and words of it are found to quote."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.factories import a_citation, a_claim, a_page, a_quotation, a_user
from tests.public.captures import a_capture, a_finding
from tracker.base.people.models import Role

pytestmark = pytest.mark.django_db

TEXT = (
    "The ministry spoke on Monday.\n"
    "It said that at least twelve soldiers were killed.\n\n"
    "Nobody else did."
)


@pytest.fixture
def page():
    return a_page()


def read(client, capture, **query):
    return client.get(f"/desk/captures/{capture.pk}/read/", query)


def lines(response):
    """The lines on the page, by the place in the text that each is said to begin at."""
    tree = LexborHTMLParser(response.content.decode())
    return {int(node.attributes["data-start"]): node.text() for node in tree.css("[data-start]")}


def test_every_line_stands_at_its_place_in_the_sealed_text(sign_in, checker, page):
    shown = lines(read(sign_in(checker), a_capture(page, TEXT)))
    assert len(shown) == 3
    assert all(TEXT[at:].startswith(line) for at, line in shown.items())


def test_hostile_words_are_words_and_keep_their_place(sign_in, checker, page):
    hostile = "<script>alert(1)</script>\u202eevil\u2066 <b>&amp;\rtwo\U0001f4a3 </p><p>end"
    response = read(sign_in(checker), a_capture(page, hostile))
    assert lines(response) == {0: hostile}
    assert "<script>alert" not in response.content.decode()


def test_a_long_text_is_cut_and_what_may_be_quoted_stands_whole_in_a_part(sign_in, checker, page):
    text = "\n".join(f"Line {number} of a long report." for number in range(2_000))
    capture = a_capture(page, text)
    first, second = (lines(read(sign_in(checker), capture, part=part)) for part in (1, 2))
    overlap = [at for at in first if at in second]
    assert sum(len(first[at]) for at in overlap) >= 2_000
    assert all(text[at:].startswith(line) for at, line in second.items())
    assert len(first) < 2_000


def test_a_part_that_is_not_there_is_the_last(sign_in, checker, page):
    assert lines(read(sign_in(checker), a_capture(page, TEXT), part=99)) == lines(
        read(sign_in(checker), a_capture(a_page(), TEXT))
    )


@pytest.mark.parametrize("sought", ["AT LEAST  twelve\tsoldiers", "at least twelve"])
def test_words_are_found_however_they_are_spaced(sign_in, checker, page, sought):
    capture = a_capture(page, TEXT)
    (found,) = read(sign_in(checker), capture, q=sought).context["found"]
    assert TEXT[found.found.words.start :].startswith("at least twelve")
    assert found.found.sentence.exact == "It said that at least twelve soldiers were killed."
    assert f"start={found.found.words.start}" in found.quote_words


def test_words_that_were_pasted_with_a_slip_are_found_where_they_are_likeliest(
    sign_in, checker, page
):
    (found,) = read(
        sign_in(checker), a_capture(page, TEXT), q="at least twelve soldier were killed"
    ).context["found"]
    assert found.found.words.exact.startswith("at least twelve soldiers")


def test_words_that_are_not_there_are_said_not_to_be(sign_in, checker, page):
    response = read(sign_in(checker), a_capture(page, TEXT), q="thirteen")
    assert "This text does not have these words" in response.content.decode()


def test_what_is_quoted_already_is_marked(sign_in, checker, page):
    capture = a_capture(page, TEXT)
    quotation = a_quotation(page, "twelve soldiers")
    a_citation(a_claim(), page=page, quotation=quotation)
    a_finding(quotation, capture, matched="twelve soldiers")
    assert "<mark>twelve soldiers</mark>" in read(sign_in(checker), capture).content.decode()


def test_what_a_draft_of_somebody_else_quotes_is_not_marked(sign_in, checker, page):
    capture = a_capture(page, TEXT)
    quotation = a_quotation(page, "twelve soldiers")
    a_citation(a_claim(draft=True), page=page, quotation=quotation)
    a_finding(quotation, capture, matched="twelve soldiers")
    assert "<mark>" not in read(sign_in(checker), capture).content.decode()


def test_the_words_that_a_browser_showed_are_read_where_they_differ(
    sign_in, checker, page, monkeypatch
):
    capture = a_capture(page, TEXT)
    monkeypatch.setattr(
        "claims.presentation.evidence.reading.words_shown", lambda _capture: "Scripts wrote this."
    )
    assert lines(read(sign_in(checker), capture, within="shown")) == {0: "Scripts wrote this."}
    assert len(lines(read(sign_in(checker), capture))) == 3


def test_a_copy_without_a_text_says_so(sign_in, checker, page):
    response = read(sign_in(checker), a_capture(page, "", text_sha256="", extraction="none"))
    assert "No text was read from this copy" in response.content.decode()


def test_a_text_that_is_not_the_sealed_one_is_not_shown(sign_in, checker, page):
    response = read(sign_in(checker), a_capture(page, TEXT, text_sha256="0" * 64))
    assert "no longer fits the digest" in response.content.decode()
    assert not lines(response)


def test_an_administrator_reads_and_is_not_offered_to_quote(sign_in, page):
    admin = a_user(Role.ADMINISTRATOR)
    response = read(sign_in(admin), a_capture(page, TEXT), q="twelve")
    assert lines(response)
    assert "Quote" not in response.content.decode().split("<main")[1]


def test_a_reader_without_a_place_at_the_desk_is_refused(sign_in, page):
    assert read(sign_in(a_user(Role.READER)), a_capture(page, TEXT)).status_code == 403
