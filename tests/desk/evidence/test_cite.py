"""A page is cited, a capture of it is asked for, and a worker is told once the row is there."""

import pytest

from claims.models import Citation
from claims.operations.matching.index import index_named
from sources.models import Capture, Page, Publisher
from tests.desk.forms import a_citation_form, errors
from tests.factories import a_citation, a_claim, a_page, a_publisher, an_assignment

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(checker):
    return a_claim(by=checker)


def url(claim):
    return f"/desk/claims/{claim.pk}/cite/"


def test_a_page_is_cited_with_its_words_and_a_capture_is_asked_for(
    sign_in, checker, claim, nudges, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = sign_in(checker).post(url(claim), a_citation_form())
    citation = Citation.objects.get()
    capture = Capture.objects.get()
    assert response.headers["Location"] == f"/desk/captures/{capture.pk}/"
    assert citation.page.publisher.name == "The Valley Post"
    assert citation.quotation.exact == "at least twelve soldiers"
    assert citation.quotation.prefix == "said that"
    assert (capture.status, capture.requested_by) == ("waiting", checker)
    assert nudges == [str(capture.pk)]


def test_the_form_can_be_opened(sign_in, checker, claim):
    assert "Capture the page now" in sign_in(checker).get(url(claim)).content.decode()


def test_without_the_tick_nobody_is_asked_to_capture(sign_in, checker, claim):
    sign_in(checker).post(url(claim), a_citation_form(capture=""))
    assert Citation.objects.count() == 1
    assert not Capture.objects.exists()


def test_a_broker_that_does_not_answer_leaves_the_row_to_the_sweep(
    sign_in, checker, claim, monkeypatch, django_capture_on_commit_callbacks
):
    def broken(_capture_id):
        raise ConnectionError

    monkeypatch.setattr("sources.tasks.run_capture.delay", broken)
    with django_capture_on_commit_callbacks(execute=True):
        response = sign_in(checker).post(url(claim), a_citation_form())
    assert response.status_code == 302
    assert Capture.objects.get().status == "waiting"


def test_a_publisher_is_chosen_by_typing_its_name(sign_in, checker, claim):
    known = a_publisher("The Long Valley Post")
    index_named(known)
    sent = a_citation_form(new_publisher="", new_publisher_kind="")
    sent["publisher_typed"] = "the long valley post"
    sign_in(checker).post(url(claim), sent)
    assert Citation.objects.get().page.publisher == known


def test_a_publisher_whom_nobody_knows_is_asked_for(sign_in, checker, claim):
    sent = a_citation_form(new_publisher="", new_publisher_kind="")
    sent["publisher_typed"] = "Zzyzx Gazette"
    response = sign_in(checker).post(url(claim), sent)
    assert list(errors(response)) == ["publisher"]
    assert not Citation.objects.exists()


def test_a_known_publisher_is_chosen(sign_in, checker, claim):
    publisher = a_publisher()
    sent = a_citation_form(publisher=publisher.pk, new_publisher="", new_publisher_kind="")
    sign_in(checker).post(url(claim), sent)
    assert Publisher.objects.get() == publisher


def test_a_page_that_is_here_already_brings_its_publisher(sign_in, checker, claim):
    page = a_page("https://example.org/report", title="", origin="unknown")
    sent = dict.fromkeys(("new_publisher", "new_publisher_kind", "title", "published"), "")
    sent |= {"url": f"{page.url}#top", "origin": "unknown"}
    response = sign_in(checker).post(url(claim), a_citation_form(**sent))
    assert response.status_code == 302
    assert Citation.objects.get().page == page


def test_a_page_as_a_whole_is_cited_with_where_to_look(sign_in, checker, claim):
    sent = a_citation_form(exact="", before="", after="", locator="minute 3:20")
    sign_in(checker).post(url(claim), sent)
    citation = Citation.objects.get()
    assert (citation.quotation, citation.locator) == (None, "minute 3:20")


def test_a_page_cited_without_words_is_quoted_next(sign_in, checker, claim):
    sent = a_citation_form(exact="", before="", after="")
    response = sign_in(checker).post(url(claim), sent)
    assert response["Location"] == f"/desk/citations/{Citation.objects.get().pk}/quote/"


def test_a_credit_is_kept_so_that_origins_can_be_counted(sign_in, checker, claim):
    sign_in(checker).post(url(claim), a_citation_form(origin="derived", credited_to="AFP"))
    assert Page.objects.get().derivations.get().credited_to == "AFP"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"url": ""}, "url"),
        ({"url": "ftp://example.org/x"}, "url"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "https://example.org/" + "x" * 2000}, "url"),
        ({"new_publisher": "", "new_publisher_kind": ""}, "publisher"),
        ({"new_publisher_kind": ""}, "new_publisher_kind"),
        ({"stance": ""}, "stance"),
        ({"credibility": "7"}, "credibility"),
        ({"exact": ""}, "exact"),
        ({"exact": "x" * 5001}, "exact"),
        ({"origin": "derived"}, "credited_to"),
        ({"published": "soon"}, "published"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(sign_in, checker, claim, changes, field):
    response = sign_in(checker).post(url(claim), a_citation_form(**changes))
    assert list(errors(response)) == [field]
    assert not Citation.objects.exists()
    assert not Publisher.objects.exists()


def test_citing_the_same_twice_is_said_at_the_address(sign_in, checker, claim):
    page = a_page("https://example.org/report")
    known = {"publisher": page.publisher_id, "new_publisher": "", "new_publisher_kind": ""}
    known |= {"title": "", "published": "", "origin": "unknown"}
    sign_in(checker).post(url(claim), a_citation_form(**known))
    response = sign_in(checker).post(url(claim), a_citation_form(**known))
    assert list(errors(response)) == ["url"]


def test_a_citation_is_taken_back_with_a_reason(sign_in, checker, claim):
    citation = a_citation(claim)
    address = f"/desk/citations/{citation.pk}/remove/"
    assert list(errors(sign_in(checker).post(address, {}))) == ["reason"]
    sign_in(checker).post(address, {"reason": "It is another bridge."})
    assert not Citation.objects.exists()


def test_evidence_stays_once_reviewers_have_begun(sign_in, checker, claim):
    citation = a_citation(claim, by=checker)
    an_assignment(claim)
    response = sign_in(checker).post(
        f"/desk/citations/{citation.pk}/remove/", {"reason": "No longer needed."}
    )
    assert "Reviewers judge this claim as it stands" in response.content.decode()
    assert Citation.objects.exists()


@pytest.mark.parametrize("act", ["remove", "confirm"])
def test_an_act_on_one_of_several_citations_shows_which(sign_in, checker, act):
    claim = a_claim(by=checker)
    a_citation(claim, page=a_page(title="Another page"), by=checker)
    citation = a_citation(claim, page=a_page(title="The page meant"), by=checker)
    page = sign_in(checker).get(f"/desk/citations/{citation.pk}/{act}/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "The page meant" in text
    assert "Another page" not in text
