"""A corpus served by nginx on loopback, on a core of its own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CONFIGURATION = """
worker_processes 1;
daemon off;
master_process off;
pid {run}/nginx.pid;
error_log {run}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path {run}/body;
  proxy_temp_path {run}/proxy;
  fastcgi_temp_path {run}/fastcgi;
  uwsgi_temp_path {run}/uwsgi;
  scgi_temp_path {run}/scgi;
  types {{ text/html html; application/pdf pdf; }}
  charset utf-8;
  sendfile on;
  tcp_nopush on;
  gzip_static on;
  keepalive_requests 100000;
  server {{ listen 127.0.0.1:{port} backlog=512; root {folder}; }}
}}
"""


def need(*programs: str) -> None:
    """Stop with a sentence if a program is not installed.

    Raises:
        SystemExit: one is missing; the message names it.
    """
    missing = [program for program in programs if not shutil.which(program)]
    if missing:
        raise SystemExit(f"Missing: {', '.join(missing)}. Debian: apt-get install nginx-light wget")


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(folder: Path, run: Path, *, core: int) -> Iterator[str]:
    """Serve a folder; gives the address it begins with, without a slash at the end.

    Args:
        folder: what is served.
        run: an empty folder for nginx's own files.
        core: the core nginx is pinned to.
    """
    port = free_port()
    file = run / "nginx.conf"
    file.write_text(CONFIGURATION.format(run=run, port=port, folder=folder))
    command = ["taskset", "-c", str(core), "nginx", "-c", str(file), "-e", str(run / "error.log")]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        _wait(port, server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            break
        time.sleep(0.05)
    raise SystemExit("nginx did not start.")
