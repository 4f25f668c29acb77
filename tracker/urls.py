"""Every address of the site. Who may use which is stated in ``tracker/site/access.py``."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from tracker.site.api import not_found
from tracker.site.health import health, health_of_all

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("claims.public.urls")),
    path("feeds/", include("claims.feeds.urls")),
    path("desk/", include("claims.desk.urls")),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", include("claims.api.urls")),
    re_path(r"^api/", not_found, name="api_not_found"),
    path("health/", health, name="health"),
    path("health/all/", health_of_all, name="health_of_all"),
]
