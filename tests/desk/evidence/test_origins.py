"""The desk says, corrects and takes back where a page has it from, and marks confirmations."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from claims.models import Event
from claims.operations.shared_evidence import credit
from claims.reads.evidence.origins import Trail
from sources.models import Derivation
from tests.desk.forms import a_citation_form, errors, opened
from tests.factories import AT, a_citation, a_claim, a_page, a_publisher

pytestmark = pytest.mark.django_db


@pytest.fixture
def citation(checker):
    return a_citation(a_claim(by=checker))


def sent(client, url, **changes):
    return client.post(url, opened(client, url) | changes)


def test_a_credit_is_said_corrected_and_taken_back(sign_in, checker, citation):
    client, page = sign_in(checker), citation.page
    publisher, source = a_publisher("Radio"), a_page("https://example.org/first")
    given = {"credited_to": "the radio", "from_publisher": publisher.pk, "reason": "It says so."}

    sent(client, f"/desk/pages/{page.pk}/credit/", **given)

    row = Derivation.objects.get()
    assert (row.credited_to, row.from_publisher, row.added_by) == ("the radio", publisher, checker)
    assert "the radio" in client.get(f"/desk/pages/{page.pk}/origin/").content.decode()

    changes = {"from_publisher": "", "from_address": source.url, "reason": "It links to it."}
    sent(client, f"/desk/credits/{row.pk}/mend/", **changes)

    row.refresh_from_db()
    assert (row.credited_to, row.from_publisher, row.from_page) == ("the radio", None, source)

    sent(client, f"/desk/credits/{row.pk}/remove/", reason="Another radio.")

    assert not Derivation.objects.exists()
    verbs = ["page_credited", "page_credit_mended", "page_credit_taken_back"]
    told = Event.objects.filter(claim_id=citation.claim_id, verb__in=verbs).order_by("pk")
    assert [(event.verb, event.reason) for event in told] == [
        (verbs[0], "It says so."),
        (verbs[1], "It links to it."),
        (verbs[2], "Another radio."),
    ]


def test_whether_a_page_is_its_own_reporting_is_recorded(sign_in, checker, citation):
    sent(
        sign_in(checker), f"/desk/pages/{citation.page_id}/origin/", origin="own", reason="Byline."
    )

    citation.page.refresh_from_db()
    assert citation.page.origin == "own"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"from_address": "https://example.org/nowhere"}, "from_address"),
        ({"credited_to": ""}, "credited_to"),
        ({"reason": ""}, "reason"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(sign_in, checker, citation, changes, field):
    url = f"/desk/pages/{citation.page_id}/credit/"

    answer = sent(sign_in(checker), url, **{"credited_to": "AFP", "reason": "Why."} | changes)

    assert (answer.status_code, list(errors(answer))) == (422, [field])


def test_a_page_does_not_have_it_from_itself(sign_in, checker, citation):
    url, own = f"/desk/pages/{citation.page_id}/credit/", citation.page.url

    answer = sent(sign_in(checker), url, credited_to="us", from_address=own, reason="Why.")

    assert list(errors(answer)) == ["from_address"]


def test_a_credit_is_not_said_twice_with_something_else(sign_in, checker, citation):
    client, url = sign_in(checker), f"/desk/pages/{citation.page_id}/credit/"
    sent(client, url, credited_to="AFP", reason="Why.")

    assert sent(client, url, credited_to="AFP", reason="Again.").status_code == 302
    more = sent(client, url, credited_to="AFP", from_publisher=a_publisher().pk, reason="Why.")

    assert list(errors(more)) == ["credited_to"]
    assert Derivation.objects.get().from_publisher is None


def test_a_confirmation_is_marked_read_by_everybody_and_taken_back(sign_in, checker, citation):
    client, public = sign_in(checker), f"/claims/{citation.claim_id}/"
    marked = f"/desk/citations/{citation.pk}/confirm/"
    assert marked in client.get(f"/desk/claims/{citation.claim_id}/").content.decode()

    sent(client, marked, means="Its own count at the morgue.")

    shown = client.get(public).content.decode()
    assert "1 independent confirmation" in shown
    assert "Its own count at the morgue." in shown

    sent(client, f"/desk/citations/{citation.pk}/unconfirm/", reason="It was not its own.")

    assert "not independently confirmed" in client.get(public).content.decode()


def test_what_another_claim_rests_on_says_nothing_of_this_one(checker, citation):
    agency, other = a_publisher("AFP"), a_citation()
    wire = a_page(publisher=agency)
    given = {"reason": "It says so.", "by": checker, "at": AT}
    for page, source in ((citation.page, {}), (other.page, {"from_page": wire})):
        credit(page=page, credited_to="AFP", from_publisher=agency, **source, **given)
    credit(page=wire, credited_to="the army", **given)

    alone, together = Trail.of([citation]), Trail.of([citation, other])

    counted = together.origins([citation], [citation.claim])
    assert counted == alone.origins([citation], [citation.claim])
    assert [origin.members for origin in counted.origins] == [(("publisher", agency.pk),)]


def a_chain(checker):
    """A page that a third one has it from, through the one between: first, between, last."""
    first, between, last = (a_page(title=f"The {name} page") for name in ("1st", "2nd", "3rd"))
    given = {"reason": "", "by": checker, "at": AT}
    credit(page=between, credited_to="the first", from_page=first, **given)
    credit(page=last, credited_to="the second", from_page=between, **given)
    return first, between, last


def is_asked_if_round(page):
    """Whether a form asks for a tick that pages do have it from each other."""
    tree = LexborHTMLParser(page.content.decode())
    return bool(tree.css("input[type=checkbox][name=goes_round]"))


def test_a_circle_through_several_pages_is_asked_about_at_the_field_and_may_be_meant(
    sign_in, checker
):
    first, _between, last = a_chain(checker)
    client, url = sign_in(checker), f"/desk/pages/{first.pk}/credit/"
    assert not is_asked_if_round(client.get(url))
    given = {"credited_to": "the third", "from_address": last.url, "reason": "It says so."}

    answer = sent(client, url, **given)

    assert list(errors(answer)) == ["from_address"]
    assert is_asked_if_round(answer)
    asked = answer.content.decode()
    assert "The 1st page; The 2nd page; The 3rd page" in asked
    assert "These pages do have it from each other" in asked
    assert not first.derivations.exists()

    assert sent(client, url, **given, goes_round="on").status_code == 302
    assert first.derivations.get().from_page == last


def test_a_credit_that_is_corrected_into_a_circle_is_asked_about(sign_in, checker):
    first, _between, last = a_chain(checker)
    row = credit(page=first, credited_to="the army", reason="", by=checker, at=AT)
    client, url = sign_in(checker), f"/desk/credits/{row.pk}/mend/"
    given = {"from_address": last.url, "reason": "It links to it."}

    assert list(errors(sent(client, url, **given))) == ["from_address"]
    row.refresh_from_db()
    assert row.from_page is None
    assert sent(client, url, **given, goes_round="on").status_code == 302


def test_what_stands_in_a_circle_already_is_not_asked_about_again(sign_in, checker):
    first, _between, last = a_chain(checker)
    given = {"reason": "", "by": checker, "at": AT}
    credit(page=first, credited_to="the third", from_page=last, goes_round=True, **given)

    credit(page=first, credited_to="the army", **given)

    assert first.derivations.count() == 2


def two_outlets(checker):
    """A claim that rests on a page of the Post, which credits the Wire, and the Wire itself."""
    post, wire = a_publisher("The Post"), a_publisher("The Wire")
    claim = a_claim(by=checker)
    citation = a_citation(claim, page=a_page(title="In the Post", publisher=post))
    credit(page=citation.page, credited_to="The Wire", reason="", by=checker, at=AT)
    return claim, wire


@pytest.mark.parametrize("by_row", [True, False])
def test_a_circle_through_publishers_and_words_of_credits_is_asked_about(sign_in, checker, by_row):
    claim, wire = two_outlets(checker)
    page = a_citation(claim, page=a_page(title="In the Wire", publisher=wire)).page
    post = claim.citations.first().page.publisher
    client, url = sign_in(checker), f"/desk/pages/{page.pk}/credit/"
    given = {"credited_to": "The Post", "reason": "It says so."}
    given |= {"from_publisher": post.pk} if by_row else {}

    answer = sent(client, url, **given)

    assert list(errors(answer)) == ["from_publisher" if by_row else "credited_to"]
    assert "In the Post; In the Wire" in answer.content.decode()
    assert sent(client, url, **given, goes_round="on").status_code == 302


def test_a_page_that_is_cited_with_a_credit_that_closes_a_circle_is_asked_about(sign_in, checker):
    claim, wire = two_outlets(checker)
    client, url = sign_in(checker), f"/desk/claims/{claim.pk}/cite/"
    given = a_citation_form(
        publisher=wire.pk, new_publisher="", new_publisher_kind="", capture=""
    ) | {"origin": "derived", "credited_to": "The Post"}

    answer = client.post(url, opened(client, url) | given)

    assert list(errors(answer)) == ["credited_to"]
    assert claim.citations.count() == 1
    again = client.post(url, opened(client, url) | given | {"goes_round": "on"})
    assert again.status_code == 302
    assert claim.citations.count() == 2


def test_a_credit_to_ones_own_house_or_to_somebody_else_is_no_circle(checker):
    claim, wire = two_outlets(checker)
    page = a_citation(claim, page=a_page(publisher=wire)).page
    given = {"reason": "", "by": checker, "at": AT}
    for credited in ("The Wire", "the army", "a security source"):
        assert credit(page=page, credited_to=credited, **given).pk
