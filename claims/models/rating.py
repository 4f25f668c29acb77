"""What reviewers and verdicts may say of a claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.rules.ratings import FALSEST, TRUEST, Asserts, RatingValue
from tracker.base.constraints import one_of
from tracker.base.terms import Term, in_reader_language
from tracker.base.triggers import (
    Trigger,
    fixed,
    never_deleted,
    never_emptied,
    shown_to_readers,
    track,
)
from tracker.base.values.choices import choices

ON_SCALE = (FALSEST, TRUEST)


@shown_to_readers
@track()
class Rating(Term):
    """What a reviewer or a verdict says of a claim: one of the ratings of the installation.

    ``meanings`` say it in a sentence, by language tag. ``number`` is its place on the scale of
    truth, 5 to 1, empty where a number would be invented. ``asserts`` is what it says of the
    figure that was claimed. One that ``leaves_open`` says that nothing is decided: any split may
    be settled so. ``replies`` are the texts that people outside are sent, by language tag.

    Reviews, settlements and verdicts hold its code. A verdict keeps what the rating was called and
    meant when it was published, so they show that and need no row of this table.
    """

    meanings = models.JSONField(_("meaning"))
    number = models.PositiveSmallIntegerField(_("place on the scale"), null=True, blank=True)
    asserts = models.CharField(
        _("says of the figure"),
        max_length=8,
        choices=choices(Asserts),
        default=Asserts.NOTHING.value,
    )
    leaves_open = models.BooleanField(_("says that nothing is decided"), default=False)
    replies = models.JSONField(_("reply texts"), default=dict, blank=True)

    class Meta(Term.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Term.Meta.constraints,
            models.CheckConstraint(condition=~Q(meanings={}), name="rating_explained"),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(number__range=ON_SCALE),
                name="rating_number_on_scale",
            ),
            one_of("asserts", [each.value for each in Asserts], name="rating_asserts_known"),
            models.CheckConstraint(
                condition=Q(leaves_open=False) | Q(number__isnull=True, asserts="nothing"),
                name="rating_open_says_no_more",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            fixed("code", name="code_stays"),
            never_deleted(),
            never_emptied(),
        ]

    @property
    def meaning(self) -> str:
        """What it means, in one sentence and the reader's language."""
        return in_reader_language(self.meanings)

    @property
    def value(self) -> RatingValue:
        """The rating as the rules know it."""
        return RatingValue(self.code, self.number, Asserts(self.asserts), self.leaves_open)


@dataclass(frozen=True, slots=True)
class GivenRating:
    """A rating as a published verdict keeps it: as it was called and meant at that moment."""

    code: str
    labels: Mapping[str, str]
    meanings: Mapping[str, str]
    number: int | None

    @property
    def label(self) -> str:
        """What it was called, in the reader's language."""
        return in_reader_language(self.labels) or self.code

    @property
    def meaning(self) -> str:
        """What it meant, in one sentence and the reader's language."""
        return in_reader_language(self.meanings)


def names_rating(column: str) -> Trigger:
    """A column holds the code of a rating there is, or nothing. No rating is ever deleted.

    Args:
        column: the column, which columns of the same table need not allow to be empty.
    """
    return Trigger(
        name=f"{column}_is_one",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"""
            IF NEW.{column} <> '' AND NOT EXISTS (
                SELECT FROM claims_rating WHERE code = NEW.{column}
            ) THEN
                RAISE EXCEPTION 'pgtrigger: there is no such rating';
            END IF;
            RETURN NEW;
        """,
    )
