"""The figures of a claim, and whose losses they count."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, When
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.models.citation import Citation
from claims.models.claim import Claim, Wording
from claims.models.party import Party, Place
from claims.rules.figures import Counts, MeasureValue, Qualifier
from claims.rules.figures.own_words import open_above
from claims.rules.figures.said_words import are_said
from tracker.base.constraints import one_of, ordered, with_precision
from tracker.base.terms import Term, in_reader_language
from tracker.base.triggers import shown_to_readers, track
from tracker.base.values.choices import choices
from tracker.base.values.partial_date import PartialDate
from tracker.base.values.precision import DatePrecision


@shown_to_readers
@track()
class Measure(Term):
    """What a figure counts: one of the measures of the installation.

    ``units`` name what one of it is, in the plural, by language tag; ``words`` are those that name
    it in statements, lists by language tag. Figures of measures that say the same ``compared_as``,
    most often a measure's own code, may be compared; with "" they are compared with none.
    """

    units = models.JSONField(_("unit"), default=dict, blank=True)
    words = models.JSONField(_("words"), default=dict, blank=True)
    counts = models.CharField(
        _("counts"), max_length=10, choices=choices(Counts), default=Counts.LOSSES.value
    )
    compared_as = models.CharField(_("compared as"), max_length=40, blank=True)

    class Meta(Term.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Term.Meta.constraints,
            one_of("counts", [each.value for each in Counts], name="measure_counts_known"),
        ]

    @property
    def unit(self) -> str:
        """What one of it is, in the plural and the reader's language; "" where nothing says."""
        return in_reader_language(self.units)

    @property
    def named(self) -> str:
        """The label as a heading has it, with the unit where the name does not say it."""
        if self.counts == Counts.QUANTITY and self.unit:
            return gettext("%(measure)s (%(unit)s)") % {"measure": self.label, "unit": self.unit}
        return self.label

    @property
    def value(self) -> MeasureValue:
        """The measure as the rules know it."""
        return MeasureValue(self.code, self.label, self.compared_as, Counts(self.counts))


class FigureManager(models.Manager["Figure"]):
    """Figures come with their measure: without it a number says nothing.

    Those with words come with what these may be quoted from: quotation marks stand around nothing
    else.
    """

    def get_queryset(self) -> models.QuerySet[Figure]:
        """Fetch the measure, the place of the scope and what was said, in the same query."""
        rows = super().get_queryset().select_related("measure", "place")
        return rows.annotate(own_statement=_of_worded(_statement()), quoted=_of_worded(_quoted()))


def _of_worded(said: Subquery) -> Case:
    """What is read only of figures that have words: most have none."""
    return Case(When(~Q(wording=""), then=said), default=None)


def _statement() -> Subquery:
    own = Claim.objects.filter(pk=OuterRef("claim_id"), wording=Wording.VERBATIM)
    return Subquery(own.order_by().values("statement"))


def _quoted() -> Subquery:
    cited = Citation.objects.filter(claim=OuterRef("claim_id"), quotation__isnull=False)
    return ArraySubquery(cited.order_by().values("quotation__exact"))


@shown_to_readers
@track()
class Figure(models.Model):
    """One number in a claim: how many of what, and whose.

    ``low``, ``best`` and ``high`` are in the unit of the measure; NULL is "not given".
    ``wording`` keeps the words as written ("dozens"); vague words get no number.
    ``as_published`` marks rows of a data set kept with low, best and high out of order.

    The scope says what of the incident is counted, where that is less than all of it: ``part`` in
    words ("left behind"), ``place``, ``period``. ``as_of`` is the day whose state it gives.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="figures")
    position = models.PositiveSmallIntegerField(default=0)
    measure = models.ForeignKey(
        Measure,
        models.PROTECT,
        db_column="measure",
        related_name="+",
        verbose_name=_("measure"),
        db_index=False,  # the index with the claim does as well
    )
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
    part = models.CharField(_("which part"), max_length=200, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="figures")
    period = models.DateField(_("day or time counted"), null=True, blank=True)
    period_precision = models.CharField(
        max_length=10, choices=choices(DatePrecision), default=DatePrecision.UNKNOWN.value
    )
    as_of = models.DateField(_("as of"), null=True, blank=True)
    as_of_precision = models.CharField(
        max_length=10, choices=choices(DatePrecision), default=DatePrecision.UNKNOWN.value
    )
    internal_note = models.TextField(_("internal note"), blank=True)
    public_note = models.TextField(_("public note"), blank=True)
    as_published = models.BooleanField(default=False)

    objects = FigureManager()

    class Meta:
        ordering: ClassVar[list[str]] = ["claim_id", "position", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["measure", "claim"], name="figure_of_measure"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["claim", "position"], name="figure_position_once"),
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
            with_precision("period", name="figure_period_with_precision"),
            with_precision("as_of", name="figure_as_of_with_precision"),
        ]

    @property
    def is_open_above(self) -> bool:
        """Whether it is a range of which its own words leave the upper end open."""
        is_range = self.qualifier == Qualifier.RANGE and None not in {self.low, self.high}
        return is_range and open_above(self.wording)

    @property
    def words_are_said(self) -> bool:
        """Whether its words are recorded as said: the one place that decides on quotation marks.

        Of a figure that was not fetched by the manager, nothing says so.
        """
        given = vars(self)
        own, quoted = given.get("own_statement"), given.get("quoted")
        return are_said(self.wording, [*([own] if own else ()), *(quoted or ())])

    def quote_from(self, statement: str | None, quoted: Collection[str]) -> None:
        """Give it what its words may be quoted from, as the manager does.

        Args:
            statement: that of its claim, where it is in the claimant's own words.
            quoted: what is quoted of the pages that its claim cites.
        """
        vars(self).update(own_statement=statement, quoted=quoted)

    @property
    def counted_period(self) -> PartialDate:
        """The day, month or year that it counts; unknown where nothing narrower is said."""
        return PartialDate.of(self.period, self.period_precision)

    @property
    def known_as_of(self) -> PartialDate:
        """The day whose state it gives; unknown where that is not said."""
        return PartialDate.of(self.as_of, self.as_of_precision)

    def __str__(self) -> str:
        return f"{self.measure_id} {self.low}/{self.best}/{self.high}"


@shown_to_readers
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
