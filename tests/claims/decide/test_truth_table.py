"""Who may decide what, by what they have had to do with a claim: the whole table, tried in full.

A row is a person by their history with the claim, a column an act. "yes" is done; any other word
is why not (`SAID`); "-" is a case that cannot be. Every cell calls the operation.

The claim was written by `author` and changed by `changer`. In round 1, opened by `opener`,
`reviewer` and a colleague sealed reviews; `reader` opened them afterwards. Where a split was
settled, `settler` did it. `canceller` cancelled round 1 after a first seal, where it was
cancelled. Everybody but `checker` (who has nothing to do with it), `admin` and `public` (who
reads the site) is an editor.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from claims.models import Assignment, Claim
from claims.operations.record import revise_claim
from claims.operations.reviews.assign import assign
from claims.operations.reviews.read import open_reviews
from claims.operations.reviews.rounds import cancel_round, reopen
from claims.operations.verdicts.correct import correct
from claims.operations.verdicts.propose import agree, propose_correction, refuse_proposal
from claims.operations.verdicts.publish import publish
from claims.operations.verdicts.settle import settle
from claims.rules.verdicts import Rating
from tests.factories import AT, DUE, a_claim, a_user, an_editor, sealed
from tracker.base.people.models import Role, User
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db

# Across: settle a split, publish an agreement, publish a settlement, correct the wording, propose
# another rating, agree to one, begin another round, be asked to review in it.
TABLE = """
          | settle | publish | publish_settled | correct | propose | agree    | begin | asked
