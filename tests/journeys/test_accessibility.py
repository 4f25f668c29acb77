"""axe finds nothing to complain of on any public page: wide, narrow, light, dark, in Arabic."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from claims.models import Claim
from sources.models import Capture, Recheck
from tests.journeys.conftest import DESKTOP, PHONE, sign_in, window

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

# Everything a machine can check of WCAG 2.2 A and AA.
# Without preloading, axe does not fetch our stylesheets a second time, from the wrong folder.
RULES = {
    "preload": False,
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


# What may differ where the page is narrow and dark; the rest is the same page.
SEEN = {
    "preload": False,
    "runOnly": {
        "type": "rule",
        "values": ["color-contrast", "target-size", "scrollable-region-focusable", "meta-viewport"],
    },
}


def complaints(page, address, rules=RULES):
    page.goto(address)
    found = Axe().run(page, options=rules).response["violations"]
    return [(address, rule["id"], node["html"][:160]) for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize(
    ("screen", "rules"),
    [
        (("", DESKTOP, "light"), RULES),
        (("", PHONE, "dark"), SEEN),
        (("/ar", DESKTOP, "dark"), RULES),
        (("/fr", PHONE, "light"), SEEN),
    ],
    ids=["desktop-light", "phone-dark", "arabic-desktop-dark", "french-phone-light"],
)
def test_axe_finds_nothing_on_public_pages(browser, live_server, public_pages, screen, rules):
    language, size, scheme = screen
    addresses = [f"{language}{address}" for address in public_pages]
    with window(browser, live_server.url, size, color_scheme=scheme, bypass_csp=True) as page:
        found = [row for address in addresses for row in complaints(page, address, rules)]

    assert found == []


def test_axe_finds_nothing_at_the_desk(browser, live_server, public_pages):
    claim = Claim.objects.filter(status="recorded").first()
    capture = Capture.objects.filter(status="sealed", outcome="captured").first()
    queued = Capture.objects.filter(status="waiting").first()
    altered = Recheck.objects.get(number_altered=True)
    with window(browser, live_server.url, DESKTOP, bypass_csp=True) as page:
        sign_in(page, "mara")
        addresses = [
            "/desk/",
            "/desk/claims/new/",
            f"/desk/claims/{claim.pk}/",
            f"/desk/claims/{claim.pk}/cite/",
            f"/desk/claims/{claim.pk}/pages/",
            f"/desk/claims/{claim.pk}/pair/",
            f"/desk/claims/{claim.pk}/versions/",
            f"/desk/claims/{claim.pk}/assign/",
            f"/desk/journal/?page={capture.page_id}",
            "/desk/captures/",
            "/desk/captures/queue/",
            f"/desk/captures/{capture.pk}/",
            f"/desk/captures/{capture.pk}/read/?q=the",
            f"/desk/captures/{capture.pk}/quote/?within=sent&start=0&end=20",
            f"/desk/captures/{queued.pk}/",
            f"/desk/captures/{queued.pk}/give-up/",
            f"/desk/pages/{capture.page_id}/deposit/",
            f"/desk/changes/{altered.pk}/seen/",
            f"/evidence/{altered.page_id}/",
            "/desk/publishers/",
            "/desk/sides/",
            "/desk/queues/reports/",
        ]
        found = [row for address in addresses for row in complaints(page, address)]

    assert found == []
