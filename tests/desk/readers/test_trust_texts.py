"""Administrators write what the site says of itself."""

from __future__ import annotations

import pytest

from claims.models import Event, TrustText
from claims.operations.readers.trust_texts import write_trust_text
from claims.reads.readers.trust_texts import brought_text
from claims.rules.readers.trust_pages import TrustPage
from tests.desk.forms import errors, opened
from tests.factories import AT, a_user
from tests.side_by_side import at_once
from tracker.base.people.models import Role, User
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db

URL = "/desk/standing/about/en/"


@pytest.fixture
def keeper() -> User:
    return a_user(Role.ADMINISTRATOR)


def test_a_text_is_written_and_every_version_is_kept(sign_in, keeper):
    client = sign_in(keeper)
    sent = opened(client, URL)
    assert sent["body"].replace("\r\n", "\n") == brought_text(TrustPage.ABOUT, "en")

    for body in ("We are the Valley Post.", "We are the Valley Post and the Hill Post."):
        sent = opened(client, URL) | {"body": body, "reason": "We have a name."}
        assert client.post(URL, sent).status_code == 302

    assert [row.number for row in TrustText.objects.all()] == [2, 1]
    assert Event.objects.filter(verb="trust_text_written").count() == 2
    page = client.get(URL).content.decode()
    assert "We have a name." in page
    assert keeper.get_full_name() in client.get("/desk/standing/").content.decode()
    assert "Hill Post" in client.get("/about/").content.decode()


def test_the_text_of_the_software_is_taken_back_by_leaving_it_empty(sign_in, keeper):
    client = sign_in(keeper)
    client.post(URL, opened(client, URL) | {"body": "Ours.", "reason": "New."})
    client.post(URL, opened(client, URL) | {"body": "", "reason": "Not ours."})

    assert "has not yet written here" in client.get("/about/").content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"body": "x" * 20_001}, "body"),
        ({"body": ""}, "body"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(sign_in, keeper, changes, field):
    client = sign_in(keeper)
    sent = opened(client, URL) | {"body": "Ours.", "reason": "New."} | changes

    assert list(errors(client.post(URL, sent))) == [field]
    assert not TrustText.objects.exists()


def test_who_writes_over_a_newer_text_is_shown_it(sign_in, keeper):
    client = sign_in(keeper)
    sent = opened(client, URL) | {"body": "Mine.", "reason": "New."}
    write_trust_text(
        TrustPage.ABOUT, language="en", body="Theirs.", reason="New.", by=keeper, at=AT
    )

    answer = client.post(URL, sent)

    assert answer.status_code == 409
    assert "Theirs." in answer.content.decode()


@pytest.mark.parametrize("address", ["/desk/standing/imprint/en/", f"{URL[:-3]}xx/"])
def test_there_are_no_other_pages_or_languages(sign_in, keeper, address):
    assert sign_in(keeper).get(address).status_code == 404


@pytest.mark.parametrize("role", [Role.FACT_CHECKER, Role.EDITOR])
def test_nobody_else_writes_them(sign_in, role):
    client = sign_in(a_user(role))

    assert client.get(URL).status_code == 403
    assert client.get("/desk/standing/").status_code == 403
    with pytest.raises(Refusal):
        write_trust_text(
            TrustPage.ABOUT, language="en", body="Mine.", reason="New.", by=a_user(role), at=AT
        )


@pytest.mark.django_db(transaction=True)
def test_six_at_once_write_one_after_the_other(keeper):
    def write(number: int) -> TrustText:
        return write_trust_text(
            TrustPage.ABOUT, language="en", body=f"{number}", reason="New.", by=keeper, at=AT
        )

    at_once([lambda number=number: write(number) for number in range(6)])

    assert sorted(TrustText.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
