"""Who else could do what somebody may not: one read for all acts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet

from claims.involvement import History, Involvement, Thing
from claims.models import Assignment, Claim, ProposedCorrection
from claims.reads.assignments import at_work, informed_about
from claims.rules.acts import REOPEN
from claims.rules.grants import ClaimFacts
from tracker.base.acts.law import refuse
from tracker.base.acts.table import Act
from tracker.base.people.models import Role, User, role_of
from tracker.base.people.role import DESK, EDITORS


@dataclass(frozen=True)
class Colleagues:
    """Everybody at the desk, and what each has to do with one claim: read once, asked often.

    Args:
        history: who had which part in the claim.
    """

    history: History

    @cached_property
    def people(self) -> tuple[User, ...]:
        """Everybody with an account that is in use, by name."""
        rows = at_work().exclude(role=Role.READER)
        return tuple(rows.order_by("name", "username"))

    def who_may(self, act: Act[ClaimFacts], thing: Thing) -> list[User]:
        """Those who may do an act to a thing as it stands, by name."""
        return [
            person
            for person in self.people
            if refuse(person, act, Involvement(person, thing, self.history)) is None
        ]

    def editors_left(self, claim: Claim) -> list[User]:
        """Editors who could decide on a claim once it is reviewed, by name.

        They neither wrote it nor are asked to review it. It takes one of them to publish what
        reviewers agree on, and a second one where a split has to be settled.
        """
        return _editors_left(self.people, claim, self.history)

    def anybody_to_ask(self, claim: Claim) -> bool:
        """Whether somebody could still be asked to review a claim: one of `reviewers_for`."""
        history = self.history
        left = (
            Involvement(person, claim, history)
            for person in self.people
            if role_of(person) in DESK
            and person.pk not in history.already_asked
            and person.pk not in history.bound
        )
        return any(not one.knows_earlier for one in left)

    def can_be_done(self, act: Act[ClaimFacts], thing: Thing) -> bool:
        """Whether somebody with no part in the claim could do it to the thing as it stands."""
        stands = Involvement(User(), thing, self.history)
        if isinstance(thing, Assignment | ProposedCorrection) and not stands.waiting:
            return False
        return any(act.refusal(role, stands) is None for role in Role)


def _editors_left(people: Iterable[User], claim: Claim, history: History) -> list[User]:
    involved = (
        (person, Involvement(person, claim, history))
        for person in people
        if role_of(person) in EDITORS
    )
    return [person for person, one in involved if not (one.author or one.reviewed or one.asked)]


def editors_left_of_each(claims: QuerySet[Claim]) -> list[tuple[Claim, list[User]]]:
    """Of each of some claims the editors who could decide on it once it is reviewed, by name.

    As many queries for many claims as for one, as long as none of them is published.

    Args:
        claims: those that are about to be reviewed.
    """
    people = list(at_work().order_by("name", "username"))
    rows = claims.prefetch_related("authorships", "rounds__assignments")
    return [(claim, _editors_left(people, claim, _history_of(claim))) for claim in rows]


def _history_of(claim: Claim) -> History:
    """Who had which part in a claim that was fetched with its authors and its rounds."""
    authors = (row.person_id for row in claim.authorships.all())
    return History(claim, claim.rounds.all(), authors)


def claim_of(thing: Thing) -> Claim:
    """The claim that a thing is about."""
    return thing if isinstance(thing, Claim) else thing.claim


def colleagues_of(claim: Claim, history: History | None = None) -> Colleagues:
    """Who works at the desk and who had which part in a claim; read when it is asked."""
    return Colleagues(history or History(claim))


def editors_who_may_repeat(claim: Claim, history: History) -> list[User]:
    """Editors to whom nothing is against beginning the next round of a claim."""
    editors: Iterable[User] = at_work().filter(role=Role.EDITOR)
    grants = [grant for grant in REOPEN.may if grant.against]
    return [
        person
        for person in editors
        if all(
            grant.against is None or grant.against(Involvement(person, claim, history)) is None
            for grant in grants
        )
    ]


def bound_by_a_rule(claim: Claim) -> QuerySet[User]:
    """People whom a rule that can be waived keeps from reviewing, or from the next round."""
    history = History(claim)
    informed = {person.pk for person in informed_about(claim)}
    rows = User.objects.filter(Q(pk__in=informed) | Q(pk__in=history.last_hands), is_active=True)
    return rows.exclude(role__in=[Role.READER, Role.ADMINISTRATOR]).order_by("name", "username")
