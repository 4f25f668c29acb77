"""As large a body is taken as the address has a use for, and none is read before it is refused."""

from __future__ import annotations

import socket

from tests.tracker.server.conftest import Served


def post(served: Served, path: str, size: int, body: bytes = b"", *, more: str = "") -> str:
    with served.connect() as client:
        client.sendall(
            f"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{more}"
            f"Content-Length: {size}\r\n\r\n".encode()
        )
        client.sendall(body)
        return read_all(client)


def read_all(client: socket.socket) -> str:
    given = b""
    while piece := client.recv(65_536):
        given += piece
    return given.decode()


def test_a_body_comes_whole(served: Served) -> None:
    assert "\r\n\r\n90000 " in post(served, "/", 90_000, b"x" * 90_000)


def test_a_large_file_is_taken_at_the_desk(served: Served) -> None:
    size = 5_000_000

    assert f"\r\n\r\n{size} " in post(served, "/desk/deposit/", size, b"x" * size)


def test_elsewhere_it_is_refused_before_it_is_sent(served: Served) -> None:
    assert post(served, "/", 5_000_000).startswith("HTTP/1.1 413 ")
    assert post(served, "/", 5_000_000, more="Expect: 100-continue\r\n").startswith("HTTP/1.1 413 ")


def test_nothing_is_taken_that_is_larger_than_any_deposit(served: Served) -> None:
    assert post(served, "/desk/", 10**10).startswith("HTTP/1.1 413 ")


def test_in_chunks_of_unknown_number_only_little_is_taken(served: Served) -> None:
    with served.connect() as client:
        client.sendall(
            b"POST /desk/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        try:
            for _ in range(40):
                client.sendall(b"1000\r\n" + b"x" * 4096 + b"\r\n")
        except ConnectionError:
            return  # refused while we were still sending
        assert b" 413 " in client.recv(100)


def test_only_so_many_large_ones_come_at_once(served: Served) -> None:
    head = b"POST /desk/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000000\r\n\r\n"
    under_way = [served.connect() for _ in range(2)]
    try:
        for client in under_way:
            client.sendall(head + b"x" * 100)
        served.get()  # both are known by now

        assert post(served, "/desk/", 5_000_000).startswith("HTTP/1.1 503 ")
    finally:
        for client in under_way:
            client.close()


def test_a_head_has_a_size(served: Served) -> None:
    with served.connect() as client:
        client.sendall(b"GET / HTTP/1.1\r\nX-Long: " + b"x" * 70_000)
        assert b" 431 " in client.recv(100)


def test_what_a_proxy_says_reaches_the_site_which_decides_whether_to_believe_it(
    served: Served,
) -> None:
    with served.connect() as client:
        client.sendall(
            b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            b"X-Forwarded-For: 192.0.2.7\r\n\r\n"
        )
        assert read_all(client).endswith("127.0.0.1 192.0.2.7")


def test_each_request_is_a_line_of_the_log(served: Served) -> None:
    served.get("/named/?in=the+log")

    assert served.logs('"GET /named/?in=the+log HTTP/1.1" 200')
