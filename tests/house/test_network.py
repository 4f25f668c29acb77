"""Nothing in the tests reaches beyond this machine."""

from __future__ import annotations

import socket

import pytest
from pytest_socket import SocketConnectBlockedError


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
@pytest.mark.parametrize("address", ["192.0.2.1", "2001:db8::1", "10.0.0.1"])
def test_a_socket_out_of_loopback_is_shut(address: str) -> None:
    with pytest.raises(SocketConnectBlockedError), socket.create_connection((address, 80), 0.2):
        pass


def test_a_socket_to_loopback_is_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), 5).close()
