"""What somebody typed who was signed out by then comes back after signing in, unsent."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from claims.models import Claim
from tests.desk.forms import a_claim_form, a_figure_row, a_review_form, as_shown, opened
from tests.factories import PASSWORD, a_claim, a_page, a_party, an_assignment, an_incident
from tracker.base.acts import kept_forms
from tracker.base.acts.models import KeptForm

pytestmark = pytest.mark.django_db

NEW = "/desk/claims/new/"
WORDS = "At least thirteen soldiers, said the spokesman."


def signed_in(client, user):
    """Sign in as a browser does, at the address that the last answer led to."""
    return client.post(
        "/accounts/login/", {"login": user.username, "password": PASSWORD, "next": client.next}
    )


def sent_signed_out(client, url, sent, **headers):
    response = client.post(url, sent, headers=headers)
    assert response.status_code == 302
    client.next = Client().get(response.headers["Location"]).context["redirect_field_value"]
    return response


@pytest.fixture
def typed():
    return a_claim_form(an_incident(), a_party(), statement=WORDS) | a_figure_row(
        0, low="13", words="at least thirteen"
    )


def test_a_claim_sent_after_the_session_ended_comes_back_filled_in(client, checker, typed):
    sent_signed_out(client, NEW, typed)
    answer = signed_in(client, checker)
    assert answer.headers["Location"].startswith(f"{NEW}?kept=")

    page = client.get(answer.headers["Location"])

    text = page.content.decode()
    assert WORDS in text
    assert 'value="13"' in text
    assert "You were signed out when you sent this" in text
    assert "Error:" not in text
    assert not Claim.objects.exists()


def test_sent_again_it_is_done_and_kept_no_longer(client, checker, typed):
    sent_signed_out(client, NEW, typed)
    back = signed_in(client, checker).headers["Location"]
    assert client.post(back, as_shown(client.get(back))).status_code == 302
    assert Claim.objects.get().statement == WORDS
    assert not KeptForm.objects.exists()


def test_it_comes_back_in_another_language_too(client, checker, typed):
    sent_signed_out(client, NEW, typed)
    back = signed_in(client, checker).headers["Location"]
    assert WORDS in client.get(f"/fr{back}").content.decode()


def test_another_account_gets_it_back_in_the_same_browser(client, checker, editor, typed):
    client.force_login(checker, "django.contrib.auth.backends.ModelBackend")
    client.logout()
    sent_signed_out(client, NEW, typed)
    back = signed_in(client, editor).headers["Location"]
    assert WORDS in client.get(back).content.decode()


def test_another_browser_does_not(client, checker, typed, sign_in):
    sent_signed_out(client, NEW, typed)
    page = sign_in(checker).get(client.next)
    assert page.status_code == 200
    assert WORDS not in page.content.decode()


def test_it_comes_back_at_its_own_address_only(client, checker, typed):
    sent_signed_out(client, NEW, typed)
    signed_in(client, checker)
    elsewhere = client.next.replace("claims", "incidents")
    assert WORDS not in client.get(elsewhere).content.decode()


def test_a_review_comes_back_with_the_version_it_was_written_against(client, checker):
    assignment = an_assignment(reviewer=checker)
    url = f"/desk/reviews/{assignment.pk}/"
    client.force_login(checker, "django.contrib.auth.backends.ModelBackend")
    sent = opened(client, url) | a_review_form(reasoning=WORDS, seal="1")
    client.logout()
    sent_signed_out(client, url, sent)
    back = signed_in(client, checker).headers["Location"]
    page = client.get(back)
    assert WORDS in page.content.decode()
    assert page.context["form"]["submission"].value() == sent["submission"]


def test_what_stands_in_the_database_cannot_be_read_there(client, typed):
    sent_signed_out(client, NEW, typed)
    row = KeptForm.objects.get()
    assert WORDS.encode() not in bytes(row.sealed)
    key = _key(client)
    assert key.value not in (row.key_sha256, str(row.pk))
    assert key["httponly"]
    assert {one["path"] for one in client.cookies.values() if one.value == key.value} == {
        "/desk/",
        "/fr/desk/",
        "/ar/desk/",
    }


def _key(client):
    return next(morsel for name, morsel in client.cookies.items() if name.endswith("_kept"))


def test_secrets_are_never_kept(client):
    secret = "correct horse battery staple"
    sent = {"name": "Awa", "password": secret, "new_password1": secret, "otp": secret}
    sent_signed_out(client, "/desk/parties/new/", sent)
    kept = _kept(client)
    assert secret not in str(kept)
    assert "Awa" in str(kept)


def _kept(client):
    row = KeptForm.objects.get()
    key = _key(client).value
    return kept_forms.kept_form(str(row.pk), path=row.path, key=key, at=timezone.now())


def test_it_is_kept_for_hours_and_not_for_days(client, checker, typed):
    sent_signed_out(client, NEW, typed)
    past = timezone.now() - timedelta(hours=kept_forms.KEPT_HOURS, minutes=1)
    KeptForm.objects.update(at=past)
    back = signed_in(client, checker).headers["Location"]
    assert WORDS not in client.get(back).content.decode()


def test_what_is_too_long_to_be_kept_is_shown_to_be_copied(client, monkeypatch, typed):
    monkeypatch.setattr(kept_forms, "MOST_BYTES", 10)
    response = client.post(NEW, typed)
    assert response.status_code == 401
    assert WORDS in response.content.decode()
    assert not KeptForm.objects.exists()


def test_strangers_cannot_fill_the_database(client, monkeypatch, typed):
    sent_signed_out(client, NEW, typed)
    monkeypatch.setattr(kept_forms, "MOST_BYTES_IN_ALL", 1000)
    assert client.post(NEW, typed).status_code == 401
    assert KeptForm.objects.count() == 1


def test_it_survives_without_cache_and_broker(client, checker, typed, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    response = client.post(NEW, typed)
    back = re.search(r"kept%3D([0-9a-f-]+)", response.headers["Location"]).group(1)
    client.force_login(checker, "django.contrib.auth.backends.ModelBackend")
    assert WORDS in client.get(f"{NEW}?kept={back}").content.decode()


def test_a_button_of_a_part_of_a_page_keeps_the_form_too(client, typed):
    response = client.post(NEW, typed | {"read": "0"}, headers={"HX-Request": "true"})
    assert response.status_code == 401
    assert "kept%3D" in response.headers["HX-Redirect"]
    assert KeptForm.objects.count() == 1


def test_a_reason_typed_beside_a_button_is_asked_again(client, editor):
    page = a_page()
    url = f"/desk/pages/{page.pk}/watch/"
    sent_signed_out(client, url, {"act": "stop", "reason": "It has been gone for a year."})
    back = signed_in(client, editor).headers["Location"]
    asked = client.get(back)
    assert "It has been gone for a year." in asked.content.decode()
    assert as_shown(asked)["act"] == "stop"


def test_a_button_has_no_page_otherwise(sign_in, editor):
    assert sign_in(editor).get(f"/desk/pages/{a_page().pk}/watch/").status_code == 405


class TestToken:
    """The token of forms changes when somebody signs in: in another tab, as another account."""

    @pytest.fixture
    def browser(self, checker):
        client = Client(enforce_csrf_checks=True)
        client.force_login(checker, "django.contrib.auth.backends.ModelBackend")
        return client

    def test_a_form_of_ours_with_an_old_token_comes_back_filled_in(self, browser, typed):
        old = typed | {"csrfmiddlewaretoken": "x" * 64}
        response = browser.post(NEW, old, headers={"Origin": "http://testserver"})
        assert response.status_code == 302
        page = browser.get(response.headers["Location"])
        assert WORDS in page.content.decode()
        assert browser.post(response.headers["Location"], as_shown(page)).status_code == 302
        assert Claim.objects.get().statement == WORDS

    @pytest.mark.parametrize("said", [{}, {"Origin": "https://evil.example"}])
    def test_one_from_elsewhere_is_shown_and_not_a_press_from_being_sent(
        self, browser, typed, said
    ):
        response = browser.post(NEW, typed, headers=said)
        text = response.content.decode()
        assert response.status_code == 403
        assert WORDS in text
        assert "<form" not in text
        assert not KeptForm.objects.exists()

    def test_signed_out_with_an_old_token_leads_to_the_sign_in_page(self, checker, typed):
        client = Client(enforce_csrf_checks=True)
        response = client.post(NEW, typed, headers={"Origin": "http://testserver"})
        assert response.headers["Location"].startswith("/accounts/login/?next=/desk/claims/new/")
        assert KeptForm.objects.count() == 1

    def test_a_password_is_never_shown(self, typed):
        client = Client(enforce_csrf_checks=True)
        sent = {"login": "awa", "password": "correct horse battery staple"}
        text = client.post("/accounts/login/", sent).content.decode()
        assert "correct horse" not in text


def test_a_claim_that_one_may_not_change_gives_the_text_back(sign_in, checker):
    claim = a_claim()
    response = sign_in(checker).post(f"/desk/claims/{claim.pk}/edit/", {"statement": WORDS})
    assert response.status_code == 403
    assert WORDS in response.content.decode()


def test_a_thing_that_is_gone_gives_the_text_back(sign_in, checker):
    response = sign_in(checker).post("/desk/claims/999999/edit/", {"statement": WORDS})
    assert response.status_code == 404
    assert WORDS in response.content.decode()


def test_a_fault_of_ours_gives_the_text_back(checker, monkeypatch):
    def fails(**_given):
        raise RuntimeError

    monkeypatch.setattr("claims.desk.record.scene.record_party", fails)
    client = Client(raise_request_exception=False)
    client.force_login(checker, "django.contrib.auth.backends.ModelBackend")
    sent = {"name": WORDS, "kind": "armed_group", "password": "correct horse"}
    response = client.post("/desk/parties/new/", sent)
    assert response.status_code == 500
    assert WORDS in response.content.decode()
    assert "correct horse" not in response.content.decode()
