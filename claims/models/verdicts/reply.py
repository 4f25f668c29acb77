"""What the parties were asked before a verdict, and what they said to it."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.models.party import Party
from claims.models.round import Round
from claims.rules.deciding.replies import ReplyChannel, ReplyKind
from sources.models import Page
from tracker.base.constraints import not_blank, one_of, ordered
from tracker.base.triggers import Trigger, append_only, never_emptied, shown_to_readers
from tracker.base.values.choices import choices


@shown_to_readers
class ReplyRequest(models.Model):
    """A party is asked, in these words, to answer by a day. Readers see it with the verdict.

    ``asked_on`` is the day on which the party was asked, ``asked_at`` when that was written down.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="reply_requests")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    text = models.TextField(_("what they are asked"))
    channel = models.CharField(_("how"), max_length=10, choices=choices(ReplyChannel))
    due = models.DateField(_("answer by"))
    asked_on = models.DateField(_("asked on"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["asked_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            not_blank("text", name="reply_request_says_something"),
            one_of(
                "channel", [one.value for one in ReplyChannel], name="reply_request_channel_known"
            ),
            ordered("asked_on", "due", name="reply_request_asked_before_due"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            append_only(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} to {self.party_id}"


@shown_to_readers
class Reply(models.Model):
    """What a party said when it was asked, or that it refused to.

    ``how`` says how the words came to us where no ``page`` has them. ``kept_in`` is the round in
    which somebody had sealed a review when it came: its reviewers and readers see the reply once
    that round is over. A correction is a row of its own that ``corrects`` the one before.
    """

    request = models.ForeignKey(ReplyRequest, models.PROTECT, related_name="replies")
    kind = models.CharField(_("what they did"), max_length=10, choices=choices(ReplyKind))
    words = models.TextField(_("their words"), blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True)
    received_on = models.DateField(_("received on"))
    page = models.ForeignKey(Page, models.PROTECT, null=True, blank=True, related_name="+")
    how = models.TextField(_("how it came to us"), blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    kept_in = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="+")
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    correction_reason = models.TextField(_("why it is corrected"), blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["recorded_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(corrects__isnull=True), name="reply_first_once"
            ),
            one_of("kind", [one.value for one in ReplyKind], name="reply_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind="answered") | Q(words__regex=r"\S", language__regex=r"\S"),
                name="reply_answered_in_words",
            ),
            models.CheckConstraint(
                condition=Q(page__isnull=False) | Q(how__regex=r"\S"),
                name="reply_says_how_it_came",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, correction_reason="")
                | Q(corrects__isnull=False, correction_reason__regex=r"\S"),
                name="reply_corrected_for_a_reason",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            append_only(),
            never_emptied(),
            Trigger(
                name="corrects_the_same",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__corrects__isnull=False),
                func="""
                    IF NOT EXISTS (
                        SELECT FROM claims_reply
                        WHERE id = NEW.corrects_id AND request_id = NEW.request_id
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: a reply corrects one to the same request';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.kind}"

    @property
    def claim(self) -> Claim:
        """What it is about."""
        return self.request.claim

    @property
    def is_kept(self) -> bool:
        """Whether it waits for the end of the round in which it came."""
        return self.kept_in is not None and self.kept_in.closed_at is None
