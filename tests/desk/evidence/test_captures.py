"""Captures are asked for and watched at the desk; nobody is contacted without a person's word."""

import pytest

from claims.models import Citation
from sources.archiver.sentences import as_json, say
from sources.models import Capture, CaptureStatus
from sources.operations.captures.request import request_capture
from tests.factories import AT, a_citation, a_claim, a_page, a_quotation, a_user, an_incident
from tracker.base.people.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def cited():
    return a_citation(page=a_page("https://valley.example/report", title="Twelve dead"))


def test_a_page_that_nobody_captured_is_listed(sign_in, checker, cited):
    text = sign_in(checker).get("/desk/captures/").content.decode()
    assert "https://valley.example/report" in text
    assert f"/desk/pages/{cited.page_id}/capture/" in text


def test_asking_puts_the_page_in_the_queue_and_tells_a_worker(
    sign_in, checker, cited, nudges, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = sign_in(checker).post(f"/desk/pages/{cited.page_id}/capture/")
    capture = Capture.objects.get()
    assert response.headers["Location"] == f"/desk/captures/{capture.pk}/"
    assert nudges == [str(capture.pk)]
    listed = sign_in(checker).get("/desk/captures/").context["pages"].object_list
    assert list(listed) == []


def test_looking_asks_nobody(sign_in, checker, cited):
    assert sign_in(checker).get(f"/desk/pages/{cited.page_id}/capture/").status_code == 405
    sign_in(checker).get(f"/desk/incidents/{cited.claim.incident.slug}/capture/")
    assert not Capture.objects.exists()


def test_a_dossiers_pages_are_captured_once_it_was_confirmed(sign_in, checker):
    incident = an_incident(slug="bridge")
    for number in range(3):
        page = a_page(f"https://{'a' if number else 'b'}.example/{number}")
        a_citation(a_claim(incident=incident), page=page)
    a_citation()
    url = "/desk/incidents/bridge/capture/"
    assert "3 addresses on 2 sites will be contacted" in sign_in(checker).get(url).content.decode()
    sign_in(checker).post(url, {})
    assert Capture.objects.count() == 3


def test_a_dossier_whose_pages_are_all_captured_asks_for_nothing(sign_in, checker):
    incident = an_incident(slug="bridge")
    text = sign_in(checker).get("/desk/incidents/bridge/capture/").content.decode()
    assert "Every cited page of this dossier has been captured" in text
    sign_in(checker).post(f"/desk/incidents/{incident.slug}/capture/", {})
    assert not Capture.objects.exists()


def test_the_list_is_narrowed_to_a_dossier(sign_in, checker, cited):
    a_citation(page=a_page("https://elsewhere.example/"))
    url = "/desk/captures/"
    incident = cited.claim.incident.slug
    text = sign_in(checker).get(url, {"incident": incident}).content.decode()
    assert "valley.example" in text
    assert "elsewhere.example" not in text


@pytest.mark.parametrize("query", [{"incident": "none"}, {"page": "x"}, {"page": "-3"}])
def test_a_query_that_makes_no_sense_is_no_error(sign_in, checker, cited, query):
    assert sign_in(checker).get("/desk/captures/", query).status_code == 200


def a_capture(citation, user, **fields):
    row = request_capture(page=citation.page, cause="asked", by=user, at=AT)
    if fields:
        Capture.objects.filter(pk=row.pk).update(**fields)
    return row


def test_a_waiting_capture_is_refreshed_with_and_without_javascript(sign_in, checker, cited):
    capture = a_capture(cited, checker)
    text = sign_in(checker).get(f"/desk/captures/{capture.pk}/").content.decode()
    assert "It waits for a worker." in text
    assert f'hx-get="/desk/captures/{capture.pk}/state/"' in text
    assert 'http-equiv="refresh"' in text
    part = sign_in(checker).get(f"/desk/captures/{capture.pk}/state/").content.decode()
    assert "<html" not in part
    assert "It waits for a worker." in part


def test_a_failed_capture_says_why_and_is_no_longer_refreshed(sign_in, checker, cited):
    failed = {"status": CaptureStatus.FAILED, "outcome": "timeout", "finished_at": AT}
    why = as_json(say("wire.broke", why="the site was too slow"))
    capture = a_capture(cited, checker, reason=why, **failed)
    text = sign_in(checker).get(f"/desk/captures/{capture.pk}/").content.decode()
    assert "The connection broke: the site was too slow." in text
    assert "Try once more" in text
    assert "hx-get" not in text
    assert 'http-equiv="refresh"' not in text


def test_what_was_found_of_the_words_is_shown(sign_in, checker, cited):
    quotation = a_quotation(cited.page, exact="at least twelve")
    a_citation(cited.claim, page=cited.page, quotation=quotation)
    whole = {
        "status": CaptureStatus.SEALED,
        "outcome": "captured",
        "finished_at": AT,
        "file_sha256": "0" * 64,
        "file_name": "x",
        "file_size": 1,
    }
    capture = a_capture(cited, checker, **whole)
    found = {"kind": "altered", "matched": "at least twenty", "at": AT}
    quotation.findings.create(capture=capture, **found)
    text = sign_in(checker).get(f"/desk/captures/{capture.pk}/").content.decode()
    assert "at least twelve" in text
    assert "at least twenty" in text
    assert "Altered" in text


def test_the_claims_that_cite_the_page_are_named(sign_in, checker, cited):
    capture = a_capture(cited, checker)
    text = sign_in(checker).get(f"/desk/captures/{capture.pk}/").content.decode()
    assert f"/desk/claims/{Citation.objects.get().claim_id}/" in text


def test_somebody_elses_draft_is_not_named(sign_in, checker):
    draft = a_claim(draft=True, statement="Still being written.")
    capture = a_capture(a_citation(draft), checker)
    text = sign_in(checker).get(f"/desk/captures/{capture.pk}/").content.decode()
    assert "Still being written." not in text


def test_an_administrator_may_ask_too(sign_in, cited):
    sign_in(a_user(Role.ADMINISTRATOR)).post(f"/desk/pages/{cited.page_id}/capture/")
    assert Capture.objects.count() == 1
