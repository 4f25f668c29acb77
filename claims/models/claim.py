"""A claim, its wording and its translations."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.models.incident import Incident
from claims.models.party import Party, Place
from claims.rules.states import ClaimStatus
from sources.models import Publisher
from tracker.base.constraints import not_blank, one_of, together, with_precision
from tracker.base.retraction import (
    STANDING,
    Retractable,
    index_of_retracted,
    retracted_with_reason,
)
from tracker.base.triggers import Protect, Trigger, never_emptied, shown_to_readers, track
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


class Priority(models.IntegerChoices):
    """How soon the desk should come to a claim; nothing that readers are told."""

    LOW = 1, _("Can wait")
    NORMAL = 2, _("Normal")
    HIGH = 3, _("Soon")
    URGENT = 4, _("Urgent")


def in_review_with_open_round(claim: str, operation: pgtrigger.core.Operation) -> pgtrigger.Trigger:
    """A claim is in review exactly while it has an open round.

    Two tables say so together, so it is asked when the transaction ends.

    Args:
        claim: the claim's key in the row that was written, as SQL.
        operation: what is watched.
    """
    return Trigger(
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


@shown_to_readers
@track()
class Claim(models.Model):
    """One statement by one claimant about one incident.

    ``spokesperson_role`` is what the spokesperson is ("minister of defence"), ``channel`` how it
    was said, as a sentence goes on ("on Telegram", "at a press conference"). ``outlet`` is set
    where an outlet makes the claim in its own voice and names no claimant.
    ``reference`` is the claim's name in the files it was loaded from, such as ``mali/ML001``.
    ``status`` is changed by ``claims.operations.transition`` and by nothing else. Readers see it
    once it is released into a released dossier: ``claims.reads.visible``.
    """

    reference = models.CharField(max_length=150, unique=True, null=True, blank=True)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="claims")
    claimant = models.ForeignKey(Party, models.PROTECT, related_name="claims")
    spokesperson = models.CharField(_("spokesperson"), max_length=200, blank=True)
    spokesperson_role = models.CharField(
        _("spokesperson's role"), max_length=200, blank=True, default=""
    )
    channel = models.CharField(_("channel"), max_length=200, blank=True, default="")
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
    internal_note = models.TextField(_("internal note"), blank=True)
    public_note = models.TextField(_("public note"), blank=True)
    status = models.CharField(
        max_length=12,
        choices=choices(ClaimStatus),
        default=ClaimStatus.DRAFT.value,
    )
    priority = models.PositiveSmallIntegerField(
        _("priority"), choices=Priority.choices, default=Priority.NORMAL
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="claims_recorded"
    )
    created_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["incident", "status"], name="claim_of_incident"),
            models.Index(fields=["status", "-created_at"], name="claim_newest"),
            # What the desk lists them in the order of.
            models.Index(fields=["-created_at", "-id"], name="claim_recorded"),
            models.Index(fields=["claimant", "-created_at", "-id"], name="claim_of_claimant"),
            # What the queues of the desk are read in the order of.
            models.Index(
                "status",
                F("priority").desc(),
                F("created_at").desc(),
                F("id").desc(),
                name="claim_most_urgent",
            ),
            # What claims.reads.facets lists them in the order of.
            models.Index(F("made_on").desc(nulls_last=True), F("id").desc(), name="claim_made"),
            models.Index(fields=["made_on", "id"], name="claim_made_oldest"),
            models.Index(fields=["language"], name="claim_language"),
            models.Index(fields=["-released_at", "-id"], name="claim_released"),
            # What claims.matching.search.alike looks for slips of the pen in.
            GinIndex(OpClass(F("statement"), name="gin_trgm_ops"), name="claim_statement_trigrams"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            not_blank("statement", name="claim_says_something"),
            one_of("status", [status.value for status in ClaimStatus], name="claim_status_known"),
            one_of("wording", Wording.values, name="claim_wording_known"),
            one_of("nature", Nature.values, name="claim_nature_known"),
            models.CheckConstraint(
                condition=Q(priority__in=Priority.values), name="claim_priority_known"
            ),
            with_precision("made_on", name="claim_made_on_with_precision"),
            models.CheckConstraint(
                condition=Q(spokesperson_role="") | ~Q(spokesperson=""),
                name="claim_role_of_a_spokesperson",
            ),
            together("released_at", "released_by", name="claim_released_by_and_at"),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | ~Q(status="draft"),
                name="claim_draft_not_released",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=False) | ~Q(status="published"),
                name="claim_published_is_released",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            in_review_with_open_round("NEW.id", pgtrigger.Insert | pgtrigger.Update),
            # Whatever inserts a claim, it never stands without an author.
            Trigger(
                name="recorder_is_author",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func="""
                    INSERT INTO claims_authorship (claim_id, person_id, since)
                    VALUES (NEW.id, NEW.created_by_id, NEW.created_at);
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.statement


class Authorship(models.Model):
    """Somebody wrote a claim down, or changed what it says: an author of it from then on.

    The one place that says so. Inserting a claim makes its recorder one; a change of its words,
    figures or claimant adds who made it, in the same act. Nobody stops being an author; only with
    a draft that is deleted it goes.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="authorships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["since", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["claim", "person"], name="authorship_once"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            Protect(name="never_changed", operation=pgtrigger.Update),
            never_emptied(),
            Trigger(
                name="goes_with_its_draft",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func="""
                    IF EXISTS (
                        SELECT FROM claims_claim WHERE id = OLD.claim_id AND status <> 'draft'
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: an author of a submitted claim stays one';
                    END IF;
                    RETURN OLD;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} wrote {self.claim_id}"


@shown_to_readers
@track()
class Translation(Retractable):
    """A statement in another language, and who put it there.

    ``translator`` is a name. Only where it is that of an account, which put the translation there
    itself (``translated_by``), is it more than what somebody typed.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=35)
    text = models.TextField(_("translation"))
    translator = models.CharField(
        _("translator"), max_length=200, help_text=_("A person's name, or the program's.")
    )
    translated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["language", "pk"]
        indexes: ClassVar[list[models.Index]] = [index_of_retracted("translation_retracted")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["claim", "language", "translator"],
                condition=STANDING,
                name="translation_once",
            ),
            not_blank("text", name="translation_says_something"),
            not_blank("translator", name="translation_has_translator"),
            together("retracted_by", "retracted_at", name="translation_retracted_by_and_at"),
            retracted_with_reason("translation_retracted_with_reason"),
            models.CheckConstraint(
                condition=Q(translated_by__isnull=True) | Q(translated_by=F("added_by")),
                name="translation_by_who_added_it",
            ),
        ]

    def __str__(self) -> str:
        return self.text
