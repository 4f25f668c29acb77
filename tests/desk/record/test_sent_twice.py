"""A form that is sent twice does one thing, and the second sender lands where the first did."""

import uuid

import pytest
from django.core.cache import cache
from redis.exceptions import ConnectionError as NoCache

from claims.models import Claim, Event, Verdict
from sources.models import Publisher
from tests.desk.forms import a_claim_form, a_review_form
from tests.factories import a_party, a_reviewed_claim, an_assignment, an_incident

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


def test_while_the_first_is_being_worked_on_the_second_does_nothing(sign_in, checker, key):
    cache.add(f"submission:{checker.pk}:{key}", ".", 60)
    sent = {"name": "Valley Post", "kind": "newspaper", "submission": key}
    response = sign_in(checker).post("/desk/publishers/new/", sent)
    assert response.headers["Location"] == "/desk/"
    assert not Publisher.objects.exists()


def test_somebody_elses_key_stops_nobody(sign_in, checker, editor, key):
    cache.add(f"submission:{editor.pk}:{key}", ".", 60)
    sent = {"name": "Valley Post", "kind": "newspaper", "submission": key}
    sign_in(checker).post("/desk/publishers/new/", sent)
    assert Publisher.objects.count() == 1


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
    sent = {"summary": "So.", "publish": "1", "submission": key}
    for _ in range(2):
        sign_in(editor).post(f"/desk/claims/{claim.pk}/publish/", sent)
    assert Verdict.objects.count() == 1


def test_without_the_cache_a_form_can_still_be_sent(sign_in, checker, key, monkeypatch):
    def broken(*_args, **_kwargs):
        raise NoCache

    for name in ("add", "get", "set", "delete"):
        monkeypatch.setattr(f"tracker.base.acts.idempotency.cache.{name}", broken)
    sent = {"name": "Valley Post", "kind": "newspaper", "submission": key}
    assert sign_in(checker).post("/desk/publishers/new/", sent).status_code == 302
