"""A summary does not contradict its rating unnoticed."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from claims.rules.verdicts import Rating, ratings_named
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text


def check_summary(summary: str, rating: Rating, *, confirmed: bool) -> str:
    """Give a summary back as it is stored.

    Args:
        summary: what readers are told.
        rating: the rating that it stands beside.
        confirmed: the person has seen that it names another rating, and means it.

    Raises:
        Refusal: ``required``, or ``names_other_rating`` (at the field ``confirmed``).
    """
    body = text(summary, field="summary", required=True)
    others = ratings_named(body, _labels()) - {rating}
    if others and not confirmed:
        raise Refusal(
            _(
                "The summary says “%(named)s”, and the rating is “%(rating)s”. If both are meant "
                "so, confirm it; else mend the summary."
            )
            % {
                "named": "”, “".join(sorted(_(one.label) for one in others)),
                "rating": _(rating.label),
            },
            code="names_other_rating",
            field="confirmed",
        )
    return body


def _labels() -> dict[Rating, set[str]]:
    """What each rating is called in every language of the site."""
    labels: dict[Rating, set[str]] = {rating: {rating.label} for rating in Rating}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            for rating in Rating:
                labels[rating].add(_(rating.label))
    return labels
