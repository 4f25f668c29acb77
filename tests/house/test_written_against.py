"""Every form of the desk that changes something that is there says what it was written against."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.desk.forms import opened
from tests.factories import (
    a_citation,
    a_claim,
    a_pair,
    a_party,
    a_publisher,
    a_reviewed_claim,
    a_verdict,
    a_withdrawn_claim,
    an_assignment,
    an_editor,
    an_incident,
)
from tracker.base.acts.submission import Submission
from tracker.base.web.act_view import ActView

ADDS_ONLY = {
    "claim_new": "a new claim takes nothing's place",
    "intake": "a new claim takes nothing's place",
    "incident_new": "a new incident takes nothing's place; one of the same title is offered",
    "party_new": "a new party takes nothing's place; one of the same name is offered",
    "place_new": "a new place takes nothing's place; one of the same name is offered",
    "term_new": "a new term takes nothing's place; a code that is taken is told",
    "publisher_new": "a new publisher takes nothing's place; one of the same name is offered",
    "person_new": "a new account takes nothing's place; a name or address that is taken is told",
    "queue_assign": "asks about many claims; what changed meanwhile is refused claim by claim",
    "take_next": "takes what is up at that moment",
    "view_keep": "keeps filters under a name; the same name is meant to take its place",
    "view_forget": "forgets a view; one that is forgotten is none",
    "interests": "declares one more interest; none takes another's place",
    "review_accept": "notes that it is accepted; accepted twice it is accepted",
    "claim_reviews_open": "writes down that somebody read; read twice it is read",
    "incident_release_ready": "releases what is ready; what was released meanwhile stays so",
    "page_origins_refuse": "remembers that a proposal is refused; refused twice it is refused",
    "claim_answers_refuse": "remembers that a proposal is refused; refused twice it is refused",
    "claim_elsewhere_refuse": "remembers that a proposal is refused; refused twice it is refused",
    "deposit_drop": "removes a file that waits; one that was sealed or removed is not there",
    "pages_untitled": "fills only what is empty; what was recorded meanwhile stays",
    "page_deposit": "adds a copy beside the others",
    "capture_quote": "adds a citation beside the others; the same words twice are told",
    "page_capture": "asks for a capture; asked twice there is one",
    "incident_capture": "asks for captures of what waits; asked twice there is one of each",
    "capture_retry": "makes a capture due; due twice it is due",
    "capture_render": "asks for pictures; asked twice there is one asking",
    "notices_read": "marks one's own as read; read twice they are read",
    "notice_choices": "nobody else chooses for somebody; what they choose last holds",
    "page_watch": "each of its two buttons is of one state, and is refused in the other",
}
"""Addresses of forms that change nothing that is there, each with why nothing can be lost."""


def forms(resolver: URLResolver) -> Iterator[tuple[str, type[ActView]]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from forms(pattern)
            continue
        view = getattr(pattern.callback, "view_class", None)
        if isinstance(view, type) and issubclass(view, ActView):
            assert isinstance(pattern, URLPattern)
            yield str(pattern.name), view


FORMS = dict(forms(get_resolver()))


def test_there_are_forms_to_look_at() -> None:
    assert len(FORMS) > 25
    assert FORMS.keys() >= ADDS_ONLY.keys()


@pytest.mark.parametrize("name", sorted(FORMS))
def test_a_form_names_what_it_changes_or_changes_nothing(name: str) -> None:
    assert bool(FORMS[name].changes) != (name in ADDS_ONLY)


SHOWN: dict[str, Callable[[], str]] = {
    "claim_correct": lambda: f"/desk/claims/{a_verdict().claim.pk}/correct/",
    "claim_reopen": lambda: f"/desk/claims/{a_verdict().claim.pk}/reopen/",
    "claim_publish": lambda: f"/desk/claims/{a_reviewed_claim().pk}/publish/",
    "claim_restore": lambda: f"/desk/claims/{a_withdrawn_claim().pk}/restore/",
    "claim_cancel_round": lambda: f"/desk/claims/{an_assignment().claim.pk}/cancel-round/",
    "claim_take_down": lambda: f"/desk/claims/{an_assignment().claim.pk}/take-down/",
    "review_due": lambda: f"/desk/reviews/{an_assignment().pk}/due/",
    "review_replace": lambda: f"/desk/reviews/{an_assignment().pk}/replace/",
    "claim_submit": lambda: f"/desk/claims/{a_claim(draft=True).pk}/submit/",
    "pair_retract": lambda: f"/desk/pairs/{a_pair().pk}/retract/",
    "citation_confirm": lambda: f"/desk/citations/{a_citation().pk}/confirm/",
    "citation_judge": lambda: f"/desk/citations/{a_citation().pk}/judge/",
    "page_origin": lambda: f"/desk/pages/{a_citation().page_id}/origin/",
    "page_credit": lambda: f"/desk/pages/{a_citation().page_id}/credit/",
    "citation_remove": lambda: f"/desk/citations/{a_citation().pk}/remove/",
    "publisher_grade": lambda: f"/desk/publishers/{a_publisher().slug}/grade/",
    "publisher_names": lambda: f"/desk/publishers/{a_publisher().slug}/names/",
    "party_edit": lambda: f"/desk/parties/{a_party().slug}/edit/",
    "incident_edit": lambda: f"/desk/incidents/{an_incident().slug}/edit/",
    "publisher_edit": lambda: f"/desk/publishers/{a_publisher().slug}/edit/",
    **{
        f"claim_{name}": lambda name=name: f"/desk/claims/{a_claim().pk}/{name}/"  # type: ignore[misc]
        for name in ("edit", "translate", "pair", "cite", "assign", "withdraw", "priority")
    },
}
"""Pages of the desk on which a form is shown to an editor; those with other states are tested
with what they do."""


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(SHOWN))
def test_the_page_carries_it(client, name: str) -> None:
    """Looked for in the page itself: a template may leave a hidden field out."""
    client.force_login(an_editor(), "django.contrib.auth.backends.ModelBackend")
    carried = Submission.read(opened(client, SHOWN[name]())["submission"])
    assert carried.key
    assert carried.seen is not None
    assert carried.seen.facts
