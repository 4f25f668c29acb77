"""What stands beneath the opening of a dossier: short names in full, what it rests on, how wide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Claim, Counterclaim, Nature, Party
from claims.presentation import dates
from claims.presentation.claims.dossier import PageWithCopies
from claims.presentation.figures.groups import FigureGroup
from claims.presentation.pairs.far_apart import FarApart, farthest_apart
from tracker.base.values.partial_date import PartialDate


def names_in_full(claims: Iterable[Claim]) -> list[tuple[str, str]]:
    """The short names that a dossier uses, each once with the whole name, as they come up.

    Args:
        claims: of one dossier, with their claimants and whose losses they count.
    """
    parties = {party.pk: party for claim in claims for party in _parties_of(claim)}
    named = ((party.short_name, party.name_for_reader) for party in parties.values())
    return [(short, name) for short, name in named if short != name]


def _parties_of(claim: Claim) -> list[Party]:
    subjects = [
        subject.party for figure in claim.figures.all() for subject in figure.figure_subjects.all()
    ]
    return subjects if claim.outlet is not None else [claim.claimant, *subjects]


def rests_on_told(pages: Sequence[PageWithCopies]) -> str:
    """Say on how many pages a dossier rests, of how many publishers, and how many are sealed.

    Args:
        pages: those that its claims cite, each once.
    """
    if not pages:
        return ""
    publishers = len({each.page.publisher_id for each in pages})
    sealed = sum(any(copy.is_copy for copy in each.page.captures.all()) for each in pages)
    return _("It rests on %(pages)s of %(publishers)s; %(sealed)s.") % {
        "pages": ngettext("%(n)s page", "%(n)s pages", len(pages)) % {"n": len(pages)},
        "publishers": ngettext("%(n)s publisher", "%(n)s publishers", publishers)
        % {"n": publishers},
        "sealed": _sealed(sealed),
    }


def said_when(claims: Iterable[Claim]) -> str:
    """Say from when to when the statements of a dossier are; "" where no date of any is known.

    Args:
        claims: of one dossier.
    """
    said = [claim for claim in claims if claim.nature == Nature.STATEMENT]
    made = [PartialDate.of(one.made_on, one.made_on_precision) for one in said]
    span = dates.span_of(made)
    if not span:
        return ""
    undated = sum(not each.is_known for each in made)
    if not undated:
        return _("Statements of %(dates)s.") % {"dates": span}
    text = ngettext(
        "Statements of %(dates)s; %(n)s has no date.",
        "Statements of %(dates)s; %(n)s have no date.",
        undated,
    )
    return text % {"dates": span, "n": undated}


def _sealed(number: int) -> str:
    if not number:
        return _("no sealed copy is kept of any")
    text = ngettext(
        "a sealed copy is kept of %(n)s",
        "sealed copies are kept of %(n)s",
        number,
    )
    return text % {"n": number}


def widest_besides(
    claims: Sequence[Claim], pairs: Sequence[Counterclaim], told: FigureGroup | None
) -> FarApart | None:
    """The two figures that are farthest apart, where the opening tells of another thing.

    Args:
        claims: of one dossier, fetched as for cards.
        pairs: which of them answers which.
        told: the figures that the opening is about; None where it is about none.
    """
    widest = next(iter(farthest_apart(claims, pairs, 1)), None)
    known = {row.figure.pk for row in told.rows} if told is not None else set()
    return None if widest is None or widest.figures <= known else widest
