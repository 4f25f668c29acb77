"""Statements by one claimant about one incident, with their figures."""

from __future__ import annotations

from typing import ClassVar

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.models.incident import Incident
from claims.models.party import Party, Place
from claims.rules.figures import Measure, Qualifier
from claims.rules.grounds import Ground
from claims.rules.states import ClaimStatus
from sources.models import Publisher
from tracker.base.constraints import not_blank, one_of, ordered
from tracker.base.values.choices import choices
from tracker.base.values.precision import DatePrecision


class Wording(models.TextChoices):
    """Whose words the statement is in."""

    VERBATIM = "verbatim", _("In the claimant's own words")
    PARAPHRASE = "paraphrase", _("Paraphrase")


class Nature(models.TextChoices):
    """Whether something was said, or is read from its never having been said."""

    STATEMENT = "statement", _("Statement")
    SILENCE = "silence", _("No statement: conduct or silence")


def in_review_with_open_round(claim: str, operation: pgtrigger.core.Operation) -> pgtrigger.Trigger:
    """A claim is in review exactly while it has an open round.

    Two tables say so together, so it is asked when the transaction ends.

    Args:
        claim: the claim's key in the row that was written, as SQL.
        operation: what is watched.
    """
    return pgtrigger.Trigger(
        name="in_review_with_open_round",
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        operation=operation,
        func=f"""
            IF EXISTS (SELECT FROM claims_claim WHERE id = {claim} AND status = 'in_review')
                <> EXISTS (SELECT FROM claims_round WHERE claim_id = {claim} AND closed_at IS NULL)
            THEN
                RAISE EXCEPTION 'pgtrigger: a claim is in review while it has an open round';
            END IF;
            RETURN NULL;
        """,  # noqa: S608 - the two names are ours
    )


@pghistory.track()
class Claim(models.Model):
    """One statement by one claimant about one incident.

    ``outlet`` is set where an outlet makes the claim in its own voice and names no claimant.
    ``reference`` is the claim's name in the files it was loaded from, such as ``mali/ML001``.
    ``status`` is changed by ``claims.operations.transition`` and by nothing else.
    """

    reference = models.CharField(max_length=150, unique=True, null=True, blank=True)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="claims")
    claimant = models.ForeignKey(Party, models.PROTECT, related_name="claims")
    spokesperson = models.CharField(_("spokesperson"), max_length=200, blank=True)
    outlet = models.ForeignKey(
        Publisher, models.PROTECT, null=True, blank=True, related_name="claims_in_own_voice"
    )
    statement = models.TextField(_("statement"))
    wording = models.CharField(_("wording"), max_length=12, choices=Wording.choices)
    nature = models.CharField(max_length=12, choices=Nature.choices, default=Nature.STATEMENT)
    language = models.CharField(_("language"), max_length=35, default="en")
    made_on = models.DateField(_("made on"), null=True, blank=True)
    made_on_precision = models.CharField(
        max_length=10, choices=choices(DatePrecision), default=DatePrecision.UNKNOWN.value
    )
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="claims")
    note = models.TextField(_("note"), blank=True)
    status = models.CharField(
        max_length=12,
        choices=choices(ClaimStatus),
        default=ClaimStatus.DRAFT.value,
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="claims_recorded"
    )
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["incident", "status"], name="claim_of_incident"),
            models.Index(fields=["status", "-created_at"], name="claim_newest"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            not_blank("statement", name="claim_says_something"),
            one_of("status", [status.value for status in ClaimStatus], name="claim_status_known"),
            one_of("wording", Wording.values, name="claim_wording_known"),
            one_of("nature", Nature.values, name="claim_nature_known"),
            models.CheckConstraint(
                condition=Q(made_on__isnull=True, made_on_precision="unknown")
                | Q(made_on__isnull=False, made_on_precision__in=["day", "month", "year"]),
                name="claim_made_on_with_precision",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            in_review_with_open_round("NEW.id", pgtrigger.Insert | pgtrigger.Update),
        ]

    def __str__(self) -> str:
        return self.statement


@pghistory.track()
class Translation(models.Model):
    """A statement in another language, and who put it there."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=35)
    text = models.TextField(_("translation"))
    translator = models.CharField(
        _("translator"), max_length=200, help_text=_("A person's name, or the program's.")
    )
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["language", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["claim", "language", "translator"], name="translation_once"
            ),
            not_blank("text", name="translation_says_something"),
            not_blank("translator", name="translation_has_translator"),
        ]

    def __str__(self) -> str:
        return self.text


@pghistory.track()
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
    note = models.TextField(_("note"), blank=True)
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


@pghistory.track()
class Counterclaim(models.Model):
    """A directed row: ``claim`` answers ``answers``, on a ground. With its claim it is a pair."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="counters")
    answers = models.ForeignKey(Claim, models.PROTECT, related_name="countered_by")
    ground = models.CharField(_("ground"), max_length=24, choices=choices(Ground))
    note = models.TextField(_("note"), blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["claim", "answers", "ground"], name="counterclaim_once"
            ),
            one_of("ground", [ground.value for ground in Ground], name="counterclaim_ground_known"),
            models.CheckConstraint(
                condition=~Q(claim=F("answers")), name="counterclaim_not_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} answers {self.answers_id}"
