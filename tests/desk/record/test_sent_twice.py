"""A form that is sent twice does one thing, and the second sender lands where the first did."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Claim, Event, Verdict
from sources.models import Publisher
from tests.desk.forms import WAIVING, a_claim_form, a_review_form
from tests.factories import a_party, a_reviewed_claim, an_assignment, an_incident
from tracker.base.acts.idempotency import KEPT_DAYS
from tracker.base.acts.models import SentForm

pytestmark = pytest.mark.django_db


@pytest.fixture
def key():
    return uuid.uuid4().hex


def test_a_claim_that_is_sent_twice_is_recorded_once(sign_in, checker, key):
    sent = a_claim_form(an_incident(), a_party()) | {"submission": key}
    first = sign_in(checker).post("/desk/claims/new/", sent)
    second = sign_in(checker).post("/desk/claims/new/", sent)
    assert Claim.objects.count() == 1
    assert first.headers["Location"] == second.headers["Location"]


def test_every_form_comes_with_a_key_of_its_own(sign_in, checker):
    forms = [sign_in(checker).get("/desk/claims/new/").context["form"] for _ in range(2)]
    assert forms[0]["submission"].value() != forms[1]["submission"].value()


def test_a_form_that_was_refused_can_be_sent_again(sign_in, checker, key):
    sent = a_claim_form(an_incident(), a_party()) | {"submission": key}
    bad = sent | {"figures-0-low": "20", "figures-0-high": "1", "figures-0-qualifier": "range"}
    assert sign_in(checker).post("/desk/claims/new/", bad).status_code == 422
    assert sign_in(checker).post("/desk/claims/new/", sent).status_code == 302


def test_somebody_elses_key_stops_nobody(sign_in, checker, editor, key):
    sent = {"name": "Valley Post", "kind": "newspaper", "submission": key}
    sign_in(editor).post("/desk/publishers/new/", sent)
    sign_in(checker).post("/desk/publishers/new/", sent | {"name": "Hill Post"})
    assert Publisher.objects.count() == 2


def test_back_and_sent_again_with_other_words_does_nothing_and_loses_nothing(sign_in, checker, key):
    client, url = sign_in(checker), "/desk/claims/new/"
    sent = a_claim_form(an_incident(), a_party()) | {"submission": key}
    became = client.post(url, sent).headers["Location"]

    response = client.post(url, sent | {"statement": "Said more clearly."})

    assert (response.status_code, Claim.objects.count()) == (422, 1)
    text = response.content.decode()
    assert "Said more clearly." in text
    assert f'href="{became}"' in text


def test_after_that_it_can_be_done_a_second_time_on_purpose(sign_in, checker, key):
    client, url = sign_in(checker), "/desk/claims/new/"
    sent = a_claim_form(an_incident(), a_party()) | {"submission": key}
    client.post(url, sent)
    shown = client.post(url, sent | {"statement": "Another one."})
    again = shown.context["form"]["submission"].value()
    client.post(url, sent | {"statement": "Another one.", "submission": again})
    assert Claim.objects.count() == 2


def test_keys_are_forgotten_after_a_month(sign_in, checker, key):
    old = timezone.now() - timedelta(days=KEPT_DAYS, hours=1)
    SentForm.objects.create(by=checker, key="ab12", content_sha256="0" * 64, at=old)
    sent = {"name": "Valley Post", "kind": "newspaper", "submission": key}
    sign_in(checker).post("/desk/publishers/new/", sent)
    assert [row.key for row in SentForm.objects.all()] == [key]


@pytest.mark.parametrize("odd", ["", "a b\n", "x" * 64, "\U0001f600"])
def test_a_key_that_is_none_of_ours_is_left_aside(sign_in, checker, odd):
    sent = {"name": "Valley Post", "kind": "newspaper", "submission": odd}
    assert sign_in(checker).post("/desk/publishers/new/", sent).status_code == 302


def test_a_review_that_is_sealed_twice_is_sealed_once(sign_in, checker, key):
    assignment = an_assignment(reviewer=checker)
    sent = a_review_form(seal="1", submission=key)
    for _ in range(2):
        sign_in(checker).post(f"/desk/reviews/{assignment.pk}/", sent)
    assert Event.objects.filter(verb="review_sealed").count() == 1


def test_a_verdict_that_is_published_twice_has_one_version(sign_in, editor, key):
    claim = a_reviewed_claim()
    sent = WAIVING | {"summary": "So.", "publish": "1", "submission": key}
    for _ in range(2):
        sign_in(editor).post(f"/desk/claims/{claim.pk}/publish/", sent)
    assert Verdict.objects.count() == 1


def test_without_the_cache_it_is_still_done_once(sign_in, checker, key, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    sent = {"name": "Valley Post", "kind": "newspaper", "submission": key}
    answers = [sign_in(checker).post("/desk/publishers/new/", sent) for _ in range(2)]
    assert [one.headers["Location"] for one in answers] == ["/desk/publishers/"] * 2
    assert Publisher.objects.count() == 1
