"""Addresses of the public door."""

from __future__ import annotations

from django.urls import path

from claims.public.claims import claim, corrections, editions, pair
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
from claims.public.sharing import cards, link_pictures, oembed
from claims.public.trust import ledger, methodology, sitemap, standing

app_name = "public"

urlpatterns = [
    path("", front.front_page, name="front"),
    path("incidents/", dossier.incidents_page, name="incidents"),
    path("incidents/<slug:slug>/", dossier.dossier_page, name="incident"),
    path("incidents/<slug:slug>/figures.csv", dossier.figures_file, name="incident_figures"),
    path(
        "incidents/<slug:slug>/charts/<slug:anchor>.png",
        dossier.chart_drawn,
        name="incident_chart",
    ),
    path("incidents/<slug:slug>/cite.<slug:form>", dossier.cite_dossier, name="incident_cite"),
    path("claims/<int:claim_id>/", claim.claim_page, name="claim"),
    path("claims/<int:claim_id>/cite.<slug:form>", editions.cite_claim, name="claim_cite"),
    path(
        "claims/<int:claim_id>/versions/<int:number>/",
        editions.claim_version,
        name="claim_version",
    ),
    path(
        "claims/<int:claim_id>/versions/<int:number>/cite.<slug:form>",
        editions.cite_version,
        name="claim_version_cite",
    ),
    path("pairs/<int:pair_id>/", pair.pair_page, name="pair"),
    path("pairs/<int:pair_id>/cite.<slug:form>", pair.cite_pair, name="pair_cite"),
    path("evidence/<int:page_id>/", page.evidence_page, name="evidence"),
    path("evidence/captures/<uuid:capture_id>/", page.capture_page, name="capture"),
    path("evidence/captures/<uuid:capture_id>/replay/", replay.replay_page, name="replay"),
    path(
        "evidence/captures/<uuid:capture_id>/provenance/",
        provenance.provenance_page,
        name="provenance",
    ),
    path(
        "evidence/captures/<uuid:capture_id>/provenance.json",
        provenance.provenance_data,
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
        pictures.rendered_download,
        name="rendered_file",
    ),
    path("evidence/captures/<uuid:capture_id>/file/", downloads.capture_file, name="capture_file"),
    path("evidence/captures/<uuid:capture_id>/wacz/", downloads.capture_wacz, name="capture_wacz"),
    path("parties/", parties.parties_page, name="parties"),
    path("parties/<slug:slug>/", parties.party_page, name="party"),
    path("parties/<slug:slug>/revisions/", parties.revisions_page, name="party_revisions"),
    path("publishers/", publishers.publishers_page, name="publishers"),
    path("publishers/<slug:slug>/", publishers.publisher_page, name="publisher"),
    path("search/", search.search_page, name="search"),
    path("changes/", changes.changes_page, name="changes"),
    path("changes/<int:change_id>/", changes.change_page, name="change"),
    path("corrections/", corrections.corrections_page, name="corrections"),
    path("ledger/", ledger.ledger_page, name="ledger"),
    path("ledger/export/", ledger.ledger_export, name="ledger_export"),
    path("ledger/verify_ledger.py", ledger.ledger_script, name="ledger_script"),
    path("methodology/", methodology.methodology_page, name="methodology"),
    path("about/", standing.about_page, name="about"),
    path("grades/", standing.grades_page, name="grades"),
    path("corrections-policy/", standing.corrections_policy_page, name="corrections_policy"),
    path("funding/", standing.funding_page, name="funding"),
    path("embed/claims/<int:claim_id>/", cards.claim_in_frame, name="claim_card"),
    path("embed/pairs/<int:pair_id>/", cards.pair_in_frame, name="pair_card"),
    path("embed/incidents/<slug:slug>/", cards.dossier_in_frame, name="dossier_card"),
    path("oembed/", oembed.oembed, name="oembed"),
    path("claims/<int:claim_id>/picture.png", link_pictures.claim_drawn, name="claim_picture"),
    path("pairs/<int:pair_id>/picture.png", link_pictures.pair_drawn, name="pair_picture"),
    path("incidents/<slug:slug>/picture.png", link_pictures.dossier_drawn, name="dossier_picture"),
    path("sitemap.xml", sitemap.sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>-<int:number>.xml", sitemap.sitemap_block, name="sitemap_block"),
    path("robots.txt", methodology.robots_txt, name="robots"),
]
