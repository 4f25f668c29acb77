"""A card on another site says when a claim was made, and that its claimant said otherwise since."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.models import Claim
from claims.rules.grounds import Ground
from tests.factories import a_claim, a_figure, a_pair, a_party, an_incident
from tests.markup import folded, tight
from tests.public.conftest import Read
from tracker.base.values.partial_date import PartialDate

SINCE = "The claimant has said otherwise since:"


class Army:
    """What one army said of its dead."""

    def __init__(self, kind: str = "armed_group") -> None:
        self.incident, self.army = an_incident(), a_party("Army", kind=kind)

    def said(self, best: int, day: str = "", **fields: object) -> Claim:
        facts = {"incident": self.incident, "claimant": self.army}
        facts |= {"figures": [a_figure(best=best, subjects=[self.army])]}
        return a_claim(**(facts | {"made_on": PartialDate.parse(day)} | fields))


def card(read: Read, claim: Claim) -> str:
    return folded(read(f"/embed/claims/{claim.pk}/"))


def test_it_gives_the_day_of_the_statement(read: Read) -> None:
    assert "26 July 2024" in card(read, Army().said(2, "2024-07-26"))


def test_it_says_what_the_claimant_says_now(read: Read) -> None:
    army = Army()
    first, second = army.said(2, "2024-07-26"), army.said(9, "2024-07-27")
    third = army.said(30, "2024-07-29")

    page = tight(read(f"/embed/claims/{first.pk}/"))

    since = page[page.index(SINCE) :]
    assert f"/claims/{third.pk}/" in since
    assert "29 July 2024" in since
    assert "<strong>30</strong>" in since
    assert f"/claims/{third.pk}/" in tight(read(f"/embed/claims/{second.pk}/"))
    assert SINCE not in card(read, third)


@pytest.mark.parametrize(
    ("ground", "is_told"),
    [(Ground.REVISION, True), (Ground.DENIAL, True), (Ground.REPETITION, False)],
)
def test_a_recorded_pair_of_one_claimant_says_so_too(
    read: Read, ground: Ground, is_told: bool
) -> None:
    army = Army()
    first, second = army.said(5, "2024-07-26"), army.said(5, "2024-07-28")
    a_pair(claim=second, answers=first, ground=ground.value)

    assert (SINCE in card(read, first)) is is_told
    assert SINCE not in card(read, second)


def test_what_others_say_or_what_has_no_order_is_not_said_since(read: Read) -> None:
    army = Army()
    first = army.said(2, "2024-07-26")
    army.said(9, "2024-07-27", claimant=a_party("League"))
    army.said(30)
    unnamed = Army(kind="unattributed")
    one = unnamed.said(2, "2024-07-26")
    unnamed.said(9, "2024-07-27")

    assert SINCE not in card(read, first)
    assert SINCE not in card(read, one)


def test_it_asks_no_more_where_more_was_said(client: Client, db: None) -> None:
    counts = []
    for size in (2, 9):
        army = Army()
        first, *_others = [army.said(day, f"2024-07-{day:02}") for day in range(1, size + 1)]
        with CaptureQueriesContext(connection) as captured:
            assert SINCE in client.get(f"/embed/claims/{first.pk}/").content.decode()
        counts.append(len(captured))

    assert counts[0] == counts[1]
