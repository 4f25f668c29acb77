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

import pytest
from django.db import transaction

from claims.models import Assignment, Claim, ProposedCorrection
from claims.operations.record import revise_claim
from claims.operations.reviews.assign import assign
from claims.operations.reviews.read import open_reviews
from claims.operations.reviews.rounds import cancel_round, reopen
from claims.operations.verdicts.correct import correct
from claims.operations.verdicts.propose import agree, propose_correction, refuse_proposal
from claims.operations.verdicts.publish import publish
from claims.operations.verdicts.settle import settle
from tests.factories import AT, DUE, WAIVED, a_claim, a_user, an_editor, sealed
from tests.ratings import Rating
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
        # Everybody is there from the beginning: what an act does is taken back, people are not.
        names = {*(name for name, *_cells in _ROWS), "colleague"}
        self.people = {
            name: a_user(ROLES.get(name, Role.EDITOR), name=name) for name in sorted(names)
        }
        self.claim = a_claim(by=self["author"])
        revise_claim(
            claim=self.claim,
            statement="Nineteen.",
            reason="Misread, as was said.",
            by=self["changer"],
            at=AT,
        )

    def __getitem__(self, name: str) -> User:
        return self.people[name]

    def reviewed(self, one: Rating, other: Rating) -> None:
        for reviewer, rating in (("reviewer", one), ("colleague", other)):
            sealed(self.ask(self[reviewer], by="opener"), rating)
        open_reviews(claim=self.claim, by=self["reader"], at=AT)

    def agreed(self) -> None:
        self.reviewed(Rating.SUPPORTED, Rating.SUPPORTED)

    def split(self) -> None:
        self.reviewed(Rating.SUPPORTED, Rating.REFUTED)

    def settled(self) -> None:
        self.split()
        _settle(self, self["settler"])

    def published(self) -> None:
        self.settled()
        _publish(self, self["publisher"])

    def proposed(self) -> None:
        self.published()
        _propose(self, self["proposer"])

    def reopened(self) -> None:
        self.published()
        reopen(claim=self.fresh(), reason="A new page.", by=an_editor(), at=AT)

    def cancelled(self) -> None:
        sealed(self.ask(self["reviewer"], by="opener"))
        cancel_round(claim=self.fresh(), reason="Anew, as was said.", by=self["canceller"], at=AT)

    def ask(self, reviewer: User, *, by: str) -> Assignment:
        return assign(claim=self.fresh(), reviewer=reviewer, due=DUE, by=self[by], at=AT)

    def fresh(self) -> Claim:
        return Claim.objects.get(pk=self.claim.pk)


def _settle(story: Story, by: User) -> None:
    settle(claim=story.fresh(), rating="contested", reason="Both, as was said.", by=by, at=AT)


def _publish(story: Story, by: User) -> None:
    publish(claim=story.fresh(), summary="It is open.", waived=WAIVED, by=by, at=AT)


def _correct(story: Story, by: User) -> None:
    facts = {
        "kind": "clarity",
        "summary": "It is open still.",
        "reason": "Unclear, as was said.",
        "at": AT,
    }
    correct(claim=story.fresh(), by=by, **facts)


def _propose(story: Story, by: User) -> None:
    facts = {
        "rating": "refuted",
        "summary": "It is not so.",
        "reason": "Misread, as was said.",
        "at": AT,
    }
    propose_correction(claim=story.fresh(), by=by, **facts)


def _agree(story: Story, by: User) -> None:
    agree(
        proposal=ProposedCorrection.objects.get(), agreement="I agree, as was said.", by=by, at=AT
    )


def _refuse(story: Story, by: User) -> None:
    proposal = ProposedCorrection.objects.get()
    refuse_proposal(proposal=proposal, reason="It is as it was.", by=by, at=AT)


def _begin(story: Story, by: User) -> None:
    if story.fresh().status == "recorded":
        assign(claim=story.fresh(), reviewer=story["other"], due=DUE, by=by, at=AT)
    else:
        reopen(claim=story.fresh(), reason="A new page.", by=by, at=AT)


def _asked(story: Story, by: User) -> None:
    story.ask(by, by="opener")


PAST: dict[str, Callable[[Story], None]] = {
    "settle": Story.split,
    "publish": Story.agreed,
    "publish_settled": Story.settled,
    "correct": Story.published,
    "propose": Story.published,
    "agree": Story.proposed,
    "refuse": Story.proposed,
    "begin": Story.published,
    "asked": Story.reopened,
}
DONE: dict[str, Callable[[Story, User], None]] = {
    "settle": _settle,
    "publish": _publish,
    "publish_settled": _publish,
    "correct": _correct,
    "propose": _propose,
    "agree": _agree,
    "refuse": _refuse,
    "begin": _begin,
    "asked": _asked,
}


def told(past: Callable[[Story], None]) -> Story:
    story = Story()
    past(story)
    return story


def outcome(story: Story, act: str, person: str) -> str:
    """What comes of it; then it is as if nobody had tried."""
    with transaction.atomic():
        try:
            DONE[act](story, story[person])
        except Refusal as refusal:
            return refusal.code
        finally:
            transaction.set_rollback(True)
    return "yes"


def column(act: str) -> dict[str, str]:
    """What the table says of an act, by person; who cancelled a round has another past."""
    cells = {person: said for person, name, said in CELLS if name == act}
    return {person: said for person, said in cells.items() if person != "canceller"}


@pytest.mark.parametrize("act", ACTS)
def test_every_cell_of_the_table(act: str) -> None:
    story = told(PAST[act])

    assert {person: outcome(story, act, person) for person in column(act)} == column(act)


@pytest.mark.parametrize(
    ("act", "said"), [(act, said) for person, act, said in CELLS if person == "canceller"]
)
def test_every_cell_of_who_cancelled_the_round(act: str, said: str) -> None:
    story = told(Story.cancelled if act == "begin" else PAST[act])

    assert outcome(story, act, "canceller") == said


def test_who_may_agree_to_a_correction_may_refuse_it_and_nobody_else() -> None:
    story, said = told(PAST["refuse"]), column("agree")

    assert {person: outcome(story, "refuse", person) for person in said} == said


def test_what_was_tried_leaves_nothing_behind() -> None:
    story = told(PAST["publish"])

    assert [outcome(story, "publish", "other") for _ in range(2)] == ["yes", "yes"]


def test_the_table_has_every_person_and_every_act() -> None:
    assert {act for _person, act, _said in CELLS} == set(DONE) - {"refuse"}
    assert len(CELLS) + sum(row.count("-") for row in _ROWS) == len(_ROWS) * len(ACTS)
