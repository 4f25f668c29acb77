"""Every address of the site. Who may use which is stated in ``tracker/access.py``."""

from django.urls import URLPattern, URLResolver, include, path

from tracker.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("claims.public.urls")),
    path("desk/", include("claims.desk.urls")),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", include("claims.api.urls")),
    path("health/", health, name="health"),
]
