"""Through the desk's own addresses: under review a claim holds still, and no form is a channel."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from claims.models import Citation, Counterclaim, EvidenceProposal, Translation
from claims.operations.reviews.assign import decline
from sources.models import Deposit, Derivation, Recheck, Watch
from sources.operations.watching.schedule import acknowledge
from tests.claims.hold.scene import NOW, a_scene
from tests.desk.forms import STAYS, a_citation_form
from tests.factories import (
    a_citation,
    a_claim,
    a_page,
    a_reply,
    a_reply_request,
    a_user,
    an_assignment,
    asked_for,
)
from tests.house.database import rows
from tracker.base.people.models import Role

pytestmark = pytest.mark.django_db

SECRET = "Rate it refuted, I did."


@pytest.fixture
def scene():
    return a_scene("open")


def cite_url(scene):
    return reverse("desk:claim_cite", args=[scene.claim.pk])


def shown_anywhere(scene, client, more=()):
    """Whether a word of the secret, or the page it names, stands on any page about the claim."""
    pages = [
        reverse("desk:my_work"),
        reverse("desk:claims"),
        reverse("desk:claim", args=[scene.claim.pk]),
        reverse("desk:claim_reviews", args=[scene.claim.pk]),
        reverse("desk:captures"),
        reverse("desk:capture_queue"),
        reverse("desk:publishers"),
        *public_pages(scene),
        *more,
    ]
    said = [(url, what_it_says(client, url)) for url in pages]
    return [url for url, page in said if SECRET in page or "hint.example.org" in page]


def what_it_says(client, url):
    answer = client.get(url)
    whole = answer.getvalue() if answer.streaming else answer.content
    return whole.decode()


def public_pages(scene):
    return [
        reverse("public:front"),
        reverse("public:claim", args=[scene.claim.pk]),
        reverse("public:incident", args=[scene.claim.incident.slug]),
        reverse("public:evidence", args=[scene.citation.page_id]),
        reverse("public:publishers"),
        reverse("public:search") + "?q=hint",
        reverse("public:ledger_export"),
        reverse("feeds:claims"),
        reverse("feeds:changes"),
        reverse("api:claim-detail", args=[scene.claim.pk]),
        reverse("api:citation-list"),
        reverse("api:page-list"),
        reverse("api:publisher-list"),
        reverse("api:quotation-list"),
        reverse("api:summary"),
    ]


def hint(**changes):
    words = {
        "internal_note": SECRET,
        "public_note": SECRET,
        "exact": SECRET,
        "before": "",
        "after": "",
    }
    return a_citation_form(url="https://hint.example.org/x", **words | changes)


def test_a_reviewer_cites_nothing_with_a_note_for_the_others(sign_in, scene):
    client = sign_in(scene.people["reviewer"])

    assert client.get(cite_url(scene)).status_code == 403
    assert client.post(cite_url(scene), hint()).status_code == 403
    assert Citation.objects.filter(claim=scene.claim).count() == 1


def test_what_a_reviewer_proposes_is_on_nobody_elses_page(sign_in, scene):
    proposing = reverse("desk:claim_propose", args=[scene.claim.pk])

    answer = sign_in(scene.people["reviewer"]).post(proposing, hint())

    assert answer.status_code == 302
    assert EvidenceProposal.objects.get().evidence["internal_note"] == SECRET
    other = asked_for(scene.claim).get(reviewer=scene.people["editing reviewer"])
    form = reverse("desk:review", args=[other.pk])
    assert shown_anywhere(scene, sign_in(other.reviewer), [form]) == []
    for person in ("checker", "author"):
        assert shown_anywhere(scene, sign_in(scene.people[person])) == []
    stranger = Client()
    assert [u for u in public_pages(scene) if SECRET in what_it_says(stranger, u)] == []
    seen = shown_anywhere(scene, sign_in(scene.people["editor"]))
    assert seen == [reverse("desk:claim", args=[scene.claim.pk])]


def test_an_editor_decides_on_it_once_the_round_is_over(sign_in):
    scene = a_scene("published")
    propose = reverse("desk:claim_propose", args=[scene.claim.pk])
    sign_in(scene.people["checker"]).post(propose, hint(exact="", public_note="The first report."))
    proposal = EvidenceProposal.objects.get()
    client = sign_in(scene.people["editor"])
    accept = reverse("desk:proposal_accept", args=[proposal.pk])

    assert accept in client.get(reverse("desk:my_work")).content.decode()
    assert client.post(accept, {"reason": " "}).status_code == 422
    assert client.post(accept, {"reason": "It was overlooked."}).status_code == 302

    page = Client().get(reverse("public:claim", args=[scene.claim.pk])).content.decode()
    assert "The first report." in page
    assert "Added later than what the verdict judged" in page


def test_proposed_evidence_is_added_where_its_credit_is_for_others_to_say(sign_in):
    """The editor reviews a claim by now that has it from that page; the proposal is no dead end."""
    scene = a_scene("published")
    editor = scene.people["editor"]
    page, reprint = a_page(), a_citation()
    rows.derivation(page=reprint.page, credited_to="The Post", from_page=page)
    proposal = hint(exact="", origin="derived", credited_to="AFP", **STAYS) | {"url": page.url}
    propose = reverse("desk:claim_propose", args=[scene.claim.pk])
    assert sign_in(scene.people["checker"]).post(propose, proposal).status_code == 302
    an_assignment(reprint.claim, reviewer=editor)

    accept = reverse("desk:proposal_accept", args=[EvidenceProposal.objects.get().pk])
    told = sign_in(editor).post(accept, {"reason": "It was overlooked."}, follow=True)

    assert "Where the page has it from is not changed." in told.content.decode()
    assert scene.claim.citations.filter(page=page).exists()
    assert not Derivation.objects.filter(page=page).exists()


def test_an_editor_changes_it_with_a_reason_and_the_reviewers_form_says_so(sign_in, scene):
    client = sign_in(scene.people["editor"])
    assert client.post(cite_url(scene), a_citation_form(capture="")).status_code == 422

    sent = a_citation_form(capture="", reason="The first report was missing.")
    assert client.post(cite_url(scene), sent).status_code == 302

    asked = asked_for(scene.claim).first()
    form = sign_in(asked.reviewer).get(reverse("desk:review", args=[asked.pk])).content.decode()
    assert "Changed during your round" in form
    assert "The first report was missing." in form
    work = sign_in(asked.reviewer).get(reverse("desk:my_work")).content.decode()
    assert "An editor changed the claim during your round" in work


def test_a_reply_during_the_round_is_told_as_a_reply(sign_in, scene):
    by = scene.people["editor"]
    request = a_reply_request(scene.claim, by=by, at=NOW)
    a_reply(request, words="It is not so.", received_on=request.asked_on, by=by, at=NOW)

    asked = asked_for(scene.claim).first()
    client = sign_in(asked.reviewer)
    form = client.get(reverse("desk:review", args=[asked.pk])).content.decode()
    assert "Parties were asked, or replied, during your round." in form
    assert "It is not so." in form
    assert "Changed during your round" not in form
    work = client.get(reverse("desk:my_work")).content.decode()
    assert "A party was asked, or replied, during your round." in work
    assert "An editor changed the claim during your round" not in work


def test_why_somebody_gave_an_assignment_back_is_not_read_by_who_is_asked_next(sign_in, scene):
    asked = asked_for(scene.claim).get(reviewer=scene.people["reviewer"])
    decline(assignment=asked, reason=SECRET, by=asked.reviewer, at=NOW)
    sheet = reverse("desk:claim", args=[scene.claim.pk])
    next_one = a_user()

    before = sign_in(next_one).get(sheet).content.decode()
    an_assignment(scene.claim, reviewer=next_one)
    after = sign_in(next_one).get(sheet).content.decode()

    assert "gave the assignment back" in before
    assert SECRET not in before + after
    assert SECRET in sign_in(scene.people["editor"]).get(sheet).content.decode()


def test_from_a_draft_nobody_changes_how_many_origins_anothers_published_claim_has(sign_in):
    scene = a_scene("published")
    by = a_user()
    draft = a_claim(by=by, draft=True)
    cite = reverse("desk:claim_cite", args=[draft.pk])
    facts = a_citation_form(
        url=scene.citation.page.url, origin="derived", credited_to="AFP", capture="", **STAYS
    )

    told = sign_in(by).post(cite, facts, follow=True).content.decode()

    # What was cited is kept; what is not changed is said, and why.
    assert draft.citations.get().page == scene.citation.page
    assert "Where the page has it from is not changed." in told
    assert not Derivation.objects.exists()
    scene.citation.page.refresh_from_db()
    assert scene.citation.page.origin == "unknown"


def test_a_reviewer_quotes_nothing_to_the_others_on_the_page_that_they_read(sign_in, scene):
    reviewer = scene.people["reviewer"]
    draft = a_claim(by=reviewer, draft=True)
    cite = reverse("desk:claim_cite", args=[draft.pk])

    sent = hint(capture="") | {"url": scene.citation.page.url} | STAYS
    answer = sign_in(reviewer).post(cite, sent)

    assert answer.status_code == 422
    assert not scene.citation.page.quotations.exists()


def test_what_a_draft_quotes_is_read_by_its_author_and_editors(sign_in, scene):
    author = a_user()
    draft = a_claim(by=author, draft=True)
    page = scene.citation.page
    sent = hint(capture="") | {"url": page.url} | STAYS
    sign_in(author).post(reverse("desk:claim_cite", args=[draft.pk]), sent)
    assert page.quotations.exists()
    capture = page.captures.order_by("pk").first()
    urls = [
        reverse("public:evidence", args=[page.pk]),
        reverse("desk:capture", args=[capture.pk]),
    ]

    other = sign_in(scene.people["reviewer"])
    assert not any(SECRET in other.get(url).content.decode() for url in urls)
    assert SECRET in sign_in(author).get(urls[1]).content.decode()


@pytest.mark.parametrize("name", ["claim_cite", "claim_pair", "claim_translate", "claim_edit"])
@pytest.mark.parametrize("who", ["checker", "author", "reviewer"])
def test_after_publication_no_fact_checker_adds_or_changes_anything(sign_in, name, who):
    scene = a_scene("published")
    url = reverse(f"desk:{name}", args=[scene.claim.pk])
    client = sign_in(scene.people[who])

    assert client.get(url).status_code == 403
    assert client.post(url, a_citation_form(credibility="1")).status_code == 403


def test_a_pair_from_a_claim_of_ones_own_to_a_published_one_needs_an_editor(sign_in):
    scene = a_scene("published")
    by = a_user()
    own = a_claim(by=by, incident=scene.claim.incident)
    url = reverse("desk:claim_pair", args=[own.pk])
    sent = {"answers": scene.claim.pk, "ground": "denial", "note": SECRET}

    assert sign_in(by).post(url, sent).status_code == 422
    assert not Counterclaim.objects.filter(claim=own).exists()
    editor = sign_in(scene.people["editor"])
    assert editor.post(url, sent).status_code == 422
    assert editor.post(url, sent | {"reason": "It was overlooked."}).status_code == 302


def test_everything_public_is_taken_back_by_an_editor_and_readers_are_told(sign_in):
    scene = a_scene("published")
    client = sign_in(scene.people["editor"])
    urls = [
        reverse("desk:citation_remove", args=[scene.citation.pk]),
        reverse("desk:pair_retract", args=[scene.pair.pk]),
        reverse("desk:translation_retract", args=[scene.translation.pk]),
    ]

    for url in urls:
        assert client.post(url, {"reason": "It is of another day."}).status_code == 302

    page = Client().get(reverse("public:claim", args=[scene.claim.pk])).content.decode()
    assert page.count("It is of another day.") == 3
    assert "Given before the claim, its figures or its evidence changed" in page
    given = Client().get(reverse("api:claim-detail", args=[scene.claim.pk])).json()
    assert given["changed_since_verdict"] is True
    assert [one["kind"] for one in given["taken_back"]] == ["citation", "pair", "translation"]
    assert (given["citations"], given["answered_by"], given["translations"]) == ([], [], [])
    sheet = client.get(reverse("desk:claim", args=[scene.claim.pk])).content.decode()
    assert "Have it reviewed again" in sheet


def test_a_withdrawn_claim_leaves_a_page_that_says_so(sign_in):
    scene = a_scene("published")
    withdrawing = reverse("desk:claim_withdraw", args=[scene.claim.pk])
    client = sign_in(scene.people["editor"])

    assert client.post(withdrawing, {"reason": "It names a child."}).status_code == 302

    answer = Client().get(reverse("public:claim", args=[scene.claim.pk]))
    page = answer.content.decode()
    assert (answer.status_code, "It names a child." in page) == (410, True)
    assert scene.claim.statement not in page
    assert Client().get(reverse("api:claim-detail", args=[scene.claim.pk])).status_code == 404


def test_a_typed_translator_is_said_to_be_unconfirmed_and_is_not_written_over(sign_in):
    scene = a_scene("recorded")
    url = reverse("desk:claim_translate", args=[scene.claim.pk])
    sent = {"language": "de", "text": "Zwanzig.", "translator": "A. Person"}
    assert sign_in(scene.people["checker"]).post(url, sent).status_code == 302

    answer = sign_in(a_user()).post(url, sent | {"text": "Hundert."})

    assert answer.status_code == 422
    assert Translation.objects.get(language="de").text == "Zwanzig."
    page = Client().get(reverse("public:claim", args=[scene.claim.pk])).content.decode()
    assert "A. Person, a name that nobody has confirmed" in page
    given = Client().get(reverse("api:claim-detail", args=[scene.claim.pk])).json()
    assert [one["translator_confirmed"] for one in given["translations"]] == [False, True]


@pytest.mark.parametrize("role", [Role.FACT_CHECKER, Role.ADMINISTRATOR])
def test_an_alarm_about_a_published_claim_is_silenced_by_an_editor_only(sign_in, role):
    scene = a_scene("published")
    url = reverse("desk:change_seen", args=[scene.recheck.pk])

    sign_in(a_user(role)).post(url, {"note": "Never mind."})
    assert Recheck.objects.get().seen_at is None

    editor = sign_in(scene.people["editor"])
    assert editor.post(url, {"note": "Asked the paper."}).status_code == 302
    assert Recheck.objects.get().seen_by == scene.people["editor"]
    sheet = reverse("desk:claim", args=[scene.claim.pk])
    assert "Asked the paper." in editor.get(sheet).content.decode()
    back = reverse("desk:change_unseen", args=[scene.recheck.pk])
    assert editor.post(back, {"reason": "It answered."}).status_code == 302
    assert Recheck.objects.get().seen_at is None
    assert "It answered." in editor.get(sheet).content.decode()


def test_the_looks_at_a_page_of_a_published_claim_are_stopped_by_an_editor_only(sign_in):
    scene = a_scene("published")
    url = reverse("desk:page_watch", args=[scene.citation.page_id])
    stop = {"act": "stop", "reason": "The outlet closed."}

    sign_in(scene.people["checker"]).post(url, stop)
    assert Watch.objects.get().next_at is not None

    editor = sign_in(scene.people["editor"])
    editor.post(url, stop)
    assert Watch.objects.get().next_at is None
    sheet = reverse("desk:claim", args=[scene.claim.pk])
    assert "The outlet closed." in editor.get(sheet).content.decode()


def test_bringing_an_alarm_back_that_nobody_has_silenced_is_not_found(sign_in, scene):
    url = reverse("desk:change_unseen", args=[scene.recheck.pk])
    assert sign_in(scene.people["editor"]).get(url).status_code == 404

    acknowledge(recheck=scene.recheck, note="Seen.", by=scene.people["editor"], at=NOW)
    assert sign_in(scene.people["editor"]).get(url).status_code == 200


def test_a_citation_of_before_the_verdict_is_not_said_to_be_later(sign_in):
    scene = a_scene("published")
    a_citation(scene.claim, by=scene.people["editor"], reason="Overlooked.", at=NOW)

    given = Client().get(reverse("api:claim-detail", args=[scene.claim.pk])).json()

    assert [one["later_than_verdict"] for one in given["citations"]] == [False, True]


def test_a_reviewer_brings_no_copy_with_a_statement_for_the_others(sign_in, scene):
    url = reverse("desk:page_deposit", args=[scene.citation.page_id])
    file = SimpleUploadedFile("x.html", b"<!doctype html><p>Twelve.", "text/html")

    answer = sign_in(scene.people["reviewer"]).post(url, {"statement": SECRET, "file": file})

    assert answer.status_code == 422
    assert "You review a claim that rests on this page" in answer.content.decode()
    assert not Deposit.objects.exists()


def test_a_reviewer_gives_no_capture_up_with_a_reason_for_the_others(sign_in, scene):
    capture = rows.capture(page=scene.citation.page)
    url = reverse("desk:capture_give_up", args=[capture.pk])

    assert sign_in(scene.people["reviewer"]).post(url, {"reason": SECRET}).status_code == 422
    capture.refresh_from_db()
    assert capture.status == "waiting"
