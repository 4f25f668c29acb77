"""A thing is changed at the desk; its page has its history, and what it was called leads to it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from claims.models import Party
from claims.operations.mending.edit import mend_party
from claims.operations.scene import record_place
from tests.desk.forms import errors, opened
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_page,
    a_party,
    a_publisher,
    an_editor,
    an_incident,
)

pytestmark = pytest.mark.django_db


def sent(client, url, **changes):
    return client.post(url, opened(client, url) | changes)


def test_a_party_is_changed_and_its_page_shows_old_and_new(sign_in, editor):
    client, party = sign_in(editor), a_claim().claimant
    url = f"/desk/parties/{party.slug}/edit/"

    answer = sent(
        client, url, name="The Valley Guard", aliases="fr: La Garde", reason="As it signs."
    )

    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert '<h1 dir="auto">The Valley Guard</h1>' in page
    assert "La Garde" in page
    assert f'<del dir="auto">{party.name}</del>' in page
    assert "As it signs." in page
    assert editor.get_full_name() in page


def test_a_place_an_incident_and_a_publisher_have_their_forms(sign_in, editor):
    client = sign_in(editor)
    place = record_place(name="Gao", slug="gao", by=editor, at=AT)
    incident, publisher = an_incident(place=place), a_publisher()

    for url, changes in (
        (f"/desk/places/{place.slug}/edit/", {"latitude": "16.27", "longitude": "-0.04"}),
        (f"/desk/incidents/{incident.slug}/edit/", {"start": "2024-07-27", "summary": "A fight."}),
        (f"/desk/publishers/{publisher.slug}/edit/", {"country": "ml", "homepage": "post.example"}),
    ):
        assert sent(client, url, reason="Found out.", **changes).status_code == 302

    for row in (place, incident, publisher):
        row.refresh_from_db()
    assert float(place.latitude) == 16.27
    assert (str(incident.start), incident.summary) == ("2024-07-27", "A fight.")
    assert (publisher.country, publisher.homepage) == ("ML", "https://post.example/")
    assert "2024-07-27" in client.get(f"/desk/incidents/{incident.slug}/").content.decode()


def test_without_a_reason_the_form_comes_back_with_what_was_typed(sign_in, editor):
    client, party = sign_in(editor), a_party()

    answer = sent(client, f"/desk/parties/{party.slug}/edit/", name="Other")

    assert answer.status_code == 422
    assert set(errors(answer)) == {"reason"}
    assert "Other" in answer.content.decode()


def test_of_two_who_change_a_party_the_second_sees_what_the_first_did(sign_in, editor):
    client, party = sign_in(editor), a_party()
    url = f"/desk/parties/{party.slug}/edit/"
    form = opened(client, url) | {"acronym": "VG", "reason": "As it signs."}
    mend_party(
        party=party, name="Taken Name", kind=party.kind, reason="Mine.", by=an_editor(), at=AT
    )

    answer = client.post(url, form)

    assert answer.status_code == 409
    assert "Taken Name" in answer.content.decode()
    assert Party.objects.get(pk=party.pk).acronym == ""


def test_a_checker_does_not_change_what_readers_see(sign_in, checker):
    client, party = sign_in(checker), a_claim().claimant

    assert client.get(f"/desk/parties/{party.slug}/edit/").status_code == 403
    page = client.get(f"/desk/parties/{party.slug}/").content.decode()
    assert "an editor changes it" in page


def test_the_name_of_another_party_leads_to_that_one(sign_in, editor):
    client, party, other = sign_in(editor), a_party(), a_party("Northern Front")
    url = f"/desk/parties/{party.slug}/edit/"

    answer = sent(client, url, name="Northern Front", reason="So they say.")
    assert answer.status_code == 422
    taken = client.post(url, {"use_instead": f":{other.pk}"})

    assert taken["Location"] == f"/desk/parties/{party.slug}/merge/?into={other.pk}"


def test_an_address_that_was_left_leads_readers_programs_and_the_desk_on(sign_in, editor):
    claim = a_claim()
    party, incident, old = claim.claimant, claim.incident, claim.claimant.slug
    client, old_dossier = sign_in(editor), claim.incident.slug
    sent(client, f"/desk/parties/{old}/edit/", slug="valley-guard", reason="Shorter.")
    sent(client, f"/desk/incidents/{old_dossier}/edit/", slug="valley", reason="Shorter.")

    reader = Client()
    assert reader.get(f"/parties/{old}/").status_code == 301
    assert reader.get(f"/parties/{old}/")["Location"] == "/parties/valley-guard/"
    found = reader.get(reverse("public:incident", args=[old_dossier]))
    assert (found.status_code, found["Location"]) == (
        301,
        reverse("public:incident", args=["valley"]),
    )
    for name, left, now in (
        ("party", old, "valley-guard"),
        ("incident", old_dossier, "valley"),
    ):
        found = reader.get(reverse(f"api:{name}-detail", args=[left]))
        assert (found.status_code, found["Location"]) == (
            301,
            reverse(f"api:{name}-detail", args=[now]),
        )
        assert client.get(f"/desk/{'parties' if name == 'party' else 'incidents'}/{left}/")[
            "Location"
        ].endswith(f"/{now}/")
    party.refresh_from_db()
    incident.refresh_from_db()
    assert (party.slug, incident.slug) == ("valley-guard", "valley")


def test_an_address_of_what_is_not_public_leads_readers_nowhere(sign_in, editor):
    party = a_claim(released=False).claimant
    sent(sign_in(editor), f"/desk/parties/{party.slug}/edit/", slug="unseen", reason="Shorter.")

    assert Client().get(f"/parties/{party.slug}/").status_code == 404
    assert Client().get(reverse("api:party-detail", args=[party.slug])).status_code == 404


def test_a_publisher_and_a_dossier_that_were_never_there_are_not_found(client):
    assert client.get("/publishers/never/").status_code == 404
    assert client.get(reverse("api:publisher-detail", args=["never"])).status_code == 404


def test_the_claims_of_a_publisher_stand_on_its_page(sign_in, checker):
    publisher, claim = a_publisher(), a_claim()
    a_citation(claim, page=a_page(publisher=publisher))

    page = sign_in(checker).get(f"/desk/publishers/{publisher.slug}/").content.decode()

    assert f"/desk/claims/{claim.pk}/" in page


def test_a_draft_of_somebody_else_does_not_stand_on_the_page_of_its_claimant(sign_in, checker):
    draft = a_claim(draft=True)

    page = sign_in(checker).get(f"/desk/parties/{draft.claimant.slug}/").content.decode()

    assert f"/desk/claims/{draft.pk}/" not in page


def test_a_claim_leads_to_its_claimant(sign_in, checker):
    claim = a_claim()
    page = sign_in(checker).get(f"/desk/claims/{claim.pk}/").content.decode()
    assert f'href="/desk/parties/{claim.claimant.slug}/"' in page


def test_whether_it_is_an_exercise_is_a_choice_until_a_claim_is_recorded_in_it(sign_in, editor):
    incident, client = an_incident(released=False), sign_in(editor)
    url = f"/desk/incidents/{incident.slug}/edit/"
    tick = "input[name=is_exercise]"

    assert "disabled" not in LexborHTMLParser(client.get(url).text).css_first(tick).attributes
    a_claim(incident=incident)
    page = client.get(url)

    assert "disabled" in LexborHTMLParser(page.text).css_first(tick).attributes
    assert "they were recorded as what it is now" in page.text
    typed = {"title": "A fight", "is_exercise": "on", "reason": "Another title."}
    assert sent(client, url, **typed).status_code == 302
    incident.refresh_from_db()
    assert (incident.title, incident.is_exercise) == ("A fight", False)
