"""Something that happened, or is said to have."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from claims.models.party import Place
from tracker.base.constraints import not_blank, together, with_precision
from tracker.base.merging import Mergeable, merged_into_another
from tracker.base.triggers import shown_to_readers, track
from tracker.base.values.choices import choices
from tracker.base.values.precision import DatePrecision


@shown_to_readers
@track()
class Incident(Mergeable):
    """What the claims of a dossier are about. What readers see of it is its dossier.

    ``reference`` is the incident's name in the files it was loaded from, such as
    ``mali/tinzaouaten-2024``; it makes loading twice change nothing.

    Only the desk sees it until an editor releases it, and after one has withdrawn it: what stays
    for readers then is a notice. ``withdrawn_reason`` is for the desk, ``withdrawn_notice`` is what
    readers are told besides. ``releases_at_once`` lets claims recorded later be public without an
    editor releasing each. What is public is said by ``claims.reads.visible`` and nowhere else.
    """

    slug = models.SlugField(max_length=100, unique=True)
    reference = models.CharField(max_length=150, unique=True, null=True, blank=True)
    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(_("summary"), blank=True)
    start = models.DateField(_("first day"), null=True, blank=True)
    start_precision = models.CharField(
        max_length=10, choices=choices(DatePrecision), default=DatePrecision.UNKNOWN.value
    )
    end = models.DateField(_("last day"), null=True, blank=True)
    end_precision = models.CharField(
        max_length=10, choices=choices(DatePrecision), default=DatePrecision.UNKNOWN.value
    )
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="incidents"
    )
    internal_note = models.TextField(_("internal note"), blank=True)
    public_note = models.TextField(_("public note"), blank=True)
    is_exercise = models.BooleanField(
        default=False, help_text=_("Invented: nothing here happened. Every page says so.")
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    releases_at_once = models.BooleanField(
        default=False, help_text=_("Claims recorded later are public at once.")
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_reason = models.TextField(blank=True)
    withdrawn_notice = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[Combinable | str]] = [F("start").desc(nulls_last=True), "pk"]
        indexes: ClassVar[list[models.Index]] = [
            # What claims.reads.desk.dossiers lists them in the order of.
            models.Index(
                F("withdrawn_at").asc(nulls_first=True),
                F("created_at").desc(),
                F("id").desc(),
                name="incident_recorded",
            ),
            # What lists of them to choose from are read in the order of.
            models.Index(F("start").desc(nulls_last=True), F("id"), name="incident_by_start"),
            models.Index(fields=["-released_at", "-id"], name="incident_released"),
            # They are few, and told of apart from what really happened.
            models.Index(fields=["id"], condition=Q(is_exercise=True), name="incident_exercise"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            not_blank("title", name="incident_title_given"),
            merged_into_another("incident_merged_into_another"),
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gte=F("start")),
                name="incident_ends_after_start",
            ),
            with_precision("start", name="incident_start_with_precision"),
            with_precision("end", name="incident_end_with_precision"),
            together("released_at", "released_by", name="incident_released_by_and_at"),
            together("withdrawn_at", "withdrawn_by", name="incident_withdrawn_by_and_at"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_reason="", withdrawn_notice="")
                | Q(withdrawn_at__isnull=False, withdrawn_reason__regex=r"\S"),
                name="incident_withdrawn_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(released_at__isnull=False),
                name="incident_withdrawn_once_released",
            ),
            models.CheckConstraint(
                condition=Q(releases_at_once=False) | Q(released_at__isnull=False),
                name="incident_at_once_once_released",
            ),
        ]

    def __str__(self) -> str:
        return self.title
