"""A reader reports an error: without an account, a cookie or a script."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext, override
from pytest_django import Settings
from selectolax.lexbor import LexborHTMLParser

from claims.desk.readers import report_tokens
from claims.models import Citation, Claim, Counterclaim, ErrorReport
from claims.operations.readers.error_reports import answer_report
from claims.rules.readers.reporting import LATEST, REPORTS_OF_NETWORK, ReportOutcome
from tests.factories import (
    a_citation,
    a_claim,
    a_pair,
    a_party,
    a_withdrawn_claim,
    an_editor,
    an_incident,
)
from tests.public.captures import a_capture

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script>"


def token(claim: Claim, *, age: timedelta = timedelta(minutes=1)) -> str:
    return report_tokens.new_report_token(claim.pk, at=timezone.now() - age)


def sent(claim: Claim, **changes: str) -> dict[str, str]:
    form = {"about": "figure", "words": "It was ten.", "where": "", "homepage": ""}
    return form | {"token": token(claim)} | changes


@pytest.fixture
def client() -> Client:
    """One that is held to what browsers are held to."""
    return Client(enforce_csrf_checks=True)


def linked(client: Client, page: str, path: str) -> str:
    """The words of the one link within a page that leads to a path."""
    body = LexborHTMLParser(client.get(page).content.decode()).css_first("main")
    (words,) = [link.text(strip=True) for link in body.css(f'a[href="{path}"]')]
    assert words
    return words


def address(claim: Claim) -> str:
    return f"/claims/{claim.pk}/report/"


def test_a_report_is_sent_and_the_reader_finds_where_the_answer_will_be(client: Client) -> None:
    claim = a_claim()
    assert f'href="{address(claim)}"' in client.get(f"/claims/{claim.pk}/").content.decode()
    assert re.search(r'name="token" value="[^"]+"', client.get(address(claim)).content.decode())

    answer = client.post(address(claim), sent(claim, words="It was ten.", where="The Post."))

    report = ErrorReport.objects.get()
    assert (report.claim, report.words, report.where) == (claim, "It was ten.", "The Post.")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/reports/{report.key}/"
    page = client.get(answer.headers["Location"])
    assert "Your report has reached the desk" in page.content.decode()
    said = LexborHTMLParser(page.content.decode()).css_first("main").text()
    for written in ("It was ten.", "The Post."):
        assert written not in said
    for ours in (claim.statement, claim.incident.title):
        assert ours in said


def test_what_came_of_it_stands_above_the_answer(client: Client) -> None:
    claim = a_claim()
    at = client.post(address(claim), sent(claim)).headers["Location"]
    outcome = ReportOutcome.UNCHANGED
    answer_report(
        ErrorReport.objects.get(),
        outcome=outcome,
        answer="The page says twenty.",
        by=an_editor(),
        at=timezone.now(),
    )
    for language in ("", "/fr", "/ar"):
        page = client.get(f"{language}{at}").content.decode()
        with override(language.strip("/") or "en"):
            assert gettext(outcome.label) in page
        assert "The page says twenty." in page


def test_no_cookie_is_set_and_no_cache_keeps_the_form(client: Client) -> None:
    claim = a_claim()
    answers = [client.get(address(claim)), client.post(address(claim), sent(claim))]
    answers.append(client.get(answers[1].headers["Location"]))

    for answer in answers:
        assert not answer.cookies
        assert "no-store" in answer.headers["Cache-Control"]


def test_what_the_form_hands_out_is_taken(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_tokens, "SOONEST", timedelta(0))
    claim = a_claim()
    page = client.get(address(claim)).content.decode()
    (given,) = re.findall(r'name="token" value="([^"]+)"', page)

    assert client.post(address(claim), sent(claim, token=given)).status_code == 303


def test_sent_twice_it_is_there_once(client: Client) -> None:
    claim = a_claim()
    form = sent(claim)

    first, second = (client.post(address(claim), form) for _ in range(2))

    assert first.headers["Location"] == second.headers["Location"]
    assert ErrorReport.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"words": " "}, "Say what is wrong."),
        ({"words": "x" * 4_001}, "at most 4000 characters"),
        ({"where": "x" * 1_001}, "at most 1000 characters"),
        ({"words": "a\0b"}, "Null characters"),
        ({"about": "weather"}, "weather is not one of the available choices"),
        ({"homepage": "https://example.org/"}, "Leave this field empty"),
        ({"token": ""}, "could not be recognised"),
        ({"token": "forged"}, "could not be recognised"),
        ({"token": "1.2.3:forged"}, "could not be recognised"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    client: Client, changes: dict[str, str], said: str
) -> None:
    claim = a_claim()

    answer = client.post(address(claim), sent(claim, where="The Post.") | changes)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert changes.get("where", "The Post.") in page
    assert not ErrorReport.objects.exists()


@pytest.mark.parametrize(
    ("age", "said"),
    [(timedelta(0), "That was very quick"), (LATEST + timedelta(minutes=1), "opened long ago")],
)
def test_too_soon_and_too_late_it_is_shown_once_more(
    client: Client, age: timedelta, said: str
) -> None:
    claim = a_claim()

    answer = client.post(address(claim), sent(claim, token=token(claim, age=age)))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "It was ten." in answer.content.decode()


def test_a_token_is_good_for_its_claim_alone(client: Client) -> None:
    one, other = a_claim(), a_claim()

    answer = client.post(address(one), sent(one, token=token(other)))

    assert answer.status_code == 422
    assert not ErrorReport.objects.exists()


def test_what_was_typed_is_escaped(client: Client) -> None:
    claim = a_claim()

    page = client.post(address(claim), sent(claim, words=HOSTILE, token="")).content.decode()

    assert HOSTILE not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_one_network_sends_only_so_many_within_the_hour(client: Client, settings: Settings) -> None:
    claim = a_claim()
    for _ in range(REPORTS_OF_NETWORK):
        assert client.post(address(claim), sent(claim)).status_code == 303

    refused = client.post(address(claim), sent(claim))
    elsewhere = client.post(address(claim), sent(claim), REMOTE_ADDR="203.0.113.9")

    assert refused.status_code == 422
    assert "within the hour" in refused.content.decode()
    assert elsewhere.status_code == 303
    assert "127.0.0.1" not in str(ErrorReport.objects.values())


@pytest.mark.parametrize(
    "make",
    [
        lambda: a_claim(draft=True),
        lambda: a_claim(released=False),
        a_withdrawn_claim,
    ],
)
def test_what_is_not_public_has_no_form(client: Client, make) -> None:
    claim = make()

    assert client.get(address(claim)).status_code == 404
    assert client.post(address(claim), sent(claim)).status_code == 404
    assert not ErrorReport.objects.exists()


def test_where_the_claim_went_its_reader_is_told_so(client: Client) -> None:
    incident = an_incident()
    claim = a_claim(incident=incident)
    where = client.post(address(claim), sent(claim)).headers["Location"]
    Claim.objects.filter(pk=claim.pk).update(released_at=None, released_by=None)

    page = client.get(where).content.decode()

    assert "no longer on this site" in page
    assert f"/claims/{claim.pk}/" not in page


@pytest.mark.parametrize("key", ["0" * 32, "x", "0" * 64])
def test_an_unknown_key_is_not_found(client: Client, key: str) -> None:
    assert client.get(f"/reports/{key}/").status_code == 404


def test_the_time_is_that_of_the_form() -> None:
    at = datetime(2026, 3, 1, 12, 0, tzinfo=timezone.get_default_timezone())
    made = report_tokens.new_report_token(7, at=at)

    assert re.fullmatch(
        "[0-9a-f]{32}", report_tokens.key_of_token(made, 7, at=at + timedelta(hours=23))
    )


@pytest.fixture
def pair() -> Counterclaim:
    incident = an_incident("Raid at the ford")
    sides = [a_claim(incident=incident, claimant=a_party(name)) for name in ("Army", "League")]
    return a_pair(claim=sides[1], answers=sides[0])


def pages_of(pair: Counterclaim) -> dict[str, str]:
    """The page of the pair and of its dossier, and what their forms are signed for."""
    incident = pair.claim.incident
    return {
        f"/pairs/{pair.pk}/": f"pair {pair.pk}",
        f"/incidents/{incident.slug}/": f"dossier {incident.pk}",
    }


def test_pairs_and_dossiers_take_reports_about_one_of_their_claims(
    client: Client, pair: Counterclaim
) -> None:
    then = timezone.localdate().isoformat()
    for path, named in pages_of(pair).items():
        form = f"{path}report/"
        assert f'href="{form}"' in client.get(path).content.decode()
        assert f'href="{form}"' not in client.get(path, {"as_of": then}).content.decode()
        shown = client.get(form).content.decode()
        for claim in (pair.answers, pair.claim):
            (choice,) = LexborHTMLParser(shown).css(f'option[value="{claim.pk}"]')
            assert choice.text(strip=True).startswith(f"{claim.claimant.short_name}: ")
            assert choice.text(strip=True).endswith(claim.statement)

        signed = report_tokens.new_report_token(named, at=timezone.now() - timedelta(minutes=1))
        data = sent(pair.answers, token=signed) | {"claim": str(pair.answers_id)}
        answer = client.post(form, data)

        assert answer.status_code == 303
        report = ErrorReport.objects.latest("pk")
        assert (report.claim, report.page) == (pair.answers, path)
        assert "Your report has reached" in client.get(answer.headers["Location"]).content.decode()


def test_the_claim_is_one_of_the_page_and_the_form_that_of_the_page(
    client: Client, pair: Counterclaim
) -> None:
    other = a_claim()
    for path, named in pages_of(pair).items():
        signed = report_tokens.new_report_token(named, at=timezone.now() - timedelta(minutes=1))
        for wrong in (
            {"token": signed, "claim": str(other.pk)},
            {"token": token(pair.claim), "claim": str(pair.claim_id)},
        ):
            page = client.post(f"{path}report/", sent(pair.claim) | wrong).content.decode()
            assert 'role="alert"' in page
            assert "It was ten." in page
    assert not ErrorReport.objects.exists()


def test_a_report_may_be_about_the_page_and_none_of_its_claims(
    client: Client, pair: Counterclaim
) -> None:
    for path, named in pages_of(pair).items():
        form, data = f"{path}report/", sent(pair.claim, token=signed(named)) | {"claim": ""}
        answer = client.post(form, data)

        assert answer.status_code == 303
        report = ErrorReport.objects.latest("pk")
        assert (report.claim, report.page) == (None, path)
        assert linked(client, answer.headers["Location"], path) == linked(client, form, path)


def test_what_is_not_public_takes_no_report_on_its_pages(client: Client) -> None:
    hidden = a_claim(released=False)
    for path in (f"/incidents/{hidden.incident.slug}/report/", "/pairs/999999999/report/"):
        assert client.get(path).status_code == 404


@pytest.fixture
def cited() -> Citation:
    """A claim that cites a page, of which a copy is sealed."""
    citation = a_citation(a_claim(claimant=a_party("Army")))
    a_capture(citation.page)
    return citation


def sources_of(cited: Citation) -> dict[str, str]:
    """The pages about the source of a claim and its publisher, and what their forms are signed for.

    And that of its party.
    """
    party, page = cited.claim.claimant, cited.page
    capture = page.captures.get()
    return {
        f"/parties/{party.slug}/": f"party {party.pk}",
        f"/publishers/{page.publisher.slug}/": f"publisher {page.publisher_id}",
        f"/evidence/{page.pk}/": f"source {page.pk}",
        f"/evidence/captures/{capture.pk}/": f"capture {capture.pk}",
    }


def signed(named: str) -> str:
    return report_tokens.new_report_token(named, at=timezone.now() - timedelta(minutes=1))


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_parties_publishers_and_sources_take_reports_about_no_claim(
    client: Client, cited: Citation, prefix: str
) -> None:
    for plain, named in sources_of(cited).items():
        path = f"{prefix}{plain}"
        form = f"{path}report/"
        assert f'href="{form}"' in client.get(path).content.decode()
        assert f'href="{path}"' in client.get(form).content.decode()

        answer = client.post(form, sent(cited.claim, token=signed(named)))

        assert answer.status_code == 303
        report = ErrorReport.objects.latest("pk")
        assert (report.claim, report.page) == (None, path)
        assert linked(client, answer.headers["Location"], path) == linked(client, form, path)


def test_of_a_source_it_may_be_about_a_claim_that_cites_it(client: Client, cited: Citation) -> None:
    other = a_claim()
    for path, named in sources_of(cited).items():
        form = f"{path}report/"
        is_source = path.startswith("/evidence/")
        offered = f'value="{cited.claim_id}"' in client.get(form).content.decode()
        assert offered is is_source
        if is_source:
            for claim, status in ((other, 422), (cited.claim, 303)):
                data = sent(claim, token=signed(named)) | {"claim": str(claim.pk)}
                assert client.post(form, data).status_code == status
            report = ErrorReport.objects.latest("pk")
            assert (report.claim, report.page) == (cited.claim, path)


def test_a_form_of_a_source_is_that_of_the_page(client: Client, cited: Citation) -> None:
    for path in sources_of(cited):
        data = sent(cited.claim, token=signed("party 0"))
        assert client.post(f"{path}report/", data).status_code == 422
    assert not ErrorReport.objects.exists()


def test_sources_that_nobody_may_see_take_no_report(client: Client) -> None:
    hidden = a_citation(a_claim(released=False))
    a_capture(hidden.page)
    for path, named in sources_of(hidden).items():
        assert client.get(f"{path}report/").status_code == 404
        assert client.post(f"{path}report/", {"token": signed(named)}).status_code == 404


@pytest.mark.parametrize("invented", [True, False])
def test_the_page_with_the_answer_says_that_what_it_is_about_is_invented(
    client: Client, invented: bool
) -> None:
    title = "EXERCISE: raid" if invented else "Raid"
    claim = a_claim(incident=an_incident(title, is_exercise=invented))
    incident = claim.incident
    for path, named in (
        (f"/claims/{claim.pk}/", str(claim.pk)),
        (f"/incidents/{incident.slug}/", f"dossier {incident.pk}"),
    ):
        answer = client.post(f"{path}report/", sent(claim, token=signed(named)))
        page = client.get(answer.headers["Location"]).content.decode()
        assert ("Exercise: invented parties" in page) is invented
