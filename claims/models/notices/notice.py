"""What somebody is told, once, and how they want to be told such things."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.claim import Claim
from claims.models.notices.letter import Letter
from claims.models.review import Assignment
from claims.rules.notices import NoticeKind, NoticeWay
from tracker.base.constraints import not_blank, one_of
from tracker.base.values.choices import choices


class Notice(models.Model):
    """One thing that one person is told; its words are made where they are shown.

    ``code`` names a row of ``claims.rules.notices``; ``source`` is what it tells of (a line of the
    journal, a day of an assignment, a later look, a capture) and ``thing`` the key its link leads
    to. Whether the person may still read it is asked anew whenever it is shown or sent
    (``claims.notices.seen``). ``way`` is how they wanted it when it was made.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=choices(NoticeKind))
    source = models.CharField(max_length=60)
    thing = models.CharField(max_length=40, blank=True)
    claim = models.ForeignKey(Claim, models.CASCADE, null=True, blank=True, related_name="notices")
    assignment = models.ForeignKey(
        Assignment, models.CASCADE, null=True, blank=True, related_name="notices"
    )
    who = models.CharField(max_length=200, blank=True)
    due = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    made_at = models.DateTimeField()
    way = models.CharField(max_length=10, choices=choices(NoticeWay))
    read_at = models.DateTimeField(null=True, blank=True)
    letter = models.ForeignKey(
        Letter, models.PROTECT, null=True, blank=True, related_name="notices"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "-at", "-id"], name="notice_of_person"),
            models.Index(
                fields=["person"], condition=Q(read_at__isnull=True), name="notice_unread"
            ),
            models.Index(
                fields=["way", "made_at"],
                condition=Q(letter__isnull=True) & ~Q(way=NoticeWay.DESK_ONLY.value),
                name="notice_to_mail",
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "code", "source"], name="notice_once"),
            one_of("kind", NoticeKind, name="notice_kind_known"),
            one_of("way", NoticeWay, name="notice_way_known"),
            not_blank("code", name="notice_code_given"),
            not_blank("source", name="notice_source_given"),
            models.CheckConstraint(
                condition=Q(letter__isnull=True) | ~Q(way=NoticeWay.DESK_ONLY.value),
                name="notice_mailed_if_wanted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} to {self.person_id}"


class NoticeChoice(models.Model):
    """How somebody wants to be told one kind of thing; without a row, as is usual for the kind."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=choices(NoticeKind))
    way = models.CharField(max_length=10, choices=choices(NoticeWay))
    chosen_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["person", "kind"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "kind"], name="notice_choice_once"),
            one_of("kind", NoticeKind, name="notice_choice_kind_known"),
            one_of("way", NoticeWay, name="notice_choice_way_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.way}"


class Followed(models.Model):
    """How far notices have been made: the position in the ledger, in the order of commits."""

    position = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(pk=1), name="followed_by_one"),
        ]

    def __str__(self) -> str:
        return f"{self.position} of the ledger told"
