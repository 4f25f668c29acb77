"""Waive a rule in writing, where too few people are left to keep it."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from claims.involvement import History, Involvement, next_number
from claims.models import Claim, Waiver
from claims.operations.journal import journal
from claims.operations.transition import locked
from claims.reads.assignments import counted_for, needed_in, reviewers_for
from claims.reads.people import editors_who_may_repeat
from claims.rules import acts
from claims.rules.verdicts import WaivedRule
from tracker.base.acts.law import ensure
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import whole_sentence, word


def waive(*, claim: Claim, person: User, rule: str, reason: str, by: User, at: datetime) -> Waiver:
    """Let `person` pass `rule` in the round of `claim` that is open, or would be next.

    Readers see the waiver and its reason once that round is over. That the author of a claim does
    not review it is never waived. Refuses with `required` (no reason), `no_sentence` (one that says
    nothing), `unknown_value`, `own_waiver` (an administrator waives nothing for themselves),
    `nothing_to_waive` (the rule does not bind this person here), `enough_people` (others are left
    whom it does not bind) or `author_reviews`.
    """
    waived = word(rule, WaivedRule, field="rule")
    why = whole_sentence(reason, field="reason", required=False)
    with act(acts.WAIVE, by=by, reason=why):
        row = locked(claim)
        ensure(by, acts.WAIVE, Involvement(by, row))
        if person.pk == by.pk:
            raise Refusal(
                _("Another administrator has to waive it for you."),
                code="own_waiver",
                field="person",
            )
        _check_needed(row, person, waived)
        number = next_number(row.rounds.first())
        waiver = Waiver.objects.create(
            claim=row,
            number=number,
            person=person,
            rule=waived.value,
            reason=why,
            waived_by=by,
            waived_at=at,
        )
        journal(
            verb="waived",
            target=waiver,
            claim_id=row.pk,
            by=by,
            at=at,
            reason=why,
            data={
                "round": number,
                "rule": waived.value,
                "person": person.pk,
                "person_name": person.get_full_name(),
            },
        )
    return waiver


def _check_needed(claim: Claim, person: User, rule: WaivedRule) -> None:
    """Refuse a waiver that is of no use, or that is not needed."""
    history = History(claim)
    facts = Involvement(person, claim, history)
    bound = facts.repeats if rule is WaivedRule.REPEATS else facts.knows_earlier
    if not bound or not person.is_active:
        raise Refusal(
            _("This rule does not stand in %(name)s’s way here.")
            % {"name": person.get_full_name()},
            code="nothing_to_waive",
            field="person",
        )
    if rule is WaivedRule.KNOWS_EARLIER and facts.author:
        raise Refusal(
            _("%(name)s wrote this claim or changed it. That is never waived.")
            % {"name": person.get_full_name()},
            code="author_reviews",
            field="person",
        )
    if rule is WaivedRule.REPEATS:
        enough = bool(editors_who_may_repeat(claim, history))
    else:
        enough = reviewers_for(claim).count() >= needed_in(claim) - counted_for(claim)
    if enough:
        raise Refusal(
            _("Others are left whom this rule does not bind. Ask them."),
            code="enough_people",
            field="person",
        )
