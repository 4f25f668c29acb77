"""Several files are brought in one form: what is refused is told by name, the rest is kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sources.archiver.deposits.inside.examine import Examined
from sources.models import HeldDeposit
from tests.desk.forms import errors
from tests.factories import a_page

pytestmark = pytest.mark.django_db

HTML = b"<!doctype html><p>Twelve soldiers were killed."


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


def send(client, *files):
    brought = [SimpleUploadedFile(name, content) for name, content in files]
    data = {"statement": "Saved from the channel.", "file": brought}
    return client.post(f"/desk/pages/{a_page().pk}/deposit/", data)


def test_all_are_held_and_the_choice_of_each_waits(sign_in, checker):
    client = sign_in(checker)
    response = send(client, ("a.html", HTML), ("b.html", HTML + b" Twice."))
    assert response["Location"] == "/desk/deposits/"
    assert HeldDeposit.objects.count() == 2
    assert "2 files have arrived" in client.get("/desk/deposits/").content.decode()


def test_one_that_is_refused_keeps_the_others_not_back(sign_in, checker):
    client = sign_in(checker)
    response = send(client, ("a.html", HTML), ("run.exe", b"MZ\x90\0"))
    assert response["Location"] == f"/desk/deposits/{HeldDeposit.objects.get().pk}/"
    shown = client.get(response["Location"]).content.decode()
    assert "run.exe: Files of this kind are not taken." in shown


def test_if_all_are_refused_the_form_stays_with_every_reason(sign_in, checker):
    response = send(sign_in(checker), ("run.exe", b"MZ\x90\0"), ("empty.html", b""))
    (said,) = errors(response)["file"]
    assert "run.exe: Files of this kind are not taken." in said
    assert "empty.html: The file is empty." in said
    assert not HeldDeposit.objects.exists()
