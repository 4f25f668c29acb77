"""Who may use which address: derived from the tables of acts, and the one mechanism that asks.

An address of the desk is open to whoever may do one of the acts that are done there; which those
are is said by the acts' own rows. What is open without an act is listed here by its name in the
URL configuration. An address that nobody has stated is refused, to everybody. What a person may
do to one claim or one assignment is asked again, with the thing at hand, by the operations.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from enum import StrEnum
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.rules.acts import CLAIM_ACTS
from sources.acts import EVIDENCE_ACTS
from tracker.base.accounts.acts import ACCOUNT_ACTS
from tracker.base.acts.law import refuse_all
from tracker.base.acts.table import Act
from tracker.base.people.factors import owes_factor
from tracker.base.people.models import User
from tracker.base.web.kept import give_key, keep_form
from tracker.base.web.typed import typed_in
from tracker.base.web.unsent.sent import is_by_itself
from tracker.site.api import shape_error

logger = logging.getLogger(__name__)


class Door(StrEnum):
    """What is asked at addresses that are no part of the work at the desk."""

    PUBLIC = "public"
    """Everybody, with or without an account."""
    SIGNED_IN = "signed_in"
    """Everybody with an account: pages about the account itself."""
    CLOSED = "closed"
    """Nobody: a page of django-allauth's that leads where this house does not go."""


OPEN_ADDRESSES: tuple[str, ...] = (
    # --- the house
    "health",
    "health_of_all",
    # --- in each e-mail, for who has it: it is signed, and only switches e-mails off
    "notices_off",
    # --- for readers who report an error: the form is signed, the other's key cannot be guessed
    "report_error",
    "report_error_of_pair",
    "report_error_of_dossier",
    "report_error_of_party",
    "report_error_of_publisher",
    "report_error_of_source",
    "report_error_of_capture",
    "report_answer",
    # --- signing in: django-allauth asks for the password again where it matters
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_reset_password",
    "account_confirm_password_reset_code",
    "account_complete_password_reset",
    "account_password_reset_completed",
    "mfa_authenticate",
    # --- the public site
    "public:about",
    "public:capture",
    "public:capture_file",
    "public:capture_wacz",
    "public:change",
    "public:changes",
    "public:claim",
    "public:claim_cite",
    "public:claim_version",
    "public:claim_version_cite",
    "public:claim_card",
    "public:claim_picture",
    "public:corrections",
    "public:corrections_policy",
    "public:dossier_card",
    "public:dossier_picture",
    "public:evidence",
    "feeds:changes",
    "feeds:changes_json",
    "feeds:claims",
    "feeds:claims_json",
    "feeds:corrections",
    "feeds:corrections_json",
    "feeds:dossier",
    "feeds:dossier_json",
    "feeds:verdicts",
    "feeds:verdicts_json",
    "public:front",
    "public:funding",
    "public:grades",
    "public:incident",
    "public:incident_chart",
    "public:incident_cite",
    "public:incident_figures",
    "public:incidents",
    "public:ledger",
    "public:ledger_export",
    "public:ledger_script",
    "public:methodology",
    "public:oembed",
    "public:pair",
    "public:pair_card",
    "public:pair_cite",
    "public:pair_picture",
    "public:parties",
    "public:party",
    "public:party_revisions",
    "public:provenance",
    "public:provenance_data",
    "public:publisher",
    "public:publishers",
    "public:replay",
    "public:rendered_file",
    "public:robots",
    "public:search",
    "public:sitemap",
    "public:sitemap_block",
    "public:timestamp_certificates",
    "public:timestamp_token",
    # --- sealed copies by date, for programs
    "memento:timegate",
    "memento:timemap_json",
    "memento:timemap_link",
    # --- the API: it can only be read, and shows only what is public
    "api_not_found",
    "api:capture-detail",
    "api:capture-list",
    "api:change-detail",
    "api:change-list",
    "api:citation-detail",
    "api:citation-list",
    "api:claim-detail",
    "api:claim-list",
    "api:counterclaim-detail",
    "api:counterclaim-list",
    "api:docs",
    "api:figure-detail",
    "api:figure-list",
    "api:finding-detail",
    "api:finding-list",
    "api:incident-detail",
    "api:incident-list",
    "api:measure-detail",
    "api:measure-list",
    "api:page-detail",
    "api:page-list",
    "api:party-detail",
    "api:party-list",
    "api:party-kind-detail",
    "api:party-kind-list",
    "api:place-detail",
    "api:place-list",
    "api:publisher-detail",
    "api:publisher-list",
    "api:publisher-kind-detail",
    "api:publisher-kind-list",
    "api:rating-detail",
    "api:rating-list",
    "api:quotation-detail",
    "api:quotation-list",
    "api:root",
    "api:schema",
    "api:search",
    "api:summary",
    "api:verdict-detail",
    "api:verdict-list",
)
"""Addresses that are open to everybody, with or without an account."""

ACCOUNT_ADDRESSES: tuple[str, ...] = (
    "account_reauthenticate",
    "account_change_password",
    "account_email",
    "account_preferences",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "usersessions_list",
)
"""Pages about the account itself, open to everybody who has one."""

CLOSED_ADDRESSES: tuple[str, ...] = (
    "account_confirm_login_code",
    "account_set_password",
)
"""What would let somebody in without a password, or set one without asking for the last."""

