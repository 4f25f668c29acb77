"""One thing of every kind that has forms at the desk, in each of the states that have their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from claims.operations.reviews.read import open_reviews
from sources.models import Recheck
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_page,
    a_pair,
    a_party,
    a_proposal,
    a_publisher,
    a_reply_request,
    a_reviewed_claim,
    a_settled_claim,
    a_split_claim,
    a_verdict,
    a_withdrawn_claim,
    an_assignment,
    an_incident,
)
from tests.house.database import rows
from tests.public.captures import a_capture
from tests.public.looks import a_change, a_quoted_page
from tracker.base.people.models import User
from tracker.base.web.act_view import ActView, ButtonView

INTO = "into"
"""The name under which the things are kept that others may be merged into."""


def forms_with_a_page() -> dict[str, str]:
    """Each form of the desk that has a page -> the route to it."""
    return {
        str(pattern.name): route
        for pattern, route in _all(get_resolver())
        if issubclass(_view(pattern), ActView) and not issubclass(_view(pattern), ButtonView)
    }


def pages() -> dict[str, str]:
    """Each page of the desk, whether it is a form or only has some -> the route to it."""
    return {
        str(pattern.name): route
        for pattern, route in _all(get_resolver())
        if route.startswith("/desk/") and not issubclass(_view(pattern), ButtonView)
    }


def _all(resolver: URLResolver, before: str = "/") -> Iterator[tuple[URLPattern, str]]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _all(pattern, route)
        else:
            assert isinstance(pattern, URLPattern)
            yield pattern, route


def _view(pattern: URLPattern) -> type:
    view = getattr(pattern.callback, "view_class", None)
    return view if isinstance(view, type) else object


def addresses(name: str, route: str, things: dict[str, list[Any]]) -> list[str]:
    """The addresses of a form, of everything that it may be about.

    Args:
        name: the form's name in the URL configuration.
        route: its route, such as ``/desk/claims/<int:pk>/edit/``.
        things: what `made` gives.
    """
    if "<" not in route:
        return [reverse(f"desk:{name}")]
    kind = route.split("/")[2]
    found = [one if isinstance(one, dict) else {"pk": one.pk} for one in things[kind]]
    if "<slug:code>" not in route:
        found = [{key: one[key] for key in one if key != "code"} for one in found]
    found = [reverse(f"desk:{name}", kwargs=kwargs) for kwargs in found]
    if name == "capture_quote":
        return [f"{one}?within=sent&start=0&end=6" for one in found]
    if name.endswith("_merge"):
        return [f"{one}?into={key}" for one in found for key in things[INTO][0].values()]
    return found


def made(*, author: User, reviewer: User, editor: User) -> dict[str, list[Any]]:
    """Things by the part of the address that names their kind."""
    open_claim = a_claim(by=author)
    citation = a_citation(open_claim, by=author)
    quoted = rows.quotation(page=citation.page)
    rows.finding(quotation=quoted, kind="absent")
    by_own_means = {"own_means": "It counted.", "means_marked_by": author, "means_marked_at": AT}
    assignment = an_assignment(a_claim(by=author), reviewer=reviewer)
    split = a_split_claim()
    open_reviews(claim=split, by=editor, at=AT)
    closed = rows.user(is_active=False)
    untitled = a_page(title="")
    a_capture(untitled, "Twelve men.", metadata={"title": "Twelve dead"})
    withheld = rows.withholding(capture=rows.deposited_capture(page=a_page()))
    seen = a_change(a_quoted_page())
    Recheck.objects.filter(pk=seen.pk).update(seen_at=AT, seen_by=author)
    return {
        "claims": [
            a_claim(by=author, draft=True),
            open_claim,
            assignment.claim,
            a_claim(by=author, incident=an_incident(at_once=False)),
            split,
            a_settled_claim(),
            a_reviewed_claim(),
            a_verdict().claim,
            a_withdrawn_claim(),
        ],
        "incidents": [
            {"slug": one.slug} for one in (an_incident(released=False), open_claim.incident)
        ],
        "reviews": [assignment],
        "corrections": [a_proposal(), a_proposal(by=editor)],
        "reports": [rows.error_report()],
        "standing": [{"slug": "about", "code": "en"}],
        "pairs": [a_pair(by=author)],
        "translations": [rows.translation(claim=open_claim)],
        "proposals": [rows.evidence_proposal(claim=open_claim, evidence={"stance": "reports"})],
        "citations": [
            citation,
            rows.citation(claim=open_claim, **by_own_means),
            rows.citation(claim=open_claim, page=quoted.page, quotation=quoted),
        ],
        "pages": [citation.page, a_page()],
        "credits": [rows.derivation(page=citation.page)],
        "quotations": [quoted],
        "captures": [
            rows.capture(page=citation.page),
            a_capture(quoted.page, "Twenty men were killed."),
            withheld.capture,
        ],
        "changes": [a_change(a_quoted_page()), seen],
        "deposits": [rows.held_deposit(brought_by=author, page=a_page())],
        "publishers": [{"slug": a_publisher().slug}],
        "parties": [{"slug": a_party().slug}],
        "places": [{"slug": rows.place().slug}],
        INTO: [
            {
                "publisher": a_publisher().pk,
                "party": a_party().pk,
                "place": rows.place().pk,
                "incident": an_incident(released=False).pk,
            }
        ],
        "queues": [{"slug": "unassigned"}],
        "replies": [a_reply_request(open_claim)],
        "scheduled": [rows.scheduled_verdict()],
        "interests": [rows.interest(person=author, party=open_claim.claimant)],
        "people": [rows.user(role="fact_checker"), closed],
        "terms": [{"slug": "measures", "code": "killed"}, {"slug": "en", "code": "supported"}],
    }
