"""Some citation is marked as confirming its claim by means of its page's own."""

import pytest

from claims.operations.cite import confirm, unconfirm
from claims.operations.shared_evidence import affiliate, credit
from claims.reads.evidence.origins import Trail
from sources.models import Publisher
from tests.factories import AT, a_citation, a_claim, a_page, a_party, a_user
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db
MEANS = "Its own satellite pictures."


def counted(claim):
    rows = list(claim.citations.select_related("page"))
    return Trail.of(rows).origins(rows, [claim])


def marked(citation):
    return confirm(citation=citation, means=MEANS, by=citation.claim.created_by, at=AT)


def test_it_counts_until_it_is_taken_back():
    citation = a_citation()
    claim, by = citation.claim, citation.claim.created_by
    assert counted(claim).confirmations == ()

    row = marked(citation)

    assert (row.own_means, row.means_marked_by, row.means_marked_at) == (MEANS, by, AT)
    assert counted(claim).confirmations == (citation.page_id,)

    unconfirm(citation=citation, reason="Bought from the army.", by=by, at=AT)

    assert counted(claim).confirmations == ()
    citation.refresh_from_db()
    assert (citation.own_means, citation.means_marked_by) == ("", None)


def test_the_claimants_own_page_is_not_marked():
    army = a_party("Army")
    citation = a_citation(a_claim(claimant=army))
    affiliate(party=army, publisher=citation.page.publisher, by=a_user(), at=AT)

    with pytest.raises(Refusal) as refused:
        marked(citation)

    assert refused.value.code == "of_the_claimant"


def test_who_relays_the_claimant_is_not_marked_nor_counted_if_that_is_said_later():
    claim = a_claim(claimant=a_party("Azawad Front"), spokesperson="Colonel A")
    before, after = a_citation(claim), a_citation(claim)
    credit(page=before.page, credited_to="Azawad Front communiqué", reason="", by=a_user(), at=AT)
    with pytest.raises(Refusal) as refused:
        marked(before)
    assert refused.value.code == "of_the_claimant"

    marked(after)
    credit(page=after.page, credited_to="Colonel A", reason="", by=a_user(), at=AT)

    found = counted(claim)
    assert (found.confirmations, found.not_independent) == ((), (after.page_id,))
    assert (found.low, found.high) == (1, 1)


@pytest.mark.parametrize(
    ("stance", "means", "code"),
    [("context", MEANS, "confirms_nothing"), ("reports", " ", "required")],
)
def test_it_says_what_cannot_be_marked(stance, means, code):
    citation = a_citation(stance=stance)

    with pytest.raises(Refusal) as refused:
        confirm(citation=citation, means=means, by=citation.claim.created_by, at=AT)

    assert refused.value.code == code


def test_it_is_marked_once_and_taken_back_once():
    citation = a_citation()
    by = citation.claim.created_by
    with pytest.raises(Refusal) as refused:
        unconfirm(citation=citation, reason="Why.", by=by, at=AT)
    assert refused.value.code == "not_marked"
    marked(citation)

    with pytest.raises(Refusal) as refused:
        marked(citation)

    assert refused.value.code == "already_marked"


def test_an_outlet_in_its_own_voice_does_not_confirm_itself():
    page = a_page()
    citation = a_citation(a_claim(outlet=Publisher.objects.get(pk=page.publisher_id)), page=page)

    with pytest.raises(Refusal) as refused:
        marked(citation)

    assert refused.value.code == "of_the_claimant"
