"""The figures of a claim, and whose losses they count."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.models.party import Party
from claims.rules.figures import Measure, Qualifier
from tracker.base.constraints import one_of, ordered
from tracker.base.triggers import track
from tracker.base.values.choices import choices


@track()
class Figure(models.Model):
    """One number in a claim: how many of what, and whose.

    ``low``, ``best`` and ``high`` are in the unit of the measure; NULL is "not given".
    ``wording`` keeps the words as written ("dozens"); vague words get no number.
    ``as_published`` marks rows of a data set kept with low, best and high out of order.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="figures")
    position = models.PositiveSmallIntegerField(default=0)
    measure = models.CharField(_("measure"), max_length=30, choices=choices(Measure))
    subjects: models.ManyToManyField[Party, FigureSubject] = models.ManyToManyField(
        Party, through="FigureSubject", related_name="figures"
    )
    low = models.DecimalField(_("low"), max_digits=14, decimal_places=3, null=True, blank=True)
    best = models.DecimalField(_("best"), max_digits=14, decimal_places=3, null=True, blank=True)
    high = models.DecimalField(_("high"), max_digits=14, decimal_places=3, null=True, blank=True)
    qualifier = models.CharField(
        _("qualifier"),
        max_length=12,
        choices=choices(Qualifier),
    )
    wording = models.CharField(_("as worded"), max_length=200, blank=True)
    internal_note = models.TextField(_("internal note"), blank=True)
    public_note = models.TextField(_("public note"), blank=True)
    as_published = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["claim_id", "position", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["claim", "position"], name="figure_position_once"),
            one_of("measure", [measure.value for measure in Measure], name="figure_measure_known"),
            one_of(
                "qualifier",
                [qualifier.value for qualifier in Qualifier],
                name="figure_qualifier_known",
            ),
            ordered(
                "low", "best", "high", name="figure_low_best_high", unless=Q(as_published=True)
            ),
            models.CheckConstraint(
                condition=(Q(low__isnull=True) | Q(low__gte=0))
                & (Q(best__isnull=True) | Q(best__gte=0))
                & (Q(high__isnull=True) | Q(high__gte=0)),
                name="figure_not_negative",
            ),
            models.CheckConstraint(
                condition=~Q(qualifier__in=["vague", "none"])
                | Q(low__isnull=True, best__isnull=True, high__isnull=True),
                name="figure_vague_has_no_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.low}/{self.best}/{self.high}"


class FigureSubject(models.Model):
    """Whose losses a figure counts; two rows where a source gives one number for both."""

    figure = models.ForeignKey(Figure, models.CASCADE, related_name="figure_subjects")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["figure_id", "position", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["figure", "party"], name="figure_subject_once"),
        ]

    def __str__(self) -> str:
        return str(self.party_id)
