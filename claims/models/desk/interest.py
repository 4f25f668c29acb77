"""What somebody of the desk has to do with a party or an incident, in their own words."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.models.incident import Incident
from claims.models.party import Party
from tracker.base.constraints import not_blank, one_of, together
from tracker.base.retraction import Retractable, retracted_with_reason
from tracker.base.triggers import Protect, fixed, never_deleted, never_emptied


class InterestEffect(models.TextChoices):
    """What follows from an interest that somebody declares."""

    BARS = "bars", _("I do not review what concerns it")
    WARNS = "warns", _("Editors should know it, and decide")


class Interest(Retractable):
    """A person declares an interest in one party or one incident. Kept, also once withdrawn.

    Whoever declares it withdraws it, saying why; both stay in view of editors.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="interests")
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    incident = models.ForeignKey(Incident, models.PROTECT, null=True, blank=True, related_name="+")
    effect = models.CharField(_("what follows"), max_length=8, choices=InterestEffect.choices)
    words = models.TextField(_("interest"))
    declared_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-declared_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(party__isnull=True, incident__isnull=False)
                | Q(party__isnull=False, incident__isnull=True),
                name="interest_in_one_thing",
            ),
            one_of("effect", InterestEffect.values, name="interest_effect_known"),
            not_blank("words", name="interest_in_words"),
            together("retracted_by", "retracted_at", name="interest_withdrawn_by_and_at"),
            retracted_with_reason("interest_withdrawn_with_reason"),
            models.CheckConstraint(
                condition=Q(retracted_by__isnull=True) | Q(retracted_by=F("person")),
                name="interest_withdrawn_by_its_person",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            fixed(
                "person",
                "party",
                "incident",
                "effect",
                "words",
                "declared_at",
                name="declaration_stays",
            ),
            Protect(
                name="withdrawn_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__retracted_at__isnull=False),
            ),
            never_deleted(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.words
