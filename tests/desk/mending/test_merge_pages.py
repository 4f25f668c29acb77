"""Two of a kind are merged at the desk: the other is chosen, and what moves is shown first."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Party
from claims.operations.scene import record_place
from tests.desk.forms import opened
from tests.factories import (
    AT,
    a_claim,
    a_page,
    a_pair,
    a_party,
    a_publisher,
    an_assignment,
    an_incident,
)

pytestmark = pytest.mark.django_db


def test_the_likely_other_is_offered_and_any_other_is_looked_for(sign_in, editor):
    gone, alike = a_party("Valley Guard"), a_party("The Valley Guard")
    other = a_party("Northern Front", aliases=[("ar", "جبهة الشمال")])
    client, url = sign_in(editor), f"/desk/parties/{gone.slug}/merge/"

    assert f"?into={alike.pk}" in client.get(url).content.decode()
    found = client.get(url, {"q": "الشمال"}).content.decode()
    assert f"?into={other.pk}" in found
    assert f"?into={alike.pk}" not in found


def test_what_moves_is_shown_and_then_moved_and_the_old_addresses_lead_on(sign_in, editor):
    claim, kept = a_claim(statement="Twelve fell in the valley."), a_claim().claimant
    gone, client = claim.claimant, sign_in(editor)
    url = f"/desk/parties/{gone.slug}/merge/?into={kept.pk}"
    page = client.get(url).content.decode()
    assert "Claims it makes: 1" in page
    assert "Twelve fell in the valley." in page

    answer = client.post(url, opened(client, url) | {"reason": "One and the same."})

    assert answer["Location"] == f"/desk/parties/{kept.slug}/"
    sheet = client.get(answer["Location"]).content.decode()
    assert gone.name in sheet
    assert "One and the same." in sheet
    assert client.get(f"/desk/parties/{gone.slug}/")["Location"] == f"/desk/parties/{kept.slug}/"
    reader = Client()
    old = reader.get(f"/parties/{gone.slug}/")
    assert (old.status_code, old["Location"]) == (301, f"/parties/{kept.slug}/")
    api = reader.get(reverse("api:party-detail", args=[gone.slug]))
    assert (api.status_code, api["Location"]) == (
        301,
        reverse("api:party-detail", args=[kept.slug]),
    )


def test_places_incidents_and_publishers_are_merged_likewise(sign_in, editor):
    client = sign_in(editor)
    places = [record_place(name=name, by=editor, at=AT) for name in ("Gao", "Kidal")]
    incidents = [an_incident("A fight", place=places[0]), an_incident("Another")]
    publishers = [a_publisher("The Post"), a_publisher("Another Post")]
    a_claim(incident=incidents[0])
    a_page(publisher=publishers[0])

    for several, (gone, kept) in (
        ("places", places),
        ("incidents", incidents),
        ("publishers", publishers),
    ):
        url = f"/desk/{several}/{gone.slug}/merge/?into={kept.pk}"
        answer = client.post(url, opened(client, url) | {"reason": "One and the same."})
        assert answer["Location"] == f"/desk/{several}/{kept.slug}/"
        assert client.get(f"/desk/{several}/{gone.slug}/").status_code == 302


def test_what_cannot_be_merged_is_said_before_anything_is_typed(sign_in, editor):
    pair = a_pair()
    one, other = pair.claim.claimant, pair.answers.claimant
    page = sign_in(editor).get(f"/desk/parties/{one.slug}/merge/?into={other.pk}").content.decode()

    assert "so they are two" in page
    assert 'name="reason"' not in page


def test_a_claim_under_review_that_keeps_two_apart_is_said_before_anything_is_typed(
    sign_in, editor
):
    claim = an_assignment().claim
    page = sign_in(editor).get(f"/desk/parties/{claim.claimant.slug}/merge/?into={a_party().pk}")

    text = page.content.decode()
    assert f"Claim {claim.pk} names this." in text
    assert 'name="reason"' not in text


def test_if_more_would_move_by_then_it_is_shown_first(sign_in, editor):
    gone, kept, client = a_claim().claimant, a_party(), sign_in(editor)
    url = f"/desk/parties/{gone.slug}/merge/?into={kept.pk}"
    form = opened(client, url) | {"reason": "One and the same."}
    a_claim(claimant=gone)

    assert client.post(url, form).status_code == 409
    assert Party.objects.filter(pk=gone.pk).exists()


def test_without_the_other_nothing_is_merged(sign_in, editor):
    party, client = a_party(), sign_in(editor)
    answer = client.post(f"/desk/parties/{party.slug}/merge/", {"reason": "One."})
    assert answer.status_code == 422


@pytest.mark.parametrize("into", ["x", "99999999999999999999999", "0"])
def test_another_that_is_not_there_is_not_found(sign_in, editor, into):
    url = f"/desk/parties/{a_party().slug}/merge/?into={into}"
    assert sign_in(editor).get(url).status_code == 404


def test_a_fact_checker_does_not_get_there(sign_in, checker):
    assert sign_in(checker).get(f"/desk/parties/{a_party().slug}/merge/").status_code == 403