author    | claim  | claim   | claim           | claim   | claim   | claim    | yes   | author
changer   | claim  | claim   | claim           | claim   | claim   | claim    | yes   | author
reviewer  | review | review  | review          | review  | review  | review   | round | knows
opener    | yes    | yes     | yes             | yes     | yes     | yes      | round | yes
canceller | -      | -       | -               | -       | -       | -        | round | yes
reader    | yes    | yes     | yes             | yes     | yes     | yes      | yes   | knows
settler   | -      | -       | settled         | yes     | yes     | yes      | yes   | knows
publisher | -      | -       | -               | yes     | yes     | yes      | yes   | knows
proposer  | -      | -       | -               | yes     | yes     | proposal | yes   | yes
other     | yes    | yes     | yes             | yes     | yes     | yes      | yes   | yes
checker   | role   | role    | role            | role    | role    | role     | role  | yes
admin     | role   | role    | role            | role    | role    | role     | role  | no reviewer
public    | role   | role    | role            | role    | role    | role     | role  | no reviewer
"""

SAID = {
    "yes": "yes",
    "claim": "own_claim",
    "review": "own_review",
    "settled": "own_settlement",
    "proposal": "own_proposal",
    "round": "own_round",
    "role": "wrong_role",
    "author": "author_reviews",
    "knows": "knows_earlier",
    "no reviewer": "not_a_reviewer",
}
"""A word of the table -> the code of the refusal."""

_HEAD, *_ROWS = (
    [cell.strip() for cell in line.split("|")] for line in TABLE.strip("\n").splitlines()
)
ACTS = _HEAD[1:]
CELLS = [
    (person, act, SAID[said])
    for person, *cells in _ROWS
    for act, said in zip(ACTS, cells, strict=True)
    if said != "-"
]


ROLES = {"checker": Role.FACT_CHECKER, "admin": Role.ADMINISTRATOR, "public": Role.READER}


class Story:
    """A claim with its past, told as far as an act needs it."""

    def __init__(self) -> None:
        self.people: dict[str, User] = {}
        self.claim = a_claim(by=self["author"])
        revise_claim(
            claim=self.claim, statement="Nineteen.", reason="Misread.", by=self["changer"], at=AT
        )

    def __getitem__(self, name: str) -> User:
        if name not in self.people:
            self.people[name] = a_user(ROLES.get(name, Role.EDITOR), name=name)
        return self.people[name]

    def reviewed(self, one: Rating, other: Rating) -> Claim:
        for reviewer, rating in (("reviewer", one), ("colleague", other)):
            sealed(self.ask(self[reviewer], by="opener"), rating)
        open_reviews(claim=self.claim, by=self["reader"], at=AT)
        return self.fresh()

    def agreed(self) -> Claim:
        return self.reviewed(Rating.SUPPORTED, Rating.SUPPORTED)

    def split(self) -> Claim:
        return self.reviewed(Rating.SUPPORTED, Rating.REFUTED)

    def settled(self) -> Claim:
        claim = self.split()
        settle(claim=claim, rating="contested", reason="Both.", by=self["settler"], at=AT)
        return self.fresh()

    def published(self) -> Claim:
        claim = self.settled()
        publish(claim=claim, summary="It is open.", by=self["publisher"], at=AT)
        return self.fresh()

    def cancelled(self) -> Claim:
        sealed(self.ask(self["reviewer"], by="opener"))
        cancel_round(claim=self.claim, reason="Anew.", by=self["canceller"], at=AT)
        return self.fresh()

    def ask(self, reviewer: User, *, by: str) -> Assignment:
        return assign(claim=self.claim, reviewer=reviewer, due=DUE, by=self[by], at=AT)

    def fresh(self) -> Claim:
        self.claim.refresh_from_db()
        return self.claim


def _propose(story: Story, by: User) -> Any:
    facts = {"rating": "refuted", "summary": "It is not so.", "reason": "Misread.", "at": AT}
    return propose_correction(claim=story.fresh(), by=by, **facts)


def _correct(story: Story, by: User) -> None:
    story.published()
    facts = {"kind": "clarity", "summary": "It is open still.", "reason": "Unclear.", "at": AT}
    correct(claim=story.claim, by=by, **facts)


def _agree(story: Story, by: User) -> None:
    story.published()
    agree(proposal=_propose(story, story["proposer"]), agreement="I agree.", by=by, at=AT)


def _refuse(story: Story, by: User) -> None:
    story.published()
    proposal = _propose(story, story["proposer"])
    refuse_proposal(proposal=proposal, reason="It is as it was.", by=by, at=AT)


def _propose_it(story: Story, by: User) -> None:
    story.published()
    _propose(story, by)


def _begin(story: Story, by: User) -> None:
    if by == story["canceller"]:
        story.cancelled()
        story.ask(story["other"], by="canceller")
    else:
        reopen(claim=story.published(), reason="A new page.", by=by, at=AT)


def _asked(story: Story, by: User) -> None:
    reopen(claim=story.published(), reason="A new page.", by=an_editor(), at=AT)
    story.ask(by, by="opener")


def _publish_settled(story: Story, by: User) -> None:
    publish(claim=story.settled(), summary="It is open.", by=by, at=AT)


DONE: dict[str, Callable[[Story, User], Any]] = {
    "settle": lambda story, by: settle(
        claim=story.split(), rating="contested", reason="Both.", by=by, at=AT
    ),
    "publish": lambda story, by: publish(claim=story.agreed(), summary="So.", by=by, at=AT),
    "publish_settled": _publish_settled,
    "correct": _correct,
    "propose": _propose_it,
    "agree": _agree,
    "begin": _begin,
    "asked": _asked,
    "refuse": _refuse,
}


def outcome(story: Story, act: str, person: str) -> str:
    try:
        DONE[act](story, story[person])
    except Refusal as refusal:
        return refusal.code
    return "yes"


@pytest.mark.parametrize(("person", "act", "said"), CELLS)
def test_every_cell_of_the_table(person: str, act: str, said: str) -> None:
    assert outcome(Story(), act, person) == said


@pytest.mark.parametrize("person", sorted({person for person, _act, _said in CELLS}))
def test_who_may_agree_to_a_correction_may_refuse_it_and_nobody_else(person: str) -> None:
    said = {who: said for who, act, said in CELLS if act == "agree"}.get(person, "yes")

    assert outcome(Story(), "refuse", person) == said


def test_the_table_has_every_person_and_every_act() -> None:
    assert {act for _person, act, _said in CELLS} == set(DONE) - {"refuse"}
    assert len(CELLS) + sum(row.count("-") for row in _ROWS) == len(_ROWS) * len(ACTS)
