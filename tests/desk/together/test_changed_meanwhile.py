"""Two people change one thing: the second is shown what the first did, with their own text kept."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from claims.models import Claim, Event, Review, Verdict
from claims.operations.cite import cite
from claims.operations.record import revise_claim, translate, withdraw
from claims.operations.reviews.review import seal_review
from claims.operations.verdicts.correct import correct
from claims.operations.verdicts.settle import settle
from sources.models import PublisherGrade, Watch
from sources.operations.register.pages import describe_page
from sources.operations.register.publishers import grade_publisher
from sources.operations.watching.schedule import acknowledge, stop
from tests.desk.forms import (
    WAIVING,
    a_claim_form,
    a_figure_row,
    a_review_form,
    as_shown,
    no_figures,
    opened,
)
from tests.factories import (
    a_citation,
    a_claim,
    a_figure,
    a_page,
    a_pair,
    a_publisher,
    a_reviewed_claim,
    a_settled_claim,
    a_split_claim,
    a_verdict,
    an_assignment,
    an_editor,
    later,
)
from tests.house.database import rows
from tests.public.captures import a_capture
from tracker.base.acts.snapshot import Snapshot

pytestmark = pytest.mark.django_db


def differences(response):
    """What the page says was changed: label -> (before, now, yours)."""
    assert response.status_code == 409, response.content.decode()
    found = response.context["form"].meanwhile.differences
    return {row.label: (row.before, row.now, row.yours) for row in found}


@pytest.fixture
def desk(sign_in, editor):
    return sign_in(editor)


@pytest.fixture
def claim():
    return a_claim(statement="Twelve soldiers were killed.", figures=[a_figure(best=12)])


@pytest.fixture
def edit(claim):
    return f"/desk/claims/{claim.pk}/edit/"


def changed_by_another(claim, **changes):
    other = an_editor(name="Other Editor")
    revise_claim(
        claim=claim, by=other, at=later(hours=1), reason="Read again, as was said.", **changes
    )


def test_a_form_that_nobody_else_touched_is_saved(desk, claim, edit):
    sent = opened(desk, edit) | {
        "statement": "Thirteen were killed.",
        "reason": "Miscounted, as was said.",
    }
    assert desk.post(edit, sent).status_code == 302
    claim.refresh_from_db()
    assert claim.statement == "Thirteen were killed."


def test_two_editing_one_claim_the_second_sees_the_first_and_keeps_their_text(desk, claim, edit):
    sent = opened(desk, edit) | {"statement": "Mine.", "reason": "Because, as was said."}
    changed_by_another(claim, statement="Theirs, as was said.")

    response = desk.post(edit, sent)

    assert differences(response)["Statement"] == (
        "Twelve soldiers were killed.",
        "Theirs, as was said.",
        "Mine.",
    )
    claim.refresh_from_db()
    assert claim.statement == "Theirs, as was said."
    text = response.content.decode()
    assert "Other Editor: changed the claim" in text
    assert response.context["form"]["reason"].value() == "Because, as was said."
    assert "Mine." in LexborHTMLParser(text).css_first("textarea[name=statement]").text()


def test_sent_again_it_is_saved_knowingly(desk, claim, edit):
    sent = opened(desk, edit) | {"statement": "Mine.", "reason": "Because, as was said."}
    changed_by_another(claim, statement="Theirs, as was said.")
    shown = desk.post(edit, sent)
    again = sent | {"submission": shown.context["form"]["submission"].value()}
    assert desk.post(edit, again).status_code == 302
    claim.refresh_from_db()
    assert claim.statement == "Mine."


def test_what_the_second_left_alone_takes_over_what_the_first_wrote(desk, claim, edit):
    sent = opened(desk, edit) | {"spokesperson": "Mine", "reason": "Because, as was said."}
    changed_by_another(claim, statement="Theirs, as was said.")

    form = desk.post(edit, sent).context["form"]

    assert (form["statement"].value(), form["spokesperson"].value()) == (
        "Theirs, as was said.",
        "Mine",
    )


def test_figures_are_rows_of_their_own_and_count_as_well(desk, claim, edit):
    sent = opened(desk, edit) | {"statement": "Mine.", "reason": "Because, as was said."}
    changed_by_another(claim, figures=[a_figure(best=99)])

    response = desk.post(edit, sent)

    assert any("99" in now for _before, now, _yours in differences(response).values())
    assert response.context["figures"].forms[0]["low"].value() == "99"
    assert desk.post(edit, as_shown(response)).status_code == 302
    assert claim.figures.get().best == 99


def test_figures_that_both_changed_stay_as_typed_beside_the_others(desk, claim, edit):
    sent = opened(desk, edit) | a_figure_row(0, low="7", words="at least seven")
    sent["reason"] = "Because, as was said."
    changed_by_another(claim, figures=[a_figure(best=99)])

    response = desk.post(edit, sent)

    assert response.context["figures"].forms[0]["low"].value() == "7"
    assert ("12", "99", "7") in differences(response).values()


def test_a_claim_withdrawn_meanwhile_gives_the_text_back(desk, claim, edit):
    sent = opened(desk, edit) | {
        "statement": "My long new text.",
        "reason": "Because, as was said.",
    }
    withdraw(claim=claim, reason="Twice, as was said.", by=an_editor(), at=later(hours=1))

    response = desk.post(edit, sent)

    assert response.status_code == 403
    assert "My long new text." in response.content.decode()


def test_withdrawing_what_was_changed_meanwhile_is_asked_again(desk, claim):
    url = f"/desk/claims/{claim.pk}/withdraw/"
    sent = opened(desk, url) | {"reason": "Recorded twice, as was said."}
    changed_by_another(claim, statement="Theirs, as was said.")

    assert differences(desk.post(url, sent))["Statement"][1] == "Theirs, as was said."
    claim.refresh_from_db()
    assert claim.status == "recorded"


def test_two_corrections_of_one_version_the_second_sees_the_first(desk):
    claim = a_verdict(summary="First.").claim
    url = f"/desk/claims/{claim.pk}/correct/"
    sent = opened(desk, url) | {
        "kind": "language",
        "summary": "Mine.",
        "reason": "A misprint, as was said.",
    }
    correct(
        claim=claim,
        kind="language",
        summary="Theirs, as was said.",
        reason="Another misprint, as was said.",
        by=an_editor(),
        at=later(hours=1),
    )

    response = desk.post(url, sent | {"publish": "1"})

    assert differences(response)["Summary"] == ("First.", "Theirs, as was said.", "Mine.")
    assert [row.summary for row in Verdict.objects.order_by("version")] == [
        "First.",
        "Theirs, as was said.",
    ]


def test_two_tabs_of_one_review_the_draft_of_the_other_is_not_lost(sign_in, checker):
    assignment = an_assignment(reviewer=checker)
    url, client = f"/desk/reviews/{assignment.pk}/", sign_in(checker)
    one, two = opened(client, url), opened(client, url)
    first = one | {"rating": "supported", "reasoning": "A long draft.", "save": "1"}
    assert client.post(url, first).status_code == 302

    second = two | a_review_form(rating="refuted", reasoning="Another text, as was said.", seal="1")
    response = client.post(url, second)

    assert differences(response)["Reasoning"] == ("", "A long draft.", "Another text, as was said.")
    review = Review.objects.get()
    assert (review.reasoning, review.sealed_at) == ("A long draft.", None)


def test_a_review_sealed_in_the_other_tab_gives_the_text_back(sign_in, checker):
    assignment = an_assignment(reviewer=checker)
    url, client = f"/desk/reviews/{assignment.pk}/", sign_in(checker)
    sent = opened(client, url) | a_review_form(reasoning="A second long text.", save="1")
    seal_review(
        assignment=assignment,
        rating="refuted",
        reasoning="So, as was said.",
        has_interest=False,
        by=checker,
        at=later(hours=1),
    )

    response = client.post(url, sent)

    assert response.status_code == 403
    assert "A second long text." in response.content.decode()


def test_a_reviewer_is_told_nothing_of_another_review(sign_in, checker):
    claim = a_claim()
    other, own = an_assignment(claim), an_assignment(claim, reviewer=checker)
    url, client = f"/desk/reviews/{own.pk}/", sign_in(checker)
    sent = opened(client, url) | a_review_form(save="1")
    seal_review(
        assignment=other,
        rating="refuted",
        reasoning="Hidden words, as was said.",
        has_interest=False,
        by=other.reviewer,
        at=later(hours=1),
    )
    assert client.post(url, sent).status_code == 302
    token = sent["submission"].partition("|")[2]
    assert "Hidden" not in str(Snapshot.read(token))


def test_two_settling_the_second_keeps_their_text(desk):
    claim = a_split_claim()
    url = f"/desk/claims/{claim.pk}/settle/"
    sent = opened(desk, url) | {"rating": "contested", "reason": "My long reasons."}
    settle(
        claim=claim,
        reason="Theirs, as was said.",
        rating="contested",
        by=an_editor(),
        at=later(hours=1),
    )

    response = desk.post(url, sent)

    assert response.status_code in (403, 409)
    assert "My long reasons." in response.content.decode()
    assert claim.rounds.latest("number").settlement == "Theirs, as was said."


def test_two_publishing_the_second_keeps_their_text(desk):
    claim = a_reviewed_claim()
    url = f"/desk/claims/{claim.pk}/publish/"
    sent = opened(desk, url) | WAIVING | {"summary": "My summary for readers.", "publish": "1"}
    a_verdict(claim, summary="Theirs, as was said.")

    response = desk.post(url, sent)

    assert response.status_code in (403, 409)
    assert "My summary for readers." in response.content.decode()
    assert [row.summary for row in Verdict.objects.all()] == ["Theirs, as was said."]


def test_publishing_what_gained_evidence_meanwhile_is_asked_again(desk):
    claim = a_settled_claim()
    url = f"/desk/claims/{claim.pk}/publish/"
    sent = opened(desk, url) | WAIVING | {"summary": "So, as was said.", "publish": "1"}
    facts = {"stance": "reports", "reason": "It was overlooked."}
    cite(claim=claim, page=a_page(), by=an_editor(), at=later(hours=1), **facts)

    assert "Evidence" in differences(desk.post(url, sent))
    assert not Verdict.objects.exists()


def test_two_grading_one_publisher_the_second_sees_the_first(desk):
    publisher = a_publisher()
    url = f"/desk/publishers/{publisher.slug}/grade/"
    sent = opened(desk, url) | {"grade": "A", "reason": "My reason, as was said."}
    grade_publisher(
        publisher=publisher,
        grade="D",
        reason="Theirs, as was said.",
        by=an_editor(),
        at=later(hours=1),
    )

    response = desk.post(url, sent)

    assert "Theirs, as was said." in differences(response)["Grade in force"][1]
    assert response.context["form"]["reason"].value() == "My reason, as was said."
    assert PublisherGrade.objects.get().grade == "D"


def test_two_translating_as_one_translator_the_second_sees_the_first(desk, claim):
    url = f"/desk/claims/{claim.pk}/translate/"
    named = {"language": "fr", "translator": "Reader"}
    sent = opened(desk, url) | named | {"text": "Le mien."}
    translate(
        claim=claim,
        language="fr",
        text_="Le leur.",
        translator="Reader",
        by=an_editor(),
        at=later(hours=1),
    )

    response = desk.post(url, sent)

    assert differences(response)["Translation (fr, Reader)"] == ("", "Le leur.", None)
    assert claim.translations.get().text == "Le leur."


def test_two_assigning_the_second_is_told_who_was_asked(desk, claim):
    url = f"/desk/claims/{claim.pk}/assign/"
    sent = opened(desk, url)
    asked = an_assignment(claim)
    people = [an_editor().pk, an_editor().pk]

    response = desk.post(url, sent | {"reviewers": people, "due": "2126-01-01"})

    assert f"Asked: {asked.reviewer.get_full_name()}" in differences(response)
    assert claim.rounds.get().assignments.count() == 1


def test_a_pairing_taken_back_twice_gives_the_second_reason_back(desk):
    pair = a_pair()
    url = f"/desk/pairs/{pair.pk}/retract/"
    sent = [opened(desk, url) | {"reason": f"My reason {n}."} for n in (1, 2)]
    assert desk.post(url, sent[0]).status_code == 302

    response = desk.post(url, sent[1])

    assert response.status_code in (404, 409, 422)
    assert "My reason 2." in response.content.decode()
    assert Event.objects.filter(verb="retracted").count() == 1


def test_what_a_page_is_called_is_not_taken_over_unseen(desk, capture_of_page):
    capture, page_url = capture_of_page
    button = LexborHTMLParser(desk.get(page_url).content.decode()).css_first(
        'form[action$="/describe/"]'
    )
    sent = {
        "take": "title",
        "submission": button.css_first("[name=submission]").attributes["value"],
    }
    describe_page(page=capture.page, title="Theirs", by=an_editor(), at=later(hours=1))

    response = desk.post(f"/desk/captures/{capture.pk}/describe/", sent, follow=True)

    capture.page.refresh_from_db()
    assert capture.page.title == "Theirs"
    assert "Theirs" in " ".join(str(message) for message in response.context["messages"])


@pytest.fixture
def capture_of_page(db):
    page = a_page("https://valley.example/report", title="Old title")
    capture = a_capture(page, "Twelve men", metadata={"title": "Twelve dead", "title_from": "og"})
    return capture, f"/desk/captures/{capture.pk}/"


def test_a_damaged_version_is_shown_everything_rather_than_let_through(desk, claim, edit):
    sent = opened(desk, edit) | {"statement": "Mine.", "reason": "Because, as was said."}
    sent["submission"] = sent["submission"][:-3] + "xyz"
    assert desk.post(edit, sent).status_code == 409
    claim.refresh_from_db()
    assert claim.statement != "Mine."


def test_reading_a_figure_keeps_the_version_that_the_form_was_opened_with(desk, claim, edit):
    sent = opened(desk, edit) | {"statement": "Mine.", "reason": "Because, as was said."}
    changed_by_another(claim, statement="Theirs, as was said.")
    shown = desk.post(edit, sent | {"read": "0"})
    carried = shown.context["form"]["submission"].value()
    assert desk.post(edit, sent | {"submission": carried}).status_code == 409


def test_a_form_with_an_error_keeps_the_version_that_it_was_opened_with(desk, claim, edit):
    sent = opened(desk, edit) | {"statement": "", "reason": "Because, as was said."}
    changed_by_another(claim, statement="Theirs, as was said.")
    shown = desk.post(edit, sent)
    carried = shown.context["form"]["submission"].value()
    again = sent | {"statement": "Mine.", "submission": carried}
    assert desk.post(edit, again).status_code == 409


def test_a_new_claim_is_written_against_nothing(desk, claim):
    sent = a_claim_form(claim.incident, claim.claimant, **no_figures())
    sent |= {"statement": "The bridge near the market stands."}
    assert desk.post("/desk/claims/new/", opened(desk, "/desk/claims/new/") | sent).status_code in (
        200,
        302,
    )
    assert Claim.objects.count() == 2


def test_two_stopping_one_watch_the_second_gets_their_reason_back(desk):
    page = a_page()
    Watch.objects.create(page=page, next_at=later(days=1), updated_at=later())
    url = f"/desk/pages/{page.pk}/watch/"
    stop(page=page, reason="Theirs, as was said.", by=an_editor(), at=later(hours=1))

    response = desk.post(url, {"act": "stop", "reason": "It has been gone for a year."})

    assert response.status_code == 422
    text = response.content.decode()
    assert "It has been gone for a year." in text
    assert "This page is not being watched." in text
    assert Watch.objects.get().stopped_reason == "Theirs, as was said."


def test_two_marking_one_change_as_seen_the_second_sees_the_first(desk):
    recheck = rows.recheck(kind="quotation_altered", number_altered=True)
    url = f"/desk/changes/{recheck.pk}/seen/"
    a_citation(page=recheck.page)
    sent = opened(desk, url) | {"note": "My long note about it."}
    acknowledge(recheck=recheck, note="Theirs, as was said.", by=an_editor(), at=later(hours=1))

    response = desk.post(url, sent)

    assert differences(response)["Marked as seen"] == ("", "Theirs, as was said.", None)
    assert response.context["form"]["note"].value() == "My long note about it."
