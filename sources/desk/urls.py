"""Addresses of the desk about publishers; included by the desk of the claims."""

from django.urls import URLPattern, path

from sources.desk import publishers

urlpatterns: list[URLPattern] = [
    path("publishers/", publishers.publishers, name="publishers"),
    path("publishers/new/", publishers.publisher_new, name="publisher_new"),
    path("publishers/<slug:slug>/grade/", publishers.publisher_grade, name="publisher_grade"),
]
