"""Reports, origins and confirmations of a claim in a reader's words, each number with its list."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Citation, Claim
from claims.presentation.words import who
from claims.reads.evidence.origins import Trail
from claims.rules.origins import CountedOrigin, OriginKind, Origins
from sources.models import Page, Publisher
from tracker.base.writing.lists import comma_list


@dataclass(frozen=True, slots=True)
class OriginLine:
    """One origin: who it is, and the pages that have it from there."""

    kind: OriginKind
    name: str
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class ConfirmingPage:
    """A page that confirms the claim independently, alone in a row, and by which means."""

    pages: tuple[Page]
    means: str


@dataclass(frozen=True, slots=True)
class ShownOrigins:
    """Three numbers in words, all in one line, and each with the list that explains it."""

    words: str
    low: int
    high: int
    reports: str
    origins: str
    confirmations: str
    reporting: tuple[Page, ...]
    lines: tuple[OriginLine, ...]
    confirming: tuple[ConfirmingPage, ...]
    dependent: tuple[Page, ...]
    """Marked as confirming, and since recorded as the claimant's or as relaying it."""
    circular: tuple[Page, ...]

    @property
    def are_more_than_reports(self) -> bool:
        """Whether there may be more origins than reports, because one page names several."""
        return self.high > len(self.reporting)

    @property
    def confirming_pages(self) -> tuple[Page, ...]:
        """The pages that confirm it by means of their own."""
        return tuple(page for one in self.confirming for page in one.pages)


def origins_of(claim: Claim, citations: Sequence[Citation], trail: Trail) -> ShownOrigins:
    """Count and explain, of a claim whose citations were fetched with page and publisher."""
    counted = trail.origins(citations, [claim])
    pages = {citation.page_id: citation.page for citation in citations}
    means = {row.page_id: row.own_means for row in citations if row.own_means}
    named, said = trail.named(citations), _credits(citations)
    return ShownOrigins(
        words=origins_words(counted),
        low=counted.low,
        high=counted.high,
        reports=_reports(counted),
        origins=_origins(counted),
        confirmations=_confirmations(counted),
        reporting=_of(pages, counted.reports),
        lines=tuple(
            _line(origin, _name(origin, claim, named, said), _of(pages, origin.pages))
            for origin in counted.origins
        ),
        confirming=tuple(
            ConfirmingPage((page,), means[page.pk]) for page in _of(pages, counted.confirmations)
        ),
        dependent=_of(pages, counted.not_independent),
        circular=_of(pages, counted.circular),
    )


def lines_on_origins(
    claims: Iterable[Claim], citations: Iterable[Citation], trail: Trail
) -> dict[int, str]:
    """Say of each claim in one line what its reports amount to.

    Args:
        claims: the claims.
        citations: what they rest on, with their pages.
        trail: what those lead to.

    Returns:
        The lines by the claims' keys.
    """
    cited: dict[int, list[Citation]] = {}
    for citation in citations:
        cited.setdefault(citation.claim_id, []).append(citation)
    return {
        claim.pk: origins_words(trail.origins(cited.get(claim.pk, []), [claim])) for claim in claims
    }


def origins_words(counted: Origins) -> str:
    """Say in one line what a claim's reports amount to."""
    if not counted.reports:
        return _("no report of it cited")
    return _("%(reports)s; %(confirmations)s") % {
        "reports": reports_words(counted),
        "confirmations": _confirmations(counted),
    }


def reports_words(counted: Origins) -> str:
    """Say how many reports there are and how many origins they have between them.

    One page may name several from whom it has it: where there are more origins than reports, the
    words say that the reports have it from them, or it would read as an error.
    """
    if not counted.reports:
        return _("no report cited")
    values = {"reports": _reports(counted), "origins": _origins(counted)}
    number = len(counted.reports)
    if counted.high <= number:
        return _("%(reports)s from %(origins)s") % values
    told = ngettext(
        "%(reports)s, which has it from %(origins)s",
        "%(reports)s, which have it from %(origins)s",
        number,
    )
    return told % values


def _reports(counted: Origins) -> str:
    number = len(counted.reports)
    return ngettext("%(n)s report", "%(n)s reports", number) % {"n": number}


def _origins(counted: Origins) -> str:
    if counted.low == counted.high:
        words = ngettext("%(n)s origin", "%(n)s origins", counted.high)
        return words % {"n": counted.high}
    return ngettext("%(low)s to %(n)s origin", "%(low)s to %(n)s origins", counted.high) % {
        "low": counted.low,
        "n": counted.high,
    }


def _confirmations(counted: Origins) -> str:
    number = len(counted.confirmations)
    if not number:
        return _("not independently confirmed")
    words = ngettext("%(n)s independent confirmation", "%(n)s independent confirmations", number)
    return words % {"n": number}


def _of(pages: Mapping[int, Page], keys: Collection[object]) -> tuple[Page, ...]:
    return tuple(page for key, page in pages.items() if key in keys)


def _credits(citations: Sequence[Citation]) -> str:
    """All credits that readers are shown beside the citations."""
    rows = (row for citation in citations for row in citation.page.derivations.all())
    return "\n".join(" ".join(row.credited_to.split()) for row in rows)


def _line(origin: CountedOrigin, name: str, pages: tuple[Page, ...]) -> OriginLine:
    """An origin with its pages; of one that only its own pages carry, the name is said by them."""
    if {page.publisher.name for page in pages} == {name}:
        name = _("reporting of its own")
    return OriginLine(origin.kind, name, pages)


def _name(origin: CountedOrigin, claim: Claim, named: Mapping[int, Publisher], said: str) -> str:
    """Who an origin is; nobody is named here whom the rest of the page does not name."""
    if origin.of_claimant:
        return _("%(who)s, who makes the claim") % {"who": who(claim)}
    if origin.kind is OriginKind.CIRCLE:
        return _("pages that credit only each other")
    if origin.kind is OriginKind.UNSTATED:
        return _("not stated")
    credited = origin.credited_to if origin.credited_to in said else ""
    if origin.kind is OriginKind.UNNAMED:
        words = _("“%(credit)s”, not named further") % {"credit": credited}
        return words if credited else _("a source that is not named")
    keys = [member[1] for member in origin.members if isinstance(member, tuple)]
    names = [named[key].name for key in keys if key in named]
    return comma_list(dict.fromkeys(names)) or credited or _("a source further back")
