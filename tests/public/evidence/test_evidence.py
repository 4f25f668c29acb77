"""The evidence page, one capture, and the sealed file."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from sources.models import Capture, FindingKind
from tests.factories import (
    a_citation,
    a_claim,
    a_page,
    a_quotation,
    a_user,
    an_incident,
    later,
)
from tests.markup import folded
from tests.public.captures import a_capture, a_finding, failed, gone, waiting
from tests.public.conftest import Read
from tracker.base.people.models import Role


@pytest.fixture
def storage(settings: object, tmp_path: Path) -> None:
    """Sealed files of this test go to a folder of its own."""
    settings.STORAGES = settings.STORAGES | {  # type: ignore[attr-defined]
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }


def kept(content: bytes = b"a sealed file") -> Capture:
    """A capture of a cited page whose file stands in the storage."""
    digest = hashlib.sha256(content).hexdigest()
    name = f"warc/{digest[:2]}/{digest}.warc.gz"
    default_storage.save(name, ContentFile(content))
    return a_capture(a_citation().page, file_name=name, file_sha256=digest)


def test_it_marks_the_quotation_in_the_text(read: Read) -> None:
    quotation = a_quotation(exact="twenty men")
    a_citation(page=quotation.page, quotation=quotation)
    capture = a_capture(quotation.page, "They say twenty men <b>fell</b>.")
    a_finding(quotation, capture, matched="twenty men")

    page = read(f"/evidence/{quotation.page_id}/")

    assert ">twenty men</mark> &lt;b&gt;fell&lt;/b&gt;." in page
    assert "Found word for word in the sealed copy." in page


def test_the_text_runs_in_the_direction_of_its_language(read: Read) -> None:
    page = a_page(language="ar")
    a_citation(page=page)
    a_capture(page, "قُتل عشرون")

    assert 'lang="ar" dir="rtl">قُتل عشرون' in read(f"/evidence/{page.pk}/")


def test_a_page_that_changed_is_said_to_have_changed(read: Read) -> None:
    quotation = a_quotation(exact="twenty men")
    a_citation(page=quotation.page, quotation=quotation)
    first = a_capture(quotation.page, "They say twenty men.")
    second = a_capture(quotation.page, "They say thirty men.", at=later(hours=1))
    a_finding(quotation, first, matched="twenty men")
    a_finding(quotation, second, FindingKind.ALTERED, "thirty men")

    page = read(f"/evidence/{quotation.page_id}/")

    assert "The text differs from that of the copy before it." in page
    assert 'class="finding is-altered"' in page


def test_each_copy_that_differs_from_the_one_before_says_so(read: Read) -> None:
    page = a_citation().page
    for minutes, text in enumerate(("Twenty men.", "Thirty men.", "Thirty men.")):
        a_capture(page, text, at=later(minutes=minutes))

    shown = read(f"/evidence/{page.pk}/")

    assert shown.count("The text differs from the copy before.") == 1


def test_a_capture_that_differs_from_the_one_before_says_so_on_its_own_page(read: Read) -> None:
    page = a_citation().page
    first = a_capture(page, "Twenty men.")
    second = a_capture(page, "Thirty men.", at=later(hours=1))

    assert "The text differs from the copy" not in read(f"/evidence/captures/{first.pk}/")
    assert "The text differs from the copy before." in read(f"/evidence/captures/{second.pk}/")


def test_two_captures_of_one_minute_are_told_apart(read: Read) -> None:
    page = a_citation().page
    a_capture(page)
    a_capture(page, at=later(seconds=7))

    assert f"{later(seconds=7):%H:%M:%S} UTC" in read(f"/evidence/{page.pk}/")


def test_a_page_that_is_gone_is_said_to_be_gone_and_its_copy_kept(read: Read) -> None:
    page = a_citation().page
    a_capture(page, "They say twenty men.")
    gone(page, at=later(hours=1))

    shown = read(f"/evidence/{page.pk}/")

    assert "no longer there (HTTP 410). An earlier sealed copy is kept." in shown
    assert "They say twenty men." in shown


def test_a_later_look_that_failed_takes_no_copy_away(read: Read) -> None:
    page = a_citation().page
    a_capture(page, "They say twenty men.")
    failed(page, "The site did not answer in time.", at=later(hours=1))

    shown = folded(read(f"/evidence/{page.pk}/"))

    said = "The connection broke: The site did not answer in time."
    assert f"A later look brought no whole copy: {said}" in shown
    assert "No whole copy" not in shown.split("A later look brought no whole copy", 1)[0]
    assert "They say twenty men." in shown


def test_a_page_that_is_gone_stays_gone_when_a_later_look_fails(read: Read) -> None:
    page = a_citation().page
    a_capture(page, "They say twenty men.")
    gone(page, at=later(hours=1))
    failed(page, "The site did not answer in time.", at=later(hours=2))

    shown = folded(read(f"/evidence/{page.pk}/"))

    assert (
        "no longer there (HTTP 410). An earlier sealed copy is kept. A later look brought no whole "
        "copy: The connection broke: The site did not answer in time."
    ) in shown


def test_a_page_that_nobody_captured_says_so(read: Read) -> None:
    page = a_citation().page

    assert "Not yet captured" in read(f"/evidence/{page.pk}/")


def test_a_capture_that_waits_says_so(read: Read) -> None:
    page = a_citation().page
    waiting(page)

    assert "Waiting to be captured" in read(f"/evidence/{page.pk}/")


def test_a_failed_capture_says_why(read: Read) -> None:
    page = a_citation().page
    failed(page, "The site did not answer in time.")

    assert "The site did not answer in time." in read(f"/evidence/{page.pk}/")


def test_it_names_the_claims_that_cite_it(read: Read) -> None:
    citation = a_citation()

    assert f'href="/claims/{citation.claim_id}/"' in read(f"/evidence/{citation.page_id}/")


def test_a_page_that_only_a_draft_cites_is_for_the_desk(read: Read, client: Client) -> None:
    citation = a_citation(a_claim(draft=True))

    read(f"/evidence/{citation.page_id}/", expect=404)
    client.force_login(a_user())
    page = read(f"/evidence/{citation.page_id}/")

    assert "No public claim cites this page itself." in page


def test_an_account_alone_is_no_desk(read: Read, client: Client) -> None:
    citation = a_citation(a_claim(draft=True))
    client.force_login(a_user(Role.READER))

    read(f"/evidence/{citation.page_id}/", expect=404)


def test_what_only_a_draft_quotes_is_on_the_page_for_nobody(read: Read, client: Client) -> None:
    quotation = a_quotation(exact="twenty men")
    a_citation(page=quotation.page)
    a_citation(a_claim(draft=True), page=quotation.page, quotation=quotation)
    capture = a_capture(quotation.page, "They say twenty men fell.")
    a_finding(quotation, capture, matched="twenty men")
    paths = [f"/evidence/{quotation.page_id}/", f"/evidence/captures/{capture.pk}/"]

    for path in paths:
        assert "Found word for word" not in read(path)
        assert "<mark" not in read(path)
    client.force_login(a_user())
    assert "<mark" not in read(paths[0])


def test_an_exercise_has_its_banner(read: Read) -> None:
    citation = a_citation(a_claim(incident=an_incident(is_exercise=True)))

    assert "Exercise: invented parties" in read(f"/evidence/{citation.page_id}/")


def test_one_capture_leads_to_its_provenance_sheet(read: Read) -> None:
    capture = a_capture(a_citation().page)

    page = read(f"/evidence/captures/{capture.pk}/")

    assert capture.file_sha256 in page
    assert "“sha256sum FILE”" in page
    assert f'href="/evidence/captures/{capture.pk}/provenance/"' in page


def test_the_sealed_file_is_a_download_that_nothing_runs(
    storage: None, client: Client, db: None
) -> None:
    capture = kept()

    answer = client.get(f"/evidence/captures/{capture.pk}/file/")

    assert b"".join(answer.streaming_content) == b"a sealed file"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/octet-stream"


def test_a_file_that_is_lost_is_not_found(storage: None, read: Read) -> None:
    capture = a_capture(a_citation().page)

    read(f"/evidence/captures/{capture.pk}/file/", expect=404)


def test_a_capture_without_a_file_has_none(storage: None, read: Read) -> None:
    capture = failed(a_citation().page, "No answer.")

    read(f"/evidence/captures/{capture.pk}/file/", expect=404)


def test_the_file_of_a_drafts_page_is_not_for_readers(storage: None, read: Read) -> None:
    capture = a_capture(a_citation(a_claim(draft=True)).page)
    default_storage.save(capture.file_name, ContentFile(b"a sealed file"))

    read(f"/evidence/captures/{capture.pk}/file/", expect=404)
    read(f"/evidence/captures/{capture.pk}/", expect=404)
