"""A name that is there already is offered, and a second row of it is made only on purpose."""

import pytest

from claims.models import Claim, Incident, Party, PartyAlias, Place
from sources.models import Page, Publisher
from tests.desk.forms import STAYS, a_citation_form, a_claim_form, as_shown
from tests.factories import a_claim, a_party, a_publisher, an_incident

pytestmark = pytest.mark.django_db

NEW = {
    "/desk/parties/new/": ({"name": "Valley Guard", "kind": "armed_group"}, Party),
    "/desk/places/new/": ({"name": "Valley", "precision": "town"}, Place),
    "/desk/publishers/new/": ({"name": "Valley Post", "kind": "newspaper"}, Publisher),
    "/desk/incidents/new/": ({"title": "Fighting in the valley"}, Incident),
}


@pytest.fixture
def desk(sign_in, checker):
    return sign_in(checker)


@pytest.mark.parametrize("url", NEW)
def test_the_second_of_one_name_is_told_and_offered_the_first(desk, url):
    sent, model = NEW[url]
    assert desk.post(url, sent).status_code == 302

    response = desk.post(url, {name: value.upper() for name, value in sent.items()} | _kept(sent))

    assert (response.status_code, model.objects.count()) == (422, 1)
    text = response.content.decode()
    assert f'name="use_instead" value=":{model.objects.get().pk}"' in text
    first = next(iter(sent.values()))
    assert first.upper() in text


def _kept(sent):
    """Choices are written one way only."""
    return {name: value for name, value in sent.items() if name in ("kind", "precision")}


@pytest.mark.parametrize("url", NEW)
def test_it_is_taken_with_one_press(desk, url):
    sent, model = NEW[url]
    desk.post(url, sent)
    pk = model.objects.get().pk
    response = desk.post(url, sent | {"use_instead": f":{pk}"})
    assert response.status_code == 302
    assert model.objects.count() == 1


@pytest.mark.parametrize("url", NEW)
def test_another_of_the_same_name_is_made_on_purpose(desk, url):
    sent, model = NEW[url]
    desk.post(url, sent)
    assert desk.post(url, sent | {"another": "1"}).status_code == 302
    assert model.objects.count() == 2


def test_a_party_is_known_by_its_aliases_and_acronym_too(desk):
    party = a_party("Forces of the Valley", acronym="FV")
    PartyAlias.objects.create(party=party, language="fr", name="Forces de la vallée")
    for name in ("fv", "FORCES DE LA VALLÉE"):
        response = desk.post("/desk/parties/new/", {"name": name, "kind": "armed_group"})
        assert [offer.row for offer in response.context["form"].offers] == [party]


def test_the_claimant_of_a_claim_is_offered_and_chosen_without_recording_anything(desk):
    party = a_party("Valley Guard")
    named = {"claimant": "", "new_claimant": "valley guard", "new_claimant_kind": "armed_group"}
    sent = a_claim_form(an_incident(), party) | named
    shown = desk.post("/desk/claims/new/", sent)
    assert shown.status_code == 422
    assert f'value="claimant:{party.pk}"' in shown.content.decode()

    chosen = desk.post("/desk/claims/new/", sent | {"use_instead": f"claimant:{party.pk}"})

    assert (chosen.status_code, Claim.objects.count()) == (200, 0)
    assert desk.post("/desk/claims/new/", as_shown(chosen)).status_code == 302
    assert Claim.objects.get().claimant == party


def test_the_publisher_of_a_page_is_offered_and_chosen(desk):
    publisher = a_publisher("The Valley Post")
    url = f"/desk/claims/{a_claim().pk}/cite/"
    sent = a_citation_form(capture="")
    assert f'value="publisher:{publisher.pk}"' in desk.post(url, sent).content.decode()
    chosen = desk.post(url, sent | {"use_instead": f"publisher:{publisher.pk}"})
    assert desk.post(url, as_shown(chosen)).status_code == 302
    assert Page.objects.get().publisher == publisher


def test_an_offer_that_was_never_made_is_an_error_of_the_form(desk):
    sent = a_claim_form(an_incident(), a_party()) | {"claimant": ""}
    chosen = desk.post("/desk/claims/new/", sent | {"use_instead": "claimant:999999"})
    assert desk.post("/desk/claims/new/", as_shown(chosen)).status_code == 422
    assert not Claim.objects.exists()


def test_a_page_that_is_there_stays_as_recorded_and_the_person_is_told(desk):
    url = f"/desk/claims/{a_claim().pk}/cite/"
    desk.post(url, a_citation_form(capture=""))
    other = a_citation_form(new_publisher="Hill Post", title="Another title", capture="")
    elsewhere = f"/desk/claims/{a_claim().pk}/cite/"
    response = desk.post(elsewhere, other)
    assert response.status_code == 422
    assert all(part in response.text for part in ("Twelve dead", "Another title", "Hill Post"))
    assert desk.post(elsewhere, other | STAYS).status_code == 302
    assert (Page.objects.get().title, Publisher.objects.count()) == ("Twelve dead", 1)
