"""Addresses of the desk. Who may use which is stated in ``tracker/access.py``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from claims.desk import (
    captures,
    citing,
    claiming,
    deciding,
    depositing,
    describing,
    moving,
    my_work,
    pairing,
    people,
    queue,
    recording,
    rendering,
    reviewing,
    sheet,
    watching,
)

app_name = "desk"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", my_work.my_work, name="my_work"),
    path("people/", people.people, name="people"),
    path("incidents/new/", recording.incident_new, name="incident_new"),
    path("incidents/<slug:slug>/capture/", captures.incident_capture, name="incident_capture"),
    path("parties/new/", recording.party_new, name="party_new"),
    path("places/new/", recording.place_new, name="place_new"),
    path("claims/", sheet.claims, name="claims"),
    path("claims/new/", claiming.claim_new, name="claim_new"),
    path("claims/<int:pk>/", sheet.claim, name="claim"),
    path("claims/<int:pk>/edit/", claiming.claim_edit, name="claim_edit"),
    path("claims/<int:pk>/translate/", recording.claim_translate, name="claim_translate"),
    path("claims/<int:pk>/pair/", pairing.claim_pair, name="claim_pair"),
    path("claims/<int:pk>/cite/", citing.claim_cite, name="claim_cite"),
    path("claims/<int:pk>/assign/", reviewing.claim_assign, name="claim_assign"),
    path("claims/<int:pk>/reviews/", reviewing.claim_reviews, name="claim_reviews"),
    path("claims/<int:pk>/settle/", deciding.claim_settle, name="claim_settle"),
    path("claims/<int:pk>/publish/", deciding.claim_publish, name="claim_publish"),
    path("claims/<int:pk>/correct/", deciding.claim_correct, name="claim_correct"),
    path("claims/<int:pk>/submit/", moving.move, {"moving": moving.SUBMIT}, "claim_submit"),
    path(
        "claims/<int:pk>/cancel-round/",
        moving.move,
        {"moving": moving.CANCEL_ROUND},
        "claim_cancel_round",
    ),
    path("claims/<int:pk>/reopen/", moving.move, {"moving": moving.REOPEN}, "claim_reopen"),
    path("claims/<int:pk>/withdraw/", moving.move, {"moving": moving.WITHDRAW}, "claim_withdraw"),
    path("claims/<int:pk>/restore/", moving.move, {"moving": moving.RESTORE}, "claim_restore"),
    path("pairs/<int:pk>/retract/", pairing.pair_retract, name="pair_retract"),
    path("citations/<int:pk>/remove/", citing.citation_remove, name="citation_remove"),
    path("reviews/<int:pk>/", reviewing.review, name="review"),
    path("reviews/<int:pk>/decline/", reviewing.review_decline, name="review_decline"),
    path("captures/", captures.captures, name="captures"),
    path("captures/queue/", queue.queue, name="capture_queue"),
    path("captures/<uuid:pk>/retry/", queue.capture_retry, name="capture_retry"),
    path("captures/<uuid:pk>/give-up/", queue.capture_give_up, name="capture_give_up"),
    path("captures/<uuid:pk>/", captures.capture, name="capture"),
    path("captures/<uuid:pk>/state/", captures.capture_state, name="capture_state"),
    path("captures/<uuid:pk>/describe/", describing.page_describe, name="page_describe"),
    path("captures/<uuid:pk>/render/", rendering.capture_render, name="capture_render"),
    path("changes/<int:pk>/seen/", watching.change_seen, name="change_seen"),
    path("pages/<int:pk>/watch/", watching.page_watch, name="page_watch"),
    path("pages/<int:pk>/deposit/", depositing.page_deposit, name="page_deposit"),
    path("pages/<int:pk>/capture/", captures.page_capture, name="page_capture"),
    path("", include("sources.desk.urls")),
]