BEFORE_ANYTHING_ELSE: tuple[str, ...] = (
    "account_reauthenticate",
    "account_change_password",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
)
"""What is open to somebody who owes the house a second factor, so that they can set it up."""


AS_AT_THE_DESK: Mapping[str, str] = {
    "api:claim-proposed-answers": "claim_answers",
    "api:claim-said-elsewhere": "claim_elsewhere",
    "api:page-proposed-origins": "page_origins",
}
"""Addresses of the API that ask what a page of the desk asks, which gives the same to people."""


def _table() -> dict[str, Door | tuple[Act[Any], ...]]:
    """Put the doors and the acts of both tables together.

    Raises:
        ValueError: an address stands in two of them, so that it is not clear what it asks for.
    """
    parts: tuple[Mapping[str, Door | tuple[Act[Any], ...]], ...] = (
        dict.fromkeys(OPEN_ADDRESSES, Door.PUBLIC),
        dict.fromkeys(ACCOUNT_ADDRESSES, Door.SIGNED_IN),
        dict.fromkeys(CLOSED_ADDRESSES, Door.CLOSED),
        {f"desk:{name}": acts for name, acts in ACCOUNT_ACTS.by_address.items()},
        {f"desk:{name}": acts for name, acts in CLAIM_ACTS.by_address.items()},
        {f"desk:{name}": acts for name, acts in EVIDENCE_ACTS.by_address.items()},
        {name: CLAIM_ACTS.by_address[page] for name, page in AS_AT_THE_DESK.items()},
    )
    table: dict[str, Door | tuple[Act[Any], ...]] = {}
    for part in parts:
        if table.keys() & part.keys():
            raise ValueError(f"Stated twice: {sorted(table.keys() & part.keys())}")
        table.update(part)
    return table


ACCESS = _table()
"""Name of the address -> the door it stands behind, or what is done there."""


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
            logger.error("Nobody has stated who may use the address %r.", name)
            raise PermissionDenied(_("Nobody has said who may use this page."))
        if needed is Door.PUBLIC:
            return None
        if needed is Door.CLOSED:
            raise Http404
        if name in AS_AT_THE_DESK:
            return _refused_to_program(request.user, needed)
        if not isinstance(request.user, User):
            return _sign_in(request)
        if (first := _owed(request, request.user, name)) is not None:
            return first
        if isinstance(needed, tuple) and (refused := refuse_all(request.user, needed)):
            raise PermissionDenied(refused)
        return None


def _refused_to_program(
    user: object, needed: Door | tuple[Act[Any], ...]
) -> HttpResponseBase | None:
    """Refuse in the shape of the API's errors, where a person would be led somewhere."""
    if not isinstance(user, User):
        told = shape_error("not_authenticated", _("Sign in to the desk first."))
        return JsonResponse(told, status=HTTPStatus.UNAUTHORIZED)
    refused = refuse_all(user, needed) if isinstance(needed, tuple) else None
    if refused is None and (user.first_password_until is not None or owes_factor(user)):
        refused = _("Your account needs its own password and second factor first: see the desk.")
    if refused is None:
        return None
    told = shape_error("permission_denied", refused)
    return JsonResponse(told, status=HTTPStatus.FORBIDDEN)


def _owed(request: HttpRequest, person: User, name: str) -> HttpResponseBase | None:
    """Lead somebody on to what they have to do first: their own password, a second factor."""
    if person.first_password_until is not None:
        if name == "account_change_password":
            return None
        messages.info(request, _("Choose a password of your own before you go on."))
        return redirect("account_change_password")
    if name in BEFORE_ANYTHING_ELSE or not owes_factor(person):
        return None
    messages.info(request, _("Your role needs a second factor. Set one up before you go on."))
    return redirect("mfa_index")


def _sign_in(request: HttpRequest) -> HttpResponseBase:
    """Lead to the sign-in page, and back to where somebody was, with what they had typed."""
    match = request.resolver_match
    if is_by_itself(request):
        # Nothing is kept for whoever is not signed in; the page says so and tries again.
        return JsonResponse({"sign_in": reverse("account_login")}, status=HTTPStatus.UNAUTHORIZED)
    if request.method == "POST" and match is not None and match.namespace == "desk":
        return keep_and(sign_in_first, request)
    if request.headers.get("HX-Request"):
        # A part of a page asked for itself after the session had ended: load the whole page.
        return HttpResponse(status=401, headers={"HX-Refresh": "true"})
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else reverse("desk:my_work")
    return redirect_to_login(back)


def sign_in_first(back: str) -> HttpResponse:
    """Lead to the sign-in page and then to an address."""
    return redirect_to_login(back)


def keep_and(go_on: Callable[[str], HttpResponse], request: HttpRequest) -> HttpResponseBase:
    """Keep the form that was just sent to the desk, and lead to where it comes back.

    Args:
        go_on: makes the answer of the address at which the form comes back.
        request: the sending of the form. What cannot be kept is shown, to be copied.
    """
    try:
        kept = keep_form(request, at=timezone.now())
    except DatabaseError:
        logger.exception("A form that was sent without signing in cannot be kept.")
        kept = None
    if kept is None and typed_in(request.POST):
        context = {"sign_in": reverse("account_login")}
        return render(request, "401.html", context, status=401)
    back, key = kept or (reverse("desk:my_work"), "")
    response = go_on(back)
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=401, headers={"HX-Redirect": response["Location"]})
    if key:
        give_key(response, key)
    return response
