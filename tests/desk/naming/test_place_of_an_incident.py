"""The place of an incident is chosen by any of its names, where one is recorded or changed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from claims.models import Incident, Place
from claims.operations.mending.edit import mend_place
from claims.operations.scene import record_place
from tests.desk.forms import as_shown, errors
from tests.factories import AT, an_editor, an_incident
from tracker.base.people.models import User

pytestmark = pytest.mark.django_db
NEW = "/desk/incidents/new/"


@pytest.fixture
def desk(sign_in: Any, editor: User) -> Client:
    client: Client = sign_in(editor)
    return client


@pytest.fixture
def gao() -> Place:
    record_place(name="Kidal", by=an_editor(), at=AT)
    place = record_place(name="Gao", by=an_editor(), at=AT)
    names = {"aliases": [("ar", "غاو")], "reason": "As on the map."}
    return mend_place(place=place, name="Gao", **names, by=an_editor(), at=AT)


def filled(client: Client, url: str, **changes: Any) -> dict[str, Any]:
    return as_shown(client.get(url)) | {"reason": "Told by the archive."} | changes


def test_no_list_of_all_places_is_shown(desk: Client, gao: Place) -> None:
    assert "Kidal" not in desk.get(NEW).text


@pytest.mark.parametrize("words", ["gao", "غاو"])
def test_a_name_typed_is_taken_where_only_one_goes_by_it(
    desk: Client, gao: Place, words: str
) -> None:
    sent = filled(desk, NEW, title="Ambush", start="2025-06-01", place_typed=words)
    assert desk.post(NEW, sent).status_code == 302
    assert Incident.objects.get().place == gao


def test_what_nobody_goes_by_is_asked_about_and_kept(desk: Client, gao: Place) -> None:
    sent = filled(desk, NEW, title="Ambush", start="2025-06-01", place_typed="Tessalit")
    told = desk.post(NEW, sent)
    assert (list(errors(told)), Incident.objects.count()) == (["place"], 0)
    again = as_shown(told)
    assert (again["title"], again["place_typed"]) == ("Ambush", "Tessalit")
    named = again | {"place_typed": "", "new_place": "Tessalit"}
    assert desk.post(NEW, named).status_code == 302
    assert str(Incident.objects.get().place) == "Tessalit"


def test_the_place_stands_chosen_where_an_incident_is_changed(desk: Client, gao: Place) -> None:
    incident = an_incident("Ambush", place=gao)
    url = f"/desk/incidents/{incident.slug}/edit/"
    assert filled(desk, url)["place"] == str(gao.pk)

    assert desk.post(url, filled(desk, url, title="The ambush")).status_code == 302
    assert Incident.objects.get().place == gao
    assert desk.post(url, filled(desk, url, place_typed="Kidal")).status_code == 302
    assert str(Incident.objects.get().place) == "Kidal"
    without = filled(desk, url)
    del without["place"]
    assert desk.post(url, without).status_code == 302
    assert Incident.objects.get().place is None
