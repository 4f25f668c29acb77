"""A site in which every kind of public page has something on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command

from claims.models import Claim, Counterclaim, Incident
from sources.models import Page
from sources.operations.captures.request import request_capture
from sources.tasks import run_capture
from tests.public.captures import failed
from tests.public.captures import waiting as still_waiting
from tests.public.looks import a_change, a_quoted_page
from tests.sources.depositing import HTML, bring

ROOT = Path(__file__).resolve().parents[2]


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
        f"/embed/claims/{published.pk}/",
        f"/embed/incidents/{incident.slug}/",
        *("/about/", "/grades/", "/corrections-policy/", "/funding/"),
        "/publishers/",
        f"/publishers/{page.publisher.slug}/",
        "/search/?q=guards",
        "/search/?q=nothing+fits+this",
        "/corrections/",
        "/methodology/",
        "/accounts/login/",
    ]
