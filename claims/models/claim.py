"""A claim, its wording and its translations."""

from __future__ import annotations

from typing import ClassVar

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.models.incident import Incident
from claims.models.party import Party, Place
from claims.rules.states import ClaimStatus
from sources.models import Publisher
from tracker.base.constraints import not_blank, one_of
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
            # What claims.reads.search looks words up in.
            GinIndex(SearchVector("statement", config="simple"), name="claim_words"),
            GinIndex(
                SearchVector("spokesperson", config="simple"), name="claim_spokesperson_words"
            ),
            GinIndex(OpClass(F("statement"), name="gin_trgm_ops"), name="claim_statement_trigrams"),
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
        indexes: ClassVar[list[models.Index]] = [
            GinIndex(SearchVector("text", config="simple"), name="translation_words"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["claim", "language", "translator"], name="translation_once"
            ),
            not_blank("text", name="translation_says_something"),
            not_blank("translator", name="translation_has_translator"),
        ]

    def __str__(self) -> str:
        return self.text
