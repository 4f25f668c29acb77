"""Who leaves the screen on which a page is quoted, to do something on the way, comes back to it."""

import re
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from selectolax.lexbor import LexborHTMLParser

from sources.archiver.deposits.inside.examine import Examined
from sources.models import Capture, HeldDeposit
from tests.desk.forms import as_shown
from tests.desk.unsent.typing import sent_by_page
from tests.factories import a_citation, a_claim, a_page, an_assignment
from tests.public.captures import a_capture, failed, waiting
from tests.sources.depositing import HTML, WORDS, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _evidence(settings, tmp_path, monkeypatch):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }
    monkeypatch.setattr(
        "sources.operations.deposits.hold.examine",
        lambda *_given, **_limits: Examined(found=[], not_cleaned="kind"),
    )


@pytest.fixture
def citation(checker):
    return a_citation(a_claim(by=checker), page=a_page(by=checker), by=checker)


@pytest.fixture
def client(sign_in, checker):
    return sign_in(checker)


def quoting(citation):
    return f"/desk/citations/{citation.pk}/quote/"


def links(response):
    tree = LexborHTMLParser(response.content.decode())
    return [node.attributes["href"] or "" for node in tree.css("main a[href]")]


def link(response, way):
    """The link of a page to a form, such as "deposit"."""
    found = [one for one in links(response) if re.search(rf"/{way}/(\?|$)", one)]
    assert len(found) == 1, found
    return found[0]


def bring(client, url, *files):
    brought = [SimpleUploadedFile("post.html", content) for content in files]
    return client.post(url, {"statement": "Saved from the channel.", "file": brought})


def test_a_copy_that_is_deposited_can_be_quoted_on_the_screen_that_asked_for_it(client, citation):
    failed(citation.page, "No answer in time.")
    form = link(client.get(quoting(citation)), "deposit")
    choice = bring(client, form, HTML)["Location"]
    assert client.post(choice, {"shown": "original"})["Location"] == quoting(citation)

    assert "A worker reads its text" in client.get(quoting(citation)).content.decode()
    copy = read(Capture.objects.get(cause="deposited"))
    shown = client.get(quoting(citation))
    assert WORDS in LexborHTMLParser(shown.content.decode()).css_first(".read-text").text()
    client.post(quoting(citation), as_shown(shown) | {"exact": WORDS})
    citation.refresh_from_db()
    assert citation.quotation.findings.get().capture == copy


def test_of_several_files_the_last_choice_leads_back(client, citation):
    failed(citation.page, "No answer in time.")
    form = link(client.get(quoting(citation)), "deposit")
    listed = bring(client, form, HTML, HTML + b" Twice.")["Location"]
    assert urlsplit(listed).path == "/desk/deposits/"
    first, second = (one for one in links(client.get(listed)) if "/deposits/" in one)
    assert quoting(citation) in links(client.get(listed))
    assert client.post(first, {"shown": "original"})["Location"] == listed
    assert client.post(second, {"shown": "original"})["Location"] == quoting(citation)


def test_who_brings_no_file_after_all_comes_back(client, citation):
    failed(citation.page, "No answer in time.")
    form = link(client.get(quoting(citation)), "deposit")
    assert quoting(citation) in links(client.get(form))
    choice = client.get(bring(client, form, HTML)["Location"])
    tree = LexborHTMLParser(choice.content.decode())
    drop = tree.css_first("main form[action*='/remove/']").attributes["action"]
    assert client.post(drop)["Location"] == quoting(citation)
    assert not HeldDeposit.objects.filter(status="held").exists()


def test_a_capture_that_was_put_back_can_be_helped_by_a_deposit(client, citation):
    row = waiting(citation.page)
    assert not [one for one in links(client.get(quoting(citation))) if "/deposit/" in one]
    row.tries = [{"at": "2026-03-01T12:00:00+00:00", "outcome": "timeout"}]
    row.save(update_fields=["tries"])
    assert link(client.get(f"{quoting(citation)}"), "deposit")


def test_another_look_at_a_page_that_can_be_read_leads_back(client, citation):
    a_capture(citation.page)
    shown = client.get(quoting(citation)).content.decode()
    assert f'action="/desk/pages/{citation.page_id}/capture/"' in shown
    sent = {"citation": citation.pk}
    answer = client.post(f"/desk/pages/{citation.page_id}/capture/", sent)
    assert answer["Location"] == quoting(citation)
    shown = client.get(quoting(citation))
    assert "It waits for a worker." in shown.content.decode()
    assert LexborHTMLParser(shown.content.decode()).css_first(".read-text") is not None


def test_what_is_recorded_of_the_page_is_changed_on_the_way(client, citation):
    form = link(client.get(quoting(citation)), "edit")
    opened = client.get(form)
    assert quoting(citation) in links(opened)
    sent = as_shown(opened) | {"title": "Twelve dead", "reason": "A slip."}
    assert client.post(form, sent)["Location"] == quoting(citation)
    assert "Twelve dead" in client.get(quoting(citation)).content.decode()


def test_the_publisher_is_graded_on_the_way(sign_in, editor, citation):
    client = sign_in(editor)
    assert "not graded" in client.get(quoting(citation)).content.decode()
    form = link(client.get(quoting(citation)), "grade")
    opened = client.get(form)
    assert quoting(citation) in links(opened)
    sent = as_shown(opened) | {"grade": "B", "reason": "It corrects itself."}
    assert client.post(form, sent)["Location"] == quoting(citation)
    assert "not graded" not in client.get(quoting(citation)).content.decode()


def test_a_copy_is_read_on_a_page_of_its_own_with_a_way_back(client, citation):
    a_capture(citation.page)
    alone = link(client.get(quoting(citation)), "read")
    assert quoting(citation) in links(client.get(alone))


def test_the_list_of_pages_leads_a_depositor_on_to_quoting(client, citation):
    form = link(client.get(f"/desk/claims/{citation.claim_id}/pages/"), "deposit")
    choice = bring(client, form, HTML)["Location"]
    assert client.post(choice, {"shown": "original"})["Location"] == quoting(citation)


def test_what_is_typed_on_the_way_is_found_again_and_still_leads_back(client, citation):
    failed(citation.page, "No answer in time.")
    form = link(client.get(quoting(citation)), "deposit")
    sent_by_page(client, form, as_shown(client.get(form)) | {"statement": "By hand."})
    (begun,) = client.get("/desk/").context["begun"]
    again = client.get(begun.address)
    assert as_shown(again)["statement"] == "By hand."
    assert quoting(citation) in links(again)


@pytest.mark.parametrize(
    "named",
    ["//evil.example/", "https://evil.example/", "999999", "-1", "", "9" * 40, "x&citation=y"],
)
def test_what_names_no_citation_leads_nowhere_else(client, citation, named):
    page = citation.page
    form = f"/desk/pages/{page.pk}/deposit/?citation={named}&next=//evil.example/"
    assert "evil" not in " ".join(links(client.get(form)))
    choice = bring(client, form, HTML)["Location"]
    assert re.fullmatch(r"/desk/deposits/[-0-9a-f]+/", choice)
    sealed = client.post(choice, {"shown": "original"})["Location"]
    assert sealed == f"/desk/captures/{Capture.objects.get().pk}/"


def test_nobody_is_led_where_they_may_not_quote(client, citation, checker):
    hidden = a_citation(a_claim(draft=True))
    an_assignment(citation.claim)
    page = a_page(by=checker)
    for row in (hidden, citation):
        shown = links(client.get(f"/desk/pages/{page.pk}/deposit/?citation={row.pk}"))
        assert quoting(row) not in shown
        assert "/desk/captures/" in shown
