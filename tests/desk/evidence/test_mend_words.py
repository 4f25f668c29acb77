"""Words that were written down wrongly are mended while they are being checked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from claims.models import Event
from claims.operations.shared_evidence import confirm_words
from sources.models import FindingKind, Quotation
from tests.desk.forms import errors, opened
from tests.factories import AT, a_citation, a_claim, a_quotation, an_assignment, an_editor
from tests.public.captures import a_capture, a_finding

pytestmark = pytest.mark.django_db
RIGHT = {"exact": "thirty men", "reason": "A slip of ours."}


@pytest.fixture
def mismatch(checker):
    """A citation of words of which the only copy has another number."""
    quotation = a_quotation(exact="twenty men")
    capture = a_capture(quotation.page, "Reports speak of thirty men.")
    a_finding(quotation, capture, FindingKind.ALTERED, "thirty men")
    return a_citation(a_claim(by=checker), page=quotation.page, quotation=quotation)


@pytest.fixture
def mend(sign_in, checker, mismatch):
    client, url = sign_in(checker), f"/desk/citations/{mismatch.pk}/mend/"
    return lambda **changes: client.post(url, opened(client, url) | RIGHT | changes)


def test_the_citation_is_taken_over_and_the_old_words_stay_as_they_were(
    sign_in, checker, mismatch, mend
):
    url = f"/desk/claims/{mismatch.claim_id}/"
    assert f"/desk/citations/{mismatch.pk}/mend/" in sign_in(checker).get(url).content.decode()

    assert mend().status_code == 302

    before, row = mismatch.quotation, Quotation.objects.get(citations=mismatch)
    assert (row.exact, row.findings.get().kind) == ("thirty men", FindingKind.VERBATIM)
    assert (before.exact, before.findings.get().kind) == ("twenty men", FindingKind.ALTERED)
    assert Event.objects.get(verb="words_mended").reason == "A slip of ours."
    shown = sign_in(checker).get(url).content.decode()
    assert f"/desk/citations/{mismatch.pk}/mend/" not in shown
    # The journal alone tells what was quoted before.
    assert "twenty men" in shown
    assert "twenty men" not in without_journal(shown)


def without_journal(page: str) -> str:
    main = LexborHTMLParser(page)
    for line in main.css("li"):
        if line.css_first("time.muted") is not None:
            line.decompose()
    return main.html or ""


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"exact": ""}, "exact"), ({"reason": ""}, "reason"), ({"exact": "twenty men"}, "exact")],
)
def test_what_is_wrong_is_said_at_its_field(mismatch, mend, changes, field):
    assert list(errors(mend(**changes))) == [field]
    assert Quotation.objects.get(citations=mismatch).exact == "twenty men"


def test_words_that_somebody_confirmed_are_not_mended(mismatch, mend):
    confirm_words(quotation=mismatch.quotation, reason="Seen.", by=an_editor(), at=AT)

    assert mend().status_code == 422
    assert Quotation.objects.get(citations=mismatch).exact == "twenty men"


OFFERED = [
    "/desk/",
    "/desk/queues/misquoted/",
    "/desk/quotations/{quotation}/confirm/",
]
"""Every page of the desk that offers to confirm the words."""


@pytest.mark.parametrize("page", OFFERED)
def test_mending_stands_wherever_confirming_is_offered(sign_in, checker, mismatch, page):
    answer = sign_in(checker).get(page.format(quotation=mismatch.quotation_id))

    shown = answer.content.decode()
    assert f"/desk/quotations/{mismatch.quotation_id}/confirm/" in shown + page.format(
        quotation=mismatch.quotation_id
    )
    assert f'href="/desk/citations/{mismatch.pk}/mend/"' in shown


@pytest.mark.parametrize("page", OFFERED)
def test_who_may_not_mend_them_is_told_why(sign_in, checker, mismatch, page):
    an_assignment(mismatch.claim)

    answer = sign_in(checker).get(page.format(quotation=mismatch.quotation_id))

    main = LexborHTMLParser(answer.content.decode()).css_first("main").text()
    assert f"/desk/citations/{mismatch.pk}/mend/" not in answer.content.decode()
    assert "Mend the words:" in " ".join(main.split())


def test_many_mismatches_cost_no_more_queries_than_one(
    sign_in, editor, mismatch, django_assert_num_queries
):
    client = sign_in(editor)
    client.get("/desk/queues/misquoted/")
    with CaptureQueriesContext(connection) as one:
        client.get("/desk/queues/misquoted/")
    for number in range(3):
        quotation = a_quotation(exact=f"{number} men")
        capture = a_capture(quotation.page, "Reports speak of thirty men.")
        a_finding(quotation, capture, FindingKind.ALTERED, "thirty men")
        a_citation(a_claim(), page=quotation.page, quotation=quotation)

    with django_assert_num_queries(len(one)):
        client.get("/desk/queues/misquoted/")


@pytest.mark.parametrize("editor", [True, False])
def test_nothing_is_mended_while_a_round_is_open(sign_in, checker, mismatch, editor):
    an_assignment(mismatch.claim)
    client = sign_in(an_editor() if editor else checker)

    answer = client.post(f"/desk/citations/{mismatch.pk}/mend/", RIGHT)

    assert answer.status_code == 403
    assert Quotation.objects.get(citations=mismatch).exact == "twenty men"


def test_words_are_confirmed_at_the_desk(sign_in, checker, mismatch):
    client, url = sign_in(checker), f"/desk/quotations/{mismatch.quotation_id}/confirm/"

    answer = client.post(url, opened(client, url) | {"reason": "I read the page myself."})

    assert answer.status_code == 302
    assert mismatch.quotation.confirmation.reason == "I read the page myself."
