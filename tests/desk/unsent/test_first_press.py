"""Every button of every page of the desk does what it says at the first press.

A form whose token is missing is taken for one of somebody who was signed out: it comes back to be
sent a second time. Tests do not ask for the token elsewhere, so here each form is pressed by a
browser that is asked for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve
from selectolax.lexbor import LexborHTMLParser, LexborNode

from claims.desk.work.queues import QUEUES
from claims.operations.queues.saved import keep_view
from tests.desk.forms import sent_of
from tests.desk.unsent.test_every_form import somebody
from tests.desk.unsent.things import addresses, made, pages
from tests.factories import AT, a_split_claim, a_user, an_editor
from tracker.base.people.models import Role, User

pytestmark = pytest.mark.django_db

NO_TOKEN = "403_csrf.html"
WITHOUT_THINGS = {"names", "notices", "unsent", "views"}
"""Parts of addresses that are about nothing of `made`: they have no page, or none with a form."""


def a_browser(user: User) -> Client:
    """Somebody's browser, which is asked for the token of each form."""
    client = somebody(user)
    client.handler.enforce_csrf_checks = True
    return client


def all_addresses(things: dict[str, list[Any]]) -> Iterator[tuple[str, str]]:
    """Names of the desk's pages, each with an address of it."""
    for name, route in pages().items():
        if "<" not in route or route.split("/")[2] not in WITHOUT_THINGS:
            yield from ((name, url) for url in addresses(name, route, things))


def pressed(client: Client, url: str, form: LexborNode) -> Any:
    """Press the first button of a form, and undo what came of it."""
    button = next((one.attributes for one in form.css("button[name]")), {})
    sent = sent_of(form.css("[name]"))
    if button:
        sent[str(button["name"])] = button.get("value") or ""
    with transaction.atomic():
        answer = client.post(form.attributes.get("action") or url, sent)
        transaction.set_rollback(True)
    return answer


def shown(browsers: list[Client], name: str, url: str) -> Iterator[tuple[Client, LexborNode]]:
    """The forms of a page: of one about a thing as the first person sees it who sees any."""
    for client in browsers:
        page = client.get(url)
        if page.status_code != HTTPStatus.OK or "html" not in page.headers["Content-Type"]:
            continue
        forms = LexborHTMLParser(page.content.decode()).css("form[method=post]")
        yield from ((client, form) for form in forms)
        if forms and "<" in pages()[name]:
            return


def test_every_button_works_at_the_first_press() -> None:
    author, reviewer = a_user(), a_user()
    editor, administrator = an_editor(), a_user(Role.ADMINISTRATOR)
    things = made(author=author, reviewer=reviewer, editor=editor)
    things["claims"].append(a_split_claim())  # its reviews are not open to the editor yet
    things["queues"] = [{"slug": slug} for slug in QUEUES]
    keep_view(queue="unassigned", name="Mine", query="", by=editor, at=AT)
    browsers = [a_browser(one) for one in (editor, administrator, reviewer, author)]
    done, wrong = set(), {}
    for name, url in all_addresses(things):
        for client, form in shown(browsers, name, url):
            action = (form.attributes.get("action") or url).partition("?")[0]
            which = (name, resolve(action).view_name)
            if which in done:
                continue
            done.add(which)
            if NO_TOKEN in [one.name for one in pressed(client, url, form).templates]:
                wrong[which] = url
    assert wrong == {}
    assert {
        ("claim_settle", "desk:claim_reviews_open"),
        ("claim_publish", "desk:claim_reviews_open"),
        ("claim_reviews", "desk:claim_reviews_open"),
        ("my_work", "desk:review_accept"),
        ("queue", "desk:view_forget"),
    } <= done
