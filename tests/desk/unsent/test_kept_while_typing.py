"""What somebody types into a form of the desk is kept on the server, and found again."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.models import Claim, Measure, Nature, Review
from claims.operations.reviews.rounds import cancel_round
from tests.desk.forms import a_claim_form, a_figure_row, a_review_form, as_shown, no_figures
from tests.desk.unsent.typing import (
    HEADERS,
    is_anything_left,
    sent_by_page,
    thrown_away,
    typed,
)
from tests.factories import a_claim, a_page, a_party, an_assignment, an_editor, an_incident
from tracker.base.accounts.operations import deactivate
from tracker.base.acts.models import KeptForm, SentForm, UnsentForm
from tracker.base.acts.unsent import keep
from tracker.base.acts.unsent.keep import UNSENT_DAYS, forget_old
from tracker.base.terms import offered

pytestmark = pytest.mark.django_db

NEW = "/desk/claims/new/"
WORDS = "At least thirteen soldiers, said the spokesman."


@pytest.fixture
def browser(sign_in, checker):
    return sign_in(checker)


def test_it_is_found_again_on_another_device(browser, sign_in, checker):
    answer = typed(browser, NEW, statement=WORDS)
    assert answer.status_code == 200
    assert answer.json()["said"].startswith("Kept at ")
    page = sign_in(checker).get(NEW)
    assert as_shown(page)["statement"] == WORDS
    assert "You began this form and have not sent it" in page.content.decode()
    assert "Error:" not in page.content.decode()
    assert not Claim.objects.exists()


def test_all_rows_of_figures_come_back(browser):
    rows = a_figure_row(0, low="13") | a_figure_row(1, measure="wounded", low="7")
    typed(browser, NEW, statement=WORDS, **no_figures(2), **rows)
    found = as_shown(browser.get(NEW))
    assert found["figures-1-low"] == "7"
    assert found["figures-1-measure"] == ["wounded"]
    assert found["figures-TOTAL_FORMS"] == "2"


def test_it_is_sent_from_there_and_forgotten(browser, sign_in, checker):
    sent = a_claim_form(an_incident(), a_party(), statement=WORDS)
    typed(browser, NEW, **sent)
    other = sign_in(checker)
    assert other.post(NEW, as_shown(other.get(NEW))).status_code == 302
    assert Claim.objects.get().statement == WORDS
    assert not UnsentForm.objects.exists()


def test_sent_from_two_devices_it_is_done_once(browser, sign_in, checker):
    here = as_shown(browser.get(NEW)) | a_claim_form(an_incident(), a_party(), statement=WORDS)
    sent_by_page(browser, NEW, here)
    other = sign_in(checker)
    there = as_shown(other.get(NEW))
    assert there["unsent"] != here["unsent"]
    first, second = browser.post(NEW, here), other.post(NEW, there)
    assert first.headers["Location"] == second.headers["Location"]
    assert Claim.objects.count() == 1


def test_what_was_refused_stays_kept(browser):
    typed(browser, NEW, statement=WORDS)
    page = browser.post(NEW, as_shown(browser.get(NEW)))
    assert page.status_code == 422
    assert UnsentForm.objects.count() == 1
    sent_by_page(browser, NEW, as_shown(page) | {"statement": f"{WORDS} Again."})
    assert UnsentForm.objects.count() == 1
    assert as_shown(browser.get(NEW))["statement"] == f"{WORDS} Again."


def test_a_form_as_it_opens_is_not_kept(browser):
    answer = typed(browser, NEW)
    assert answer.json()["said"] == "Nothing has been typed yet."
    assert not UnsentForm.objects.exists()


def test_what_is_taken_back_is_forgotten(browser):
    opened = as_shown(browser.get(NEW))
    sent_by_page(browser, NEW, opened | {"statement": WORDS})
    sent_by_page(browser, NEW, opened)
    assert not UnsentForm.objects.exists()


def test_a_change_is_compared_when_it_is_sent(browser, sign_in, checker):
    claim = a_claim(statement="Twelve.", by=checker)
    url = f"/desk/claims/{claim.pk}/edit/"
    typed(browser, url, statement=WORDS)
    Claim.objects.filter(pk=claim.pk).update(statement="Eleven.")
    sent = as_shown(browser.get(url))
    assert sent["statement"] == WORDS
    page = browser.post(url, sent | {"reason": "Read again."})
    assert page.status_code == 409
    assert "Eleven." in page.content.decode()


class TestSomebodyElse:
    def test_does_not_see_it(self, browser, sign_in):
        typed(browser, NEW, statement=WORDS)
        other = sign_in(an_editor())
        number = UnsentForm.objects.get().pk
        for url in (NEW, f"{NEW}?unsent={number}", "/desk/"):
            assert WORDS not in other.get(url).content.decode()
        assert other.get(f"/desk/unsent/{number}/").status_code == 404
        assert other.post(f"/desk/unsent/{number}/").status_code == 404
        other.post(NEW, {"drop_unsent": str(number)})
        assert UnsentForm.objects.count() == 1

    def test_who_signs_in_in_the_same_browser_is_not_given_it(self, browser, sign_in):
        opened = as_shown(browser.get(NEW))
        answer = sent_by_page(sign_in(an_editor()), NEW, opened | {"statement": WORDS})
        assert (answer.status_code, answer.json()["code"]) == (409, "another_person")
        assert not UnsentForm.objects.exists()

    def test_the_database_does_not_tell_it(self, browser, editor):
        typed(browser, NEW, statement=WORDS)
        row = UnsentForm.objects.get()
        assert WORDS.encode() not in bytes(row.sealed)
        UnsentForm.objects.update(by=editor)
        assert keep.unsent_of(editor, at=timezone.now()) == []

    def test_another_secret_reads_nothing(self, browser, settings):
        typed(browser, NEW, statement=WORDS)
        settings.SECRET_KEY, old = "another secret, long enough", settings.SECRET_KEY
        settings.SECRET_KEY_FALLBACKS = []
        assert WORDS not in browser.get(NEW).content.decode()
        settings.SECRET_KEY_FALLBACKS = [old]

    def test_a_review_is_for_nobody_but_its_reviewer(self, browser, sign_in, checker, editor):
        assignment = an_assignment(reviewer=checker)
        url = f"/desk/reviews/{assignment.pk}/"
        typed(browser, url, **a_review_form(reasoning=WORDS))
        assert not Review.objects.exists()
        assert as_shown(browser.get(url))["reasoning"] == WORDS
        pages = (f"/desk/claims/{assignment.claim.pk}/", f"{url}", "/desk/")
        for page in pages:
            assert WORDS not in sign_in(editor).get(page).content.decode()

    def test_who_may_not_do_the_act_keeps_nothing(self, sign_in, editor, checker):
        assignment = an_assignment(reviewer=checker)
        url = f"/desk/reviews/{assignment.pk}/"
        assert sent_by_page(sign_in(editor), url, a_review_form()).status_code == 403
        assert not UnsentForm.objects.exists()


class TestTwoPages:
    """The same form, opened in two tabs or on two devices."""

    def test_two_new_forms_are_two(self, browser):
        tabs = [as_shown(browser.get(NEW)) for _ in range(2)]
        for number, tab in enumerate(tabs):
            sent_by_page(browser, NEW, tab | {"statement": f"Statement {number}."})
        assert UnsentForm.objects.count() == 2
        page = browser.get(NEW)
        assert as_shown(page)["statement"] == "Statement 1."
        assert "Statement 0." in page.content.decode()

    def test_neither_takes_away_what_the_other_typed(self, browser):
        typed(browser, NEW, statement=WORDS)
        tabs = [as_shown(browser.get(NEW)) for _ in range(2)]
        first = sent_by_page(browser, NEW, tabs[0] | {"statement": f"{WORDS} A longer text."})
        second = sent_by_page(browser, NEW, tabs[1] | {"statement": "Short."})
        assert not first.json()["beside"]
        assert second.json()["beside"]
        assert "beside what you typed into this form on another page" in second.json()["said"]
        found = [one.typed.fields["statement"] for one in _all(browser)]
        assert sorted(found) == [[f"{WORDS} A longer text."], ["Short."]]

    def test_the_tab_that_began_is_told_of_the_one_that_went_on(self, browser):
        began = as_shown(browser.get(NEW))
        sent_by_page(browser, NEW, began | {"statement": WORDS})
        typed(browser, NEW, statement=f"{WORDS} Gone on.")
        answer = sent_by_page(browser, NEW, began | {"statement": "Back here."})
        assert answer.json()["beside"]
        assert UnsentForm.objects.count() == 2

    def test_kept_again_and_again_it_is_one(self, browser):
        tab = as_shown(browser.get(NEW))
        for length in range(1, 4):
            sent_by_page(browser, NEW, tab | {"statement": WORDS * length})
        assert [one.typed.fields["statement"] for one in _all(browser)] == [[WORDS * 3]]

    def test_sending_one_leaves_what_the_other_went_on_with(self, browser):
        sent = a_claim_form(an_incident(), a_party(), statement=WORDS)
        typed(browser, NEW, **sent)
        tabs = [as_shown(browser.get(NEW)) for _ in range(2)]
        sent_by_page(browser, NEW, tabs[0] | {"statement": "Another text."})
        assert browser.post(NEW, tabs[1]).status_code == 302
        assert [one.typed.fields["statement"] for one in _all(browser)] == [["Another text."]]

    def test_what_arrives_after_its_form_was_sent_is_left_aside(self, browser):
        tab = as_shown(browser.get(NEW)) | a_claim_form(an_incident(), a_party())
        browser.post(NEW, tab)
        late = sent_by_page(browser, NEW, tab)
        assert (late.status_code, late.json()["code"]) == (409, "just_sent")
        assert not UnsentForm.objects.exists()

    def test_back_and_typed_on_it_is_kept(self, browser):
        tab = as_shown(browser.get(NEW)) | a_claim_form(an_incident(), a_party())
        browser.post(NEW, tab)
        SentForm.objects.update(at=timezone.now() - 2 * keep.ON_ITS_WAY)
        sent_by_page(browser, NEW, tab | {"statement": WORDS})
        found = as_shown(browser.get(NEW))
        assert found["statement"] == WORDS
        page = browser.post(NEW, found)
        assert page.status_code == 422
        assert Claim.objects.count() == 1


class TestThrownAway:
    """What is thrown away does not come back, and nothing else goes with it."""

    def test_what_was_on_its_way_does_not_bring_it_back(self, browser):
        began = as_shown(browser.get(NEW)) | {"statement": WORDS}
        sent_by_page(browser, NEW, began)
        page = browser.get(NEW)
        number = UnsentForm.objects.get().pk
        found = thrown_away(browser, NEW, page, number)
        for opening in (began, as_shown(page)):
            late = sent_by_page(browser, NEW, opening | {"statement": WORDS})
            assert (late.status_code, late.json()["code"]) == (409, "just_sent")
        assert not is_anything_left()
        assert sent_by_page(browser, NEW, as_shown(found) | {"statement": "New."}).json()["said"]
        assert [one.typed.fields["statement"] for one in _all(browser)] == [["New."]]

    def test_a_moment_later_the_same_page_may_be_typed_in_again(self, browser):
        began = as_shown(browser.get(NEW)) | {"statement": WORDS}
        sent_by_page(browser, NEW, began)
        browser.post(f"/desk/unsent/{UnsentForm.objects.get().pk}/")
        UnsentForm.objects.update(at=timezone.now() - 2 * keep.ON_ITS_WAY)
        assert not sent_by_page(browser, NEW, began).json()["beside"]
        assert [one.typed.fields["statement"] for one in _all(browser)] == [[WORDS]]

    def test_it_takes_no_room_and_is_gone_soon(self, browser, monkeypatch):
        typed(browser, NEW, statement=WORDS)
        browser.post(f"/desk/unsent/{UnsentForm.objects.get().pk}/")
        monkeypatch.setattr(keep, "MOST_UNSENT", 1)
        assert typed(browser, NEW, statement="Another.").status_code == 200
        forget_old(at=timezone.now() + 2 * keep.ON_ITS_WAY)
        assert UnsentForm.objects.count() == 1

    def test_it_is_what_this_page_typed_not_the_other(self, browser):
        typed(browser, NEW, statement=WORDS)
        number = UnsentForm.objects.get().pk
        page, other = browser.get(NEW), as_shown(browser.get(NEW))
        sent_by_page(browser, NEW, other | {"statement": "Of the other page."})
        beside = sent_by_page(browser, NEW, as_shown(page) | {"statement": "Of this page."})
        assert beside.json()["beside"]
        found = thrown_away(browser, NEW, page, number)
        assert as_shown(found)["statement"] == ""
        left = [one.typed.fields["statement"] for one in _all(browser)]
        assert left == [["Of the other page."]]

    def test_afresh_is_empty_though_another_one_was_begun(self, browser):
        for words in ("The first.", "The second."):
            tab = as_shown(browser.get(f"{NEW}?unsent=new"))
            sent_by_page(browser, NEW, tab | {"statement": words})
        page = browser.get(NEW)
        found = thrown_away(browser, NEW, page, page.context["form"].begun.filled_with.number)
        assert as_shown(found)["statement"] == ""

    def test_of_another_one_this_page_stays_as_it_is(self, browser):
        for words in ("The first.", "The second."):
            tab = as_shown(browser.get(f"{NEW}?unsent=new"))
            sent_by_page(browser, NEW, tab | {"statement": words})
        page = browser.get(NEW)
        (other,) = page.context["form"].begun.others
        sent_by_page(browser, NEW, as_shown(page) | {"statement": "The second, longer."})
        found = thrown_away(browser, NEW, page, other.number)
        assert as_shown(found)["statement"] == "The second, longer."


def _all(browser):
    row = UnsentForm.objects.first()
    return keep.unsent_of(row.by, at=timezone.now()) if row else []


class TestWithoutScript:
    def test_the_button_keeps_it_and_shows_it(self, browser):
        opened = as_shown(browser.get(NEW))
        sent = opened | {"statement": WORDS, "keep_unsent": "1"}
        page = browser.post(NEW, sent, follow=True)
        assert page.redirect_chain == [(NEW, 302)]
        assert as_shown(page)["statement"] == WORDS
        assert "Kept at " in page.content.decode()

    def test_starting_afresh_throws_it_away(self, browser):
        typed(browser, NEW, statement=WORDS)
        number = UnsentForm.objects.get().pk
        page = browser.post(NEW, {"drop_unsent": str(number)}, follow=True)
        assert WORDS not in page.content.decode()
        assert not is_anything_left()

    def test_what_keeps_it_comes_before_what_throws_it_away(self, browser):
        """The notice has the focus, so the next Tab and Enter press what comes first in it."""
        typed(browser, NEW, statement=WORDS)
        notice = browser.get(NEW).content.decode().partition("autofocus>")[2]
        assert 0 < notice.index("?unsent=new") < notice.index("drop_unsent")

    def test_another_one_is_begun_beside_it(self, browser):
        typed(browser, NEW, statement=WORDS)
        page = browser.get(f"{NEW}?unsent=new")
        assert as_shown(page)["statement"] == ""
        assert WORDS in page.content.decode()
        sent_by_page(browser, NEW, as_shown(page) | {"statement": "Another."})
        assert UnsentForm.objects.count() == 2

    def test_what_cannot_be_kept_stays_on_the_page(self, browser, monkeypatch):
        monkeypatch.setattr(keep, "MOST_UNSENT", 0)
        opened = as_shown(browser.get(NEW))
        page = browser.post(NEW, opened | {"statement": WORDS, "keep_unsent": "1"})
        assert as_shown(page)["statement"] == WORDS
        assert "Throw some away first" in page.content.decode()


class TestMyWork:
    def test_lists_the_forms_one_began(self, browser):
        typed(browser, NEW, statement=WORDS)
        text = browser.get("/desk/").content.decode()
        number = UnsentForm.objects.get().pk
        assert "Forms you began" in text
        assert f'href="{NEW}?unsent={number}"' in text
        assert WORDS in text

    def test_asks_once_however_many_there_are(self, browser):
        def queries():
            with CaptureQueriesContext(connection) as asked:
                browser.get("/desk/")
            return len(asked)

        typed(browser, NEW, statement=WORDS)
        one = queries()
        for _ in range(3):
            tab = as_shown(browser.get(f"{NEW}?unsent=new"))
            sent_by_page(browser, NEW, tab | {"statement": WORDS})
        assert UnsentForm.objects.count() == 4
        assert queries() == one

    def test_what_was_typed_is_read_where_its_form_is_closed(self, browser, checker):
        assignment = an_assignment(reviewer=checker)
        url = f"/desk/reviews/{assignment.pk}/"
        typed(browser, url, **a_review_form(reasoning=WORDS))
        cancel_round(
            claim=assignment.claim,
            by=an_editor(),
            at=timezone.now(),
            reason="Too soon, as was said.",
        )
        assert browser.get(url).status_code == 403
        page = f"/desk/unsent/{UnsentForm.objects.get().pk}/"
        assert WORDS in browser.get(page).content.decode()
        assert browser.post(page).status_code == 302
        assert not is_anything_left()

    def test_it_is_read_in_the_words_of_its_form(self, browser):
        incident, party = an_incident("The bridge"), a_party("Valley Guard")
        rows = a_figure_row(0, low="13", measure="wounded", subjects_typed="Border")
        chosen = {"incident": incident.pk, "claimant": party.pk, "nature": "silence"}
        typed(browser, NEW, **chosen, **rows, statement=WORDS)
        page = browser.get(f"/desk/unsent/{UnsentForm.objects.get().pk}/")
        read = {(one.label, one.text) for one in page.context["typed"]}
        assert read >= {
            ("Incident", str(incident)),
            ("Claimant", str(party)),
            ("Nature", Nature.SILENCE.label),
            ("Statement", WORDS),
            ("Figure 1: Low", "13"),
            ("Figure 1: Measure", str(dict(offered(Measure))["wounded"])),
            ("Figure 1: Whose", "Border"),
        }


def test_a_link_that_fills_in_something_else_opens_afresh(browser):
    incident = an_incident()
    typed(browser, NEW, statement=WORDS)
    page = browser.get(f"{NEW}?incident={incident.pk}")
    assert as_shown(page)["statement"] == ""
    assert WORDS in page.content.decode()
    typed(browser, f"{NEW}?incident={incident.pk}", statement="Of the incident.")
    assert as_shown(browser.get(f"{NEW}?incident={incident.pk}"))["statement"] == "Of the incident."
    assert as_shown(browser.get(NEW))["statement"] == WORDS


def test_secrets_are_never_kept(browser):
    secret = "correct horse battery staple"
    typed(browser, "/desk/parties/new/", name="Awa", password=secret, otp=secret)
    (found,) = _all(browser)
    assert secret not in str(found.typed)
    assert "Awa" in str(found.typed)


def test_it_is_forgotten_after_its_time(browser):
    typed(browser, NEW, statement=WORDS)
    UnsentForm.objects.update(at=timezone.now() - timedelta(days=UNSENT_DAYS, minutes=1))
    assert as_shown(browser.get(NEW))["statement"] == ""
    assert forget_old(at=timezone.now()) == 1
    assert not UnsentForm.objects.exists()


def test_it_is_forgotten_with_the_account(browser, checker):
    typed(browser, NEW, statement=WORDS)
    deactivate(checker, reason="Has left.", by="the shell", at=timezone.now())
    assert not UnsentForm.objects.exists()


def test_what_is_too_long_is_said_not_to_be_kept(browser, monkeypatch):
    monkeypatch.setattr(keep, "MOST_UNSENT_BYTES", 10)
    answer = typed(browser, NEW, statement=WORDS)
    assert (answer.status_code, answer.json()["code"]) == (409, "too_long")
    assert not UnsentForm.objects.exists()


def test_signed_out_nothing_is_kept_and_the_page_is_told(client):
    answer = client.post(NEW, {"statement": WORDS, "keep_unsent": "1"}, headers=HEADERS)
    assert answer.status_code == 401
    assert answer.json() == {"sign_in": "/accounts/login/"}
    assert not KeptForm.objects.exists()


def test_sent_after_the_session_ended_it_is_found_again_once(browser, checker):
    sent = as_shown(browser.get(NEW)) | a_claim_form(an_incident(), a_party(), statement=WORDS)
    sent_by_page(browser, NEW, sent)
    browser.session.flush()
    back = browser.post(NEW, sent).headers["Location"]
    browser.force_login(checker, "django.contrib.auth.backends.ModelBackend")
    page = browser.get(f"{NEW}?kept={back.rpartition('%3D')[2]}")
    assert "You were signed out when you sent this" in page.content.decode()
    assert browser.post(page.request["PATH_INFO"], as_shown(page)).status_code == 302
    assert Claim.objects.count() == 1
    assert not UnsentForm.objects.exists()


def test_a_reason_beside_a_button_is_found_again(sign_in, editor):
    client, url = sign_in(editor), f"/desk/pages/{a_page().pk}/watch/"
    sent = {"act": "stop", "reason": "It has been gone for a year.", "unsent": str(editor.pk)}
    assert sent_by_page(client, url, sent).status_code == 200
    page = client.get(url)
    assert "You typed this and have not sent it yet." in page.content.decode()
    assert as_shown(page)["reason"] == "It has been gone for a year."
