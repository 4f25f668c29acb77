"""Every address asks for what its acts ask for: role by role, address by address."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, resolve, reverse

from claims.rules.acts import CLAIM_ACTS
from sources.acts import EVIDENCE_ACTS
from tests.factories import a_publisher, a_user, a_verdict, an_incident
from tracker.base.accounts.acts import ACCOUNT_ACTS
from tracker.base.people.models import Role
from tracker.site.access import ACCESS, AS_AT_THE_DESK, Door

TABLES = (ACCOUNT_ACTS, CLAIM_ACTS, EVIDENCE_ACTS)
METHODS = ("get", "head", "post", "put", "patch", "delete")
UNUSED = 999_999_999
ARGUMENTS = {"pk": UNUSED, "slug": "no-such-thing"}


def names(resolver: URLResolver, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join([*spaces, pattern.name or pattern.lookup_str])
        else:
            inner = (pattern.namespace,) if pattern.namespace else ()
            yield from names(pattern, spaces + inner)


def desk_names() -> list[str]:
    found = sorted(name for name in ACCESS if name.startswith("desk:"))
    assert found
    return found


def desk_url(name: str) -> str:
    slug = {"slug": "no-such-thing"}
    for arguments in ({}, {"pk": UNUSED}, {"pk": uuid.UUID(int=0)}, slug, slug | {"code": "none"}):
        try:
            return reverse(name, kwargs=arguments)
        except NoReverseMatch:
            continue
    raise AssertionError(f"{name} takes arguments that this test does not know.")


def test_every_address_of_the_site_is_in_the_table():
    assert set(names(get_resolver())) - set(ACCESS) == set()


def test_the_table_lists_no_address_that_is_not_there():
    assert set(ACCESS) - set(names(get_resolver())) == set()


def test_every_address_of_the_desk_derives_from_an_act():
    at_the_desk = {name for name in names(get_resolver()) if name.startswith("desk:")}
    of_acts = {f"desk:{address}" for table in TABLES for act in table for address in act.addresses}

    assert at_the_desk == of_acts == set(desk_names())


def test_no_act_opens_an_address_to_readers():
    acts = [act for needed in ACCESS.values() if isinstance(needed, tuple) for act in needed]

    assert [act.name for act in acts if Role.READER in act.roles] == []


def test_nothing_outside_the_desk_and_the_account_asks_who_you_are():
    closed = {name for name, needed in ACCESS.items() if needed is not Door.PUBLIC}
    closed -= set(AS_AT_THE_DESK)  # what is proposed at the desk, for programs of who works there
    own = ("desk:", "account_", "mfa_", "usersessions_")
    assert [n for n in closed if not n.startswith(own)] == []


@pytest.mark.django_db
def test_an_address_that_is_not_in_the_table_is_refused(client, monkeypatch, caplog):
    monkeypatch.delitem(ACCESS, "public:methodology")
    assert client.get("/methodology/").status_code == 403
    assert "public:methodology" in caplog.text


def allowed(role: Role, name: str) -> bool:
    needed = ACCESS[name]
    assert isinstance(needed, tuple)
    return any(role in act.roles for act in needed)


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_the_truth_table_of_the_desk(role):
    """Role x address x method: 403 exactly where the role may do none of its acts."""
    client = Client()
    client.force_login(a_user(role), "django.contrib.auth.backends.ModelBackend")
    wrong = []
    for name in desk_names():
        for method in METHODS:
            status = getattr(client, method)(desk_url(name)).status_code
            if (status == 403) == allowed(role, name):
                wrong.append((name, method, status))
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.FACT_CHECKER, Role.EDITOR, Role.ADMINISTRATOR])
def test_no_page_of_the_desk_links_to_what_the_reader_s_role_may_not_open(role):
    client = Client()
    client.force_login(a_user(role), "django.contrib.auth.backends.ModelBackend")
    empty, claim = an_incident(), a_verdict().claim
    pages = [desk_url(f"desk:{name}") for name in ("my_work", "claims", "incidents", "publishers")]
    pages += [desk_url("desk:captures"), f"/desk/incidents/{empty.slug}/"]
    pages += [f"/desk/claims/{claim.pk}/"]
    a_publisher()
    closed, followed = [], 0
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, page
        for href in re.findall(r'(?:href|action)="(/desk/[^"#?]*)', answer.content.decode()):
            followed += 1
            if not allowed(role, resolve(href).view_name):
                closed.append((page, href))
    assert closed == []
    assert followed > 50


@pytest.mark.django_db
def test_without_an_account_every_address_of_the_desk_leads_to_the_sign_in_page(client):
    for name in desk_names():
        for method in METHODS:
            response = getattr(client, method)(desk_url(name))
            assert response.status_code == 302, (name, method)
            assert response.headers["Location"].startswith("/accounts/login/?next=/desk/")


@pytest.mark.django_db
def test_a_closed_account_is_as_good_as_none(client):
    user = a_user(Role.EDITOR)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    user.is_active = False
    user.save()
    assert client.get("/desk/").status_code == 302


@pytest.mark.django_db
def test_a_part_of_a_page_asked_for_after_signing_out_reloads_the_whole_page(client):
    url = desk_url("desk:capture_state")
    response = client.get(url, headers={"HX-Request": "true"})
    assert response.status_code == 401
    assert response.headers["HX-Refresh"] == "true"


@pytest.mark.django_db
@pytest.mark.parametrize("name", [n for n, r in ACCESS.items() if r is Door.SIGNED_IN])
def test_pages_of_the_account_ask_to_sign_in(client, name):
    response = client.get(desk_url(name))
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/accounts/login/")


@pytest.mark.django_db
def test_every_form_of_the_desk_is_refused_without_its_token():
    client = Client(enforce_csrf_checks=True)
    client.force_login(a_user(Role.EDITOR), "django.contrib.auth.backends.ModelBackend")
    for name in desk_names():
        assert client.post(desk_url(name)).status_code == 403, name


@pytest.mark.django_db
def test_nobody_signs_himself_up(client):
    response = client.get("/accounts/signup/")
    assert "Accounts are made by an administrator" in response.content.decode()
    posted = client.post("/accounts/signup/", {"username": "me", "password1": "x" * 20})
    assert "Accounts are made by an administrator" in posted.content.decode()
