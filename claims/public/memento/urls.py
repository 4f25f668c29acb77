"""Addresses of the sealed copies by date. One each, in no language: programs read them."""

from __future__ import annotations

from django.urls import path

from claims.public.memento import views

app_name = "memento"

urlpatterns = [
    path("timemap/link/<path:original>", views.timemap_link, name="timemap_link"),
    path("timemap/json/<path:original>", views.timemap_json, name="timemap_json"),
    path("timegate/<path:original>", views.timegate, name="timegate"),
]
