"""The checklist before publishing as an editor sees it: what is open, why, and where to mend it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from claims.reads.publishing.checklist import checked, cited_by_key
from claims.rules.deciding.checklist import CheckedPoint, Point

if TYPE_CHECKING:
    from django.forms import BoundField

    from claims.models import Citation, Claim
    from tracker.base.web.forms import DeskForm


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that leaves a point open, and where it is mended."""

    words: str
    url: str
    link: str


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """One point of the checklist: whether it is in order, what is not, the field to waive it."""

    point: str
    label: str
    is_green: bool
    troubles: tuple[Trouble, ...]
    field: BoundField

    @property
    def is_waived(self) -> bool:
        """Whether something is written in the field of an open point."""
        return not self.is_green and bool((self.field.value() or "").strip())


def shown_checks(claim: Claim, form: DeskForm) -> list[ShownCheck]:
    """Put the checklist of a claim into words.

    Args:
        claim: the claim.
        form: with the ``summary`` as it is typed, and a field ``waive_...`` for each point.
    """
    rows = checked(claim, form["summary"].value() or "")
    cited = cited_by_key(key for row in rows for key in row.citations)
    return [
        ShownCheck(
            point=row.point.value,
            label=_(row.point.label),
            is_green=row.is_green,
            troubles=tuple(_troubles(claim, row, cited)),
            field=form[f"waive_{row.point.value}"],
        )
        for row in rows
    ]


def _troubles(claim: Claim, row: CheckedPoint, cited: Mapping[int, Citation]) -> Iterator[Trouble]:
    if row.is_green:
        return
    if row.point is Point.SOURCE:
        yield Trouble(
            _("Nothing is cited."), reverse("desk:claim_cite", args=[claim.pk]), _("Cite a page")
        )
    elif row.point is Point.REPLY:
        url = reverse("desk:claim_ask_reply", args=[claim.pk])
        yield Trouble(
            _("Nobody has asked %(name)s.") % {"name": claim.claimant.name},
            url,
            _("Ask for a reply"),
        )
    elif row.point is Point.NOTES:
        yield Trouble(f"“{row.words}”", "#id_summary", _("Change the summary"))
    else:
        for key in row.citations:
            yield _of_citation(claim, row.point, cited[key])


def _of_citation(claim: Claim, point: Point, citation: Citation) -> Trouble:
    page = citation.page
    name = f"{page.publisher.name}: {page.title or page.url}"
    if point is Point.SEALED:
        return Trouble(name, reverse("desk:page_deposit", args=[page.pk]), _("Bring a copy"))
    if point is Point.VERBATIM and citation.quotation_id is not None:
        said = citation.quotation.exact if citation.quotation else ""
        url = reverse("desk:quotation_confirm", args=[citation.quotation_id])
        return Trouble(f"{name}: “{said}”", url, _("Explain the difference"))
    return Trouble(name, reverse("desk:claim_cite", args=[claim.pk]), _("Cite it here"))
