"""Addresses of the feeds."""

from __future__ import annotations

from django.urls import path

from claims.feeds.atom import NewChanges, NewClaims, NewVerdicts

app_name = "feeds"

urlpatterns = [
    path("claims.atom", NewClaims(), name="claims"),
    path("changes.atom", NewChanges(), name="changes"),
    path("verdicts.atom", NewVerdicts(), name="verdicts"),
]
