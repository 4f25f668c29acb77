"""The engine of the tables of acts, with rows of its own."""

from dataclasses import dataclass
from enum import StrEnum

import pytest

from tracker.base.acts.table import Act, Grant, Move, Table
from tracker.base.people.role import CHECKERS, DESK, EDITORS, Role
from tracker.base.values.sentence import Sentence

F, E = Role.FACT_CHECKER, Role.EDITOR


class Lamp(StrEnum):
    DARK = "dark"
    LIT = "lit"


@dataclass(frozen=True)
class Facts:
    status: Lamp = Lamp.DARK
    own: bool = True


NOT_YOURS = Sentence("not_yours", "It is not yours.")
ALL_DAY = Sentence("illegal_move", "It burns already.")
OWNER = Grant("its owner", CHECKERS, lambda facts: None if facts.own else NOT_YOURS)
ANY_EDITOR = Grant("an editor", EDITORS)
ON = Move(Lamp.DARK, Lamp.LIT, "lit")

LIGHT = Act(
    name="light",
    label="Light it",
    may=(ANY_EDITOR, OWNER),
    moves=(ON,),
    elsewhere=lambda _status: ALL_DAY,
    verbs={"lit": "lit the lamp"},
    addresses=("lamp",),
)
LOOK = Act(name="look", label="Look", may=(Grant("all", DESK),), addresses=("lamp",))


def test_who_may_is_not_refused():
    assert LIGHT.refusal(F, Facts()) is None
    assert LIGHT.refusal(E, Facts(own=False)) is None


def test_without_a_thing_only_the_role_is_asked():
    assert LIGHT.refusal(F) is None
    assert str(LIGHT.refusal(Role.READER)) == "Only fact-checkers and editors may do this."


def test_a_condition_is_asked_of_its_own_grant():
    assert LIGHT.refusal(F, Facts(own=False)) is NOT_YOURS


def test_where_it_cannot_be_done_the_row_says_why():
    assert LIGHT.refusal(E, Facts(Lamp.LIT)) is ALL_DAY


def test_an_act_without_statuses_can_be_done_in_all():
    assert LOOK.refusal(E, Facts(Lamp.LIT)) is None


def test_nobody_does_what_happens_by_itself():
    act = Act(name="burn_out", label="It burns out", may=())

    assert {act.refusal(role).code for role in Role} == {"wrong_role"}


def test_a_table_is_looked_up_by_verb_move_and_address():
    table = Table([LIGHT, LOOK])

    assert table.by_verb == {"lit": LIGHT}
    assert table.by_move == {(Lamp.DARK, Lamp.LIT): (LIGHT, ON)}
    assert table.by_address == {"lamp": (LIGHT, LOOK)}


def test_what_is_hidden_is_no_open_verb():
    told = Act(name="tell", label="Tell", may=(), verbs={"told": "told"}, hidden=False)

    assert Table([LIGHT, told]).open_verbs == ["told"]


def test_a_verb_of_old_is_said_as_it_is():
    table = Table([LIGHT])

    assert table.words_of("lit") == "lit the lamp"
    assert table.words_of("blown_out") == "blown out"


@pytest.mark.parametrize(
    "other",
    [
        Act(name="light", label="Again", may=()),
        Act(name="other", label="Same verb", may=(), verbs={"lit": "lit it"}),
        Act(
            name="other",
            label="Same move",
            may=(),
            moves=(Move(Lamp.DARK, Lamp.LIT, "lit2"),),
            verbs={"lit2": "lit it"},
        ),
        Act(name="other", label="No words", may=(), moves=(Move(Lamp.LIT, Lamp.DARK, "out"),)),
        Act(name="other", label="Readers", may=(Grant("r", frozenset({Role.READER})),)),
    ],
    ids=lambda act: act.label,
)
def test_a_table_that_contradicts_itself_is_not_made(other):
    with pytest.raises(ValueError, match=r"twice|without words|No sentence"):
        Table([LIGHT, other])
