"""Clients that send or read slowly cost the site no thread, and are let go in the end."""

from __future__ import annotations

import socket
import threading
import time

from tests.tracker.server.conftest import Served

HEAD = b"POST %b HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"


def trickle(clients: list[socket.socket], ended: threading.Event) -> None:
    """A byte of each every fifth of a second, as long as it is taken."""
    while not ended.wait(0.2):
        for client in clients:
            try:
                client.sendall(b"x")
            except OSError:
                continue


def test_fifty_clients_that_trickle_a_body_stop_nobody(served: Served) -> None:
    clients = [served.connect() for _ in range(50)]
    for client in clients:
        client.sendall(HEAD % (b"/", 10_000))
    ended = threading.Event()
    sending = threading.Thread(target=trickle, args=(clients, ended))
    sending.start()
    try:
        answers = [served.get() for _ in range(10)]
    finally:
        ended.set()
        sending.join()
        for client in clients:
            client.close()

    assert {status for status, _ in answers} == {200}


def test_a_body_that_takes_too_long_altogether_is_let_go(served: Served) -> None:
    with served.connect() as client:
        client.sendall(HEAD % (b"/", 10_000))
        ended = threading.Event()
        sending = threading.Thread(target=trickle, args=([client], ended))
        sending.start()
        try:
            assert is_let_go(client)
        finally:
            ended.set()
            sending.join()


def test_a_head_that_never_ends_is_let_go(served: Served) -> None:
    with served.connect() as client:
        client.sendall(b"GET / HTTP/1.1\r\nX-Long: ")
        ended = threading.Event()
        sending = threading.Thread(target=trickle, args=([client], ended))
        sending.start()
        try:
            assert is_let_go(client)
        finally:
            ended.set()
            sending.join()


def is_let_go(client: socket.socket) -> bool:
    """Whether the server ends the connection without an answer."""
    client.settimeout(60)
    try:
        return client.recv(100) == b""
    except ConnectionError:
        return True


def test_a_reader_who_takes_nothing_is_let_go_and_holds_no_thread(served: Served) -> None:
    clients = [served.connect() for _ in range(4)]  # more than there are threads
    for client in clients:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.sendall(b"GET /much/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
    try:
        assert served.get()[0] == 200
        deadline = time.monotonic() + 60
        while open_connections(served) and time.monotonic() < deadline:
            time.sleep(0.5)
        assert not open_connections(served)
    finally:
        for client in clients:
            client.close()


def open_connections(served: Served) -> int:
    """Connections to the server that it has not closed."""
    import psutil  # noqa: PLC0415

    return sum(
        1
        for each in psutil.net_connections("tcp")
        if each.laddr and each.laddr.port == served.port and each.status == "ESTABLISHED"
    )


def test_an_answer_may_take_longer_than_a_process_may_hang(served: Served) -> None:
    started = time.monotonic()
    status, body = served.get("/slow/")  # three seconds; a loop that hangs is ended after two

    assert (status, len(body)) == (200, 12 * 65_536)
    assert time.monotonic() - started > 2


def test_whoever_asks_much_leaves_a_thread_to_others(served: Served) -> None:
    greedy = [
        threading.Thread(target=served.get, args=("/busy/",), kwargs={"source": "127.0.0.2"})
        for _ in range(8)
    ]
    for each in greedy:
        each.start()
    time.sleep(0.3)
    began = time.monotonic()
    served.get(source="127.0.0.3")
    took = time.monotonic() - began
    waiting = sum(each.is_alive() for each in greedy)
    for each in greedy:
        each.join()

    assert waiting >= 6, took  # answered before all but the first of them
