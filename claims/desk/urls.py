"""Addresses of the desk. Who may use which is said by the tables of acts."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from claims.desk.evidence import (
    capture_queue,
    captures,
    cite,
    deposit,
    deposit_choice,
    describe,
    render,
    watch,
    withhold,
)
from claims.desk.record import claim, pair, scene
from claims.desk.review import decide, moves, rounds
from claims.desk.work import claim_sheet, my_work, people
from claims.rules import acts

app_name = "desk"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", my_work.my_work, name="my_work"),
    path("people/", people.people, name="people"),
    path("incidents/new/", scene.IncidentNew.as_view(), name="incident_new"),
    path(
        "incidents/<slug:slug>/capture/",
        captures.IncidentCapture.as_view(),
        name="incident_capture",
    ),
    path("parties/new/", scene.PartyNew.as_view(), name="party_new"),
    path("places/new/", scene.PlaceNew.as_view(), name="place_new"),
    path("claims/", claim_sheet.claims, name="claims"),
    path("claims/new/", claim.ClaimNew.as_view(), name="claim_new"),
    path("claims/<int:pk>/", claim_sheet.claim, name="claim"),
    path("claims/<int:pk>/edit/", claim.ClaimEdit.as_view(), name="claim_edit"),
    path("claims/<int:pk>/translate/", scene.ClaimTranslate.as_view(), name="claim_translate"),
    path("claims/<int:pk>/pair/", pair.ClaimPair.as_view(), name="claim_pair"),
    path("claims/<int:pk>/cite/", cite.ClaimCite.as_view(), name="claim_cite"),
    path("claims/<int:pk>/assign/", rounds.ClaimAssign.as_view(), name="claim_assign"),
    path("claims/<int:pk>/reviews/", rounds.claim_reviews, name="claim_reviews"),
    path("claims/<int:pk>/settle/", decide.ClaimSettle.as_view(), name="claim_settle"),
    path("claims/<int:pk>/publish/", decide.ClaimPublish.as_view(), name="claim_publish"),
    path("claims/<int:pk>/correct/", decide.ClaimCorrect.as_view(), name="claim_correct"),
    path(
        "claims/<int:pk>/submit/", moves.MoveView.as_view(), {"what": acts.SUBMIT}, "claim_submit"
    ),
    path(
        "claims/<int:pk>/cancel-round/",
        moves.MoveView.as_view(),
        {"what": acts.CANCEL_ROUND},
        "claim_cancel_round",
    ),
    path(
        "claims/<int:pk>/reopen/", moves.MoveView.as_view(), {"what": acts.REOPEN}, "claim_reopen"
    ),
    path(
        "claims/<int:pk>/withdraw/",
        moves.MoveView.as_view(),
        {"what": acts.WITHDRAW},
        "claim_withdraw",
    ),
    path(
        "claims/<int:pk>/restore/",
        moves.MoveView.as_view(),
        {"what": acts.RESTORE},
        "claim_restore",
    ),
    path("pairs/<int:pk>/retract/", pair.PairRetract.as_view(), name="pair_retract"),
    path("citations/<int:pk>/remove/", cite.CitationRemove.as_view(), name="citation_remove"),
    path("reviews/<int:pk>/", rounds.ReviewWrite.as_view(), name="review"),
    path("reviews/<int:pk>/decline/", rounds.ReviewDecline.as_view(), name="review_decline"),
    path("captures/", captures.captures, name="captures"),
    path("captures/queue/", capture_queue.queue, name="capture_queue"),
    path("captures/<uuid:pk>/retry/", capture_queue.CaptureRetry.as_view(), name="capture_retry"),
    path(
        "captures/<uuid:pk>/give-up/", capture_queue.CaptureGiveUp.as_view(), name="capture_give_up"
    ),
    path("captures/<uuid:pk>/", captures.capture, name="capture"),
    path("captures/<uuid:pk>/state/", captures.capture_state, name="capture_state"),
    path("captures/<uuid:pk>/describe/", describe.PageDescribe.as_view(), name="page_describe"),
    path("captures/<uuid:pk>/render/", render.CaptureRender.as_view(), name="capture_render"),
    path("changes/<int:pk>/seen/", watch.ChangeSeen.as_view(), name="change_seen"),
    path("pages/<int:pk>/watch/", watch.PageWatch.as_view(), name="page_watch"),
    path("pages/<int:pk>/deposit/", deposit.PageDeposit.as_view(), name="page_deposit"),
    path("deposits/", deposit_choice.held_list, name="deposits_held"),
    path("deposits/<uuid:pk>/", deposit_choice.DepositChoose.as_view(), name="deposit_choose"),
    path("deposits/<uuid:pk>/remove/", deposit_choice.DepositDrop.as_view(), name="deposit_drop"),
    path(
        "captures/<uuid:pk>/withhold/", withhold.CaptureWithhold.as_view(), name="capture_withhold"
    ),
    path(
        "captures/<uuid:pk>/give-out/", withhold.CaptureGiveOut.as_view(), name="capture_give_out"
    ),
    path("pages/<int:pk>/capture/", captures.PageCapture.as_view(), name="page_capture"),
    path("", include("sources.desk.urls")),
]
