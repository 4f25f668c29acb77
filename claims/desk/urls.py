"""Addresses of the desk. Who may use which is said by the tables of acts."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from claims.desk.accounts import views as accounts
from claims.desk.asking import asked, interests
from claims.desk.citing import cited_page, judging, page_list, pages, quoting, reading
from claims.desk.coverage import views as coverage
from claims.desk.evidence import (
    capture_queue,
    captures,
    cite,
    deposit,
    deposit_choice,
    describe,
    grade,
    render,
    watch,
    withhold,
)
from claims.desk.history import journal, versions
from claims.desk.intake import arriving, bookmarklet
from claims.desk.mending import edit, listed, merge, page, remove, sheet, untitled
from claims.desk.naming import listbox
from claims.desk.notices import told
from claims.desk.origins import confirm, crediting, names, traced
from claims.desk.publishing import agreement, replies, scheduled
from claims.desk.queues import shared_out
from claims.desk.queues import views as queues
from claims.desk.readers import reports, trust_texts
from claims.desk.record import answering, claim, elsewhere, in_text, pair, scene
from claims.desk.review import corrections, decide, moves, rounds, waivers
from claims.desk.terms import views as terms
from claims.desk.work import claim_sheet, dossiers, my_work, people, search, unsent
from claims.rules import acts
from claims.rules.thing_kinds import ThingKind

app_name = "desk"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", my_work.my_work, name="my_work"),
    path("queues/assign/", shared_out.QueueAssign.as_view(), name="queue_assign"),
    path("queues/take/", shared_out.TakeNext.as_view(), name="take_next"),
    path("queues/<slug:slug>/", queues.one_queue, name="queue"),
    path("queues/<slug:slug>/keep/", shared_out.ViewKeep.as_view(), name="view_keep"),
    path("views/<int:pk>/forget/", shared_out.ViewForget.as_view(), name="view_forget"),
    path("workload/", queues.workload, name="workload"),
    path("notices/", told.notices, name="notices"),
    path("notices/read/", told.NoticesRead.as_view(), name="notices_read"),
    path("notices/choices/", told.NoticeChoices.as_view(), name="notice_choices"),
    path("notices/<int:pk>/", told.notice, name="notice"),
    path("unsent/<uuid:pk>/", unsent.unsent, name="unsent"),
    path("intake/", arriving.Intake.as_view(), name="intake"),
    path("intake/how/", bookmarklet.bookmarklet, name="intake_how"),
    path("manifest.webmanifest", bookmarklet.manifest, name="manifest"),
    path("people/", people.people, name="people"),
    path("people/new/", accounts.Invite.as_view(), name="person_new"),
    path("people/log/", accounts.security_log, name="security_log"),
    path("people/<int:pk>/", accounts.account, name="person"),
    path("people/<int:pk>/role/", accounts.RoleChange.as_view(), name="person_role"),
    path("people/<int:pk>/team/", accounts.TeamChange.as_view(), name="person_team"),
    path("people/<int:pk>/password/", accounts.PasswordGive.as_view(), name="person_password"),
    path("people/<int:pk>/factors/", accounts.FactorsReset.as_view(), name="person_factors"),
    path("people/<int:pk>/sessions/", accounts.SessionsEnd.as_view(), name="person_sessions"),
    path("people/<int:pk>/close/", accounts.Deactivate.as_view(), name="person_deactivate"),
    path("people/<int:pk>/open/", accounts.Reactivate.as_view(), name="person_reactivate"),
    path("sides/", coverage.sides, name="sides"),
    path("sides/sides.csv", coverage.sides_file, name="sides_file"),
    path("reports/<int:pk>/", reports.ReportAnswer.as_view(), name="report"),
    path("standing/", trust_texts.trust_texts, name="trust_texts"),
    path(
        "standing/<slug:slug>/<slug:code>/",
        trust_texts.TrustTextEdit.as_view(),
        name="trust_text",
    ),
    path("terms/", terms.terms, name="terms"),
    path("terms/<slug:slug>/new/", terms.TermNew.as_view(), name="term_new"),
    path("terms/<slug:slug>/<slug:code>/", terms.TermEdit.as_view(), name="term_edit"),
    path(
        "terms/ratings/<slug:code>/reply/<slug:slug>/",
        terms.ReplyText.as_view(),
        name="reply_text",
    ),
    path("incidents/", listed.thing_list, {"kind": ThingKind.INCIDENT}, "incidents"),
    path("incidents/new/", scene.IncidentNew.as_view(), name="incident_new"),
    path("incidents/<slug:slug>/", dossiers.incident, name="incident"),
    path(
        "incidents/<slug:slug>/release/",
        dossiers.IncidentRelease.as_view(),
        name="incident_release",
    ),
    path(
        "incidents/<slug:slug>/release-ready/",
        dossiers.IncidentReleaseReady.as_view(),
        name="incident_release_ready",
    ),
    path(
        "incidents/<slug:slug>/releasing/",
        dossiers.IncidentReleasing.as_view(),
        name="incident_releasing",
    ),
    path(
        "incidents/<slug:slug>/withdraw/",
        dossiers.IncidentWithdraw.as_view(),
        name="incident_withdraw",
    ),
    path(
        "incidents/<slug:slug>/restore/",
        dossiers.IncidentRestore.as_view(),
        name="incident_restore",
    ),
    path(
        "incidents/<slug:slug>/capture/",
        captures.IncidentCapture.as_view(),
        name="incident_capture",
    ),
    path("incidents/<slug:slug>/edit/", edit.IncidentEdit.as_view(), name="incident_edit"),
    path("parties/", listed.thing_list, {"kind": ThingKind.PARTY}, "parties"),
    path("parties/new/", scene.PartyNew.as_view(), name="party_new"),
    path("parties/<slug:slug>/", sheet.sheet_page, {"kind": ThingKind.PARTY}, "party"),
    path("parties/<slug:slug>/edit/", edit.PartyEdit.as_view(), name="party_edit"),
    path("places/", listed.thing_list, {"kind": ThingKind.PLACE}, "places"),
    path("places/new/", scene.PlaceNew.as_view(), name="place_new"),
    path("places/<slug:slug>/", sheet.sheet_page, {"kind": ThingKind.PLACE}, "place"),
    path("places/<slug:slug>/edit/", edit.PlaceEdit.as_view(), name="place_edit"),
    path("journal/", journal.journal_page, name="journal"),
    path("journal/export/", journal.journal_export, name="journal_export"),
    path("search/", search.search, name="search"),
    path("names/<slug:slug>/", listbox.names_offered, name="names"),
    path("claims/", claim_sheet.claims, name="claims"),
    path("claims/new/", claim.ClaimNew.as_view(), name="claim_new"),
    path("claims/in-text/", in_text.ClaimsInText.as_view(), name="claims_in_text"),
    path("claims/<int:pk>/", claim_sheet.claim, name="claim"),
    path("claims/<int:pk>/delete/", remove.ClaimDelete.as_view(), name="claim_delete"),
    *(
        path(f"{several}/<slug:slug>/{word}/", view.as_view(), {"kind": kind}, f"{kind}_{name}")
        for word, view, name in (
            ("delete", remove.ThingRemove, "remove"),
            ("merge", merge.ThingMerge, "merge"),
        )
        for kind, several in (
            (ThingKind.PARTY, "parties"),
            (ThingKind.PLACE, "places"),
            (ThingKind.INCIDENT, "incidents"),
            (ThingKind.PUBLISHER, "publishers"),
        )
    ),
    path("claims/<int:pk>/edit/", claim.ClaimEdit.as_view(), name="claim_edit"),
    path("claims/<int:pk>/translate/", scene.ClaimTranslate.as_view(), name="claim_translate"),
    path("claims/<int:pk>/versions/", versions.claim_versions, name="claim_versions"),
    path("claims/<int:pk>/pair/", pair.ClaimPair.as_view(), name="claim_pair"),
    path("claims/<int:pk>/answers/", answering.claim_answers, name="claim_answers"),
    path(
        "claims/<int:pk>/answers/refuse/",
        answering.AnswerRefuse.as_view(),
        name="claim_answers_refuse",
    ),
    path("claims/<int:pk>/elsewhere/", elsewhere.claim_elsewhere, name="claim_elsewhere"),
    path(
        "claims/<int:pk>/elsewhere/refuse/",
        elsewhere.ElsewhereRefuse.as_view(),
        name="claim_elsewhere_refuse",
    ),
    path("claims/<int:pk>/cite/", cite.ClaimCite.as_view(), name="claim_cite"),
    path("claims/<int:pk>/pages/", pages.ClaimPages.as_view(), name="claim_pages"),
    path("claims/<int:pk>/pages/state/", page_list.claim_pages_state, name="claim_pages_state"),
    path("claims/<int:pk>/propose/", cite.ClaimPropose.as_view(), name="claim_propose"),
    path("claims/<int:pk>/assign/", rounds.ClaimAssign.as_view(), name="claim_assign"),
    path(
        "claims/<int:pk>/take-down/",
        moves.MoveView.as_view(),
        {"what": acts.TAKE_DOWN},
        "claim_take_down",
    ),
    path("claims/<int:pk>/priority/", asked.ClaimPriority.as_view(), name="claim_priority"),
    path("claims/<int:pk>/reviews/", rounds.claim_reviews, name="claim_reviews"),
    path("claims/<int:pk>/reviews/open/", rounds.ReviewsOpen.as_view(), name="claim_reviews_open"),
    path("claims/<int:pk>/waive/", waivers.ClaimWaive.as_view(), name="claim_waive"),
    path("claims/<int:pk>/ask-reply/", replies.ReplyAsk.as_view(), name="claim_ask_reply"),
    path("replies/<int:pk>/", replies.ReplyRecord.as_view(), name="reply_record"),
    path("agreement/", agreement.agreement_page, name="agreement"),
    path("scheduled/", scheduled.scheduled, name="scheduled"),
    path(
        "scheduled/<int:pk>/cancel/",
        scheduled.ScheduledCancel.as_view(),
        name="scheduled_cancel",
    ),
    path("claims/<int:pk>/settle/", decide.ClaimSettle.as_view(), name="claim_settle"),
    path("claims/<int:pk>/publish/", decide.ClaimPublish.as_view(), name="claim_publish"),
    path("claims/<int:pk>/correct/", corrections.ClaimCorrect.as_view(), name="claim_correct"),
    path(
        "claims/<int:pk>/submit/", moves.MoveView.as_view(), {"what": acts.SUBMIT}, "claim_submit"
    ),
    path(
        "claims/<int:pk>/cancel-round/",
        moves.CancelView.as_view(),
        {"what": acts.CANCEL_ROUND},
        "claim_cancel_round",
    ),
    path(
        "claims/<int:pk>/reopen/", moves.ReopenView.as_view(), {"what": acts.REOPEN}, "claim_reopen"
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
    *(
        path(
            f"corrections/<int:pk>/{answer}/",
            corrections.CorrectionAnswer.as_view(),
            {"what": what},
            what.addresses[0],
        )
        for answer, what in (
            ("agree", acts.AGREE_CORRECTION),
            ("refuse", acts.REFUSE_CORRECTION),
            ("withdraw", acts.WITHDRAW_CORRECTION),
        )
    ),
    path(
        "claims/<int:pk>/release/",
        moves.MoveView.as_view(),
        {"what": acts.RELEASE_CLAIM},
        "claim_release",
    ),
    path("pairs/<int:pk>/retract/", pair.PairRetract.as_view(), name="pair_retract"),
    path(
        "translations/<int:pk>/retract/",
        scene.TranslationRetract.as_view(),
        name="translation_retract",
    ),
    path("proposals/<int:pk>/accept/", cite.ProposalAccept.as_view(), name="proposal_accept"),
    path("proposals/<int:pk>/refuse/", cite.ProposalRefuse.as_view(), name="proposal_refuse"),
    path("citations/<int:pk>/quote/", cited_page.CitationQuote.as_view(), name="citation_quote"),
    path("citations/<int:pk>/quote/copy/", cited_page.citation_copy, name="citation_copy"),
    path("citations/<int:pk>/judge/", judging.CitationJudge.as_view(), name="citation_judge"),
    path("citations/<int:pk>/mend/", cite.CitationMend.as_view(), name="citation_mend"),
    path("citations/<int:pk>/remove/", cite.CitationRemove.as_view(), name="citation_remove"),
    path("citations/<int:pk>/confirm/", confirm.CitationConfirm.as_view(), name="citation_confirm"),
    path(
        "citations/<int:pk>/unconfirm/",
        confirm.CitationUnconfirm.as_view(),
        name="citation_unconfirm",
    ),
    path("pages/", listed.page_list, name="pages"),
    path("pages/untitled/", untitled.UntitledPages.as_view(), name="pages_untitled"),
    path("pages/<int:pk>/edit/", page.PageEdit.as_view(), name="page_edit"),
    path("pages/<int:pk>/origin/", crediting.PageOrigin.as_view(), name="page_origin"),
    path("pages/<int:pk>/origins/", traced.page_origins, name="page_origins"),
    path(
        "pages/<int:pk>/origins/refuse/",
        traced.OriginRefuse.as_view(),
        name="page_origins_refuse",
    ),
    path("pages/<int:pk>/credit/", crediting.PageCredit.as_view(), name="page_credit"),
    path("credits/<int:pk>/mend/", crediting.CreditMend.as_view(), name="credit_mend"),
    path("credits/<int:pk>/remove/", crediting.CreditRemove.as_view(), name="credit_remove"),
    path("quotations/<int:pk>/confirm/", cite.QuotationConfirm.as_view(), name="quotation_confirm"),
    path("reviews/<int:pk>/", rounds.ReviewWrite.as_view(), name="review"),
    path("reviews/<int:pk>/decline/", rounds.ReviewDecline.as_view(), name="review_decline"),
    path("reviews/<int:pk>/accept/", asked.ReviewAccept.as_view(), name="review_accept"),
    path("reviews/<int:pk>/replace/", asked.ReviewReplace.as_view(), name="review_replace"),
    path("reviews/<int:pk>/due/", asked.ReviewDue.as_view(), name="review_due"),
    path("interests/", interests.Interests.as_view(), name="interests"),
    path(
        "interests/<int:pk>/withdraw/",
        interests.InterestWithdraw.as_view(),
        name="interest_withdraw",
    ),
    path("captures/", captures.captures, name="captures"),
    path("captures/queue/", capture_queue.queue, name="capture_queue"),
    path("captures/<uuid:pk>/retry/", capture_queue.CaptureRetry.as_view(), name="capture_retry"),
    path(
        "captures/<uuid:pk>/give-up/", capture_queue.CaptureGiveUp.as_view(), name="capture_give_up"
    ),
    path("captures/<uuid:pk>/", captures.capture, name="capture"),
    path("captures/<uuid:pk>/state/", captures.capture_state, name="capture_state"),
    path("captures/<uuid:pk>/read/", reading.capture_read, name="capture_read"),
    path("captures/<uuid:pk>/quote/", quoting.CaptureQuote.as_view(), name="capture_quote"),
    path("captures/<uuid:pk>/describe/", describe.PageDescribe.as_view(), name="page_describe"),
    path("captures/<uuid:pk>/render/", render.CaptureRender.as_view(), name="capture_render"),
    path("changes/<int:pk>/seen/", watch.ChangeSeen.as_view(), name="change_seen"),
    path("changes/<int:pk>/unseen/", watch.ChangeUnseen.as_view(), name="change_unseen"),
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
    path(
        "publishers/<slug:slug>/grade/",
        grade.PublisherGrading.as_view(),
        name="publisher_grade",
    ),
    path(
        "publishers/<slug:slug>/names/",
        names.PublisherNames.as_view(),
        name="publisher_names",
    ),
    path("publishers/", listed.thing_list, {"kind": ThingKind.PUBLISHER}, "publishers"),
    path("publishers/new/", names.PublisherNew.as_view(), name="publisher_new"),
    path("publishers/<slug:slug>/", sheet.sheet_page, {"kind": ThingKind.PUBLISHER}, "publisher"),
    path("publishers/<slug:slug>/edit/", edit.PublisherEdit.as_view(), name="publisher_edit"),
]
