"""The page of one claim."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.html import strip_tags

from claims.models import Claim
from claims.operations.record import restore, translate, withdraw
from claims.operations.release import release_claim
from sources.models import Derivation, FindingKind
from sources.operations.register.quotations import quote
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_correction,
    a_page,
    a_pair,
    a_party,
    a_publisher,
    a_quotation,
    a_settled_claim,
    a_user,
    a_verdict,
    an_assignment,
    an_editor,
    an_incident,
    later,
)
from tests.markup import folded, tight
from tests.public.captures import a_capture, a_finding, confirmed
from tests.public.conftest import Read
from tests.ratings import Rating
from tracker.base.values.partial_date import PartialDate
from tracker.base.values.precision import DatePrecision


def test_it_shows_who_says_what_and_that_it_is_a_paraphrase(read: Read) -> None:
    claim = a_claim(statement="Twenty men were killed.", spokesperson="Colonel Example")

    page = read(f"/claims/{claim.pk}/")

    assert "Twenty men were killed." in page
    assert "Paraphrase: our words for what was said" in page
    assert "Colonel Example" in page


def test_it_shows_what_the_spokesperson_is_and_how_it_was_said(read: Read) -> None:
    spoken = {"spokesperson": "Dara Melkhova", "spokesperson_role": "minister of defence"}
    claim = a_claim(**spoken, channel="on Telegram")

    page = read(f"/claims/{claim.pk}/")

    assert "Dara Melkhova, minister of defence, on Telegram" in folded(strip_tags(page))


def test_how_it_was_said_stands_alone_where_nobody_is_named(read: Read) -> None:
    page = read(f"/claims/{a_claim(channel='at a press conference').pk}/")

    assert "Channel at a press conference" in folded(strip_tags(page))
    assert "Through" not in strip_tags(page)


def test_an_outlet_in_its_own_voice_is_named_as_the_one_who_says_it(read: Read) -> None:
    claim = a_claim(claimant=a_party("Nobody named"), outlet=a_publisher("The Gazette"))

    for path in (f"/claims/{claim.pk}/", f"/incidents/{claim.incident.slug}/", "/search/"):
        page = read(path)
        assert "The Gazette" in page
        assert ">Nobody named</a>" not in page


def test_a_statement_and_its_translation_carry_their_own_language(read: Read) -> None:
    claim = a_claim(statement="قُتل عشرون", wording="verbatim", language="ar")
    translate(
        claim=claim,
        language="en",
        text_="Twenty were killed",
        translator="A. Person",
        by=claim.created_by,
        at=AT,
    )

    page = tight(read(f"/claims/{claim.pk}/"))

    assert 'is-words" lang="ar" dir="rtl">قُتل عشرون' in page
    assert 'lang="en" dir="ltr">Twenty were killed' in page
    assert "Translation (en) by A. Person" in folded(page)


def test_it_shows_what_was_found_of_a_quotation(read: Read) -> None:
    quotation = a_quotation(exact="twenty men")
    citation = a_citation(page=quotation.page, quotation=quotation)
    capture = a_capture(quotation.page, "Reports speak of thirty men.")
    a_finding(quotation, capture, FindingKind.ALTERED, "thirty men")
    confirmed(quotation)

    page = read(f"/claims/{citation.claim_id}/")

    assert "Altered: the sealed copy has another number, name" in page
    assert "thirty men" in page
    assert "Sealed copy" in page


def test_a_page_without_a_copy_says_that_nothing_was_checked(read: Read) -> None:
    quotation = a_quotation()
    citation = a_citation(page=quotation.page, quotation=quotation)

    page = read(f"/claims/{citation.claim_id}/")

    assert "Not yet captured" in page
    assert "Not checked yet: there is no sealed copy." in page


def test_copies_of_one_wire_are_one_origin(read: Read) -> None:
    claim, agency = a_claim(), a_publisher("Agency")
    for _ in range(3):
        page = a_page(origin="derived")
        a_citation(claim, page=page)
        Derivation.objects.create(
            page=page, credited_to="Agency", from_publisher=agency, added_by=a_user(), added_at=AT
        )

    page_shown = read(f"/claims/{claim.pk}/")

    assert "3 reports from 1 origin; not independently confirmed" in page_shown


def test_where_one_page_names_several_it_is_told_why_there_are_more_origins(read: Read) -> None:
    claim, page = a_claim(), a_page(origin="derived")
    a_citation(claim, page=page)
    why = "One page can name several from whom it has it; each of them counts as an origin."
    for name, words in (
        ("Agency", "1 report from 1 origin;"),
        ("Daily", "1 report, which has it from 2 origins;"),
    ):
        Derivation.objects.create(
            page=page,
            credited_to=name,
            from_publisher=a_publisher(name),
            added_by=a_user(),
            added_at=AT,
        )
        shown = folded(read(f"/claims/{claim.pk}/"))
        assert words in shown
        assert (why in shown) == (name == "Daily")


def test_counterclaims_are_shown_in_both_directions(read: Read) -> None:
    pair = a_pair()

    assert "Answered by" in read(f"/claims/{pair.answers_id}/")
    assert "It answers" in read(f"/claims/{pair.claim_id}/")


def test_the_other_sides_origins_are_not_mixed_up_with_its_own(read: Read) -> None:
    pair = a_pair()
    a_citation(pair.answers)

    page = read(f"/claims/{pair.answers_id}/")

    assert page.count("1 report from 1 origin;") == 1


def test_a_verdict_is_shown_with_its_summary_and_basis(read: Read) -> None:
    verdict = a_verdict(a_settled_claim(), summary="Two pages agree.")

    page = read(f"/claims/{verdict.claim_id}/")

    assert "Contested" in page
    assert "Two pages agree." in page
    assert "One page was printed before the other." in page


def test_a_correction_says_what_changed_and_keeps_the_earlier_verdict(read: Read) -> None:
    verdict = a_verdict(summary="First summary.")
    a_correction(
        verdict,
        rating=Rating.REFUTED.value,
        summary="Second summary.",
        reason="A list of names was found.",
    )

    page = read(f"/claims/{verdict.claim_id}/")

    assert page.index("Second summary.") < page.index("First summary.")
    assert "A list of names was found." in page
    assert "version 1, no longer in force" in page


def test_a_demonstration_verdict_is_labelled(read: Read) -> None:
    verdict = a_verdict(by=an_editor(is_demonstration=True))

    assert "Demonstration verdict" in read(f"/claims/{verdict.claim_id}/")


def test_an_exercise_has_its_banner(read: Read) -> None:
    claim = a_claim(incident=an_incident(is_exercise=True))

    assert "Exercise: invented parties, nothing here happened." in read(f"/claims/{claim.pk}/")


def test_dates_are_no_more_exact_than_they_are_known(read: Read) -> None:
    claim = a_claim(made_on=PartialDate(AT.date(), DatePrecision.MONTH))

    page = read(f"/claims/{claim.pk}/")

    assert '<time datetime="2026-03">March 2026</time>' in page
    assert "1 March 2026</time>" not in page


def test_a_claim_that_was_never_public_does_not_exist(read: Read) -> None:
    draft, given_up = a_claim(draft=True), a_claim(draft=True)
    withdraw(claim=given_up, reason="Entered twice, as was said.", by=an_editor(), at=AT)

    for claim in (draft, given_up):
        read(f"/claims/{claim.pk}/", expect=404)


def test_of_a_withdrawn_claim_it_is_said_that_it_was_and_why(read: Read) -> None:
    claim = a_claim()
    withdraw(claim=claim, reason="Entered twice, as was said.", by=an_editor(), at=AT)

    page = read(f"/claims/{claim.pk}/", expect=410)

    assert "Entered twice, as was said." in page
    assert claim.statement not in page


@pytest.mark.parametrize("exercise", [False, True])
def test_the_page_of_a_withdrawn_claim_leads_on(read: Read, exercise: bool) -> None:
    claim = a_claim(incident=an_incident("Raid at the ford", is_exercise=exercise))
    a_claim(incident=claim.incident)
    withdraw(claim=claim, reason="Entered twice, as was said.", by=an_editor(), at=AT)

    page = read(f"/claims/{claim.pk}/", expect=410)

    assert f'<a href="/incidents/{claim.incident.slug}/">Raid at the ford</a>' in page
    assert "Log of corrections" in page
    lead_on = page.partition("Raid at the ford</a>")[2].partition("Log of corrections")[0]
    assert f'href="/corrections/{"?trials=yes" if exercise else ""}"' in lead_on
    assert ("Exercise: invented parties" in page) == exercise


def test_the_last_claim_of_a_dossier_leads_to_the_log_alone(read: Read) -> None:
    """Without a claim that readers see there is no dossier."""
    claim = a_claim(incident=an_incident("Raid at the ford"))
    withdraw(claim=claim, reason="Entered twice, as was said.", by=an_editor(), at=AT)

    page = read(f"/claims/{claim.pk}/", expect=410)

    read(f"/incidents/{claim.incident.slug}/", expect=404)
    assert f"/incidents/{claim.incident.slug}/" not in page
    assert "Log of corrections" in page


@pytest.mark.parametrize("with_verdict", [True, False])
def test_a_claim_that_was_brought_back_says_that_it_was_withdrawn(
    read: Read, with_verdict: bool
) -> None:
    claim = a_verdict().claim if with_verdict else a_claim()
    withdraw(claim=claim, reason="The translation was in doubt.", by=an_editor(), at=AT)
    restore(claim=claim, reason="It was right after all.", by=an_editor(), at=later(days=1))
    if not with_verdict:
        release_claim(claim=claim, by=an_editor(), at=later(days=2))

    page = read(f"/claims/{claim.pk}/")

    assert page.count("brought back since") == 1
    assert "The translation was in doubt." in page
    assert "It was right after all." in page
    assert page.count("The claim was brought back on") == 1
    assert 'id="taken-back"' in page


def test_what_was_written_for_the_desk_when_it_was_brought_back_stays_there(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reasons of before readers were given them, whose lines say nothing of readers."""
    claim = a_claim()
    withdraw(claim=claim, reason="The translation was in doubt.", by=an_editor(), at=AT)
    monkeypatch.setattr("claims.operations.record.was_shown_when_withdrawn", lambda _claim: False)
    restore(claim=claim, reason="Mara's source is safe now.", by=an_editor(), at=later(days=1))
    release_claim(claim=claim, by=an_editor(), at=later(days=2))

    for path in (f"/claims/{claim.pk}/", "/corrections/", "/feeds/corrections.atom"):
        assert "source is safe" not in read(path)


