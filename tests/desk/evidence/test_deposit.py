"""Depositing at the desk: a file and a statement in, and nothing half-written when refused."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sources.archiver.deposits.inside.examine import Examined
from sources.models import Capture, Deposit, HeldDeposit
from tests.factories import a_citation, a_claim, a_page, a_user, an_editor
from tests.sources.sealed_pages import warc_of
from tracker.base.people.models import Role

pytestmark = pytest.mark.django_db

HTML = b"<!doctype html><p>Twelve soldiers were killed."
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def evidence(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "uploads")
    (tmp_path / "uploads").mkdir()
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "evidence")},
        }
    }
    return tmp_path


@pytest.fixture
def page():
    return a_page()


@pytest.fixture
def desk(client):
    client.force_login(a_user(), BACKEND)
    return client


def send(client, page, content=HTML, *, name="post.html", **fields):
    data = {"statement": "Saved from the channel.", "obtained": "2026-02", **fields}
    if content is not None:
        data["file"] = SimpleUploadedFile(name, content, "application/pdf")
    return client.post(f"/desk/pages/{page.pk}/deposit/", data)


def choose(client, arrived, shown="original", **fields):
    return client.post(arrived["Location"], {"shown": shown, **fields})


def bring(client, page, **fields):
    """Send a file and choose that it is public as it is."""
    return choose(client, send(client, page, **fields))


@pytest.fixture(autouse=True)
def _examined(monkeypatch):
    """The process that reads files is tested with real files in tests/archiver/deposits."""
    found = [{"group": "person", "name": "meta author", "value": "Ada of the form"}]
    monkeypatch.setattr(
        "sources.operations.deposits.hold.examine",
        lambda *_given, **_limits: Examined(found=found, not_cleaned="kind"),
    )


def kept(evidence):
    return [path for path in evidence.rglob("*") if path.is_file()]


def test_a_copy_is_deposited_and_its_page_opens(desk, page):
    arrived = send(desk, page)
    assert arrived["Location"] == f"/desk/deposits/{HeldDeposit.objects.get().pk}/"
    answer = choose(desk, arrived)

    row = Deposit.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/desk/captures/{row.capture_id}/"
    assert (row.statement, row.kind, row.original_name) == (
        "Saved from the channel.",
        "html",
        "post.html",
    )
    assert (row.obtained_on.isoformat(), row.obtained_precision) == ("2026-02-01", "month")
    watched = desk.get(answer["Location"]).content.decode()
    assert "Deposited copy" in watched
    assert "The file is sealed. A worker reads its text" in watched
    assert "Give up" not in watched


def test_the_form_says_what_readers_will_see(desk, page):
    shown = desk.get(f"/desk/pages/{page.pk}/deposit/").content.decode()

    assert 'enctype="multipart/form-data"' in shown
    assert "never as captured" in shown
    assert 'name="statement"' in shown


@pytest.mark.parametrize(
    ("content", "fields", "words"),
    [
        (None, {}, "Choose the file."),
        (b"", {}, "The file is empty."),
        (b"MZ\x90\0", {}, "Files of this kind are not taken."),
        (HTML, {"statement": " "}, "This field is required."),
        (HTML, {"statement": "a\0b"}, "Null characters are not allowed."),
        (HTML, {"obtained": "yesterday"}, "Write the date as"),
        (HTML, {"obtained": "2999"}, "This day is still to come."),
    ],
)
def test_what_is_refused_is_said_at_its_field_and_nothing_is_kept(
    desk, evidence, content, fields, words
):
    answer = send(desk, a_page(), content, **fields)

    assert answer.status_code == 422
    shown = answer.content.decode()
    assert words in shown
    if "statement" not in fields:
        assert "Saved from the channel." in shown
    assert not Capture.objects.exists()
    assert kept(evidence) == []


def test_a_file_that_is_too_large_is_dropped_while_it_arrives(desk, page, evidence, settings):
    settings.DEPOSIT_MAX_BYTES = 3_000_000

    answer = send(desk, page, b"<html>" + b"x" * 3_000_000)

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "larger than this installation takes. At most" in shown
    assert "Choose the file." not in shown
    assert "Saved from the channel." in shown
    assert kept(evidence) == []


def test_a_large_file_leaves_no_copy_beside_the_sealed_one(desk, page, evidence):
    answer = send(desk, page, b"<html>" + b"x" * 3_000_000)

    assert answer.status_code == 302
    answer.wsgi_request.close()  # as the server does once it has answered
    assert [path.name for path in kept(evidence)] == [str(HeldDeposit.objects.get().pk)]
    choose(desk, answer)
    assert not Path(evidence / "held" / str(HeldDeposit.objects.get().pk)).exists()
    assert Capture.objects.get().file_name in {
        str(path.relative_to(evidence / "evidence")) for path in kept(evidence)
    }


def test_a_file_of_somebody_who_is_not_signed_in_is_never_written(page, evidence, monkeypatch):
    made = []
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", lambda *_a, **_k: made.append(1))

    answer = send(Client(), page, b"<html>" + b"x" * 3_000_000)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")
    assert made == []


def test_a_file_of_a_reader_is_never_written(rf):
    request = rf.post("/", {"file": SimpleUploadedFile("a", b"<html>"), "words": "typed"})
    request.user = a_user(Role.READER)

    assert list(request.FILES) == []
    assert request.POST["words"] == "typed"


def test_many_files_of_one_request_are_no_larger_than_one_may_be(desk, page, settings, rf):
    settings.DEPOSIT_MAX_BYTES = 3_000_000
    parts = {f"file{n}": SimpleUploadedFile("a", b"<html>" + b"x" * 2_000_000) for n in range(3)}
    request = rf.post("/", parts)
    request.user = page.added_by

    kept_names = list(request.FILES)
    request.close()

    assert kept_names == ["file0"]


def test_readers_do_not_deposit(client, page, evidence):
    client.force_login(a_user(Role.READER), BACKEND)

    assert send(client, page).status_code == 403
    assert kept(evidence) == []


def test_sent_twice_it_is_deposited_once(desk, page):
    first = send(desk, page, submission="ab12")
    second = send(desk, page, submission="ab12")

    assert first["Location"] == second["Location"]
    assert HeldDeposit.objects.count() == 1
    one = choose(desk, first, submission="cd34")
    assert choose(desk, first, submission="cd34").status_code in (302, 404)
    assert one.status_code == 302
    assert Deposit.objects.count() == 1


def test_the_same_file_again_is_refused_with_the_day(desk, page):
    bring(desk, page)

    assert "was deposited for this page already, on " in send(desk, page).content.decode()


def test_a_disk_that_is_full_is_said_and_nothing_is_written(desk, page, monkeypatch):
    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sources.operations.deposits.hold.keep_file", full)
    answer = send(desk, page)

    assert answer.status_code == 422
    assert "No space left on device" in answer.content.decode()
    assert not HeldDeposit.objects.exists()
    assert not Capture.objects.exists()


def test_whoever_cites_a_page_that_cannot_be_fetched_goes_on_to_the_deposit(client):
    claim = a_claim()
    client.force_login(an_editor(), BACKEND)
    answer = client.post(
        f"/desk/claims/{claim.pk}/cite/",
        {
            "url": "https://example.org/post/1",
            "new_publisher": "A channel",
            "new_publisher_kind": "channel",
            "kind": "post",
            "origin": "unknown",
            "stance": "reports",
            "credibility": "6",
            "deposit": "on",
        },
    )

    assert answer.status_code == 302
    citation = claim.citations.get()
    then = f"/desk/pages/{citation.page_id}/deposit/?citation={citation.pk}"
    assert answer["Location"] == then
    assert not Capture.objects.exists()


def test_readers_see_the_statement_the_role_and_that_we_did_not_fetch_it(desk, page):
    a_citation(a_claim(), page=page)
    bring(desk, page)
    row = Deposit.objects.get()
    reader = Client()

    for path in (f"/evidence/{page.pk}/", f"/evidence/captures/{row.capture_id}/"):
        shown = reader.get(path).content.decode()
        assert "We did not fetch it ourselves" in shown, path
        assert "Saved from the channel." in shown
        assert row.capture.file_sha256 in shown
        assert str(row.deposited_by.get_role_display()) in shown
        assert row.deposited_by.name not in shown
        assert "post.html" not in shown
        assert "Deposited copy" in shown


def test_no_page_of_a_deposit_says_that_a_site_was_asked(desk, page):
    a_citation(a_claim(), page=page)
    watched = desk.get(bring(desk, page)["Location"]).content.decode()
    assert "Brought by" in watched
    assert "Asked for by" not in watched
    address = f"/evidence/captures/{Capture.objects.get().pk}/"

    for path in (address, f"{address}provenance/", f"{address}replay/"):
        shown = Client().get(path).content.decode()
        for untrue in ("Asked for", "Address asked", "as the site sent it", "How it was made"):
            assert untrue not in shown, (path, untrue)


def test_programs_are_told_that_it_was_deposited(desk, page):
    a_citation(a_claim(), page=page)
    bring(desk, page)

    capture = desk.get(f"/api/v1/captures/{Capture.objects.get().pk}/").json()
    listed = desk.get(f"/api/v1/pages/{page.pk}/").json()

    assert capture["cause"] == "deposited"
    assert capture["deposit"]["statement"] == "Saved from the channel."
    assert capture["deposit"]["obtained_on"] == "2026-02"
    assert listed["state"]["status"] == "deposited"


def test_what_stands_in_the_file_is_shown_before_anything_is_chosen(desk, page):
    shown = desk.get(send(desk, page)["Location"]).content.decode()

    assert "Ada of the form" in shown
    assert "Names of people" in shown
    assert "Not looked at" in shown
    assert "Of files of this kind no cleaned copy is made" in shown
    assert 'value="cleaned"' not in shown
    assert "checked" not in shown


@pytest.mark.parametrize(
    ("archive", "reason"),
    [
        ({"url": "https://elsewhere.example/b"}, "The archive holds no answer"),
        ({"status": "404 Not Found"}, "an answer with status 404, which is not the page"),
        ({"truncated": "time"}, "was cut short (time)"),
        ({}, ""),
    ],
    ids=["another page", "an error", "cut", "the page"],
)
def test_why_an_archive_cannot_be_read_is_said_before_anything_is_chosen(
    desk, page, archive, reason
):
    shown = desk.get(send(desk, page, warc_of(HTML, **{"url": page.url} | archive))["Location"])

    said = shown.content.decode()
    assert ("cannot be read out of this archive" in said) is bool(reason)
    assert bool(HeldDeposit.objects.get().page_unread) is bool(reason)
    assert reason in said


def test_without_a_choice_nothing_is_sealed(desk, page):
    answer = choose(desk, send(desk, page), shown="")

    assert answer.status_code == 422
    assert "Choose what is public of this file." in answer.content.decode()
    assert not Capture.objects.exists()


def test_others_of_the_desk_do_not_see_what_was_found(desk, page):
    arrived = send(desk, page)
    other = Client()
    other.force_login(a_user(), BACKEND)

    assert other.get(arrived["Location"]).status_code == 404
    assert "Ada of the form" not in other.get("/desk/deposits/").content.decode()
    editor = Client()
    editor.force_login(an_editor(), BACKEND)
    assert "Ada of the form" in editor.get(arrived["Location"]).content.decode()
    assert arrived["Location"] in editor.get("/desk/deposits/").content.decode()


def test_a_held_file_is_removed_by_whoever_brought_it(desk, page):
    arrived = send(desk, page)

    assert desk.post(f"{arrived['Location']}remove/").status_code == 302

    assert desk.get(arrived["Location"]).status_code == 404
    assert not Capture.objects.exists()


def test_what_is_left_of_the_day_is_said_at_the_field(desk, page, settings):
    settings.DEPOSIT_DAILY_BYTES = 10

    shown = send(desk, page).content.decode()

    assert "larger than what is left of what one person may bring in a day" in shown
    assert "Saved from the channel." in shown


def test_an_editor_withholds_and_shows_again_at_the_desk(desk, page):
    a_citation(a_claim(), page=page)
    bring(desk, page)
    capture = Capture.objects.get()
    editor = Client()
    editor.force_login(an_editor(), BACKEND)
    address = f"/desk/captures/{capture.pk}"

    assert desk.get(f"{address}/withhold/").status_code == 403
    told = {"description": "A post of a channel.", "reason": "A source."}
    assert editor.post(f"{address}/withhold/", told).status_code == 302
    assert Client().get(f"/evidence/captures/{capture.pk}/").status_code == 404
    told = Client().get(f"/evidence/{page.pk}/").content.decode()
    assert "A deposited copy, withheld since" in told
    assert "A post of a channel." in told
    assert capture.file_sha256 in told
    assert "A source." not in told
    assert "Saved from the channel." not in told
    assert "Withheld by" in editor.get(f"{address}/").content.decode()

    assert editor.post(f"{address}/give-out/", {"reason": "They agree."}).status_code == 302
    assert Client().get(f"/evidence/captures/{capture.pk}/").status_code == 200
