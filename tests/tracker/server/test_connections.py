"""A connection stays open for the next request, unless either side wants it closed."""

from __future__ import annotations

import http.client

import pytest

from tests.tracker.server.conftest import Served


@pytest.mark.parametrize(("path", "status"), [("/", 200), ("/known/", 304)])
def test_the_next_request_goes_over_the_same_connection(
    served: Served, path: str, status: int
) -> None:
    asked = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)
    asked.connect()
    first = asked.sock

    for _request in range(3):
        asked.request("GET", path)
        answer = asked.getresponse()
        assert (answer.status, answer.getheader("Connection")) == (status, None)
        answer.read()

    assert asked.sock is first
    asked.close()


@pytest.mark.parametrize("path", ["/", "/known/"])
def test_who_asks_for_it_has_it_closed(served: Served, path: str) -> None:
    with served.connect() as client:
        client.sendall(
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
        )
        given = b""
        while piece := client.recv(4_096):
            given += piece

    assert b"\r\nConnection: close\r\n" in given


def test_an_old_client_that_keeps_nothing_open_has_it_closed(served: Served) -> None:
    with served.connect() as client:
        client.sendall(b"GET /known/ HTTP/1.0\r\n\r\n")
        while client.recv(4_096):
            pass