def test_what_was_withdrawn_before_readers_saw_it_is_not_told_on_its_page(read: Read) -> None:
    claim = a_claim(incident=an_incident(at_once=False))
    withdraw(claim=claim, reason="Recorded by mistake.", by=an_editor(), at=AT)
    restore(claim=claim, reason="It was right after all.", by=an_editor(), at=later(days=1))
    release_claim(claim=claim, by=an_editor(), at=later(days=2))

    assert "Recorded by mistake." not in read(f"/claims/{claim.pk}/")


def test_a_counterclaim_that_is_not_public_is_left_out(read: Read) -> None:
    pair = a_pair()
    withdraw(claim=pair.claim, reason="Entered twice, as was said.", by=an_editor(), at=AT)

    page = read(f"/claims/{pair.answers_id}/")

    assert "Answered by" not in page


def test_a_claim_under_review_says_only_that(read: Read) -> None:
    claim = a_claim()
    an_assignment(claim, due=(AT + timedelta(days=3)).date())

    assert "under review" in read(f"/claims/{claim.pk}/")


def test_an_unknown_claim_is_not_found(read: Read) -> None:
    assert not Claim.objects.filter(pk=987654).exists()
    read("/claims/987654/", expect=404)


def test_a_repeated_request_with_its_tag_is_answered_without_the_page(read: Read, client) -> None:
    claim = a_claim()
    tag = client.get(f"/claims/{claim.pk}/")["ETag"]

    assert client.get(f"/claims/{claim.pk}/", headers={"if-none-match": tag}).status_code == 304


