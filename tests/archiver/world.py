"""A small web on loopback whose pages answer byte for byte what a test says."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterable

Answer = bytes | Callable[[socket.socket, str], None]


class World:
    """One server; `pages` maps a path to bytes to send or to a function that sends them."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[bytes] = []
        self._context = context
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.place = f"127.0.0.1:{self.port}"
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, path: str = "/", scheme: str = "http") -> str:
        return f"{scheme}://{self.place}{path}"

    def page(self, path: str, body: bytes, *headers: str, status: str = "200 OK") -> None:
        """Answer a path with a whole page."""
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
        self.pages[path] = "\r\n".join([*lines, "", ""]).encode("latin-1") + body

    def chunked(self, path: str, pieces: Iterable[bytes], *headers: str) -> None:
        """Answer a path in chunks."""
        lines = ["HTTP/1.1 200 OK", "Transfer-Encoding: chunked", *headers, "", ""]
        body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
        self.pages[path] = "\r\n".join(lines).encode() + body + b"0\r\n\r\n"

    def close(self) -> None:
        # A thread that waits in accept would keep the port open after a mere close.
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, plain: socket.socket) -> None:
        with contextlib.suppress(OSError), plain:
            stream = self._context.wrap_socket(plain, server_side=True) if self._context else plain
            with stream:
                request = b""
                while b"\r\n\r\n" not in request:
                    piece = stream.recv(4096)
                    if not piece:
                        return
                    request += piece
                self.asked.append(request)
                path = request.split(b" ", 2)[1].decode()
                answer = self.pages.get(
                    path, b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
                )
                if callable(answer):
                    answer(stream, path)
                else:
                    stream.sendall(answer)
