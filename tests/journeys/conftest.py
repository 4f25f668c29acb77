"""A real browser, a real worker and the exercise's own little web, for a person's whole way."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.journeys.public_pages import public_pages
from tests.programs import need
from tracker.base.people.models import Role, User
from tracker.site.exercise import ExerciseServer, Visits, read_routes

__all__ = ["public_pages"]  # a fixture for every journey
ROOT = Path(__file__).resolve().parents[2]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
PASSWORD = "a long enough password"
PATIENCE = 90_000
"""How long a page may take to show what it should, in ms: the machine may be doing other things."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    path = need("chromium")
    with sync_playwright() as playwright:
        # Playwright's loop runs in this thread, and Django would take our queries for async ones.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def live_server(live_server, browser, transactional_db) -> Iterator[LiveServer]:
    """The server of the run, which is at rest before the test's tables are emptied.

    A page that is left sends what was typed in it once more. Answered while the tables are emptied,
    that would wait for them, and they for it.
    """
    yield live_server
    for context in browser.contexts:
        context.close()
    _let_finish(live_server)


def _let_finish(server: LiveServer) -> None:
    """Wait until a server has answered all that it was asked, now that nobody asks any more."""
    with socket.create_connection((server.thread.host, server.thread.port)) as last:
        last.shutdown(socket.SHUT_WR)
        last.recv(1)  # connections are taken in turn: whoever called before has been let in
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(60)


@pytest.fixture
def page(browser, live_server) -> Iterator[Page]:
    """A fresh window at desktop width that fails the test on any error in its console."""
    with window(browser, live_server.url, DESKTOP) as page:
        yield page


REPLACED = ("htmx:sendAbort", "htmx:afterRequest")
"""What htmx writes of a request that a newer one has taken the place of, while somebody types."""


def is_complaint(message: ConsoleMessage) -> bool:
    """Whether a page complains of something in its console."""
    return message.type == "error" and not message.text.startswith(REPLACED)


@contextmanager
def window(browser: Browser, base: str, size: dict[str, int], **options: object) -> Iterator[Page]:
    """A fresh window with no cookies of anybody.

    Args:
        browser: the running browser.
        base: where relative addresses begin.
        size: width and height in CSS pixels.
        options: further options of a Playwright context.
    """
    context = browser.new_context(base_url=base, viewport=size, **options)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: complaints.append(message.text) if is_complaint(message) else None,
    )
    yield page
    context.close()
    assert complaints == []


def sign_in(page: Page, username: str) -> None:
    """Sign in at the desk's door."""
    page.goto("/accounts/login/")
    page.get_by_label("Username").or_(page.locator("[name=login]")).first.fill(username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/desk/**")


def send(page: Page, button: str) -> None:
    """Send a form, and wait for the whole of the page that answers.

    A click waits at most until that page begins, and on a busy machine not even so long: what is
    looked for next would be looked for on the page before, or on half of this one.

    Args:
        page: where the form stands.
        button: the selector of the button that sends it.
    """
    with page.expect_navigation():
        page.click(button)


FOCUSED = "document.activeElement.name || document.activeElement.textContent.trim()"


class Keyboard:
    """Presses keys on a page, counts them, and does nothing else."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def type(self, text: str) -> None:
        """Type some text: a key a character."""
        self.page.keyboard.type(text)
        self.pressed += len(text)

    def press(self, key: str) -> None:
        """Press one key, or one with others held."""
        self.page.keyboard.press(key)
        self.pressed += 1

    def on_to(self, name: str) -> None:
        """Tab to a field by its name, to a button by its name or else its words."""
        for _step in range(40):
            self.press("Tab")
            if self.page.evaluate(FOCUSED) == name:
                return
        raise AssertionError(f"{name} is not reached.")

    def choose(self, field: str, beginning: str) -> None:
        """Choose the row that the beginning of its name finds first."""
        self.on_to(f"{field}_typed")
        self.type(beginning)
        option = self.page.locator(f"[data-by-name='{field}'] [role=option]").first
        expect(option).to_have_attribute("aria-selected", "true")
        self.press("Enter")
        expect(self.page.locator(f"[type=checkbox][name='{field}']")).to_be_checked()

    def record(
        self, statement: str, *, incident: str, claimant: str, of: str, by: str, page: str = ""
    ) -> None:
        """Record a claim with the two figures that its statement gives.

        Args:
            statement: what is claimed.
            page: the address of the page that it rests on, if it is given with the claim.
            incident: the beginning of the incident's name.
            claimant: likewise.
            of: the beginning of the name of whose losses both figures count.
            by: the name of the button that records it.
        """
        self.page.goto("/desk/claims/new/")
        self.page.locator("main h1").click()
        if page:
            self.on_to("url")
            self.type(page)
        self.choose("incident", incident)
        self.choose("claimant", claimant)
        self.on_to("statement")
        self.type(statement)
        expect(self.page.locator("#figures-seen li")).to_have_count(2)
        self.on_to("wording")
        self.press("Space")
        self.on_to("fill_in")
        self.press("Enter")
        second = self.page.locator("[name=figures-1-low], [name=figures-1-best]").last
        expect(second).not_to_be_empty()
        for field in ("figures-0-subjects", "figures-1-subjects"):
            self.choose(field, of)
        self.on_to(by)
        self.page.wait_for_load_state("networkidle")  # what is asked while typing has its answer
        self.press("Enter")


SELECT = """([line, from, to]) => {
  const text = document.querySelectorAll("[data-start]")[line].firstChild;
  const range = document.createRange();
  range.setStart(text, from);
  range.setEnd(text, to);
  document.getSelection().removeAllRanges();
  document.getSelection().addRange(range);
}"""
"""Selects characters of a line of a sealed text that is being read."""


@pytest.fixture
def cast(transactional_db) -> dict[str, User]:
    """The people of the journeys."""
    people = {
        "ines": ("Ines", Role.FACT_CHECKER),
        "tomas": ("Tomas", Role.FACT_CHECKER),
        "lin": ("Lin", Role.FACT_CHECKER),
        "mara": ("Mara", Role.EDITOR),
    }
    return {
        username: User.objects.create_user(
            username, f"{username}@example.org", PASSWORD, name=name, role=role
        )
        for username, (name, role) in people.items()
    }


@pytest.fixture
def exercise(tmp_path, settings) -> Iterator[ExerciseServer]:
    """The exercise's pages on loopback, on a port of this test's own."""
    server = ExerciseServer(port=0, visits=Visits(tmp_path / "visits.json"), routes=read_routes())
    settings.EXERCISE_PORT = server.server_port
    settings.ALLOWED_ADDRESSES = [f"127.0.0.1:{server.server_port}"]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def worker(transactional_db, exercise, tmp_path) -> Iterator[None]:
    """A real Celery worker on the test's own database and queue."""
    database = urlsplit(os.environ["DATABASE_URL"])
    name = connection.settings_dict["NAME"]
    log = tmp_path / "worker.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "celery", "-A", "tracker", "worker"),
                *("-Q", "captures,default", "--pool", "solo", "--loglevel", "INFO"),
            ],
            cwd=ROOT,
            env={
                **os.environ,
                "DATABASE_URL": database._replace(path=f"/{name}").geturl(),
                "COUNTERCLAIM_ALLOWED_ADDRESSES": f"127.0.0.1:{exercise.server_port}",
            },
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    deadline = time.monotonic() + 180
    while b"ready" not in log.read_bytes():
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.1)
    yield
    process.terminate()
    process.wait(120)
