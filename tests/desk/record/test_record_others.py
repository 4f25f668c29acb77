"""Incidents, parties, places, translations and publishers are recorded at the desk."""

import datetime as dt

import pytest

from claims.models import Incident, Party, Place, Translation
from sources.models import Publisher
from tests.desk.forms import errors
from tests.factories import a_claim, a_party, a_publisher, a_user, an_incident
from tracker.base.people.models import Role

pytestmark = pytest.mark.django_db


def test_an_incident_is_recorded_and_leads_to_its_first_claim(sign_in, checker):
    sent = {"title": "Attack on the bridge", "start": "2025-06-01", "end": "2025-06"}
    response = sign_in(checker).post("/desk/incidents/new/", sent | {"new_place": "The bridge"})
    incident = Incident.objects.get()
    assert response.headers["Location"] == f"/desk/claims/new/?incident={incident.pk}"
    assert (incident.slug, incident.place.name) == ("attack-on-the-bridge", "The bridge")
    assert (incident.start, incident.start_precision) == (dt.date(2025, 6, 1), "day")
    assert (incident.end, incident.end_precision) == (dt.date(2025, 6, 30), "month")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"start": "2025-06-02", "end": "2025-06-01"}, "end"),
        ({"start": "02.06.2025"}, "start"),
        ({"place": "77"}, "place"),
    ],
)
def test_what_is_wrong_with_an_incident_is_said_at_the_field(sign_in, checker, changes, field):
    sent = {"title": "Attack on the bridge"} | changes
    response = sign_in(checker).post("/desk/incidents/new/", sent)
    assert list(errors(response)) == [field]
    assert not Incident.objects.exists()


def test_two_incidents_of_one_name_get_two_addresses(sign_in, checker):
    an_incident(slug="attack-on-the-bridge")
    sign_in(checker).post("/desk/incidents/new/", {"title": "Attack on the bridge"})
    assert Incident.objects.filter(slug="attack-on-the-bridge-2").exists()


def test_a_title_in_another_script_gets_an_address_too(sign_in, checker):
    sign_in(checker).post("/desk/incidents/new/", {"title": "هجوم على الجسر"})
    assert Incident.objects.get().slug == "incident"


def test_a_party_is_added_and_chosen_in_the_next_claim(sign_in, checker):
    sent = {"name": "Valley Guard", "acronym": "VG", "kind": "armed_group"}
    response = sign_in(checker).post("/desk/parties/new/", sent)
    party = Party.objects.get(slug="vg")
    assert response.headers["Location"] == f"/desk/claims/new/?claimant={party.pk}"


def test_a_party_without_a_kind_is_refused_at_the_field(sign_in, checker):
    response = sign_in(checker).post("/desk/parties/new/", {"name": "Valley Guard"})
    assert list(errors(response)) == ["kind"]


def test_a_place_is_added_with_its_position(sign_in, checker):
    sent = {"name": "Bridge", "precision": "town", "latitude": "16.27", "longitude": "-0.05"}
    sign_in(checker).post("/desk/places/new/", sent)
    assert float(Place.objects.get().longitude) == -0.05


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"latitude": "16"}, "longitude"),
        ({"latitude": "91", "longitude": "0"}, "latitude"),
        ({"name": ""}, "name"),
    ],
)
def test_what_is_wrong_with_a_place_is_said_at_the_field(sign_in, checker, changes, field):
    sent = {"name": "Bridge", "precision": "town"} | changes
    assert field in errors(sign_in(checker).post("/desk/places/new/", sent))
    assert not Place.objects.exists()


def test_a_statement_is_translated(sign_in, checker):
    claim = a_claim(language="fr")
    url = f"/desk/claims/{claim.pk}/translate/"
    assert "you translated it yourself" in sign_in(checker).get(url).content.decode()
    sign_in(checker).post(url, {"language": "en", "text": "Twenty"})
    translation = Translation.objects.get()
    assert (translation.text, translation.translator) == ("Twenty", "Awa Checker")
    assert translation.translated_by == checker


def test_a_translation_into_the_same_language_is_refused_at_the_field(sign_in, checker):
    sent = {"language": "en", "text": "Twenty", "translator": "A. Checker"}
    response = sign_in(checker).post(f"/desk/claims/{a_claim().pk}/translate/", sent)
    assert list(errors(response)) == ["language"]


def test_a_publisher_is_added(sign_in, checker):
    sent = {"name": "Valley Post", "kind": "newspaper", "country": "ml"}
    sign_in(checker).post("/desk/publishers/new/", sent)
    assert Publisher.objects.get().country == "ML"


def test_a_publisher_is_graded_with_a_reason_and_the_first_grade_stays(sign_in):
    publisher = a_publisher()
    client = sign_in(a_user(Role.ADMINISTRATOR))
    url = f"/desk/publishers/{publisher.slug}/grade/"
    for grade in ("C", "B"):
        client.post(url, {"grade": grade, "reason": f"Reason for {grade}"})
    assert [row.grade for row in publisher.grades.all()] == ["B", "C"]
    text = client.get("/desk/publishers/").content.decode()
    assert "Reason for B" in text
    assert "Reason for C" not in text


def test_a_grade_without_a_reason_is_refused_at_the_field(sign_in, editor):
    url = f"/desk/publishers/{a_publisher().slug}/grade/"
    assert list(errors(sign_in(editor).post(url, {"grade": "A", "reason": ""}))) == ["reason"]


def test_people_are_listed_for_an_administrator(sign_in):
    a_user(name="Somebody Else")
    text = sign_in(a_user(Role.ADMINISTRATOR)).get("/desk/people/").content.decode()
    assert "Somebody Else" in text


def test_the_list_of_claims_is_narrowed(sign_in, checker):
    a_claim(statement="Kept.", claimant=a_party("One"))
    a_claim(statement="Left out.")
    url = "/desk/claims/"
    text = sign_in(checker).get(url, {"q": "Kept", "status": "recorded"}).content.decode()
    assert "Kept." in text
    assert "Left out." not in text


def test_a_filter_that_makes_no_sense_lists_nothing(sign_in, checker):
    a_claim(statement="Kept.")
    odd = {"q": "a\x00", "status": "lost", "incident": "no", "page": "x"}
    assert "Kept." not in sign_in(checker).get("/desk/claims/", odd).content.decode()
