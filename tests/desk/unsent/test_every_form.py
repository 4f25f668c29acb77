"""Every form of the desk is kept while it is typed in, and found again on another device."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from tests.desk.forms import as_shown
from tests.desk.unsent.things import addresses, forms_with_a_page, made
from tests.desk.unsent.typing import sent_by_page
from tests.factories import PASSWORD, a_user, an_editor
from tracker.base.people.models import Role, User

pytestmark = pytest.mark.django_db

WORDS = "thirteen"
NOT_TYPED = {"csrfmiddlewaretoken", "unsent"}
Pair = tuple[Client, Client]
"""Two browsers of one person."""
WRITTEN = "main form[method=post] input[type=text], main form[method=post] textarea"


def somebody(user: User) -> Client:
    """Somebody's browser, in which they have just given their password."""
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    if user.role == Role.ADMINISTRATOR:
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def opened(browsers: list[Pair], urls: list[str]) -> tuple[Pair, str, Any] | None:
    """Whose browsers open one of the addresses first, which, and its page."""
    for pair in browsers:
        for url in urls:
            page = pair[0].get(url)
            if page.status_code == 200 and b'name="submission"' in page.content:
                return pair, url, page
    return None


def trouble_with(pair: Pair, url: str, page: Any) -> str:
    """What is wrong with how a form is kept; "" if nothing is."""
    here, elsewhere = pair
    text = page.content.decode()
    if 'name="keep_unsent"' not in text:
        return "its template has no components/unsent/keep.html"
    if 'name="unsent"' not in text:
        return "its template has no components/forms/errors.html"
    written = [
        str(node.attributes["name"])
        for node in LexborHTMLParser(text).css(WRITTEN)
        if "readonly" not in node.attributes and node.attributes.get("name")
    ]
    fields = as_shown(page) | dict.fromkeys(written, WORDS)
    answer = sent_by_page(here, url, fields)
    if answer.status_code != 200:
        return f"{answer.status_code} when it is kept"
    found = as_shown(elsewhere.get(url))
    compared = {"submission", *fields} - NOT_TYPED if written else set()
    lost = {name: found.get(name) for name in compared if found.get(name) != fields[name]}
    if lost:
        return f"lost {lost}"
    return leads_back(elsewhere, urlsplit(url).path)


def leads_back(browser: Client, path: str) -> str:
    """What is wrong with the links of My work to the form of a path; "" if nothing is.

    It names only forms in which something was typed, so there may be none.
    """
    begun = [one.address for one in browser.get("/desk/").context["begun"]]
    links = [address for address in begun if urlsplit(address).path == path]
    wrong = [address for address in links if browser.get(address).status_code != 200]
    return f"My work leads to no form: {wrong}" if wrong else ""


def test_every_form_is_kept_and_found_again() -> None:
    author, reviewer = a_user(), a_user()
    editor, administrator = an_editor(), a_user(Role.ADMINISTRATOR)
    things = made(author=author, reviewer=reviewer, editor=editor)
    people = (author, reviewer, editor, administrator)
    browsers = [(somebody(person), somebody(person)) for person in people]
    wrong = {}
    for name, route in forms_with_a_page().items():
        found = opened(browsers, addresses(name, route, things))
        trouble = trouble_with(*found) if found else "nobody could open it: see things.py"
        if trouble:
            wrong[name] = trouble
    assert wrong == {}
