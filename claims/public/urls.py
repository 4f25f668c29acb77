"""Addresses of the public door."""

from __future__ import annotations

from django.urls import path

from claims import feeds
from claims.public.claims import claim, corrections, pair
from claims.public.dossiers import dossier, front, parties, search
from claims.public.evidence import (
    changes,
    downloads,
    page,
    pictures,
    provenance,
    publishers,
    replay,
    timestamps,
)
from claims.public.trust import ledger, methodology

app_name = "public"

urlpatterns = [
    path("", front.front, name="front"),
    path("incidents/", dossier.incidents, name="incidents"),
    path("incidents/<slug:slug>/", dossier.dossier, name="incident"),
    path("claims/<int:claim_id>/", claim.claim, name="claim"),
    path("pairs/<int:pair_id>/", pair.pair, name="pair"),
    path("evidence/<int:page_id>/", page.page, name="evidence"),
    path("evidence/captures/<uuid:capture_id>/", page.capture, name="capture"),
    path("evidence/captures/<uuid:capture_id>/replay/", replay.replay, name="replay"),
    path("evidence/captures/<uuid:capture_id>/provenance/", provenance.sheet, name="provenance"),
    path(
        "evidence/captures/<uuid:capture_id>/provenance.json",
        provenance.data,
        name="provenance_data",
    ),
    path("evidence/timestamps/<int:timestamp_id>/token/", timestamps.token, name="timestamp_token"),
    path(
        "evidence/timestamps/<int:timestamp_id>/certificates/",
        timestamps.certificates,
        name="timestamp_certificates",
    ),
    path(
        "evidence/captures/<uuid:capture_id>/rendered/<slug:kind>/",
        pictures.rendered_file,
        name="rendered_file",
    ),
    path("evidence/captures/<uuid:capture_id>/file/", downloads.capture_file, name="capture_file"),
    path("evidence/captures/<uuid:capture_id>/wacz/", downloads.capture_wacz, name="capture_wacz"),
    path("parties/", parties.parties, name="parties"),
    path("parties/<slug:slug>/", parties.party, name="party"),
    path("publishers/", publishers.publishers, name="publishers"),
    path("publishers/<slug:slug>/", publishers.publisher, name="publisher"),
    path("search/", search.search_page, name="search"),
    path("changes/", changes.list_of_changes, name="changes"),
    path("changes/<int:change_id>/", changes.change, name="change"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/export/", ledger.ledger_export, name="ledger_export"),
    path("ledger/verify_ledger.py", ledger.ledger_script, name="ledger_script"),
    path("methodology/", methodology.methodology, name="methodology"),
    path("robots.txt", methodology.robots, name="robots"),
    path("feeds/claims.atom", feeds.NewClaims(), name="feed_claims"),
    path("feeds/changes.atom", feeds.NewChanges(), name="feed_changes"),
    path("feeds/verdicts.atom", feeds.NewVerdicts(), name="feed_verdicts"),
]
