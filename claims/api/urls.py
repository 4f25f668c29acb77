"""Addresses under ``/api/v1/``. All are read only, and public but for what is proposed."""

from django.urls import URLPattern, URLResolver, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import SimpleRouter

from claims.api import proposals, root, search, summary, views

app_name = "api"

router = SimpleRouter()
router.register("parties", views.Parties, "party")
router.register("publishers", views.Publishers, "publisher")
router.register("places", views.Places, "place")
router.register("measures", views.Measures, "measure")
router.register("party-kinds", views.PartyKinds, "party-kind")
router.register("publisher-kinds", views.PublisherKinds, "publisher-kind")
router.register("ratings", views.Ratings, "rating")
router.register("incidents", views.Incidents, "incident")
router.register("claims", views.Claims, "claim")
router.register("figures", views.Figures, "figure")
router.register("counterclaims", views.Pairs, "counterclaim")
router.register("citations", views.Citations, "citation")
router.register("verdicts", views.Verdicts, "verdict")
router.register("pages", views.CitedPages, "page")
router.register("captures", views.Captures, "capture")
router.register("changes", views.Changes, "change")
router.register("quotations", views.Quotations, "quotation")
router.register("findings", views.Findings, "finding")

# The view that keeps its script apart: our Content-Security-Policy runs none inside a page.
_docs = SpectacularSwaggerSplitView.as_view(url_name="api:schema", template_name="api/docs.html")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", root.Root.as_view(lists=router.registry), name="root"),
    path("search/", search.Search.as_view(), name="search"),
    path("summary/", summary.Summary.as_view(), name="summary"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", _docs, name="docs"),
    path(
        "claims/<int:pk>/proposed-answers/",
        proposals.ProposedAnswers.as_view(),
        name="claim-proposed-answers",
    ),
    path(
        "claims/<int:pk>/said-elsewhere/",
        proposals.ClaimsElsewhere.as_view(),
        name="claim-said-elsewhere",
    ),
    path(
        "pages/<int:pk>/proposed-origins/",
        proposals.ProposedOrigins.as_view(),
        name="page-proposed-origins",
    ),
    *router.urls,
]
