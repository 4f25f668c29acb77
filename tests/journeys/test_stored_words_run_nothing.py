"""Hostile words in every stored field, shown in a real browser without our policy to help.

The content security policy would stop most of them by itself; here it is taken off the pages, so
that what is tried is whether every word arrives as a word.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Route

from claims.models import Claim
from sources.archiver.sentences import as_json, say
from sources.operations.captures.visits import run
from sources.operations.deposits.receive import Choice, deposit
from tests.factories import AT
from tests.journeys.conftest import DESKTOP, sign_in
from tests.public.captures import a_capture
from tests.public.trust.test_hostile_words import BATCHES, a_scene, paths_of, words_of
from tests.suites.outside import Take

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(300),
    pytest.mark.django_db(transaction=True),
]

INLINE = "script:not([src]):not([type='application/ld+json']), [onerror], [onload], [style]"


@pytest.fixture
def evidence(settings, tmp_path) -> None:
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }


def provenance(words: str) -> dict[str, object]:
    """A sheet whose every value a hostile site or file chose."""
    return {
        "requested_url": words,
        "final_url": words,
        "reason": as_json(say("wall.title", title=words)),
        "agent": words,
        "hops": [{"url": words, "headers": [[words[:50], words], ["Server", words]]}],
        words[:40]: words,
    }


def a_hostile_page(claim: Claim, words: str) -> list[str]:
    """A capture and a deposit of the cited page, everything told of them hostile; their pages."""
    page = claim.citations.get().page
    captured = a_capture(
        page,
        f"{words} again",
        provenance=provenance(words),
        metadata={"title": words, "author": words, "date": words, "site": words},
        reason=as_json(say("wall.title", title=words)),
        final_url=words,
        content_type=words[:200],
    )
    brought = deposit(
        choice=Choice(),
        page=page,
        file=[f"<!doctype html><title>{words}</title>{words}".encode()],
        statement=words[:5000],
        original_name=words[:255],
        by=page.added_by,
        at=AT,
    )
    run(capture_id=brought.pk, worker=words[:200], at=AT)
    kinds = ("", "replay/", "provenance/")
    return [
        *(f"/evidence/captures/{row.pk}/{kind}" for row in (captured, brought) for kind in kinds),
        f"/desk/captures/{brought.pk}/",
        f"/desk/captures/{captured.pk}/",
        f"/desk/pages/{page.pk}/deposit/",
        f"/desk/claims/{claim.pk}/",
        f"/desk/claims/{claim.pk}/cite/",
        "/desk/captures/",
        "/desk/publishers/",
    ]


@pytest.mark.usefixtures("cast", "evidence")
@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_stored_word_runs_on_any_page(
    browser: Browser, live_server, outside: Take, batch: int
) -> None:
    """Every payload of a batch stands in every field; each page is opened as an editor."""
    words = words_of(batch, outside)
    claim = a_scene(words)
    addresses = [*paths_of(claim), *a_hostile_page(claim, words)]
    ran: list[str] = []
    context = browser.new_context(viewport=DESKTOP, base_url=live_server.url, bypass_csp=True)

    def note(route: Route) -> None:
        if urlsplit(route.request.url).netloc == urlsplit(live_server.url).netloc:
            route.continue_()
        else:
            ran.append(f"asked {route.request.url}")
            route.abort()

    context.route(lambda url: not url.startswith("data:"), note)
    context.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page = context.new_page()
    page.on("pageerror", lambda error: ran.append(str(error)))
    sign_in(page, "mara")
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        assert page.url == f"{live_server.url}{address}"
        assert page.locator(INLINE).count() == 0, address
    context.close()

    assert ran == []
