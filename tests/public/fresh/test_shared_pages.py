"""What one process has made is there for all, and made anew before a reader asks for it."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.db import Error, connection
from django.test import Client
from django.urls import resolve
from django.utils import timezone, translation

from claims.models import Incident
from claims.operations.release import withdraw_dossier
from tests.factories import a_claim, a_figure, a_pair, a_verdict, an_editor, later
from tests.public.fresh.conftest import Asked, a_scene, every_page
from tests.public.fresh.memory import forget_pages
from tests.public.fresh.test_asked_again import mark_all
from tracker.base.acts.models import SharedPage
from tracker.base.web.fresh import shared
from tracker.base.web.fresh.questions import Questions
from tracker.base.web.fresh.shared import drop_unread
from tracker.site.server.fresh_pages import SHARED
from tracker.site.server.renewing import renew_pages
from tracker.site.tasks import renew_pages as the_task

TAKEN = 1
"""The query for the page that another process has made."""
HOME = "http://localhost:8000"


@pytest.fixture(autouse=True)
def at_home(settings: LazySettings, client: Client) -> None:
    settings.SITE_URL = HOME
    client.defaults["HTTP_HOST"] = "localhost:8000"


@pytest.fixture
def dossier(transactional_db: None) -> Incident:
    pair = a_pair(
        claim=a_claim(figures=[a_figure(best=80)]), answers=a_claim(figures=[a_figure(best=10)])
    )
    a_verdict(pair.answers)
    return pair.answers.incident


def address(dossier: Incident) -> str:
    return f"/incidents/{dossier.slug}/"


def today() -> str:
    return str(timezone.localdate())


def renew() -> int:
    return renew_pages(at=timezone.now(), most_seconds=60)


def test_what_one_process_made_another_takes(ask: Asked, dossier: Incident) -> None:
    made, many = ask(address(dossier))
    forget_pages()

    taken, few = ask(address(dossier))
    kept, none = ask(address(dossier))

    assert many > few == TAKEN > none
    assert made.content == taken.content == kept.content
    assert made["ETag"] == taken["ETag"]
    assert made["Content-Type"] == taken["Content-Type"]


def test_so_it_does_after_a_change_elsewhere(ask: Asked, dossier: Incident) -> None:
    made, _ = ask(address(dossier))
    forget_pages()
    mark_all()

    taken, few = ask(address(dossier))

    assert few == TAKEN
    assert taken.content == made.content


def test_after_a_change_that_it_shows_it_is_made_anew(ask: Asked, dossier: Incident) -> None:
    ask(address(dossier))
    forget_pages()
    Incident.objects.update(title="Renamed")

    changed, many = ask(address(dossier))

    assert b"Renamed" in changed.content
    assert many > TAKEN


def test_every_shared_page_says_what_one_made_anew_says(ask: Asked) -> None:
    a_scene()
    every = [path for name, path in every_page() if name in SHARED and "?" not in path]
    for path in every:
        ask(path)
    a_verdict(a_claim(figures=[a_figure(best=3)], statement="Said since."))
    renew()
    forget_pages()
    taken = {path: ask(path) for path in every}
    forget_pages()
    SharedPage.objects.all().delete()

    assert {resolve(path).view_name for path in every} == SHARED
    for path, (found, queries) in taken.items():
        assert queries == TAKEN, path
        assert ask(path)[0].content == found.content, path


@pytest.mark.parametrize("forgotten", [True, False])
def test_a_change_is_made_ready_before_a_reader_asks(
    ask: Asked, dossier: Incident, *, forgotten: bool
) -> None:
    ask(address(dossier))
    ask("/")
    assert renew() == 0

    Incident.objects.update(title="Renamed")
    assert renew() == 2
    assert renew() == 0
    if forgotten:
        forget_pages()
    taken, few = ask(address(dossier))

    assert few == TAKEN
    assert b"Renamed" in taken.content


def test_what_changed_elsewhere_is_asked_once_more(ask: Asked, dossier: Incident) -> None:
    ask(address(dossier))
    mark_all()

    assert [renew(), renew()] == [1, 0]


def test_what_a_process_keeps_is_held_against_what_is_shared_first(
    ask: Asked, dossier: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, _ = ask(address(dossier))
    mark_all()
    renew()
    monkeypatch.setattr(Questions, "are_answered_alike", lambda *_: pytest.fail("asked again"))

    taken, few = ask(address(dossier))
    kept, none = ask(address(dossier))

    assert few == TAKEN > none
    assert made.content == taken.content == kept.content


def test_another_day_has_them_made_anew(ask: Asked, dossier: Incident) -> None:
    ask(address(dossier))
    SharedPage.objects.update(made_in="2026-01-01")

    assert [renew(), renew()] == [1, 0]
    assert SharedPage.objects.get().made_in == today()


def test_what_is_not_shown_any_more_is_not_shared(ask: Asked, dossier: Incident) -> None:
    ask(address(dossier))
    withdraw_dossier(incident=dossier, reason="Too early.", by=an_editor(), at=later())

    assert renew() == 1
    assert not SharedPage.objects.exists()
    assert ask(address(dossier))[0].status_code == 410


def test_the_worker_goes_on_in_its_own_language(ask: Asked, dossier: Incident) -> None:
    ask(f"/ar{address(dossier)}")
    mark_all()

    with translation.override("en"):
        assert renew() == 1
        assert translation.get_language() == "en"
    assert SharedPage.objects.get().asked["path"] == f"/ar{address(dossier)}"


def test_to_renew_takes_from_no_budget(
    ask: Asked, dossier: Incident, settings: LazySettings
) -> None:
    ask(address(dossier))
    settings.PAGE_BUDGET = 1
    Incident.objects.update(title="Renamed")

    renew()
    forget_pages()

    assert b"Renamed" in ask(address(dossier))[0].content


def test_nobody_asks_as_the_worker_does_by_a_header(
    ask: Asked, dossier: Incident, settings: LazySettings
) -> None:
    cache.clear()
    settings.PAGE_BUDGET = 1

    answers = [ask(address(dossier), **{"counterclaim.renewing": "1"})[0] for _ in range(2)]

    assert {answer.status_code for answer in answers} == {429}


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("?", {"host": "127.0.0.1"}),
        ("?as_of=2026-01-01", {}),
        ("?", {"cookie": "a=b"}),
        ("?", {"authorization": "Token x"}),
    ],
)
def test_only_pages_as_published_are_shared(
    ask: Asked, dossier: Incident, path: str, headers: dict[str, str]
) -> None:
    ask(address(dossier) + path.removesuffix("?"), **headers)

    assert not SharedPage.objects.exists()


def test_what_another_build_made_is_left_to_it(
    ask: Asked, dossier: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, many = ask(address(dossier))
    forget_pages()
    monkeypatch.setattr(shared, "build", lambda: "another")

    assert renew() == 0
    assert ask(address(dossier))[1] == many
    assert SharedPage.objects.count() == 2
    drop_unread(at=timezone.now() + dt.timedelta(days=2))
    assert [row.build for row in SharedPage.objects.all()] == ["another"]


def test_those_asked_for_last_are_shared(
    ask: Asked, dossier: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "MOST", 2)
    for path in ("/", "/incidents/", address(dossier)):
        ask(path)
    SharedPage.objects.filter(asked__path="/").update(
        read_at=timezone.now() - dt.timedelta(hours=2)
    )
    forget_pages()
    ask("/")

    drop_unread(at=timezone.now())

    assert {row.asked["path"] for row in SharedPage.objects.all()} == {"/", address(dossier)}


def test_without_the_table_pages_are_made(
    ask: Asked, dossier: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(*_given: Any, **_names: Any) -> Any:
        raise Error

    monkeypatch.setattr(SharedPage.objects, "filter", silent)
    monkeypatch.setattr(SharedPage.objects, "update_or_create", silent)

    assert ask(address(dossier))[0].status_code == 200


def test_after_a_crash_it_is_empty(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'acts_sharedpage'")
        assert cursor.fetchone() == ("u",)


def test_what_is_shared_does_not_go_by_the_hour(
    client: Client, transactional_db: None, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such pages are kept for a day; others, which have signed addresses, for an hour."""
    a_scene()
    every = [path for name, path in every_page() if name in SHARED]
    after = timezone.localdate() + dt.timedelta(days=2)  # all of the scene has happened by then
    day = dt.datetime.combine(after, dt.time(), ZoneInfo(settings.TIME_ZONE))
    said = []
    for hour in (0, 12, 23):
        moment = day + dt.timedelta(hours=hour, minutes=30)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        forget_pages()
        SharedPage.objects.all().delete()
        said.append([client.get(path).content for path in every])

    assert said[0] == said[1] == said[2]


def test_the_task(ask: Asked, dossier: Incident, settings: LazySettings) -> None:
    ask(address(dossier))
    Incident.objects.update(title="Renamed")
    settings.PAGES_KEPT_MB = 0
    the_task()
    assert b"Renamed" not in shared.SharedCopy.of(SharedPage.objects.get()).body

    settings.PAGES_KEPT_MB = 32
    the_task()

    assert b"Renamed" in shared.SharedCopy.of(SharedPage.objects.get()).body
