"""Every address of the replay's origin. There are two, and each must be signed."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from sources.replay import views

urlpatterns: list[URLPattern] = [
    path("capture/<uuid:name>/<int:until>/<slug:seal>/", views.capture, name="capture"),
    path("file/<int:name>/<int:until>/<slug:seal>/", views.file, name="file"),
    re_path(r"^robots\.txt$", views.robots, name="robots"),
]
