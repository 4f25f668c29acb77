"""How a dossier is cited, and shown on other sites."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Incident
from claims.presentation.citing.embedding import Frame
from claims.presentation.citing.work import CitedWork, in_time, references
from claims.presentation.figures.foreign import foreign_of
from claims.presentation.words import dossier_title, trial_label


def dossier_cited(
    incident: Incident, counted: str, *, at: datetime | None = None, as_of: str = ""
) -> CitedWork:
    """Say what is cited where a dossier is: its state of a day, because it goes on changing.

    Args:
        incident: what it is about.
        counted: what stands in it: ``3 claims, 2 claimants, 1 pair``.
        at: the moment as of which it does; None for now.
        as_of: the same as the address has it; "" for now.
    """
    today = timezone.localdate()
    issued = today if at is None else timezone.localdate(at)
    title = dossier_title(incident)
    if incident.is_exercise:
        title = _("Exercise: %(title)s") % {"title": title}
    return CitedWork(
        key=f"dossier{incident.pk}d{issued:%Y%m%d}",
        title=title,
        note=counted,
        issued=issued,
        accessed=today,
        page=in_time(reverse("public:incident", args=[incident.slug]), as_of or today.isoformat()),
        version=None,
        downloads=references("public:incident_cite", [incident.slug], as_of),
        foreign=foreign_of([dossier_title(incident)]),
    )


def frame_of_dossier(incident: Incident) -> Frame:
    """The card of a dossier on another site.

    Args:
        incident: what it is about.
    """
    title = f"{trial_label(incident)}{incident.title}"
    return Frame(title, reverse("public:dossier_card", args=[incident.slug]))
