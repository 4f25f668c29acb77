"""The site behind its own web server, on one core, with a bare page and a file to hold it against.

The bare page is a view with a template and nothing around it: no middleware, no layout of ours.
"""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

from tests.bench.site import free_port

ROOT = Path(__file__).resolve().parents[3]
BARE = "/bench/bare/"
EMPTY = "/bench/empty/"
FORGET = "/bench/forget/"
"""Has what is kept forgotten, by this process and in what all share."""
BEGIN = "/bench/begin/"
"""Has what this process keeps forgotten, as of one that has just begun."""
FILE = "bench.html"
_TEMPLATE = """<!doctype html><title>{{ title }}</title>
<ul>{% for line in lines %}<li>{{ line }}</li>{% endfor %}</ul>"""


class Site:
    """The running server.

    Args:
        port: of loopback.
        process: gunicorn's.
    """

    def __init__(self, port: int, process: subprocess.Popen[bytes]) -> None:
        self._asked = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._process = psutil.Process(process.pid)

    def ask(self, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes, float]:
        """The answer, its body, and the seconds until it was there whole."""
        given = {"Host": "localhost", **{k.replace("_", "-"): v for k, v in headers.items()}}
        began = time.perf_counter()
        self._asked.request("GET", path, headers=given)
        answer = self._asked.getresponse()
        body = answer.read()
        return answer, body, time.perf_counter() - began

    def cpu_seconds(self) -> float:
        """Of the process that answers."""
        (worker,) = self._process.children()
        used = worker.cpu_times()
        return used.user + used.system


@contextmanager
def site(folder: Path, *, core: int, page: bytes) -> Iterator[Site]:
    """Start the server with one process; stop it at the end.

    Args:
        folder: an empty one.
        core: the process's.
        page: what is served as a static file.
    """
    static = folder / "static"
    static.mkdir(parents=True)
    (static / FILE).write_bytes(page)
    shape = folder / "shape.py"
    shape.write_text("from tracker.site.server.shape import *\nworkers = 1\n")
    port = free_port()
    environment = {
        **os.environ,
        "COUNTERCLAIM_STATIC_ROOT": str(static),
        "COUNTERCLAIM_PAGE_BUDGET": "0",
        "COUNTERCLAIM_SITE_URL": "http://localhost",
        "PYTHONPATH": str(ROOT),
    }
    command = [*("taskset", "-c", str(core), sys.executable, "-m", "gunicorn")]
    command += ["--config", str(shape), "--bind", f"127.0.0.1:{port}"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [*command, "tests.bench.public.server:application"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
        )
    try:
        _wait(port, server)
        yield Site(port, server)
    finally:
        server.terminate()
        server.wait(60)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):
        if server.poll() is not None:
            break
        try:
            if Site(port, server).ask(BARE)[0].status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not start.")


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """The site; the bare page by a handler that has no middleware."""
    handlers = _handlers()
    chosen = handlers[environ["PATH_INFO"] in {BARE, BEGIN, FORGET}]
    answer: Iterable[bytes] = chosen(environ, start)
    return answer


_made: list[Any] = []


def _handlers() -> list[Any]:
    if not _made:
        _made.extend(_make())
    return _made


def _make() -> list[Any]:
    from django.conf import settings  # noqa: PLC0415 - in the server's process alone
    from django.core.handlers.wsgi import WSGIHandler  # noqa: PLC0415
    from django.http import HttpRequest, HttpResponse  # noqa: PLC0415
    from django.shortcuts import render  # noqa: PLC0415
    from django.template import engines  # noqa: PLC0415
    from django.test.utils import override_settings  # noqa: PLC0415
    from django.urls import path  # noqa: PLC0415

    from tests.public.fresh.memory import forget_pages  # noqa: PLC0415
    from tracker.wsgi import application as whole  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["localhost"]
    template = engines["django"].from_string(_TEMPLATE)

    def bare(request: HttpRequest) -> HttpResponse:
        page = template.render({"title": "Bare", "lines": range(20)}, request=None)
        # With its length, as every page of the site: the connection stays open after it.
        return HttpResponse(page, headers={"Content-Length": str(len(page))})

    def begin(request: HttpRequest) -> HttpResponse:
        forget_pages()
        return HttpResponse()

    def forget(request: HttpRequest) -> HttpResponse:
        SharedPage.objects.all().delete()
        return begin(request)

    def empty(request: HttpRequest) -> HttpResponse:
        return render(request, "base.html")

    from tracker import urls  # noqa: PLC0415
    from tracker.base.acts.models import SharedPage  # noqa: PLC0415

    # Under a name that is open to everybody: an address that nobody has stated is refused.
    urls.urlpatterns.insert(0, path(BARE.removeprefix("/"), bare))
    urls.urlpatterns.insert(0, path(BEGIN.removeprefix("/"), begin))
    urls.urlpatterns.insert(0, path(FORGET.removeprefix("/"), forget))
    urls.urlpatterns.insert(0, path(EMPTY.removeprefix("/"), empty, name="health"))
    with override_settings(MIDDLEWARE=[]):
        return [whole, WSGIHandler()]
