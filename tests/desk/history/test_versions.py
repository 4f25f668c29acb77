"""Any two versions of a claim stand side by side, word by word where they differ."""

import pytest

from claims.models import Claim
from claims.operations.contest import contest
from claims.operations.mending.merge import merge_things
from claims.operations.versions import present_version
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_figure,
    a_page,
    a_party,
    a_quotation,
    a_user,
    a_verdict,
    an_assignment,
    an_editor,
    later,
)
from tracker.base.people.models import Role
from tracker.base.values.partial_date import PartialDate

pytestmark = pytest.mark.django_db


def compared(client, claim, **query):
    context = client.get(f"/desk/claims/{claim.pk}/versions/", query).context
    return {str(one.label): one for one in context["sections"]}


def test_a_claim_without_reviewers_has_one_version(sign_in, checker):
    claim = a_claim(by=checker)
    response = sign_in(checker).get(f"/desk/claims/{claim.pk}/versions/")
    assert "There is one version only" in response.content.decode()
    assert claim.statement in response.content.decode()


def test_what_was_added_in_a_round_is_told_with_its_words(sign_in, editor):
    claim = a_claim()
    an_assignment(claim)
    page = a_page(title="Twelve dead")
    a_citation(claim, page=page, quotation=a_quotation(page, "twelve soldiers"))
    response = sign_in(editor).get(f"/desk/claims/{claim.pk}/versions/")
    (change,) = [row for section in response.context["sections"] for row in section.differences]
    assert change.before == ""
    assert change.now.startswith("Twelve dead; “twelve soldiers”; reports the claim")
    assert [one.number for one in response.context["written"]] == [2, 1]


def test_a_role_and_a_channel_are_told_by_their_names(sign_in, editor):
    claim = a_claim(spokesperson="A. Person")
    an_assignment(claim)
    Claim.objects.filter(pk=claim.pk).update(spokesperson_role="minister", channel="on Telegram")
    section = compared(sign_in(editor), claim)["The claim"]
    told = {str(row.label): (row.before, row.now) for row in section.differences}
    assert told == {
        "Spokesperson's role": ("", "minister"),
        "Channel": ("", "on Telegram"),
    }


def test_a_language_is_told_by_its_name(sign_in, editor):
    claim = a_claim()
    an_assignment(claim)
    Claim.objects.filter(pk=claim.pk).update(language="fr")
    section = compared(sign_in(editor), claim)["The claim"]
    (change,) = section.differences
    assert (change.before, change.now) == ("English", "French")


def test_a_changed_statement_is_shown_word_by_word(sign_in, editor, revised):
    section = compared(sign_in(editor), revised, before=1, now=2)["The claim"]
    (change,) = section.differences
    kinds = [(run.kind.value, run.text) for run in change.runs]
    assert ("removed", "Twenty") in kinds
    assert ("added", "Sixty") in kinds
    shown = sign_in(editor).get(f"/desk/claims/{revised.pk}/versions/").content.decode()
    assert "<del" in shown
    assert "<ins" in shown


@pytest.fixture
def revised():
    """A claim whose statement an editor changed in an open round."""
    claim = a_claim()
    an_assignment(claim)
    Claim.objects.filter(pk=claim.pk).update(statement="Sixty men were killed.")
    claim.refresh_from_db()
    present_version(claim=claim, by=an_editor(), at=later(hours=1))
    return claim


def test_any_two_are_chosen_in_either_order(sign_in, editor, revised):
    client = sign_in(editor)
    there = compared(client, revised, before=1, now=2)["The claim"].differences[0]
    back = compared(client, revised, before=2, now=1)["The claim"].differences[0]
    assert (there.before, there.now) == (back.now, back.before)
    assert compared(client, revised, before=2, now=2)["The claim"].differences == []


@pytest.mark.parametrize("number", ["99", "x", "-1", "9" * 40])
def test_a_version_that_is_not_there_is_the_usual_one(sign_in, editor, revised, number):
    response = sign_in(editor).get(
        f"/desk/claims/{revised.pk}/versions/", {"before": number, "now": number}
    )
    assert (response.context["before"].number, response.context["now"].number) == (1, 2)


def test_what_is_not_written_down_yet_is_offered_as_it_stands_now(sign_in, checker, editor):
    claim = a_claim(by=checker)
    an_assignment(claim)
    Claim.objects.filter(pk=claim.pk).update(public_note="Said twice.")
    response = sign_in(editor).get(f"/desk/claims/{claim.pk}/versions/")
    assert [one.number for one in response.context["written"]] == [0, 1]
    assert "as it stands now" in response.content.decode()


def test_a_merge_is_no_change_of_what_a_claim_says(sign_in, editor):
    gone, kept = a_party("Valley Guard"), a_party("The Guard")
    claim = a_claim(claimant=gone, figures=[a_figure(subjects=[gone])])
    a_verdict(claim)
    merge_things(gone=gone, kept=kept, reason="One.", by=an_editor(), at=later(days=9))
    response = sign_in(editor).get(f"/desk/claims/{claim.pk}/versions/")
    assert [one.number for one in response.context["written"]] == [1]
    assert "no longer here" not in response.content.decode()
    (claim_, figures, *_) = response.context["sections"]
    assert "The Guard" in [row.now for row in claim_.same]
    assert "The Guard" in figures.same[0].now
    assert [*claim_.differences, *figures.differences] == []


def test_dates_are_told_as_exactly_as_they_are_known(sign_in, editor):
    figure = a_figure(
        subjects=[a_party()],
        period=PartialDate.parse("2025-06"),
        as_of=PartialDate.parse("2025"),
    )
    claim = a_claim(made_on=PartialDate.parse("2025-07"), figures=[figure])
    an_assignment(claim)
    sections = compared(sign_in(editor), claim)
    assert "July 2025" in [row.now for row in sections["The claim"].same]
    (row,) = sections["Figures"].same
    assert "only June 2025; as of 2025" in row.now
    assert "2025-0" not in row.now


def test_a_pair_with_a_draft_of_somebody_else_is_not_told(sign_in, checker):
    claim, writer = a_claim(), a_user()
    draft = a_claim(draft=True, by=writer, incident=claim.incident, claimant=a_party())
    contest(claim=draft, answers=claim, ground="denial", by=writer, at=AT)
    assert compared(sign_in(checker), claim)["Claims it answers, and that answer it"].same == []
    seen = compared(sign_in(an_editor()), claim)["Claims it answers, and that answer it"].same
    assert len(seen) == 1


def test_a_draft_of_somebody_else_has_no_versions_here(sign_in, checker):
    draft = a_claim(draft=True)
    assert sign_in(checker).get(f"/desk/claims/{draft.pk}/versions/").status_code == 404


def test_readers_have_no_versions(sign_in):
    assert (
        sign_in(a_user(Role.READER)).get(f"/desk/claims/{a_claim().pk}/versions/").status_code
        == 403
    )
