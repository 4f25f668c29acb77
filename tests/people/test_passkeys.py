"""What is sent in the place of a passkey's answer is refused, whatever it is."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from tests.people.people import a_factor, ask_again, is_in, signed_in, try_password

LIKE_ONE = {
    "id": "eA",
    "rawId": "eA",
    "type": "public-key",
    "response": {
        "clientDataJSON": "e30",
        "attestationObject": "oA",
        "authenticatorData": "AA",
        "signature": "AA",
    },
}
BAD = ["", "{}", "[]", "null", "1", '"x"', "{", '{"id": 1}', '{"rawId": "!", "response": []}', "\0"]
BAD += [json.dumps(LIKE_ONE), "NaN", '{"id": NaN}', '{"id": "\\ud800"}', "9" * 5_000, "[" * 50_000]
BAD += [json.dumps(LIKE_ONE | {"type": "key"}), '{"id": ' * 5_000, f'{{"id": {"9" * 5_000}}}']


@pytest.mark.parametrize("credential", BAD, ids=range(len(BAD)))
def test_at_the_sign_in(checker, credential):
    a_factor(checker)
    client = Client()
    try_password(client, checker)
    client.get("/accounts/2fa/authenticate/")

    answer = client.post("/accounts/2fa/authenticate/", {"credential": credential})

    assert answer.status_code == 200
    assert not is_in(client)


@pytest.mark.parametrize("credential", BAD, ids=range(len(BAD)))
@pytest.mark.parametrize(
    "address", ["/accounts/2fa/webauthn/add/", "/accounts/2fa/webauthn/reauthenticate/"]
)
def test_within_a_session(checker, address, credential):
    client = signed_in(checker)
    ask_again(client)
    client.get(address)

    answer = client.post(address, {"credential": credential, "name": "key"})

    assert answer.status_code in {200, 302}
    assert not checker.authenticator_set.exists()
