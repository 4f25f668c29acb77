"""Administrators keep the lists of measures and kinds at the desk."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from claims.models import Claim, Measure, PartyKind
from tests.desk.forms import a_claim_form, errors, opened
from tests.factories import a_claim, a_figure, a_party, a_user, an_incident
from tracker.base.people.models import Role, User

pytestmark = pytest.mark.django_db

KITES = {
    "code": "kites_downed",
    "labels": "en: Kites downed\nfr: Cerfs-volants abattus",
    "words": "en: kites downed, downed kites",
    "counts": "losses",
    "compared_with": "",
}


@pytest.fixture
def keeper() -> User:
    return a_user(Role.ADMINISTRATOR)


def test_a_measure_is_added_and_then_stands_in_the_form_of_a_claim(sign_in, keeper, checker):
    client = sign_in(keeper)
    response = client.post("/desk/terms/measures/new/", KITES)
    assert response.headers["Location"] == "/desk/terms/#measures"
    assert Measure.objects.get(pk="kites_downed").words == {"en": ["kites downed", "downed kites"]}
    assert "kites_downed" in client.get("/desk/terms/").content.decode()

    sent = a_claim_form(an_incident(), a_party(), **{"figures-0-measure": "kites_downed"})
    sign_in(checker).post("/desk/claims/new/", sent)
    assert Claim.objects.get().figures.get().measure_id == "kites_downed"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": "killed"}, "code"),
        ({"code": "Kites downed"}, "code"),
        ({"labels": ""}, "labels"),
        ({"labels": "Kites downed"}, "labels"),
        ({"labels": "en: Kites\nen: Kites"}, "labels"),
        ({"compared_with": "morale"}, "compared_with"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(sign_in, keeper, changes, field):
    response = sign_in(keeper).post("/desk/terms/measures/new/", KITES | changes)
    assert list(errors(response)) == [field]


def test_a_kind_is_changed_with_a_reason(sign_in, keeper):
    client, url = sign_in(keeper), "/desk/terms/party-kinds/militia/"
    sent = opened(client, url)
    assert "fr: Milice" in sent["labels"]
    assert list(errors(client.post(url, sent))) == ["reason"]

    client.post(url, sent | {"labels": "en: Irregulars", "reason": "Asked for."})
    assert PartyKind.objects.get(pk="militia").label == "Irregulars"
    page = client.get(url).content.decode()
    assert "(until then: Militia)" in page
    assert "Asked for." in page


def test_a_measure_that_is_no_longer_offered_stays_where_it_is_used(sign_in, checker):
    claim = a_claim(by=checker, draft=True, figures=[a_figure("witnesses")])
    Measure.objects.filter(pk="witnesses").update(is_offered=False)
    client = sign_in(checker)

    assert 'value="witnesses"' not in client.get("/desk/claims/new/").content.decode()
    url = f"/desk/claims/{claim.pk}/edit/"
    assert client.post(url, opened(client, url)).status_code == 302


def test_a_measure_stays_compared_with_one_that_is_no_longer_offered(sign_in, keeper):
    client, url = sign_in(keeper), "/desk/terms/measures/kites_downed/"
    client.post("/desk/terms/measures/new/", KITES | {"compared_with": "drones_destroyed"})
    Measure.objects.filter(pk="drones_destroyed").update(is_offered=False)

    client.post(url, opened(client, url) | {"labels": "en: Kites", "reason": "Shorter."})

    kites = Measure.objects.get(pk="kites_downed")
    assert (kites.label, kites.compared_as) == ("Kites", "drones_destroyed")


@pytest.mark.parametrize("address", ["measures/kites/", "people/new/", "people/killed/"])
def test_a_term_or_list_that_is_not_there_is_not_found(sign_in, keeper, address):
    assert sign_in(keeper).get(f"/desk/terms/{address}").status_code == 404


def test_measures_stand_under_headings_with_links_to_them(sign_in, keeper):
    page = LexborHTMLParser(sign_in(keeper).get("/desk/terms/").content.decode())

    for counts in ("losses", "things", "quantity"):
        assert page.css_first(f"nav a[href='#measures-{counts}']")
        assert page.css_first(f"h3#measures-{counts}")
    assert len(page.css("table")) == 6


@pytest.mark.parametrize("text", ["milice", "MILIT", "ميليشيا"])
def test_the_lists_are_filtered_by_what_a_term_is_called(sign_in, keeper, text):
    page = sign_in(keeper).get("/desk/terms/", {"q": text}).content.decode()

    assert "/desk/terms/party-kinds/militia/" in page
    assert "/desk/terms/party-kinds/police/" not in page
    assert "Show all" in page


def test_a_filter_that_nothing_fits_says_so(sign_in, keeper):
    page = sign_in(keeper).get("/desk/terms/", {"q": "\0<i>"}).content.decode()

    assert page.count("None of these is called so.") == 4
    assert "<i>" not in page