def test_nothing_can_be_sent_to_it(client, db: None) -> None:
    assert client.post(f"/claims/{a_claim().pk}/").status_code == 405


BROUGHT = {"cause": "deposited", "outcome": "deposited", "http_status": None}


def test_what_a_person_brought_never_passes_for_what_we_saw(read: Read) -> None:
    page = a_page()
    quotation = a_quotation(page, exact="Twenty men were killed")
    claim = a_citation(a_claim(), page=page, quotation=quotation).claim
    a_finding(quotation, a_capture(page, "Nobody was killed."), FindingKind.ABSENT)
    newer = a_capture(page, "Twenty men were killed.", at=later(days=1), **BROUGHT)
    a_finding(quotation, newer, FindingKind.VERBATIM, "Twenty men were killed")

    shown = read(f"/claims/{claim.pk}/")

    assert "Not found in the sealed copy." in shown
    assert "word for word" not in shown


def test_a_finding_in_a_deposit_says_so(read: Read) -> None:
    page = a_page()
    quotation = a_quotation(page, exact="Twenty men were killed")
    claim = a_citation(a_claim(), page=page, quotation=quotation).claim
    brought = a_capture(page, **BROUGHT)
    a_finding(quotation, brought, FindingKind.VERBATIM, "Twenty men were killed")

    assert "in a copy that a person deposited." in read(f"/claims/{claim.pk}/")
    assert "in a copy that a person deposited." in read(f"/evidence/{page.pk}/")


def test_of_copies_checked_in_the_same_moment_the_newest_counts(read: Read) -> None:
    page = a_page()
    a_capture(page, "Twenty men were killed.")
    a_capture(page, "Thirty men were killed.", at=later(days=1))
    checked_now = quote(page=page, exact="Thirty men were killed", by=an_editor(), at=AT)
    claim = a_citation(a_claim(), page=page, quotation=checked_now).claim

    assert "Found word for word in the sealed copy." in read(f"/claims/{claim.pk}/")
