"""A summary does not contradict its rating unnoticed."""

from __future__ import annotations

from django.utils.translation import gettext as _

from claims.models import GivenRating, Rating
from claims.reads.verdicts import rating_names
from claims.rules.ratings import ratings_named
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text


def check_summary(summary: str, rating: Rating | GivenRating, *, confirmed: bool) -> str:
    """Give a summary back as it is stored.

    Args:
        summary: what readers are told.
        rating: the rating that it stands beside, as it is called now or was when given.
        confirmed: the person has seen that it names another rating, and means it.

    Raises:
        Refusal: ``required``, or ``names_other_rating`` (at the field ``confirmed``).
    """
    body = text(summary, field="summary", required=True)
    others = ratings_named(body, _names(rating)) - {rating.code}
    if others and not confirmed:
        named = Rating.objects.filter(pk__in=others)
        raise Refusal(
            _(
                "The summary says “%(named)s”, and the rating is “%(rating)s”. If both are meant "
                "so, confirm it; else mend the summary."
            )
            % {
                "named": "”, “".join(sorted(one.label for one in named)),
                "rating": rating.label,
            },
            code="names_other_rating",
            field="confirmed",
        )
    return body


def _names(rating: Rating | GivenRating) -> dict[str, set[str]]:
    """What every rating is called; a word that this one shares with another names this one."""
    own = {label.casefold() for label in rating.labels.values()}
    names = {
        code: {label for label in labels if label.casefold() not in own}
        for code, labels in rating_names().items()
    }
    return names | {rating.code: own}
