"""Addresses of the feeds, each as Atom and as JSON Feed."""

from __future__ import annotations

from django.urls import path

from claims.feeds import views

app_name = "feeds"

_JSON = {"form": "json"}

urlpatterns = [
    path("claims.atom", views.claims_feed, name="claims"),
    path("claims.json", views.claims_feed, _JSON, name="claims_json"),
    path("verdicts.atom", views.verdicts_feed, name="verdicts"),
    path("verdicts.json", views.verdicts_feed, _JSON, name="verdicts_json"),
    path("corrections.atom", views.corrections_feed, name="corrections"),
    path("corrections.json", views.corrections_feed, _JSON, name="corrections_json"),
    path("changes.atom", views.changes_feed, name="changes"),
    path("changes.json", views.changes_feed, _JSON, name="changes_json"),
    path("incidents/<slug:slug>.atom", views.dossier_feed, name="dossier"),
    path("incidents/<slug:slug>.json", views.dossier_feed, _JSON, name="dossier_json"),
]
