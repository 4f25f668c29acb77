"""Editors find what readers report and close it with an answer."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.desk.readers.reported_pages import language_read_in, names_of_pages
from claims.models import ErrorReport, Event
from claims.operations.readers.error_reports import answer_report, take_report
from claims.presentation.words import page_name, who
from claims.rules.readers import reporting
from tests.desk.forms import errors, opened
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_page,
    a_pair,
    a_party,
    an_assignment,
    an_editor,
    an_incident,
    later,
)
from tests.public.captures import a_capture
from tests.side_by_side import at_once
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def a_report(number: int = 1, **given) -> ErrorReport:
    facts = {"about": "figure", "words": "It was ten.", "where": "", "network": "", "at": AT}
    facts |= {"key": f"{number:032x}"} | given
    claim = facts.pop("claim") if "claim" in facts else a_claim()
    return take_report(claim, **facts)


def of_a_party(number: int = 1, **given) -> ErrorReport:
    """A report that is about no claim."""
    return a_report(number, claim=None, **{"page": "/parties/army/"} | given)


def url(report: ErrorReport) -> str:
    return f"/desk/reports/{report.pk}/"


def test_an_editor_finds_it_answers_it_and_its_reader_reads_that(sign_in, editor, client):
    report = a_report(words="<b>Ten</b>, not twenty.", where="https://example.org/")
    desk = sign_in(editor)

    queue = desk.get("/desk/queues/reports/").content.decode()
    assert url(report) in queue
    assert 'class="waited' in queue
    assert "Errors that readers report" in desk.get("/desk/").content.decode()
    page = desk.get(url(report)).content.decode()
    assert "&lt;b&gt;Ten&lt;/b&gt;, not twenty." in page
    assert 'href="https://example.org/"' not in page

    sent = opened(desk, url(report)) | {
        "outcome": "corrected",
        "answer": "<i>You are right</i>. Thanks.",
    }
    assert desk.post(url(report), sent).status_code == 302

    assert url(report) not in desk.get("/desk/queues/reports/").content.decode()
    assert "&lt;i&gt;You are right&lt;/i&gt;" in desk.get(url(report)).content.decode()
    desk.logout()
    read = desk.get(f"/reports/{report.key}/").content.decode()
    assert "&lt;i&gt;You are right&lt;/i&gt;. Thanks." in read
    line = Event.objects.get(verb="report_answered")
    assert (line.claim_id, line.data) == (report.claim_id, {"outcome": "corrected"})


def test_an_editor_reads_on_which_page_it_was_reported(sign_in, editor):
    dossier = an_incident("Raid at the ford")
    report = a_report(page=f"/fr/incidents/{dossier.slug}/", language="fr")
    desk = sign_in(editor)

    assert "Dossier: Raid at the ford" in desk.get("/desk/queues/reports/").content.decode()
    page = desk.get(url(report)).content.decode()
    assert "Reported on the page" in page
    assert f'href="{report.page}">Dossier: Raid at the ford</a>' in page
    assert "French" in page
    assert "Reported on the page" not in desk.get(url(a_report(2))).content.decode()


def pages_of_readers():
    pair, citation, capture = a_pair(), a_citation(), a_capture(a_page(title="A battle"))
    page = citation.page
    return {
        f"/pairs/{pair.pk}/": f"Pair: {who(pair.claim)}",
        f"/ar/parties/{a_party('FAMa').slug}/": "Party: FAMa",
        f"/publishers/{page.publisher.slug}/": f"Publisher: {page.publisher.name}",
        f"/fr/evidence/{page.pk}/": f"Source: {page_name(page)}",
        f"/evidence/captures/{capture.pk}/": "Capture: A battle",
        "/parties/nobody/": "/parties/nobody/",
        "/nowhere/": "/nowhere/",
        "": "",
    }


def test_the_page_is_named_whatever_it_shows(editor):
    pages = pages_of_readers()
    reports = [a_report(number, page=page) for number, page in enumerate(pages)]

    names = names_of_pages(reports, editor)

    for name, said in zip(names, pages.values(), strict=True):
        assert name.startswith(said)
        assert bool(name) == bool(said)


def test_the_queue_names_pages_in_a_fixed_number_of_queries(sign_in, editor):
    desk = sign_in(editor)
    of_a_party(1, page=f"/parties/{a_party().slug}/")
    desk.get("/desk/queues/reports/")  # what is read once is read
    with CaptureQueriesContext(connection) as few:
        desk.get("/desk/queues/reports/")
    for number in range(2, 6):
        of_a_party(number, page=f"/parties/{a_party().slug}/")
    with CaptureQueriesContext(connection) as many:
        desk.get("/desk/queues/reports/")

    assert len(many) == len(few)


def test_a_report_of_before_tells_the_language_of_its_page_alone(editor):
    assert language_read_in(a_report(1, page="/fr/parties/army/")) == "French"
    assert language_read_in(a_report(2, page="/parties/army/")) == "English"
    assert language_read_in(a_report(3)) == ""
    assert language_read_in(a_report(4, language="ar")) == "Arabic"


def test_the_answer_says_when_it_is_needed(sign_in, editor):
    page = sign_in(editor).get(url(a_report())).content.decode()

    assert "(unless it reports no error)" in page
    assert "(optional)" not in page


def test_a_report_about_no_claim_is_found_and_answered(sign_in, editor):
    report, desk = of_a_party(), sign_in(editor)

    queue = desk.get("/desk/queues/reports/").content.decode()
    assert url(report) in queue
    assert report.page in queue
    assert f'href="{report.page}"' in desk.get(url(report)).content.decode()
    sent = opened(desk, url(report)) | {"outcome": "corrected", "answer": "Its name is mended."}
    assert desk.post(url(report), sent).status_code == 302

    assert url(report) not in desk.get("/desk/queues/reports/").content.decode()
    assert Event.objects.get(verb="report_answered").claim_id is None
    assert desk.get("/desk/journal/").status_code == 200


def test_one_about_no_claim_may_speak_of_any_so_no_reviewer_reads_it(sign_in, editor):
    assignment = an_assignment(reviewer=editor)
    about_another, about_none = a_report(1), of_a_party(2)
    desk = sign_in(editor)

    queue = desk.get("/desk/queues/reports/").content.decode()
    assert url(about_another) in queue
    assert url(about_none) not in queue
    assert desk.get(url(about_none)).status_code == 404
    with pytest.raises(Refusal, match="You review a claim that it may be about"):
        answer_report(about_none, outcome="no_report", answer="", by=editor, at=AT)

    assert url(about_none) in sign_in(an_editor()).get("/desk/queues/reports/").content.decode()
    assert assignment.round.closed_at is None


def test_a_page_that_many_report_takes_no_more(monkeypatch):
    monkeypatch.setattr("claims.operations.readers.error_reports.MOST_OPEN_OF_CLAIM", 2)
    for number in range(2):
        of_a_party(number)

    with pytest.raises(Refusal, match="Many readers"):
        of_a_party(3)
    of_a_party(4, page="/parties/league/")


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"outcome": ""}, "outcome"), ({"answer": ""}, "answer"), ({"answer": "x" * 4_001}, "answer")],
)
def test_what_is_wrong_is_said_at_the_field(sign_in, editor, changes, field):
    report, desk = a_report(), sign_in(editor)
    sent = (
        opened(desk, url(report))
        | {"outcome": "unchanged", "answer": "It stands as it is."}
        | changes
    )

    assert list(errors(desk.post(url(report), sent))) == [field]
    report.refresh_from_db()
    assert report.closed_at is None


def test_what_reports_no_error_needs_no_answer(sign_in, editor):
    report, desk = a_report(), sign_in(editor)
    desk.post(url(report), opened(desk, url(report)) | {"outcome": "no_report", "answer": ""})

    assert "without an answer" in desk.get(f"/reports/{report.key}/").content.decode()


def test_with_the_answer_the_network_is_forgotten():
    report = a_report(network="0123456789abcdef")
    answer_report(
        report, outcome="unchanged", answer="It stands, as was said.", by=an_editor(), at=AT
    )

    report.refresh_from_db()
    assert report.network == ""


def test_who_answers_second_is_told_so():
    report, given = a_report(), {"outcome": "unchanged", "answer": "It stands as it is.", "at": AT}
    answer_report(report, by=an_editor(), **given)

    with pytest.raises(Refusal, match="answered this report already"):
        answer_report(report, by=an_editor(), **given)


def test_a_claim_that_many_report_takes_no_more(monkeypatch):
    monkeypatch.setattr("claims.operations.readers.error_reports.MOST_OPEN_OF_CLAIM", 2)
    claim = a_claim()
    for number in range(2):
        a_report(number, claim=claim)

    with pytest.raises(Refusal, match="Many readers"):
        a_report(3, claim=claim)


def test_after_an_hour_a_network_may_send_again():
    claim = a_claim()
    for number in range(reporting.REPORTS_OF_NETWORK):
        a_report(number, claim=claim, network="0123456789abcdef")

    a_report(9, claim=claim, network="0123456789abcdef", at=later(hours=1, seconds=1))


def test_fact_checkers_read_no_reports(sign_in, checker):
    report, desk = a_report(), sign_in(checker)

    assert desk.get(url(report)).status_code == 403
    assert desk.get("/desk/queues/reports/").status_code == 403
    assert "Errors that readers report" not in desk.get("/desk/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_six_at_once_with_one_key_leave_one():
    claim = a_claim()

    taken = at_once([lambda: a_report(7, claim=claim)] * 6)

    assert len({report.pk for report in taken}) == 1
    assert ErrorReport.objects.count() == 1
