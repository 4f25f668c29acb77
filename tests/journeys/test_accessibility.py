"""axe finds nothing to complain of on any public page, wide or narrow, light or dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.db import transaction

from claims.models import Claim, Counterclaim, Incident
from sources.models import Capture, Page, Recheck
from sources.operations.captures.request import request_capture
from sources.tasks import run_capture
from tests.journeys.conftest import DESKTOP, PHONE, ROOT, sign_in, window
from tests.public.captures import failed
from tests.public.captures import waiting as still_waiting
from tests.public.looks import a_change, a_quoted_page
from tests.sources.depositing import HTML, bring

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


@pytest.fixture
def public_pages(cast, exercise):
    """One address of every kind of public page, with something on it."""
    call_command(
        "load_dossier", str(ROOT / "seeds" / "exercise"), by="mara", release=True, verbosity=0
    )
    page = Page.objects.filter(quotations__isnull=False).first()
    capture = request_capture(page=page, cause="asked", by=cast["mara"], at=page.added_at)
    run_capture(capture_id=str(capture.pk))
    published = Claim.objects.filter(status="published").first()
    waiting = Page.objects.exclude(pk=page.pk).first()
    with transaction.atomic():
        incident = Incident.objects.get()
    altered = a_change(a_quoted_page())
    deposited = bring(a_quoted_page(), HTML)
    run_capture(capture_id=str(deposited.pk))
    failed(altered.page, "No answer in time.")
    still_waiting(deposited.page)
    return [
        "/",
        "/incidents/",
        f"/incidents/{incident.slug}/",
        f"/claims/{published.pk}/",
        f"/claims/{published.pk}/versions/1/",
        f"/pairs/{Counterclaim.objects.first().pk}/",
        f"/evidence/{page.pk}/",
        f"/evidence/{waiting.pk}/",
        f"/evidence/captures/{capture.pk}/",
        f"/evidence/captures/{capture.pk}/replay/",
        f"/evidence/captures/{capture.pk}/provenance/",
        f"/evidence/{deposited.page_id}/",
        f"/evidence/captures/{deposited.pk}/",
        "/ledger/",
        "/changes/",
        f"/changes/{altered.pk}/",
        "/parties/",
        f"/parties/{published.claimant.slug}/",
        f"/parties/{published.claimant.slug}/revisions/",
        f"/claims/{published.pk}/report/",
        *("/about/", "/grades/", "/corrections-policy/", "/funding/"),
        "/publishers/",
        f"/publishers/{page.publisher.slug}/",
        "/search/?q=guards",
        "/search/?q=nothing+fits+this",
        "/corrections/",
        "/methodology/",
        "/accounts/login/",
    ]


def complaints(page, address, rules=RULES):
    page.goto(address)
    found = Axe().run(page, options=rules).response["violations"]
    return [(address, rule["id"], node["html"][:160]) for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize(
    ("screen", "rules"),
    [((DESKTOP, "light"), RULES), ((PHONE, "dark"), SEEN)],
    ids=["desktop-light", "phone-dark"],
)
def test_axe_finds_nothing_on_public_pages(browser, live_server, public_pages, screen, rules):
    size, scheme = screen
    with window(browser, live_server.url, size, color_scheme=scheme, bypass_csp=True) as page:
        found = [row for address in public_pages for row in complaints(page, address, rules)]

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
