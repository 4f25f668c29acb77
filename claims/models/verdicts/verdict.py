"""What was decided and published for a claim."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.models.rating import ON_SCALE, GivenRating, names_rating
from claims.models.round import Round
from claims.models.verdicts.ranges import FurtherRange, GivesRanges, one_a_figure
from claims.rules.verdicts import CorrectionKind
from tracker.base.constraints import not_blank, one_of, ordered
from tracker.base.triggers import Trigger, append_only, never_emptied, shown_to_readers
from tracker.base.values.choices import choices
from tracker.base.values.text import LONGEST_CODE


class Basis(models.TextChoices):
    """How it was decided."""

    AGREEMENT = "agreement", _("The reviewers agreed")
    SETTLEMENT = "settlement", _("The reviewers split; an editor settled it in writing")
    CORRECTION = "correction", _("A correction of an earlier verdict")


@shown_to_readers
class Verdict(GivesRanges):
    """What was decided and published for a claim. Never edited, only superseded.

    ``round`` is what it rests on: a round of this claim that agreed or was settled, also where a
    correction says otherwise. ``settlement`` is the editor's writing on a split.
    ``rating`` is a code; what it was called and meant, in every language, and its place on the
    scale are kept as they were when the rating was given: ``rated`` shows them.
    ``ranges`` are the ranges it establishes, one a figure.
    ``missing`` is what evidence could not be found, ``would_change`` what would lead to another
    rating. ``correction_kind`` is what a correction mends. One of rating or range was proposed by
    one editor and agreed to in writing (``agreement``) by another, who published it so.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="verdicts")
    version = models.PositiveSmallIntegerField()
    round = models.ForeignKey(Round, models.PROTECT, related_name="verdicts")
    rating = models.CharField(_("rating"), max_length=LONGEST_CODE)
    rating_labels = models.JSONField()
    rating_meanings = models.JSONField()
    rating_number = models.PositiveSmallIntegerField(null=True, blank=True)
    summary = models.TextField(_("summary"))
    missing = models.TextField(_("what is missing"), blank=True)
    would_change = models.TextField(_("what would change it"), blank=True)
    basis = models.CharField(max_length=12, choices=Basis.choices)
    settlement = models.TextField(blank=True)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    change_reason = models.TextField(_("what changed and why"), blank=True)
    correction_kind = models.CharField(max_length=12, choices=choices(CorrectionKind), blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    agreement = models.TextField(blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["claim_id", "-version"]
        indexes: ClassVar[list[models.Index]] = [
            # What the front page, the log of corrections and the feeds list them in the order of.
            models.Index(fields=["-published_at", "-id"], name="verdict_newest"),
            models.Index(fields=["rating"], name="verdict_of_rating"),
            models.Index(
                fields=["-published_at", "-id"],
                condition=Q(supersedes__isnull=False),
                name="verdict_newest_corrections",
            ),
            models.Index(
                fields=["-published_at", "-id"],
                condition=Q(is_demonstration=True),
                name="verdict_newest_demonstration",
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["claim", "version"], name="verdict_version_once"),
            models.CheckConstraint(
                condition=~Q(rating="") & ~Q(rating_labels={}) & ~Q(rating_meanings={}),
                name="verdict_rating_said",
            ),
            models.CheckConstraint(
                condition=Q(rating_number__isnull=True) | Q(rating_number__range=ON_SCALE),
                name="verdict_rating_on_scale",
            ),
            one_of("basis", Basis.values, name="verdict_basis_known"),
            ordered("low", "high", name="verdict_low_high"),
            not_blank("summary", name="verdict_has_summary"),
            models.CheckConstraint(
                condition=Q(version=1, supersedes__isnull=True)
                | Q(version__gt=1, supersedes__isnull=False),
                name="verdict_later_supersedes",
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | Q(change_reason__regex=r"\S"),
                name="verdict_change_reasoned",
            ),
            models.CheckConstraint(
                condition=~Q(basis="settlement") | Q(settlement__regex=r"\S"),
                name="verdict_settled_in_writing",
            ),
            models.CheckConstraint(
                condition=Q(figure__isnull=False) | Q(low__isnull=True, high__isnull=True),
                name="verdict_range_of_a_figure",
            ),
            one_of(
                "correction_kind",
                ["", *(kind.value for kind in CorrectionKind)],
                name="verdict_correction_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(basis="correction") | Q(correction_kind=""),
                name="verdict_kind_of_correction",
            ),
            models.CheckConstraint(
                condition=Q(correction_kind="finding", proposed_by__isnull=False)
                & Q(agreement__regex=r"\S")
                | ~Q(correction_kind="finding") & Q(proposed_by__isnull=True, agreement=""),
                name="verdict_finding_corrected_by_two",
            ),
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=True) | ~Q(proposed_by=F("published_by")),
                name="verdict_agreed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | ~Q(supersedes=F("pk")),
                name="verdict_not_of_itself",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            append_only(),
            never_emptied(),
            names_rating("rating"),
            Trigger(
                name="of_a_decided_round",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NOT EXISTS (
                        SELECT FROM claims_round
                        WHERE id = NEW.round_id AND claim_id = NEW.claim_id
                        AND (result = 'agreed' OR settled_at IS NOT NULL)
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: a verdict rests on a decided round';
                    END IF;
                    RETURN NEW;
                """,
            ),
            # What one editor corrects alone leaves rating and range as they were.
            Trigger(
                name="wording_leaves_the_finding",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__basis="correction", new__proposed_by__isnull=True),
                func="""
                    IF NOT EXISTS (
                        SELECT FROM claims_verdict WHERE id = NEW.supersedes_id
                        AND (rating, figure_id, low, high)
                            IS NOT DISTINCT FROM (NEW.rating, NEW.figure_id, NEW.low, NEW.high)
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: rating and range are corrected by two';
                    END IF;
                    RETURN NEW;
                """,
            ),
            # Of the ranges for other figures the same, once they are written beside it.
            Trigger(
                name="wording_leaves_the_ranges",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Q(new__basis="correction", new__proposed_by__isnull=True),
                func="""
                    IF EXISTS (
                        SELECT figure_id, low, high FROM claims_verdictrange
                        WHERE verdict_id IN (NEW.id, NEW.supersedes_id)
                        GROUP BY figure_id, low, high HAVING count(*) <> 2
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: rating and range are corrected by two';
                    END IF;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} v{self.version} {self.rating}"

    @property
    def rated(self) -> GivenRating:
        """The rating as readers of this verdict see it, whatever it is called by now."""
        return GivenRating(
            self.rating, self.rating_labels, self.rating_meanings, self.rating_number
        )

    @property
    def is_correction(self) -> bool:
        """Whether it mends an earlier one, and is not what another review came to."""
        return self.basis == Basis.CORRECTION


@shown_to_readers
class VerdictRange(FurtherRange):
    """The range a verdict establishes for another figure of the claim. Written with its verdict."""

    verdict = models.ForeignKey(Verdict, models.PROTECT, related_name="further_ranges")

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = one_a_figure("verdict")
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            append_only(),
            never_emptied(),
            Trigger(
                name="entered_without_more",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF EXISTS (
                        SELECT FROM ledger_entry WHERE kind IN ('verdict', 'correction')
                        AND subject = NEW.verdict_id::text
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: a verdict in the ledger gets no more ranges';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict_id}: {self.low} to {self.high} for {self.figure_id}"
