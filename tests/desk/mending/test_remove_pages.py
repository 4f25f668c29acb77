"""A draft of one's own, and what nothing names, are deleted at the desk after a confirmation."""

from __future__ import annotations

import pytest

from claims.models import Claim, Party
from tests.desk.forms import opened
from tests.factories import a_claim, a_party, an_incident

pytestmark = pytest.mark.django_db


def test_an_author_deletes_a_draft(sign_in, checker):
    client, draft = sign_in(checker), a_claim(draft=True, by=checker)
    url = f"/desk/claims/{draft.pk}/delete/"
    assert url in client.get(f"/desk/claims/{draft.pk}/").content.decode()

    answer = client.post(url, opened(client, url))

    assert answer["Location"] == "/desk/"
    assert not Claim.objects.filter(pk=draft.pk).exists()
    assert client.get(f"/desk/claims/{draft.pk}/").status_code == 404


def test_a_draft_of_somebody_else_is_not_found_and_what_was_submitted_is_refused(sign_in, checker):
    client = sign_in(checker)
    draft, recorded = a_claim(draft=True), a_claim(by=checker)

    assert client.get(f"/desk/claims/{draft.pk}/delete/").status_code == 404
    assert client.get(f"/desk/claims/{recorded.pk}/delete/").status_code == 403


def test_an_unused_party_is_deleted(sign_in, checker):
    client, party = sign_in(checker), a_party()
    url = f"/desk/parties/{party.slug}/delete/"
    assert url in client.get(f"/desk/parties/{party.slug}/").content.decode()

    answer = client.post(url, opened(client, url) | {"reason": "By mistake."})

    assert answer["Location"] == "/desk/parties/"
    assert not Party.objects.filter(pk=party.pk).exists()


def test_a_party_in_use_is_not_offered_for_deletion_and_refused(sign_in, checker):
    client, party = sign_in(checker), a_claim(draft=True).claimant
    url = f"/desk/parties/{party.slug}/delete/"

    answer = client.post(url, opened(client, url) | {"reason": "By mistake."})

    assert answer.status_code == 422
    assert Party.objects.filter(pk=party.pk).exists()
    named = a_claim().claimant
    assert "/delete/" not in client.get(f"/desk/parties/{named.slug}/").content.decode()


def test_an_empty_dossier_is_deleted(sign_in, checker):
    client, incident = sign_in(checker), an_incident(released=False)
    url = f"/desk/incidents/{incident.slug}/delete/"
    assert url in client.get(f"/desk/incidents/{incident.slug}/").content.decode()

    answer = client.post(url, opened(client, url) | {"reason": "By mistake."})

    assert answer["Location"] == "/desk/incidents/"
