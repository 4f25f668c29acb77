"""Dossiers at the desk: what readers see of them, and releasing, withdrawing, bringing back."""

import pytest

from claims.models import Claim
from claims.reads.visible import claims_shown
from tests.factories import AT, a_claim, an_incident

pytestmark = pytest.mark.django_db


def desk(incident, act=""):
    return f"/desk/incidents/{incident.slug}/{act}"


def test_an_editor_releases_a_dossier_with_its_claims(sign_in, editor):
    claim = a_claim(released=False)
    client = sign_in(editor)
    page = client.get(desk(claim.incident)).content.decode()
    assert "only at the desk" in page
    assert desk(claim.incident, "release/") in page

    answer = client.post(desk(claim.incident, "release/"), {"with_claims": "on"}, follow=True)

    assert answer.redirect_chain[-1][0] == desk(claim.incident)
    assert claims_shown().get() == claim
    assert "released the dossier to readers" in answer.content.decode()


def test_all_claims_that_are_ready_are_released_by_one_button(sign_in, editor):
    incident = an_incident(at_once=False)
    claims = [a_claim(incident=incident) for _ in range(2)]
    client = sign_in(editor)
    assert "Release all 2 claims" in " ".join(client.get(desk(incident)).content.decode().split())

    client.post(desk(incident, "release-ready/"))

    assert set(claims_shown()) == set(claims)


def test_one_claim_is_released_from_its_page(sign_in, editor):
    claim = a_claim(incident=an_incident(at_once=False))
    client = sign_in(editor)
    assert "not public" in client.get(f"/desk/claims/{claim.pk}/").content.decode()

    client.post(f"/desk/claims/{claim.pk}/release/")

    assert claims_shown().get() == claim
    assert "What readers see" in client.get(f"/desk/claims/{claim.pk}/").content.decode()


def test_a_withdrawn_dossier_leaves_a_notice_and_comes_back(sign_in, editor, client):
    claim = a_claim(statement="Words that are taken back.")
    staff = sign_in(editor)
    sent = {"reason": "A source is at risk.", "notice": "We check it again."}
    staff.post(desk(claim.incident, "withdraw/"), sent)

    for address in (f"/incidents/{claim.incident.slug}/", f"/claims/{claim.pk}/"):
        answer = client.get(address)
        page = answer.content.decode()
        assert answer.status_code == 410
        assert "This dossier was withdrawn" in page
        assert "We check it again." in page
        for hidden in (claim.statement, claim.incident.title, "A source is at risk."):
            assert hidden not in page
    for address in (f"incidents/{claim.incident.slug}/", f"claims/{claim.pk}/"):
        answer = client.get(f"/api/v1/{address}")
        assert (answer.status_code, answer.json()["error"]["code"]) == (410, "withdrawn")

    staff.post(desk(claim.incident, "restore/"), {"reason": "It is not."})
    assert client.get(f"/claims/{claim.pk}/").status_code == 200


def test_how_later_claims_are_released_can_be_changed(sign_in, editor):
    incident = an_incident(at_once=True)

    sign_in(editor).post(desk(incident, "releasing/"))

    incident.refresh_from_db()
    assert not incident.releases_at_once


def test_a_fact_checker_is_told_who_could_release(sign_in, checker):
    claim = a_claim(released=False)
    client = sign_in(checker)
    assert "Only an editor may do this." in client.get(desk(claim.incident)).content.decode()

    assert client.post(desk(claim.incident, "release/")).status_code == 403
    assert not Claim.objects.filter(released_at__isnull=False).exists()


def test_a_refusal_says_what_to_do(sign_in, editor):
    claim = a_claim(released=False)

    answer = sign_in(editor).post(f"/desk/claims/{claim.pk}/release/")

    assert answer.status_code == 422
    assert "Use “Release the dossier” on its page" in answer.content.decode()


def test_the_list_tells_the_states_apart(sign_in, checker):
    an_incident("Battle of the bridge", at=AT)
    an_incident("Battle of the ford", released=False)

    page = sign_in(checker).get("/desk/incidents/").content.decode()

    assert "released" in page
    assert "only at the desk" in page
