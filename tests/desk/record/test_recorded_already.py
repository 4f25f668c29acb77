"""What may be recorded already is shown before a second row of it is made, in any script."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from claims.models import Claim, Incident, Party, Place
from claims.models.matching.index import Indexed, IndexedKind
from claims.operations.scene import record_incident, record_party, record_place
from claims.operations.shared_evidence import add_publisher, name_otherwise
from sources.models import Page, Publisher
from tests.desk.forms import a_citation_form, a_claim_form
from tests.factories import AT, a_claim, a_party, a_user, an_editor, an_incident
from tracker.base.people.models import User

pytestmark = pytest.mark.django_db

SAID = "At least twelve soldiers were killed at Tinzaouaten, the front said."


@pytest.fixture
def desk(sign_in: Any, checker: User) -> Client:
    client: Client = sign_in(checker)
    return client


def the_first() -> dict[str, tuple[Any, dict[str, str]]]:
    editor = an_editor()
    by = {"by": editor, "at": AT}
    party = record_party(
        name="Army of Azawad", kind="armed_group", aliases=[("ru", "Армия Азавада")], **by
    )
    publisher = add_publisher(name="Radio Tinzaouaten", kind="radio", **by)
    return {
        "/desk/parties/new/": (party, {"name": "Азавада армия", "kind": "armed_group"}),
        "/desk/places/new/": (
            record_place(name="Tinzaouaten", **by),
            {"name": "Tin Zaouatine", "precision": "town"},
        ),
        "/desk/publishers/new/": (publisher, {"name": "Radio Tinzawatène", "kind": "radio"}),
        "/desk/incidents/new/": (
            record_incident(title="Fighting at Tinzaouaten", **by),
            {"title": "The fighting at Тинзауатен"},
        ),
    }


@pytest.mark.parametrize(
    "url",
    ["/desk/parties/new/", "/desk/places/new/", "/desk/publishers/new/", "/desk/incidents/new/"],
)
def test_a_name_in_another_spelling_is_offered_and_made_only_on_purpose(
    desk: Client, url: str
) -> None:
    row, sent = the_first()[url]
    rows = type(row)._default_manager

    told = desk.post(url, sent)
    assert (told.status_code, rows.count()) == (422, 1)
    assert [offer.row for offer in told.context["form"].offers] == [row]

    assert desk.post(url, sent | {"use_instead": f":{row.pk}"}).status_code == 302
    assert rows.count() == 1

    assert desk.post(url, sent | {"another": "1"}).status_code == 302
    assert rows.count() == 2


@pytest.mark.parametrize("name", ["تينزاواتين", "Тинзауатен", "Tinzawatène"])
def test_a_place_is_one_in_every_script(desk: Client, name: str) -> None:
    place = record_place(name="Tinzaouaten", by=an_editor(), at=AT)
    told = desk.post("/desk/places/new/", {"name": name, "precision": "town"})
    assert [offer.row for offer in told.context["form"].offers] == [place]


def test_another_name_is_no_other_spelling(desk: Client) -> None:
    record_place(name="Tinzaouaten", by=an_editor(), at=AT)
    assert desk.post("/desk/places/new/", {"name": "Kidal", "precision": "town"}).status_code == 302


def test_the_publisher_of_a_cited_page_is_offered_in_another_spelling(desk: Client) -> None:
    publisher = add_publisher(name="Radio Tinzaouaten", by=an_editor(), at=AT)
    url = f"/desk/claims/{a_claim().pk}/cite/"
    sent = a_citation_form(capture="", new_publisher="Радио Тинзауатен")

    told = desk.post(url, sent)
    assert [offer.value for offer in told.context["form"].offers] == [f"publisher:{publisher.pk}"]
    assert not Page.objects.exists()

    assert desk.post(url, sent | {"another": "1"}).status_code == 302
    assert Publisher.objects.count() == 2


def test_every_act_that_gives_a_name_lets_it_be_found() -> None:
    editor = an_editor()
    rows: list[Incident | Party | Place | Publisher] = [row for row, _ in the_first().values()]
    claim = a_claim(by=editor)
    kinds = [IndexedKind.PARTY, IndexedKind.PLACE, IndexedKind.PUBLISHER, IndexedKind.INCIDENT]
    for kind, row in zip(kinds, rows, strict=True):
        assert Indexed.objects.filter(kind=kind, subject=row.pk).count() == 1
    assert Indexed.objects.filter(kind=IndexedKind.CLAIM, subject=claim.pk).count() == 1

    publisher = Publisher.objects.get()
    name_otherwise(
        publisher=publisher, aliases=[("en", "Desert Wave")], reason="it says so", by=editor, at=AT
    )
    assert "desert" in Indexed.objects.get(kind=IndexedKind.PUBLISHER).named


def the_form(claim: Claim, **changes: Any) -> dict[str, Any]:
    return a_claim_form(claim.incident, claim.claimant, statement=SAID) | changes


def test_a_claim_of_the_same_claimant_is_told_before_it_is_recorded_twice(desk: Client) -> None:
    first = a_claim(statement=SAID)

    told = desk.post("/desk/claims/new/", the_form(first))
    assert (told.status_code, Claim.objects.count()) == (422, 1)
    assert f'href="/desk/claims/{first.pk}/"' in told.content.decode()

    assert desk.post("/desk/claims/new/", the_form(first, another="1")).status_code == 302
    assert Claim.objects.count() == 2


def test_the_same_said_by_another_is_a_claim_of_its_own_and_told_as_such(desk: Client) -> None:
    first = a_claim(statement=SAID)
    other = the_form(first, claimant=a_party().pk)

    asked = desk.post("/desk/claims/new/", other | {"look": "1"})
    assert asked.status_code == 200
    assert [one.row for one in asked.context["form"].said_already] == [first]
    assert "by another claimant" in asked.content.decode()
    unsaid = desk.post("/desk/claims/new/", other | {"claimant": "", "look": "1"}).content.decode()
    assert f'href="/desk/claims/{first.pk}/"' in unsaid
    assert "claimant, so" not in unsaid
    assert Claim.objects.count() == 1

    assert desk.post("/desk/claims/new/", other).status_code == 302


def test_a_draft_of_somebody_else_is_not_told(desk: Client) -> None:
    hidden = a_claim(statement=SAID, draft=True, by=a_user(), incident=an_incident())
    sent = the_form(hidden)

    asked = desk.post("/desk/claims/new/", sent | {"look": "1"})
    assert asked.context["form"].said_already == []
    assert desk.post("/desk/claims/new/", sent).status_code == 302
