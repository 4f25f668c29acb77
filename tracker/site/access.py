"""Who may use which address: one table, and the one mechanism that keeps to it.

Every address of the site stands here by its name in the URL configuration, with the right that
it asks for. An address that is not listed is refused, to everybody. What a person may do to one
claim or one assignment is asked again, with the thing at hand, by the operations; the table is
the door, ``claims.permissions`` is the law.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from claims.permissions import Right, refuse

logger = logging.getLogger(__name__)


class Door(StrEnum):
    """What is asked at addresses that are no part of the work at the desk."""

    PUBLIC = "public"
    """Everybody, with or without an account."""
    SIGNED_IN = "signed_in"
    """Everybody with an account: pages about the account itself."""


ACCESS: dict[str, Door | Right] = {
    # --- the house
    "health": Door.PUBLIC,
    # --- the account: django-allauth asks for the password again where it matters
    "account_login": Door.PUBLIC,
    "account_logout": Door.PUBLIC,
    "account_signup": Door.PUBLIC,  # says that accounts are made by an administrator
    "account_inactive": Door.PUBLIC,
    "account_reauthenticate": Door.SIGNED_IN,
    "account_change_password": Door.SIGNED_IN,
    "account_set_password": Door.SIGNED_IN,
    "account_email": Door.SIGNED_IN,
    "account_email_verification_sent": Door.PUBLIC,
    "account_confirm_email": Door.PUBLIC,
    "account_reset_password": Door.PUBLIC,
    "account_reset_password_done": Door.PUBLIC,
    "account_reset_password_from_key": Door.PUBLIC,
    "account_reset_password_from_key_done": Door.PUBLIC,
    "account_confirm_login_code": Door.PUBLIC,
    "mfa_authenticate": Door.PUBLIC,  # between the password and the second factor
    "mfa_reauthenticate": Door.SIGNED_IN,
    "mfa_index": Door.SIGNED_IN,
    "mfa_activate_totp": Door.SIGNED_IN,
    "mfa_deactivate_totp": Door.SIGNED_IN,
    "mfa_view_recovery_codes": Door.SIGNED_IN,
    "mfa_generate_recovery_codes": Door.SIGNED_IN,
    "mfa_download_recovery_codes": Door.SIGNED_IN,
    # --- the desk: work in hand
    "desk:my_work": Right.USE_DESK,
    "desk:claims": Right.USE_DESK,
    "desk:people": Right.MANAGE_PEOPLE,
    # --- the desk: recording
    "desk:incident_new": Right.RECORD,
    "desk:party_new": Right.RECORD,
    "desk:place_new": Right.RECORD,
    "desk:claim_new": Right.RECORD,
    "desk:claim": Right.USE_DESK,
    "desk:claim_edit": Right.REVISE,
    "desk:claim_submit": Right.SUBMIT,
    "desk:claim_withdraw": Right.WITHDRAW,
    "desk:claim_restore": Right.RESTORE,
    "desk:claim_translate": Right.TRANSLATE,
    "desk:claim_pair": Right.CONTEST,
    "desk:pair_retract": Right.RETRACT,
    "desk:claim_cite": Right.CITE,
    "desk:citation_remove": Right.UNCITE,
    # --- the desk: reviewing
    "desk:claim_assign": Right.ASSIGN,
    "desk:claim_cancel_round": Right.CANCEL_ROUND,
    "desk:review": Right.REVIEW,
    "desk:review_decline": Right.DECLINE,
    "desk:claim_reviews": Right.USE_DESK,
    # --- the desk: deciding
    "desk:claim_settle": Right.SETTLE,
    "desk:claim_publish": Right.PUBLISH,
    "desk:claim_correct": Right.CORRECT,
    "desk:claim_reopen": Right.REOPEN,
    # --- the desk: sources
    "desk:publishers": Right.USE_DESK,
    "desk:publisher_new": Right.REGISTER_SOURCE,
    "desk:publisher_grade": Right.GRADE_PUBLISHER,
    "desk:captures": Right.USE_DESK,
    "desk:capture": Right.USE_DESK,
    "desk:capture_state": Right.USE_DESK,
    "desk:capture_render": Right.REQUEST_CAPTURE,
    "desk:capture_queue": Right.USE_DESK,
    "desk:capture_retry": Right.REQUEST_CAPTURE,
    "desk:capture_give_up": Right.REQUEST_CAPTURE,
    "desk:page_capture": Right.REQUEST_CAPTURE,
    "desk:page_deposit": Right.DEPOSIT,
    "desk:page_describe": Right.REGISTER_SOURCE,
    "desk:page_watch": Right.REQUEST_CAPTURE,
    "desk:change_seen": Right.REQUEST_CAPTURE,
    "desk:incident_capture": Right.REQUEST_CAPTURE,
    # --- the public site
    "public:capture": Door.PUBLIC,
    "public:capture_file": Door.PUBLIC,
    "public:capture_wacz": Door.PUBLIC,
    "public:change": Door.PUBLIC,
    "public:changes": Door.PUBLIC,
    "public:claim": Door.PUBLIC,
    "public:corrections": Door.PUBLIC,
    "public:evidence": Door.PUBLIC,
    "public:feed_changes": Door.PUBLIC,
    "public:feed_claims": Door.PUBLIC,
    "public:feed_verdicts": Door.PUBLIC,
    "public:front": Door.PUBLIC,
    "public:incident": Door.PUBLIC,
    "public:incidents": Door.PUBLIC,
    "public:ledger": Door.PUBLIC,
    "public:ledger_export": Door.PUBLIC,
    "public:ledger_script": Door.PUBLIC,
    "public:methodology": Door.PUBLIC,
    "public:pair": Door.PUBLIC,
    "public:parties": Door.PUBLIC,
    "public:party": Door.PUBLIC,
    "public:provenance": Door.PUBLIC,
    "public:provenance_data": Door.PUBLIC,
    "public:publisher": Door.PUBLIC,
    "public:publishers": Door.PUBLIC,
    "public:replay": Door.PUBLIC,
    "public:rendered_file": Door.PUBLIC,
    "public:robots": Door.PUBLIC,
    "public:search": Door.PUBLIC,
    "public:timestamp_certificates": Door.PUBLIC,
    "public:timestamp_token": Door.PUBLIC,
    # --- the API: it can only be read, and shows only what is public
    "api:capture-detail": Door.PUBLIC,
    "api:capture-list": Door.PUBLIC,
    "api:change-detail": Door.PUBLIC,
    "api:change-list": Door.PUBLIC,
    "api:citation-detail": Door.PUBLIC,
    "api:citation-list": Door.PUBLIC,
    "api:claim-detail": Door.PUBLIC,
    "api:claim-list": Door.PUBLIC,
    "api:counterclaim-detail": Door.PUBLIC,
    "api:counterclaim-list": Door.PUBLIC,
    "api:docs": Door.PUBLIC,
    "api:figure-detail": Door.PUBLIC,
    "api:figure-list": Door.PUBLIC,
    "api:finding-detail": Door.PUBLIC,
    "api:finding-list": Door.PUBLIC,
    "api:incident-detail": Door.PUBLIC,
    "api:incident-list": Door.PUBLIC,
    "api:page-detail": Door.PUBLIC,
    "api:page-list": Door.PUBLIC,
    "api:party-detail": Door.PUBLIC,
    "api:party-list": Door.PUBLIC,
    "api:place-detail": Door.PUBLIC,
    "api:place-list": Door.PUBLIC,
    "api:publisher-detail": Door.PUBLIC,
    "api:publisher-list": Door.PUBLIC,
    "api:quotation-detail": Door.PUBLIC,
    "api:quotation-list": Door.PUBLIC,
    "api:root": Door.PUBLIC,
    "api:schema": Door.PUBLIC,
    "api:summary": Door.PUBLIC,
    "api:verdict-detail": Door.PUBLIC,
    "api:verdict-list": Door.PUBLIC,
    "api_not_found": Door.PUBLIC,
}
"""Name of the address -> the right it asks for."""


class AccessMiddleware:
    """Lets a request through to its view if the table says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hand the request on; what is asked of it is asked before its view, below."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: object,
        args: Any,
        kwargs: Any,
    ) -> HttpResponseBase | None:
        """Refuse before the view is called.

        Returns:
            None to go on; a redirect to the sign-in page for somebody without an account.

        Raises:
            PermissionDenied: the person's role may not do this, with the reason; or the address
                is not in the table.
        """
        name = request.resolver_match.view_name if request.resolver_match else ""
        needed = ACCESS.get(name)
        if needed is None:
            logger.error("The address %r is not in the table of tracker/site/access.py.", name)
            raise PermissionDenied(_("Nobody has said who may use this page."))
        if needed is Door.PUBLIC:
            return None
        if not request.user.is_authenticated:
            return _sign_in(request)
        if isinstance(needed, Right):
            refused = refuse(request.user, needed)
            if refused is not None:
                raise PermissionDenied(refused)
        return None


def _sign_in(request: HttpRequest) -> HttpResponseBase:
    if request.headers.get("HX-Request"):
        # A part of a page asked for itself after the session had ended: load the whole page.
        return HttpResponse(status=401, headers={"HX-Refresh": "true"})
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else "/desk/"
    return redirect_to_login(back)
