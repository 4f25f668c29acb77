"""A claim as readers saw it when one of its verdicts was published.

What a claim said then stands in the version that was written down last before the verdict. Of what
that version names only that is read which readers may see today: what has been withheld since, or
whose other claim was taken from them, stays away, and of sources that is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from claims.models import Citation, Claim, Verdict
from claims.reads.claims import with_names
from claims.reads.evidence.pages import pages_shown
from claims.reads.journal.versions import Content, VersionNames, content_in, names_among
from claims.reads.later import changed_since
from claims.reads.verdicts import rounds_fetched
from claims.reads.visible import claims_shown, dossiers_shown
from sources.reads.withheld import hidden_quotations
from tracker.base.retraction import standing_at


@dataclass(frozen=True, slots=True)
class Stood:
    """What a claim said at a moment, as far as readers may see it today.

    Args:
        content: what it said; of its citations and pairs, those that may be shown.
        names: the rows that the content names.
        not_shown: how many sources stood there and are not shown any more.
    """

    content: Content
    names: VersionNames
    not_shown: int


@dataclass(frozen=True, slots=True)
class Edition:
    """A claim with one of its verdicts, as both stood when that was published.

    Args:
        claim: the claim as it is now, with its incident and its rounds.
        verdict: the verdict.
        verdicts: all of the claim, the newest first.
        stood: what the claim said, as far as it may be shown.
        changed: when the claim became another than its verdict in force judged.
    """

    claim: Claim
    verdict: Verdict
    verdicts: list[Verdict]
    stood: Stood
    changed: datetime | None

    @property
    def is_in_force(self) -> bool:
        """Whether no later verdict has replaced this one."""
        return self.verdict == self.verdicts[0]

    @property
    def before(self) -> Verdict | None:
        """The verdict that this one replaced."""
        return self._beside(-1)

    @property
    def after(self) -> Verdict | None:
        """The verdict that replaced this one."""
        return self._beside(1)

    def _beside(self, step: int) -> Verdict | None:
        wanted = self.verdict.version + step
        return next((row for row in self.verdicts if row.version == wanted), None)


def edition_of(claim_id: int, number: int) -> Edition:
    """Read a claim as it stood with one of its verdicts, in a fixed number of queries.

    Args:
        claim_id: the claim.
        number: which version of its verdict.

    Raises:
        ObjectDoesNotExist: the claim is not public, or no such verdict of it was published.
    """
    claim = with_verdicts(claims_shown()).get(pk=claim_id)
    rows = sorted(claim.verdicts.all(), key=lambda row: row.version, reverse=True)
    verdict = next((row for row in rows if row.version == number), None)
    if verdict is None:
        raise Verdict.DoesNotExist
    at = verdict.published_at
    written = claim.versions.filter(made_at__lte=at).order_by("-number").first()
    # A round, and with it a verdict, judges a version: there always is one.
    said = content_in(written.content if written is not None else verdict.round.version.content)
    known = claims_shown().filter(Q(released_at__lte=at) | Q(pk=claim.pk))
    return Edition(
        claim=claim,
        verdict=verdict,
        verdicts=rows,
        stood=stood({claim.pk: said}, at, known)[claim.pk],
        changed=changed_since(claim),
    )


def with_verdicts(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Claims with all that is told of their verdicts, and with their rounds."""
    verdicts = Verdict.objects.select_related("published_by")
    verdicts = verdicts.prefetch_related("waived_points", "further_ranges")
    return with_names(claims).prefetch_related(
        rounds_fetched(), "waivers", Prefetch("verdicts", verdicts)
    )


def stood(said: Mapping[int, Content], at: datetime, known: QuerySet[Claim]) -> dict[int, Stood]:
    """What may be shown of what some claims said at a moment, in a fixed number of queries.

    Args:
        said: by the keys of the claims.
        at: the moment.
        known: the claims that may be named.
    """
    names = _names_in(list(said.values()), known)
    shown = _citations(said.values(), at)
    found = {}
    for key, content in said.items():
        citations = [row for row in content["citations"] if row["id"] in shown]
        not_shown = len(content["citations"]) - len(citations)
        found[key] = Stood({**content, "citations": citations}, names, not_shown)
    return found


def _names_in(contents: Sequence[Content], known: QuerySet[Claim]) -> VersionNames:
    """The rows that some contents name, as readers may know of them today."""
    names = names_among(contents, known.select_related("claimant", "outlet"))
    keys = {said["claim"]["incident_id"] for said in contents}
    return replace(names, incidents=dossiers_shown().in_bulk(keys))


def _citations(contents: Iterable[Content], at: datetime) -> set[int]:
    """Keys of the citations that stood there then and whose source readers may see today.

    Of the words that were quoted then, they have to be such as readers may see: others may be
    quoted in their place by now.
    """
    cited = [row for said in contents for row in said["citations"]]
    rows: QuerySet[Citation] = Citation.everything.filter(
        standing_at(at), pk__in=[row["id"] for row in cited], page__in=pages_shown()
    )
    shown = set(rows.exclude(quotation__in=hidden_quotations()).values_list("pk", flat=True))
    quoted = {row["quotation_id"] for row in cited if row["quotation_id"] is not None}
    hidden = set(hidden_quotations().filter(pk__in=quoted))
    return {row["id"] for row in cited if row["quotation_id"] not in hidden} & shown
