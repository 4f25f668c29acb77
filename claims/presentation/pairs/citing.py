"""How a pair is cited, and shown on other sites."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from claims.models import Counterclaim
from claims.presentation.citing.embedding import Frame
from claims.presentation.citing.work import CitedWork, in_time, references
from claims.presentation.figures.foreign import foreign_words
from claims.presentation.pairs.headline import pair_headline
from claims.presentation.words import trial_label
from claims.rules.grounds import Ground


def pair_cited(
    pair: Counterclaim, title: str, *, at: datetime | None = None, as_of: str = ""
) -> CitedWork:
    """Say what is cited where a pair is: its state of a day, because its claims go on changing.

    Args:
        pair: with its claims and their incidents.
        title: the pair in a line.
        at: the moment as of which it stands; None for now.
        as_of: the same as the address has it; "" for now.
    """
    today = timezone.localdate()
    issued = today if at is None else timezone.localdate(at)
    if _is_exercise(pair):
        title = _("Exercise: %(title)s") % {"title": title}
    return CitedWork(
        key=f"pair{pair.pk}d{issued:%Y%m%d}",
        title=title,
        note=capfirst(_(Ground(pair.ground).label)),
        issued=issued,
        accessed=today,
        page=in_time(reverse("public:pair", args=[pair.pk]), as_of or today.isoformat()),
        version=None,
        downloads=references("public:pair_cite", [pair.pk], as_of),
        foreign=foreign_words([pair.answers, pair.claim]),
    )


def frame_of_pair(pair: Counterclaim) -> Frame:
    """The card of a pair on another site.

    Args:
        pair: fetched as `claims.reads.claims.pairs_shown` does.
    """
    title = f"{trial_label(pair.claim.incident)}{pair_headline(pair)}"
    return Frame(title, reverse("public:pair_card", args=[pair.pk]))


def _is_exercise(pair: Counterclaim) -> bool:
    return pair.answers.incident.is_exercise or pair.claim.incident.is_exercise
