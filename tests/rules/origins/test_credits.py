"""Whom a credit names, and which names are one house."""

import pytest

from claims.rules.origins import Houses, Who
from claims.rules.origins.credits import LONGEST, read_credit


def house(credit, houses=None):
    houses = houses or Houses()
    return [houses.credited(one) for one in houses.read(credit)]


def same(one, other):
    houses = Houses()
    houses.read(one)
    houses.read(other)
    return house(one, houses) == house(other, houses)


def test_what_stands_around_a_name_is_no_part_of_it():
    assert same("according to a communiqué of the Azawad Front", "Azawad Front")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DIRPA  communiqué", "dirpa Communiqué"),
        ("AFP", "Agence France-Presse"),
        ("AFP", "l'Agence France-Presse (AFP)"),
        ("XYZ", "Xenon Yttrium Zink"),
        ("نقلا عن وكالة فرانس برس", "AFP"),
        ("со ссылкой на ТАСС", "TASS correspondent"),
        ("selon l'AFP", "via AFP"),
        ("BBC Afrique", "BBC"),
        ("RT", "Sputnik"),
        ("https://t.me/some_channel", "@some_channel"),
        ("spokesman for the Azawad Front", "Colonel A, Azawad Front spokesman"),
        ("Reuters, citing the Azawad Front", "Azawad Front"),
        ("Reuters, citing a security source", "Reuters"),
        ("Azawad Front via Reuters", "Azawad Front"),
        ("the army", "the government"),
    ],
)
def test_names_of_one_house_are_tied(one, other):
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AFP", "AP"),
        ("Kyiv Post", "Kyiv"),
        ("Press TV", "TV"),
        ("Justice and Equality Movement", "Justice"),
    ],
)
def test_other_names_are_not(one, other):
    assert not same(one, other)


@pytest.mark.parametrize(
    ("credit", "who"),
    [
        ("a security source", Who.UNNAMED),
        ("local sources", Who.UNNAMED),
        ("selon une source sécuritaire", Who.UNNAMED),
        ("مصدر أمني", Who.UNNAMED),
        ("источник в полиции", Who.UNNAMED),
        ("press remarks of the spokesman", Who.UNNAMED),
        ("according to the army", Who.ARMY),
        ("army spokesman Colonel A", Who.ARMY),
        ("selon l'armée", Who.ARMY),
        ("بحسب الجيش", Who.ARMY),
        ("the government", Who.GOVERNMENT),
        ("our agency", Who.OURS),
        ("notre agence", Who.OURS),
        ("The Local", Who.NAMED),
        ("@x", Who.NAMED),
    ],
)
def test_who_is_named_is_told_from_who_is_not(credit, who):
    assert read_credit(credit).who is who


@pytest.mark.parametrize(
    ("credit", "parts"),
    [
        ("FLA statement; FAMa statement", 2),
        ("L'Essor / DIRPA", 2),
        ("Reuters, AP, Wall Street Journal", 3),
        ("AP and AFP", 2),
        ("AFP avec Reuters", 2),
        ("with AFP", 1),
        ("RFE/RL", 1),
        ("an encyclopedia citing RFI, AFP", 2),
        ("Justice and Equality Movement", 1),
        ("https://example.org/a/b", 1),
        ("", 0),
        (" ;; ", 0),
    ],
)
def test_a_credit_may_name_several(credit, parts):
    assert len(house(credit)) == parts


def test_a_longer_name_is_of_the_house_it_begins_with():
    houses = Houses()
    houses.begin("front", "FLA")

    assert house("FLA political bureau", houses) == [houses.of("front")]


def test_two_armies_are_not_one():
    houses = Houses()
    houses.call("one", "DIRPA")
    assert house("the army", houses) == [houses.of("one")]

    houses.call("other", "ISPR")
    assert house("the army", houses)[0] not in {houses.of("one"), houses.of("other")}


def test_what_a_copy_is_told_is_not_told_to_the_first():
    houses = Houses()
    houses.call("one", "DIRPA")
    other = houses.copy()
    assert house("the army", other) == [other.of("one")]

    other.call("other", "ISPR")
    assert house("the army", other)[0] not in {other.of("one"), other.of("other")}
    assert house("the army", houses) == [houses.of("one")]


@pytest.mark.parametrize("hostile", ["(" * 9999, "a, " * 9999, "t.me/" * 9999, "\u0301" * 9999])
def test_hostile_credits_are_read_as_far_as_the_table_holds(hostile):
    assert len(read_credit(hostile).wording) <= LONGEST
    assert len(Houses().read(hostile)) <= LONGEST
