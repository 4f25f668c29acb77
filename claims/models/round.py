"""One asking for reviews of one version of a claim."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim, in_review_with_open_round
from claims.models.rating import names_rating
from claims.models.version import Version
from claims.rules.states import ClaimStatus
from claims.rules.verdicts import RoundResult, WaivedRule
from tracker.base.constraints import not_blank, one_of, together
from tracker.base.triggers import (
    Protect,
    Trigger,
    append_only,
    fixed,
    never_deleted,
    never_emptied,
    shown_to_readers,
)
from tracker.base.values.choices import choices
from tracker.base.values.text import LONGEST_CODE

_OPENED_FROM = (
    ClaimStatus.RECORDED.value,
    ClaimStatus.AGREED.value,
    ClaimStatus.SPLIT.value,
    ClaimStatus.PUBLISHED.value,
)


@shown_to_readers
class Round(models.Model):
    """One asking for reviews of one version of a claim: opened, closed, perhaps settled.

    ``version`` is what it judges: what the claim said when it was opened, or what an editor made
    of it, openly, before the first review was sealed.

    ``adds_to`` is the split round whose reviews count with its own: one more reviewer was asked
    about the same version. A round is added to once, and by one that is not added itself.

    ``opened_from`` is the claim's status before, ``opening_reason`` why it is reviewed again.
    ``closing_reason`` is why it was cancelled; both reasons are public once it is over.
    ``settled_rating`` and ``settlement`` are an editor's answer, in writing, to a split.
    The newest first: ``claim.rounds.first()`` is the present one, open or over.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    version = models.ForeignKey(Version, models.PROTECT, related_name="rounds")
    adds_to = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="added"
    )
    opened_from = models.CharField(max_length=12, choices=choices(ClaimStatus))
    opening_reason = models.TextField(blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    result = models.CharField(max_length=10, choices=choices(RoundResult), blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closing_reason = models.TextField(blank=True)
    settled_rating = models.CharField(_("rating"), max_length=LONGEST_CODE, blank=True)
    settlement = models.TextField(blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["claim_id", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["claim", "number"], name="round_number_once"),
            models.UniqueConstraint(
                fields=["claim"], condition=Q(closed_at__isnull=True), name="round_one_open"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="round_counted_from_one"),
            one_of("opened_from", _OPENED_FROM, name="round_opened_from_known"),
            models.CheckConstraint(
                condition=Q(opened_from="recorded") | Q(opening_reason__regex=r"\S"),
                name="round_repeated_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(adds_to__isnull=True) | Q(opened_from="split"),
                name="round_added_to_a_split",
            ),
            one_of(
                "result", ["", *(result.value for result in RoundResult)], name="round_result_known"
            ),
            together("closed_at", "closed_by", name="round_closed_by_and_at"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, result="")
                | (Q(closed_at__isnull=False) & ~Q(result="")),
                name="round_closed_with_result",
            ),
            models.CheckConstraint(
                condition=(~Q(result="cancelled") & Q(closing_reason=""))
                | Q(result="cancelled", closing_reason__regex=r"\S"),
                name="round_cancelled_for_a_reason",
            ),
            together("settled_at", "settled_by", name="round_settled_by_and_at"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_rating="", settlement="")
                | (Q(settled_at__isnull=False, settlement__regex=r"\S") & ~Q(settled_rating="")),
                name="round_settled_in_writing",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | Q(result="split"),
                name="round_settled_if_split",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            fixed(
                "claim",
                "number",
                "opened_from",
                "opening_reason",
                "opened_by",
                "opened_at",
                "adds_to",
                name="opening_stays",
            ),
            Trigger(
                name="added_to_its_split",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__adds_to__isnull=False),
                func="""
                    IF NOT EXISTS (
                        SELECT FROM claims_round
                        WHERE id = NEW.adds_to_id AND claim_id = NEW.claim_id
                        AND number = NEW.number - 1 AND version_id = NEW.version_id
                        AND result = 'split' AND settled_at IS NULL AND adds_to_id IS NULL
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: a review is added to the split before it';
                    END IF;
                    RETURN NEW;
                """,
            ),
            Trigger(
                name="version_until_first_seal",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__version__df=pgtrigger.F("new__version")),
                func="""
                    IF OLD.closed_at IS NOT NULL OR OLD.adds_to_id IS NOT NULL OR EXISTS (
                        SELECT FROM claims_review r JOIN claims_assignment a
                        ON a.id = r.assignment_id
                        WHERE a.round_id = OLD.id AND r.sealed_at IS NOT NULL
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: sealed reviews keep the version they judged';
                    END IF;
                    RETURN NEW;
                """,
            ),
            Protect(
                name="closed_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__closed_at__isnull=False)
                & (
                    pgtrigger.Q(new__result__df=pgtrigger.F("old__result"))
                    | pgtrigger.Q(new__closed_by__df=pgtrigger.F("old__closed_by"))
                    | pgtrigger.Q(new__closed_at__df=pgtrigger.F("old__closed_at"))
                    | pgtrigger.Q(new__closing_reason__df=pgtrigger.F("old__closing_reason"))
                ),
            ),
            Protect(
                name="settled_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__settled_at__isnull=False),
            ),
            names_rating("settled_rating"),
            never_deleted(),
            never_emptied(),
            in_review_with_open_round("NEW.claim_id", pgtrigger.Insert | pgtrigger.Update),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} round {self.number}"

    @property
    def ended(self) -> RoundResult | None:
        """How it ended; None while it is open."""
        return RoundResult(self.result) if self.result else None


class Reading(models.Model):
    """Somebody opened the reviews of a round that was over: no blind reviewer of a later one."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="readings")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "reader"], name="reading_once"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            append_only(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.reader_id} read round {self.round_id}"


@shown_to_readers
class Waiver(models.Model):
    """An administrator lets one person pass a rule, in one round of one claim, in writing.

    ``number`` is the round's, which need not have been opened yet. ``reason`` is public with it.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="waivers")
    number = models.PositiveSmallIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    rule = models.CharField(_("rule"), max_length=16, choices=choices(WaivedRule))
    reason = models.TextField()
    waived_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    waived_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["waived_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["claim", "number", "person", "rule"], name="waiver_once"
            ),
            one_of("rule", [rule.value for rule in WaivedRule], name="waiver_rule_known"),
            not_blank("reason", name="waiver_in_writing"),
            models.CheckConstraint(
                condition=~Q(person=models.F("waived_by")), name="waiver_for_another"
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            append_only(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} round {self.number}: {self.rule} for {self.person_id}"
