"""Each person chooses how they are told each kind of thing, and in which language and time zone."""

from __future__ import annotations

import pytest

from claims.models import NoticeChoice
from claims.notices.seen import ways_of
from claims.rules.notices import NoticeKind, NoticeWay
from tests.desk.forms import opened

pytestmark = pytest.mark.django_db
URL = "/desk/notices/choices/"
OWN = "/accounts/preferences/"


def test_a_choice_is_kept_and_shown_again(sign_in, checker):
    client = sign_in(checker)
    form = opened(client, URL)
    assert form["verdict"] == ["daily"]

    client.post(URL, form | {"verdict": "desk_only"})

    assert ways_of(checker)[NoticeKind.VERDICT] is NoticeWay.DESK_ONLY
    assert opened(client, URL)["verdict"] == ["desk_only"]


def test_a_fact_checker_is_not_asked_about_what_only_editors_are_told(sign_in, checker, editor):
    assert "round" not in opened(sign_in(checker), URL)
    assert "round" in opened(sign_in(editor), URL)


def test_a_way_that_there_is_none_of_is_refused(sign_in, checker):
    client = sign_in(checker)

    answer = client.post(URL, opened(client, URL) | {"verdict": "by_pigeon"})

    assert answer.status_code == 422
    assert not NoticeChoice.objects.exists()


def test_language_time_zone_and_hour_are_kept(sign_in, checker):
    client = sign_in(checker)

    client.post(OWN, {"language": "en", "time_zone": "Africa/Bamako", "daily_mail_hour": "18"})

    checker.refresh_from_db()
    kept = (checker.language, checker.time_zone, checker.daily_mail_hour)
    assert kept == ("en", "Africa/Bamako", 18)
    assert opened(client, OWN)["time_zone"] == ["Africa/Bamako"]


@pytest.mark.parametrize(
    "wrong", [{"language": "xx"}, {"time_zone": "Atlantis/Capital"}, {"daily_mail_hour": "24"}]
)
def test_what_there_is_none_of_is_refused(sign_in, checker, wrong):
    given = {"language": "", "time_zone": "", "daily_mail_hour": "7"}

    answer = sign_in(checker).post(OWN, given | wrong)

    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == wrong.keys()
    checker.refresh_from_db()
    assert (checker.language, checker.time_zone, checker.daily_mail_hour) == ("", "", 7)


def test_it_says_where_emails_go_or_that_none_do(sign_in, checker, settings):
    client = sign_in(checker)
    assert "This demonstration sends no e-mails" in client.get(URL).content.decode()

    settings.DEMONSTRATION = False
    assert "This site sends no e-mails" in client.get(URL).content.decode()
    settings.MAIL_CONFIGURED = True
    assert f"E-mails go to {checker.email}." in client.get(URL).content.decode()
