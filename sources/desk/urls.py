"""Addresses of the desk about publishers; included by the desk of the claims."""

from django.urls import URLPattern, path

from sources.desk import publishers

urlpatterns: list[URLPattern] = [
    path("publishers/", publishers.publishers, name="publishers"),
]
