from __future__ import annotations

import socket


def free_port(earlier: int | None = None) -> int:
    """A TCP port on 127.0.0.1 that nobody listens on at this moment.

    Args:
        earlier: the port that a server had before; taken again if it is free, so that processes
            that still know it find the server when it is back.
    """
    for port in (earlier, 0):
        if port is None:
            continue
        with socket.socket() as probe:
            # Connections that have just ended do not keep a port from being listened on.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, int(port > 0))
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError("There is no free port on 127.0.0.1.")
