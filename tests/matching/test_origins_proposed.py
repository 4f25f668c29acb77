"""Where a page may have its content from, with the evidence."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import Any

from claims.matching.copied.propose import ArchivedText, OriginProposed, Register, propose_origins
from claims.matching.known_names import KnownNames
from claims.rules.origins import Houses

WIRE = (
    "Tuareg rebels in northern Mali said on Sunday they had killed dozens of soldiers and Russian "
    "mercenaries in three days of fighting near the border with Algeria, in what would be the "
    "heaviest defeat of the group since it arrived in the country."
)
FOOT = (
    "Follow us on all our channels for the latest news from the region and tell your friends and "
    "family about the work that our newsroom does every day for listeners like you everywhere."
)
PUBLISHERS: dict[Hashable, tuple[str, str]] = {
    ("publisher", 1): ("Reuters", "reuters.com"),
    ("publisher", 2): ("Mali Web", "maliweb.net"),
    ("publisher", 3): ("Sahel Post", "sahelpost.example"),
    ("publisher", 4): ("ORTM", ""),
}


def register(**fields: Any) -> Register:
    names, houses = KnownNames(), Houses()
    for key, (name, _host) in PUBLISHERS.items():
        names.call(key, [name])
        houses.call(key, name)
    hosts = {key: host for key, (_name, host) in PUBLISHERS.items()}
    return Register(names, houses, hosts, **fields)


def page(number: int, text: str, publisher: int | None = None, **fields: Any) -> ArchivedText:
    key = ("publisher", publisher or number)
    name, host = PUBLISHERS[key]
    return ArchivedText(number, key, name, f"https://{host}/{number}", text, **fields)


def codes(proposed: OriginProposed) -> list[str]:
    return [one.said.code for one in proposed.evidence]


def test_a_page_that_credits_and_copies_another_may_have_it_from_there() -> None:
    copy = page(2, f"BAMAKO (Reuters) - {WIRE}\nOur reporter adds that the town was calm.")
    (found,) = propose_origins(copy, [page(1, WIRE)], register())

    assert (found.page, found.from_page, found.from_publisher) == (2, 1, ("publisher", 1))
    assert (found.credited_to, found.kind) == ("Reuters", "wire_copy")
    assert codes(found) == ["credit_line", "shared_passage"]
    assert found.evidence[1].passage.startswith("Tuareg rebels in northern Mali said")


def test_two_copies_of_one_wire_are_proposed_from_the_wire_and_not_from_each_other() -> None:
    copies = [page(number, f"{WIRE} (Reuters)") for number in (2, 3)]
    (found,) = propose_origins(copies[0], [copies[1]], register())

    assert (found.from_page, found.from_publisher) == (None, ("publisher", 1))


def test_the_earlier_of_two_pages_is_the_origin() -> None:
    early, late = date(2024, 7, 28), date(2024, 7, 30)
    one, other = page(2, WIRE, published=early), page(3, WIRE, published=late)

    assert propose_origins(one, [other], register()) == []
    (found,) = propose_origins(other, [one], register())
    assert (found.from_page, found.kind) == (2, "reprint")


def test_what_a_house_prints_under_every_page_counts_for_nothing() -> None:
    first, second = page(2, f"Rain fell.\n{FOOT}"), page(3, f"Prices rose.\n{FOOT}")
    of_house = [f"Another day.\n{FOOT}", f"And another.\n{FOOT}"]

    assert len(propose_origins(first, [second], register())) == 1
    assert propose_origins(first, [second], register(), of_house=of_house) == []


def test_what_asks_for_consent_counts_for_nothing() -> None:
    consent = f"We use cookies. {FOOT}"
    first, second = page(2, f"Rain fell.\n{consent}"), page(3, f"Prices rose.\n{consent}")

    assert propose_origins(first, [second], register()) == []


def test_a_link_to_a_known_page_is_evidence() -> None:
    linking = page(2, "More on this: https://www.reuters.com/1?utm_source=x. It rained.")
    (found,) = propose_origins(linking, [page(1, "Something else.")], register())

    assert (found.from_page, codes(found)) == (1, ["links"])


def test_pages_that_credit_each_other_are_named_as_a_circle() -> None:
    one = page(2, "As first reported by Sahel Post, 84 men died.")
    other = page(3, "As first reported by Mali Web, 84 men died.")
    (found,) = propose_origins(one, [other], register())

    assert set(found.circle) == {2, 3}


def test_a_circle_with_what_is_recorded_is_named() -> None:
    one, other = page(2, "As first reported by Sahel Post, 84 died."), page(3, "84 died.")
    (found,) = propose_origins(one, [other], register(links={3: [1], 1: [2]}))

    assert set(found.circle) == {1, 2, 3}


def test_what_is_recorded_is_not_proposed() -> None:
    copy = page(2, f"{WIRE} (Reuters)")
    known = register()
    recorded = register(recorded={2: frozenset({known.houses.of(("publisher", 1))})})

    assert propose_origins(copy, [], recorded) == []
    assert propose_origins(copy, [page(1, WIRE)], register(links={2: [1]})) == []


def test_a_house_is_not_proposed_as_its_own_origin() -> None:
    assert propose_origins(page(1, f"{WIRE} (Reuters)"), [], register()) == []


def test_a_refusal_is_remembered_by_page_and_origin() -> None:
    copy = page(2, f"{WIRE} (Reuters)")
    (by_name,) = propose_origins(copy, [], register())
    (by_page,) = propose_origins(copy, [page(1, WIRE)], register())

    assert by_name.subject != by_page.subject
