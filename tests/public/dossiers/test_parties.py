"""The page of a party."""

from __future__ import annotations

from tests.factories import a_claim, a_figure, a_party, an_incident
from tests.markup import tight
from tests.public.conftest import Read


def test_it_shows_names_claims_and_what_others_say(read: Read) -> None:
    army = a_party("Army", slug="army", aliases=[("ar", "الجيش")])
    a_claim(claimant=army, statement="We lost ten.")
    a_claim(statement="They lost thirty.", figures=[a_figure(subjects=[army])])

    page = read("/parties/army/")

    assert '<bdi lang="ar" dir="rtl">الجيش</bdi>' in tight(page)
    assert page.index("We lost ten.") < page.index("They lost thirty.")


def test_a_draft_is_not_shown(read: Read) -> None:
    army = a_party("Army", slug="army")
    a_claim(claimant=army, statement="Not yet said.", draft=True)

    read("/parties/army/", expect=404)
    a_claim(claimant=army, statement="Said for all.")
    assert "Not yet said." not in read("/parties/army/")


def test_an_invented_party_has_the_banner(read: Read) -> None:
    a_claim(claimant=a_party(slug="paper"), incident=an_incident(is_exercise=True))

    assert "Exercise: invented parties" in read("/parties/paper/")


def test_the_list_counts_public_claims_only(read: Read) -> None:
    army = a_party("Army")
    a_claim(claimant=army, figures=[])
    a_claim(claimant=army, figures=[], draft=True)

    page = read("/parties/")

    assert '>Army</a></td><td>Armed group</td><td class="number">1</td>' in tight(page)


def test_an_unknown_party_is_not_found(read: Read) -> None:
    read("/parties/none/", expect=404)
