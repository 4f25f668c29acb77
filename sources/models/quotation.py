"""Exact words on a page, and what was found of them in each sealed copy."""

from __future__ import annotations

from datetime import datetime
from functools import reduce
from operator import or_
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from sources.archiver.values import Check, Quote
from sources.models.capture import Capture
from sources.models.page import Page
from tracker.base.built_once import built_once
from tracker.base.constraints import not_blank, one_of
from tracker.base.triggers import append_only, never_emptied, shown_to_readers


@shown_to_readers
class Quotation(models.Model):
    """Exact words with a few words before and after: a W3C TextQuoteSelector."""

    page = models.ForeignKey(Page, models.PROTECT, related_name="quotations")
    exact = models.TextField(_("exact words"))
    prefix = models.TextField(_("words before"), blank=True)
    suffix = models.TextField(_("words after"), blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            not_blank("exact", name="quotation_says_something"),
            models.UniqueConstraint(
                fields=["page", "exact", "prefix", "suffix"], name="quotation_once"
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            # A finding speaks of these very words, so they never change under it.
            append_only(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.exact

    @property
    def wanted(self) -> Quote:
        """What a check looks for; its key is the number of the row."""
        return Quote(
            self.exact,
            prefix=self.prefix,
            suffix=self.suffix,
            key=str(self.pk),
            language=self.language,
        )


class FindingKind(models.TextChoices):
    """What a check of one quotation in one capture found."""

    VERBATIM = "verbatim", _("Verbatim")
    NEAR = "near", _("Near: only the writing differs")
    INTERRUPTED = "interrupted", _("Interrupted by something else on the page")
    REWORDED = "reworded", _("Reworded: words differ")
    ALTERED = "altered", _("Altered: a number, a name or a word that turns the sense differs")
    ABSENT = "absent", _("Absent")
    UNREADABLE = "unreadable", _("Unreadable")


DIFFERING = frozenset(
    {FindingKind.NEAR, FindingKind.INTERRUPTED, FindingKind.REWORDED, FindingKind.ALTERED}
)
"""What was found where other words, signs or marks stand than those quoted."""


class TextOfCopy(models.TextChoices):
    """Which text of a sealed copy a finding stands in."""

    SENT = "sent", _("The page as it was sent")
    SHOWN = "shown", _("The page as a browser showed it")


SAID = (FindingKind.VERBATIM, FindingKind.NEAR, FindingKind.INTERRUPTED)
"""What was found where the page says the words that were quoted."""
MISMATCHES = (FindingKind.REWORDED, FindingKind.ALTERED, FindingKind.ABSENT)
"""What was found where it does not."""
BEING_CHECKED = "being_checked"
"""What readers are told of a mismatch that may be our own mistake in writing the words down."""
_OF_WORDS = ("words", "part", "left_out")
"""Kinds of difference with which *near* was once said, and *reworded* is today."""
_REWORDED_ONCE = Q(kind=FindingKind.NEAR) & reduce(
    or_, (Q(differences__contains=[{"kind": kind}]) for kind in _OF_WORDS)
)


@shown_to_readers
class Confirmation(models.Model):
    """A person's word that a quotation was written down as the page had it."""

    quotation = models.OneToOneField(Quotation, models.PROTECT, related_name="confirmation")
    reason = models.TextField(_("how you know"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            not_blank("reason", name="confirmation_says_why"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            append_only(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.quotation_id} {self.at:%Y-%m-%d}"


class ShownFindings(models.Manager["Finding"]):
    """Findings, each with what readers are told of it: ``shown_kind``.

    A mismatch counts as our own mistake until the page was once found to say the words, or a
    person confirmed that it did.
    """

    def get_queryset(self) -> models.QuerySet[Finding]:
        """All of them."""
        return _findings_shown().using(self._db)

    def being_checked(self) -> models.QuerySet[Finding]:
        """Those of which readers are told no more than that they are being checked.

        As conditions of a table that its indexes know: of what a row is shown as they know nothing.
        """
        return _findings_doubted().using(self._db)

    def told_at(self, moment: datetime) -> models.QuerySet[Finding]:
        """Those that there were by a moment, each with what readers were told of it then."""
        said, confirmed = _said().filter(at__lte=moment), _confirmed().filter(at__lte=moment)
        return _told(said, confirmed).filter(at__lte=moment).using(self._db)


def _said() -> models.QuerySet[Finding]:
    """What of the same quotation was found to be said."""
    rows: models.QuerySet[Finding] = models.QuerySet(Finding)
    return rows.filter(quotation=OuterRef("quotation"), kind__in=SAID).exclude(_REWORDED_ONCE)


def _confirmed() -> models.QuerySet[Confirmation]:
    return Confirmation.objects.filter(quotation=OuterRef("quotation"))


@built_once
def _findings_shown() -> models.QuerySet[Finding]:
    return _told(_said(), _confirmed())


@built_once
def _findings_doubted() -> models.QuerySet[Finding]:
    verbatim = Q(kind=FindingKind.VERBATIM)
    return _findings_shown().filter(~verbatim, _may_be_ours(_said(), _confirmed()))


def _may_be_ours(said: models.QuerySet[Finding], confirmed: models.QuerySet[Confirmation]) -> Q:
    """That the words differ, no copy was found to say them, and nobody has confirmed them."""
    differs = Q(kind__in=MISMATCHES) | _REWORDED_ONCE
    return differs & ~Exists(said) & ~Exists(confirmed)


def _told(
    said: models.QuerySet[Finding], confirmed: models.QuerySet[Confirmation]
) -> models.QuerySet[Finding]:
    shown = Case(
        When(_may_be_ours(said, confirmed), then=Value(BEING_CHECKED)),
        When(_REWORDED_ONCE, then=Value(FindingKind.REWORDED.value)),
        default=F("kind"),
        output_field=models.CharField(),
    )
    rows: models.QuerySet[Finding] = models.QuerySet(Finding)
    annotated: models.QuerySet[Finding] = rows.annotate(shown_kind=shown)
    return annotated


@shown_to_readers
class Finding(models.Model):
    """What was found of a quotation in a capture; offsets count characters of the text it is in.

    Of the words that a browser showed there is one only where they hold what the page, as it was
    sent, does not.
    """

    quotation = models.ForeignKey(Quotation, models.PROTECT, related_name="findings")
    capture = models.ForeignKey(Capture, models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=12, choices=FindingKind.choices)
    read_in = models.CharField(max_length=5, choices=TextOfCopy.choices, default=TextOfCopy.SENT)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    matched = models.TextField(blank=True)
    differences = models.JSONField(default=list, blank=True)
    at = models.DateTimeField()

    objects = ShownFindings()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            # Most are verbatim; those that may be our own mistakes are among the others.
            models.Index(
                fields=["quotation"], condition=~Q(kind="verbatim"), name="finding_not_verbatim"
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["quotation", "capture", "read_in"], name="finding_once"
            ),
            one_of("read_in", TextOfCopy.values, name="finding_read_in_known"),
            one_of("kind", FindingKind.values, name="finding_kind_known"),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True)
                | Q(start__isnull=False, end__gte=F("start")),
                name="finding_place_whole",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            append_only(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.quotation_id} {self.kind}"

    @classmethod
    def of(
        cls,
        quotation: Quotation,
        capture: Capture,
        check: Check,
        *,
        at: datetime,
        read_in: TextOfCopy = TextOfCopy.SENT,
    ) -> Finding:
        """Make the row of a check; it is not saved yet.

        Args:
            quotation: what was looked for.
            capture: the copy it was looked for in.
            check: what was found.
            at: the present moment.
            read_in: which text of the copy it was looked for in.
        """
        return cls(
            quotation=quotation,
            capture=capture,
            read_in=read_in,
            kind=check.kind.value,
            start=check.start,
            end=check.end,
            matched=check.matched,
            differences=[difference.as_json() for difference in check.differences],
            at=at,
        )

    @property
    def is_shown(self) -> bool:
        """Whether it stands in the words that a browser showed, and not in those that were sent."""
        return self.read_in == TextOfCopy.SHOWN

    @property
    def meant(self) -> FindingKind:
        """Its kind in the words of today: sealed rows keep those of their time."""
        if self.kind == FindingKind.NEAR and any(
            one["kind"] in _OF_WORDS for one in self.differences
        ):
            return FindingKind.REWORDED
        return FindingKind(self.kind)

    @property
    def differs(self) -> bool:
        """Whether the copy has something else there than was quoted."""
        return self.kind in DIFFERING

    @property
    def is_being_checked(self) -> bool:
        """Whether it may be a mistake of our own, so that readers are told no more than that."""
        # Of a row that was not read from the table, readers are told nothing yet.
        return getattr(self, "shown_kind", BEING_CHECKED) == BEING_CHECKED

    @property
    def shows_difference(self) -> bool:
        """Whether readers are shown what the copy has instead."""
        return self.differs and not self.is_being_checked
