"""Every address that is open to a stranger, for every row that could stand there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from claims import models as claims
from claims.notices.letters import address_off
from claims.reads.sitemap.pages import BLOCK, Section
from claims.rules.notices import NoticeKind
from sources import models as sources
from tracker.base.people.models import User
from tracker.site.access import ACCESS, Door

_ROWS: dict[str, tuple[str, type[Any], str]] = {
    "public:capture": ("capture_id", sources.Capture, "pk"),
    "public:capture_file": ("capture_id", sources.Capture, "pk"),
    "public:capture_wacz": ("capture_id", sources.Capture, "pk"),
    "report_error": ("claim_id", claims.Claim, "pk"),
    "report_error_of_dossier": ("slug", claims.Incident, "slug"),
    "report_error_of_pair": ("pair_id", claims.Counterclaim, "pk"),
    "report_error_of_party": ("slug", claims.Party, "slug"),
    "report_error_of_publisher": ("slug", sources.Publisher, "slug"),
    "report_error_of_source": ("page_id", sources.Page, "pk"),
    "report_error_of_capture": ("capture_id", sources.Capture, "pk"),
    "public:change": ("change_id", sources.Recheck, "pk"),
    "public:claim": ("claim_id", claims.Claim, "pk"),
    "public:claim_card": ("claim_id", claims.Claim, "pk"),
    "public:claim_picture": ("claim_id", claims.Claim, "pk"),
    "public:dossier_card": ("slug", claims.Incident, "slug"),
    "public:dossier_picture": ("slug", claims.Incident, "slug"),
    "public:evidence": ("page_id", sources.Page, "pk"),
    "public:incident": ("slug", claims.Incident, "slug"),
    "public:incident_figures": ("slug", claims.Incident, "slug"),
    "public:pair": ("pair_id", claims.Counterclaim, "pk"),
    "public:pair_card": ("pair_id", claims.Counterclaim, "pk"),
    "public:pair_picture": ("pair_id", claims.Counterclaim, "pk"),
    "public:party": ("slug", claims.Party, "slug"),
    "public:party_revisions": ("slug", claims.Party, "slug"),
    "public:provenance": ("capture_id", sources.Capture, "pk"),
    "public:provenance_data": ("capture_id", sources.Capture, "pk"),
    "public:publisher": ("slug", sources.Publisher, "slug"),
    "public:replay": ("capture_id", sources.Capture, "pk"),
    "public:timestamp_certificates": ("timestamp_id", sources.Timestamp, "pk"),
    "public:timestamp_token": ("timestamp_id", sources.Timestamp, "pk"),
    "feeds:dossier": ("slug", claims.Incident, "slug"),
    "feeds:dossier_json": ("slug", claims.Incident, "slug"),
    "memento:timegate": ("original", sources.Page, "url"),
    "memento:timemap_json": ("original", sources.Page, "url"),
    "memento:timemap_link": ("original", sources.Page, "url"),
    "api:capture-detail": ("pk", sources.Capture, "pk"),
    "api:change-detail": ("pk", sources.Recheck, "pk"),
    "api:citation-detail": ("pk", claims.Citation, "pk"),
    "api:claim-detail": ("pk", claims.Claim, "pk"),
    "api:counterclaim-detail": ("pk", claims.Counterclaim, "pk"),
    "api:figure-detail": ("pk", claims.Figure, "pk"),
    "api:finding-detail": ("pk", sources.Finding, "pk"),
    "api:incident-detail": ("slug", claims.Incident, "slug"),
    "api:page-detail": ("pk", sources.Page, "pk"),
    "api:party-detail": ("slug", claims.Party, "slug"),
    "api:place-detail": ("slug", claims.Place, "slug"),
    "api:publisher-detail": ("slug", sources.Publisher, "slug"),
    "api:quotation-detail": ("pk", sources.Quotation, "pk"),
    "api:verdict-detail": ("pk", claims.Verdict, "pk"),
}
"""Which rows stand at the addresses that name one."""

_CITED: dict[str, tuple[str, type[Any], str]] = {
    "public:claim_cite": ("claim_id", claims.Claim, "pk"),
    "public:incident_cite": ("slug", claims.Incident, "slug"),
    "public:pair_cite": ("pair_id", claims.Counterclaim, "pk"),
}
"""Addresses of references, which are asked for in each form, and to an earlier moment too."""

_CHART = "public:incident_chart"

_IN_TIME = {"public:claim", "public:incident", "public:incident_figures", "public:pair"}
"""Addresses that are also asked for as they stood at an earlier moment."""

_OTHERS: dict[str, dict[str, Any]] = {
    "api:measure-detail": {"pk": "killed"},
    "api:party-kind-detail": {"pk": "militia"},
    "api:publisher-kind-detail": {"pk": "magazine"},
    "api:rating-detail": {"pk": "supported"},
    "account_confirm_email": {"key": "nothing"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "nothing"},
    "report_answer": {"key": "0" * 32},
    "public:rendered_file": {"capture_id": UUID(int=0), "kind": "print"},
}
"""Arguments of the addresses that name no row, or one that is named in another test."""

_SECTIONS: dict[Section, type[Any]] = {
    Section.DOSSIERS: claims.Incident,
    Section.CLAIMS: claims.Claim,
    Section.PAIRS: claims.Counterclaim,
    Section.PARTIES: claims.Party,
    Section.PUBLISHERS: sources.Publisher,
    Section.EVIDENCE: sources.Page,
}
"""What the pages of each section of the sitemap are of."""


class UnstatedError(AssertionError):
    """An address takes arguments, and nobody has stated which rows stand there."""


def addresses() -> Iterator[str]:
    """Give every open address for every row, in whatever state it is.

    Raises:
        UnstatedError: an address is not known here.
    """
    for name, door in ACCESS.items():
        if door is Door.PUBLIC and name != "api_not_found":  # has no one address: see below
            yield from _of(name)
    yield from ("/claims/999999999/", "/no-such-page/", "/api/v1/no-such-list/", "/sitemap.xml")
    yield from ("/api/v1/claims/?no_such_parameter=1", "/api/v1/claims/?page_size=many")
    yield "/search/?party=no-such-party&made_from=then"


def _of(name: str) -> Iterator[str]:
    if name in _ROWS:
        argument, model, column = _ROWS[name]
        for value in model.objects.order_by("pk").values_list(column, flat=True):
            address = reverse(name, kwargs={argument: value})
            yield address
            if name in _IN_TIME:
                yield f"{address}?as_of={timezone.now().isoformat()}"
        return
    if name in {"public:claim_version", "public:claim_version_cite", *_CITED, _CHART}:
        yield from _editions(name)
        return
    if name == "public:sitemap_block":
        yield from _blocks()
        return
    if name == "notices_off":
        for person in User.objects.order_by("pk"):
            yield address_off(person, list(NoticeKind)).removeprefix(settings.SITE_URL)
        return
    try:
        address = reverse(name, kwargs=_OTHERS.get(name, {}))
    except NoReverseMatch:
        raise UnstatedError(
            f"Say in tests/stranger/surfaces.py which rows stand at {name}."
        ) from None
    yield address
    if name.endswith("-list"):
        yield f"{address}?page_size=100"


def _editions(name: str) -> Iterator[str]:
    """The versions of every claim, also those that no verdict was published of; references."""
    if name in _CITED:
        yield from _references(name)
        return
    if name == _CHART:
        yield from _charts()
        return
    forms = [{}] if name == "public:claim_version" else [{"form": "txt"}, {"form": "json"}]
    numbers: list[dict[str, Any]] = [{"number": number} for number in (1, 2, 3)]
    for claim in claims.Claim.objects.order_by("pk").values_list("pk", flat=True):
        for number in numbers:
            for form in forms:
                yield reverse(name, kwargs={"claim_id": claim, **number, **form})


def _charts() -> Iterator[str]:
    """A chart of every dossier for every measure and party, whether it is drawn there or not."""
    counted = claims.Figure.objects.values_list(
        "claim__incident__slug", "measure", "figure_subjects__party"
    )
    for slug, measure, party in counted.order_by("pk"):
        anchor = "-".join(map(str, filter(None, ("figures", measure, party))))
        address = reverse(_CHART, kwargs={"slug": slug, "anchor": anchor})
        yield address
        yield f"{address}?as_of={timezone.now().isoformat()}"


def _references(name: str) -> Iterator[str]:
    argument, model, column = _CITED[name]
    for value in model.objects.order_by("pk").values_list(column, flat=True):
        for form in ("txt", "json"):
            address = reverse(name, kwargs={argument: value, "form": form})
            yield address
            yield f"{address}?as_of={timezone.now().isoformat()}"


def _blocks() -> Iterator[str]:
    """The blocks that any row would stand in, whatever numbers the rows of a run have come to."""
    for section, model in _SECTIONS.items():
        keys = model.objects.order_by("pk").values_list("pk", flat=True)
        for number in dict.fromkeys(pk // BLOCK for pk in keys):
            yield reverse("public:sitemap_block", args=[section, number])


def searches(column: str, word: str) -> Iterator[str]:
    """Ask for a word of a column wherever a stranger may ask for one of its sort."""
    if column == "slug":
        yield f"/search/?party={word}&incident={word}"
        yield f"/api/v1/claims/?incident={word}"
        yield f"/api/v1/claims/?claimant={word}"
        yield f"/api/v1/pages/?publisher={word}"
    elif column == "reference":
        yield f"/api/v1/claims/?reference={word}"
    else:
        yield f"/search/?q={word}"
