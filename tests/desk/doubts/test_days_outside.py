"""A claim dated before its incident, or a figure of other days, is asked about and not refused."""

import pytest

from claims.models import Claim
from tests.desk.forms import a_claim_form
from tests.factories import a_party, an_incident
from tracker.base.values.partial_date import PartialDate

pytestmark = pytest.mark.django_db
URL = "/desk/claims/new/"


@pytest.fixture
def incident():
    first, last = (PartialDate.parse(day) for day in ("2024-07-25", "2024-07-27"))
    return an_incident(start=first, end=last)


@pytest.fixture
def send(sign_in, checker, incident):
    client, party = sign_in(checker), a_party()

    def send(**changes):
        typed = {name.replace("figures_0_", "figures-0-"): day for name, day in changes.items()}
        return client.post(URL, a_claim_form(incident, party) | {"made_on": ""} | typed)

    return send


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ({"made_on": "2024-07-24"}, "made_on"),
        ({"made_on": "2024-06"}, "made_on"),
        ({"made_on": "2023"}, "made_on"),
        ({"figures_0_as_of": "2024-07-24"}, "figures-0-as_of"),
        ({"figures_0_period": "2024-07-28"}, "figures-0-period"),
        ({"figures_0_period": "2024-06"}, "figures-0-period"),
    ],
)
def test_a_day_outside_is_asked_about_and_kept_where_it_is_meant(send, day, said):
    response = send(**day)
    assert (response.status_code, Claim.objects.count()) == (422, 0)
    (doubt,) = response.context["form"].doubts
    assert doubt.field == said
    assert str(doubt.message) in response.text

    assert send(**day, sure=doubt.answer).status_code == 302


@pytest.mark.parametrize(
    "day",
    [
        {"made_on": "2024-07-25"},
        {"made_on": "2024-07"},
        {"made_on": "2024"},
        {"made_on": "2024-12-01"},
        {"figures_0_as_of": "2024-08-03"},
        {"figures_0_period": "2024-07-26"},
        {},
    ],
)
def test_a_day_that_may_be_within_is_recorded_at_once(send, day):
    assert send(**day).status_code == 302


def test_an_answer_holds_for_that_day_only(send):
    (doubt,) = send(made_on="2024-07-24").context["form"].doubts
    assert send(made_on="2024-07-23", sure=doubt.answer).status_code == 422


def test_where_the_incident_has_no_date_nothing_is_outside(sign_in, checker):
    sent = a_claim_form(an_incident(), a_party(), made_on="1990")
    assert sign_in(checker).post(URL, sent).status_code == 302


def test_all_that_may_be_a_slip_is_asked_at_once(send):
    response = send(made_on="2024-07-24", figures_0_low="120")
    fields = [doubt.field for doubt in response.context["form"].doubts]
    assert fields == ["made_on", "figures-0-wording"]
    every = [doubt.answer for doubt in response.context["form"].doubts]
    assert send(made_on="2024-07-24", figures_0_low="120", sure=every).status_code == 302
