"""The checklist before publishing as an editor sees it: what is open, why, and where to mend it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

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
    """One point of the checklist: whether it is in order, what is not, the field to waive it.

    ``moot`` says why there is nothing to look at in it; such a point is neither in order nor open.
    """

    point: str
    label: str
    is_green: bool
    is_open: bool
    moot: str
    troubles: tuple[Trouble, ...]
    field: BoundField

    @property
    def is_waived(self) -> bool:
        """Whether something is written in the field of an open point."""
        return self.is_open and bool((self.field.value() or "").strip())


TYPED = ("summary", "missing", "would_change", "settlement", "reason")
"""Fields of the forms that readers are told."""


def waived_in(data: Mapping[str, Any]) -> dict[str, str]:
    """Why points of the checklist may stay open, by their codes.

    Args:
        data: what was sent, cleaned, with a field ``waive_...`` for each point.
    """
    given = {point.value: data[f"waive_{point.value}"] for point in Point}
    return {point: reason for point, reason in given.items() if reason.strip()}


def waived_before(waived: Mapping[str, str]) -> dict[str, str]:
    """What the fields of a form begin with where reasons were given before.

    Args:
        waived: the reasons, by the codes of the points.
    """
    return {f"waive_{point}": reason for point, reason in waived.items()}


def shown_checks(claim: Claim, form: DeskForm, told_anyway: Sequence[str]) -> list[ShownCheck]:
    """Put the checklist of a claim into words.

    Args:
        claim: the claim.
        form: with what readers are told as it is typed, and a field ``waive_...`` for each point.
        told_anyway: what readers are told besides, such as the settlement.
    """
    waiving = {point: f"waive_{point.value}" for point in Point}
    said = [name for name in TYPED if name in form.fields]
    typed = {name: form[name].value() or "" for name in (*said, *waiving.values())}
    told = [typed[name] for name in said]
    reasons = {point: typed[name] for point, name in waiving.items()}
    rows = checked(claim, *told, *told_anyway, waived=reasons)
    cited = cited_by_key(key for row in rows for key in row.citations)
    return [
        ShownCheck(
            point=row.point.value,
            label=_(row.point.label),
            is_green=row.is_green,
            is_open=row.is_open,
            moot="" if row.moot is None else _(row.moot.label),
            troubles=tuple(_troubles(claim, row, cited, typed)),
            field=form[f"waive_{row.point.value}"],
        )
        for row in rows
    ]


def _troubles(
    claim: Claim, row: CheckedPoint, cited: Mapping[int, Citation], typed: Mapping[str, str]
) -> Iterator[Trouble]:
    if not row.is_open:
        return
    if row.point is Point.SOURCE or (row.point is Point.BEST_SOURCES and not row.citations):
        yield Trouble(
            _("No page is cited that reports the claim, or supports it."),
            reverse("desk:claim_pages", args=[claim.pk]),
            _("Cite a page"),
        )
    elif row.point is Point.REPLY:
        url = reverse("desk:claim_ask_reply", args=[claim.pk])
        yield Trouble(
            _("Nobody has asked %(name)s.") % {"name": claim.claimant.name},
            url,
            _("Ask for a reply"),
        )
    elif row.point is Point.NOTES:
        # What was written before stands as it is: it can only be said why it is published so.
        told_in = (name for name, said in typed.items() if said == row.told)
        field = next(told_in, f"waive_{Point.NOTES.value}")
        yield Trouble(f"“{row.words}”", f"#id_{field}", _("Go to where it stands"))
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
    query = urlencode({"addresses": page.url})
    return Trouble(
        name, f"{reverse('desk:claim_pages', args=[claim.pk])}?{query}", _("Cite it here")
    )
