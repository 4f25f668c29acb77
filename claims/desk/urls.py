"""Addresses of the desk. Who may use which is said by the tables of acts."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from claims.desk.evidence import capture_queue, captures, cite, deposit, describe, render, watch
from claims.desk.record import claim, pair, scene
from claims.desk.review import decide, moves, rounds
from claims.desk.work import claim_sheet, my_work, people
from claims.rules import acts

app_name = "desk"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", my_work.my_work, name="my_work"),
    path("people/", people.people, name="people"),
    path("incidents/new/", scene.incident_new, name="incident_new"),
    path("incidents/<slug:slug>/capture/", captures.incident_capture, name="incident_capture"),
    path("parties/new/", scene.party_new, name="party_new"),
    path("places/new/", scene.place_new, name="place_new"),
    path("claims/", claim_sheet.claims, name="claims"),
    path("claims/new/", claim.claim_new, name="claim_new"),
    path("claims/<int:pk>/", claim_sheet.claim, name="claim"),
    path("claims/<int:pk>/edit/", claim.claim_edit, name="claim_edit"),
    path("claims/<int:pk>/translate/", scene.claim_translate, name="claim_translate"),
    path("claims/<int:pk>/pair/", pair.claim_pair, name="claim_pair"),
    path("claims/<int:pk>/cite/", cite.claim_cite, name="claim_cite"),
    path("claims/<int:pk>/assign/", rounds.claim_assign, name="claim_assign"),
    path("claims/<int:pk>/reviews/", rounds.claim_reviews, name="claim_reviews"),
    path("claims/<int:pk>/settle/", decide.claim_settle, name="claim_settle"),
    path("claims/<int:pk>/publish/", decide.claim_publish, name="claim_publish"),
    path("claims/<int:pk>/correct/", decide.claim_correct, name="claim_correct"),
    path("claims/<int:pk>/submit/", moves.move, {"act": acts.SUBMIT}, "claim_submit"),
    path(
        "claims/<int:pk>/cancel-round/",
        moves.move,
        {"act": acts.CANCEL_ROUND},
        "claim_cancel_round",
    ),
    path("claims/<int:pk>/reopen/", moves.move, {"act": acts.REOPEN}, "claim_reopen"),
    path("claims/<int:pk>/withdraw/", moves.move, {"act": acts.WITHDRAW}, "claim_withdraw"),
    path("claims/<int:pk>/restore/", moves.move, {"act": acts.RESTORE}, "claim_restore"),
    path("pairs/<int:pk>/retract/", pair.pair_retract, name="pair_retract"),
    path("citations/<int:pk>/remove/", cite.citation_remove, name="citation_remove"),
    path("reviews/<int:pk>/", rounds.review, name="review"),
    path("reviews/<int:pk>/decline/", rounds.review_decline, name="review_decline"),
    path("captures/", captures.captures, name="captures"),
    path("captures/queue/", capture_queue.queue, name="capture_queue"),
    path("captures/<uuid:pk>/retry/", capture_queue.capture_retry, name="capture_retry"),
    path("captures/<uuid:pk>/give-up/", capture_queue.capture_give_up, name="capture_give_up"),
    path("captures/<uuid:pk>/", captures.capture, name="capture"),
    path("captures/<uuid:pk>/state/", captures.capture_state, name="capture_state"),
    path("captures/<uuid:pk>/describe/", describe.page_describe, name="page_describe"),
    path("captures/<uuid:pk>/render/", render.capture_render, name="capture_render"),
    path("changes/<int:pk>/seen/", watch.change_seen, name="change_seen"),
    path("pages/<int:pk>/watch/", watch.page_watch, name="page_watch"),
    path("pages/<int:pk>/deposit/", deposit.page_deposit, name="page_deposit"),
    path("pages/<int:pk>/capture/", captures.page_capture, name="page_capture"),
    path("", include("sources.desk.urls")),
]
