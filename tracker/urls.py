"""Every address of the site. Who may use which is stated in ``tracker/site/access.py``."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path

from claims.desk.notices.off import notices_off
from claims.desk.readers.reporting import (
    report_answer,
    report_error,
    report_error_of_capture,
    report_error_of_dossier,
    report_error_of_pair,
    report_error_of_party,
    report_error_of_publisher,
    report_error_of_source,
)
from tracker.base.web.own_account import OwnAddress, OwnPreferences, OwnSessions
from tracker.site.api import not_found
from tracker.site.health import health, health_of_all

handler400 = "tracker.site.broken.bad_request"
handler403 = "tracker.site.broken.not_allowed"
handler500 = "tracker.site.broken.broken"
handler429 = "tracker.base.people.limits.too_many"  # what django-allauth answers with

urlpatterns: list[URLPattern | URLResolver] = [
    # What people read: in English at these addresses, in French under /fr/, in Arabic under /ar/.
    *i18n_patterns(
        path("", include("claims.public.urls")),
        path("feeds/", include("claims.feeds.urls")),
        path("desk/", include("claims.desk.urls")),
        path("claims/<int:claim_id>/report/", report_error, name="report_error"),
        path("pairs/<int:pair_id>/report/", report_error_of_pair, name="report_error_of_pair"),
        path(
            "incidents/<slug:slug>/report/", report_error_of_dossier, name="report_error_of_dossier"
        ),
        path("parties/<slug:slug>/report/", report_error_of_party, name="report_error_of_party"),
        path(
            "publishers/<slug:slug>/report/",
            report_error_of_publisher,
            name="report_error_of_publisher",
        ),
        path(
            "evidence/<int:page_id>/report/", report_error_of_source, name="report_error_of_source"
        ),
        path(
            "evidence/captures/<uuid:capture_id>/report/",
            report_error_of_capture,
            name="report_error_of_capture",
        ),
        path("reports/<slug:key>/", report_answer, name="report_answer"),
        path("notices/off/<str:token>/", notices_off, name="notices_off"),
        # Ours stand before django-allauth's own pages of the same name.
        path("accounts/email/", OwnAddress.as_view(), name="account_email"),
        path("accounts/preferences/", OwnPreferences.as_view(), name="account_preferences"),
        path("accounts/sessions/", OwnSessions.as_view(), name="usersessions_list"),
        path("accounts/", include("allauth.urls")),
        prefix_default_language=False,
    ),
    path("", include("claims.public.memento.urls")),
    path("api/v1/", include("claims.api.urls")),
    re_path(r"^api/", not_found, name="api_not_found"),
    path("health/", health, name="health"),
    path("health/all/", health_of_all, name="health_of_all"),
]
